"""When a norm asks for a report, until when, and where the count stands after one (domain.md §10)."""

from dataclasses import replace
from datetime import date, timedelta

from sotdesk.domain.absence import Absence, AbsenceKind, Snapshot
from sotdesk.domain.absence_reports import (
    HOURS,
    AbsenceFile,
    Due,
    Report,
    Stand,
    badge,
    counted_from,
    due_words,
    dues,
    kinds,
    next_steps,
    report_words,
    stand_words,
)
from sotdesk.domain.calendar import Period, SchoolCalendar
from sotdesk.domain.students import Student

CALENDAR = SchoolCalendar((Period("herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),))
WED = date(2026, 11, 25)
YOUNG = date(2012, 3, 4)
YARA = Student("yara", "1", "Yara", "", "Achterberg", "2H1", YOUNG)


def away(*days: tuple[int, int, float]) -> list[Absence]:
    return [Absence(date(2026, month, day), AbsenceKind.UNLAWFUL, hours) for month, day, hours in days]


def asked(
    *stands: Stand, days: list[Absence] | None = None, reports: tuple[Report, ...] = (), born: date | None = YOUNG
) -> tuple[Due, ...]:  # fmt: skip
    return dues(stands, days or [], reports, CALENDAR, born, WED)


def typed(month: int, day: int, hours: float = 0, weeks: float = 0) -> Stand:
    return Stand("s", Snapshot(date(2026, month, day), hours=hours, weeks_away=weeks))


def test_the_norm_asks_for_a_report_within_five_working_days() -> None:
    """P61, P62: within five working days of reaching 16 hours; the window jumps over the holiday (P60)."""
    days = away((10, 7, 8), (10, 14, 4), (10, 28, 4))
    (due,) = asked(days=days)
    assert due == Due("hours", date(2026, 10, 28), date(2026, 11, 4))
    assert due_words(due, WED) == "16 uur bereikt wo 28 okt · melden uiterlijk wo 4 nov · te laat"


def test_a_typed_snapshot_asks_from_its_own_day() -> None:
    assert asked(typed(11, 24, 15.5)) == ()
    assert asked(typed(11, 24, 16)) == (Due("hours", date(2026, 11, 24), date(2026, 12, 1)),)


def test_a_kept_row_asks_until_it_is_reported_or_said_why_not() -> None:
    kept = Report("r", "hours", date(2026, 11, 20))
    (due,) = asked(typed(11, 24, 17), reports=(kept,))
    assert (due.reached_on, due.report_id) == (date(2026, 11, 20), "r")
    assert asked(typed(11, 24, 17), reports=(replace(kept, reported_on=date(2026, 11, 25)),)) == ()
    assert asked(typed(11, 24, 17), reports=(replace(kept, next_step="none", reached_on=WED),)) == ()


def test_after_a_report_every_new_sixteen_hours_is_a_new_report() -> None:
    """P60: the counter restarts the day after; of unbroken absence one report in seven calendar days is enough."""
    days = away((11, 9, 8), (11, 10, 8), (11, 11, 8), (11, 12, 8))
    told = Report("r", "hours", date(2026, 11, 10), date(2026, 11, 11))
    assert counted_from([told]) == date(2026, 11, 10)
    (again,) = asked(days=days, reports=(told,))
    assert again == Due("hours", date(2026, 11, 12), date(2026, 11, 19), may_wait=date(2026, 11, 18))
    assert "bij aaneengesloten verzuim mag het wo 18 nov" in due_words(again, WED)
    assert asked(days=days[:3], reports=(told,)) == ()


def test_longer_than_four_weeks_is_a_report_of_its_own_kind() -> None:
    """P60b, P62, S004."""
    day, days = date(2026, 10, 5), []
    while day <= date(2026, 11, 2):
        days += [Absence(day, AbsenceKind.UNLAWFUL, 0.5)] if CALENDAR.is_school_day(day) else []
        day += timedelta(days=1)
    assert [due.kind for due in asked(days=days[:-1])] == []
    assert [(due.kind, due.reached_on) for due in asked(days=days)] == [("long", date(2026, 11, 2))]
    assert [due.kind for due in asked(typed(11, 24, 20, 4.5))] == ["hours", "long"]


def test_from_the_eighteenth_birthday_it_may_but_need_not() -> None:
    """P60: under 18 the school must; to 23 without startkwalificatie it is voluntary; after that nothing."""
    assert asked(typed(11, 24, 16), born=date(2008, 11, 25))[0].by == date(2026, 12, 1), "the day before"
    (due,) = asked(typed(11, 24, 16), born=date(2008, 11, 24))
    assert due.by is None
    assert due_words(due, WED) == "16 uur bereikt di 24 nov · melden is vrijwillig (18 jaar of ouder)"
    assert asked(typed(11, 24, 16), born=date(2003, 11, 24)) == ()


def test_sickness_asks_for_no_report() -> None:
    """P60b: sickness and suspension are lawful, not reported; P64: the youth doctor is another route."""
    assert asked(Stand("s", Snapshot(date(2026, 11, 24), sick_reports=6, sick_days=9))) == ()


def test_what_stood_last_school_year_asks_nothing_any_more() -> None:
    assert asked(typed(6, 10, 30)) == ()


def test_the_words_of_the_card() -> None:
    report = Report("r", "hours", date(2026, 11, 10), date(2026, 11, 11), "S. de Wit", next_step="pv")
    assert report_words(report, WED) == (
        "16 uur bereikt di 10 nov · gemeld wo 11 nov door S. de Wit · proces-verbaal"
    )
    told = Report("r", "luxury", date(2026, 11, 10))
    assert report_words(told, WED) == "luxe: di 10 nov · nog niet gemeld"
    stand = Stand("s", Snapshot(date(2026, 11, 3), hours=9, sick_reports=2))
    assert stand_words(stand) == "9 van 16 uur in 4 schoolweken · 2 van 4 ziekmeldingen in 12 schoolweken"
    assert badge(AbsenceFile(YARA, (stand,)), date(2026, 11, 10)) == ("9 van 16 u", False)
    assert badge(AbsenceFile(YARA, (stand,)), WED) == ("9 van 16 u (stand van di 3 nov)", False)
    due = Due("hours", date(2026, 11, 19), date(2026, 11, 26))
    assert badge(AbsenceFile(YARA, (stand,), dues=(due,)), WED) == (
        "melden uiterlijk do 26 nov",
        True,
    )
    assert badge(AbsenceFile(YARA), WED) == ("", False)
    over = Stand("", replace(stand.snapshot, hours=17))
    made = Report("r", HOURS, date(2026, 11, 3), reported_on=date(2026, 11, 5))
    assert badge(AbsenceFile(YARA, (over,), reports=(made,)), date(2026, 11, 10)) == (
        "17 van 16 u · gemeld do 5 nov",
        False,
    )


def test_the_routes_of_the_lpa_and_the_kinds_have_a_source() -> None:
    """P63: four routes; S003: no effect leads to proces-verbaal; P60b: the kinds of report."""
    assert [kind.words for kind in kinds()] == ["16 uur", "langdurig", "luxe", "overig"]
    assert sum("Methodische Aanpak" in step.source for step in next_steps()) == 4
    assert "proces-verbaal" in [step.words for step in next_steps()]
    every = [*kinds(), *next_steps()]
    assert all(each.source for each in every)
    assert not any("thuiszitter" in f"{each.words}{each.source}" for each in every), (
        "that is her own judgement"
    )
