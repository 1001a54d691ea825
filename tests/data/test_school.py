"""The school's own data: who coordinates, departments that roles follow, the holiday table."""

from datetime import date

import pytest

from sotdesk.data.store import Store
from sotdesk.domain.calendar import Moment, Period, SchoolCalendar
from sotdesk.domain.calendar_entry import is_official, proposed, read_day, school_years, with_entry, without
from sotdesk.domain.contacts import Contact, Role, School
from sotdesk.domain.errors import RuleError

AUTUMN = Period("herfstvakantie", date(2026, 10, 17), date(2026, 10, 25))
MARKS = Moment("rapportvergadering", date(2026, 12, 3))


def test_the_coordinator_is_a_contact(store: Store) -> None:
    school = store.school.save_head("De Linde", "N. Smit", "Profijt")
    (contact,) = store.contacts.all()
    assert (contact.name, contact.roles[0].code, school.coordinator_id) == ("N. Smit", "oco", contact.id)
    again = store.school.save_head("Lyceum De Linde", "Smit, N.", "Magister")
    assert again.coordinator_id == contact.id, "the same person in another spelling"
    assert (store.school.school().name, store.school.school().system) == ("Lyceum De Linde", "Magister")


def test_another_coordinator_takes_over_the_desk(store: Store) -> None:
    store.school.save_head("De Linde", "N. Smit", "Magister")
    bos = store.contacts.save(Contact("", "M. Bos"))
    assert store.school.save_head("De Linde", "M. Bos", "Magister").coordinator_id == bos
    assert len(store.contacts.all()) == 2


def test_roles_follow_a_department_that_gets_another_name(store: Store) -> None:
    contact = store.contacts.save(Contact("", "Anna", (Role("coordinator", ("onderbouw", "bovenbouw")),)))
    store.school.save_department("brugjaren", ["1*", "2*"], instead_of="onderbouw")
    assert store.school.school().departments == {
        "brugjaren": ("1*", "2*"),
        "bovenbouw": ("3*", "4*", "5*", "6*"),
    }
    assert store.contacts.get(contact).roles[0].departments == ("brugjaren", "bovenbouw")
    with pytest.raises(RuleError):
        store.school.save_department("bovenbouw", ["3*"], instead_of="brugjaren")
    with pytest.raises(RuleError):
        store.school.save_department("bovenbouw", ["3*"])


def test_a_department_in_use_stays(store: Store) -> None:
    contact = store.contacts.save(Contact("", "Anna", (Role("coordinator", ("onderbouw",)),)))
    with pytest.raises(RuleError):
        store.school.remove_department("onderbouw")
    store.contacts.remove(contact)
    store.school.remove_department("onderbouw")
    assert list(store.school.school().departments) == ["bovenbouw"]
    with pytest.raises(RuleError):
        store.school.remove_department("bovenbouw")


def test_the_school_is_kept_whole(store: Store) -> None:
    school = School("De Linde", "N. Smit", "", "Profijt", {"onderbouw": ("1*",)})
    store.school.save_school(school)
    assert store.school.school() == school


def test_the_calendar_and_what_is_not_checked_yet(store: Store) -> None:
    calendar = SchoolCalendar((AUTUMN,), (MARKS,))
    store.school.save_calendar(calendar, unchecked=[2026])
    assert store.school.calendar() == calendar
    store.school.save_calendar(without(calendar, MARKS))
    assert store.school.unchecked_years() == {2026}, "an edit alone checks nothing"
    assert store.school.calendar() == SchoolCalendar((AUTUMN,))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17 okt", date(2026, 10, 17)),
        ("17-10", date(2026, 10, 17)),
        ("za 17 oktober 2026", date(2026, 10, 17)),
        ("2026-10-17", date(2026, 10, 17)),
        ("17/10/2025", date(2025, 10, 17)),
        ("17 juli", date(2027, 7, 17)),
        ("1 aug", date(2026, 8, 1)),
        ("29-2", date(2028, 2, 29)),
        ("31-2", None),
        ("31-2-2027", None),
        ("17", None),
        ("herfst", None),
    ],
)
def test_a_typed_day_of_a_school_year(text: str, day: date | None) -> None:
    assert read_day(text, date(2026, 8, 1)) == day


def test_holidays_are_proposed_from_the_official_table_or_by_rule_of_thumb() -> None:
    november = date(2026, 11, 25)
    assert proposed(2026, november)[0] == AUTUMN
    assert proposed(2026, date(2026, 8, 20))[0].name == "zomervakantie", "the summer is not over"
    assert is_official(2026) and not is_official(2040)
    assert {p.name for p in proposed(2040, november)} >= {"kerstvakantie", "meivakantie", "Koningsdag"}
    assert all(date(2040, 8, 1) <= p.first <= date(2041, 7, 31) for p in proposed(2040, date(2040, 11, 25)))


def test_entries_by_school_year() -> None:
    calendar = with_entry(with_entry(SchoolCalendar(), MARKS), AUTUMN)
    later = Period("herfstvakantie", date(2026, 10, 24), date(2026, 11, 1))
    moved = with_entry(calendar, later, instead_of=AUTUMN)
    before = Moment("rapportvergadering", date(2025, 12, 4))
    this, following, last = school_years(with_entry(moved, before), date(2026, 11, 25))
    assert (this.name, this.holidays, this.moments) == ("2026–2027", (later,), (MARKS,))
    assert (following.first, following.holidays) == (2027, ())
    assert (last.name, last.moments) == ("2025–2026", (before,)), "what was comes last"
