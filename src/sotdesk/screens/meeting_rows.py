"""The rows of the live meeting: the agenda with its clocks, last time's agreements, today's lines."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from textual.widgets.option_list import Option

from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.confidentiality import SHUT
from sotdesk.domain.dates import show_date
from sotdesk.domain.meetings import Item, ItemState, Line
from sotdesk.widgets.lines import heading, option
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import Row, col, fit, flex

Masked = Callable[[str], str]
"""A text as it may be shown now (F9)."""

MARKS: dict[str, tuple[str, Role]] = {
    Kind.DECISION: ("!", "kind"),
    Kind.ADVICE: ("*", "kind"),
    Kind.ACTION: ("□", "accent"),
    Kind.OPEN: ("?", "ask"),
    Kind.EVALUATION: ("ev", "accent"),
    Kind.OUTCOME: ("uit", "accent"),
    Kind.CONSENT: ("toest", "accent"),
    Kind.JOIN: ("+", "muted"),
    Kind.LEAVE: ("-", "muted"),
    Kind.AGREED: ("=", "muted"),
}
SHIELDS = {audience: f"{word}  " for audience, word in SHUT.items()}
VOICES = {"leerling": "ll", "ouders": "ou"}
STATES: dict[ItemState, tuple[str, Role]] = {
    ItemState.OPEN: (" ", "muted"),
    ItemState.BUSY: ("●", "accent"),
    ItemState.DISCUSSED: ("✓", "good"),
    ItemState.CARRIED: ("›", "muted"),
    ItemState.DROPPED: ("✗", "muted"),
}
LABEL = 10
"""Cells of a label in the head of an item."""
SETTLED = {ActionState.OPEN: "□", ActionState.DONE: "✓", ActionState.DROPPED: "✗"}


def minutes(item: Item, now: datetime) -> int:
    """Whole minutes used so far."""
    return int(item.used_until(now).total_seconds() // 60)


def time_words(item: Item, now: datetime) -> str:
    """`4' van 10'`; of a part of an item, for which nothing was planned by itself, only what it took."""
    used = f"{minutes(item, now)}'"
    return used if item.part_of else f"{used} van {item.minutes}'"


def agenda_row(item: Item, number: str, *, here: bool, now: datetime, over: bool, masked: Masked) -> Row:
    """One item: mark, number, name, kind, time used and planned; `over`: it took more than was planned."""
    sign, role = ("▸", "kind") if here else STATES[item.state]
    used = f"{minutes(item, now)}'"
    started = item.state in (ItemState.BUSY, ItemState.DISCUSSED)
    planned = "" if item.part_of else f"{item.minutes}'"
    time = (
        f"{used[:-1]}/{planned}" if item.state is ItemState.BUSY and planned else used if started else planned
    )
    name: Role = "strong" if here else "muted" if item.state not in (ItemState.OPEN, ItemState.BUSY) else ""
    return Row(
        col(sign, 1, role),  # type: ignore[arg-type]
        col(number, max(2, len(number)), "muted", right=True),
        flex(masked(item.shown), name),
        *([col(item.kind.value, 9, "muted", drop=34)] if item.kind.value else []),
        col(time, 6, "warn" if over and started else "muted", right=True),
    )


def number_row(item: Item, number: str, *, here: bool) -> Row:
    """An item while a guest sits at another: its number, and whether it was discussed."""
    sign, role = ("▸", "kind") if here else STATES[item.state]
    return Row(col(sign, 1, role), col(number, max(2, len(number)), "muted", right=True), flex(""))  # type: ignore[arg-type]


def line_row(line: Line, masked: Masked, today: date, where: str = "") -> Option:
    """One kept line: its time or its mark, the text, the dates at the right; `where` it stands besides here."""
    sign, role = _mark(line)
    shield = SHIELDS.get(line.audience, "")
    strong: Role = "strong" if line.kind == Kind.DECISION else ""
    beside = f"  {where}" if where else ""
    text = pieces((shield, "warn"), (masked(_text(line)), strong), (beside, "muted"))
    cells = [col(sign, 6, role), flex(text)]
    if line.action and line.kind == Kind.ACTION:
        cells.append(fit(dates(line.action, today), "muted"))
    return option(line.id, *cells, wrap=True)


def previous_rows(
    agreements: Sequence[tuple[int, Action]], masked: Masked, today: date, *, last: date | None, low: bool
) -> list[Option]:
    """Last time's agreements by their fixed number; done ones go where there is little room."""
    shown = [(n, a) for n, a in agreements if not (low and a.state is not ActionState.OPEN)]
    if not shown:
        return []
    rows = [heading("Vorige keer", f"({show_date(last, today)})" if last else "")]
    return rows + [previous_row(number, action, masked, today) for number, action in shown]


