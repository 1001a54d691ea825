"""The referral gate (domain.md §5 step 8; S003, S004 as named in rules/destinations.toml)."""

from datetime import date

import pytest

from sotdesk.domain.referral_gate import Aside, Fact, Gate, Light, destinations, gates, requirements

DAY = date(2026, 11, 25)
ENTERED = date(2026, 11, 26)


def gate(code: str, *facts: Fact, aside: str = "") -> Gate:
    return next(
        g for g in gates(facts, {code: Aside(aside)} if aside else None) if g.destination.code == code
    )


def test_every_need_is_a_known_requirement_with_a_source() -> None:
    known = requirements()
    for destination in destinations():
        assert destination.source
        assert destination.needs
        assert all(known[code].source for code in destination.needs)


@pytest.mark.parametrize(
    "code",
    ["smw", "svk", "bpo", "expertisecentrum", "wijkteam", "ggz", "koersloket", "school", "opdc", "vso"],
)
def test_every_destination_of_the_field_is_there_and_begins_red(code: str) -> None:
    assert gate(code).light is Light.RED


def test_smw_asks_the_hulpvraag_and_consent_only() -> None:
    """S003: a form with hulpvraag, and the parents' consent."""
    assert gate("smw", Fact("question", DAY), Fact("consent", DAY)).light is Light.GREEN


@pytest.mark.parametrize(
    "code", ["wijkteam", "ggz", "expertisecentrum", "koersloket", "school", "opdc", "vso"]
)
def test_outside_help_asks_support_yield_and_advice_in_the_logboek(code: str) -> None:
    """S004: outside help may start only when the logboek states all three."""
    assert {"support", "yield", "advice"} <= set(gate(code).destination.needs)


def test_what_exists_but_was_not_entered_is_amber_and_says_so() -> None:
    """S004: each needs *in Magister gezet op*."""
    facts = [Fact(code, DAY, ENTERED) for code in ("support", "yield")]
    facts += [Fact("advice", DAY), Fact("question", DAY), Fact("consent", DAY)]
    wijkteam = gate("wijkteam", *facts)
    assert wijkteam.light is Light.AMBER
    assert [need.lack("Magister") for need in wijkteam.missing] == [
        "advies voor het vervolg: nog niet in Magister"
    ]
    entered = [*facts[:2], Fact("advice", DAY, ENTERED), *facts[3:]]
    assert gate("wijkteam", *entered).light is Light.GREEN


def test_an_entered_fact_counts_before_a_later_one_that_was_not() -> None:
    facts = [Fact("question", DAY, ENTERED), Fact("question", date(2026, 12, 1))]
    need = next(n for n in gate("smw", *facts).needs if n.requirement.code == "question")
    assert need.fact == facts[0]


def test_set_aside_with_a_reason_is_amber_never_green() -> None:
    set_aside = gate("opdc", aside="de inspectie vraagt nu een plaats")
    assert set_aside.light is Light.AMBER
    assert set_aside.missing


def test_vso_asks_what_the_law_of_the_network_asks() -> None:
    """S004: planned and evaluated support, parents consulted, reasoned decisions, ABT advice."""
    assert {"evaluated", "parents", "reasons", "abt"} <= set(gate("vso").destination.needs)
