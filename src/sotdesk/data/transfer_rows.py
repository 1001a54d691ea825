"""Which rows go along with pupils to another vault: their own and nobody else's, as they stand now.

Meetings stay here: what was said of these pupils goes along as lines of a contact moment, and another pupil's name in
any text becomes `een andere leerling`. History, drafts and earlier versions do not go along.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.report import everyone, known_names
from sotdesk.data.tables.absence import AbsenceDay, AbsenceReport, AbsenceRow
from sotdesk.data.tables.actions import ActionDoer, ActionMove, ActionRow, ActionStudent
from sotdesk.data.tables.acute import AcuteCall, AcuteRow
from sotdesk.data.tables.cases import CaseEvent, CaseTable, ReferralRow, SignalRow, TriedRow
from sotdesk.data.tables.consents import ConsentRow
from sotdesk.data.tables.handover import CandidateRow, HandedOutRow, HandoverRow
from sotdesk.data.tables.kwadrant import KwadrantConclusionRow, KwadrantValueRow, MeasuredRow
from sotdesk.data.tables.meetings import LineRow, LineStudent
from sotdesk.data.tables.moments import MomentRow
from sotdesk.data.tables.network import InvolvedRow
from sotdesk.data.tables.people import GuardianRow, StudentRow
from sotdesk.data.tables.support import GateAsideRow, GateFactRow, SupportReviewRow, SupportRow
from sotdesk.data.transfer_lines import spoken
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.feedback_naming import ANOTHER, ANOTHERS
from sotdesk.domain.initials_find import NameIndex
from sotdesk.domain.initials_words import opens_sentence
from sotdesk.domain.students import Student

Rows = dict[type[SQLModel], list[Any]]
"""The rows of each table, in the order in which they can be added."""
Writer = Callable[[str], str]
"""Gives a text in which no pupil is named but those who go along."""

OF_PUPIL: tuple[type[SQLModel], ...] = (
    GuardianRow, CaseTable, SignalRow, ConsentRow, SupportRow, SupportReviewRow, InvolvedRow, AbsenceRow, AbsenceDay,
    AbsenceReport, HandedOutRow, HandoverRow,
)  # fmt: skip
"""Tables of one pupil each (`student_id`) that always go along."""
INSIDE: tuple[type[SQLModel], ...] = (
    GateFactRow, GateAsideRow, CandidateRow, KwadrantValueRow, MeasuredRow, KwadrantConclusionRow,
)  # fmt: skip
"""Of one pupil each, and how this school weighed it: they do not leave it (share as little as possible)."""
TAKEN: tuple[type[SQLModel], ...] = (
    StudentRow, *OF_PUPIL, *INSIDE, CaseEvent, ReferralRow, TriedRow, AcuteRow, AcuteCall, ActionRow, ActionStudent,
    ActionDoer, ActionMove, MomentRow, LineRow, LineStudent,
)  # fmt: skip
"""Every table of which rows can go along."""
LEFT_HERE = {
    "agency": "sociale kaart van deze school", "attendance": "wie aan tafel zat", "contact": "mensen van deze school",
    "contact_role": "mensen van deze school", "correction": "verslag van een overleg", "draft": "half getypt",
    "found": "zoekindex", "history": "geschiedenis van deze kluis", "holiday": "rooster van deze school",
    "invite": "overleg", "item": "overleg", "item_away": "overleg", "item_student": "overleg", "meeting": "overleg",
    "meeting_kind": "overleg", "moment_version": "hoe het eerder stond", "namedmoment": "rooster van deze school",
    "own_protocol": "protocollen van deze school",
    "destruction": "log van deze kluis", "retention_mark": "bewaren en vernietigen van deze school",
    "recipient_secret": "wachtwoordzinnen", "refusal": "aanname van deze school",
    **dict.fromkeys(
        ("run", "run_answer", "run_consultation", "run_contact", "run_item", "run_member", "run_round", "run_task",
         "staff_route"), "afgeschermd; de casushouder draagt het zelf over",
    ),
    "set_aside": "Vandaag van deze kluis", "setting": "deze school",
    "rights_request": "verzoeken aan deze school", "withheld": "verzoeken aan deze school",
    "sisa_match": "wie signaleert, doet dat zelf", "sisa_renewal": "wie signaleert, doet dat zelf",
    "sisa_weighing": "wie signaleert, doet dat zelf",
    "stretch": "overleg", "told": "aan wie het werd verteld",
}  # fmt: skip
"""Tables of which nothing goes along, and why. Every table is named here or taken along (a test walks all)."""

TEXTS: dict[str, tuple[str, ...]] = {
    "case": ("question", "question_by", "request", "what_works", "close_reason", "close_result"),
    "case_event": ("text",),
    "signal": ("by", "text", "triage_note"),
    "referral": ("by", "question", "question_by", "request"),
    "tried": ("what", "effect"),
    "line": ("text", "voice", "raw", "word"),
    "moment": ("with_whom", "told_why"),
    "action": ("text", "place", "reason", "due_words", "evaluate_words"),
    "action_doer": ("label",),
    "action_move": ("words", "old_evaluate_words"),
    "consent": ("receiver", "purpose", "data", "giver", "proof"),
    "support": ("name", "goal", "giver", "does", "accountable", "cost", "end_reason"),
    "support_review": ("words",),
    "involved": ("label", "role", "organisation", "note", "kept_by"),
    "absence": ("note",),
    "absence_report": ("reported_by", "causes", "plan", "result"),
    "handed_out": ("what", "receiver", "ground", "file_name"),
    "handover": ("receiver", "reason", "received_by"),
    "kwadrant_value": ("note",),
    "kwadrant_conclusion": ("text",),
    "measured": ("raw",),
    "gate_fact": ("words",),
    "gate_aside": ("reason",),
    "acute": ("note",),
    "acute_call": ("name", "spoke_with", "said"),
    "candidate": ("need", "source", "information", "analysis", "capacity", "advice", "talk"),
}
"""Table → the columns with free text, in which others may be named."""


@dataclass(frozen=True)
class Chosen:
    """Whose rows, with the restricted part or not, and whether they leave the school."""

    student_ids: tuple[str, ...]
    restricted: bool
    outside: bool

    @property
    def heard(self) -> frozenset[str]:
        """Who may read what goes along: besloten only when chosen, what is hers alone never outside the school."""
        found = [Audience.SOT, *([Audience.RESTRICTED] if self.restricted else [])]
        found += [Audience.OWN] if self.restricted and not self.outside else []
        return frozenset(one.value for one in found)


def gathered(session: Session, chosen: Chosen) -> tuple[Rows, int]:
    """Copies of all rows that go along, names as they stand, and how many restricted ones stay behind."""
    found = _gathered(session, chosen)
    withheld = _without_restricted(found, chosen.heard)
    _loosened(session, found, chosen)
    return found, withheld


def anonymise(session: Session, found: Rows, chosen: Chosen) -> None:
    """In every text of these rows each other pupil becomes `een andere leerling`: always before they leave."""
    rewrite(found, writer(session, chosen.student_ids))


def rewrite(found: Rows, write: Writer) -> None:
    """Every text of these rows as `write` writes it; asks nothing of a vault, so it may be done in a thread."""
    for rows in found.values():
        for row in rows:
            for name in TEXTS.get(str(row.__tablename__), ()):
                setattr(row, name, write(getattr(row, name) or ""))


def ordered(rows: Rows) -> Rows:
    """The same rows, parents before children."""
    place = {table.name: at for at, table in enumerate(SQLModel.metadata.sorted_tables)}
    return {model: rows[model] for model in sorted(rows, key=lambda model: place[str(model.__tablename__)])}


def copy_of(row: SQLModel) -> Any:
    """The same row, tied to no session."""
    kind = type(row)
    return kind(**{name: getattr(row, name) for name in kind.model_fields})


def _gathered(session: Session, chosen: Chosen) -> Rows:
    """Everything of these pupils, parents before children. Of handovers only sheets that were received: a file that
    left is this vault's own log, and nothing waits for a receipt elsewhere."""
    ids = chosen.student_ids
    found: Rows = {StudentRow: _where(session, StudentRow, "id", ids)}
    for model in (*OF_PUPIL, *(() if chosen.outside else INSIDE)):
        found[model] = _where(session, model, "student_id", ids)
    for row in found[HandedOutRow]:
        row.path, row.digest, row.gone_on = "", "", None  # where a file stands is of this computer
    found[HandoverRow] = [row for row in found[HandoverRow] if row.received_on and not row.transfer_id]
    cases = _ids(found[CaseTable])
    found[CaseEvent] = _where(session, CaseEvent, "case_id", cases)
    found[ReferralRow] = _where(session, ReferralRow, "case_id", cases)
    found[TriedRow] = _where(session, TriedRow, "referral_id", _ids(found[ReferralRow]))
    found[AcuteRow] = _where(session, AcuteRow, "student_id", ids)
    found[AcuteCall] = _where(session, AcuteCall, "acute_id", _ids(found[AcuteRow]))
    about = _where(session, ActionStudent, "student_id", ids)
    found[ActionRow] = _where(session, ActionRow, "id", [link.action_id for link in about])
    found[ActionStudent] = about
    for model in (ActionDoer, ActionMove):
        found[model] = _where(session, model, "action_id", _ids(found[ActionRow]))
    said = spoken(session, ids, {case.student_id: case.id for case in found[CaseTable]})
    found[MomentRow], found[LineRow], found[LineStudent] = said.moments, said.lines, said.links
    return {model: [copy_of(row) for row in rows] for model, rows in found.items()}