def previous_row(number: int, action: Action, masked: Masked, today: date) -> Option:
    """One agreement of last time: `2 □ mentor: gesprek ouders   te laat vr 20 nov`."""
    late = action.late(today)
    role: Role = "warn" if late else "muted"
    who = ", ".join(doer.short for doer in action.doers)
    text = masked(f"{who}: {action.text}" if who else action.text)
    return option(
        action.id,
        col(str(number), 2, "muted", right=True),
        col(SETTLED[action.state], 3, "good" if action.state is ActionState.DONE else role),
        flex(text, "muted" if action.state is not ActionState.OPEN else ""),
        fit(_state(action, today), role),
        wrap=True,
    )


def dates(action: Action, today: date) -> str:
    """`vr 27 nov → wo 16 dec`: due and evaluation; what is not known yet is said."""
    due = show_date(action.due, today) if action.due else "doorlopend" if action.ongoing else "nog te bepalen"
    at = f" {action.due_time:%H:%M}" if action.due_time else ""
    return f"{due}{at}" + (f" → {show_date(action.evaluate, today)}" if action.evaluate else "")


def _mark(line: Line) -> tuple[str, Role]:
    if line.voice and line.kind == Kind.VOICE:
        short = line.voice.split(" (")[0]
        return VOICES.get(short, short)[:6], "accent"
    return MARKS.get(line.kind, (f"{line.at.astimezone():%H:%M}", "muted"))


def _text(line: Line) -> str:
    action = line.action
    if line.kind == Kind.ACTION and action:
        where = f" ({action.where})" if action.where else ""
        new = " (nieuw)" if any(doer.new for doer in action.doers) else ""
        return f"{action.who or 'wie?'}{new}: {action.text}{where}"
    if line.kind == Kind.AGREED and action:
        who = ", ".join(doer.short for doer in action.doers)
        state = action.state.value if action.state is not ActionState.OPEN else "verzet"
        return f"{who}: {action.text} · {state}" + (f" ({action.reason})" if action.reason else "")
    if line.kind in (Kind.JOIN, Kind.LEAVE):
        return line.raw.strip()[1:] + (" erbij" if line.kind == Kind.JOIN else " weg")
    return line.text


def _state(action: Action, today: date) -> str:
    if action.state is not ActionState.OPEN:
        return action.state.value
    if action.late(today) and action.due:
        return f"te laat {show_date(action.due, today)}"
    return dates(action, today)


def head_rows(item: Item, masked: Masked) -> list[Option]:
    """Hulpvraag and vraag, each with its text under itself; nothing for an item without them."""
    rows: list[Option] = []
    several = len(item.students) > 1
    for student, (question, asked_by) in zip(item.students, item.questions, strict=False):
        whose = f"{student.first_name}: " if several else ""
        by = f" ({asked_by})" if asked_by else ""
        if question:
            label = "" if rows else "Hulpvraag"
            rows.append(head_row(label, (masked(whose), "muted"), masked(question), (by, "muted")))
    if item.request:
        rows.append(head_row("Vraag", masked(item.request)))
    return rows


def head_row(label: str, *words: Piece) -> Option:
    """One line of the head of an item; what is long goes on below its own text."""
    return Option(Row(col(label, LABEL, "label"), flex(pieces(*words)), wrap=True), disabled=True)
