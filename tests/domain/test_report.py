"""What a report makes of kept lines: who reads them, who was there, and what became of agreements (domain.md §4)."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from sotdesk.domain.actions import Action, Doer, Move
from sotdesk.domain.meetings import (
    Item,
    ItemKind,
    ItemState,
    Line,
    Meeting,
    MeetingKind,
    MeetingState,
    Present,
)
from sotdesk.domain.report import Attendee, Material, MinutesItem, compose, readable
from sotdesk.domain.report_agreements import agreed, settled
from sotdesk.domain.report_presence import there_at, there_in_all

DAY = date(2026, 11, 25)
KIND = MeetingKind("k", "SOT intern", "SOT")


def moment(at: str, day: date = DAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(at))


def line(
    kind: str = "fact", text: str = "x", audience: str = "sot", raw: str = "", action: Action | None = None,
    voice: str = "",
) -> Line:  # fmt: skip
    return Line("l", "i", kind, text, audience, moment("13:10"), raw=raw or text, voice=voice, action=action)


def action(**values: object) -> Action:
    return Action(**{"id": "a", "text": "bellen", "doers": (Doer("SMW", "c"),), **values})  # type: ignore[arg-type]


READERS = [
    (line(), True, True),
    (line(audience="restricted", raw="( x"), False, True),
    (line(audience="own", raw="(( x"), False, False),
    (line("open", audience="own", raw="? x"), False, True),
    (line("open", audience="own", raw="((? x"), False, False),
    (line("open", audience="own", raw=" ((? x"), False, False),
    (line("action", action=action(audience="restricted")), False, True),
    (line("action", action=action(audience="own")), False, False),
    (line("agreed", raw="=1", action=action(audience="own")), False, False),
    (line("agreed", raw="=1", action=action()), True, True),
]


@pytest.mark.parametrize(("kept", "shared", "own"), READERS)
def test_which_report_holds_a_line(kept: Line, shared: bool, own: bool) -> None:
    assert (readable(kept, own=False), readable(kept, own=True)) == (shared, own)


def person(label: str, came: str = "", left: str = "", item: str = "") -> Present:
    return Present(
        f"{label}:{came}", label, joined_at=moment(came) if came else None,
        left_at=moment(left) if left else None, item_id=item, guest=bool(item),
    )  # fmt: skip


PEOPLE = (
    person("team", "13:00"), person("gast", "13:15", "13:24", "i"), person("laat", "13:20"),
    person("weg", "13:00", "13:10"), person("kwam niet"), person("andere gast", "13:05", "13:50", "j"),
    person("heen en weer", "13:00", "13:08"), person("heen en weer", "13:25"),
)  # fmt: skip
WHEN = [
    ([("13:10", "13:24")], ["team", "gast 13:15–", "laat 13:20–"]),
    ([("13:24", "13:40")], ["team", "laat", "heen en weer"]),
    ([("13:00", "13:10")], ["team", "weg", "heen en weer –13:08"]),
    (
        [("13:05", "13:12"), ("13:22", "13:30")],
        ["team", "gast 13:22–13:24", "laat 13:22–", "weg –13:10", "heen en weer –13:08 13:25–"],
    ),
    ([("13:05", "13:08"), ("13:25", "13:30")], ["team", "laat 13:25–", "weg –13:08", "heen en weer"]),
    ([("13:16", "13:16")], ["team", "gast"]),
    ([], []),
]


@pytest.mark.parametrize(("stretches", "expected"), WHEN)
def test_who_was_there(stretches: list[tuple[str, str]], expected: list[str]) -> None:
    """Story: the second part of Yara's item does not name her mother; a guest stands at one point only."""
    times = [(moment(begin), moment(end)) for begin, end in stretches]
    found = there_at(PEOPLE, "i", times, moment("14:00"))
    assert [_shown(one) for one in found] == expected


def _shown(one: Attendee) -> str:
    spans = ["–".join(f"{at:%H:%M}" if at else "" for at in span) for span in one.spans]
    return " ".join([one.who.text, *spans])


def test_a_running_stretch_goes_on_until_now() -> None:
    assert [a.who.text for a in there_at(PEOPLE, "i", [(moment("13:30"), None)], moment("13:45"))] == [
        "team", "laat", "heen en weer",
    ]  # fmt: skip


def test_the_head_of_the_report_names_who_came_back_once_and_no_guest() -> None:
    meeting = Meeting("m", KIND, DAY, time(13), 90, started_at=moment("13:00"), present=PEOPLE)
    shown = [_shown(one) for one in there_in_all(meeting, moment("14:00"))]
    assert shown == ["team", "laat 13:20–", "weg –13:10", "heen en weer –13:08 13:25–"]


