"""The agenda that leaves the desk: times, initials and class or a title, kind, minutes. Nothing of a case."""

from collections.abc import Iterable

from sotdesk.domain.agenda import start_times
from sotdesk.domain.initials import labels, short_of, with_class
from sotdesk.domain.initials_find import NameIndex
from sotdesk.domain.meetings import Item, Meeting
from sotdesk.domain.report_model import AgendaDoc, AgendaRow
from sotdesk.domain.students import Student


def agenda_doc(
    meeting: Meeting, school: str, students: Iterable[Student], known_names: Iterable[str]
) -> AgendaDoc:
    """The agenda of a meeting to hand round. A pupil's name in a title becomes initials too.

    A place that names a pupil is left out, since the .ics says nothing about any pupil.
    """
    index = NameIndex(students, known_names)
    named = labels(student for item in meeting.items for student in item.students)
    rows = tuple(
        AgendaRow(at, _title(item, named, index), item.kind.value, item.minutes)
        for at, item in zip(start_times(meeting.items, meeting.start), meeting.items, strict=True)
    )
    return AgendaDoc(
        meeting_id=meeting.id, school=school, kind=without_names(meeting.kind.name, index),
        short=without_names(meeting.kind.short, index), day=meeting.day, start=meeting.start,
        minutes=max(meeting.minutes, meeting.planned_minutes),
        place="" if index.find(meeting.place) else meeting.place, rows=rows,
    )  # fmt: skip


def _title(item: Item, named: dict[str, str], index: NameIndex) -> str:
    if item.students:
        return " + ".join(with_class(student, named[student.id]) for student in item.students)
    return without_names(item.shown, index)


def without_names(text: str, index: NameIndex) -> str:
    """A text with every pupil's name as initials, also the doubtful ones."""
    written, at = [], 0
    for one in index.find(text):
        written += [text[at : one.start], short_of(one)]
        at = one.end
    return "".join((*written, text[at:]))
