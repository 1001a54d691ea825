"""Invitations: one a person with only his own slots; a changed time is seen; proposals are data (invites.toml)."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from icalendar import Calendar

from sotdesk.documents import agenda_ics
from sotdesk.documents import letters as forms
from sotdesk.domain.actions import Doer
from sotdesk.domain.capture_names import NameBook
from sotdesk.domain.contacts import Contact, Role, School
from sotdesk.domain.initials import Naming
from sotdesk.domain.invitations import (
    Invitation,
    Invite,
    Told,
    expected_at,
    invitation_letter,
    invitations,
    proposed,
    to_invite,
)
from sotdesk.domain.invited_words import invited_in, invited_shown, invited_words
from sotdesk.domain.letters import write_out
from sotdesk.domain.meetings import Item, ItemKind, Meeting, MeetingKind, Present
from sotdesk.domain.report_agenda import agenda_doc
from sotdesk.domain.students import Student
from sotdesk.domain.table_people import people_at

NOW = datetime(2026, 11, 24, 16, 0)  # noqa: DTZ001  (local time)
DAY = date(2026, 11, 25)
YARA = Student("yara", "1", "Yara", "", "Aydın", "2H1", mentor="M. Bos")
DAVI = Student("davi", "2", "Davi", "", "Pinto", "3M2", municipality="Albrandswaard")
LINA = Student("lina", "3", "Lina", "", "Karimi", "2H1", mentor="M. Bos")
PUPILS = (YARA, DAVI, LINA)
BOS = Contact("bos", "M. Bos", (Role("mentor", classes=("2H1",)),))
LPA = Contact("lpa", "R. Kaya", (Role("lpa", municipalities=("Albrandswaard",)),), internal=False)
SMW = Contact("smw", "N. Smit", (Role("smw"),))
CONTACTS = (BOS, LPA, SMW)


def item(key: str, kind: ItemKind, minutes: int, *students: Student, title: str = "") -> Item:
    return Item(key, "m", 0, kind, title, minutes, students, request="wijkteam?")


MEETING = Meeting(
    "m", MeetingKind("k", "SOT", "SOT", members=("smw",)), DAY, time(13), 90, "lokaal 112",
    items=(
        item("i0", ItemKind.GENERAL, 15, title="Opening"),
        item("i1", ItemKind.PROGRESS, 10, YARA),
        item("i2", ItemKind.NEW, 20, DAVI),
        item("i3", ItemKind.EVALUATION, 10, LINA),
    ),
)  # fmt: skip
INVITES = (
    Invite("a", "i1", "mentor (M. Bos)", "bos", "mentor"),
    Invite("b", "i3", "mentor (M. Bos)", "bos", "mentor"),
    Invite("c", "i2", "LPA (R. Kaya)", "lpa", "lpa"),
)


def found(meeting: Meeting = MEETING, invites: tuple[Invite, ...] = INVITES) -> tuple[Invitation, ...]:
    return invitations(meeting, invites, CONTACTS)


def text(one: Invitation, *, full: bool = False) -> str:
    agenda = agenda_doc(MEETING, "De Linde", PUPILS, ())
    letter = invitation_letter(one, agenda, "E. van Loon", full=full)
    return forms.text(write_out(letter, Naming.of(letter, PUPILS, full=letter.full)))


def test_a_mentor_with_two_items_gets_one_invitation_with_both_times() -> None:
    bos, lpa = found()
    assert [one.short for one in (bos, lpa)] == ["mentor 2H1", "LPA"]
    assert text(bos) == (
        "Uitnodiging voor M. Bos\n\nUitnodiging: SOT, woensdag 25 november 2026, lokaal 112.\n\n"
        "13:15–13:25 · Y.A. (2H1)\n\n13:45–13:55 · L.K. (2H1)\n\n"
        "Graag aanwezig op deze tijden. Het kan een paar minuten eerder of later worden.\n"
    )


def test_a_partner_reads_his_time_and_no_pupil() -> None:
    """domain.md §3, §11: nothing about a pupil to a partner before a ground is recorded."""
    _, lpa = found()
    assert "13:25–13:45" in text(lpa) and "E. van Loon" in text(lpa)
    for word in ("D.P.", "Davi", "3M2", "Y.A.", "2H1", "13:15", "wijkteam", "Bos"):
        assert word not in text(lpa, full=True)


@pytest.mark.parametrize(("number", "times"), [(0, ["131500", "134500"]), (1, ["132500"])])
def test_the_calendar_file_holds_own_slots_and_no_pupil(number: int, times: list[str]) -> None:
    agenda = agenda_doc(MEETING, "De Linde", PUPILS, ())
    made = agenda_ics.invitation(agenda, found()[number], NOW)
    events = Calendar.from_ical(made).walk("VEVENT")
    assert [f"{e.decoded('DTSTART'):%H%M%S}" for e in events] == times
    assert {name for e in events for name in e} == {
        "CLASS", "DTEND", "DTSTAMP", "DTSTART", "LOCATION", "SUMMARY", "UID",
    }  # fmt: skip
    assert {str(e["SUMMARY"]) for e in events} == {"SOT"}
    for word in ("Y.A.", "Yara", "2H1", "D.P.", "3M2", "L.K.", "Bos", "Kaya", "wijkteam", "Linde"):
        assert word.encode() not in made


def told(invite: Invite, begin: str, end: str) -> Invite:
    from_, until = (datetime.combine(DAY, time.fromisoformat(t)) for t in (begin, end))
    return replace(invite, told_at=NOW, told_from=from_, told_until=until)


def test_a_time_that_changed_after_telling_is_seen() -> None:
    invites = (told(INVITES[0], "13:15", "13:25"), INVITES[1], told(INVITES[2], "13:25", "13:45"))
    bos, lpa = found(invites=invites)
    assert (bos.state, lpa.state) == (Told.NOT_YET, Told.TOLD)
    assert to_invite((bos, lpa)) == (bos,)
    later = replace(MEETING, start=time(13, 10))
    lpa = found(later, invites)[1]
    assert (lpa.state, lpa.slots[0].was) == (Told.CHANGED, "13:25–13:45")
    assert "Let op: de tijd is gewijzigd (was 13:25–13:45)." in text(lpa)
    assert invited_shown(lpa.slots) == "LPA !"


def test_who_is_no_contact_is_someone_else_for_each_item() -> None:
    """The mother of one pupil never reads when another pupil is discussed."""
    mothers = (Invite("x", "i1", "moeder", "", "moeder"), Invite("y", "i2", "moeder", "", "moeder"))
    assert [len(one.slots) for one in found(invites=mothers)] == [1, 1]


def test_who_is_invited_is_expected_until_he_came_in() -> None:
    yara, davi = MEETING.items[1:3]
    assert expected_at(MEETING, davi, INVITES[2:]) == ("LPA 13:25",)
    assert expected_at(MEETING, yara, INVITES[2:]) == ()
    here = replace(MEETING, present=(Present("p", "LPA (R. Kaya)", "lpa", "lpa", joined_at=NOW),))
    assert expected_at(here, davi, INVITES[2:]) == ()
    mother = (Invite("x", "i1", "moeder", "", "moeder"),)
    came = replace(
        MEETING, present=(Present("p", "moeder (K. Aydın)", "moeder", joined_at=NOW, item_id="i1"),)
    )
    assert expected_at(MEETING, yara, mother) == ("moeder 13:15",)
    assert expected_at(came, yara, mother) == ()


def test_mentors_are_proposed_for_new_and_for_an_evaluation() -> None:
    some = proposed(MEETING, (), CONTACTS, {})
    assert [(one.item.id, one.label) for one in some] == [("i2", "mentor"), ("i3", "mentor (M. Bos)")]
    assert [one.item.id for one in proposed(MEETING, INVITES, CONTACTS, {})] == ["i2"]
    assert [one.item.id for one in proposed(MEETING, (), CONTACTS, {}, at_table={"bos"})] == ["i2"]
    members = replace(MEETING, kind=MeetingKind("k", "OT", "OT", members=("mentor",)))
    assert proposed(members, (), CONTACTS, {}) == ()


def test_typed_roles_and_names() -> None:
    book = NameBook.of(people_at([DAVI], CONTACTS, School("x", "y")))
    assert invited_in("lpa, M. Bos; Jansen", book) == (
        Doer("LPA (R. Kaya)", "lpa", "lpa"),
        Doer("mentor 2H1 (M. Bos)", "bos", ""),
        Doer("Jansen"),
    )
    before = (Invite("n", "i2", "Jansen"), INVITES[2])
    assert invited_words(before) == "Jansen?, LPA"
    assert invited_in(invited_words(before), book, before) == (
        Doer("Jansen"),
        Doer("LPA (R. Kaya)", "lpa", "lpa"),
    )