MOVED = action(
    due=date(2026, 12, 16),
    moves=(
        Move(moment("09:00", date(2026, 11, 1)), date(2026, 11, 13), date(2026, 11, 20), "vr"),
        Move(moment("13:10"), date(2026, 11, 20), date(2026, 12, 1), "di"),
        Move(moment("09:00", date(2026, 12, 1)), date(2026, 12, 1), date(2026, 12, 16), "wo 16 dec"),
    ),
)
OUTCOMES = [
    ("=1", "gedaan"),
    ("=1 x niet meer nodig", "vervallen"),
    ("=1 >di", "verzet van vr 20 nov naar di 1 dec"),
]


@pytest.mark.parametrize(("raw", "outcome"), OUTCOMES)
def test_what_became_of_an_earlier_agreement(raw: str, outcome: str) -> None:
    assert settled(line("agreed", "", raw=raw, action=MOVED), DAY).outcome == outcome


WHENS = [
    ({"due": date(2026, 12, 1), "due_words": "di"}, "di 1 dec"),
    ({"due": date(2026, 12, 1), "due_time": time(10, 30)}, "di 1 dec 10:30"),
    ({"due": date(2027, 1, 4), "due_words": "na de kerst"}, "ma 4 jan (na de kerst)"),
    ({"due": date(2026, 12, 9), "due_words": "over 2 weken"}, "wo 9 dec"),
    ({"due_words": "zsm"}, "nog te bepalen (zsm)"),
    ({}, "nog te bepalen"),
    ({"ongoing": True, "due_words": "wekelijks"}, "doorlopend"),
    ({"due": date(2028, 1, 5)}, "wo 5 jan 2028"),
]


@pytest.mark.parametrize(("values", "expected"), WHENS)
def test_when(values: dict[str, object], expected: str) -> None:
    assert agreed(line("action", action=action(**values)), DAY, None).when.text == expected


def test_a_date_as_it_was_when_the_meeting_closed() -> None:
    assert agreed(line("action", action=MOVED), DAY, moment("14:20")).when.text == "di 1 dec"
    assert agreed(line("action", action=MOVED), DAY, None).when.text == "wo 16 dec"


def test_nobody_named_yet() -> None:
    assert agreed(line("action", action=action(doers=())), DAY, None).who.text == "nog te bepalen"


def composed(*lines: Line) -> MinutesItem:
    item = Item("i", "m", 0, ItemKind.NEW, "Opening", 5, state=ItemState.DISCUSSED)
    meeting = Meeting(
        "m", KIND, DAY, time(13), 90, state=MeetingState.CONCEPT, closed_at=moment("14:00"), items=(item,)
    )
    return compose(Material(meeting, lines, "", moment("15:00"))).items[0]


SAID = [
    ("evaluation", "deels, deels, durft weer", "deels, durft weer"),
    ("evaluation", "behaald", "behaald"),
    ("outcome", "volgen, volgen tot kerst", "volgen tot kerst"),
    ("fact", "ja, ja, dat klopt", "ja, ja, dat klopt"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), SAID)
def test_a_list_word_is_said_once(kind: str, text: str, expected: str) -> None:
    item = composed(line(kind, text))
    assert [p.text for p in (*item.evaluations, *item.outcomes, *item.facts)] == [expected]


def test_for_whom_consent_is() -> None:
    """A refusal names nobody: it stands as it was typed."""
    given = replace(line("consent", "moeder, wijkteam", voice="moeder"), word="wijkteam (R. Blom)")
    (consent,) = composed(given).consents
    assert (consent.who, consent.text) == ("moeder", "voor wijkteam (R. Blom)")
    (refused,) = composed(line("consent", "moeder, niet aan wijkteam", voice="moeder")).consents
    assert refused.text == "moeder, niet aan wijkteam"


def test_without_a_clock_the_times_of_the_lines_tell_who_was_there() -> None:
    item = Item("i", "m", 0, ItemKind.NEW, "Opening", 5, state=ItemState.DISCUSSED)
    meeting = Meeting("m", KIND, DAY, time(13), 90, state=MeetingState.CONCEPT, items=(item,), present=PEOPLE)
    (found,) = compose(Material(meeting, [line()], "", moment("15:00"))).items
    assert [a.who.text for a in found.present] == ["team", "weg"]
