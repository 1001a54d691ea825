"""The fictional school's people and cases: whole, factual, no sentence twice (issue, point 12).

Only the data files are read here. The meetings and their lines are in test_demo_lines.py.
"""

from collections import Counter

import pytest
from tests.data.demo_content import (
    CASE,
    CASES,
    CONTACT,
    NAMES,
    SCHOOL,
    SIGNALS,
    items,
    typed,
)

from sotdesk.domain.cases import DOMAINS, CaseStatus, Confidentiality, Level, Triage
from sotdesk.domain.contacts import Contact, Role, role_kinds, who_fits
from sotdesk.domain.names import Name
from sotdesk.domain.students import Student


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
