"""Closing a meeting (product.md §4, afronden; issue point 8): what is open, what is missing, what is read aloud."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from sotdesk.domain.actions import Action, ActionState, Doer, Move
from sotdesk.domain.closing import Lack, became, carried_items, discussed, missing, open_items, read_back
from sotdesk.domain.meetings import Correction, Item, ItemKind, ItemState, Line, Meeting, MeetingKind
from sotdesk.domain.students import Student

AT = datetime(2026, 11, 25, 13, 24)  # noqa: DTZ001
DAY = AT.date()
YARA = Student("yara", "1", "Yara", "", "Achterberg", "2H1")
NOOR = Student("noor", "", "Noor", "", "", "3M2", provisional=True)
MENTOR = Doer("mentor (M. Bos)", "m")


def item(key: str, state: ItemState, *students: Student, fixed: bool = False) -> Item:
    return Item(key, "m", 0, ItemKind.NEW, key, 10, students, fixed=fixed, state=state)


def meeting(*items: Item) -> Meeting:
    return Meeting("m", MeetingKind("k", "SOT", "SOT"), DAY, time(13), 90, items=items)


def line(
    kind: str, text: str = "", *, item_id: str = "a", audience: str = "sot", action: Action | None = None
) -> Line:
    return Line(f"{kind}-{text}", item_id, kind, text, audience, AT, action=action)


def agreement(*doers: Doer, **fields: object) -> Action:
    return Action("a1", "belt ouders", doers, **fields)  # type: ignore[arg-type]


DISCUSSED = item("a", ItemState.DISCUSSED, YARA)


def test_open_carried_and_discussed_items() -> None:
    all_items = (
        item("opening", ItemState.OPEN, fixed=True), item("a", ItemState.DISCUSSED), item("b", ItemState.OPEN),
        item("c", ItemState.CARRIED), item("d", ItemState.DROPPED), item("e", ItemState.BUSY),
        item("f", ItemState.DISCUSSED, fixed=True),
    )  # fmt: skip
    found = meeting(*all_items)
    assert [i.id for i in open_items(found)] == ["b"]
    assert [i.id for i in carried_items(found)] == ["c"]
    assert [i.id for i in discussed(found)] == ["a", "e"]


@pytest.mark.parametrize(
    ("action", "lack", "question"),
    [
        (agreement(Doer("Pietersen"), due=DAY), Lack.WHO, "Pietersen: wie is dit?"),
        (agreement(due=DAY), Lack.NOBODY, "wie doet dit? belt ouders"),
        (agreement(MENTOR, due_words="z.s.m."), Lack.WHEN, "datum voor ‘z.s.m.’: belt ouders"),
        (agreement(MENTOR), Lack.WHEN, "wanneer? belt ouders"),
        (agreement(MENTOR, ongoing=True), Lack.WHEN, "wanneer? belt ouders"),
    ],
)
def test_what_an_agreement_lacks(action: Action, lack: Lack, question: str) -> None:
    (found,) = missing(meeting(DISCUSSED), [line("action", action.text, action=action)])
    assert (found.lack, found.question) == (lack, question)


@pytest.mark.parametrize(
    "action",
    [
        agreement(MENTOR, due=DAY),
        agreement(MENTOR, ongoing=True, evaluate=DAY),
        agreement(Doer("Pietersen"), state=ActionState.DROPPED),
    ],
)
def test_what_lacks_nothing(action: Action) -> None:
    assert missing(meeting(DISCUSSED), [line("action", action.text, action=action)]) == ()


@pytest.mark.parametrize(
    ("kind", "lacks"),
    [("fact", True), ("voice", True), ("open", True), ("decision", False), ("advice", False), ("outcome", False),
     ("evaluation", False), ("agreed", False)],
)  # fmt: skip
def test_an_item_must_lead_to_something(kind: str, lacks: bool) -> None:
    found = missing(meeting(DISCUSSED), [line(kind, "x")])
    assert [m.lack for m in found] == ([Lack.RESULT] if lacks else [])


def test_what_was_not_discussed_asks_nothing_and_fixed_items_neither() -> None:
    items = (item("a", ItemState.CARRIED, YARA), item("b", ItemState.DROPPED, NOOR),
             item("c", ItemState.DISCUSSED, fixed=True))  # fmt: skip
    assert missing(meeting(*items), []) == ()


def test_a_provisional_pupil_lacks_his_number() -> None:
    found = missing(meeting(item("a", ItemState.CARRIED, NOOR)), [])
    assert [(m.lack, m.student_id) for m in found] == [(Lack.NUMBER, "noor")]


def test_two_new_names_have_their_own_keys() -> None:
    found = missing(
        meeting(DISCUSSED), [line("action", action=agreement(Doer("Pietersen"), Doer("Jansen"), due=DAY))]
    )
    assert len({m.key for m in found}) == 2


def test_read_aloud_never_holds_a_restricted_line() -> None:
    lines = [
        line("fact", "feit"), line("action", "belt ouders", action=agreement(MENTOR)),
        line("decision", "aanmelden wijkteam"), line("decision", "besloten", audience="restricted"),
        line("advice", "alleen ik", audience="own"), line("outcome", "volgen"),
        line("agreed", "gedaan", action=agreement(MENTOR, audience="restricted")),
    ]  # fmt: skip
    (found,) = read_back(meeting(DISCUSSED), lines)
    assert [(t.kind, t.text) for t in found.told] == [
        ("decision", "aanmelden wijkteam"), ("action", "belt ouders"), ("outcome", "volgen")]  # fmt: skip


def test_a_correction_is_read_with_its_item() -> None:
    correction = Correction("c", "m", "a", "het was vader", date(2026, 12, 16))
    (found,) = read_back(meeting(DISCUSSED, item("b", ItemState.CARRIED)), [], [correction])
    assert [t.correction for t in found.told] == [correction]


def test_what_became_of_an_agreement_is_what_was_said_that_day() -> None:
    later = date(2026, 12, 16)
    moved = agreement(MENTOR, due=later, moves=(Move(AT, DAY, later),))
    assert became(moved, DAY) == (None, later)
    done_since = agreement(MENTOR, state=ActionState.DONE, settled_on=later, moves=(Move(AT, DAY, later),))
    assert became(done_since, DAY) == (None, later)
    assert became(done_since, later) == (ActionState.DONE, None)


@pytest.mark.parametrize("audience", ["restricted", "own"])
def test_what_a_restricted_agreement_lacks_is_asked_without_its_words(audience: str) -> None:
    action = agreement(Doer("Pietersen"), audience=audience)
    found = missing(meeting(DISCUSSED), [line("action", action.text, audience=audience, action=action)])
    assert [m.question for m in found] == ["besloten afspraak: wie doet dit?", "besloten afspraak: wanneer?"]


def test_the_parts_of_a_talk_are_one_and_a_line_about_both_pupils_counts_for_both() -> None:
    part = replace(item("a2", ItemState.DISCUSSED, YARA), part_of="a")
    idle = replace(item("a3", ItemState.OPEN, YARA), part_of="a")
    other = item("n", ItemState.DISCUSSED, NOOR)
    found = meeting(DISCUSSED, part, idle, other)
    lines = [line("decision", "stoppen", item_id="a2"), line("fact", "moe", item_id="a")]
    lines.append(replace(line("advice", "vaste plek", item_id="a"), also=(NOOR,)))
    assert [i.id for i in discussed(found)] == ["a", "n"]
    assert open_items(found) == ()
    assert [m.lack for m in missing(found, lines)] == [Lack.NUMBER]
    assert [(b.item.id, [t.text for t in b.told]) for b in read_back(found, lines)] == [
        ("a", ["stoppen", "vaste plek"]), ("n", []),
    ]  # fmt: skip
