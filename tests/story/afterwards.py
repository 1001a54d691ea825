"""What holds after the story (its closing paragraph), asked of the vault itself.

The files in golden/ were written by hand from the story: what the report, four mentors' notes and both blocks of Yara
must say.
"""

from datetime import datetime, time, timedelta
from pathlib import Path

from tests.story import school

from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.documents import minutes_md
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.closing import missing
from sotdesk.domain.feedback_text import plain
from sotdesk.domain.initials import Naming
from sotdesk.domain.meetings import Item
from sotdesk.domain.students import Student

GOLDEN = Path(__file__).with_name("golden")
TOLD = {
    "J. de Wit": ("in Magister", {"sem", "fenna"}),
    "K. Vos": ("in Magister", {"davi", "Noor"}),
    "M. Bos": ("in Magister", {"lina", "yara"}),
    "H. Dekker": ("in Magister", {"sami"}),
    "B. Mulder": ("veilige mail", {"davi"}),
    "W. Achterberg": ("via mentor", {"yara"}),
}
"""Who was told, how, and about whom."""
NOT_TOLD = {"A. Postma", "C. Ritsema", "pietersen"}


class Afterwards:
    """The vault at 14:40, and the meeting in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.meeting = next(m for m in store.meetings.all() if m.day == school.TODAY)
        self.minutes = store.report.minutes(self.meeting.id)

    @property
    def noor(self) -> Student:
        """The pupil who was added at the table."""
        return next(s for s in self.store.students.all() if s.name.first == "Noor")

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
        _put_off(after)
        _completed(after)
        _told(after)
        _entered(after)
        _golden(after)


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
    noor = after.noor
    case = after.store.cases.of_student(noor.id)
    assert noor.provisional
    assert noor.number == "041111"
    assert case is not None and case.status.value == "signaal"
    previous = next(m for m in after.store.meetings.all() if m.day == school.BEFORE)
    assert previous.adopted_on == school.TODAY


def _put_off(after: Afterwards) -> None:
    """Ilias and Kees are on the agenda of 16 December, each with his question to the SOT."""
    following = next(m for m in after.store.meetings.all() if m.day == school.AFTER)
    carried = {item.students[0].id: item.request for item in following.items if item.students}
    assert carried == {"kees": "durft Kees hulp te vragen?", "ilias": "wie kijkt mee met zijn planner?"}
    for student_id in carried:
        (item,) = after.items(student_id)
        assert (item.state.value, item.carried_to) == ("doorgeschoven", school.AFTER)


def _completed(after: Afterwards) -> None:
    """Nothing is left in Nog aanvullen; Pietersen is a contact, and the consent says what it is for."""
    store, meeting = after.store, after.meeting
    lines, asked = store.meetings.lines(meeting.id), store.consents
    assert missing(meeting, lines, asked.of_meeting(meeting.id), asked.to_close(meeting.id)) == ()
    pietersen = next(c for c in store.contacts.all() if c.name == "pietersen")
    assert (pietersen.internal, [role.code for role in pietersen.roles]) == (False, ["sportclub"])
    phones = next(a for a in store.actions.of_student("davi") if "sportclub" in a.text)
    assert [doer.contact_id for doer in phones.doers] == [pietersen.id]
    (consent,) = asked.of_meeting(meeting.id)
    assert (consent.giver, consent.receiver, consent.purpose, consent.data, consent.complete) == (
        "moeder (W. Achterberg)", "wijkteam", "aanmelding", "hulpvraag en verzuim", True,
    )  # fmt: skip


def _told(after: Afterwards) -> None:
    """Who was told is recorded, with the way and the time; who was not, stays to be told."""
    everyone = after.store.feedback.recipients(after.meeting.id)
    found = {}
    for one in everyone:
        for entry in one.entries:
            if entry.told:
                assert _at("14:35") <= entry.told.at <= _at("14:38")
                found.setdefault(one.label, (entry.told.way, set()))[1].add(
                    "Noor" if entry.student_id == after.noor.id else entry.student_id
                )
    assert found == TOLD
    assert {one.label for one in everyone if not one.done} == NOT_TOLD


def _entered(after: Afterwards) -> None:
    """Both blocks of the seven pupils are recorded as entered."""
    blocks = after.store.feedback.blocks(after.meeting.id)
    assert len(blocks) == 7
    for each in blocks:
        times = [each.log_entered, *([each.shielded_entered] if each.shielded else [])]
        assert all(at and _at("14:38") <= at <= _at("14:40") for at in times), each.student.name


def _golden(after: Afterwards) -> None:
    """The report, the notes and the blocks say exactly what the story says."""
    yara = next(b for b in after.store.feedback.blocks(after.meeting.id) if b.student_id == "yara")
    made = {
        "verslag.md": after.report(),
        "mentor-sem.txt": after.note("J. de Wit", "sem"),
        "mentor-davi.txt": after.note("K. Vos", "davi"),
        "mentor-yara.txt": after.note("M. Bos", "yara"),
        "mentor-sami.txt": after.note("H. Dekker", "sami"),
        "logboek-yara.txt": yara.log + "\n",
        "afgeschermd-yara.txt": yara.shielded + "\n",
    }
    assert {path.name for path in GOLDEN.iterdir()} == set(made)
    for name, text in made.items():
        assert text == (GOLDEN / name).read_text(encoding="utf-8"), name


def _at(clock: str) -> datetime:
    return datetime.combine(school.TODAY, time.fromisoformat(clock)).astimezone()
