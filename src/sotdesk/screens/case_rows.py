"""How a card shows things: the head, the timeline, the agreements. No keys and no store here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rich.cells import cell_len
from textual.widgets.option_list import Option

from sotdesk.domain.actions import Action, ActionState, due_order
from sotdesk.domain.capture_model import Audience, Kind
from sotdesk.domain.case_words import guardian_words, missing_words
from sotdesk.domain.cases import SPOKEN, CaseFile, Entry, Gap, Guardian, Referral
from sotdesk.domain.dates import show_date
from sotdesk.domain.masking import mask
from sotdesk.domain.names import MASK, Name
from sotdesk.domain.pupil_file import PupilFile
from sotdesk.domain.shield import hidden_words
from sotdesk.domain.students import Student
from sotdesk.domain.timeline import months
from sotdesk.domain.words import count, listed
from sotdesk.screens.naming import pupil, pupil_and_class
from sotdesk.widgets.lines import blank, heading, note, option
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import Cell, Row, col, fit, flex

File = CaseFile | PupilFile
"""What a card is about: a case, or a pupil without one."""

DAY, KIND, LABEL = 9, 13, 11
"""Cells for a day, the kind of an entry, a label in the head."""

SIGNS: dict[str, tuple[str, Role]] = {
    Kind.DECISION.value: ("!", "kind"),
    Kind.ADVICE.value: ("*", "kind"),
    Kind.ACTION.value: ("□", "accent"),
    Kind.OPEN.value: ("?", "ask"),
    Kind.AGREED.value: ("=", "muted"),
    Kind.EVALUATION.value: ("evaluatie:", "label"),
    Kind.OUTCOME.value: ("uitkomst:", "label"),
    Kind.CONSENT.value: ("toestemming:", "label"),
}
"""What stands before a line of a meeting: its mark, or a word."""
SHIELDS = {Audience.RESTRICTED.value: "besloten", Audience.OWN.value: "alleen jij"}
STATES: dict[ActionState, tuple[str, Role]] = {
    ActionState.OPEN: ("□", "muted"),
    ActionState.DONE: ("✓", "good"),
    ActionState.DROPPED: ("✗", "muted"),
}


@dataclass(frozen=True)
class Showing:
    """What the rows need to know: today, the names that F9 hides, whether it does, whether there is little room."""

    today: date
    names: tuple[Name, ...]
    hidden: bool
    low: bool = False
    shielded: bool = True

    def text(self, words: str) -> str:
        """Free text, shielded, and masked while names are hidden."""
        words = hidden_words(words) if self.shielded else words
        return mask(words, self.names) if self.hidden else words


def names_in(file: File) -> tuple[Name, ...]:
    """The pupil, his siblings and his parents: names that F9 hides in texts."""
    return (*names_around(file.student, file.guardians), *(s.name for s in file.siblings))


def names_around(student: Student, guardians: Iterable[Guardian]) -> tuple[Name, ...]:
    """The pupil and his parents."""
    words = [word for g in guardians for word in g.name.split() if len(word.strip(".")) > 2]
    return (student.name, *(Name("", "", word) for word in words))


# --- the head


def edges(file: File, show: Showing, standing: str, room: int) -> tuple[str, str]:
    """Who, for the top edge of the head, and how it stands, for the bottom edge; `room` is the cells of an edge.

    `Yara A. (14) · 2H1 · mentor M. Bos · stamnr 040123`; a number without room there stands below, never half.
    """
    student = file.student
    age = student.age(show.today)
    who = pupil(student, hidden=show.hidden) + (f" ({age})" if age is not None else "")
    mentors = f"mentor {listed(file.mentors)}" if file.mentors else "mentor niet bekend"
    number = "" if show.hidden or not student.number else f"stamnr {student.number}"
    top = " · ".join(filter(None, [who, student.class_name, mentors, number]))
    if not number or cell_len(top) <= room:
        return top, standing
    return top.removesuffix(f" · {number}"), f"{number} · {standing}"


def standing(case: CaseFile, show: Showing) -> str:
    """`intern · basisplus · casushouder N. Smit`, or since when it is closed."""
    if case.closed_on:
        return f"afgesloten {show_date(case.closed_on, show.today)}"
    holder = f"casushouder {case.holder}" if case.holder else "nog geen casushouder"
    private = case.confidentiality if case.confidentiality != "SOT" else ""
    shield = {"team": "leest: team", "alleen OCO": "alleen jij"}.get(private, "")
    return " · ".join(filter(None, [case.status.value, case.level, holder, shield]))


def head_rows(file: File, show: Showing) -> list[Option]:
    """Hulpvraag, vraag, what works, the aanmelding, home and what asks attention about the pupil himself."""
    rows = _warnings(file, show)
    if isinstance(file, CaseFile):
        rows += _case_rows(file, show)
    return rows + _home(file, show)


def _case_rows(case: CaseFile, show: Showing) -> list[Option]:
    rows: list[Option] = []
    if case.closed_on:
        said = ". ".join(filter(None, [case.close_reason.rstrip("."), case.close_result]))
        rows.append(_row("Afgesloten", show, show.text(said), whole=True))
    by = f" ({case.question_by})" if case.question_by else ""
    rows.append(_row("Hulpvraag", show, *_or_none(case.question, show), (show.text(by), "muted"), whole=True))
    if case.request:
        rows.append(_row("Vraag SOT", show, show.text(case.request), whole=True))
    if case.what_works:
        rows.append(_row("Wat werkt", show, show.text(case.what_works)))
    if case.referral:
        rows.append(_referral(case.referral, show))
    return rows


def _or_none(question: str, show: Showing) -> tuple[Piece, ...]:
    return (show.text(question),) if question else (("nog niet ingevuld", "muted"),)


def _referral(referral: Referral, show: Showing) -> Option:
    by = f" door {show.text(referral.by)}" if referral.by else ""
    parts: list[Piece] = [f"{show_date(referral.on, show.today)}{by}"]
    knows = (("ouders", referral.parents_informed, referral.parents_agreed),
             ("leerling", referral.student_informed, referral.student_agreed))  # fmt: skip
    for who, informed, agreed in knows:
        role: Role = "warn" if "nee" in (informed, agreed) else "muted"
        parts.append((f" · {who} {_answer(informed, agreed)}", role))
    if referral.missing:
        parts.append((f" · ontbreekt: {missing_words(referral)}", "warn"))
    return _row("Aanmelding", show, *parts)


def _answer(informed: str, agreed: str) -> str:
    """What someone knows and wants, in words."""
    knows = {"ja": "geïnformeerd", "nee": "niet geïnformeerd"}.get(informed, "")
    wants = {"ja": "akkoord", "nee": "niet akkoord"}.get(agreed, "")
    return ", ".join(filter(None, [knows, wants])) or "nog niet gevraagd"


def _home(file: File, show: Showing) -> list[Option]:
    parts = [_guardian(g, show) for g in file.guardians]
    rows = [_row("Thuis", show, " · ".join(parts))] if parts else []
    if file.siblings:
        siblings = [pupil_and_class(s, hidden=show.hidden) for s in file.siblings]
        rows.append(_row("Op school", show, f"broer of zus: {listed(siblings)}"))
    return rows


def _guardian(guardian: Guardian, show: Showing) -> str:
    words = guardian_words(guardian)
    if not show.hidden:
        return words
    extra = words.removeprefix(f"{guardian.relation} {guardian.name}".strip())
    return f"{guardian.relation or MASK}{extra}"


def _warnings(file: File, show: Showing) -> list[Option]:
    student = file.student
    said = [f"uit sinds {show_date(student.gone_since, show.today)}"] if student.gone_since else []
    said += ["voorlopig: staat nog niet in de leerlingenlijst"] if student.provisional else []
    return [_row("Let op", show, (" · ".join(said), "warn"), whole=True)] if said else []


def _row(label: str, show: Showing, *parts: Piece, whole: bool = False) -> Option:
    """A line of the head; where rows are scarce only what must be read `whole` takes more than one."""
    cells = (col(label, LABEL, "label"), flex(pieces(*parts)))
    return Option(Row(*cells, wrap=whole or not show.low), disabled=True)


# --- the timeline


def timeline_rows(entries: Sequence[Entry], gaps: Iterable[Gap], show: Showing) -> list[Option]:
    """Months as headings; day and kind stand once for what one talk said."""
    same = {b.id for a, b in pairwise(entries) if a.ref and (a.day, a.kind, a.ref) == (b.day, b.kind, b.ref)}
    rows: list[Option] = []
    for month in months(entries, gaps, show.today):
        rows += [blank()] if rows and not show.low else []
        rows.append(heading(month.title))
        rows += [_gap(r) if isinstance(r, Gap) else _entry(r, r.id in same, show) for r in month.rows]
    return rows


def older_row(key: str, left: int) -> Option:
    """Under the newest entries: how many older ones Enter shows."""
    return option(
        key, flex(f"nog {count(left, 'eerdere regel', 'eerdere regels')} · Enter toont ze", "muted")
    )


def _gap(gap: Gap) -> Option:
    return note(f"{' ' * (DAY + 1)}⋯ {gap.words} ⋯")


def _entry(entry: Entry, again: bool, show: Showing) -> Option:
    weigh = entry.kind == "signaal" and entry.mark.startswith("nog te wegen")
    role: Role = "warn" if weigh else "muted"
    return option(
        entry.id,
        col("" if again else show_date(entry.day), DAY, "muted"),
        col("" if again else entry.kind, KIND, role),
        flex(pieces(*_said(entry, show, role))),
        *_readers(entry, again),
        wrap=True,
    )


def _said(entry: Entry, show: Showing, role: Role) -> tuple[Piece, ...]:
    text = show.text(entry.text)
    if entry.kind in SPOKEN:
        sign, sign_role = SIGNS.get(entry.mark, ("", ""))
        strong: Role = "strong" if entry.mark == Kind.DECISION.value else ""
        return (f"{sign} " if sign else "", sign_role), (text, strong)
    if entry.kind == "afspraak" and entry.mark:
        state = ActionState(entry.mark)
        sign, sign_role = STATES[state]
        return (f"{sign} ", sign_role), text, (f" · {state.value}", "muted")
    if entry.kind == "signaal":
        return text, (f" · {show.text(entry.mark)}" if entry.mark else "", role)
    return (text,)


def _readers(entry: Entry, again: bool) -> list[Cell]:
    shield = SHIELDS.get(entry.audience, "")
    place = "" if again else entry.place
    said = [fit(shield, "warn")] if shield else []
    return said + ([fit(place, "muted", drop=60)] if place else [])


# --- the agreements


def agreement_rows(actions: Sequence[Action], show: Showing) -> list[Option]:
    """Open ones, overdue first; then what is settled, the newest first."""
    open_ones = sorted((a for a in actions if a.state is ActionState.OPEN), key=due_order)
    settled = [a for a in actions if a.state is not ActionState.OPEN]
    settled.sort(key=lambda a: a.settled_on or date.min, reverse=True)
    rows = [_agreement(a, show) for a in open_ones]
    if settled:
        rows += [blank()] if rows and not show.low else []
        rows += [heading("Afgehandeld", str(len(settled))), *(_agreement(a, show) for a in settled)]
    return rows


def _agreement(action: Action, show: Showing) -> Option:
    sign, role = STATES[action.state]
    late = action.late(show.today)
    settled = action.state is not ActionState.OPEN
    shield = SHIELDS.get(action.audience, "")
    who = ", ".join(d.short for d in action.doers) or "wie?"
    where = f" ({action.where})" if action.where else ""
    text = show.text(f"{who}: {action.text}{where}")
    parts: list[Piece] = [
        ("te laat " if late else "", "warn"),
        (f"{shield} " if shield else "", "warn"),
        (text, "muted" if settled else ""),
        *_remarks(action, show),
    ]
    return option(
        action.id,
        col(sign, 1, "warn" if late else role),
        flex(pieces(*parts)),
        fit(_when(action, show.today), "warn" if late else "muted"),
        wrap=True,
    )


def _remarks(action: Action, show: Showing) -> list[Piece]:
    parts: list[Piece] = []
    if action.result and action.evaluated_on:
        parts.append((f" · {action.result_words} {show_date(action.evaluated_on, show.today)}", "muted"))
    if action.evaluate and action.to_evaluate and action.state is ActionState.OPEN:
        parts.append((f" · evaluatie {show_date(action.evaluate, show.today)}", "muted"))
    if action.asks_feasible:
        parts.append((f" · nog haalbaar? {len(action.moves)}× verzet", "ask"))
    elif action.moves:
        parts.append((f" · {len(action.moves)}× verzet", "muted"))
    if action.state is not ActionState.OPEN:
        said = " · ".join(filter(None, [action.state.value, show.text(action.reason)]))
        parts.append((f" · {said}", "muted"))
    return parts


def _when(action: Action, today: date) -> str:
    day = action.due if action.state is ActionState.OPEN else action.settled_on
    if day:
        return show_date(day, today)
    return "doorlopend" if action.ongoing else "nog te bepalen"


def counts(actions: Sequence[Action], today: date) -> str:
    """`3 open · 1 te laat`."""
    still = [a for a in actions if a.state is ActionState.OPEN]
    late = sum(1 for a in still if a.late(today))
    return " · ".join(
        filter(None, [f"{len(still)} open" if still else "", f"{late} te laat" if late else ""])
    )
