"""Reading candidates: one row, and where they show elsewhere (a pupil's timeline, Vandaag, what u undoes)."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlmodel import Session, select

from sotdesk.data.tables.handover import CandidateRow
from sotdesk.data.tables.school import Setting
from sotdesk.domain.attention import Unfinished
from sotdesk.domain.candidates import Candidate, Term, decide_by, parts, shipped_term, timeline_words
from sotdesk.domain.cases import Entry
from sotdesk.domain.errors import NotFound
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student

TERM = "candidate.term"
"""The setting with the school's own term, in weeks."""
COLUMNS = (
    "first_name", "infix", "last_name", "birth_date", "from_school", "for_class", "asked_on", "need", "source",
    "information", "analysis", "capacity", "advice", "decision", "decided_on", "extended_on", "talk_on", "talk",
)  # fmt: skip
GONE = "Deze kandidaat staat niet (meer) in de kluis."
DECIDE, TALK = "candidate_decide", "candidate_talk"
"""The rules of Vandaag."""
KIND = "aanname"
"""The kind of the entry on a pupil's timeline."""


def candidate_of(row: CandidateRow) -> Candidate:
    """A table row as the plain candidate that screens show."""
    values = {name: getattr(row, name) for name in COLUMNS}
    return Candidate(id=row.id, student_id=row.student_id or "", **values)


def candidate_row(session: Session, candidate_id: str) -> CandidateRow:
    """His row; NotFound when he is gone."""
    row = session.get(CandidateRow, candidate_id)
    if row is None:
        raise NotFound(GONE)
    return row


def candidate_entries(session: Session, student_id: str) -> list[Entry]:
    """What was known before he was a pupil, and the introduction talk, for his timeline."""
    found = []
    for row in session.exec(select(CandidateRow).where(CandidateRow.student_id == student_id)):
        candidate = candidate_of(row)
        day = candidate.decided_on or candidate.asked_on
        found.append(Entry(row.id, day, KIND, timeline_words(candidate), ref=row.id))
        if candidate.talk_on and candidate.talk:
            said = f"kennismaking: {' '.join(candidate.talk.split())}"
            found.append(Entry(f"{row.id}:talk", candidate.talk_on, KIND, said, ref=row.id))
    return found


def waiting_candidates(session: Session, today: date) -> Iterator[Unfinished]:
    """For Vandaag: a decision whose term is near, an introduction talk that is near or was not written down yet."""
    rules, term = load("attention"), term_of(session)
    for row in session.exec(select(CandidateRow)):
        candidate = candidate_of(row)
        where = ("candidate", candidate.id)
        due = decide_by(candidate, term)
        if not candidate.taken and due <= today + timedelta(days=rules[DECIDE]["shown_days"]):
            lacks = len(candidate.missing)
            text = (
                f"aanname, nog {lacks} van {len(parts())} delen leeg"
                if lacks
                else "aanname, wacht op besluit"
            )
            yield Unfinished(DECIDE, f"{candidate.id}:{due}", text, due, candidate.as_student, where)
        near = candidate.talk_on and candidate.talk_on <= today + timedelta(days=rules[TALK]["shown_days"])
        if candidate.talk_on and near and not candidate.talk:
            text = "hoe was het gesprek?" if candidate.talk_on < today else "met leerling en ouders"
            subject = f"{candidate.id}:talk:{candidate.talk_on}"
            yield Unfinished(TALK, subject, text, candidate.talk_on, candidate.as_student, where)


def term_of(session: Session) -> Term:
    """The school's own term, else the one that ships."""
    row = session.get(Setting, TERM)
    return Term(*json.loads(row.value)) if row else shipped_term()


def people_in(kept: Iterable[str]) -> tuple[Student, ...]:
    """Who these rows are about, as the history keeps them (JSON); each once."""
    rows = [json.loads(row) for row in kept if row]
    found = {row["id"]: row for row in rows}
    return tuple(
        Student("", "", row["first_name"], row["infix"], row["last_name"], row["for_class"])
        for row in found.values()
    )
