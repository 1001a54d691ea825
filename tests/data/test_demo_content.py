"""The fictional school's content: whole, unique, factual; every agreement comes back (issue, point 12).

Only the data files are read here, with a simple simulation of the agreements; the real grammar and store meet
these lines in the loader's tests.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import sotdesk
from sotdesk.domain.cases import DOMAINS, CaseStatus, Confidentiality, Level, Triage
from sotdesk.domain.contacts import Contact, Role, role_kinds, who_fits
from sotdesk.domain.meetings import ItemKind
from sotdesk.domain.names import Name
from sotdesk.domain.students import Student

DEMO = Path(sotdesk.__file__).parent / "data" / "demo"
SCHOOL, NAMES, CASES, MEETINGS, SIGNALS = (
    tomllib.loads((DEMO / f"{name}.toml").read_text(encoding="utf-8"))
    for name in ("school", "names", "cases", "meetings", "signals")
)
CASE: dict[str, dict[str, Any]] = {case["key"]: case for case in CASES["case"]}
MEETING: dict[int, dict[str, Any]] = {meeting["slot"]: meeting for meeting in MEETINGS["meeting"]}
CONTACT: dict[str, dict[str, Any]] = {contact["key"]: contact for contact in SCHOOL["contact"]}
PAST = sorted(slot for slot in MEETING if slot < 0)

SETTLED = re.compile(r"=(\d+)(?: >(?P<moved>.+)| x (?P<reason>.+))?")
VOICE = re.compile(r"(\w+): ")
AGREEMENT = re.compile(r"(?:^|\s)@(?P<rest>.+)$")
WHEN = re.compile(
    r"(?:over |binnen )?(?:\d+ (?:weken|dagen|schooldagen)|een week)|\d+w|volgend overleg|z\.s\.m\.|morgen|"
    r"(?:volgende week )?(?:ma|di|wo|do|vr)|eind van de week"
)
"""Words for a day that read at any time of the year (the meetings lie wherever today puts them)."""

FORBIDDEN = re.compile(
    r"\b(?:lui|luie|zwakke?|brutaal|brutale|asociaal|verwend|onhandelbaar|ongemotiveerd|hysterisch|agressie\w*|"
    r"manipul\w+|aandachttrek\w+|probleem(?:kind|gezin|geval)\w*|gestoord|raar gezin|slechte ouders?|adhd|add|"
    r"autis\w*|asperger|borderline|depress\w*|hechtingsstoornis|stoornis|zwakbegaafd|overspannen|"
    r"meldcode|veilig thuis|sisa|mishandel\w*|misbruik\w*|bsn|nationaliteit)\b",
    re.IGNORECASE,
)
"""Judgements, guessed diagnoses (domain.md §4, writing rule) and the words of the shielded view."""


def items(slots: list[int] | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every item with its slot, in the order in which the meetings were held."""
    for slot in sorted(MEETING) if slots is None else slots:
        for item in MEETING[slot]["items"]:
            yield slot, item


def typed() -> Iterator[tuple[int, dict[str, Any], str]]:
    for slot, item in items():
        for line in item.get("lines", []):
            yield slot, item, line


def sentences() -> Iterator[str]:
    """All prose of all files, cut into sentences; a bare `=1` is no prose."""
    for value in prose(
        (CASES, SIGNALS, own_requests(), {"note": [c.get("note", "") for c in SCHOOL["contact"]]})
    ):
        settled = SETTLED.fullmatch(value)
        text = (settled["reason"] or "") if settled else value
        for part in re.split(r"(?<=[.?!;])\s+(?!@)", text):
            bare = re.sub(r"[^\w\s]", "", part.casefold()).strip()
            if len(bare.split()) >= 3:
                yield bare


def own_requests() -> list[dict[str, Any]]:
    """All items, without the request that an aanmelding brought: that is one sentence, shown in two places."""
    brought = {case["aanmelding"]["request"] for case in CASE.values()}
    return [
        {key: value for key, value in item.items() if key != "request" or value not in brought}
        for _, item in items()
    ]


