"""At the table, in a real encrypted file: lines kept, corrected, moved, removed; clocks; who is there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.vault import Vault
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.capture_names import Person
from sotdesk.domain.clock import Clock
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.dates import Frame
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.meetings import FixedItem, ItemKind, ItemState, Line, Meeting, MeetingKind, Present
from sotdesk.domain.students import Student

DAY = date(2026, 11, 25)
MINUTE = timedelta(minutes=1)
YARA, DAVI = "Yara A.", "Davi P."


@dataclass
class Sitting:
    """A running SOT about Yara and Davi; `later` moves its clock on."""

    store: Store
    meeting_id: str
    later: Callable[[int], None]

    @property
    def meeting(self) -> Meeting:
        return self.store.meetings.get(self.meeting_id)

    def item(self, name: str) -> str:
        return next(item.id for item in self.meeting.items if item.shown == name)

    def table(self, name: str) -> Table:
        """Two contacts are known everywhere; each pupil has a mentor of his own."""
        bos = Person(self.contact("M. Bos"), "mentor (M. Bos)", ("mentor", "m. bos"), "mentor")
        kok = Person(self.contact("K. Kok"), "mentor (K. Kok)", ("mentor", "k. kok"), "mentor")
        smw = Person(self.contact("N. Smit"), "SMW (N. Smit)", ("smw", "n. smit"), "smw", present=True)
        mentor = bos if name == YARA else kok
        numbers = tuple(
            number
            for number, action in self.store.table.previous(self.item(name))
            if action.state is ActionState.OPEN
        )
        has_action = any(line.kind == "action" for line in self.lines(name))
        return Table(
            Frame(DAY, self.store.school.calendar()), (mentor, smw), agreements=numbers, has_action=has_action
        )

    def contact(self, name: str) -> str:
        return next(contact.id for contact in self.store.contacts.all() if contact.name == name)

    def type(self, name: str, words: str) -> str:
        """The capture's id; empty when the words completed an older line."""
        kept = self.store.table.keep(self.item(name), read(words, self.table(name)))
        return kept[0].capture_id if kept else ""

    def correct(self, name: str, capture_id: str, words: str) -> None:
        self.store.table.correct(capture_id, read(words, self.table(name)))

    def move(self, capture_id: str, to: str) -> None:
        lines = [line for item in self.meeting.items for line in self.store.table.lines(item.id)]
        raw = next(line.raw for line in lines if line.capture_id == capture_id)
        self.store.table.move(capture_id, self.item(to), read(raw, self.table(to)))

    def lines(self, name: str) -> tuple[Line, ...]:
        return self.store.table.lines(self.item(name))

    def texts(self, name: str) -> list[tuple[str, str]]:
        return [(line.kind, line.text) for line in self.lines(name)]

    def undo(self) -> str:
        last = self.store.desk.to_undo()
        assert last is not None
        self.store.desk.undo(last.batch)
        return last.label

    def used(self, name: str) -> int:
        item = self.meeting.item(self.item(name))
        assert item is not None
        return round(item.used_until(self.store.clock.now()) / MINUTE)

    def state(self, name: str) -> ItemState:
        item = self.meeting.item(self.item(name))
        assert item is not None
        return item.state


