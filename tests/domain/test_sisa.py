"""The index (SISA): the aid, the terms, the states and what is to be done next; each rule names its source.

Sources: domain.md §7 (S000, S001, S004, P20–P31), §6.5 rows 4.5/4.6, §11; issue 6 point 8.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sotdesk.domain import sisa_steps
from sotdesk.domain.attention import why
from sotdesk.domain.rules import load
from sotdesk.domain.shield import hidden_words, hide_also, speaks
from sotdesk.domain.sisa import (
    Advice,
    Log,
    Match,
    Renewal,
    State,
    Told,
    Weighing,
    add_months,
    advised,
    asks_reason,
    is_too_old,
    questions,
)
from sotdesk.domain.sisa_steps import EXPIRY, MATCH, REVIEW, TOLD, steps
from sotdesk.domain.sisa_words import badge_words, guide_text, log_rows, match_more, sources, standing_words

TODAY = date(2026, 11, 25)
BORN = date(2012, 5, 4)
ALL_TOLD = Told(TODAY, "telefonisch", True, True, True)
SIGNAL = Weighing("w", "yara", "c", "SISA", TODAY, True, "more", False, by="N. Smit", told=ALL_TOLD)


@pytest.mark.parametrize(
    "question,abuse,advice,source",
    [
        ("one", False, Advice.NO, "P20: a single question I can solve alone"),
        ("more", False, Advice.YES, "P20: multiple"),
        ("worries", False, Advice.YES, "P20: single, with underlying worries"),
        ("one", True, Advice.ALWAYS, "S004 and the municipality: with a suspicion always"),
        ("more", True, Advice.ALWAYS, "S004 and the municipality: with a suspicion always"),
        ("worries", True, Advice.ALWAYS, "S004 and the municipality: with a suspicion always"),
    ],
)
def test_the_aid(question: str, abuse: bool, advice: Advice, source: str) -> None:
    assert advised(question, abuse=abuse) is advice, source
    assert asks_reason(advice, is_set=False) is abuse and not asks_reason(advice, is_set=True)
    assert advice.words


@pytest.mark.parametrize(
    "day,months,later",
    [
        (date(2026, 11, 25), 24, date(2028, 11, 25)),
        (date(2028, 2, 29), 24, date(2030, 2, 28)),  # no 29 February in 2030
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 2, 28), 24, date(2028, 2, 28)),  # not the 29th: so many months, not the end of a month
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 1), 60, date(2031, 12, 1)),
    ],
)
def test_calendar_months(day: date, months: int, later: date) -> None:
    """Domain.md §7: set + 24 *months* (P21), 5 years inactive (P80b)."""
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    "set_on,born,expires,why_so",
    [
        (TODAY, BORN, date(2028, 11, 25), "P21: two years"),
        (TODAY, None, date(2028, 11, 25), "birth date unknown: the years alone"),
        (TODAY, date(2005, 3, 1), date(2028, 3, 1), "P21: destroyed at 23, which is earlier"),
        (TODAY, date(2005, 11, 25), date(2028, 11, 25), "on the same day"),
        (TODAY, date(2004, 2, 29), date(2027, 3, 1), "born on 29 February: 23 on 1 March"),
        (date(2024, 2, 29), BORN, date(2026, 2, 28), "set on 29 February"),
    ],
)
def test_when_a_signal_expires(set_on: date, born: date | None, expires: date, why_so: str) -> None:
    assert replace(SIGNAL, on=set_on).expires(born) == expires, why_so


def test_a_renewal_counts_the_months_anew_and_never_passes_23() -> None:
    again = replace(SIGNAL, renewals=(Renewal("r", date(2028, 10, 1), "N. Smit"),))
    assert again.expires(BORN) == date(2030, 10, 1)
    assert again.expires(date(2006, 1, 9)) == date(2029, 1, 9)


@pytest.mark.parametrize(
    "closed,day,state",
    [
        (None, TODAY, State.ACTIVE),
        (None, date(2028, 11, 24), State.ACTIVE),
        (None, date(2028, 11, 25), State.INACTIVE),
        (date(2027, 1, 1), date(2027, 1, 1), State.INACTIVE),
        (None, date(2033, 11, 24), State.INACTIVE),
        (None, date(2033, 11, 25), State.GONE),
        (date(2027, 1, 1), date(2032, 1, 1), State.GONE),
    ],
)
def test_active_two_years_inactive_five_then_gone(closed: date | None, day: date, state: State) -> None:
    """P21, P80b."""
    assert replace(SIGNAL, closed_on=closed).state(BORN, day) is state


def test_at_23_all_is_gone_and_nothing_is_asked() -> None:
    """S001, P21: 0 to 23; all destroyed at 23."""
    born = date(2004, 11, 26)
    late = replace(SIGNAL, told=Told(), matches=(Match("m", TODAY, "Wijkteam Noord"),))
    log = Log("SISA", True, born, (late,))
    assert not is_too_old(born, date(2027, 11, 25)) and is_too_old(born, date(2027, 11, 26))
    assert not is_too_old(None, date(2050, 1, 1))
    assert late.state(born, date(2027, 11, 25)) is State.ACTIVE and steps(log, date(2027, 11, 25))
    assert late.state(born, date(2027, 11, 26)) is State.GONE and not steps(log, date(2027, 11, 26))


def test_not_set_is_weighed_and_asks_nothing() -> None:
    log = Log("SISA", True, BORN, (replace(SIGNAL, is_set=False, told=Told()),))
    assert log.weighings[0].state(BORN, TODAY) is State.NOT_SET and not steps(log, TODAY)
    assert badge_words(log, TODAY) == ("", False)


# --- what is next


@pytest.mark.parametrize(
    "told,lacks",
    [
        (Told(), 3),
        (Told(TODAY, "mail", True, False, False), 2),
        (Told(TODAY, "mail", True, True, False), 1),
        (ALL_TOLD, 0),
        (Told(not_why="dat is nu niet veilig voor de leerling"), 0),
        (Told(None, "", True, True, True), 3),
    ],
)
def test_the_duty_to_tell_that_why_and_where_to_object(told: Told, lacks: int) -> None:
    """P27, P31: informing is a duty; a reason why not is kept instead."""
    assert len(told.lacks) == lacks
    log = Log("SISA", True, BORN, (replace(SIGNAL, told=told),))
    assert [step.rule for step in steps(log, TODAY)] == ([TOLD] if lacks else [])


def test_a_match_stays_due_until_it_is_agreed_who_offers_which_guidance() -> None:
    """P30: about 60 % of the matches was followed up."""
    new = Match("m", TODAY, "Wijkteam Noord")
    log = Log("SISA", True, BORN, (replace(SIGNAL, matches=(new,)),))
    (step,) = steps(log, TODAY + timedelta(days=400))
    assert (step.rule, step.words) == (MATCH, "Wijkteam Noord: contact opnemen")
    spoken = replace(new, contact_on=TODAY)
    (step,) = steps(Log("SISA", True, BORN, (replace(SIGNAL, matches=(spoken,)),)), TODAY)
    assert step.words == "Wijkteam Noord: afspreken wie welke begeleiding biedt"
    closed = replace(SIGNAL, matches=(spoken,), closed_on=TODAY, told=Told())
    assert [s.rule for s in steps(Log("SISA", True, BORN, (closed,)), TODAY)] == [MATCH], (
        "closed, and still due"
    )
    agreed = replace(spoken, agreement="wijkteam thuis, SMW op school")
    assert not steps(Log("SISA", True, BORN, (replace(SIGNAL, matches=(agreed,)),)), TODAY)
    assert "afspraak: wijkteam thuis" in match_more(agreed, TODAY)


def test_reminded_60_days_before_it_expires_until_renewed_or_closed() -> None:
    """Domain.md §7: our own proposal."""
    log, ends = Log("SISA", True, BORN, (SIGNAL,)), date(2028, 11, 25)
    assert not steps(log, ends - timedelta(days=61))
    (step,) = steps(log, ends - timedelta(days=60))
    assert step.rule == EXPIRY and step.day == ends and "over 60 dagen" in step.words
    (step,) = steps(log, ends + timedelta(days=3))
    assert "verlopen" in step.words
    again = replace(SIGNAL, renewals=(Renewal("r", ends - timedelta(days=9), "N. Smit"),))
    assert not steps(replace(log, weighings=(again,)), ends)
    assert not steps(replace(log, weighings=(replace(SIGNAL, closed_on=ends),)), ends)


def test_looked_at_again_and_what_comes_first() -> None:
    late = replace(
        SIGNAL, told=Told(), review_on=TODAY, matches=(Match("m", TODAY, "CJG"),), on=date(2025, 1, 8)
    )
    log = Log("SISA", True, BORN, (late,))
    assert [step.rule for step in steps(log, TODAY)] == [TOLD, MATCH, EXPIRY, REVIEW]
    assert not steps(replace(log, on=False), TODAY), "switched off asks nothing"


def test_the_active_signal_is_what_stands_now() -> None:
    old = replace(SIGNAL, id="old", on=date(2026, 12, 1), is_set=False)
    log = Log("SISA", True, BORN, (old, SIGNAL))
    assert log.now(TODAY) == log.active(TODAY) == SIGNAL
    assert Log("SISA", True, BORN).now(TODAY) is None


def test_words() -> None:
    assert standing_words(SIGNAL, BORN, TODAY).startswith("actief tot za 25 nov 2028, nog 731 dagen")
    assert badge_words(Log("SISA", True, BORN, (SIGNAL,)), TODAY) == ("actief tot za 25 nov 2028", False)
    rows = log_rows(Log("SISA", True, BORN, (replace(SIGNAL, closed_on=TODAY, close_reason="weg"),)), TODAY)
    assert [row.kind for row in rows] == ["afgesloten", "verteld", "gezet"]
    assert "MULTIs" in guide_text("MULTIs") and "SISA" not in guide_text("MULTIs")


def test_every_rule_has_a_source_and_no_static_text_says_the_name() -> None:
    """The school may call it otherwise; only its own name is said."""
    for rule in (TOLD, MATCH, EXPIRY, REVIEW, sisa_steps.GUIDE):
        reason, source = why(rule)
        assert reason and source and load("attention")[rule]["shielded"]
        assert not speaks(reason + source)
    assert (
        not speaks(sources())
        and sources().count("Bron: ") == len(questions()) + len(load("sisa")["line"]) + 2
    )


def test_the_shield_hides_the_schools_own_name() -> None:
    try:
        hide_also(["Zorgradar", "  ", "Samen Zicht"])
        assert (
            hidden_words("Zorgradar-match, samenzicht en SISA")
            == "[afgeschermd], [afgeschermd] en [afgeschermd]"
        )
        hide_also(["Andersom"])
        assert hidden_words("de zorgradar, andersom") == "de zorgradar, [afgeschermd]"
    finally:
        hide_also([])
