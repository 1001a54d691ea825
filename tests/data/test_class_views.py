"""A class in the store: who is in it; values read for all of it, all or nothing; the round trip of an import."""

import csv
from datetime import date
from pathlib import Path

import pytest

from sotdesk.data.store import Store
from sotdesk.data.store.kwadrant import Taken
from sotdesk.domain.class_measures import MeasurePlan, plan
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.kwadrant_measuring import read_all
from sotdesk.domain.kwadrant_rules import Value, instruments
from sotdesk.domain.students import Student
from sotdesk.exchange.measures_file import read_measures

TODAY = date(2026, 11, 25)
SAQI = instruments()["saqi"]


@pytest.fixture
def desk(store: Store) -> Store:
    store.students.add(
        [
            Student("yara", "040123", "Yara", "", "Achterberg", "2H1"),
            Student("sem", "040124", "Sem", "de", "Boer", "2H1"),
            Student("noor", "040125", "Noor", "", "Vonk", "3M2"),
        ]
    )
    return store


def planned(desk: Store, path: Path, *, take: bool) -> MeasurePlan:
    pupils = desk.students.all()
    known = desk.kwadrant.of_students([student.id for student in pupils])
    return plan(read_measures(path, SAQI).rows, SAQI, TODAY, pupils, known, take=take)


def test_an_import_comes_out_as_it_went_in_and_twice_changes_nothing(desk: Store, tmp_path: Path) -> None:
    for key, values in (("yara", "2 8 5"), ("sem", "6 6 6")):
        typed = dict(zip(("motivatie", "welbevinden", "zelfvertrouwen"), values.split(), strict=True))
        taken = Taken(key, read_all(SAQI, typed), frozenset(typed))
        desk.kwadrant.measure(SAQI, [taken], day=TODAY)
    path = tmp_path / "saqi.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["Stamnr", *(scale.name for scale in SAQI.scales)])
        for student in desk.classes.pupils("2H1"):
            raws = {m.scale: m.raw for m in desk.kwadrant.of_student(student.id).measured}
            writer.writerow([student.number, *(raws[scale.code] for scale in SAQI.scales)])
    for take in (False, True):
        made = planned(desk, path, take=take)
        assert made.changes_nothing and len(made.unchanged) == 2 and not made.refused


def test_all_of_a_list_is_one_step_to_undo(desk: Store, tmp_path: Path) -> None:
    path = tmp_path / "saqi.csv"
    path.write_text("Stamnr;Motivatie\n040123;2\n040124;8\n", encoding="utf-8")
    made = planned(desk, path, take=True)
    taken = [Taken(e.student.id, e.raws, frozenset(r.scale.code for r in e.raws)) for e in made.writes]
    assert desk.kwadrant.measure(SAQI, taken, day=TODAY) == 2
    assert desk.kwadrant.of_student("sem")["willen.motivatie"].value is Value.STRONG
    last = desk.desk.to_undo()
    assert last is not None
    desk.desk.undo(last.batch)
    assert all(found.empty for found in desk.kwadrant.of_students(["yara", "sem"]).values())


def test_when_one_cannot_be_kept_nothing_is(desk: Store) -> None:
    raws = read_all(SAQI, {"motivatie": "2"})
    with pytest.raises(SotdeskError):
        desk.kwadrant.measure(SAQI, [Taken("yara", raws), Taken("niemand", raws)], day=TODAY)
    assert desk.kwadrant.of_student("yara").empty


def test_classes_say_how_many_have_a_value(desk: Store) -> None:
    desk.kwadrant.say("yara", "doen", Value.CARE)
    assert [(g.key, g.pupils, g.known) for g in desk.classes.groups()] == [("2H1", 2, 1), ("3M2", 1, 0)]
    assert [student.id for student in desk.classes.pupils("2H1")] == ["yara", "sem"]
    assert desk.classes.pupils("9X9") == ()
