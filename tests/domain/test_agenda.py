"""The agenda before the meeting (domain.md §4, product.md §4): times, proposals with a reason, the next date, seats."""

from datetime import date, time

import pytest

from sotdesk.domain.actions import Action, Doer
from sotdesk.domain.agenda import (
    Candidate,
    by_reason,
    fill_words,
    next_day,
    offer_day,
    propose,
    start_times,
    usual_kind,
    without_request,
)
from sotdesk.domain.calendar import Period, SchoolCalendar
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.errors import RuleError
from sotdesk.domain.kind_words import (
    clock_in,
    fixed_in,
    fixed_words,
    minutes_by_kind_in,
    minutes_in,
    minutes_words,
    rhythm_words,
    role_words,
    roles_in,
)
from sotdesk.domain.meetings import FixedItem, Item, ItemKind, Meeting, MeetingKind
from sotdesk.domain.seats import seats
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
DAY = date(2026, 12, 16)
CHRISTMAS = Period("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3))
CALENDAR = SchoolCalendar((CHRISTMAS,))
YARA = Student("yara", "1", "Yara", "", "Achterberg", "2H1", mentor="M. Bos", municipality="Rotterdam")


def item(
    title: str = "", minutes: int = 10, *students: Student, request: str = "", class_name: str = ""
) -> Item:
    return Item(
        title or "i", "m", 0, ItemKind.NEW, title, minutes, students, request=request, class_name=class_name
    )


def action(**fields: object) -> Action:
    return Action("a", "belt moeder", (Doer("mentor (M. Bos)"),), students=(YARA,), **fields)  # type: ignore[arg-type]


def test_times_follow_from_the_minutes() -> None:
    items = [item("Opening", 5), item("", 20, YARA), item("Rondvraag", 5)]
    assert start_times(items, time(13, 0)) == (time(13, 0), time(13, 5), time(13, 25))
    assert start_times([], time(13, 0)) == ()


@pytest.mark.parametrize(
    ("candidate", "kind", "reason"),
    [
        ({"status": "signaal", "direct": True}, ItemKind.NEW, "direct naar het SOT gestuurd"),
        ({"status": "intern", "carried_on": date(2026, 11, 4), "carried_times": 1, "last_discussed": date(2026, 10, 1)},
         ItemKind.PROGRESS, "doorgeschoven op wo 4 nov"),
        ({"status": "intake", "carried_on": date(2026, 11, 4), "carried_times": 2},
         ItemKind.NEW, "doorgeschoven op wo 4 nov, 2 keer"),
        ({"status": "intake", "opened_on": date(2026, 11, 20)}, ItemKind.NEW, "nieuw sinds vr 20 nov"),
        ({"status": "intern", "last_discussed": TODAY, "actions": (action(evaluate=date(2026, 12, 9)),)},
         ItemKind.EVALUATION, "evaluatie wo 9 dec"),
        ({"status": "intern", "last_discussed": TODAY, "actions": (action(due=date(2026, 11, 20)),) * 2},
         ItemKind.PROGRESS, "2 afspraken te laat"),
        ({"status": "intern", "last_discussed": TODAY, "actions": (action(due=date(2026, 12, 1)),)},
         ItemKind.PROGRESS, "1 afspraak klaar vóór het overleg"),
        ({"status": "volgen", "last_discussed": date(2026, 10, 14)}, ItemKind.FOLLOW, "niet besproken sinds wo 14 okt"),
    ],
)  # fmt: skip
def test_who_is_proposed_and_why(candidate: dict[str, object], kind: ItemKind, reason: str) -> None:
    (found,) = propose([Candidate(YARA, "c", **candidate)], DAY, TODAY)  # type: ignore[arg-type]
    assert (found.kind, found.reason) == (kind, reason)


@pytest.mark.parametrize(
    "candidate",
    [
        {"status": "intern", "last_discussed": TODAY},
        {"status": "intern", "last_discussed": TODAY, "actions": (action(due=date(2027, 1, 20)),)},
        {"status": "volgen", "last_discussed": date(2026, 11, 4)},
    ],
)
def test_who_is_not_due_is_not_proposed(candidate: dict[str, object]) -> None:
    assert propose([Candidate(YARA, "c", **candidate)], DAY, TODAY) == ()  # type: ignore[arg-type]


def test_straight_to_the_sot_comes_first() -> None:
    """domain.md §5 step 1."""
    late = Candidate(YARA, "c1", "intern", last_discussed=TODAY, actions=(action(due=date(2026, 11, 20)),))
    direct = Candidate(Student("s", "2", "Sem", "", "Bos", "1B4"), "c2", "signaal", direct=True)
    found = propose([late, direct], DAY, TODAY)
    assert [p.student.id for p in found] == ["s", "yara"]
    assert {reason.words: len(some) for reason, some in by_reason(found).items()} == {
        "direct naar het SOT gestuurd": 1,
        "afspraken te laat": 1,
    }


# --- the next date (issue: next date proposed, holidays skipped)


@pytest.mark.parametrize(
    ("last", "weeks", "day", "note"),
    [
        (date(2026, 11, 25), 3, date(2026, 12, 16), ""),
        (date(2026, 12, 16), 1, date(2027, 1, 6), "kerstvakantie overgeslagen"),
        (date(2026, 12, 9), 2, date(2027, 1, 6), "kerstvakantie overgeslagen"),
        (date(2026, 9, 2), 3, date(2026, 11, 25), ""),
    ],
)
def test_the_next_day_keeps_the_weekday_and_skips_holidays(
    last: date, weeks: int, day: date, note: str
) -> None:
    kind = MeetingKind("k", "SOT", "SOT", every_weeks=weeks)
    found = offer_day(kind, last, TODAY, CALENDAR)
    assert (found.day, found.note) == (day, note)
    assert next_day(kind, last, TODAY, CALENDAR) == day


def test_the_first_meeting_is_on_the_kinds_weekday() -> None:
    kind = MeetingKind("k", "SOT", "SOT", weekday=3)
    assert next_day(kind, None, TODAY, CALENDAR) == date(2026, 11, 26)


def test_a_rhythm_on_a_closed_day_falls_back_to_a_school_day() -> None:
    kind = MeetingKind("k", "SOT", "SOT", weekday=5)
    assert offer_day(kind, None, TODAY, CALENDAR).day == date(2026, 11, 30)


# --- in words


def test_too_much_is_said_in_words() -> None:
    assert fill_words(80, 90) == "80 van 90 min"
    assert fill_words(100, 90) == "100 van 90 min, 10 meer dan er tijd is"


def test_only_items_about_someone_need_a_request() -> None:
    items = [
        item("Opening"),
        item("", 10, YARA),
        item("", 10, class_name="2H1"),
        item("", 10, YARA, request="thuis?"),
    ]
    assert without_request(items) == 2


@pytest.mark.parametrize(
    ("status", "kind"),
    [("", ItemKind.NEW), ("signaal", ItemKind.NEW), ("intake", ItemKind.NEW), ("intern", ItemKind.PROGRESS),
     ("extern", ItemKind.PROGRESS), ("volgen", ItemKind.FOLLOW)],
)  # fmt: skip
def test_the_list_follows_from_the_case(status: str, kind: ItemKind) -> None:
    assert usual_kind(status) is kind


# --- seats (domain.md §3: a role is resolved per pupil)


CONTACTS = (
    Contact("smw", "N. Smit", (Role("smw"),)),
    Contact("svk", "K. Dam", (Role("svk"),), working_days=(0, 1)),
    Contact("lpa1", "P. Roos", (Role("lpa", municipalities=("Rotterdam",)),)),
    Contact("lpa2", "Q. Vos", (Role("lpa", municipalities=("Capelle",)),)),
)


def test_members_are_people_by_role_and_per_pupil() -> None:
    kind = MeetingKind("k", "SOT", "SOT", members=("smw", "svk", "lpa", "psycholoog"))
    meeting = Meeting("m", kind, TODAY, time(13), 90, items=(item("", 10, YARA),))
    found = [(s.label, s.expected, s.note) for s in seats(meeting, CONTACTS, {})]
    assert found == [
        ("SMW (N. Smit)", True, ""),
        ("SVK (K. Dam)", False, "werkt niet op woensdag"),
        ("LPA (P. Roos)", True, ""),
        ("psych.", False, "nog niemand met deze rol"),
    ]


def test_someone_with_two_roles_has_one_seat() -> None:
    both = (Contact("x", "N. Smit", (Role("smw"), Role("oco"))),)
    kind = MeetingKind("k", "SOT", "SOT", members=("oco", "smw"))
    meeting = Meeting("m", kind, TODAY, time(13), 90)
    assert [s.role for s in seats(meeting, both, {})] == ["oco"]


# --- a kind of meeting in words


def test_roles_by_their_names_and_aliases_own_ones_kept() -> None:
    assert roles_in("OCO, teamleider, Leerplicht, zorgboerin, oco") == (
        "oco",
        "coordinator",
        "lpa",
        "zorgboerin",
    )
    assert role_words(("oco", "smw", "zorgboerin")) == "OCO, SMW, zorgboerin"


def test_fixed_items_there_and_back() -> None:
    items = (FixedItem("Opening, verslag", 5), FixedItem("Rondvraag en sluiting", 10, last=True))
    assert fixed_in(fixed_words(items)) == items
    assert fixed_in("Opening 5 min\n\n Sluiting 3' (laatste)") == (
        FixedItem("Opening", 5), FixedItem("Sluiting", 3, last=True))  # fmt: skip
    with pytest.raises(RuleError, match="minuten"):
        fixed_in("Opening")


def test_minutes_there_and_back() -> None:
    assert minutes_by_kind_in(minutes_words({"nieuw": 20, "volgen": 5})) == {"nieuw": 20, "volgen": 5}
    assert minutes_by_kind_in("") == {}
    for wrong in ("nieuw", "pauze 5", "nieuw 0", "nieuw 481"):
        with pytest.raises(RuleError):
            minutes_by_kind_in(wrong)


@pytest.mark.parametrize(
    ("words", "at"), [("13:00", time(13)), ("9.30", time(9, 30)), ("9u", time(9)), ("14 uur", time(14))]
)
def test_a_time_of_day(words: str, at: time) -> None:
    assert clock_in(words) == at


@pytest.mark.parametrize("words", ["", "25:00", "12:60", "straks", "13:0"])
def test_what_is_no_time(words: str) -> None:
    with pytest.raises(RuleError, match="tijd"):
        clock_in(words)


@pytest.mark.parametrize("words", ["", "-5", "0", "481", "tien", "1.5"])
def test_what_are_no_minutes(words: str) -> None:
    with pytest.raises(RuleError, match="minuten"):
        minutes_in(words)


def test_rhythm() -> None:
    assert [rhythm_words(w, "op afroep") for w in (1, 3, None)] == ["elke week", "om de 3 weken", "op afroep"]