@pytest.fixture
def sitting(vault: Vault) -> Sitting:
    """A meeting that started at 13:00 with SMW at the table and the SVK expected."""
    moment = [datetime(2026, 11, 25, 13, 0).astimezone()]
    store = Store(vault.engine, Clock(lambda: moment[0]))

    def later(minutes: int) -> None:
        moment[0] += minutes * MINUTE

    kind_id = store.school.save_kind(MeetingKind("", "SOT", "SOT", fixed=(FixedItem("Opening", 5),)))
    store.students.add(
        [
            Student("yara", "1", "Yara", "", "Achterberg", "2H1"),
            Student("davi", "2", "Davi", "", "Pinas", "3M2"),
        ]
    )
    for name, code in (("M. Bos", "mentor"), ("K. Kok", "mentor"), ("N. Smit", "smw")):
        store.contacts.save(Contact("", name, (Role(code),)))
    meeting_id = store.meetings.plan(kind_id, DAY)
    for student in ("yara", "davi"):
        store.meetings.add_item(meeting_id, kind=ItemKind.PROGRESS, minutes=10, student_ids=[student])
    at = Sitting(store, meeting_id, later)
    smw = Present("", "SMW (N. Smit)", "smw", at.contact("N. Smit"), joined_at=moment[0])
    store.table.start(meeting_id, [smw, Present("", "SVK", "svk")])
    later(5)
    return at


def agree(sitting: Sitting, text: str, due: date | None = None, words: str = "") -> str:
    """An agreement about Yara from before this meeting."""
    draft = ActionDraft(text, (Doer("SMW", role="smw"),), due=due, due_words=words)
    sitting.later(-21 * 24 * 60)
    made = sitting.store.actions.add(draft, student_ids=["yara"])
    sitting.later(21 * 24 * 60)
    return made


# ---------------------------------------------------------------- kept


@pytest.mark.parametrize(
    "typed,kept",
    [
        ("ouders weten van het verzuim", [("fact", "ouders weten van het verzuim")]),
        ("smw: slaapt slecht", [("voice", "slaapt slecht")]),
        ("! @smw belt", [("decision", "belt"), ("action", "belt")]),
        ("ev: deels, durft weer te presenteren", [("evaluation", "deels, durft weer te presenteren")]),
        ("ev: gedeeltelijk", [("evaluation", "deels, gedeeltelijk")]),
        ("uit: volgen", [("outcome", "volgen")]),
        ("toest: moeder, wijkteam", [("consent", "moeder, wijkteam")]),
        ("+moeder", [("join", "moeder")]),
        ("-smw", [("leave", "SMW (N. Smit)")]),
    ],
)
def test_each_line_says_what_was_typed_once(
    sitting: Sitting, typed: str, kept: list[tuple[str, str]]
) -> None:
    """capture-lines.md: one line, one reading."""
    sitting.type(YARA, typed)
    assert sitting.texts(YARA) == kept


def test_a_kept_line_is_undone_in_one_step_with_its_agreement_and_its_clock(sitting: Sitting) -> None:
    sitting.type(YARA, "! @smw belt >vr")
    assert sitting.undo() == "regel ‘! @smw belt >vr’"
    assert sitting.lines(YARA) == ()
    assert sitting.store.actions.all() == ()
    assert sitting.state(YARA) is ItemState.OPEN


def test_what_was_half_typed_is_forgotten_when_it_is_kept(sitting: Sitting) -> None:
    place = f"line:{sitting.item(YARA)}"
    sitting.store.desk.keep_draft(place, "! stop", 6)
    sitting.type(YARA, "! stoppen")
    assert sitting.store.desk.draft(place) == ("", 0)


def test_nothing_is_added_to_an_adopted_report(sitting: Sitting) -> None:
    for name in (YARA, DAVI):
        sitting.store.table.carry(sitting.item(name))
    sitting.store.table.close(sitting.meeting_id)
    sitting.store.meetings.adopt(sitting.meeting_id)
    with pytest.raises(RuleError, match="correctie"):
        sitting.type(YARA, "nog iets")


# ---------------------------------------------------------------- completing the last agreement


