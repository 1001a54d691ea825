"""The ages at which something changes (domain.md §3 "three ages", §7, §10, §12)."""

from datetime import date, timedelta

import pytest

from sotdesk.domain.ages import age_flags, age_rules, birthday, standing

TODAY = date(2026, 11, 25)


def test_each_age_says_what_changes_by_its_source() -> None:
    """domain.md §12: flags 12/16/18/23; §3: 16 dossier, 18 education decisions; §7: SISA to 23; §10: absence to 18."""
    rules = {rule.age: rule for rule in age_rules()}
    assert list(rules) == [12, 16, 18, 23]
    assert all(rule.source and rule.changes.endswith(".") for rule in rules.values())
    assert "toestemming" in rules[16].changes and "Inzage" in rules[16].changes
    assert "meerderjarig" in rules[18].changes and "verzuim" in rules[18].changes
    assert "verwijsindex" in rules[23].changes, "each school has its own name for it"


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2011, 1, 24), "wordt 16 op zo 24 jan: "),  # 60 days ahead
        (date(2011, 1, 25), None),
        (date(2010, 11, 25), "is 16 sinds wo 25 nov: "),
        (date(2010, 10, 26), "is 16 sinds ma 26 okt: "),  # 30 days ago
        (date(2010, 10, 25), None),
        (date(2012, 3, 4), None),
    ],
)
def test_it_is_said_near_the_birthday_only(born: date, words: str | None) -> None:
    flags = age_flags(born, TODAY)
    assert [flag.words(TODAY).startswith(words or "-") for flag in flags] == ([True] if words else [])
    assert age_flags(None, TODAY) == ()


def test_born_on_29_february_is_older_on_1_march() -> None:
    assert birthday(date(2012, 2, 29), 16) == date(2028, 2, 29)
    assert birthday(date(2012, 2, 29), 18) == date(2030, 3, 1)


def test_what_holds_now_can_be_asked() -> None:
    born = TODAY - timedelta(days=16 * 366)
    assert [(rule.age, now) for rule, _day, now in standing(born, TODAY)] == [
        (12, True), (16, True), (18, False), (23, False),
    ]  # fmt: skip
    assert [day for _rule, day, _now in standing(None, TODAY)] == [None] * 4