def _where(session: Session, model: type[SQLModel], column: str, values: Iterable[str]) -> list[Any]:
    wanted = list(dict.fromkeys(values))
    return list(session.exec(select(model).where(col(getattr(model, column)).in_(wanted)))) if wanted else []


def _ids(rows: Iterable[Any]) -> list[str]:
    return [row.id for row in rows]


# --- what stays behind


def _without_restricted(found: Rows, heard: frozenset[str]) -> int:
    """Leaves out what only those at the table, or only she, may read; gives how many rows that are."""
    before = sum(len(found[model]) for model in COUNTED)
    empty_now = {row.moment_id for row in found[LineRow]}
    captures = {row.capture_id for row in found[LineRow] if row.audience not in heard}
    with_audience: tuple[type[SQLModel], ...] = (*COUNTED[:3], SupportReviewRow)
    for model in with_audience:
        found[model] = [row for row in found[model] if row.audience in heard]
    if Audience.OWN.value not in heard:
        found[AcuteRow], found[AcuteCall] = [], []
    for line in found[LineRow]:
        if line.capture_id in captures:
            line.raw = ""  # as it was typed it holds the restricted part too
    empty_now -= {row.moment_id for row in found[LineRow]}
    found[MomentRow] = [row for row in found[MomentRow] if row.id not in empty_now]
    for model, column, parent in CHILDREN:
        kept = set(_ids(found[parent]))
        found[model] = [row for row in found[model] if getattr(row, column) in kept]
    return before - sum(len(found[model]) for model in COUNTED)


