"""Absence in a real encrypted file: typed, pasted, reported, asked for on Vandaag, found, undone (domain.md §10)."""

from dataclasses import replace
from datetime import date

import pytest

from sotdesk.data.store import Store
from sotdesk.domain.absence import CountNorm, SickNorm, Snapshot, distances
from sotdesk.domain.absence_reports import Report, due_words
from sotdesk.domain.ages import SchoolAges
from sotdesk.domain.attention import rows
from sotdesk.domain.calendar import Period, SchoolCalendar
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.finding import address_of
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
PASTE = (
    "9-11 ongeoorloofd 4\n11-11 ongeoorloofd 4\n16-11 ziek\n19-11 ongeoorloofd 4 lesuren\nTotaal\n23-11 O 2,5"
)


@pytest.fixture
def desk(store: Store) -> Store:
    store.students.add(
        [
            Student("yara", "1", "Yara", "", "Achterberg", "2H1", date(2012, 3, 4)),
            Student("sem", "2", "Sem", "", "Bos", "1B4", date(2013, 9, 30)),
        ]
    )
    store.school.save_calendar(
        SchoolCalendar((Period("herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),))
    )
    return store


def asked(store: Store) -> list[str]:
    """The rows of Vandaag about absence."""
    found = rows(store.attention.open(), store.clock.today())
    return [f"{row.words} {row.when}: {row.text}" for row in found if row.rule == "absence"]


def undo(store: Store) -> None:
    last = store.desk.to_undo()
    assert last
    store.desk.undo(last.batch)


def test_a_snapshot_is_typed_changed_and_undone(desk: Store) -> None:
    desk.absence.save_stand("yara", Snapshot(date(2026, 11, 3), 9, 2, 1), "uit Magister")
    (stand,) = desk.absence.of_student("yara").stands
    assert (stand.snapshot, stand.typed, stand.note) == (
        Snapshot(date(2026, 11, 3), 9, 2, 1),
        True,
        "uit Magister",
    )
    desk.absence.save_stand("yara", replace(stand.snapshot, hours=10.5), stand_id=stand.id)
    assert [s.snapshot.hours for s in desk.absence.of_student("yara").stands] == [10.5]
    undo(desk)
    assert [s.snapshot.hours for s in desk.absence.of_student("yara").stands] == [9]
    desk.absence.remove_stand(stand.id)
    assert desk.absence.of_student("yara").stands == ()
    with pytest.raises(NotFound):
        desk.absence.remove_stand(stand.id)


@pytest.mark.parametrize(
    "wrong",
    [Snapshot(date(2026, 11, 26), 1), Snapshot(TODAY, -1), Snapshot(TODAY, 1, 99), Snapshot(TODAY, 900)],
)
def test_numbers_that_cannot_be_are_refused_and_nothing_is_kept(desk: Store, wrong: Snapshot) -> None:
    with pytest.raises(RuleError):
        desk.absence.save_stand("yara", wrong)
    assert desk.absence.of_student("yara").stands == ()


def test_pasted_days_are_previewed_counted_and_replaced(desk: Store) -> None:
    """P60, P61: the window is four school weeks of the school's own calendar; the same days are replaced."""
    before = desk.absence.preview("yara", PASTE)
    assert before.snapshot == Snapshot(TODAY, 14.5, 1, 0)
    assert [one.words for one in before.pasted.refused] == ["regel 5: geen datum gelezen"]
    assert desk.absence.of_student("yara").days == (), "looking keeps nothing"
    desk.absence.keep_days("yara", PASTE)
    assert desk.absence.of_student("yara").newest.snapshot.hours == 14.5  # type: ignore[union-attr]
    assert desk.absence.preview("yara", "9-11 geoorloofd 4\n24-11 ziek").replaced == 1
    desk.absence.keep_days("yara", "9-11 geoorloofd 4\n24-11 ziek")
    file = desk.absence.of_student("yara")
    assert [(s.snapshot.hours, s.snapshot.sick_reports, s.typed) for s in file.stands] == [(10.5, 2, False)]
    assert len(file.days) == 6
    undo(desk)
    assert [s.snapshot.hours for s in desk.absence.of_student("yara").stands] == [14.5]
    with pytest.raises(RuleError, match="geen dag gelezen"):
        desk.absence.keep_days("yara", "niets te lezen")


def test_a_reached_norm_stands_on_vandaag_until_it_is_reported_and_counts_anew(desk: Store) -> None:
    """P61, P62: five working days; P60: after a report the counter restarts the day after."""
    desk.absence.keep_days("yara", f"{PASTE}\n20-11 ongeoorloofd 4")
    assert asked(desk) == ["Verzuim 16 uur: melden uiterlijk vr 27 nov: bereikt vr 20 nov"]
    (due,) = desk.absence.of_student("yara").dues
    key = desk.absence.save_report(
        "yara", Report("", due.kind, due.reached_on, causes="schaamte om haar been")
    )
    assert asked(desk), "a row that is not reported yet keeps asking"
    (report,) = desk.absence.of_student("yara").reports
    assert report.id == key
    desk.absence.save_report("yara", replace(report, reported_on=date(2026, 11, 24), reported_by="S. de Wit"))
    assert asked(desk) == []
    assert desk.absence.preview("yara", "25-11 ongeoorloofd 1").snapshot.hours == 3.5, "2,5 on the 23rd and 1"
    desk.absence.remove_report(key)
    assert asked(desk) != []


def test_another_pupils_absence_and_sickness_ask_nothing(desk: Store) -> None:
    """P60b: sickness is lawful, not reported."""
    desk.absence.save_stand("sem", Snapshot(TODAY, 3, 5, 8))
    assert asked(desk) == []


def test_absence_stands_in_the_timeline_and_is_found(desk: Store) -> None:
    case = desk.cases.open("yara")
    desk.absence.save_stand("yara", Snapshot(date(2026, 11, 3), 9))
    report_id = desk.absence.save_report(
        "yara", Report("", "luxury", date(2026, 11, 12), date(2026, 11, 13), "S. de Wit", "bruiloft in Izmir")
    )
    entries = [(e.day, e.text, e.ref) for e in desk.cases.get(case).timeline if e.kind == "verzuim"]
    assert entries[0] == (
        date(2026, 11, 13), "luxe: do 12 nov · gemeld vr 13 nov door S. de Wit", report_id,
    )  # fmt: skip
    assert entries[1][:2] == (date(2026, 11, 3), "9 van 16 uur in 4 schoolweken")
    (hit,) = desk.finding.find("izmir")
    assert (hit.word, address_of(hit)) == ("verzuim", ("absence", "yara", report_id))


def test_a_report_of_a_day_to_come_is_refused(desk: Store) -> None:
    with pytest.raises(RuleError, match="nog niet geweest"):
        desk.absence.save_report("yara", Report("", "hours", date(2026, 11, 26)))


def test_a_school_has_its_own_norm_of_sickness(store: Store) -> None:
    """domain.md §10 (P64): the agreement with the youth doctor; another school asks for more than six reports."""
    store.students.add([Student("ziek", "9", "Noor", "", "Prins", "1A")])
    store.absence.save_stand("ziek", Snapshot(store.clock.today(), sick_reports=5))
    file = store.absence.of_student("ziek")
    assert distances(file.stands[0].snapshot, rules=file.rules)[1].reached

    store.absence.save_sick_norm(SickNorm(7, 52, 10))
    file = store.absence.of_student("ziek")
    reports, streak = distances(file.stands[0].snapshot, rules=file.rules)[1:3]
    assert reports.words == "5 van 7 ziekmeldingen in 52 schoolweken" and not reports.reached
    assert streak.words == "0 van 10 schooldagen ziek op rij"
    assert file.rules.hours == 16, "the law's own norms are not the school's to change"
    assert "5 van 7 ziekmeldingen" in store.cases.pupil("ziek").timeline[0].text

    with pytest.raises(RuleError):
        store.absence.save_sick_norm(SickNorm(0, 12, 7))
    last = store.desk.to_undo()
    assert last is not None and last.label == "norm van het ziekteverzuim"
    store.desk.undo(last.batch)
    assert store.absence.norms().sick_reports == 4


def test_a_school_counts_in_its_own_way(store: Store) -> None:
    """domain.md §10: lesson hours and the age of compulsory attendance are the school's to set; both reach the count,
    the report that is due and the words beside it."""
    today = store.clock.today()
    store.students.add(
        [Student("yara", "9", "Noor", "", "Prins", "1A", birth_date=today.replace(year=today.year - 17))]
    )
    store.absence.save_stand("yara", Snapshot(today, 16))
    (due,) = store.absence.of_student("yara").dues
    assert due.by is not None
    assert store.absence.preview("yara", "9-11-2026 oa 4 lesuren").snapshot.hours == 4

    store.absence.save_count_norm(CountNorm(0.75, 16, 27))
    (due,) = store.absence.of_student("yara").dues
    assert due.by is None and "(16 jaar of ouder)" in due_words(due, today)
    assert store.absence.preview("yara", "9-11-2026 oa 4 lesuren").snapshot.hours == 3
    assert store.school.ages() == SchoolAges(duty=16, voluntary=27)

    for wrong in (CountNorm(0, 18, 23), CountNorm(3, 18, 23), CountNorm(1, 24, 23)):
        with pytest.raises(RuleError):
            store.absence.save_count_norm(wrong)
    last = store.desk.to_undo()
    assert last is not None and last.label == "telling van het verzuim"
    store.desk.undo(last.batch)
    assert store.absence.norms().lesson_hours == 1


def test_a_school_sets_the_ages_of_the_card(store: Store) -> None:
    """domain.md §12 (12 is [U]), §3 (the handelingsdeel is the pupil's from 16 or 18)."""
    store.school.save_ages(SchoolAges(shared=0, opp=16))
    assert store.school.ages() == SchoolAges(shared=0, opp=16)
    for wrong in (SchoolAges(shared=16), SchoolAges(shared=-1), SchoolAges(opp=17)):
        with pytest.raises(RuleError):
            store.school.save_ages(wrong)
