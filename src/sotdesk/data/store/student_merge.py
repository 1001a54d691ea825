"""Two pupils turn out to be one: who was added on the spot is the pupil of this number on the school's list.

All that was noted, agreed, decided and told about him goes along; he has one case.
"""

from sqlmodel import Session, col, select

from sotdesk.data.store.repointing import repoint
from sotdesk.data.tables.actions import ActionStudent
from sotdesk.data.tables.cases import CaseEvent, CaseTable
from sotdesk.data.tables.feedback import RecipientSecret, ToldRow
from sotdesk.data.tables.meetings import ItemStudent, LineStudent
from sotdesk.data.tables.people import StudentRow

LINKS = ((ItemStudent, "item_id"), (LineStudent, "line_id"), (ActionStudent, "action_id"))
"""Tables in which a pupil stands once for each item, line or agreement."""


def merge(session: Session, gone: StudentRow, into: StudentRow) -> None:
    """Everything of a provisional pupil becomes that of a pupil on the list; the provisional one is gone."""
    _one_case(session, gone.id, into.id)
    for table, column in LINKS:
        taken = set(session.exec(select(getattr(table, column)).where(table.student_id == into.id)))
        for link in session.exec(select(table).where(table.student_id == gone.id)):
            if getattr(link, column) in taken:
                session.delete(link)
    repoint(session, "student_id", gone.id, into.id)
    for row in _named(session, f"student:{gone.id}"):
        row.recipient = f"student:{into.id}"
    session.delete(gone)


def _one_case(session: Session, gone: str, into: str) -> None:
    """Of two cases the one of the list's pupil stays; it is open when one of them was."""
    query = select(CaseTable).order_by(col(CaseTable.closed_on).is_not(None))
    lost = session.exec(query.where(CaseTable.student_id == gone)).first()
    kept = session.exec(query.where(CaseTable.student_id == into)).first()
    if lost is not None and kept is not None:
        join_cases(session, lost, kept)


def join_cases(session: Session, lost: CaseTable, kept: CaseTable) -> None:
    """All of a case becomes that of another one of the same pupil, which is open when one of them was."""
    for opened in session.exec(
        select(CaseEvent).where(CaseEvent.case_id == lost.id, CaseEvent.kind == "geopend")
    ):
        if kept.closed_on is None:
            session.delete(opened)
        else:
            opened.kind, opened.old, opened.new = "heropend", kept.status, lost.status
    if kept.closed_on is not None and lost.closed_on is None:
        kept.closed_on, kept.status = None, lost.status
    for field in ("question", "question_by", "request", "what_works", "holder"):
        if not getattr(kept, field):
            setattr(kept, field, getattr(lost, field))
    repoint(session, "case_id", lost.id, kept.id)
    session.delete(lost)


def _named(session: Session, recipient: str) -> list[ToldRow | RecipientSecret]:
    """What was told to the pupil himself, and the passphrase of his files."""
    told = session.exec(select(ToldRow).where(ToldRow.recipient == recipient)).all()
    secrets = session.exec(select(RecipientSecret).where(RecipientSecret.recipient == recipient)).all()
    return [*told, *secrets]
