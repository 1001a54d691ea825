"""Starting a meeting: who is there. The members of its kind, as people; Spatie ticks, Enter starts."""

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.meetings import Meeting, Present
from sotdesk.domain.seats import Seat, seats
from sotdesk.screens.dialogs import FormDialog
from sotdesk.widgets.field import Field
from sotdesk.widgets.lines import Lines, note, option
from sotdesk.widgets.row import col, fit, flex

if TYPE_CHECKING:
    from sotdesk.data.store import Store

NOBODY = "Dit soort overleg heeft nog geen leden. Wie erbij komt, leg je vast met + in het overleg."


class StartForm(FormDialog[tuple[Present, ...]]):
    """`StartForm(store, meeting)` → everyone who is expected, those who are there with the time."""

    SAVE = "Starten"
    BINDINGS = bindings("form.start")
    SCOPE = "form.start"

    def __init__(
        self,
        store: "Store",
        meeting: Meeting,
        save: Callable[[tuple[Present, ...]], object] | None = None,
    ) -> None:
        super().__init__(save=save)
        self._store, self._meeting = store, meeting
        found = seats(meeting, store.contacts.all(), store.school.school().departments)
        self._seats = {seat.contact.id if seat.contact else f"role:{seat.role}": seat for seat in found}
        self._there = {key for key, seat in self._seats.items() if seat.expected}
        self.heading = f"{meeting.kind.short} starten"

    def fields(self) -> Iterable[Field]:
        """One list with ticks."""
        today = self._store.clock.today()
        day = self._meeting.day
        other = "" if day == today else f" · gepland op {show_date(day, today)}"
        yield Field(
            "Wie is er",
            Lines(*self._people(), id="who"),
            note=f"Spatie zet een vinkje of haalt het weg{other}",
        )

    def _people(self) -> list[Option]:
        if not self._seats:
            return [note(NOBODY)]
        return [self._row(key, seat) for key, seat in self._seats.items()]

    def _row(self, key: str, seat: Seat) -> Option:
        here = key in self._there
        sign = col("✓" if here else "□", 1, "good" if here else "muted")
        return option(key, sign, flex(seat.label, "" if here else "muted"), fit(seat.note, "muted"))

    def action_tick(self) -> None:
        """Spatie: there, or not."""
        lines = self.query_one("#who", Lines)
        if lines.current:
            self._there ^= {lines.current}
            lines.refill(self._people())

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter starts."""
        self.action_save()

    def result(self) -> tuple[Present, ...]:
        """Everyone of the list; who is there has the time."""
        now = self._store.clock.now()
        return tuple(
            Present(
                id="", label=seat.label, role=seat.role, contact_id=seat.contact.id if seat.contact else "",
                joined_at=now if key in self._there else None,
            )
            for key, seat in self._seats.items()
        )  # fmt: skip

    @property
    def touched(self) -> bool:
        """Ticks are quickly set again: leaving asks nothing."""
        return False

    def packed(self) -> str:
        """The ticks."""
        return json.dumps(sorted(self._there))

    def unpack(self, packed: str) -> None:
        """The ticks as they were."""
        self._there = set(json.loads(packed)) & set(self._seats)
        self.query_one("#who", Lines).refill(self._people())
