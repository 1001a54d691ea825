"""Items at the table in a real encrypted file: `&lina`, one talk about several, split, a pupil on the spot, pauses."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.capture_pupils import Newcomer
from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.clock import Clock
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.errors import RuleError
from sotdesk.domain.item_numbers import numbers
from sotdesk.domain.meetings import FixedItem, Item, ItemKind, ItemState, Line, Meeting, MeetingKind, Present
from sotdesk.domain.roster import Pupil, RosterRow, plan
from sotdesk.domain.students import Student
from sotdesk.screens.meeting_line import ItemLine

DAY = date(2026, 11, 25)
MINUTE = timedelta(minutes=1)
PUPILS = (
    Student("yara", "1", "Yara", "", "Achterberg", "2H1", mentor="M. Bos"),
    Student("lina", "2", "Lina", "", "Karimi", "2H1", mentor="M. Bos"),
    Student("sami", "3", "Sami", "", "Karimi", "4V1", mentor="K. Kok"),
    Student("roos", "4", "Roos", "", "Dam", "3M2"),
)


@dataclass
class Sitting:
    """A running SOT about Yara, Lina and Sami, read as the screen reads; `later` moves its clock on."""

    store: Store
    meeting_id: str
    later: Callable[[int], None]

    @property
    def meeting(self) -> Meeting:
        return self.store.meetings.get(self.meeting_id)

    @property
    def agenda(self) -> list[tuple[str, str]]:
        items = self.meeting.items
        return [(numbers(items)[item.id], item.shown) for item in items]

    def item(self, number: str) -> Item:
        items = self.meeting.items
        return next(item for item in items if numbers(items)[item.id] == number)

    def type(self, number: str, words: str) -> None:
        item = self.item(number)
        grammar = ItemLine.at(self.store, self.meeting, item, (), has_action=False)
        self.store.table.keep(item.id, grammar.read(words))

    def lines(self, number: str) -> tuple[Line, ...]:
        return self.store.table.lines(self.item(number).id)

    def texts(self, number: str) -> list[str]:
        return [line.text for line in self.lines(number)]

    def used(self, number: str) -> int:
        return round(self.item(number).used_until(self.store.clock.now()) / MINUTE)

    def timeline(self, student: str) -> list[str]:
        case = self.store.cases.of_student(student)
        file = self.store.cases.get(case.id) if case else self.store.cases.pupil(student)
        return [entry.text for entry in file.timeline if entry.kind == "overleg"]

    def undo(self) -> str:
        last = self.store.desk.to_undo()
        assert last is not None
        self.store.desk.undo(last.batch)
        return last.label


@pytest.fixture
def sitting(vault: Vault) -> Sitting:
    moment = [datetime(2026, 11, 25, 13, 0).astimezone()]
    store = Store(vault.engine, Clock(lambda: moment[0]))

    def later(minutes: int) -> None:
        moment[0] += minutes * MINUTE

    fixed = (FixedItem("Opening", 5), FixedItem("Rondvraag", 5, last=True))
    kind_id = store.school.save_kind(MeetingKind("", "SOT", "SOT", fixed=fixed))
    store.students.add(PUPILS)
    for name, code in (("M. Bos", "mentor"), ("K. Kok", "mentor"), ("N. Smit", "smw")):
        store.contacts.save(Contact("", name, (Role(code),)))
    for pupil in ("yara", "lina", "sami"):
        store.cases.open(pupil, status=CaseStatus.INTERNAL)
    meeting_id = store.meetings.plan(kind_id, DAY)
    for pupil in ("yara", "lina", "sami"):
        store.meetings.add_item(meeting_id, kind=ItemKind.PROGRESS, minutes=10, student_ids=[pupil])
    smw = next(c for c in store.contacts.all() if c.name == "N. Smit")
    store.table.start(meeting_id, [Present("", "SMW (N. Smit)", "smw", smw.id, joined_at=moment[0])])
    later(5)
    return Sitting(store, meeting_id, later)


# ---------------------------------------------------------------- … &lina


def test_one_agreement_in_two_files_with_both_mentors(sitting: Sitting) -> None:
    """product.md §4 and meeting-story.md 14:12: `… &sami`; `@mentor` = both, named."""
    sitting.type("3", "@mentor samen naar school >vr &sami")
    (action,) = sitting.store.actions.all()
    assert [doer.label for doer in action.doers] == ["mentor (M. Bos)", "mentor (K. Kok)"]
    assert {student.id for student in action.students} == {"lina", "sami"}
    for pupil in ("lina", "sami"):
        assert sitting.store.actions.of_student(pupil) == (action,)
        assert any("samen naar school" in text for text in sitting.timeline(pupil))
    assert sitting.timeline("yara") == []


def test_the_line_stands_at_both_items_and_only_there(sitting: Sitting) -> None:
    sitting.type("4", "eerste over Sami")
    sitting.later(1)
    sitting.type("3", "broer is ook moe &sami")
    sitting.later(1)
    sitting.type("4", "laatste over Sami")
    assert sitting.texts("3") == ["broer is ook moe"]
    assert sitting.texts("4") == ["eerste over Sami", "broer is ook moe", "laatste over Sami"]
    assert [s.id for s in sitting.lines("4")[1].also] == ["sami"]
    assert sitting.texts("2") == []


def test_it_goes_out_of_the_other_file_when_it_is_corrected_removed_or_undone(sitting: Sitting) -> None:
    sitting.type("3", "broer is ook moe &sami")
    item, (line,) = sitting.item("3"), sitting.lines("3")
    grammar = ItemLine.at(sitting.store, sitting.meeting, item, (), has_action=False)
    sitting.store.table.correct(line.capture_id, grammar.read("zij is moe"))
    assert (sitting.texts("3"), sitting.texts("4"), sitting.timeline("sami")) == (["zij is moe"], [], [])
    assert sitting.undo().startswith("regel")
    assert sitting.texts("4") == ["broer is ook moe"]
    sitting.store.table.remove(line.capture_id)
    assert (sitting.timeline("lina"), sitting.timeline("sami")) == ([], [])
    sitting.undo()
    sitting.undo()
    assert (sitting.texts("3"), sitting.timeline("sami")) == ([], [])


def test_a_pupil_who_is_not_in_this_meeting_by_call_name_and_class(sitting: Sitting) -> None:
    sitting.type("2", "zat naast Roos &roos 3m2")
    assert sitting.timeline("roos") == ["zat naast Roos"]
    sitting.type("2", "zat naast Roos &roos")
    assert sitting.timeline("roos") == ["zat naast Roos"]
    assert sitting.texts("2")[-1] == "zat naast Roos &roos"


def test_a_class_item_and_a_general_item_go_to_no_file_unless_a_pupil_is_named(sitting: Sitting) -> None:
    store = sitting.store
    store.meetings.add_item(sitting.meeting_id, kind=ItemKind.GENERAL, minutes=5, class_name="3M2")
    store.meetings.add_item(sitting.meeting_id, kind=ItemKind.GENERAL, minutes=5, title="Toetsweek")
    assert sitting.agenda[-3:] == [("5", "3M2"), ("6", "Toetsweek"), ("7", "Rondvraag")]
    sitting.type("5", "het is onrustig in de klas")
    sitting.type("6", "@smw maakt een rooster >vr")
    assert sitting.timeline("roos") == []
    (action,) = store.actions.all()
    assert (action.text, action.students) == ("maakt een rooster", ())
    sitting.type("5", "Roos helpt anderen &roos")
    assert sitting.timeline("roos") == ["Roos helpt anderen"]
    report = store.report.minutes(sitting.meeting_id)
    said = {item.title.text: [p.text for p in item.facts] for item in report.items if item.facts}
    assert said == {"3M2": ["het is onrustig in de klas", "Roos helpt anderen"]}
    assert [item.actions[0].what.text for item in report.items if item.actions] == ["maakt een rooster"]


# ---------------------------------------------------------------- one talk about several pupils


def test_their_own_items_become_one_talk_and_undo_parts_them(sitting: Sitting) -> None:
    """product.md §4: `g` one talk about several pupils."""
    store = sitting.store
    sitting.type("4", "@mentor belt >vr")
    sitting.later(4)
    sitting.type("3", "over Lina zelf")
    sitting.later(3)
    store.meetings.edit_item(sitting.item("3").id, request="hoe op tijd?")
    store.meetings.edit_item(sitting.item("4").id, request="wie brengt hem?")
    before = sitting.meeting
    gone = store.table.together(sitting.item("3").id, ["sami"])
    assert gone == (before.items[3].id,)
    assert sitting.agenda == [
        ("1", "Opening"),
        ("2", "Yara A."),
        ("3", "Lina K. + Sami K."),
        ("4", "Rondvraag"),
    ]
    talk = sitting.item("3")
    assert (talk.minutes, talk.request, sitting.used("3")) == (20, "hoe op tijd? · wie brengt hem?", 7)
    assert talk.case_ids == tuple(c.id for p in ("lina", "sami") if (c := store.cases.of_student(p)))
    assert sitting.texts("3") == ["belt", "over Lina zelf"]
    sitting.type("3", "@mentor samen naar school >vr")
    assert {s.id for s in store.actions.of_student("sami")[1].students} == {"lina", "sami"}
    assert any(text.startswith("mentor (M. Bos): samen naar school") for text in sitting.timeline("lina"))
    assert not any("belt" in text for text in sitting.timeline("lina"))
    sitting.undo()
    assert sitting.undo() == "één gesprek over meer leerlingen"
    assert sitting.meeting == before


def test_an_item_that_is_split_or_about_others_stays(sitting: Sitting) -> None:
    sitting.type("4", "over Sami")
    sitting.store.table.split(sitting.item("4").id)
    assert sitting.store.table.together(sitting.item("3").id, ["sami", "roos"]) == ()
    assert [n for n, shown in sitting.agenda if "Sami" in shown] == ["3", "4", "4b"]
    with pytest.raises(RuleError, match="nog een andere leerling"):
        sitting.store.table.together(sitting.item("3").id, ["lina"])


# ---------------------------------------------------------------- split


def test_a_part_has_its_own_attendance_time_and_number(sitting: Sitting) -> None:
    """meeting-story.md 13:24: mother leaves, safety is discussed without her, `Esc s` splits."""
    sitting.type("2", "+moeder")
    sitting.later(9)
    part = sitting.store.table.split(sitting.item("2").id)
    assert [number for number, _ in sitting.agenda] == ["1", "2", "2b", "3", "4", "5"]
    assert (sitting.item("2b").id, sitting.meeting.current_item) == (part, part)
    mother = next(p for p in sitting.meeting.present if p.short == "moeder")
    assert mother.left_at == sitting.store.clock.now()
    sitting.later(2)
    assert (sitting.used("2"), sitting.used("2b")) == (11, 0), "its clock starts with its first line"
    sitting.type("2b", "zonder moeder besproken")
    sitting.later(3)
    assert (sitting.used("2"), sitting.used("2b")) == (11, 3)
    assert sitting.timeline("yara") == ["zonder moeder besproken"]
    (yara, *_rest) = (i for i in sitting.store.report.minutes(sitting.meeting_id).items if i.subjects)
    assert [a.who.text for a in yara.present] == ["SMW (N. Smit)", "moeder"]
    (later,) = yara.parts
    assert [a.who.text for a in later.present] == ["SMW (N. Smit)"]
    assert [p.text for p in later.facts] == ["zonder moeder besproken"]


def test_a_part_that_waits_is_not_made_twice_and_undone_in_one_step(sitting: Sitting) -> None:
    store = sitting.store
    with pytest.raises(RuleError, match="nog niet begonnen"):
        store.table.split(sitting.item("2").id)
    with pytest.raises(RuleError, match="leerling of klas"):
        store.table.split(sitting.item("1").id)
    sitting.type("2", "begonnen")
    before = sitting.meeting
    part = store.table.split(sitting.item("2").id)
    assert store.table.split(part) == part
    sitting.undo()
    assert sitting.meeting.items == before.items


def test_a_part_of_a_part_belongs_to_the_same_item(sitting: Sitting) -> None:
    sitting.type("2", "begonnen")
    sitting.type("2", "nog iets")
    second = sitting.store.table.split(sitting.item("2").id)
    sitting.type("2b", "tweede deel")
    sitting.store.table.split(second)
    assert [number for number, _ in sitting.agenda] == ["1", "2", "2b", "2c", "3", "4", "5"]
    head = sitting.store.meetings.heads()[0]
    assert (head.points, head.students, head.planned_minutes) == (5, 3, 40)
    assert (sitting.meeting.students, sitting.meeting.planned_minutes) == (3, 40)


def test_a_part_that_was_never_begun_does_not_keep_the_meeting_open(sitting: Sitting) -> None:
    sitting.type("2", "begonnen")
    sitting.store.table.split(sitting.item("2").id)
    for number in ("3", "4"):
        sitting.store.table.drop(sitting.item(number).id)
    sitting.store.table.close(sitting.meeting_id)
    assert [number for number, _ in sitting.agenda] == ["1", "2", "3", "4", "5"]


# ---------------------------------------------------------------- a pupil on the spot


NOOR = Newcomer("Noor", "", "", "3M2")


def test_a_new_pupil_has_a_case_and_an_item_in_one_step(sitting: Sitting) -> None:
    """meeting-story.md 14:22: `/+noor 3m2` Enter, go on typing."""
    before = sitting.meeting
    made = sitting.store.table.add_pupil(sitting.meeting_id, NOOR)
    assert sitting.agenda[-2:] == [("5", "Noor"), ("6", "Rondvraag")]
    item = sitting.item("5")
    assert (item.id, item.kind, sitting.meeting.current_item) == (made, ItemKind.NEW, made)
    (noor,) = item.students
    case = sitting.store.cases.of_student(noor.id)
    assert noor.provisional and case and case.status is CaseStatus.SIGNAL
    assert item.case_ids == (case.id,)
    assert sitting.undo() == "Noor 3M2 op de agenda"
    assert sitting.meeting == before
    assert sitting.store.cases.of_student(noor.id) is None
    assert noor.id not in {s.id for s in sitting.store.students.all()}


def test_a_known_pupil_is_not_made_again(sitting: Sitting) -> None:
    store = sitting.store
    roos = store.students.get("roos")
    case_id = store.cases.open("roos", status=CaseStatus.FOLLOW)
    store.cases.close(case_id, "klaar")
    store.table.add_pupil(sitting.meeting_id, Newcomer("Roos", "", "", "3M2", known=roos))
    assert len(store.students.all()) == len(PUPILS)
    case = store.cases.of_student("roos")
    assert case and (case.id, case.status, case.closed_on) == (case_id, CaseStatus.SIGNAL, None)
    assert any(
        entry.mark == "heropend" or entry.kind == "heropend" for entry in store.cases.get(case_id).timeline
    )


def test_a_later_import_gives_the_number_and_everything_stays_his(sitting: Sitting) -> None:
    """domain.md §12 and product.md §3: voorlopig until the next import."""
    store = sitting.store
    item_id = store.table.add_pupil(sitting.meeting_id, NOOR)
    sitting.type("5", "verteld aan de mentor")
    sitting.type("5", "@smw belt >vr")
    (noor,) = next(i for i in sitting.meeting.items if i.id == item_id).students
    rows = [RosterRow(2, Pupil("040999", "Noor", "", "Vermeer", "3M2", mentor="K. Vos"))]
    rows += [
        RosterRow(n, Pupil(s.number, s.first_name, "", s.last_name, s.class_name))
        for n, s in enumerate(PUPILS, 3)
    ]
    found = plan(rows, store.students.known(), DAY)
    assert [(c.known.id, c.pupil.number) for c in found.merged] == [(noor.id, "040999")]
    assert not found.new
    store.students.take_over(found, DAY)
    after = store.students.get(noor.id)
    assert (after.number, after.name.full, after.provisional) == ("040999", "Noor Vermeer", False)
    case = store.cases.of_student(noor.id)
    assert case and case.status is CaseStatus.SIGNAL
    assert [a.text for a in store.actions.of_student(noor.id)] == ["belt"]
    assert sitting.item("5").shown == "Noor V."
    assert sorted(sitting.timeline(noor.id)) == ["SMW (N. Smit): belt", "verteld aan de mentor"]


def test_who_is_on_the_list_after_all_becomes_one_with_his_number(sitting: Sitting) -> None:
    """Two of one name on the list: the import leaves it open, the number says who it is. All of it moves along."""
    store = sitting.store
    item_id = store.table.add_pupil(sitting.meeting_id, NOOR)
    sitting.type("5", "verteld aan de mentor")
    sitting.type("5", "@smw belt >vr")
    sitting.type("2", "zat naast Noor &noor")
    (noor,) = next(i for i in sitting.meeting.items if i.id == item_id).students
    store.cases.add_signal(noor.id, "docent", "huilt in de les")
    store.feedback.entered(sitting.meeting_id, noor.id, "logboek")
    names = (("040999", "Vermeer"), ("040998", "Aydin"))
    rows = [RosterRow(n, Pupil(number, "Noor", "", last, "3M2")) for n, (number, last) in enumerate(names, 2)]
    found = plan(rows, store.students.known(), DAY)
    assert (found.merged, len(found.new)) == ((), 2)
    store.students.take_over(replace(found, gone=()), DAY)
    listed = next(s for s in store.students.all() if s.number == "040998")
    old = store.cases.open(listed.id, question="Wat helpt Noor?")
    store.cases.close(old, "klaar")
    before = sitting.meeting
    store.students.complete(noor.id, "040998")
    assert [s.id for s in store.students.all() if s.first_name == "Noor" and s.last_name != "Vermeer"] == [
        listed.id
    ]
    item = sitting.item("5")
    assert (item.students, item.case_ids, item.shown) == ((listed,), (old,), "Noor A.")
    case = store.cases.get(old)
    assert (case.status, case.closed_on, case.question) == (CaseStatus.SIGNAL, None, "Wat helpt Noor?")
    said = [entry.text for entry in case.timeline]
    for words in ("verteld aan de mentor", "zat naast Noor", "SMW (N. Smit): belt"):
        assert any(words in text for text in said), words
    assert [a.text for a in store.actions.of_student(listed.id)] == ["belt"]
    assert [signal.student.id for signal in store.cases.signals()] == [listed.id]
    assert [
        b.log_entered is not None
        for b in store.feedback.blocks(sitting.meeting_id)
        if b.student_id == listed.id
    ] == [True]
    assert sitting.undo() == "leerlingnummer aanvullen"
    assert sitting.meeting == before
    with pytest.raises(RuleError, match="is van Yara"):
        store.students.complete(noor.id, "1")


# ---------------------------------------------------------------- pause


def test_sleep_is_pause_from_the_moment_it_began(sitting: Sitting) -> None:
    """Issue: pause by sleep, charged to nobody; meeting-story.md 13:50."""
    sitting.type("2", "vlak voor het brandalarm")
    sitting.later(2)
    asleep = sitting.store.clock.now()
    sitting.later(20)
    sitting.store.table.pause(sitting.meeting_id, asleep)
    assert sitting.used("2") == 2
    assert sitting.store.table.resume(sitting.meeting_id) == 20 * MINUTE
    sitting.later(3)
    assert (sitting.used("2"), sitting.used("1")) == (5, 5)
    assert sitting.store.table.resume(sitting.meeting_id) == timedelta()


def test_a_sleep_that_began_before_the_clock_takes_no_time_back(sitting: Sitting) -> None:
    sitting.later(20)
    sitting.store.table.pause(sitting.meeting_id, sitting.store.clock.now() - 60 * MINUTE)
    assert sitting.used("1") == 0
    assert sitting.item("1").state is ItemState.BUSY


def test_time_after_the_program_was_ended_is_pause_too(sitting: Sitting) -> None:
    sitting.type("2", "laatste regel voor de stroomstoring")
    sitting.later(30)
    assert sitting.store.table.take_up_again(sitting.meeting_id) == 30 * MINUTE
    sitting.later(1)
    assert sitting.used("2") == 1
    assert sitting.store.table.take_up_again(sitting.meeting_id) == MINUTE
    sitting.store.table.pause(sitting.meeting_id)
    sitting.later(10)
    assert sitting.store.table.take_up_again(sitting.meeting_id) == timedelta()
    assert sitting.store.table.paused_for(sitting.meeting_id) == 10 * MINUTE
