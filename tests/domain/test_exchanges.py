"""Exchanges about a pupil: how each stands, the 16th birthday, what the head of the card says (domain.md §3, §11)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sotdesk.domain.consents import Consent, ConsentState, decides_from
from sotdesk.domain.exchanges import (
    Standing,
    badges,
    by_words,
    entry_words,
    last_words,
    standing,
    standing_words,
)
from sotdesk.domain.grounds import grounds

WED = date(2026, 11, 25)
BORN = date(2010, 11, 20)
"""16 on vr 20 nov 2026."""
GIVEN = Consent(
    "1", "yara", "SMW (N. Smit)", datetime(2026, 10, 12, 9).astimezone(), receiver_role="smw", giver="moeder",
    purpose="aanmelding", data="verzuim", proof="formulier", valid_from=date(2026, 10, 12), complete=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("consent", "how", "words"),
    [
        (GIVEN, Standing.HOLDS, "geldt vanaf ma 12 okt"),
        (replace(GIVEN, valid_until=WED), Standing.HOLDS, "geldt vanaf ma 12 okt t/m wo 25 nov"),
        (replace(GIVEN, valid_until=WED - timedelta(1)), Standing.EXPIRED, "verlopen: gold t/m di 24 nov"),
        (replace(GIVEN, valid_from=date(2026, 12, 1)), Standing.LATER, "geldt vanaf di 1 dec"),
        (replace(GIVEN, state=ConsentState.REFUSED), Standing.REFUSED, "geweigerd ma 12 okt"),
        (
            replace(GIVEN, state=ConsentState.ASKED),
            Standing.ASKED,
            "gevraagd ma 12 okt, nog geen antwoord",
        ),
        (
            replace(GIVEN, state=ConsentState.WITHDRAWN, withdrawn_on=WED),
            Standing.WITHDRAWN,
            "ingetrokken wo 25 nov",
        ),
        (replace(GIVEN, complete=False, data=""), Standing.LACKS, "nog aanvullen: welke gegevens"),
    ],
)
def test_how_an_exchange_stands_today(consent: Consent, how: Standing, words: str) -> None:
    assert (standing(consent, None, WED), standing_words(consent, None, WED)) == (how, words)
    assert consent.holds(WED) is (how in (Standing.HOLDS, Standing.LACKS))


def test_from_the_sixteenth_birthday_the_pupil_is_asked_himself() -> None:
    """domain.md §3 (S004, P73, P74): from 16 the pupil consents; what parents gave before it is asked again."""
    assert decides_from(BORN) == date(2026, 11, 20)
    assert decides_from(date(2008, 2, 29)) == date(2024, 2, 29)
    assert GIVEN.asks_again(BORN, date(2026, 11, 19)) is None, "the day before"
    assert standing(GIVEN, BORN, WED) is Standing.AGAIN
    assert standing_words(GIVEN, BORN, WED) == "leerling is 16 sinds vr 20 nov: opnieuw vragen"
    himself = replace(GIVEN, giver="leerling")
    after = replace(GIVEN, valid_from=date(2026, 11, 20))
    duty = replace(GIVEN, ground="wettelijke plicht")
    for other in (himself, after, duty, replace(GIVEN, valid_until=date(2026, 11, 1))):
        assert other.asks_again(BORN, WED) is None
    assert GIVEN.asks_again(None, WED) is None


def test_what_was_said_last_counts_and_a_question_ends_nothing() -> None:
    later = replace(GIVEN, id="2", at=GIVEN.at + timedelta(days=9), state=ConsentState.REFUSED)
    asked = replace(later, id="3", state=ConsentState.ASKED)
    other = replace(GIVEN, id="4", receiver="wijkteam", receiver_role="wijkteam")
    assert [one.id for one in last_words([later, GIVEN, other])] == ["4", "2"]
    assert [one.id for one in last_words([asked, GIVEN])] == ["1"]


def test_the_head_of_the_card() -> None:
    """product.md §4, casus: toestemming ouders ma 12 okt (SMW)."""
    asked = replace(GIVEN, id="2", receiver="wijkteam", receiver_role="wijkteam", state=ConsentState.ASKED)
    gone = replace(asked, receiver="GGZ", receiver_role="ggz", state=ConsentState.WITHDRAWN)
    assert badges([GIVEN], None, WED) == ("✓ moeder ma 12 okt (SMW)", "")
    assert badges([GIVEN, asked, gone], None, WED) == (
        "✓ moeder ma 12 okt (SMW)",
        "gevraagd: wijkteam · ingetrokken: GGZ",
    )
    assert badges([GIVEN], BORN, WED) == ("", "leerling is 16, opnieuw vragen: SMW")
    duty = replace(
        asked, ground="wettelijke plicht", receiver="LPA", state=ConsentState.GIVEN, receiver_role="lpa"
    )
    assert badges([GIVEN, duty], None, WED)[0] == "✓ SMW, LPA"
    assert badges([], None, WED) == ("", "")


def test_words_of_the_file() -> None:
    assert by_words(replace(GIVEN, giver="leerling")) == "van de leerling zelf"
    assert by_words(replace(GIVEN, ground="vitaal belang")) == "grond: vitaal belang"
    assert entry_words(GIVEN) == "toestemming van moeder voor SMW (N. Smit): aanmelding (verzuim)"
    refused = replace(GIVEN, state=ConsentState.REFUSED)
    assert entry_words(refused) == "toestemming van moeder voor SMW (N. Smit) geweigerd: aanmelding (verzuim)"


def test_every_ground_has_its_source() -> None:
    """domain.md §11 (S004, P77): other grounds exist and are chosen per exchange."""
    assert grounds()[0].word == "toestemming"
    assert all(ground.means and ground.source for ground in grounds())
