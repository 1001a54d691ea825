"""Guests at the table (gast: parent, pupil, outsider): who is one, until when, what may be seen meanwhile.

Source: product.md §4, "Guests and shielding"; domain.md §3 (roles, and what each may never see). Who is of the
school or a standing partner is data: `at_table` in rules/roles.toml.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from sotdesk.domain.actions import Action
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.contacts import Contact, role_kinds
from sotdesk.domain.meetings import Item, Line, Meeting, Present
from sotdesk.domain.report import readable

Clock: TypeAlias = Iterable[tuple[str, datetime, datetime | None]]
"""The stretches of a meeting's clock: the item, from when, until when (None: it still runs)."""


def is_guest(codes: Iterable[str], members: Collection[str] = (), *, own_staff: bool = False) -> bool:
    """Whether someone with these roles joins as a guest; without any known role he is an outsider.

    `members` are the roles that belong to this kind of meeting; `own_staff`: works at the school, so that a role
    of the school's own making counts too. A parent or the pupil is always a guest.
    """
    for code in codes:
        kind = role_kinds().get(code)
        as_whom = kind.at_table if kind else "school" if own_staff else ""
        if as_whom in ("school", "partner") or (as_whom != "guest" and code in members):
            return False
    return True


def contact_is_guest(contact: Contact, members: Collection[str] = ()) -> bool:
    """Whether this contact joins as a guest: he has no role of the school or a standing partner."""
    codes = [role.code for role in contact.roles]
    return is_guest(codes, members, own_staff=contact.internal)


def is_relative(code: str) -> bool:
    """Whether a role is a parent's or the pupil's own: never a member of a meeting, always a guest."""
    kind = role_kinds().get(code)
    return bool(kind and kind.relative)


def guest_until(item_id: str, came: datetime, clock: Clock, *, over: bool) -> datetime | None:
    """When a guest who came to an item left it by itself; None while the talk about that item goes on.

    He leaves when the clock goes to another item, at the latest when the item is put off or closed (`over`: the
    clock is no longer with it). A pause sends nobody away.
    """
    stretches = list(clock)
    elsewhere = [began for item, began, _ended in stretches if item != item_id and began > came]
    if elsewhere:
        return min(elsewhere)
    if not over:
        return None
    ends = [ended for item, _began, ended in stretches if item == item_id and ended]
    return max([came, *ends])


@dataclass(frozen=True)
class GuestView:
    """What may stand on the screen now. `item_id` is the item at which a guest sits; empty: all may be seen.

    Other items are numbers only, without anything of theirs; of the guest's own item nothing restricted shows.
    """

    item_id: str = ""
    guests: tuple[Present, ...] = ()

    @classmethod
    def of(cls, meeting: Meeting) -> "GuestView":
        """The view of a meeting as it is now; what is over or not begun has no guest."""
        here = tuple(person for person in meeting.present if person.guest and person.here)
        if not here or not meeting.running:
            return cls()
        return cls(here[0].item_id, here)

    @property
    def on(self) -> bool:
        return bool(self.guests)

    @property
    def who(self) -> str:
        """The guests in words: `moeder`, `moeder en Joris Dam`."""
        return " en ".join(person.short for person in self.guests)

    def hides(self, item_id: str) -> bool:
        """Whether an item is a number only."""
        return self.on and item_id != self.item_id

    def shows_line(self, line: Line) -> bool:
        """Whether a line may be seen: nothing besloten, not even as an agreement it is about."""
        return not self.on or readable(line, own=False)

    def lines(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines that may be seen; of another item none."""
        return tuple(line for line in lines if self.shows_line(line) and not self.hides(line.item_id))

    def asked(self, item: Item) -> Item:
        """The item as a guest may see its head: without the hulpvraag of a case that is *alleen OCO*."""
        if not self.on or not any(item.shut):
            return item
        shut = (*item.shut, *[False] * len(item.questions))
        questions = tuple(("", "") if own else q for q, own in zip(item.questions, shut, strict=False))
        return replace(item, questions=questions)

    def agreements(
        self, item: Item, numbered: Sequence[tuple[int, Action]]
    ) -> tuple[tuple[int, Action], ...]:
        """Last time's agreements that may be seen, under their own numbers."""
        if self.hides(item.id):
            return ()
        return tuple((n, a) for n, a in numbered if not self.on or a.audience == Audience.SOT.value)


def there_when(present: Iterable[Present], moment: datetime) -> tuple[Present, ...]:
    """Who was at the table just before this moment, as if it were now: whom a line of then can send away."""
    return tuple(
        replace(person, left_at=None)
        for person in present
        if person.joined_at
        and person.joined_at < moment
        and (person.left_at is None or person.left_at >= moment)
    )


def at_item(present: Iterable[Present], item_id: str) -> tuple[Present, ...]:
    """Who may be shown beside an item: everyone of the meeting, and the guests of this item; each person once.

    Of several stays the last counts: who came back is there.
    """
    mine = [p for p in present if p.item_id in ("", item_id)]
    last: dict[str, Present] = {}
    for person in mine:
        before = last.get(person.who)
        if before is None or not before.here:
            last[person.who] = person
    return tuple(last.values())
