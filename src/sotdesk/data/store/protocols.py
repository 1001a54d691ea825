"""The protocols that a run can begin with: those that ship, and the school's own (docs/protocollen.md)."""

from dataclasses import replace
from functools import lru_cache

from sqlmodel import Session, col, func, select

from sotdesk.data.store.base import Part
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.meldcode import RunRow
from sotdesk.data.tables.protocols import OwnProtocol
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.protocol import Protocol
from sotdesk.domain.protocol_read import kept, read_bytes, refuse_instead, refuse_older, shipped

GONE = "Dit protocol is er niet meer."


class Protocols(Part):
    """Protocollen. A run keeps the text that it began with, whatever is done here."""

    def all(self) -> tuple[Protocol, ...]:
        """Each protocol once: first those that weigh, then the lists; an own one in the place of one that ships."""
        with self.desk.reading() as session:
            own = {row.code: _own(row.text) for row in session.exec(select(OwnProtocol))}
        every = {**shipped(), **own}.values()
        return tuple(sorted(every, key=lambda one: (not one.weighs, one.own, one.code)))

    def get(self, code: str) -> Protocol:
        """One protocol; NotFound when there is none with this code."""
        with self.desk.reading() as session:
            row = _row(session, code)
        if row is None and code not in shipped():
            raise NotFound(GONE)
        return _own(row.text) if row else shipped()[code]

    def add(self, file: bytes) -> Protocol:
        """Takes a file over, in the place of an older version of it.

        ProtocolError with line and reason when the file is not right, or when it is older than what is there or than
        what a run in progress began with; then nothing has changed.
        """
        protocol = read_bytes(file, own=True, today=self.desk.today())
        with self.desk.writing("protocol van de school") as session:
            row = _row(session, protocol.code)
            refuse_older(protocol, _running(session, protocol.code))
            present = _own(row.text) if row else shipped().get(protocol.code)
            if present:
                refuse_instead(protocol, present)
            if row is None:
                row = OwnProtocol(id=new_id(), code=protocol.code, text="", added_on=self.desk.today())
            row.text, row.added_on = protocol.text, self.desk.today()
            session.add(row)
        return protocol

    def remove(self, code: str) -> None:
        """Takes an own protocol away; one that ships with this code comes back. RuleError for one that ships."""
        with self.desk.writing("protocol van de school weghalen") as session:
            row = _row(session, code)
            if row is None:
                raise RuleError(
                    "Dit protocol hoort bij sotdesk en blijft. Een eigen versie komt in zijn plaats."
                )
            session.delete(row)


@lru_cache(maxsize=32)
def _own(text: str) -> Protocol:
    """Read without the rules of today: it was accepted once."""
    return replace(kept(text), own=True)


def _row(session: Session, code: str) -> OwnProtocol | None:
    return session.exec(select(OwnProtocol).where(OwnProtocol.code == code)).first()


def _running(session: Session, code: str) -> int:
    """The newest version with which a run in progress began; 0 when none runs."""
    newest = select(func.max(RunRow.version)).where(RunRow.protocol == code, col(RunRow.closed_on).is_(None))
    return session.exec(newest).one() or 0
