"""Nieuw schooljaar (domain.md §5 step 11, S003: warm handover at the start of the year; rules/school_year.toml)."""

from datetime import date

import pytest

from sotdesk.domain.attention import Open, YearAhead, rows
from sotdesk.domain.consents import Consent, ConsentState
from sotdesk.domain.school_year import (
    Choice,
    Followed,
    NewYear,
    ends_soon,
    offered,
    proposed_end,
    summary,
    year_ahead,
)
from sotdesk.domain.students import Student
from sotdesk.domain.support import Support

YARA = Student("y", "1", "Yara", "", "Achterberg", "2H1")
NOON = date(2027, 5, 1)


@pytest.mark.parametrize(
    ("today", "first", "on_today"),
    [
        (date(2027, 5, 31), 2026, None),
        (date(2027, 6, 1), 2027, None),
        (date(2027, 7, 31), 2027, None),
        (date(2027, 8, 1), 2027, 2027),
        (date(2027, 10, 1), 2027, 2027),
        (date(2027, 10, 2), 2027, None),
        (date(2028, 1, 10), 2027, None),
    ],
)
def test_it_is_offered_from_1_august_to_1_october(today: date, first: int, on_today: int | None) -> None:
    assert (year_ahead(today), offered(today)) == (first, on_today)


def test_support_that_ended_in_the_old_year_is_asked_about_with_as_long_again() -> None:
    year = NewYear(2027)
    past = Support("a", "y", "training", NOON, starts_on=date(2027, 3, 1), ends_on=date(2027, 7, 9))
    on = Support("b", "y", "talks", NOON, ends_on=date(2027, 8, 1))
    without = Support("c", "y", "seat", NOON)
    assert year.ran_out(Followed(YARA, supports=(past, on, without))) == (past,)
    why = Followed(YARA, supports=(past, on, without)).why(NOON, year.starts)
    assert why == "talks t/m zo 1 aug · seat", "what still runs then is named with its last day"
    assert proposed_end(past, 2027) == date(2027, 12, 9), "130 days from 1 August"
    long = Support("d", "y", "years", date(2025, 1, 1), starts_on=date(2025, 1, 1), ends_on=date(2027, 7, 1))
    assert proposed_end(long, 2027) == date(2028, 7, 31), "never past the year"


def test_consents_that_end_with_the_year_are_shown() -> None:
    """domain.md §11: consent is for a time; §12: from–to."""
    at = date(2026, 9, 1)
    from datetime import datetime

    def until(day: date | None, state: ConsentState = ConsentState.GIVEN) -> Consent:
        return Consent(
            str(day), "y", "SMW", datetime(2026, 9, 1).astimezone(), state, valid_from=at, valid_until=day
        )

    ending, later = until(date(2027, 7, 31)), until(date(2027, 10, 1))
    withdrawn = until(date(2027, 7, 1), ConsentState.WITHDRAWN)
    assert ends_soon([ending, later, withdrawn, until(None)], 2027) == (ending,)


def test_who_was_not_decided_on_stays_followed() -> None:
    some = (
        Followed(YARA, open_actions=2),
        Followed(YARA, choice=Choice.STAYS),
        Followed(YARA, choice=Choice.HANDED),
    )
    assert (
        summary(some)
        == "2 leerlingen blijven gevolgd, naar 1 heb je nog niet gekeken, 1 wacht nog op overdracht, "
        "2 afspraken blijven staan."
    )
    assert [one.standing() for one in some] == ["blijft gevolgd", "blijft gevolgd", "nog overdragen"]


def test_vandaag_says_it_in_one_row_that_names_its_source() -> None:
    (row,) = rows(Open(year_ahead=YearAhead(2027, date(2027, 8, 1), 3)), date(2027, 8, 18))
    assert (row.words, row.text) == ("Nieuw schooljaar", "3 leerlingen worden gevolgd: wie blijft?")
    assert row.address == ("school_year", "2027")
