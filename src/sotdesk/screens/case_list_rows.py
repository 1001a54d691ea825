"""The rows of the list of cases: a signal, a case, the heads above the columns. No keys and no store here."""

from datetime import date

from textual.content import Content
from textual.widgets.option_list import Option

from sotdesk.domain.cases import CaseRow, Signal
from sotdesk.domain.confidentiality import audience_of, mark_of
from sotdesk.domain.dates import show_date
from sotdesk.domain.masking import mask
from sotdesk.screens.naming import pupil
from sotdesk.widgets.lines import option
from sotdesk.widgets.pieces import Role, pieces
from sotdesk.widgets.row import Cell, Row, col, fit, flex, name

PUPIL, CLASS, STATUS, LEVEL, HOLDER, ACTIONS, DAY = 17, 5, 10, 10, 14, 14, 15
WITH_LEVEL, WITH_HOLDER, WITH_DAY = 78, 96, 104
"""From these row widths (cells) on a column is shown."""
Values = tuple[str, str, str, str, str, str]
"""Class, status, level, holder, open agreements, day."""
HEADS: Values = ("Klas", "Status", "Niveau", "Casushouder", "Afspraken", "Besproken")


def column_heads(title: str, number: int) -> Option:
    """The group's title above the names, words above the other columns."""
    who = col(f"{title}  {number}", PUPIL, "heading")
    return Option(Row(*_columns(who, HEADS, "Hulpvraag", status="muted")), disabled=True)


def case_row(case: CaseRow, question: str, today: date, *, hidden: bool) -> Option:
    """One case, with its hulpvraag as it may be shown: the pupil never drops; what is late is said in words."""
    question = mask(question, [case.student.name]) if hidden else question
    late = case.open_actions > 0 and case.next_due is not None and case.next_due < today
    discussed = show_date(case.last_discussed, today) if case.last_discussed else "nog niet"
    values = (
        case.student.class_name, case.status.value, case.level, case.holder, _actions(case, today, late=late),
        f"dicht {show_date(case.closed_on, today)}" if case.closed_on else discussed,
    )  # fmt: skip
    who = name(pupil(case.student, hidden=hidden), PUPIL, "" if case.closed_on else "strong")
    asked = pieces((mark_of(audience_of(case.confidentiality)), "warn"), (question, "muted"))
    return option(case.id, *_columns(who, values, asked, actions="warn" if late else "muted"))


def _columns(
    who: Cell, values: Values, question: str | Content, *, status: Role = "", actions: Role = "muted"
) -> tuple[Cell, ...]:
    class_name, stage, level, holder, agreements, day = values
    return (
        who,
        col(class_name, CLASS, "muted"),
        col(stage, STATUS, status),
        col(level, LEVEL, "muted", drop=WITH_LEVEL),
        flex(question, "muted"),
        col(holder, HOLDER, "muted", drop=WITH_HOLDER),
        col(agreements, ACTIONS, actions),
        col(day, DAY, "muted", drop=WITH_DAY),
    )


def _actions(case: CaseRow, today: date, *, late: bool) -> str:
    if not case.open_actions:
        return "–"
    if late:
        return f"{case.open_actions} · te laat"
    if case.next_due is None:
        return str(case.open_actions)
    return f"{case.open_actions} · {show_date(case.next_due, today)}"


def signal_row(signal: Signal, text: str, today: date, *, hidden: bool, whole: bool) -> Option:
    """One signal to weigh: whose, what was seen (`whole`: on as many lines as it takes), the day."""
    return option(
        signal.id,
        name(pupil(signal.student, hidden=hidden), PUPIL, "strong"),
        col(signal.student.class_name, CLASS, "muted"),
        flex(text),
        *([fit("heeft een casus", "muted", drop=WITH_HOLDER)] if signal.case_id else []),
        name(show_date(signal.seen_on, today), DAY, "muted"),
        wrap=whole,
    )
