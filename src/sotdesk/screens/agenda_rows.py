"""How a point of the agenda stands on one row: time, name, who comes in, kind, minutes, question.

The cells use the same widths.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from textual.widgets.option_list import Option

from sotdesk.domain.agenda import start_times
from sotdesk.domain.masking import mask
from sotdesk.domain.meetings import Item, Meeting
from sotdesk.domain.names import Name
from sotdesk.screens.naming import pupil, pupil_and_class
from sotdesk.widgets.lines import option
from sotdesk.widgets.row import col, flex, name

TIME, KIND, MINUTES = 5, 11, 3
"""Cells of the columns; the name's width is measured, the question takes what is left."""
SHORTEST_NAME, LONGEST_NAME = 16, 30
SHORTEST_WHO, LONGEST_WHO = 12, 16
"""Cells for who comes in: so many while a row is edited, at most so many; none while nobody comes in."""


def item_name(item: Item, *, hidden: bool) -> str:
    """`Yara A. · 2H1`, `Lina K. + Sami K.`, a class or a title; masked while names are hidden, and never the name of
    an anonymous item."""
    if item.anonymous and item.students:
        return item.anonymous_title
    if len(item.students) == 1:
        student = item.students[0]
        return f"{pupil(student, hidden=hidden)} · {student.class_name}"
    if item.students:
        shown = pupil_and_class if hidden else pupil  # two masks alone say nothing
        return " + ".join(shown(student, hidden=hidden) for student in item.students)
    return item.title or item.class_name


def name_width(items: Sequence[Item]) -> int:
    """Room for the longest name, within bounds."""
    longest = max((len(item_name(item, hidden=False)) for item in items), default=0)
    return min(LONGEST_NAME, max(SHORTEST_NAME, longest))


def who_width(invited: Mapping[str, str], *, editing: object = False) -> int:
    """Room for who comes in; the column is there when somebody does, or while a row is edited."""
    longest = max(map(len, invited.values()), default=0)
    return min(LONGEST_WHO, max(SHORTEST_WHO if editing else 0, longest + 1 if longest else 0))


def names_on(meeting: Meeting) -> tuple[Name, ...]:
    """The names of all pupils on the agenda, for masking."""
    return tuple(student.name for item in meeting.items for student in item.students)


def agenda_rows(
    meeting: Meeting,
    *,
    hidden: bool,
    typed: Mapping[str, int] | None = None,
    invited: Mapping[str, str] | None = None,
    editing: str = "",
    low: bool = False,
) -> list[Option]:
    """One row per item; a question that is longer than its column goes on under itself.

    `typed` = minutes that are being typed, by item, so that the times follow at once; `invited` = who comes in, by
    item; `editing` = the item under the cells: its row is one line high, and so are all where rows are scarce
    (`low`); the column of who comes in stays open.
    """
    items = [replace(item, minutes=(typed or {}).get(item.id, item.minutes)) for item in meeting.items]
    width, who, names = name_width(items), who_width(invited or {}, editing=editing), names_on(meeting)
    rows = []
    for item, at in zip(items, start_times(items, meeting.start), strict=True):
        request = mask(item.request, names) if hidden else item.request
        asked = bool(item.students or item.class_name)
        rows.append(
            option(
                item.id,
                col(f"{at:%H:%M}", TIME, "muted"),
                name(item_name(item, hidden=hidden), width, "strong" if asked else ""),
                *([col((invited or {}).get(item.id, ""), who, "accent")] if who else []),
                col(item.kind.value, KIND, "muted"),
                col(f"{item.minutes} ", MINUTES + 1, right=True),
                flex(request or ("–" if asked else ""), "" if request else "muted"),
                wrap=not editing or (item.id != editing and not low),
            )
        )
    return rows
