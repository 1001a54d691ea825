"""The fictional school's year of meetings: every typed line reads, every agreement comes back (issue, point 12).

Only the data files and the grammar are met here; the loader's own tests put the lines through the store.
"""

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
from tests.data.demo_content import (
    AGREEMENT,
    CASE,
    CASES,
    CONTACT,
    FORBIDDEN,
    MEETING,
    MEETINGS,
    PAST,
    SCHOOL,
    SETTLED,
    SIGNALS,
    VOICE,
    WHEN,
    items,
    prose,
    sentences,
    typed,
)

from sotdesk.domain.calendar import SchoolCalendar, shipped_holidays
from sotdesk.domain.capture import Kind, Person, Piece, Table, read
from sotdesk.domain.contacts import role_kinds
from sotdesk.domain.dates import Frame
from sotdesk.domain.meetings import ItemKind

# The meetings


def test_a_year_of_meetings_and_todays() -> None:
    assert sorted(MEETING) == list(range(-14, 1))
    for slot, item in items():
        assert item["kind"] in list(ItemKind)
        assert bool(item["kind"]) == bool(item.get("cases")) != bool(item.get("title"))
        assert all(key in CASE for key in item.get("cases", []))
        people = [*MEETING[slot]["present"], *item.get("joined", []), *item.get("invited", [])]
        assert all(key in CONTACT for key in people)
    for slot in PAST:
        assert {"oco", "smit", "psycholoog"} <= set(MEETING[slot]["present"])
        assert sum(item["minutes"] for item in MEETING[slot]["items"]) <= 90
        assert 40 <= sum(item["used"] for item in MEETING[slot]["items"]) <= 90


def test_who_speaks_for_the_team_was_at_the_table() -> None:
    for slot, item, line in typed():
        voice = VOICE.match(line)
        if voice and voice[1] in {"smw", "svk", "psycholoog", "rt", "lb"}:
            here = [CONTACT[key] for key in (*MEETING[slot]["present"], *item.get("joined", []))]
            assert any(role["code"] == voice[1] for c in here for role in c["roles"]), (slot, line)


def test_today_is_the_meeting_of_the_story() -> None:
    """Eight pupils in seven items, 75 minutes beside the opening's five; nothing typed yet."""
    today = MEETING[0]["items"]
    assert [(*item["cases"], item["kind"], item["minutes"]) for item in today] == [
        ("sem", "evaluatie", 10),
        ("yara", "voortgang", 10),
        ("lina", "sami", "voortgang", 15),
        ("davi", "nieuw", 20),
        ("ilias", "voortgang", 10),
        ("fenna", "volgen", 5),
        ("kees", "evaluatie", 5),
    ]
    assert not any("lines" in item for item in today)
    assert sum(not item["request"] for item in today) == 1


def test_what_is_put_off_comes_back_at_the_next_meeting() -> None:
    carried = [(slot, tuple(item["cases"])) for slot, item in items() if item.get("carried")]
    assert {("omar",), ("nina",), ("delano",)} == {cases for _, cases in carried}
    for slot, cases in carried:
        assert slot == -1 or cases in {tuple(i.get("cases", ())) for _, i in items([slot + 1])}
    assert [slot for slot, cases in carried if cases == ("omar",)] == [-2, -1]
    assert all(not i.get("lines") and not i["used"] for _, i in items() if i.get("carried"))


def test_discussed_items_hold_three_lines_or_more() -> None:
    for slot, item in items(PAST):
        if not item.get("carried"):
            own = [line for line in item["lines"] if not SETTLED.fullmatch(line)]
            assert 3 <= len(own) <= 8, (slot, item.get("cases"))


# The lines


def test_at_least_250_lines_and_no_two_sentences_alike() -> None:
    lines = [line for *_, line in typed() if not SETTLED.fullmatch(line)]
    assert len(set(map(str.casefold, lines))) == len(lines) >= 250
    assert [text for text, times in Counter(sentences()).items() if times > 1] == []


def test_facts_not_judgements() -> None:
    assert [text for text in prose((CASES, SIGNALS, MEETINGS)) if FORBIDDEN.search(text)] == []


def test_lines_are_of_the_kinds_that_the_grammar_has() -> None:
    """product.md §4: a sign only where it means something; no `+`, `-`, `/`, `&` and no `!!`."""
    names = {name for kind in role_kinds().values() for name in (kind.code, kind.name, *kind.aliases)}
    for *_, line in typed():
        body = line.lstrip("(").lstrip()
        assert not re.match(r"[+\-/]|!!", body), line
        assert " &" not in line and (line[0] == "=") == bool(SETTLED.fullmatch(line)), line
        assert "@" in line or not re.search(r"\s[>#]", line) or line[0] == "=", line
        voice = VOICE.match(body)
        assert not voice or voice[1] in names, line
        assert body[0] not in "!*?" or body[1] == " ", line


