"""The agenda that leaves the desk: times, initials and class or a title, kind, minutes. Nothing of a case."""

from collections.abc import Iterable

from sotdesk.domain.agenda import start_times
from sotdesk.domain.initials import labels, short_of, with_class
from sotdesk.domain.initials_find import NameIndex
from sotdesk.domain.item_numbers import roots
from sotdesk.domain.meetings import Item, Meeting
from sotdesk.domain.report_model import AgendaDoc, AgendaRow
from sotdesk.domain.shield import hidden_agenda
from sotdesk.domain.students import Student


def agenda_doc(
    meeting: Meeting, school: str, students: Iterable[Student], known_names: Iterable[str]
) -> AgendaDoc:
    """The agenda of a meeting to hand round. A pupil's name in a title becomes initials too.

    A place that names a pupil is left out, since the .ics says nothing about any pupil; the words of the shield are
    never in it.
    """
    meeting = hidden_agenda(meeting)
    everyone = tuple(students)
    index = NameIndex(everyone, known_names)

    def without_names(text: str) -> str:
        return _without_names(text, index, everyone)

    items = roots(meeting.items)
    named = labels(student for item in items for student in item.students)
    rows = tuple(
        AgendaRow(
            at,
            _title(item, named) if item.students else without_names(item.shown),
            item.kind.value,
            item.minutes,
        )
        for at, item in zip(start_times(items, meeting.start), items, strict=True)
    )
    return AgendaDoc(
        meeting_id=meeting.id, school=school, kind=without_names(meeting.kind.name),
        short=without_names(meeting.kind.short), day=meeting.day, start=meeting.start,
        minutes=max(meeting.minutes, meeting.planned_minutes),
        place="" if index.find(meeting.place, everyone) else meeting.place, rows=rows,
    )  # fmt: skip


def _title(item: Item, named: dict[str, str]) -> str:
    if item.anonymous:
        return item.anonymous_title
    return " + ".join(with_class(student, named[student.id]) for student in item.students)


def _without_names(text: str, index: NameIndex, everyone: tuple[Student, ...]) -> str:
    """A text with the name of any pupil as initials, read as strictly as in his own item."""
    written, at = [], 0
    for one in index.find(text, everyone):
        if not one.doubtful:
            written += [text[at : one.start], short_of(one)]
            at = one.end
    return "".join((*written, text[at:]))
