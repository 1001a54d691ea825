"""What holds after the story (its closing paragraph), asked of the vault itself."""

from datetime import datetime, time, timedelta
from pathlib import Path

from tests.story import school

from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.documents import minutes_md
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.feedback_text import plain
from sotdesk.domain.initials import Naming
from sotdesk.domain.meetings import Item


class Afterwards:
    """The vault at 14:40, and the meeting in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.meeting = next(m for m in store.meetings.all() if m.day == school.TODAY)
        self.minutes = store.report.minutes(self.meeting.id)

    def items(self, student_id: str) -> list[Item]:
        return [i for i in self.meeting.items if any(s.id == student_id for s in i.students)]

    def texts(self, student_id: str) -> set[str]:
        """All that stands in a pupil's file since this morning."""
        found = set()
        for line in self.store.meetings.lines(self.meeting.id):
            if student_id in line.student_ids:
                found |= {line.text, line.raw}
        return found

    def report(self) -> str:
        """The report as Markdown, names as initials."""
        return minutes_md.render(self.minutes, Naming.of(self.minutes, self.store.students.all()))

    def note(self, label: str, student_id: str) -> str:
        found = next(r for r in self.store.feedback.recipients(self.meeting.id) if label in r.label)
        return plain(self.store.feedback.note(self.meeting.id, found.key, student_id))


def check_everything(path: Path) -> None:
    """Opens the vault and asks all of it."""
    now = datetime.combine(school.TODAY, time(14, 41)).astimezone()
    with Vault.open(path, school.PASSPHRASE, known=KNOWN_REVISIONS) as vault:
        after = Afterwards(Store(vault.engine, fixed_at(now)))
        _presence(after)
        _nothing_leaks(after)
        _files(after)
        _time(after)
        _afterwards(after)


def _presence(after: Afterwards) -> None:
    """The report lists who was there for each pupil with times; not mother in the second part of Yara's item."""
    text = after.report()
    first, second = after.items("yara")
    assert second.part_of == first.id
    said = {p.label: p for p in after.meeting.present}
    mother = next(p for label, p in said.items() if "moeder" in label)
    assert (mother.joined_at, mother.left_at) == (_at("13:15"), _at("13:24"))
    assert mother.item_id == first.id
    assert "B. Mulder" in text and "S. Kraan" not in text
    assert next(p.left_at for label, p in said.items() if "R. Vaal" in label) == _at("14:20")


def _nothing_leaks(after: Afterwards) -> None:
    """`( moeder is ziek` stands in no note and not in the logboek block."""
    for note in after.store.feedback.notes(after.meeting.id):
        assert "ziek" not in plain(note), note.label
    for blocks in after.store.feedback.blocks(after.meeting.id):
        assert "ziek" not in blocks.log
    assert "ziek" not in after.report()


def _files(after: Afterwards) -> None:
    """Sem's fact in Sem's file only; the shared agreement in both files, each naming only its own pupil."""
    fact = "durft nu ook vragen te stellen"
    holders = [pupil.id for pupil in school.PUPILS if fact in after.texts(pupil.id)]
    assert holders == ["sem"]
    shared = "maakt een ochtendafspraak"
    for mine, other, mentor in (("lina", "Sami", "M. Bos"), ("sami", "Lina", "H. Dekker")):
        assert any(shared in text for text in after.texts(mine))
        note = after.note(mentor, mine)
        assert shared in note
        assert other not in note


def _time(after: Afterwards) -> None:
    """Davi's item took as long as his lines (13:40-13:48 and 13:48-13:50, 14:10-14:12), without the pause."""
    davi = after.items("davi")[0]
    assert timedelta(minutes=8) <= davi.used <= timedelta(minutes=13)


def _afterwards(after: Afterwards) -> None:
    """Noor is known, voorlopig, with a case of status signaal; the report of 4 November was adopted at the table."""
    noor = next(s for s in after.store.students.all() if s.name.first == "Noor")
    case = after.store.cases.of_student(noor.id)
    assert noor.provisional
    assert case is not None and case.status.value == "signaal"
    previous = next(m for m in after.store.meetings.all() if m.day == school.BEFORE)
    assert previous.adopted_on == school.TODAY


def _at(clock: str) -> datetime:
    return datetime.combine(school.TODAY, time.fromisoformat(clock)).astimezone()
