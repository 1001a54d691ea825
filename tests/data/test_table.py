"""At the table, in a real encrypted file: lines kept, corrected, moved, removed; clocks."""

from datetime import date

import pytest
from tests.data.sitting import DAVI, DAY, YARA, Sitting

from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.meetings import ItemState


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
        ("* vaste plek", [("advice", "vaste plek")]),
        ("? welke arts", [("open", "welke arts")]),
        ("! stoppen", [("decision", "stoppen")]),
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
    """capture-lines.md: one line, one reading; what keeping gives is what stands in the file."""
    given = sitting.store.table.keep(sitting.item(YARA), sitting.reading(YARA, typed))
    assert sitting.texts(YARA) == kept
    assert given == sitting.lines(YARA)


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


def test_only_one_meeting_runs_at_a_time(sitting: Sitting) -> None:
    other = sitting.store.meetings.plan(sitting.store.school.kinds()[0].id, DAY)
    with pytest.raises(RuleError, match="loopt al"):
        sitting.store.table.start(other, [])
    with pytest.raises(NotFound):
        sitting.store.table.go_to("onbekend")
