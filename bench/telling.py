"""A closed meeting about ten pupils of the fictional school, and what telling everyone about it takes."""

import tempfile
import time
from pathlib import Path

from sotdesk.commands.practice import moment_of
from sotdesk.data.demo import PASSPHRASE
from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.documents import minutes_docx
from sotdesk.documents.feedback_folder import Wanted, write_folder
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.initials import Naming, third_parties
from sotdesk.domain.meetings import ItemKind
from sotdesk.screens.meeting_line import ItemLine

PUPILS = 10
SAID = (
    "kwam deze week twee keer te laat",
    "ll: wil na de pauze wel blijven",
    "ou: merken thuis dat het beter gaat",
    "smw: de intake verliep rustig",
    "! aanmelden bij het wijkteam",
    "* vaste plek vooraan in de klas",
    "@mentor belt ouders >vr",
    "@smw huisbezoek >di >>9 dec",
    "( vader is ziek",
    "uit: volgen",
)
"""One line of every kind that a report or a note holds."""


def hold_meeting(store: Store) -> str:
    """Puts ten pupils with a case on the next meeting, says all of SAID about each, and closes it; gives its id."""
    meeting = store.meetings.next()
    assert meeting is not None
    present = {student.id for item in meeting.items for student in item.students}
    for case in store.cases.all():
        if len(present) == PUPILS:
            break
        if case.student.id not in present:
            present.add(case.student.id)
            store.meetings.add_item(
                meeting.id, kind=ItemKind.PROGRESS, minutes=5, student_ids=[case.student.id]
            )
    store.table.start(meeting.id, [])
    for item in store.meetings.get(meeting.id).items:
        line = ItemLine.at(store, store.meetings.get(meeting.id), item, (), has_action=False)
        for said in SAID if item.students else ():
            store.table.keep(item.id, line.read(said))
    for item in store.meetings.get(meeting.id).items:
        if not item.students:
            store.table.drop(item.id)
    store.table.close(meeting.id)
    return meeting.id


def tell_everyone(path: Path) -> tuple[float, int]:
    """Seconds for the report and the feedback of all who are to be told, as Word (encrypted for who is outside the
    school), and how many files that are.
    """
    with (
        Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault,
        tempfile.TemporaryDirectory() as folder,
    ):
        store = Store(vault.engine, fixed_at(moment_of("2026-11-25T14:30")))
        meeting_id = hold_meeting(store)
        began = time.perf_counter()
        minutes, students = store.report.minutes(meeting_id), store.report.students()
        third_parties(minutes, students)
        minutes_docx.render(minutes, Naming.of(minutes, students), None)
        external = {one.key for one in store.feedback.recipients(meeting_id) if one.external}
        notes = store.feedback.notes(meeting_id)
        wanted = [
            Wanted(note, store.feedback.passphrase(note.key) if note.key in external else "")
            for note in notes
        ]
        write_folder(Path(folder), minutes.day, wanted)
        return time.perf_counter() - began, len(wanted) + 1
