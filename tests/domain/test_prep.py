"""Voorbereidingsblad: who reads what, member by member (domain.md §3; rules/prep.toml)."""

from dataclasses import replace
from datetime import date, time

import pytest

from sotdesk.documents import letters as forms
from sotdesk.domain.actions import Action, Doer
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.initials import Naming
from sotdesk.domain.invitations import Invite
from sotdesk.domain.letters import write_out
from sotdesk.domain.meetings import Item, ItemKind, Meeting, MeetingKind
from sotdesk.domain.prep import Member, Preparing, find_member, members, prep_letter
from sotdesk.domain.report_agenda import agenda_doc
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
YARA = Student("yara", "1", "Yara", "", "Aydın", "2H1", mentor="M. Bos")
DAVI = Student("davi", "2", "Davi", "", "Pinto", "3M2", mentor="P. Kok")
PUPILS = (YARA, DAVI)
CONTACTS = (
    *(Contact(key, name, (Role(key),), internal=internal)
    for key, name, internal in (
        ("oco", "E. van Loon", True), ("smw", "N. Smit", True), ("psycholoog", "A. Vos", True),
        ("schoolleider", "T. Haan", True), ("svk", "K. Dam", False), ("bpo", "F. Mol", False),
        ("lpa", "R. Kaya", False), ("wijkagent", "J. Prins", False), ("koers", "L. Wit", False),
        ("vertrouwenspersoon", "I. Rood", True),
    )),
    Contact("mentor", "M. Bos", (Role("mentor", classes=("2H1",)),)),
    Contact("coordinator", "S. Berg", (Role("coordinator", departments=("onderbouw",)),)),
    Contact("docent", "V. Veld", (Role("docent"),)),
)  # fmt: skip
EVERY_ROLE = tuple(contact.id for contact in CONTACTS)
DEPARTMENTS = {"onderbouw": ("1*", "2*"), "bovenbouw": ("3*", "4*")}
MEETING = Meeting(
    "m", MeetingKind("k", "SOT", "SOT", members=EVERY_ROLE), TODAY, time(13), 90, "lokaal 112",
    items=(
        Item("i0", "m", 0, ItemKind.GENERAL, "Opening", 5),
        Item("i1", "m", 1, ItemKind.PROGRESS, "", 10, (YARA,), request="wijkteam voor Yara, of eerst thuis?"),
        Item("i2", "m", 2, ItemKind.NEW, "", 20, (DAVI,), request="wat kan vóór een melding?",
             questions=(("Wat heeft Davi nodig?", "mentor"),)),
    ),
)  # fmt: skip


def agreed(text: str, who: str, about: Student = YARA, **more: object) -> Action:
    return Action(text, text, (Doer(who, who, who),), students=(about,), **more)  # type: ignore[arg-type]


ACTIONS = (
    *(agreed(f"werk van {role}", role) for role in EVERY_ROLE),
    *(agreed(f"besloten van {role}", role, audience="restricted") for role in EVERY_ROLE),
    *(agreed(f"eigen van {role}", role, audience="own") for role in EVERY_ROLE),
)


def about(**more: object) -> Preparing:
    agenda = agenda_doc(MEETING, "De Linde", PUPILS, ())
    made = Preparing(MEETING, agenda, ACTIONS, CONTACTS, DEPARTMENTS, (), TODAY)
    return replace(made, **more)  # type: ignore[arg-type]


def sheet(role: str, *, member: bool = True, **more: object) -> str:
    contact = next(c for c in CONTACTS if c.id == role)
    letter = prep_letter(Member(role, contact, member), about(**more))
    return forms.text(write_out(letter, Naming.of(letter, PUPILS)))


ALL, YARAS, NONE = ("Opening", "Y.A. (2H1)", "D.P. (3M2)"), ("Y.A. (2H1)",), ()


@pytest.mark.parametrize(
    ("role", "items", "request_read"),
    [
        ("oco", ALL, True), ("smw", ALL, True), ("psycholoog", ALL, True), ("schoolleider", ALL, True),
        ("svk", ALL, True), ("bpo", ALL, True), ("lpa", ALL, False), ("vertrouwenspersoon", ALL, False),
        ("mentor", YARAS, False), ("coordinator", YARAS, False),
        ("docent", NONE, False), ("wijkagent", NONE, False), ("koers", NONE, False),
    ],
)  # fmt: skip
def test_each_member_reads_only_what_his_role_may_see(
    role: str, items: tuple[str, ...], request_read: bool
) -> None:
    read = sheet(role)
    assert [words for words in ALL if words in read] == list(items)
    assert ("Vraag aan het SOT: wijkteam voor Y.A., of eerst thuis?" in read) is request_read
    assert ("vóór een melding" in read) is (request_read and items == ALL)
    assert (f"Eigen afspraak: werk van {role}: nog geen datum" in read) is ("Y.A. (2H1)" in items)
    for other in EVERY_ROLE:
        assert other == role or f"werk van {other}:" not in read
    for never in ("besloten van", "eigen van", "Wat heeft", "Yara", "Davi", "Aydın", "Pinto"):
        assert never not in read


INVITED = (
    Invite("a", "i2", "Koers (L. Wit)", "koers", "koers"),
    Invite("b", "i2", "BPO (F. Mol)", "bpo", "bpo"),
)


@pytest.mark.parametrize("role", ["koers", "bpo"])
def test_who_is_only_invited_reads_about_that_item_and_whom_only_with_a_ground(role: str) -> None:
    read = sheet(role, member=False, invites=INVITED)
    assert "13:15 · een leerling" in read
    for word in ("D.P.", "3M2", "Y.A.", "Opening", "vóór een melding"):
        assert word not in read
    grounded = sheet(role, member=False, invites=INVITED, grounds=frozenset({("davi", role)}))
    assert "13:15 · D.P. (3M2)" in grounded and "Y.A." not in grounded


def test_an_anonymous_item_names_nobody() -> None:
    hidden = replace(MEETING, items=tuple(replace(i, anonymous=i.id == "i1") for i in MEETING.items))
    read = sheet("smw", meeting=hidden)
    assert "13:05 · leerling (anoniem)" in read and "D.P. (3M2)" in read
    for word in ("Y.A.", "2H1", "thuis", "werk van smw"):
        assert word not in read


def test_who_gets_a_sheet_and_how_he_is_named() -> None:
    few = replace(MEETING, kind=MeetingKind("k", "SOT", "SOT", members=("smw", "svk")))
    found = members(few, CONTACTS, DEPARTMENTS, INVITED[:1])
    assert [(m.label, m.member) for m in found] == [
        ("SMW (N. Smit)", True), ("SVK (K. Dam)", True), ("Koers (L. Wit)", False),
    ]  # fmt: skip
    for words in ("smw", "SMW", "Smit", "n. smit", "schoolmaatschappelijk werker"):
        assert [m.key for m in find_member(words, found)] == ["smw"]
    assert find_member("lpa", found) == () and find_member("", found) == ()
