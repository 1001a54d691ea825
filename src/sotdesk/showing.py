"""What may be seen on the screen: names (F9), shielded words (F5), nothing at all (F12), and a guest who looks on.

The rules are domain/shield.py's and domain/guests.py's; here are the keys and what they change for the whole desk.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from sotdesk.leaving import Leaving
from sotdesk.whereabouts import hide_form, screens_of

if TYPE_CHECKING:
    from sotdesk.domain.guests import GuestView
    from sotdesk.screens.base import BaseScreen

STAYS_AT_TABLE = ("meeting", "acute")
"""Routes that a guest may see, or that may wait for nobody."""


class Showing(Leaving):
    """The part of the app that hides and shows."""

    private = False
    """Names are hidden (F9)."""
    shielded = True
    """The words of rules/shield.toml are hidden (F5): so sotdesk opens."""

    def here(self) -> "BaseScreen | None":
        """The screen on top, unless that is a dialog or the vault is not open."""
        if self.store is None:
            return None
        from sotdesk.screens.base import BaseScreen

        return self.screen if isinstance(self.screen, BaseScreen) else None

    def action_private(self) -> None:
        """F9: names hidden or shown, on every screen."""
        self.private = not self.private
        hidden = "Namen verborgen. Vrije tekst kan nog namen bevatten."
        self._show_anew(hidden if self.private else "Namen zichtbaar.")

    def action_shield(self) -> None:
        """F5: the shield lifted until the next lock, start of a meeting or guest, or put back; never with a guest."""
        from sotdesk.domain.shield import lifting_refused

        refused = lifting_refused(self._guests().who)
        self.shielded = bool(refused) or not self.shielded
        self._show_anew(
            refused or ("Afgeschermd." if self.shielded else "Niet meer afgeschermd. F5 schermt af.")
        )

    def shield(self) -> None:
        """Shielded from now: a meeting starts, or a guest sits down."""
        self.shielded = True

    def put_away(self, since: datetime | None = None) -> None:
        """A lock shields too."""
        self.shield()
        super().put_away(since)

    @property
    def guest(self) -> str:
        """Who looks on; empty when nobody does."""
        return self._guests().who

    def action_blank(self) -> None:
        """F12: an empty screen at once."""
        from sotdesk.screens.blank import toggle_blank

        toggle_blank(self)

    def unless_guest_sees(self, route: str, go: Callable[[], None]) -> None:
        """Goes, but asks first when it leads away from a meeting at which a guest sits: there he would see all."""
        here = self.here()
        leaves = here is not None and here.ROUTE in STAYS_AT_TABLE and route not in STAYS_AT_TABLE
        who = self._guests().who if leaves else ""
        if not who:
            go()
            return
        from sotdesk.screens.dialogs import ConfirmDialog

        question = ConfirmDialog(
            "Toch naar een ander scherm?",
            "Daar staat alles, ook van andere leerlingen.",
            heading=f"Gast aan tafel: {who}",
            harm=True,
        )
        self.push_screen(question, lambda yes: go() if yes else None)

    def _guests(self) -> "GuestView":
        from sotdesk.domain.guests import GuestView

        running = self.store.meetings.running() if self.store else None
        return GuestView.of(running) if running else GuestView()

    def _show_anew(self, said: str) -> None:
        if self.shielded and self.store is not None:
            hide_form(self.screen_stack, self.store)
        for screen, _ in screens_of(self.screen_stack):
            screen.reload()
            screen.show_running()
        if here := self.here():
            here.tell(said)