COUNTED: tuple[type[SQLModel], ...] = (LineRow, ActionRow, SupportRow, AcuteRow)
"""What is counted when it stays behind; the last is hers alone."""
CHILDREN: tuple[tuple[type[SQLModel], str, type[SQLModel]], ...] = (
    (LineStudent, "line_id", LineRow),
    (ActionStudent, "action_id", ActionRow),
    (ActionDoer, "action_id", ActionRow),
    (ActionMove, "action_id", ActionRow),
    (SupportReviewRow, "support_id", SupportRow),
)


def _loosened(session: Session, found: Rows, chosen: Chosen) -> None:
    """Nothing refers to what stays here: meetings, contacts, lines and agreements that do not go along."""
    labels = {contact.id: contact.label for contact in all_contacts(session)}
    lines, actions = set(_ids(found[LineRow])), set(_ids(found[ActionRow]))
    moments, cases = set(_ids(found[MomentRow])), set(_ids(found[CaseTable]))
    for rows in found.values():
        for row in rows:
            if hasattr(row, "giver_id"):
                row.giver = row.giver or labels.get(row.giver_id or "", "")
                row.giver_id = None
            for name in ("contact_id", "meeting_id"):
                if hasattr(row, name):
                    setattr(row, name, None)
            for name, there, nothing in (
                ("case_id", cases, None), ("moment_id", moments, None), ("action_id", actions, None),
                ("line_id", lines, "" if not isinstance(row, ConsentRow) else None),
            ):  # fmt: skip
                if hasattr(row, name) and getattr(row, name) not in there:
                    setattr(row, name, nothing)
            if hasattr(row, "item_id"):
                row.item_id = "" if isinstance(row, ConsentRow) else None
            if chosen.outside and hasattr(row, "entered_on"):
                row.entered_on = None  # it was entered in this school's own system
    families = [row.family for row in found[StudentRow]]
    for row in found[StudentRow]:
        row.family = row.family if families.count(row.family) > 1 else ""


# --- names


def writer(session: Session, student_ids: Collection[str]) -> Writer:
    """Writes a text so that no pupil is named in it but these."""
    pupils = everyone(session)
    mine = [pupil for pupil in pupils if pupil.id in student_ids]
    index = NameIndex(pupils, (*known_names(session), *{s.municipality for s in pupils if s.municipality}))
    return lambda text: written(text, index, mine) if text else text


def written(text: str, index: NameIndex, mine: Sequence[Student]) -> str:
    """The text with every other pupil as `een andere leerling`."""
    parts, at = [], 0
    for one in index.find(text, mine):
        if one.own or one.doubtful:
            continue
        words = ANOTHERS if one.possessive else ANOTHER
        opens = one.start and opens_sentence(text, one.start)
        parts += [text[at : one.start], words[0].upper() + words[1:] if opens else words]
        at = one.end
    return "".join((*parts, text[at:]))
