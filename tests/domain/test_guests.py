"""Who is a guest, until when, and what may be seen meanwhile (product.md §4, "Guests and shielding")."""

from datetime import date, datetime, time

import pytest

from sotdesk.domain.actions import Action
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.guests import GuestView, at_item, contact_is_guest, guest_until, is_guest
from sotdesk.domain.meetings import Item, ItemKind, Line, Meeting, MeetingKind, MeetingState, Present

DAY = date(2026, 11, 25)


def at(clock: str) -> datetime:
    return datetime.combine(DAY, time.fromisoformat(clock))


@pytest.mark.parametrize(
    "codes,members,own_staff,guest",
    [
        (("moeder",), (), False, True),
        (("leerling",), (), False, True),
        (("ouders",), ("oco", "ouders"), False, True),
        (("oma",), (), False, True),
        ((), (), False, True),
        ((), (), True, True),
        (("smw",), (), True, False),
        (("docent",), (), True, False),
        (("conciërge",), (), True, False),
        (("conciërge",), (), False, True),
        (("svk",), (), False, False),
        (("lpa",), ("oco", "smw"), False, False),
        (("wijkteam",), ("oco", "smw", "svk"), False, True),
        (("wijkagent",), ("oco", "wijkagent"), False, False),
        (("ggz", "moeder"), (), False, True),
        (("moeder", "docent"), (), True, False),
    ],
)
def test_who_joins_as_a_guest(
    codes: tuple[str, ...], members: tuple[str, ...], own_staff: bool, guest: bool
) -> None:
    """A parent, the pupil, an outsider; who comes for one case only, unless he is a member (domain.md §3)."""
    assert is_guest(codes, members, own_staff=own_staff) is guest
    contact = Contact("c", "A. Naam", tuple(Role(code) for code in codes), internal=own_staff)
    assert contact_is_guest(contact, members) is guest


STRETCHES = (
    ("sem", at("13:05"), at("13:15")),
    ("yara", at("13:15"), at("13:20")),
    ("yara", at("13:22"), at("13:30")),
    ("davi", at("13:30"), None),
)


@pytest.mark.parametrize(
    "item,came,stretches,over,until",
    [
        ("yara", "13:16", STRETCHES, True, "13:30"),
        ("yara", "13:16", STRETCHES[:3], False, ""),
        ("yara", "13:16", STRETCHES[:3], True, "13:30"),
        ("yara", "13:15", STRETCHES, True, "13:30"),
        ("sem", "13:06", STRETCHES, True, "13:15"),
        ("davi", "13:31", STRETCHES, False, ""),
        ("davi", "13:29", STRETCHES[:3], True, "13:29"),
    ],
)
def test_a_guest_leaves_when_the_clock_goes_to_another_item(
    item: str, came: str, stretches: tuple[tuple[str, datetime, datetime | None], ...], over: bool, until: str
) -> None:
    """A pause (13:20-13:22) sends nobody away; what is over ends the visit too."""
    assert guest_until(item, at(came), stretches, over=over) == (at(until) if until else None)


def item(key: str) -> Item:
    return Item(key, "m", 0, ItemKind.PROGRESS, key, 10)


MOTHER = Present("1", "moeder (K. Achterberg)", "moeder", "", at("13:15"), None, "yara", guest=True)
SMW = Present("2", "SMW (N. Smit)", "smw", "smit", at("13:00"))


def meeting(*present: Present, state: MeetingState = MeetingState.RUNNING) -> Meeting:
    kind = MeetingKind("k", "SOT", "SOT")
    return Meeting(
        "m", kind, DAY, time(13), 90, state=state, items=(item("sem"), item("yara")), present=present
    )


@pytest.mark.parametrize(
    "view,hides",
    [
        (GuestView.of(meeting(SMW)), False),
        (GuestView.of(meeting(SMW, MOTHER)), True),
        (GuestView.of(meeting(SMW, MOTHER, state=MeetingState.PAUSED)), True),
        (GuestView.of(meeting(SMW, MOTHER, state=MeetingState.CONCEPT)), False),
    ],
)
def test_with_a_guest_other_items_are_numbers(view: GuestView, hides: bool) -> None:
    assert (view.hides("sem"), view.hides("yara")) == (hides, False)


def line(kind: str, audience: str, raw: str = "x", action: Action | None = None) -> Line:
    return Line("l", "yara", kind, "x", audience, at("13:16"), raw, action=action)


@pytest.mark.parametrize(
    "kept,shown",
    [
        (line("fact", "sot"), True),
        (line("fact", "restricted"), False),
        (line("open", "own"), False),
        (line("fact", "own", "(( x"), False),
        (line("agreed", "sot", "=1", Action("a", "bellen", (), audience="restricted")), False),
        (line("action", "sot", "@smw", Action("a", "bellen", ())), True),
    ],
)
def test_a_guest_sees_nothing_restricted(kept: Line, shown: bool) -> None:
    with_guest, without = GuestView.of(meeting(MOTHER)), GuestView()
    assert with_guest.lines([kept]) == ((kept,) if shown else ())
    assert without.lines([kept]) == (kept,)


def test_a_guest_sees_no_line_or_agreement_of_another_item_and_no_restricted_agreement() -> None:
    view = GuestView.of(meeting(MOTHER))
    numbered = [(1, Action("a", "bellen", ())), (2, Action("b", "zorgen", (), audience="restricted"))]
    assert view.agreements(item("yara"), numbered) == tuple(numbered[:1])
    assert view.agreements(item("sem"), numbered) == ()
    assert view.lines([Line("l", "sem", "fact", "x", "sot", at("13:06"))]) == ()
    assert GuestView().agreements(item("sem"), numbered) == tuple(numbered)


def test_beside_an_item_stand_its_own_guests_and_each_person_once() -> None:
    svk = [
        Present("3", "SVK", "svk", "", at("13:00"), at("13:10")),
        Present("4", "SVK", "svk", "", at("13:20")),
    ]
    everyone = [SMW, *svk, MOTHER]
    assert [p.id for p in at_item(everyone, "yara")] == ["2", "4", "1"]
    assert [p.id for p in at_item(everyone, "sem")] == ["2", "4"]
