"""Finding anything: people by their names (also nearly typed), all else by the full-text index, newest first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, case, text
from sqlalchemy import select as columns
from sqlmodel import Session, col

from sotdesk.data.store.base import Desk, Part
from sotdesk.data.store.find_names import NAMED, name_book
from sotdesk.data.store.kwadrant_entries import involved_only
from sotdesk.data.store.students import students_by_id
from sotdesk.data.tables.actions import ActionRow, ActionStudent
from sotdesk.data.tables.cases import CaseTable, ReferralRow, TriedRow
from sotdesk.data.tables.kwadrant import KwadrantValueRow
from sotdesk.data.tables.meetings import CorrectionRow, ItemRow, ItemStudent, LineRow, LineStudent
from sotdesk.data.tables.support import SupportReviewRow, SupportRow
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import Confidentiality
from sotdesk.domain.finding import SHORTEST, Found
from sotdesk.domain.near import NameBook, words_in

IN_TEXT, WORD_IN_TEXT = 3, 2
"""So many letters one of the words needs before texts are looked through, and each word that counts there: what a
single letter begins is nearly everything."""
MOST_NEAR = 8
"""So many people are asked about (*bedoelde je …*) at most."""
Key = tuple[str, str]
BY_TEXT = text(
    "SELECT f.kind, f.ref, f.student_id, find.body FROM find CROSS JOIN found f ON f.rowid = find.rowid "
    "WHERE find MATCH :query ORDER BY find.rowid DESC LIMIT :limit"
)
"""Newest first, so that it stops after the first hits; ordered by how well they fit, it would weigh all of them."""
BY_KEY = text(
    "SELECT f.ref, f.student_id, find.body FROM found f CROSS JOIN find ON find.rowid = f.rowid WHERE f.ref IN :refs"
).bindparams(bindparam("refs", expanding=True))


class Finding(Part):
    """Zoeken."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._book: tuple[int, NameBook] | None = None

    def find(self, words: str, limit: int = 50) -> tuple[Found, ...]:
        """What holds every word (each as a beginning): people first, then texts, the newest first.

        Accents and capitals do not count, and `vries` finds "de Vries". People whose name is one letter off come
        behind those with the name itself, or last when only texts hold the words. Fewer than two letters find
        nothing, fewer than three in each word only names and numbers.
        """
        typed = words_in(words)
        if len("".join(typed)) < SHORTEST:
            return ()
        with self.desk.reading() as session:
            exact, near = self._names(session).find(typed)
            people, asked = _indexed(session, exact[:limit]), _indexed(session, near[:MOST_NEAR])
            there = {key[1] for key in exact}
            texts = [row for row in _by_text(session, typed, limit + len(there)) if row[1] not in there]
            near_last = bool(texts) and not people
            rows = [*people, *texts[: max(0, limit - len(people))]]
            ordered = [*rows, *asked] if near_last else [*people, *asked, *rows[len(people) :]]
            return _told(session, ordered, {key[1] for key in near})

    def _names(self, session: Session) -> NameBook:
        """The names as they are now; read anew only after one was written."""
        version = self.desk.version(NAMED)
        if self._book is None or self._book[0] != version:
            self._book = (version, name_book(session))
        return self._book[1]


Row = tuple[str, str, str, str]
"""Kind, id, the pupil's id when the row itself has it, the text."""


def _indexed(session: Session, keys: Sequence[Key]) -> list[Row]:
    """The rows of these people, in this order."""
    found = session.execute(BY_KEY, {"refs": [ref for _, ref in keys]})
    texts = {ref: (student_id, body) for ref, student_id, body in found}
    return [(kind, ref, *texts[ref]) for kind, ref in keys if ref in texts]


def _by_text(session: Session, typed: Sequence[str], limit: int) -> list[Row]:
    query = as_query(typed)
    return [tuple(row) for row in session.execute(BY_TEXT, {"query": query, "limit": limit})] if query else []


def as_query(typed: Sequence[str]) -> str:
    """The typed words as a full-text query; '' when there are too few letters."""
    if max(map(len, typed), default=0) < IN_TEXT:
        return ""
    return " ".join(f'"{word}"*' for word in typed if len(word) >= WORD_IN_TEXT)


