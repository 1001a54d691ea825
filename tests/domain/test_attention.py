"""Vandaag's rules: what asks for attention, in which group, and why (product.md §4 Vandaag; domain.md §4, §5)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sotdesk.domain.actions import Action, ActionState, Doer, Move
from sotdesk.domain.attention import Open, Row, Untold, Urgency, rows, why
from sotdesk.domain.cases import Signal
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
YARA = Student("s1", "040123", "Yara", "", "Achahbar", "2H1")
SMW = Doer("SMW (N. Smit)", "c1", "smw")
COORDINATOR = Doer("OCO (L. Prins)", "me", "oco")
ACTION = Action("a1", "gesprek met ouders", (SMW,), students=(YARA,), due=date(2026, 12, 1), made_on=TODAY)


def attend(*actions: Action, aside: frozenset[tuple[str, str]] = frozenset()) -> list[Row]:
    return list(rows(Open(actions=actions, aside=aside, coordinator_id="me"), TODAY))


def moves(count: int) -> tuple[Move, ...]:
    return tuple(Move(datetime(2026, 11, day, tzinfo=UTC), None, None) for day in range(1, count + 1))


@pytest.mark.parametrize(
    ("changes", "rule", "urgency"),
    [
        ({"due": date(2026, 11, 24)}, "overdue", Urgency.NOW),
        ({"due": None}, "undecided", Urgency.WEEK),
        ({"due": None, "made_on": date(2026, 11, 1)}, "undecided", Urgency.NOW),
        ({"doers": (Doer("Pietersen"),)}, "undecided", Urgency.WEEK),
        ({"doers": ()}, "undecided", Urgency.WEEK),
        ({"moves": moves(3)}, "feasible", Urgency.WEEK),
        ({"evaluate": date(2026, 11, 25)}, "evaluation", Urgency.NOW),
        ({"evaluate": date(2026, 11, 27)}, "evaluation", Urgency.WEEK),
        ({"evaluate": date(2026, 12, 16)}, "evaluation", Urgency.LATER),
    ],
)
def test_an_agreement_asks_for_attention(changes: dict[str, object], rule: str, urgency: Urgency) -> None:
    found = attend(replace(ACTION, **changes))  # type: ignore[arg-type]
    assert [(row.rule, row.urgency) for row in found] == [(rule, urgency)]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"due": TODAY},
        {"moves": moves(2)},
        {"evaluate": date(2026, 12, 17)},
        {"state": ActionState.DONE, "due": date(2026, 11, 1)},
        {"due": None, "ongoing": True, "evaluate": date(2027, 3, 1)},
    ],
)
def test_what_is_in_order_stays_away(changes: dict[str, object]) -> None:
    assert attend(replace(ACTION, **changes)) == []  # type: ignore[arg-type]


def test_her_own_late_agreements_stand_in_the_other_list() -> None:
    assert attend(replace(ACTION, due=date(2026, 11, 20), doers=(COORDINATOR,))) == []


def test_what_was_set_aside_with_a_reason_is_gone_but_its_other_rules_are_not() -> None:
    late = replace(ACTION, due=date(2026, 11, 20), evaluate=TODAY)
    assert [row.rule for row in attend(late, aside=frozenset({("overdue", "a1")}))] == ["evaluation"]


def test_the_words_that_were_typed_are_asked_for() -> None:
    assert attend(replace(ACTION, due=None, due_words="z.s.m."))[0].text == (
        "datum voor ‘z.s.m.’ · gesprek met ouders"
    )
    assert "Pietersen: wie is dit?" in attend(replace(ACTION, doers=(Doer("Pietersen"),)))[0].text


def test_a_signal_waits_for_triage_and_grows_urgent_after_a_week() -> None:
    """domain.md §5 step 2 (S003)."""
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    signal = Signal("g1", YARA, date(2026, 11, 20), at, "docent", "loopt weg uit de les")
    assert rows(Open(signals=(signal,)), TODAY)[0].urgency is Urgency.WEEK
    assert rows(Open(signals=(signal,)), date(2026, 11, 27))[0].urgency is Urgency.NOW


def test_what_is_left_after_a_meeting_leads_to_its_part_until_it_is_done() -> None:
    left = Untold("m1", "SOT", TODAY, people=3, pupils=1)
    telling, entering = rows(Open(untold=(left,), system="SOMtoday"), TODAY)[::-1]
    assert (telling.words, telling.text) == ("Terugkoppeling", "SOT, nog 3 personen te vertellen")
    assert telling.address == ("closing", "m1", "telling") and telling.urgency is Urgency.WEEK
    assert (entering.words, entering.text) == ("SOMtoday", "SOT, nog 1 leerling in te voeren")
    assert entering.address == ("closing", "m1", "system")
    assert [row.rule for row in rows(Open(untold=(replace(left, people=0),)), TODAY)] == ["magister"]
    later = rows(Open(untold=(left,)), date(2026, 11, 27))
    assert {row.rule: row.urgency for row in later} == {
        "terugkoppeling": Urgency.NOW,
        "magister": Urgency.WEEK,
    }
    aside = frozenset({("terugkoppeling", "m1")})
    assert [row.rule for row in rows(Open(untold=(left,), aside=aside), TODAY)] == ["magister"]


def test_the_most_urgent_and_oldest_first() -> None:
    found = attend(
        replace(ACTION, id="later", evaluate=date(2026, 12, 10)),
        replace(ACTION, id="late", due=date(2026, 11, 23)),
        replace(ACTION, id="later still", due=date(2026, 11, 20)),
    )
    assert [row.subject_id for row in found] == ["later still", "late", "later"]


def test_every_rule_has_a_reason_a_source_and_limits() -> None:
    rules = {name: rule for name, rule in load("attention").items() if name != "checked"}
    assert rules
    for name, rule in rules.items():
        reason, source = why(name)
        assert reason.endswith(("?", ".")) and source and ".md" not in source
        assert rule["now_days"] <= rule["week_days"]