@pytest.mark.parametrize(
    "first,then,raw,who,due",
    [
        ("@smw belt", ">vr", "@smw belt >vr", ["SMW (N. Smit)"], date(2026, 11, 27)),
        ("@smw belt >di", ">vr", "@smw belt >vr", ["SMW (N. Smit)"], date(2026, 11, 27)),
        ("@pietersen belt >di", "@smw", "belt >di @smw", ["SMW (N. Smit)"], date(2026, 12, 1)),
        ("@pietersen: belt ouders >di", "@smw", "belt ouders >di @smw", ["SMW (N. Smit)"], date(2026, 12, 1)),
        ("gesprek >di", "@smw", "gesprek >di @smw", ["SMW (N. Smit)"], date(2026, 12, 1)),
        ("@smw belt >zsm", ">vr", "@smw belt >vr", ["SMW (N. Smit)"], date(2026, 11, 27)),
        ("! wijkteam @smw belt", ">vr", "! wijkteam @smw belt >vr", ["SMW (N. Smit)"], date(2026, 11, 27)),
    ],
)
def test_a_completed_line_reads_as_it_is_kept(
    sitting: Sitting, first: str, then: str, raw: str, who: list[str], due: date
) -> None:
    """product.md §4: `>vr` or `@svk` alone completes the last agreement; ↑ Enter gives back one whole line."""
    capture_id = sitting.type(YARA, first)
    assert sitting.type(YARA, then) == ""
    for _again in range(2):
        (action,) = sitting.store.actions.all()
        assert ([doer.label for doer in action.doers], action.due) == (who, due)
        assert sitting.lines(YARA)[-1].raw == raw
        sitting.correct(YARA, capture_id, raw)


# ---------------------------------------------------------------- corrected


def test_a_corrected_line_keeps_its_time_and_place(sitting: Sitting) -> None:
    """meeting-story.md 13:29: the typo is seen in the kept line."""
    sitting.type(YARA, "eerst")
    capture_id = sitting.type(YARA, "@smw huisbezoke plannen >di")
    sitting.type(YARA, "laatst")
    at = sitting.lines(YARA)[1].at
    sitting.later(3)
    sitting.correct(YARA, capture_id, "! kort traject @smw huisbezoek plannen >di")
    assert sitting.texts(YARA) == [
        ("fact", "eerst"), ("decision", "kort traject"), ("action", "huisbezoek plannen"), ("fact", "laatst"),
    ]  # fmt: skip
    assert sitting.lines(YARA)[2].at == at
    assert [action.text for action in sitting.store.actions.all()] == ["huisbezoek plannen"]


@pytest.mark.parametrize("words", [">vr", "@smw", "/", "!!"])
def test_a_correction_is_always_a_line_of_its_own(sitting: Sitting, words: str) -> None:
    sitting.type(YARA, "@smw belt")
    capture_id = sitting.type(YARA, "iets")
    sitting.correct(YARA, capture_id, words)
    assert sitting.texts(YARA)[-1] == ("fact", words)


def test_a_line_that_is_gone_cannot_be_corrected_or_removed_again(sitting: Sitting) -> None:
    capture_id = sitting.type(YARA, "iets")
    sitting.store.table.remove(capture_id)
    with pytest.raises(RuleError, match="er niet meer"):
        sitting.correct(YARA, capture_id, "anders")
    with pytest.raises(RuleError, match="er niet meer"):
        sitting.store.table.remove(capture_id)


# ---------------------------------------------------------------- last time's agreements


@pytest.mark.parametrize(
    "words,state,due,reason",
    [
        ("=1", ActionState.DONE, date(2026, 11, 20), ""),
        ("=1 x niet meer nodig", ActionState.DROPPED, date(2026, 11, 20), "niet meer nodig"),
        ("=1 >vr", ActionState.OPEN, date(2026, 11, 27), ""),
    ],
)
def test_what_was_said_of_last_times_agreement_is_taken_back_with_its_line(
    sitting: Sitting, words: str, state: ActionState, due: date, reason: str
) -> None:
    """product.md §4: `=1` · `=1 >vr` · `=1 x reden`; x takes the line away with what it did."""
    agreed = agree(sitting, "intake", date(2026, 11, 20), "vr")
    capture_id = sitting.type(YARA, words)
    action = sitting.store.actions.get(agreed)
    assert (action.state, action.due, action.reason) == (state, due, reason)
    sitting.store.table.remove(capture_id)
    action = sitting.store.actions.get(agreed)
    assert (action.state, action.due, action.reason, action.moves) == (
        ActionState.OPEN, date(2026, 11, 20), "", (),
    )  # fmt: skip


