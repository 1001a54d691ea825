"""Who comes and goes, in a real encrypted file: with times, as lines that can be corrected; guests at one item."""

from datetime import date

import pytest
from tests.data.sitting import DAVI, YARA, Sitting

from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.errors import RuleError
from sotdesk.domain.guests import GuestView
from sotdesk.domain.meetings import Present


def presence(sitting: Sitting) -> dict[str, str]:
    """Each person: `13:05–13:10`, `13:05–`, or empty when he is only expected."""
    return {
        p.label: f"{p.joined_at:%H:%M}–{f'{p.left_at:%H:%M}' if p.left_at else ''}" if p.joined_at else ""
        for p in sitting.meeting.present
    }


def guests(sitting: Sitting) -> list[tuple[str, str]]:
    """The guests who are here now, and at whose item."""
    names = {sitting.item(name): name for name in (YARA, DAVI)}
    return [(p.label, names[p.item_id]) for p in sitting.meeting.present if p.guest and p.here]


def test_coming_and_going_is_a_line_and_a_time(sitting: Sitting) -> None:
    """product.md §4: `+lpa` `+moeder` · `-svk`."""
    sitting.type(YARA, "+moeder")
    sitting.later(9)
    sitting.type(YARA, "-smw")
    sitting.type(YARA, "+SVK")
    assert presence(sitting) == {"SMW (N. Smit)": "13:00–13:14", "SVK": "13:14–", "moeder": "13:05–"}
    assert [line.kind for line in sitting.lines(YARA)] == ["join", "leave", "join"]
    assert guests(sitting) == [("moeder", YARA)]


@pytest.mark.parametrize("words", ["+moeder", "+SVK", "-smw", "+Joris Dam"])
def test_without_the_line_nobody_came_or_left(sitting: Sitting, words: str) -> None:
    before = sitting.meeting.present
    sitting.later(1)
    capture_id = sitting.type(YARA, words)
    assert sitting.meeting.present != before
    sitting.store.table.remove(capture_id)
    assert sitting.meeting.present == before
    sitting.undo()
    sitting.undo()
    assert sitting.meeting.present == before


def test_taking_a_line_back_touches_nobody_else(sitting: Sitting) -> None:
    """The clock stands still: both lines have the same moment."""
    first = sitting.type(YARA, "+moeder")
    sitting.type(YARA, "+vader")
    sitting.type(YARA, "-smw")
    sitting.store.table.remove(first)
    assert presence(sitting) == {"SMW (N. Smit)": "13:00–13:05", "SVK": "", "vader": "13:05–"}


def test_a_corrected_name_came_at_the_same_time_and_left_when_he_left(sitting: Sitting) -> None:
    capture_id = sitting.type(YARA, "+Joris Dam")
    sitting.later(6)
    sitting.correct(YARA, capture_id, "+Joris Damen")
    assert presence(sitting)["Joris Damen"] == "13:05–"
    assert "Joris Dam" not in presence(sitting)
    sitting.type(YARA, "-joris damen")
    sitting.later(6)
    sitting.correct(YARA, capture_id, "+Joris Daalen")
    assert presence(sitting)["Joris Daalen"] == "13:05–13:11"


def test_a_seat_that_waits_for_a_role_is_taken_by_whoever_has_it(sitting: Sitting) -> None:
    svk = Present(
        "", "SVK (L. Vos)", "svk", sitting.store.contacts.save(Contact("", "L. Vos", (Role("svk"),)))
    )
    sitting.store.table.presence(sitting.meeting_id, svk, here=True)
    assert presence(sitting) == {"SMW (N. Smit)": "13:00–", "SVK (L. Vos)": "13:05–"}
    sitting.store.table.presence(sitting.meeting_id, svk, here=True)
    assert len(presence(sitting)) == 2


def test_a_seat_waits_again_when_the_wrong_person_took_it(sitting: Sitting) -> None:
    sitting.store.contacts.save(Contact("", "L. Vos", (Role("svk"),)))
    before = sitting.meeting.present
    capture_id = sitting.type(YARA, "+svk")
    assert presence(sitting)["SVK (L. Vos)"] == "13:05–"
    sitting.correct(YARA, capture_id, "de svk komt later")
    assert sitting.meeting.present == before


def test_that_someone_left_is_corrected_without_change_to_the_same_words(sitting: Sitting) -> None:
    """↑ Enter Enter: who left by this line counts as present while it is corrected."""
    sitting.later(1)
    capture_id = sitting.type(YARA, "-smw")
    before = sitting.meeting.present
    sitting.later(5)
    sitting.correct(YARA, capture_id, "-smw")
    assert sitting.meeting.present == before
    sitting.correct(YARA, capture_id, "smw belt even")
    assert presence(sitting)["SMW (N. Smit)"] == "13:00–"


def test_who_comes_back_has_two_stays(sitting: Sitting) -> None:
    sitting.type(YARA, "-smw")
    sitting.later(5)
    back = sitting.type(YARA, "+smw")
    stays = [p for p in sitting.meeting.present if p.role == "smw"]
    assert [p.here for p in stays] == [False, True]
    sitting.store.table.remove(back)
    assert presence(sitting)["SMW (N. Smit)"] == "13:00–13:05"


# ---------------------------------------------------------------- guests


def test_a_guest_leaves_when_the_clock_goes_to_another_item(sitting: Sitting) -> None:
    """product.md §4; story 13:15-13:24. Looking at another item is not enough, its first line is."""
    sitting.type(YARA, "+moeder")
    sitting.store.table.go_to(sitting.item(DAVI))
    sitting.store.table.pause(sitting.meeting_id)
    sitting.later(4)
    assert guests(sitting) == [("moeder", YARA)]
    sitting.type(DAVI, "eerste regel")
    assert presence(sitting)["moeder"] == "13:05–13:09"
    assert not GuestView.of(sitting.meeting).on
    assert sitting.undo() == "regel ‘eerste regel’"
    assert guests(sitting) == [("moeder", YARA)]


