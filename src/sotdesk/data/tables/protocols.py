"""Table of the protocols that the school added: the text of each file, whole."""

from datetime import date

from sqlmodel import Field

from sotdesk.data.tables.base import Row


class OwnProtocol(Row, table=True):
    """A protocol of the school; one with the code of a protocol that ships stands in its place."""

    __tablename__ = "own_protocol"

    code: str = Field(unique=True)
    text: str
    added_on: date