def test_of_two_new_dates_the_one_whose_line_goes_is_forgotten(sitting: Sitting) -> None:
    agreed = agree(sitting, "intake", date(2026, 11, 20), "vr")
    first = sitting.type(YARA, "=1 >vr")
    sitting.later(1)
    sitting.type(YARA, "=1 >di")
    sitting.store.table.remove(first)
    action = sitting.store.actions.get(agreed)
    assert action.due == date(2026, 12, 1)
    assert [(move.old, move.new) for move in action.moves] == [(date(2026, 11, 20), date(2026, 12, 1))]


def test_numbers_stay_when_an_agreement_is_done(sitting: Sitting) -> None:
    """product.md §4: its numbers fixed when done ones are not shown."""
    agree(sitting, "een")
    agree(sitting, "twee")
    sitting.type(YARA, "=1")
    numbered = [(n, a.text, a.state) for n, a in sitting.store.table.previous(sitting.item(YARA))]
    assert numbered == [(1, "een", ActionState.DONE), (2, "twee", ActionState.OPEN)]
    sitting.type(YARA, "=2 x verhuisd")
    assert sitting.store.table.previous(sitting.item(YARA))[1][1].state is ActionState.DROPPED


# ---------------------------------------------------------------- moved


def test_a_moved_line_stands_in_the_other_file_with_that_pupils_mentor(sitting: Sitting) -> None:
    """meeting-story.md 13:49: the line about one pupil was typed under another."""
    sitting.type(DAVI, "iets van Davi zelf")
    capture_id = sitting.type(YARA, "@mentor belt ouders >vr")
    at = sitting.lines(YARA)[0].at
    sitting.later(2)
    sitting.move(capture_id, DAVI)
    assert sitting.lines(YARA) == ()
    line = sitting.lines(DAVI)[-1]
    assert (line.text, line.at, line.student_ids, line.capture_id) == (
        "belt ouders",
        at,
        ("davi",),
        capture_id,
    )
    assert line.action and (line.action.who, [s.id for s in line.action.students]) == (
        "mentor (K. Kok)",
        ["davi"],
    )
    assert sitting.undo() == "regel verplaatsen"
    (back,) = sitting.lines(YARA)
    assert back.action and back.action.who == "mentor (M. Bos)"


def test_a_line_about_an_agreement_of_this_pupil_goes_to_nobody_else(sitting: Sitting) -> None:
    agree(sitting, "intake")
    capture_id = sitting.type(YARA, "=1")
    with pytest.raises(RuleError, match="afspraak van vorige keer"):
        sitting.move(capture_id, DAVI)
    assert len(sitting.lines(YARA)) == 1


# ---------------------------------------------------------------- clocks


def test_time_goes_to_the_item_with_the_last_line_and_pause_to_nobody(sitting: Sitting) -> None:
    """product.md §4: looking at another item does not start its clock; its first line does."""
    sitting.store.table.go_to(sitting.item(YARA))
    sitting.later(2)
    assert (sitting.used("Opening"), sitting.used(YARA)) == (7, 0)
    sitting.type(YARA, "eerste regel")
    sitting.later(8)
    sitting.type(DAVI, "eerste regel")
    sitting.later(3)
    sitting.store.table.pause(sitting.meeting_id)
    sitting.later(20)
    assert [sitting.used(name) for name in ("Opening", YARA, DAVI)] == [7, 8, 3]
    assert sitting.state(YARA) is ItemState.DISCUSSED