def _told(session: Session, rows: Sequence[Row], near: set[str]) -> tuple[Found, ...]:
    refs: dict[str, list[str]] = {}
    for kind, ref, _, _ in rows:
        refs.setdefault(kind, []).append(ref)
    owners = {ref: ref if kind == "student" else student_id for kind, ref, student_id, _ in rows}
    for ref, student_id in _answers(session, OWNERS, refs):
        owners[ref] = owners[ref] or student_id
    places, readers = dict(_answers(session, MEETINGS, refs)), dict(_answers(session, READERS, refs))
    students = students_by_id(session, owners.values())
    return tuple(
        Found(
            kind, ref, body, students.get(owners.get(ref, "")), places.get(ref, ""), ref in near,
            readers.get(ref, Audience.SOT.value),
        )
        for kind, ref, _, body in rows
    )  # fmt: skip


def _answers(
    session: Session, queries: Mapping[str, Select[str, str]], refs: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """Of each kind that was found: row id → what its query says."""
    for kind, query in queries.items():
        if kind in refs:
            yield from ((row[0], row[1]) for row in session.execute(query, {"refs": refs[kind]}))


def _of(column: Any) -> Any:
    return col(column).in_(bindparam("refs", expanding=True))


OWNERS: Mapping[str, Select[str, str]] = {
    "line": columns(col(LineStudent.line_id), col(LineStudent.student_id)).where(_of(LineStudent.line_id)),
    "action": columns(col(ActionStudent.action_id), col(ActionStudent.student_id)).where(
        _of(ActionStudent.action_id)
    ),
    "item": columns(col(ItemStudent.item_id), col(ItemStudent.student_id)).where(_of(ItemStudent.item_id)),
    "referral": columns(col(ReferralRow.id), col(CaseTable.student_id))
    .join(CaseTable, col(CaseTable.id) == ReferralRow.case_id)
    .where(_of(ReferralRow.id)),
    "tried": columns(col(TriedRow.id), col(CaseTable.student_id))
    .join(ReferralRow, col(ReferralRow.id) == TriedRow.referral_id)
    .join(CaseTable, col(CaseTable.id) == ReferralRow.case_id)
    .where(_of(TriedRow.id)),
}
"""Whose a row is that does not say so itself."""

MEETINGS: Mapping[str, Select[str, str]] = {
    "item": columns(col(ItemRow.id), col(ItemRow.meeting_id)).where(_of(ItemRow.id)),
    "line": columns(col(LineRow.id), col(ItemRow.meeting_id))
    .join(ItemRow, col(ItemRow.id) == LineRow.item_id)
    .where(_of(LineRow.id)),
    "correction": columns(col(CorrectionRow.id), col(CorrectionRow.meeting_id)).where(_of(CorrectionRow.id)),
}
"""The meeting in which a row stands."""

_OF_CASE = case(
    (col(CaseTable.confidentiality) == Confidentiality.OWN.value, Audience.OWN.value),
    else_=Audience.SOT.value,
)
"""Who reads what stands in a case as a whole."""
_OF_VALUE = case(
    (col(KwadrantValueRow.instrument).in_(involved_only()), Audience.RESTRICTED.value),
    else_=Audience.SOT.value,
)
"""A note beside a value that rests on a SAQI is for those directly involved only."""
READERS: Mapping[str, Select[str, str]] = {
    "case": columns(col(CaseTable.id), _OF_CASE).where(_of(CaseTable.id)),
    "referral": columns(col(ReferralRow.id), _OF_CASE)
    .join(CaseTable, col(CaseTable.id) == ReferralRow.case_id)
    .where(_of(ReferralRow.id)),
    "tried": columns(col(TriedRow.id), _OF_CASE)
    .join(ReferralRow, col(ReferralRow.id) == TriedRow.referral_id)
    .join(CaseTable, col(CaseTable.id) == ReferralRow.case_id)
    .where(_of(TriedRow.id)),
    "kwadrant_value": columns(col(KwadrantValueRow.id), _OF_VALUE).where(_of(KwadrantValueRow.id)),
    "line": columns(col(LineRow.id), col(LineRow.audience)).where(_of(LineRow.id)),
    "action": columns(col(ActionRow.id), col(ActionRow.audience)).where(_of(ActionRow.id)),
    "support": columns(col(SupportRow.id), col(SupportRow.audience)).where(_of(SupportRow.id)),
    "support_review": columns(col(SupportReviewRow.id), col(SupportReviewRow.audience)).where(
        _of(SupportReviewRow.id)
    ),
}
"""Who may read a row."""