@pytest.mark.parametrize("how", ["carry", "drop", "close"])
def test_a_guest_leaves_with_the_item(sitting: Sitting, how: str) -> None:
    sitting.type(YARA, "+moeder")
    sitting.later(3)
    if how == "close":
        sitting.store.table.carry(sitting.item(DAVI))
        sitting.store.table.close(sitting.meeting_id)
    else:
        getattr(sitting.store.table, how)(sitting.item(YARA))
    assert presence(sitting)["moeder"] == "13:05–13:08"
    if how == "close":
        sitting.store.table.reopen(sitting.meeting_id)
        assert presence(sitting) == {"SMW (N. Smit)": "13:00–", "SVK": "", "moeder": "13:05–13:08"}


def test_a_guest_leaves_at_his_own_item_wherever_it_is_typed(sitting: Sitting) -> None:
    """That she left stands in her child's file, never in the file of the pupil who is looked at."""
    sitting.type(YARA, "+moeder")
    sitting.later(3)
    sitting.store.table.keep(sitting.item(DAVI), sitting.reading(DAVI, "-moeder"))
    assert sitting.texts(YARA) == [("join", "moeder"), ("leave", "moeder")]
    assert sitting.texts(DAVI) == []
    assert presence(sitting)["moeder"] == "13:05–13:08"
    assert sitting.state(DAVI) == "open"


def test_two_pupils_with_a_mother_have_two_guests(sitting: Sitting) -> None:
    sitting.type(YARA, "+moeder")
    sitting.later(3)
    sitting.type(DAVI, "+moeder")
    stays = [(p.item_id, p.here) for p in sitting.meeting.present if p.label == "moeder"]
    assert stays == [(sitting.item(YARA), False), (sitting.item(DAVI), True)]


def test_a_guest_put_right_afterwards_was_there_until_the_clock_went_on(sitting: Sitting) -> None:
    """The line was text first; it is made `+moeder` when the talk is already about Davi."""
    capture_id = sitting.type(YARA, "moeder erbij")
    sitting.later(4)
    sitting.type(DAVI, "eerste regel")
    sitting.later(2)
    sitting.correct(YARA, capture_id, "+moeder")
    assert presence(sitting)["moeder"] == "13:05–13:09"
    assert guests(sitting) == []
    left = sitting.type(YARA, "nu weer over Yara")
    sitting.store.table.remove(left)
    assert presence(sitting)["moeder"] == "13:05–13:09"


def test_that_a_guest_left_earlier_can_be_taken_back(sitting: Sitting) -> None:
    sitting.type(YARA, "+moeder")
    sitting.later(2)
    capture_id = sitting.type(YARA, "moeder gaat weg")
    sitting.later(2)
    sitting.type(DAVI, "eerste regel")
    sitting.correct(YARA, capture_id, "-moeder")
    assert presence(sitting)["moeder"] == "13:05–13:07"
    sitting.correct(YARA, capture_id, "moeder gaat weg")
    assert presence(sitting)["moeder"] == "13:05–13:09"


def test_a_guests_line_does_not_go_to_another_pupil(sitting: Sitting) -> None:
    capture_id = sitting.type(YARA, "+moeder")
    with pytest.raises(RuleError, match="gast hoort bij dit punt"):
        sitting.move(capture_id, DAVI)
    assert sitting.texts(YARA) == [("join", "moeder")]


def test_a_parent_ticked_at_the_start_is_a_guest(sitting: Sitting) -> None:
    store = sitting.store
    for name in (YARA, DAVI):
        store.table.carry(sitting.item(name))
    store.table.close(sitting.meeting_id)
    meeting_id = store.meetings.plan(store.school.kinds()[0].id, date(2026, 12, 16))
    now = store.clock.now()
    store.table.start(
        meeting_id, [Present("", "ouders", "ouders", joined_at=now), Present("", "SMW", "smw", joined_at=now)]
    )
    held = store.meetings.get(meeting_id)
    assert [(p.label, p.guest, p.item_id == held.items[0].id) for p in held.present] == [
        ("ouders", True, True),
        ("SMW", False, False),
    ]


def test_undo_does_not_say_the_words_of_a_restricted_line(sitting: Sitting) -> None:
    sitting.type(YARA, "( moeder is ziek")
    assert sitting.undo() == "besloten regel"


def test_the_report_tells_of_a_guest_at_one_point_only(sitting: Sitting) -> None:
    """Story: the report lists who was there for each pupil with times."""
    sitting.type(YARA, "+moeder")
    sitting.later(9)
    sitting.type(YARA, "-moeder")
    sitting.later(6)
    sitting.type(DAVI, "eerste regel")
    sitting.later(5)
    sitting.store.table.close(sitting.meeting_id)
    minutes = sitting.store.report.minutes(sitting.meeting_id)
    there = {
        naming: [
            (a.who.text, [f"{b and f'{b:%H:%M}'}-{e and f'{e:%H:%M}'}" for b, e in a.spans]) for a in people
        ]
        for naming, people in [
            ("all", minutes.present),
            *((i.subjects[0].student.id, i.present) for i in minutes.items[1:3]),
        ]
    }
    assert there == {
        "all": [("SMW (N. Smit)", [])],
        "yara": [("SMW (N. Smit)", []), ("moeder", ["None-13:14"])],
        "davi": [("SMW (N. Smit)", [])],
    }