@pytest.mark.parametrize("name,used", [(DAVI, [0, 6]), (YARA, [4, 2])])
def test_a_line_ends_the_pause(sitting: Sitting, name: str, used: list[int]) -> None:
    sitting.type(DAVI, "voor de pauze")
    sitting.later(2)
    sitting.store.table.pause(sitting.meeting_id)
    sitting.later(20)
    sitting.type(name, "na de pauze")
    sitting.later(4)
    assert [sitting.used(YARA), sitting.used(DAVI)] == used
    assert sitting.meeting.state == "bezig"


def test_an_item_that_is_put_off_takes_no_more_time_and_can_come_back(sitting: Sitting) -> None:
    sitting.type(YARA, "begonnen")
    sitting.later(4)
    sitting.store.table.carry(sitting.item(YARA), date(2026, 12, 16))
    sitting.later(10)
    assert (sitting.used(YARA), sitting.state(YARA)) == (4, ItemState.CARRIED)
    sitting.store.table.take_up(sitting.item(YARA))
    assert sitting.state(YARA) is ItemState.DISCUSSED
    sitting.store.table.drop(sitting.item(DAVI))
    sitting.store.table.take_up(sitting.item(DAVI))
    assert sitting.state(DAVI) is ItemState.OPEN


# ---------------------------------------------------------------- who is there


def presence(sitting: Sitting) -> dict[str, str]:
    """Each person: `13:05–13:10`, `13:05–`, or empty when he is only expected."""
    return {
        p.label: f"{p.joined_at:%H:%M}–{f'{p.left_at:%H:%M}' if p.left_at else ''}" if p.joined_at else ""
        for p in sitting.meeting.present
    }


def test_coming_and_going_is_a_line_and_a_time(sitting: Sitting) -> None:
    """product.md §4: `+lpa` `+moeder` · `-svk`."""
    sitting.type(YARA, "+moeder")
    sitting.later(9)
    sitting.type(YARA, "-smw")
    sitting.type(YARA, "+SVK")
    assert presence(sitting) == {"SMW (N. Smit)": "13:00–13:14", "SVK": "13:14–", "moeder": "13:05–"}
    assert [line.kind for line in sitting.lines(YARA)] == ["join", "leave", "join"]


@pytest.mark.parametrize("words", ["+moeder", "+SVK", "-smw", "+Joris Dam"])
def test_without_the_line_nobody_came_or_left(sitting: Sitting, words: str) -> None:
    before = presence(sitting)
    sitting.later(1)
    capture_id = sitting.type(YARA, words)
    assert presence(sitting) != before
    sitting.store.table.remove(capture_id)
    assert {label: when for label, when in presence(sitting).items() if when} == {
        label: when for label, when in before.items() if when
    }


def test_a_corrected_name_came_at_the_same_time(sitting: Sitting) -> None:
    capture_id = sitting.type(YARA, "+Joris Dam")
    sitting.later(6)
    sitting.correct(YARA, capture_id, "+Joris Damen")
    assert presence(sitting)["Joris Damen"] == "13:05–"
    assert "Joris Dam" not in presence(sitting)


def test_a_seat_that_waits_for_a_role_is_taken_by_whoever_has_it(sitting: Sitting) -> None:
    svk = Present(
        "", "SVK (L. Vos)", "svk", sitting.store.contacts.save(Contact("", "L. Vos", (Role("svk"),)))
    )
    sitting.store.table.presence(sitting.meeting_id, svk, here=True)
    assert presence(sitting) == {"SMW (N. Smit)": "13:00–", "SVK (L. Vos)": "13:05–"}
    sitting.store.table.presence(sitting.meeting_id, svk, here=True)
    assert len(presence(sitting)) == 2


def test_only_one_meeting_runs_at_a_time(sitting: Sitting) -> None:
    other = sitting.store.meetings.plan(sitting.store.school.kinds()[0].id, DAY)
    with pytest.raises(RuleError, match="loopt al"):
        sitting.store.table.start(other, [])
    with pytest.raises(NotFound):
        sitting.store.table.go_to("onbekend")
