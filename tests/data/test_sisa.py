"""The index (SISA) in the store (domain.md §7; issue 6 point 8): weighed, told, matched, renewed, closed; undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sotdesk.data.store import Store
from sotdesk.data.store.sisa import Weighed
from sotdesk.data.vault import Vault
from sotdesk.domain.attention import rows
from sotdesk.domain.contacts import Contact
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.shield import hide_also, speaks
from sotdesk.domain.sisa import Consent, Match, State, Told
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
BORN = date(2012, 5, 4)
TOLD = Told(TODAY, "telefonisch", True, True, True)


@pytest.fixture
def desk(store: Store) -> Iterator[Store]:
    store.students.add(
        [
            Student("yara", "040123", "Yara", "", "Achterberg", "2H1", birth_date=BORN),
            Student("oud", "030001", "Oskar", "", "Veenstra", "6V1", birth_date=date(2003, 11, 25)),
        ]
    )
    store.cases.open("yara")
    yield store
    hide_also([])


@pytest.fixture
def smit(desk: Store) -> str:
    return desk.contacts.save(Contact("", "N. Smit", may_signal=True))


def signal(who: str, on: date = TODAY, **more: object) -> Weighed:
    return replace(Weighed("more", False, True, on, who), **more)  # type: ignore[arg-type]


def test_only_who_may_signal_sets_one(desk: Store, smit: str) -> None:
    """Issue 6: who may signal is a property of the person."""
    other = desk.contacts.save(Contact("", "M. Bos"))
    assert [c.name for c in desk.sisa.signallers()] == ["N. Smit"]
    for who in (other, "", "niemand"):
        with pytest.raises(RuleError):
            desk.sisa.weigh("yara", signal(who))
    desk.sisa.weigh("yara", signal(smit))
    log = desk.sisa.of_student("yara")
    assert log.active(TODAY) is not None and log.weighings[0].by == "N. Smit"
    case = desk.cases.of_student("yara")
    assert case is not None and desk.sisa.of_case(case.id) == log.weighings
    with pytest.raises(RuleError, match="al een signaal"):
        desk.sisa.weigh("yara", signal(smit))
    desk.contacts.remove(smit)
    kept = desk.sisa.weigh("yara", signal(smit, question="worries"), log.weighings[0].id)
    assert kept == log.weighings[0].id, "who set it then stays"


@pytest.mark.parametrize(
    "weighed,said",
    [
        (Weighed("one", True, False, TODAY), "vermoeden"),
        (Weighed("one", False, False, TODAY + timedelta(days=1)), "nog niet geweest"),
    ],
)
def test_not_setting_it_with_a_suspicion_asks_the_reason(desk: Store, weighed: Weighed, said: str) -> None:
    """S004 and the municipality: always, else a reason."""
    with pytest.raises(RuleError, match=said):
        desk.sisa.weigh("yara", weighed)
    desk.sisa.weigh("yara", replace(weighed, reason="de SMW zette er vandaag een", on=TODAY))
    (one,) = desk.sisa.of_student("yara").weighings
    assert one.reason == "de SMW zette er vandaag een" and one.state(BORN, TODAY) is State.NOT_SET


def test_someone_of_23_is_refused_with_the_reason(desk: Store, smit: str) -> None:
    """S001: ages 0 to 23. He becomes 23 today."""
    with pytest.raises(RuleError, match="23 jaar of ouder"):
        desk.sisa.weigh("oud", signal(smit))
    assert not desk.sisa.of_student("oud").weighings


def test_the_whole_way_of_a_signal(desk: Store, smit: str) -> None:
    week = timedelta(days=7)
    one = desk.sisa.weigh("yara", signal(smit, TODAY - 4 * week, review_on=TODAY))
    due = {row.rule: row.address for row in rows(desk.attention.open(), TODAY) if row.secret}
    assert due == {
        "sisa_guide": ("settings", "guide"), "sisa_told": ("sisa", "yara", f"told:{one}"),
        "sisa_review": ("sisa", "yara", f"signal:{one}"),
    }  # fmt: skip
    desk.sisa.tell(one, TOLD)
    desk.sisa.review(one, TODAY + 20 * week)
    match = desk.sisa.keep_match(one, Match("", TODAY - week, "Wijkteam Noord", "R. Blom", "010 000 00 00"))
    assert {row.rule for row in rows(desk.attention.open(), TODAY) if row.student} == {"sisa_match"}
    (kept,) = desk.sisa.of_student("yara").weighings[0].matches
    desk.sisa.keep_match(
        one, replace(kept, contact_on=TODAY, consent=Consent.YES, agreement="wijkteam thuis, SMW op school")
    )
    (kept,) = desk.sisa.of_student("yara").weighings[0].matches
    assert (kept.id, kept.consent_on, kept.agreed_on) == (match, TODAY, TODAY)
    assert not [row for row in rows(desk.attention.open(), TODAY) if row.student]
    desk.sisa.renew(one, TODAY, smit)
    assert desk.sisa.of_student("yara").weighings[0].expires(BORN) == date(2028, 11, 25)
    with pytest.raises(RuleError):
        desk.sisa.close(one, TODAY, " ")
    desk.sisa.close(one, TODAY, "de school is niet meer betrokken")
    log = desk.sisa.of_student("yara")
    assert log.active(TODAY) is None and log.weighings[0].state(BORN, TODAY) is State.INACTIVE
    for act in (
        lambda: desk.sisa.renew(one, TODAY, smit),
        lambda: desk.sisa.review(one, TODAY),
        lambda: desk.sisa.keep_match(one, Match("", TODAY, "CJG")),
    ):
        with pytest.raises(RuleError, match="niet meer actief"):
            act()


def test_told_or_the_reason_why_not(desk: Store, smit: str) -> None:
    """P27, P31: informing is a duty."""
    one = desk.sisa.weigh("yara", signal(smit))
    for nothing in (Told(), Told(TODAY), Told(None, "mail", True, True, True)):
        with pytest.raises(RuleError):
            desk.sisa.tell(one, nothing)
    desk.sisa.tell(one, Told(TODAY, "brief", True, True, True, not_why="nu niet veilig voor de leerling"))
    told = desk.sisa.of_student("yara").weighings[0].told
    assert told == Told(not_why="nu niet veilig voor de leerling")


def test_a_mistake_is_taken_away_and_comes_back(desk: Store, smit: str) -> None:
    one = desk.sisa.weigh("yara", signal(smit, TODAY - timedelta(days=3)))
    desk.sisa.tell(one, TOLD)
    match = desk.sisa.keep_match(one, Match("", TODAY, "CJG"))
    desk.sisa.renew(one, TODAY, smit)
    renewal = desk.sisa.of_student("yara").weighings[0].renewals[0].id
    with pytest.raises(RuleError, match="match of verlenging"):
        desk.sisa.weigh("yara", Weighed("one", False, False, TODAY), one)
    desk.sisa.close(one, TODAY, "vergissing")
    for key in (f"closed:{one}", f"told:{one}", f"renewal:{renewal}", f"match:{match}"):
        desk.sisa.remove(key)
    (kept,) = desk.sisa.of_student("yara").weighings
    assert kept.told.empty and not kept.matches and not kept.renewals and kept.closed_on is None
    desk.sisa.keep_match(one, Match("", TODAY, "CJG"))
    desk.sisa.remove(f"signal:{one}")
    assert not desk.sisa.of_student("yara").weighings
    last = desk.desk.to_undo()
    assert last is not None and not speaks(last.label)
    desk.desk.undo(last.batch)
    assert len(desk.sisa.of_student("yara").weighings[0].matches) == 1
    with pytest.raises(NotFound):
        desk.sisa.remove("match:weg")


def test_switched_off_it_is_read_and_asks_nothing(desk: Store, smit: str) -> None:
    """Domain.md §7 "Legal status": a module that can be switched off, with the log kept."""
    one = desk.sisa.weigh("yara", signal(smit))
    desk.sisa.save_module(on=False, name="SISA")
    assert desk.sisa.of_student("yara").weighings and not [
        r for r in rows(desk.attention.open(), TODAY) if r.secret
    ]
    for act in (
        lambda: desk.sisa.tell(one, TOLD),
        lambda: desk.sisa.weigh("yara", Weighed("one", False, False, TODAY)),
        lambda: desk.sisa.remove(f"signal:{one}"),
    ):
        with pytest.raises(RuleError, match="Instellingen"):
            act()


def test_another_name_is_hidden_too_and_so_is_the_one_before(desk: Store, smit: str, vault: Vault) -> None:
    desk.sisa.weigh("yara", signal(smit))
    for wrong in ("x!", "", "een naam die veel te lang is voor de kop"):
        with pytest.raises(RuleError):
            desk.sisa.save_module(on=True, name=wrong)
    desk.sisa.save_module(on=True, name="Zorgradar")
    desk.sisa.save_module(on=True, name="Samenkijker")
    assert speaks("de samenkijker") and not speaks("de zorgradar"), (
        "never used, so it is an ordinary word again"
    )
    desk.sisa.close(desk.sisa.of_student("yara").weighings[0].id, TODAY, "klaar")
    desk.sisa.weigh("yara", signal(smit))
    desk.sisa.save_module(on=True, name="Verwijzer")
    hide_also([])
    Store(vault.engine, desk.clock)
    assert speaks("samenkijker") and speaks("verwijzer"), "known again when the vault opens"
    last = desk.desk.to_undo()
    assert last is not None and not speaks(last.label)
    desk.desk.undo(last.batch)
    assert not speaks("verwijzer"), "undo is heard too"


def test_the_school_guide_is_asked_once_a_school_year(desk: Store) -> None:
    """Issue 6: the school-guide text as a yearly item; only of a school that uses it."""
    assert desk.attention.open().guide is None
    desk.contacts.save(Contact("", "N. Smit", may_signal=True))
    due = desk.attention.open().guide
    assert due is not None and due.first == 2026
    with pytest.raises(RuleError):
        desk.sisa.tick_guide(2026, TODAY + timedelta(days=1))
    desk.sisa.tick_guide(2026, TODAY)
    assert (
        desk.attention.open().guide is None
        and desk.sisa.guide(2026) == TODAY
        and desk.sisa.guide(2027) is None
    )
    desk.sisa.tick_guide(2026, None)
    assert desk.attention.open().guide is not None


def test_it_is_in_no_search_and_in_the_timeline_of_nobody_but_her(desk: Store, smit: str) -> None:
    one = desk.sisa.weigh("yara", signal(smit, reason="zqreden"))
    desk.sisa.keep_match(one, Match("", TODAY, "zqpartij", agreement="zqafspraak"))
    assert not desk.finding.find("zqreden") and not desk.finding.find("zqpartij")
    case = desk.cases.of_student("yara")
    assert case is not None
    assert not [e for e in desk.cases.get(case.id).timeline if "zq" in e.text or e.kind == "index"]
    entries = list(desk.sisa.entries("yara"))
    assert {e.audience for e in entries} == {"own"} and len(entries) == 2
    steps = [
        s for s in desk.history.of_student("yara") if any("zq" in f.after for p in s.parts for f in p.fields)
    ]
    assert steps and all(step.secret and not speaks(step.label) for step in steps)