def test_agreements_say_who_what_and_a_day_that_reads_all_year() -> None:
    roles = {name for kind in role_kinds().values() for name in (kind.code, kind.name, *kind.aliases)} | {
        "ik"
    }
    people = {contact["name"] for contact in SCHOOL["contact"]}
    for *_, line in typed():
        settled = SETTLED.fullmatch(line)
        days = [settled["moved"]] if settled and settled["moved"] else []
        if agreed := AGREEMENT.search(line):
            text, *signs = re.split(r"\s(?=>|#)", agreed["rest"])
            who = next((p for p in people if text.startswith(f"{p} ")), text.split()[0])
            assert who in people or set(who.split(",")) <= roles, line
            assert len(text.removeprefix(who).split()) >= 2, line
            days = [sign.lstrip(">") for sign in signs if sign.startswith(">")]
            assert days, line
        assert all(WHEN.fullmatch(day) for day in days), line


def agreed_in(item: dict[str, Any]) -> list[str]:
    return [line for line in item.get("lines", []) if AGREEMENT.search(line)]


def simulate() -> dict[tuple[str, ...], list[tuple[int, str, str]]]:
    """Run the year: per item's cases the agreements left open as (slot, line, state); asserts on the way."""
    left: dict[tuple[str, ...], list[tuple[int, str, str]]] = defaultdict(list)
    for slot, item in items(PAST):
        cases, lines = tuple(item.get("cases", ())), item.get("lines", [])
        if item.get("carried"):
            continue
        known = left[cases]
        marks = [mark for line in lines if (mark := SETTLED.fullmatch(line))]
        assert [int(mark[1]) for mark in marks] == list(range(1, len(known) + 1)), (slot, cases)
        assert all(SETTLED.fullmatch(line) for line in lines[: len(marks)]), (slot, cases)
        moved = [
            (at, text, "moved") for (at, text, _), mark in zip(known, marks, strict=True) if mark["moved"]
        ]
        new = [(slot, line, "new") for line in agreed_in(item)]
        later = [new[number - 1] for number in item.get("done_later", [])]
        left[cases] = [*moved, *(one for one in new if one not in later)]
    return left


def test_every_agreement_comes_back_done_moved_or_dropped() -> None:
    """Each item opens with all agreements that were open then; only the last meeting leaves some."""
    left = [one for agreements in simulate().values() for one in agreements]
    assert [line for slot, line, state in left if slot < -1 and state == "new"] == []
    assert {state for *_, state in left} == {"new", "moved"}
    forms = [mark for *_, line in typed() if (mark := SETTLED.fullmatch(line))]
    assert sum(bool(mark["moved"]) for mark in forms) >= 5
    assert sum(bool(mark["reason"]) for mark in forms) >= 2


def test_what_is_left_open_is_what_todays_story_needs() -> None:
    left = simulate()
    assert [line.split()[:2] for _, line, _ in left[("sem",)]] == [["@mentor", "belt"]]
    assert [line.split()[0] for _, line, _ in left[("yara",)]] == ["@mentor"]
    assert len(left[("nina",)]) == 3
    assert left[("roos",)] == left[("delano",)] == left[("zofia",)] == left[("saar",)] == []


def test_only_pupils_have_agreements() -> None:
    assert not [item["title"] for _, item in items() if not item.get("cases") and agreed_in(item)]


# The grammar itself

SIGN_KIND = {"=": Kind.AGREED, "!": Kind.DECISION, "*": Kind.ADVICE, "?": Kind.OPEN, "@": Kind.ACTION}


def table(day: date) -> Table:
    """All contacts and roles at the table on a day, the next meeting three weeks later."""
    people = [
        Person(f"role:{k.code}", k.name, (k.code, k.name, k.long, *k.aliases), k.code)
        for k in role_kinds().values()
    ]
    people += [Person(contact["key"], contact["name"], (contact["name"],)) for contact in SCHOOL["contact"]]
    calendar = SchoolCalendar(holidays=shipped_holidays())
    frame = Frame(day, calendar, calendar.next_school_day(day + timedelta(weeks=3)))
    return Table(frame, tuple(people), agreements=(1, 2, 3))


def kinds_meant(line: str) -> list[Kind]:
    body = line.lstrip("( ")
    first = SIGN_KIND.get(body[0]) or (Kind.VOICE if VOICE.match(body) else Kind.FACT)
    return [first, Kind.ACTION] if " @" in body else [first]


def assert_agreed(piece: Piece, line: str) -> None:
    """Wie and wat are there and known; wanneer too, unless it was typed as z.s.m."""
    assert set(piece.missing) <= ({"wanneer"} if "z.s.m." in line else set()), line
    assert all(who.person for who in piece.who), line
    if piece.due and piece.due.day and piece.evaluation and piece.evaluation.day:
        assert piece.due.day <= piece.evaluation.day, line


@pytest.mark.parametrize("day", ["2026-11-04", "2027-01-06", "2027-04-12", "2027-06-22", "2026-10-15"])
def test_each_line_reads_as_it_was_meant_at_any_time_of_the_year(day: str) -> None:
    at = table(date.fromisoformat(day))
    for *_, line in typed():
        pieces = read(line, at).pieces
        assert [piece.kind for piece in pieces] == kinds_meant(line), line
        for piece in pieces:
            if piece.kind is Kind.ACTION:
                assert_agreed(piece, line)