def prose(node: Any, key: str = "") -> Iterator[str]:
    if isinstance(node, str) and key not in NOT_PROSE:
        yield node
    elif isinstance(node, Mapping):
        for name, value in node.items():
            yield from prose(value, name)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from prose(value, key)


NOT_PROSE = {"by", "role", "name", "phone", "municipality", "title", "language", "whose"}


def contacts() -> list[Contact]:
    return [
        Contact(
            row["key"],
            row["name"],
            tuple(
                Role(
                    r["code"],
                    *(tuple(r.get(k, ())) for k in ("departments", "years", "classes", "municipalities")),
                )
                for r in row["roles"]
            ),
        )
        for row in SCHOOL["contact"]
    ]


def fits(code: str, key: str) -> tuple[Contact, ...]:
    case = CASE[key]
    pupil = Student(
        key, case["number"], case["first"], case["infix"], case["last"], case["class"],
        municipality=case["municipality"],
    )  # fmt: skip
    return who_fits(code, pupil, contacts(), SCHOOL["departments"])


# The school


def test_there_are_names_enough_of_every_kind() -> None:
    assert len(set(NAMES["first"])) == len(NAMES["first"]) >= 160
    assert len({tuple(pair) for pair in NAMES["last"]}) == len(NAMES["last"]) >= 220
    assert {"Roos", "Mees", "Sterre", "Wolf"} <= set(NAMES["first"])
    assert {"de", "van", "van der", "van den", "el", "ten"} <= {infix for infix, _ in NAMES["last"]}
    assert not [last for _, last in NAMES["last"] if not last or " " in last]


def test_a_case_is_found_by_its_first_name_alone() -> None:
    """Generated pupils never carry the first name of a case (Roos aside); Noor and Pietersen come in by hand."""
    taken = {case["first"] for case in CASE.values()} & set(NAMES["first"])
    assert taken == {"Roos"}
    assert "Noor" not in NAMES["first"]
    assert "Pietersen" not in {last for _, last in NAMES["last"]}


def test_the_school_has_36_classes_with_mentors_of_their_own() -> None:
    classes = {row["name"]: row["mentors"] for row in SCHOOL["class"]}
    assert len(classes) == len(SCHOOL["class"]) == 36
    assert sum(len(mentors) == 2 for mentors in classes.values()) == 3
    for name, mentors in classes.items():
        for key in mentors:
            assert {"code": "mentor", "classes": [name]} in CONTACT[key]["roles"]


def test_contacts_are_unique_fictional_and_use_known_roles() -> None:
    agencies = {agency["key"] for agency in SCHOOL["agency"]}
    assert len(CONTACT) == len(SCHOOL["contact"])
    assert len({c["name"] for c in SCHOOL["contact"]}) == len(SCHOOL["contact"])
    assert 8 <= len(agencies) == len(SCHOOL["agency"])
    for contact in SCHOOL["contact"]:
        assert contact["phone"].startswith("06-000000")
        assert contact["email"].isascii() and contact["email"].endswith(".example")
        assert contact.get("agency", "welzijn") in agencies
        assert {role["code"] for role in contact["roles"]} <= set(role_kinds())
        assert set(contact["working_days"]) <= {0, 1, 2, 3, 4}
    assert SCHOOL["school"]["coordinator"] in CONTACT


@pytest.mark.parametrize("code", ["coordinator", "lpa", "smw", "svk", "wijkteam", "bpo", "psycholoog"])
def test_a_role_is_one_person_for_each_case(code: str) -> None:
    """Two coördinatoren by department, two LPAs and wijkteams by municipality (issue: contacts)."""
    assert {key: len(fits(code, key)) for key in CASE} == dict.fromkeys(CASE, 1)


def test_scopes_tell_people_apart() -> None:
    assert fits("coordinator", "lina") != fits("coordinator", "sami")
    assert fits("lpa", "davi") != fits("lpa", "yara")
    assert [len(fits("mentor", key)) for key in ("kees", "yara")] == [2, 1]
    assert fits("mentor", "yara")[0].name == "M. Bos"
    assert fits("smw", "yara")[0].name == "N. Smit"


# The cases


