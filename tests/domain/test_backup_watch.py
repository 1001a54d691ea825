"""Vandaag says one thing about the reservekopieën, and only when something is the matter (issue 7 point 1)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sotdesk.domain.backup_watch import Watched, told, why

TODAY = date(2026, 11, 25)
LAST = datetime(2026, 11, 24, 16, 5)  # noqa: DTZ001  (local time, as in the name of a copy)
WELL = Watched(LAST, 1, failed=False, second=date(2026, 11, 24), place="")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ""),
        ({"days": 2}, ""),
        ({"days": 3}, "geen reservekopie sinds di 24 nov, na 3 dagen werk"),
        ({"days": 3, "last": None}, "nog geen reservekopie na 3 dagen werk"),
        ({"days": 0, "last": None}, ""),
        ({"days": 5, "failed": True}, "de laatste reservekopie is niet gelukt"),
        ({"place": "de kluis staat in een map van OneDrive"}, "de kluis staat in een map van OneDrive"),
        ({"second": date(2026, 11, 12)}, ""),
        ({"second": date(2026, 11, 11)}, "de tweede plek kreeg al 14 dagen geen reservekopie"),
        ({"second": None}, ""),
    ],
)
def test_one_sentence_at_most(changed: dict[str, object], said: str) -> None:
    assert told(replace(WELL, **changed), TODAY) == said  # type: ignore[arg-type]


def test_the_rule_names_its_source() -> None:
    words, source = why()
    assert "3 dagen werk" in words and "14 dagen" in words
    assert "beveiliging §2.6" in source
