"""The kwadrant in the store (domain.md §8): set, measured, put right, undone; a class in one look; words of history."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from sotdesk.data.store import Store
from sotdesk.data.store.kwadrant import Taken
from sotdesk.data.vault import Vault
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.finding import address_of
from sotdesk.domain.kwadrant import Move, for_guest
from sotdesk.domain.kwadrant_measuring import read_all
from sotdesk.domain.kwadrant_rules import Value, instruments, part_names
from sotdesk.domain.kwadrant_words import mini
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
CARE, USUAL, STRONG, UNKNOWN = Value
SAQI = instruments()["saqi"]


@pytest.fixture
def desk(store: Store) -> Store:
    store.students.add(
        [
            Student("yara", "040123", "Yara", "", "Achterberg", "2H1"),
            Student("sem", "040124", "Sem", "", "Bos", "2H1"),
        ]
    )
    return store


def test_a_value_is_set_by_a_person_and_keeps_what_was(desk: Store) -> None:
    desk.kwadrant.say(
        "yara", "willen", USUAL, day=TODAY - timedelta(days=30), who="mentor", note="zegt weinig"
    )
    desk.kwadrant.say("yara", "willen", CARE)
    found = desk.kwadrant.of_student("yara")["willen"]
    assert (found.value, found.move) == (CARE, Move.DOWN)
    assert found.before is not None and (found.before.who, found.before.note) == ("mentor", "zegt weinig")


def test_one_value_a_day_the_last_word_counts_and_the_note_stays(desk: Store) -> None:
    first = desk.kwadrant.say("yara", "doen.huiswerk", CARE, note="drie keer niet af")
    assert desk.kwadrant.say("yara", "doen.huiswerk", USUAL) == first
    [reading] = desk.kwadrant.of_student("yara").readings
    assert (reading.value, reading.note) == (USUAL, "drie keer niet af")
    desk.kwadrant.annotate(first, day=TODAY - timedelta(days=1), note="nu af", who="docenten")
    [reading] = desk.kwadrant.of_student("yara").readings
    assert (reading.day, reading.note, reading.who) == (TODAY - timedelta(days=1), "nu af", "docenten")


def test_it_is_taken_away_and_undone(desk: Store) -> None:
    key = desk.kwadrant.say("yara", "willen", CARE)
    desk.kwadrant.remove(key)
    assert desk.kwadrant.of_student("yara").empty
    last = desk.desk.to_undo()
    assert last is not None and last.label == "kwadrant: waarde weg"
    desk.desk.undo(last.batch)
    assert desk.kwadrant.of_student("yara")["willen"].value is CARE
    with pytest.raises(NotFound):
        desk.kwadrant.remove("weg")


def test_raw_values_stay_raw_and_only_ticked_suggestions_become_values(desk: Store) -> None:
    """Issue 5 point 1: an instrument only suggests."""
    raws = read_all(SAQI, {"motivatie": "2", "welbevinden": "8"})
    assert desk.kwadrant.measure(SAQI, [Taken("yara", raws, frozenset({"motivatie"}))], who="psycholoog") == 2
    found = desk.kwadrant.of_student("yara")
    assert [(m.scale, m.raw, m.suggests) for m in found.measured] == [
        ("motivatie", "2", CARE), ("welbevinden", "8", STRONG),
    ]  # fmt: skip
    assert found["willen.motivatie"].value is CARE and found["willen.welbevinden"].value is UNKNOWN
    assert found["willen.motivatie"].now is not None and found["willen.motivatie"].now.instrument == "saqi"
    assert found["willen"].value is UNKNOWN, "no sum of aspects"


def test_the_same_list_twice_changes_nothing(desk: Store) -> None:
    taken = [
        Taken(key, read_all(SAQI, {"motivatie": "5"}), frozenset({"motivatie"})) for key in ("yara", "sem")
    ]
    desk.kwadrant.measure(SAQI, taken)
    before = desk.kwadrant.of_students(["yara", "sem"])
    desk.kwadrant.measure(SAQI, taken)
    after = desk.kwadrant.of_students(["yara", "sem"])
    assert {k: (v.readings, v.measured) for k, v in after.items()} == {
        k: (
            tuple(replace(r, seen=s.seen) for r, s in zip(v.readings, after[k].readings, strict=True)),
            v.measured,
        )
        for k, v in before.items()
    }


def test_a_conclusion_of_her_own(desk: Store) -> None:
    with pytest.raises(RuleError):
        desk.kwadrant.conclude("yara", "  ")
    desk.kwadrant.conclude("yara", "eerst rust, dan huiswerk")
    [kept] = desk.kwadrant.of_student("yara").conclusions
    desk.kwadrant.conclude("yara", "eerst rust", kept.id)
    assert [c.text for c in desk.kwadrant.of_student("yara").conclusions] == ["eerst rust"]


def test_nothing_of_tomorrow_and_nobody_who_is_gone(desk: Store) -> None:
    with pytest.raises(RuleError):
        desk.kwadrant.say("yara", "willen", CARE, day=TODAY + timedelta(days=1))
    with pytest.raises(NotFound):
        desk.kwadrant.of_student("niemand")
    assert desk.kwadrant.of_student("yara").empty


def test_a_class_is_read_in_three_queries(desk: Store, vault: Vault) -> None:
    """A class of 32 within 100 ms (issue 5): never a query a pupil."""
    asked: list[str] = []
    event.listen(vault.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    desk.kwadrant.of_students(["yara", "sem"])
    assert len([q for q in asked if q.startswith("SELECT")]) == 3


def test_the_history_has_words_for_every_part() -> None:
    assert load("history")["value"]["kwadrant_value"]["part"] == part_names()


def test_a_note_and_a_conclusion_are_found_and_what_rests_on_a_saqi_is_for_those_involved(
    desk: Store,
) -> None:
    """P43: only those directly involved with the pupil."""
    plain = desk.kwadrant.say("yara", "doen", CARE, note="drie keer zonder huiswerkboek")
    shut = desk.kwadrant.say("yara", "willen.motivatie", CARE, note="zonder zin", instrument="saqi")
    desk.kwadrant.conclude("sem", "zonder ontbijt geen begin")
    found = desk.finding.find("zonder")
    assert {(hit.ref, hit.audience) for hit in found if hit.kind == "kwadrant_value"} == {
        (plain, "sot"), (shut, "restricted"),
    }  # fmt: skip
    [concluded] = [hit for hit in found if hit.kind == "kwadrant_conclusion"]
    address = address_of(concluded)
    assert concluded.word == "kwadrant" and address == ("kwadrant", "sem", concluded.ref)


def test_the_timeline_has_one_entry_a_day_and_one_for_a_conclusion(desk: Store) -> None:
    for part, value in (("willen", CARE), ("doen", USUAL)):
        desk.kwadrant.say("yara", part, value, day=TODAY - timedelta(days=9))
    shut = desk.kwadrant.say("yara", "willen.motivatie", CARE, instrument="saqi")
    desk.kwadrant.conclude("yara", "eerst rust")
    told = [e for e in desk.cases.pupil("yara").timeline if e.kind == "kwadrant"]
    assert {(e.day, e.text, e.audience) for e in told} == {
        (TODAY, "conclusie: eerst rust", "sot"),
        (TODAY, "motivatie zorg", "restricted"),
        (TODAY - timedelta(days=9), "willen zorg, doen gewoon", "sot"),
    }
    assert shut in {e.ref for e in told}


def test_the_mini_kwadrant_and_what_a_guest_may_see(desk: Store) -> None:
    """Issue 5 point 8; P43: a SAQI is for those directly involved."""
    assert mini(desk.kwadrant.of_student("yara")) == ""
    desk.kwadrant.say("yara", "willen", USUAL, day=TODAY - timedelta(days=40))
    desk.kwadrant.say("yara", "willen", CARE, instrument="saqi")
    desk.kwadrant.say("yara", "doen", CARE, day=TODAY - timedelta(days=400))
    desk.kwadrant.conclude("yara", "eerst rust")
    found = desk.kwadrant.of_student("yara")
    assert mini(found) == "kunnen ? · willen ▼ zorg / presteren ? · doen zorg (oud)"
    seen = for_guest(found, TODAY)
    assert (seen["willen"].value, seen.conclusions) == (USUAL, ())


def test_columns_named_by_hand_are_remembered_per_instrument(desk: Store) -> None:
    """Issue 5 point 6: the next list with that heading is read at once."""
    taken = [Taken("yara", read_all(SAQI, {"motivatie": "2"}))]
    desk.kwadrant.measure(SAQI, taken, headers={"Mot.": "scale:motivatie"})
    assert desk.kwadrant.columns("saqi") == {"Mot.": "scale:motivatie"}
    assert desk.kwadrant.columns("nio") == {}


def test_a_long_list_tells_how_far_it_is_and_is_one_step_to_undo(
    desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sotdesk.data.store.kwadrant.AT_ONCE", 1)
    told: list[tuple[int, int]] = []
    taken = [
        Taken(key, read_all(SAQI, {"motivatie": "2"}), frozenset({"motivatie"})) for key in ("yara", "sem")
    ]
    desk.kwadrant.measure(SAQI, taken, far=lambda *how: told.append(how))
    assert told == [(1, 2)]
    last = desk.desk.to_undo()
    assert last is not None
    desk.desk.undo(last.batch)
    assert all(found.empty for found in desk.kwadrant.of_students(["yara", "sem"]).values())
