"""The first thing on the screen: the passphrase is asked, the vault opened. Nothing of a school or a pupil.

It must stand there at once, so it imports nothing of the store; what comes after it is imported in a thread
while she types. The passphrase is in this file no longer than opening takes.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input, Static

from sotdesk.actions import bindings
from sotdesk.domain.errors import SotdeskError, WrongPassphrase
from sotdesk.opening import Opened, import_the_rest
from sotdesk.widgets.ground import Horizontal, Vertical
from sotdesk.widgets.line import Line
from sotdesk.widgets.panel import edge
from sotdesk.widgets.pieces import literal, pieces

if TYPE_CHECKING:
    from sotdesk.app import SotDesk
    from sotdesk.data.damage import GoodCopy, VaultMendable
    from sotdesk.data.vault import Progress, Vault

    Opens = Callable[[str, Progress], Vault | Opened]
    Mends = Callable[[Path, str, Progress], Opened]

KEYS = "Enter openen · Ctrl+T tonen · Esc stoppen"
MENDING = "Ctrl+R terugzetten · Enter opnieuw proberen · Esc stoppen"
AGAIN = "Enter opnieuw proberen · Esc stoppen"


class UnlockScreen(Screen[None]):
    """One field for the passphrase, one line for what happens with it."""

    BINDINGS = bindings("unlock")
    AUTO_FOCUS = ""
    heading = ""
    keys = KEYS
    """What stands at the bottom edge while a passphrase is asked."""

    def __init__(
        self, look: Callable[[], None], open_: "Opens", path: Path, *, again: bool, mend: "Mends"
    ) -> None:
        """`look` raises what is wrong with the file, `open_` opens it; `again`: the desk was locked.

        `mend` puts a reservekopie back over a damaged file and opens that.
        """
        super().__init__()
        self._mend_vault = mend
        self._good: GoodCopy | None = None
        self._look_at_file, self._open_vault = look, open_
        self.path = path
        self._said = "Alles is bewaard. Na het openen ga je verder waar je was." if again else ""
        self._field = Line(password=True, id="passphrase")
        self._state = Static(id="state", markup=False)
        self._opening = self._asked_again = False

    def compose(self) -> ComposeResult:
        """A quiet box in the middle."""
        box = Vertical(id="unlock")
        box.border_title = edge(self.heading or ("sotdesk is vergrendeld" if self._said else "sotdesk"))
        with box:
            if self._said:
                yield Static(literal(self._said), id="said", markup=False)
            with Horizontal(id="ask"):
                yield Static(literal("Wachtwoordzin"), classes="label", markup=False)
                yield self._field
            yield self._state
            if shown := self._desk.passphrase_shown:
                words = pieces(("De wachtwoordzin van deze oefenschool is\n", "muted"), (shown, "strong"))
                yield Static(words, id="shown", markup=False)

    def on_mount(self) -> None:
        """Look at the file first: no passphrase is asked for one that cannot be opened."""
        self._look()
        self.call_after_refresh(self._prepare)

    def _prepare(self) -> None:
        """Behind the first paint: what the desk needs."""
        loop, desk = asyncio.get_running_loop(), self._desk

        def stand_ready() -> None:
            with suppress(RuntimeError):  # the program ended meanwhile
                loop.call_soon_threadsafe(desk.call_later, desk.stand_ready)

        import_the_rest(then=stand_ready)
        desk.dress()

    def _look(self) -> None:
        try:
            self._look_at_file()
        except SotdeskError as error:
            self._refuse(error)
        else:
            self._ask()

    def _ask(self) -> None:
        self.query_one("#ask").display = True
        self.query_one("#unlock").border_subtitle = edge(self.keys)
        self._say("")
        self._field.focus()

    def _refuse(self, error: SotdeskError) -> None:
        """The file itself is the trouble: tell it, and which file it is."""
        self.query_one("#ask").display = False
        self.query_one("#unlock").border_subtitle = edge(AGAIN)
        self._state.update(
            pieces((f"✗ {error.title}\n\n", "error"), f"{error.sentence}\n\n", (str(self.path), "muted"))
        )

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self._state.update(literal(f"✗ {sentence}", "error") if wrong else literal(sentence or " ", "muted"))

    # --- opening

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: the passphrase leaves the field at once and is tried; after the one that is being tried."""
        if self._opening:
            self._asked_again = bool(event.value)
        else:
            self._try(event.value, self._open_vault)

    def _try(self, typed: str, opens: "Opens") -> None:
        self._field.value = ""
        if typed:
            self._offer(None)
            self._opening = True
            self.run_worker(self._open(typed, opens))
            self._desk.call_later(self._desk.stand_ready)
        else:
            self._say("Typ je wachtwoordzin.", wrong=True)

    async def _open(self, passphrase: str, opens: "Opens") -> None:
        loop = asyncio.get_running_loop()

        def progress(said: str) -> None:
            loop.call_soon_threadsafe(self._say, said)

        try:
            vault = await asyncio.to_thread(opens, passphrase, progress)
        except WrongPassphrase as error:
            self._say(error.sentence, wrong=True)
            self._keep(passphrase)
        except SotdeskError as error:
            if hasattr(error, "good"):  # VaultMendable; its module would load the driver here
                self._offer(cast("VaultMendable", error))
                self._keep(passphrase)
            else:
                self._say(error.sentence, wrong=True)
        else:
            news = (vault.vault, vault.news) if isinstance(vault, Opened) else (vault,)
            self._desk.call_later(self._desk.opened, *news)
            return
        self._opening = False
        if self._asked_again:
            self._asked_again = False
            self._try(self._field.value, self._open_vault)

    def _keep(self, passphrase: str) -> None:
        """What was tried, to type over; unless she types again already."""
        if not self._field.value:
            self._field.value = passphrase
            self._field.action_select_all()

    def _offer(self, error: "VaultMendable | None") -> None:
        """The file is damaged and this copy of it is good: say so, with what is in it and the key that puts it back."""
        self._good = good = error.good if error else None
        self.query_one("#unlock").border_subtitle = edge(MENDING if good else self.keys)
        if error is None or good is None:
            return
        from sotdesk.domain.dates_show import show_date
        from sotdesk.domain.words import count

        pupils, cases = good.content.counts[:2]
        self._state.update(
            pieces(
                (f"✗ {error.heading}\n\n", "error"),
                f"{error.known}\n"
                f"De reservekopie van {show_date(good.copy.at.date())} {good.copy.at:%H:%M} is goed: "
                f"{count(pupils[1], 'leerling', 'leerlingen')}, {count(cases[1], 'casus', 'casussen')}.\n",
                (error.else_, "muted"),
            )
        )

    # --- keys

    def action_again(self) -> None:
        """Enter, when the file was the trouble: look at it again."""
        self._look()

    def action_show(self) -> None:
        """Ctrl+T: the passphrase readable, or hidden again."""
        self._field.password = not self._field.password

    def action_mend(self) -> None:
        """Ctrl+R, when the file is damaged and a good copy was found with this passphrase: put it back."""
        if self._good is None or self._opening:
            return
        copy = self._good.copy.path
        self._try(self._field.value, lambda typed, progress: self._mend_vault(copy, typed, progress))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Looking again only works when nothing is asked; putting back only when there is a good copy."""
        if action == "mend":
            return self._good is not None
        return action != "again" or not self.query_one("#ask").display

    @property
    def _desk(self) -> "SotDesk":
        return cast("SotDesk", self.app)