def test_the_fourteen_cases_have_all_that_the_issue_lists() -> None:
    shown = Counter((c["class"], Name(c["first"], c["infix"], c["last"]).initials) for c in CASE.values())
    found = {
        "cases": len(CASE) == len(CASES["case"]) == 14,
        "siblings": CASE["lina"]["siblings"] == ["sami"] and CASE["sami"]["siblings"] == ["lina"],
        "equal initials in one class": max(shown.values()) == 2,
        "a name that is a word": "roos" in CASE,
        "16+": any(16 <= c["age"][0] < 18 for c in CASE.values()),
        "18+": any(c["age"][0] >= 18 for c in CASE.values()),
        "parent without authority": any(not p["authority"] for c in CASE.values() for p in c["parents"]),
        "interpreter": any(p["interpreter"] for c in CASE.values() for p in c["parents"]),
        "other municipality": len({c["municipality"] for c in CASE.values()}) >= 3,
        "no consent": any(c["aanmelding"]["parents_agreed"] == "nee" for c in CASE.values()),
        "closed": sum(c["status"] == "afgesloten" for c in CASE.values()) >= 2,
        "restricted lines": len({i["cases"][0] for _, i, line in typed() if line.startswith("(")}) >= 3,
        "coordinator only": any(line.startswith("((") for *_, line in typed()),
    }
    assert [name for name, there in found.items() if not there] == []


def test_what_a_case_says_is_in_the_words_of_the_field() -> None:
    answers = {"ja", "nee", ""}
    for case in CASE.values():
        assert case["status"] in list(CaseStatus)
        assert case["level"] in list(Level)
        assert case["confidentiality"] in list(Confidentiality)
        assert case["class"] in {row["name"] for row in SCHOOL["class"]}
        assert case["holder"] in CONTACT
        assert case["hulpvraag"].endswith("?") and case["hulpvraag_of"] and case["what_works"]
        referral = case["aanmelding"]
        assert all(
            referral[f"{who}_{what}"] in answers
            for who in ("parents", "student")
            for what in ("informed", "agreed")
        )
        assert referral["tried"] and all(len(pair) == 2 and all(pair) for pair in referral["tried"])
        assert all(s["triage"] in list(Triage) and s["domain"] in DOMAINS for s in case["signals"])
    numbers = [row["number"] for row in (*CASES["case"], *SIGNALS["signal"])]
    assert len(set(numbers)) == len(numbers)


def test_the_age_fits_the_class() -> None:
    for row in (*CASES["case"], *SIGNALS["signal"]):
        years, months = row["age"]
        low = 11 + int(row["class"][0])
        assert low <= years + months / 12 < low + 3, row["first"]


def test_a_signal_and_the_aanmelding_come_before_the_first_meeting() -> None:
    first: dict[str, int] = {}
    for slot, item in items():
        for key in item.get("cases", []):
            first.setdefault(key, slot)
    for key, case in CASE.items():
        assert case["aanmelding"].get("slot", 0) == first[key] == case["signals"][0].get("slot", 0)
        assert all(s["days_ago"] > case["aanmelding"]["days_ago"] > 0 for s in case["signals"])


def test_first_years_were_at_primary_school_when_the_year_of_meetings_began() -> None:
    for slot, item in items():
        if any(CASE[key]["class"].startswith("1") for key in item.get("cases", [])):
            assert slot >= -4


def test_a_closed_case_is_not_discussed_until_it_opens_again() -> None:
    """Closing and reopening stand on a meeting about that pupil; the gap is what lies between (domain.md §5)."""
    for key, case in CASE.items():
        events = {event["slot"]: event["kind"] for event in case.get("events", [])}
        is_open = True
        for slot, item in items():
            if key in item.get("cases", []):
                is_open = is_open or events.get(slot) == "reopened"
                assert is_open, (key, slot)
                is_open = events.get(slot) != "closed"
        assert is_open == (case["status"] != "afgesloten"), key
        assert all(e["kind"] != "closed" or (e["reason"] and e["result"]) for e in case.get("events", []))
    assert [e["kind"] for e in CASE["zofia"]["events"]] == ["closed", "reopened"]


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
