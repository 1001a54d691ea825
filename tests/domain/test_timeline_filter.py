"""Filtering a timeline by kind, person and period in one line of words (issue 4 point 2)."""

from datetime import date

import pytest

from sotdesk.domain.cases import Entry
from sotdesk.domain.timeline_filter import Searched, narrowed

TODAY = date(2026, 11, 25)
ENTRIES = (
    Entry("call", date(2026, 11, 20), "gesprek", "moeder (K. Aydin): slaapt slecht", mark="voice", place="tel. moeder"),
    Entry("smw", date(2026, 11, 4), "overleg", "SMW (N. Smit): ziet haar wekelijks", mark="voice", place="SOT"),
    Entry("decided", date(2026, 10, 14), "overleg", "aanmelden wijkteam", mark="decision", place="SOT"),
    Entry("agreed", date(2026, 10, 14), "overleg", "mentor: gesprek met Jan", mark="action", place="SOT"),
    Entry("closed", date(2026, 9, 1), "besluit besloten", "", audience="restricted"),
    Entry("seen", date(2025, 10, 9), "signaal", "docent: weggelopen", mark="naar het SOT"),
    Entry("old", date(2026, 1, 7), "afspraak", "belt ouders", mark="gedaan"),
)  # fmt: skip


def fitting(words: str) -> list[str]:
    searched = Searched(ENTRIES)
    return [entry.id for entry in searched.fitting(narrowed(words, searched.kinds, TODAY))]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("gesprek", ["call"]),  # a kind, not every text with this word
        ("gesprekken", ["call"]),
        ("telefoon", ["call"]),
        ("besluit", ["decided"]),
        ("afspraken", ["agreed", "old"]),
        ("smw", ["smw"]),
        ("moeder", ["call"]),
        ("deze maand", ["call", "smw"]),
        ("vorige maand", ["decided", "agreed"]),
        ("okt", ["decided", "agreed"]),  # the last October, not that of a year ago
        ("okt 2025", ["seen"]),
        ("oktober afspraak", ["agreed"]),
        ("2025", ["seen"]),
        ("sinds 1 nov", ["call", "smw"]),
        ("sinds okt overleg", ["smw", "decided", "agreed"]),
        ("tot sep 2026", ["closed", "seen", "old"]),
        ("dit schooljaar", ["call", "smw", "decided", "agreed", "closed"]),
        ("20 nov", ["call"]),
        ("jan", ["agreed", "old"]),  # a first name and a month
        ("besloten", ["closed"]),
        ("weggel", ["seen"]),
        ("sinds", []),
        ("", [entry.id for entry in ENTRIES]),
    ],
)
def test_one_line_of_words_narrows(words: str, ids: list[str]) -> None:
    assert fitting(words) == ids


def test_the_period_is_said_as_it_was_read() -> None:
    assert narrowed("okt", (), TODAY).said(TODAY) == "vanaf do 1 okt tot en met za 31 okt"
    assert narrowed("sinds 1 nov", (), TODAY).said(TODAY) == "vanaf zo 1 nov"
    assert narrowed("smw", (), TODAY).said(TODAY) == ""
