"""The ages at which something changes (domain.md §3 "three ages", §7, §10, §12)."""

from datetime import date, timedelta

import pytest

from sotdesk.domain.ages import SHIPPED, SchoolAges, age_flags, age_rules, birthday, standing
from sotdesk.domain.rules import load

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


def test_what_ships_is_what_the_rules_say() -> None:
    coded = {row["code"]: row["age"] for row in load("ages")["age"] if "code" in row}
    assert coded == vars(SHIPPED)


def test_a_school_chooses_where_the_sources_differ() -> None:
    """domain.md §12: the age of 12 is our own reading [U]; §3: the handelingsdeel from 18 (NVO, P55 [L]) or 16 (P53);
    §10 (P60): voluntary from 18 to 23 is agreed on locally."""
    own = {rule.age: rule for rule in age_rules(SchoolAges(shared=0, opp=16, voluntary=27))}
    assert list(own) == [16, 18, 23, 27], "12 is not named"
    assert "handelingsdeel" in own[16].changes and "handelingsdeel" not in own[18].changes
    assert (
        "tot 27 jaar" in own[18].changes
        and own[18].soon == "meerderjarig: beslist zelf, melden van verzuim is vrijwillig"
    )
    assert [(f.rule.age, f.passed) for f in age_flags(date(2014, 11, 20), TODAY)] == [(12, True)]
    assert age_flags(date(2014, 11, 20), TODAY, SchoolAges(shared=0)) == ()
