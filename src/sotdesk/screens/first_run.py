"""The first run: five pages, Esc goes back, and only at the end the vault is made. Before that nothing is written."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static

from sotdesk.actions import bindings
from sotdesk.domain.errors import SotdeskError
from sotdesk.opening import NewSchool, import_the_rest
from sotdesk.paths import export_folder
from sotdesk.screens.dialogs import FieldError
from sotdesk.screens.first_run_pages import (
    DonePage,
    MeetingPage,
    Page,
    SchoolPage,
    SheetPage,
    TypePage,
    WordsPage,
)
from sotdesk.widgets.breakpoints import HEIGHTS, WIDTHS
from sotdesk.widgets.ground import Vertical
from sotdesk.widgets.panel import edge
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.pieces import literal

if TYPE_CHECKING:
    from sotdesk.app import SotDesk
    from sotdesk.data.vault import Progress, Vault

    Makes = Callable[[NewSchool, str, Progress], tuple[Vault, Path | None]]


class FirstRunScreen(Screen[None]):
    """Asks what a new vault needs, makes it, and opens the desk."""

    BINDINGS = bindings("first_run")
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = ""

    def __init__(self, make: "Makes", path: Path) -> None:
        super().__init__()
        self._make_vault = make
        self._school, self._meeting, self._words = (
            SchoolPage(path),
            MeetingPage(id="meeting-page"),
            WordsPage(),
        )
        self._typed, self._sheet, self._done = TypePage(self._names), SheetPage(export_folder()), DonePage()
        self._pages: tuple[Page, ...] = (
            self._school, self._meeting, self._words, self._typed, self._sheet, self._done,
        )  # fmt: skip
        self._at = 0
        self._state = Static(id="state", markup=False)
        self._making = False
        self._vault: Vault | None = None

    def compose(self) -> ComposeResult:
        """One box with all pages, one of them shown."""
        with Vertical(id="first-run", classes="dialog"):
            yield from self._pages
            yield self._state

    def on_mount(self) -> None:
        """The first page, in the look of the desk."""
        self._desk.dress()
        self._turn_to(0)
        self.call_after_refresh(import_the_rest, "sotdesk.data.new_school", "docx")

    def _turn_to(self, at: int) -> None:
        self._at = at
        for number, page in enumerate(self._pages):
            page.display = number == at
        page = self._pages[at]
        box = self.query_one("#first-run")
        steps = len(self._pages) - 1
        box.border_title = edge(f"{page.heading} · stap {at + 1} van {steps}" if at < steps else page.heading)
        box.border_subtitle = edge(page.KEYS)
        self._say("")
        self.set_focus(next((part for part in page.query("*") if part.focusable), None))

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self._state.update(literal(f"✗ {sentence}" if wrong else sentence, "error" if wrong else "muted"))
        self._state.display = bool(sentence)

    def _names(self) -> tuple[str, str]:
        return self._school.words("school"), self._school.words("coordinator")

    # --- keys

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line: the next line, or the next page."""
        self.action_next()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a way of meeting."""
        self.action_next()

    def on_pick_submitted(self, event: Pick.Submitted) -> None:
        """Enter on a choice."""
        self.action_next()

    def on_pick_changed(self) -> None:
        """No sheet needs no folder."""
        self._sheet.field("folder").display = self._sheet.words("sheet") == "yes"

    def action_next(self) -> None:
        """Enter: to the next field; in the last one the page is checked and turned."""
        if self._making:
            return
        page = self._pages[self._at]
        controls = [part for part in page.query("*") if part.focusable and part.is_on_screen]
        further = self.focused in controls[:-1]
        try:
            page.check()
        except FieldError as error:
            if not further or (self.focused and error.field == self.focused.id):
                page.field(error.field).fail(error.sentence)
                return
        if further and self.focused:
            controls[controls.index(self.focused) + 1].focus()
        else:
            self._go_on()

    def _go_on(self) -> None:
        page = self._pages[self._at]
        if page is self._sheet:
            self._making = True
            self.run_worker(self._make())
        elif page is self._done and self._vault:
            vault, self._vault = self._vault, None
            self._desk.call_later(self._desk.opened, vault)
        else:
            self._turn_to(self._at + 1)

    def action_back(self) -> None:
        """Esc: the page before; on the first the program stops."""
        if self._at == 0:
            self._desk.leave()
        elif not self._making and self._pages[self._at] is not self._done:
            self._turn_to(self._at - 1)

    def action_show(self) -> None:
        """Ctrl+T: what is typed readable, or hidden again."""
        self._typed.show()

    def action_other(self) -> None:
        """r: other words."""
        self._words.propose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Other words and showing belong to one page each."""
        page = self._pages[self._at]
        return {"other": page is self._words, "show": page is self._typed}.get(action, True)

    # --- making

    async def _make(self) -> None:
        loop = asyncio.get_running_loop()
        school, coordinator = self._names()
        new = NewSchool(school, coordinator, self._meeting.chosen.kinds, self._sheet.folder)

        def progress(said: str) -> None:
            loop.call_soon_threadsafe(self._say, said)

        try:
            self._vault, sheet = await asyncio.to_thread(
                self._make_vault, new, self._typed.passphrase, progress
            )
        except SotdeskError as error:
            self._say(error.sentence, wrong=True)
        else:
            self._typed.wipe()
            self._words.wipe()
            self._done.tell(sheet)
            self._turn_to(len(self._pages) - 1)
        self._making = False

    def on_unmount(self) -> None:
        """Stopped on the last page: the vault that was made is closed."""
        if self._vault:
            self._vault.close()

    @property
    def _desk(self) -> "SotDesk":
        return cast("SotDesk", self.app)
