"""Finding anything by the full-text index: the hits of all words, each with its pupil and its meeting."""

from collections.abc import Iterable, Mapping

from sqlalchemy import text
from sqlmodel import Session, col, select

from sotdesk.data.store.base import Part
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.actions import ActionStudent
from sotdesk.data.tables.cases import CaseTable, ReferralRow, TriedRow
from sotdesk.data.tables.meetings import CorrectionRow, ItemRow, ItemStudent, LineRow, LineStudent
from sotdesk.domain.finding import KINDS, SHORTEST, Found
from sotdesk.domain.text import fold

ORDER = " ".join(f"WHEN '{kind}' THEN {number}" for number, kind in enumerate(KINDS))
STATEMENT = text(
    "SELECT f.kind, f.ref, f.student_id, find.body FROM find JOIN found f ON f.rowid = find.rowid "  # noqa: S608  (constants)
    f"WHERE find MATCH :query ORDER BY CASE f.kind {ORDER} END, rank LIMIT :limit"
)


class Finding(Part):
    """Zoeken."""

    def find(self, words: str, limit: int = 50) -> tuple[Found, ...]:
        """What holds every word (each as a beginning), pupils and people first.

        Accents and capitals do not count, and `vries` finds "de Vries". Fewer than two letters find nothing.
        """
        query = as_query(words)
        if not query:
            return ()
        with self.desk.reading() as session:
            rows = session.execute(STATEMENT, {"query": query, "limit": limit}).all()
            owners = _owners(session, [(r.kind, r.ref, r.student_id) for r in rows])
            places = _meetings(session, [r.ref for r in rows])
            students = students_by_id(session, owners.values())
        return tuple(
            Found(r.kind, r.ref, r.body, students.get(owners.get(r.ref, "")), places.get(r.ref, ""))
            for r in rows
        )


def as_query(words: str) -> str:
    """The typed words as a full-text query; '' when there are too few letters."""
    parts = [
        "".join(sign for sign in word if sign.isalnum()) for word in fold(words).replace("-", " ").split()
    ]
    parts = [part for part in parts if part]
    return " ".join(f'"{part}"*' for part in parts) if len("".join(parts)) >= SHORTEST else ""


def _owners(session: Session, hits: Iterable[tuple[str, str, str]]) -> Mapping[str, str]:
    """Whose each hit is: row id → pupil's id."""
    owners: dict[str, str] = {}
    refs: dict[str, list[str]] = {}
    for kind, ref, student_id in hits:
        refs.setdefault(kind, []).append(ref)
        owners[ref] = ref if kind == "student" else student_id
    links = (
        select(LineStudent.line_id, LineStudent.student_id).where(
            col(LineStudent.line_id).in_(refs.get("line", []))
        ),
        select(ActionStudent.action_id, ActionStudent.student_id).where(
            col(ActionStudent.action_id).in_(refs.get("action", []))
        ),
        select(ItemStudent.item_id, ItemStudent.student_id).where(
            col(ItemStudent.item_id).in_(refs.get("item", []))
        ),
        select(ReferralRow.id, CaseTable.student_id)
        .join(CaseTable, col(CaseTable.id) == ReferralRow.case_id)
        .where(col(ReferralRow.id).in_(refs.get("referral", []))),
        select(TriedRow.id, CaseTable.student_id)
        .join(ReferralRow, col(ReferralRow.id) == TriedRow.referral_id)
        .join(CaseTable, col(CaseTable.id) == ReferralRow.case_id)
        .where(col(TriedRow.id).in_(refs.get("tried", []))),
    )
    for query in links:
        for ref, student_id in session.exec(query):
            owners[ref] = owners[ref] or student_id
    return owners


def _meetings(session: Session, refs: list[str]) -> Mapping[str, str]:
    """The meeting of each hit that is an item, a line or a correction."""
    items = select(ItemRow.id, ItemRow.meeting_id).where(col(ItemRow.id).in_(refs))
    lines = (
        select(LineRow.id, ItemRow.meeting_id)
        .join(ItemRow, col(ItemRow.id) == LineRow.item_id)
        .where(col(LineRow.id).in_(refs))
    )
    corrections = select(CorrectionRow.id, CorrectionRow.meeting_id).where(col(CorrectionRow.id).in_(refs))
    return {ref: meeting for query in (items, lines, corrections) for ref, meeting in session.exec(query)}
