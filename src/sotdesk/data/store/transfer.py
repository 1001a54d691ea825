"""Overdracht aan een andere kluis, the giver's side: what would go, the file, the log line, the receipt."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.consents import read_consents
from sotdesk.data.store.effects import open_cases
from sotdesk.data.store.exchanges import check_exchange
from sotdesk.data.store.school import school_of
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.consents import ConsentRow
from sotdesk.data.tables.handover import HandedOutRow, HandoverRow
from sotdesk.data.transfer_file import drop, place, write_part
from sotdesk.data.transfer_lines import derived
from sotdesk.data.transfer_rows import Chosen, Rows, Writer, gathered, rewrite, writer
from sotdesk.domain.cases import Confidentiality
from sotdesk.domain.consents import BY_CONSENT
from sotdesk.domain.errors import NotFound, RuleError, VaultExists
from sotdesk.domain.exchanges import Exchange
from sotdesk.domain.text import one_line
from sotdesk.domain.transfer import Given, Leaving, Outgoing, Slip, Wish, may_leave, same_code

WHAT = "overdracht aan een andere kluis"
PURPOSE = "overdracht aan een andere school"
DATA = "het dossier van deze leerling in de ondersteuning"
NOBODY = "Er gaat niemand mee. Kies leerlingen die mogen worden overgedragen."


@dataclass(frozen=True)
class Load:
    """What goes along in one file: who asked what, who goes, and their rows as they stood at that moment."""

    wish: Wish
    outgoing: Outgoing
    slip: Slip
    rows: Rows
    write: Writer

    def pack(self, passphrase: str, path: Path, say: Callable[[str], None] = lambda said: None) -> Path:
        """Makes the file under a name of its own beside `path`; `say` hears what is being done. ExportError."""
        say("namen van anderen weghalen …")
        rewrite(self.rows, self.write)
        say("versleutelen …")
        return write_part(path, passphrase, self.slip, self.rows)


class Transfers(Part):
    """Overdragen."""

    def preview(self, wish: Wish) -> Outgoing:
        """Who goes and who cannot, and how much of each kind; writes nothing."""
        with self.desk.reading() as session:
            return self._going(session, wish)[0]

    def give(self, wish: Wish, passphrase: str, path: Path, *, over: bool = False) -> str:
        """Writes the file and its log lines, and gives its id; both or neither. What left cannot be undone.

        RuleError when nobody goes or nothing says to whom; VaultExists when a file is there and `over` was not asked.
        """
        if not wish.receiver.strip():
            raise RuleError("Zeg eerst voor wie de overdracht is.")
        if os.path.lexists(path) and not over:
            raise VaultExists
        load = self.load(wish)
        return self.send(load, load.pack(passphrase, path), path, over=over)

    def load(self, wish: Wish) -> "Load":
        """What goes along, read at once; then `Load.pack` makes the file (in a thread) and `send` lets it leave.

        RuleError when nobody goes.
        """
        with self.desk.reading() as session:
            outgoing, rows = self._going(session, wish)
            if not outgoing.going:
                raise RuleError(NOBODY)
            going = [student.id for student in outgoing.going]
            slip = self._slip(session, wish, len(going))
            return Load(wish, outgoing, slip, rows, writer(session, going))

    def send(self, load: "Load", part: Path, path: Path, *, over: bool = False) -> str:
        """The packed file gets its name and its log lines, or neither, and the part is gone; gives its id."""
        made = False
        try:
            with self.desk.writing(WHAT, can_undo=False) as session:
                self._log(session, load.wish, load.outgoing, load.slip, path.name)
                session.flush()
                place(part, path, over=over)
                made = True
        except BaseException:
            if made:  # the file is there but the log is not: as if it was never made
                drop(path)
            raise
        finally:
            drop(part)
        return load.slip.id

    def given(self) -> tuple[Given, ...]:
        """Every file that left, the newest first."""
        query = (
            select(HandoverRow).where(HandoverRow.transfer_id != "").order_by(col(HandoverRow.made_at).desc())
        )
        with self.desk.reading() as session:
            together: dict[str, list[HandoverRow]] = defaultdict(list)
            for row in session.exec(query):
                if row.id != arrived(row.transfer_id, row.student_id):
                    together[row.transfer_id].append(row)
            students = students_by_id(session, (row.student_id for rows in together.values() for row in rows))
            return tuple(
                Given(
                    key, rows[0].made_at, rows[0].receiver, rows[0].reason,
                    tuple(students[row.student_id] for row in rows if row.student_id in students),
                    _file_name(session, rows[0]), rows[0].received_by, rows[0].received_on,
                )
                for key, rows in together.items()
            )  # fmt: skip

    def acknowledge(self, transfer_id: str, code: str, by: str, on: date) -> None:
        """The receipt came: who received it when. RuleError for another file's code, or a day that cannot be."""
        if not same_code(code, transfer_id):
            raise RuleError("Deze code hoort niet bij deze overdracht. Kijk hem na op het ontvangstbewijs.")
        if not one_line(by):
            raise RuleError("Vul nog in wie het heeft ontvangen.")
        with self.desk.writing("ontvangst van een overdracht") as session:
            rows = session.exec(select(HandoverRow).where(HandoverRow.transfer_id == transfer_id)).all()
            if not rows:
                raise NotFound("Deze overdracht is er niet (meer).")
            if not rows[0].made_at.astimezone().date() <= on <= self.desk.today():
                raise RuleError("Die dag kan niet: kies een dag vanaf de overdracht, tot en met vandaag.")
            for row in rows:
                row.received_by, row.received_on = one_line(by), on

    # --- inside one transaction

    def _going(self, session: Session, wish: Wish) -> tuple[Outgoing, Rows]:
        students = students_by_id(session, wish.student_ids)
        consents = defaultdict(list)
        for consent in read_consents(session, students):
            consents[consent.student_id].append(consent)
        own = _own_only(session, students)
        leaving = [
            may_leave(wish, students[key], consents[key], key in own, self.desk.today())
            for key in wish.student_ids
            if key in students
        ]
        going = tuple(one.student.id for one in leaving if not one.refused)
        rows, withheld = gathered(session, Chosen(going, wish.restricted, wish.outside))
        counts = Counter({str(model.__tablename__): len(some) for model, some in rows.items()})
        return Outgoing(tuple(leaving), counts, withheld), rows

    def _slip(self, session: Session, wish: Wish, pupils: int) -> Slip:
        school = school_of(session)
        ground = wish.ground if wish.outside else ""
        return Slip(
            new_id(), school.name, school.coordinator, one_line(wish.receiver), wish.reason, ground, self.desk.now(),
            wish.restricted, pupils,
        )  # fmt: skip

    def _log(self, session: Session, wish: Wish, outgoing: Outgoing, slip: Slip, name: str) -> None:
        """What left, for whom, when, on which ground; never its content."""
        cases = {case.student_id: case.id for case in open_cases(session, [s.id for s in outgoing.going])}
        for one in outgoing.leaving:
            if one.refused:
                continue
            self._keep_ground(session, wish, one, cases.get(one.student.id), name)
            session.add(
                HandoverRow(
                    student_id=one.student.id, case_id=cases.get(one.student.id), made_at=slip.made_at,
                    receiver=slip.receiver, reason=slip.reason, transfer_id=slip.id, restricted=wish.restricted,
                    ground=one.ground, role="" if wish.outside else "oco",
                )
            )  # fmt: skip
            session.add(
                HandedOutRow(
                    student_id=one.student.id, what=WHAT, receiver=slip.receiver, ground=one.ground, file_name=name,
                    at=slip.made_at, told=True,
                )
            )  # fmt: skip

    def _keep_ground(
        self, session: Session, wish: Wish, one: Leaving, case_id: str | None, name: str
    ) -> None:
        """Another ground than consent is chosen for this one exchange, so it stands in the pupil's file."""
        if not wish.outside or wish.ground == BY_CONSENT:
            return
        exchange = Exchange(
            "", one_line(wish.receiver), ground=wish.ground, purpose=PURPOSE, data=DATA, proof=name
        )
        check_exchange(exchange, self.desk.today())
        session.add(
            ConsentRow(
                student_id=one.student.id, case_id=case_id, receiver=exchange.receiver, purpose=PURPOSE, data=DATA,
                ground=wish.ground, proof=name, complete=True, at=self.desk.now(), valid_from=self.desk.today(),
                valid_until=self.desk.today(),
            )
        )  # fmt: skip


def arrived(transfer_id: str, student_id: str) -> str:
    """The id of the log line of a file that came in, so that it is never counted among those that left."""
    return derived("ontvangen", transfer_id, student_id)


def _own_only(session: Session, student_ids: Iterable[str]) -> frozenset[str]:
    """The pupils whose case only she reads."""
    query = select(CaseTable.student_id).where(
        col(CaseTable.student_id).in_(list(student_ids)),
        CaseTable.confidentiality == Confidentiality.OWN.value,
    )
    return frozenset(session.exec(query))


def _file_name(session: Session, row: HandoverRow) -> str:
    query = select(HandedOutRow.file_name).where(
        HandedOutRow.student_id == row.student_id, HandedOutRow.at == row.made_at, HandedOutRow.what == WHAT
    )
    return session.exec(query).first() or ""
