"""Kinds of meeting and roles ship as data with their source (domain.md §2, §3, §4)."""

from sotdesk.domain.contacts import role_kinds
from sotdesk.domain.meeting_presets import presets
from sotdesk.domain.meetings import ItemKind


def test_both_schools_presets_ship() -> None:
    """domain.md §4: S003's SOT every three weeks, S004's SOT every fortnight and SOT+ 3–6 times a year."""
    found = {p.code: {k.name: k for k in p.kinds} for p in presets()}
    assert found["S003"]["SOT"].every_weeks == 3
    assert found["S004"]["SOT"].every_weeks == 2
    assert found["S004"]["SOT+"].every_weeks is None
    assert "3 tot 6" in found["S004"]["SOT+"].per_year
    assert {"lpa", "wijkagent", "bpo", "psycholoog"} <= set(found["S004"]["SOT+"].members)


def test_every_member_is_a_known_role_and_every_kind_names_its_source() -> None:
    for preset in presets():
        for kind in preset.kinds:
            assert set(kind.members) <= set(role_kinds()), kind.name
            assert kind.source == preset.code


def test_minutes_are_proposed_per_kind_of_item() -> None:
    """domain.md §4: 10 minutes running, 20 new are our own proposal."""
    kind = presets()[0].kinds[0]
    assert (kind.minutes_for(ItemKind.NEW), kind.minutes_for(ItemKind.PROGRESS)) == (20, 10)
    assert kind.minutes_for(ItemKind.GENERAL) == 10


def test_no_word_names_two_roles() -> None:
    words = [w.casefold() for r in role_kinds().values() for w in (r.code, r.name, *r.aliases)]
    per_role = [{w.casefold() for w in (r.code, r.name, *r.aliases)} for r in role_kinds().values()]
    assert sum(map(len, per_role)) == len(set(words))
