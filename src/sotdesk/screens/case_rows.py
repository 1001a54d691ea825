"""How a card shows things: the head, the timeline, the agreements. No keys and no store here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from textual.widgets.option_list import Option

from sotdesk.domain.actions import Action, ActionState, due_order
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.cases import SPOKEN, CaseFile, Entry, Gap, Guardian
from sotdesk.domain.confidentiality import SHUT
from sotdesk.domain.dates import show_date
from sotdesk.domain.masking import mask
from sotdesk.domain.names import Name
from sotdesk.domain.pupil_file import PupilFile
from sotdesk.domain.shield import hidden_words
from sotdesk.domain.students import Student
from sotdesk.domain.timeline import REOPENED, months
from sotdesk.domain.words import count
from sotdesk.widgets.lines import blank, heading, note, option
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import Cell, col, fit, flex

File = CaseFile | PupilFile
"""What a card is about: a case, or a pupil without one."""

DAY, KIND, LABEL = 9, 11, 11
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
SHORT = {"ondersteuning": "steun"}
"""A kind of entry that is too long for its column."""
SHIELDS = SHUT
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


def more_rows(before: Entry, entries: Sequence[Entry], gaps: Iterable[Gap], show: Showing) -> list[Option]:
    """The rows that go on under `before`: its month is headed already, and a gap under it shown."""
    left = [gap for gap in gaps if before.kind != REOPENED or gap.reopened_on != before.day]
    return timeline_rows([before, *entries], left, show)[2:]


def older_row(key: str, left: int) -> Option:
    """Under the newest entries: how many older ones come when the cursor does."""
    return option(key, flex(f"nog {count(left, 'eerdere regel', 'eerdere regels')}", "muted"))


def _gap(gap: Gap) -> Option:
    return note(f"{' ' * (DAY + 1)}⋯ {gap.words} ⋯")


def _entry(entry: Entry, again: bool, show: Showing) -> Option:
    weigh = entry.kind == "signaal" and entry.mark.startswith("nog te wegen")
    role: Role = "warn" if weigh else "muted"
    return option(
        entry.id,
        col("" if again else show_date(entry.day), DAY, "muted"),
        col("" if again else SHORT.get(entry.kind, entry.kind), KIND, role),
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


def agreement_rows(actions: Sequence[Action], show: Showing, most: int, older: str) -> list[Option]:
    """Open ones, overdue first; then the `most` that were settled last, and under them the row `older`."""
    open_ones = sorted((a for a in actions if a.state is ActionState.OPEN), key=due_order)
    settled = [a for a in actions if a.state is not ActionState.OPEN]
    settled.sort(key=lambda a: a.settled_on or date.min, reverse=True)
    rows = [_agreement(a, show) for a in open_ones]
    if settled:
        rows += [blank()] if rows and not show.low else []
        rows += [heading("Afgehandeld", str(len(settled))), *(_agreement(a, show) for a in settled[:most])]
        left = count(len(settled) - most, "eerdere afspraak", "eerdere afspraken")
        rows += [option(older, flex(f"nog {left}", "muted"))] if len(settled) > most else []
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
