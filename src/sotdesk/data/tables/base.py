"""What every table shares: a key made by the program, so that a save tried again cannot double a row."""

from uuid import uuid4

from sqlmodel import Field, SQLModel


def new_id() -> str:
    """A new row key: 32 hexadecimal digits."""
    return uuid4().hex


class Row(SQLModel):
    """A row with its own key."""

    id: str = Field(default_factory=new_id, primary_key=True)
