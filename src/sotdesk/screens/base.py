"""What every place and full screen shares: breakpoints, top line, key line, help, going back, telling errors.

No screen knows SQL or a file format; a screen gets what it shows in `reload` and hands what was done to the
store. Dialogs are not screens of this kind: see dialogs.py.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input

from sotdesk.actions import bindings
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.shield import hidden_step, hidden_words
from sotdesk.domain.students import Student
from sotdesk.domain.words import count
from sotdesk.screens.dialogs import FormDialog, MessageDialog
from sotdesk.screens.help import HelpScreen
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.breakpoints import HEIGHTS, WIDTHS
from sotdesk.widgets.ground import Even
from sotdesk.widgets.keyline import KeyLine
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.painting import Sparing
from sotdesk.widgets.places import PlacesBar

if TYPE_CHECKING:
    from sotdesk.data.store import Store


class Desk(Protocol):
    """What a screen asks of the app."""

    private: bool
    """F9: names are hidden."""
    shielded: bool
    """F5: the words of shield.toml are hidden."""

    @property
    def guest(self) -> str:
        """The guest at the table of the meeting that runs, in words; empty when there is none."""

    @property
    def places(self) -> tuple[str, ...]:
        """The names of the places that exist, in the order of their digits."""

    @property
    def day_and_school(self) -> tuple[str, ...]:
        """What stands at the right of the top line, such as `("wo 25 november", "OSG De Linde")`."""

    @property
    def lifted(self) -> str:
        """Says that what is shielded is shown; empty when it is not."""

    @property
    def running(self) -> str:
        """The meeting that runs, such as `overleg loopt 13:24`; empty when none does."""

    def action_place(self, place: int) -> None:
        """Go to a place by its digit."""

    def go(self, address: tuple[str, ...], *, fresh: bool = False) -> None:
        """Show the screen of an address (routes.py) over this one; `fresh` leaves all others first."""

    def soon(self, address: tuple[str, ...] | None, store: "Store") -> None:
        """She may come to this address: its screen is filled while the cursor rests. None: to none."""

    def shield(self) -> None:
        """Shielded from now: a meeting starts, or a guest sits down."""


class BaseScreen(Screen[None], Even):
    """A full screen: give `SCOPE`, `HERE`, `HELP`, `BINDINGS = bindings(SCOPE)`, `body()` and `reload()`."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS = bindings("common")
    AUTO_FOCUS = "Lines"

    SCOPE: ClassVar[str] = ""
    """Its scope in actions."""
    HERE: ClassVar[int] = 0
    """The digit of the place it belongs to; 0 belongs to none."""
    TOP_LINE: ClassVar[bool] = True
    """Whether the line of places stands on top (not in a meeting: digits are text there)."""
    HELP: ClassVar[str | None] = ""
    """The terms of this screen, in Dutch Markdown."""
    ROUTE: ClassVar[str] = ""
    """Its route in routes.py."""
    waiting: Callable[[], None] | None = None
    """Brings back the form that was half filled in when the desk locked, and that the shield hides until F5."""

    _grown_old = False
    """It was under another full screen: what it shows may have changed."""
    waits = False
    """In the wings, with nobody in it: it is filled when it comes on."""

    def __init__(self, store: "Store", *ids: str) -> None:
        super().__init__()
        self._compositor = Sparing()
        self.store = store
        self.ids = ids

    @property
    def address(self) -> tuple[str, ...]:
        """Where this screen is: its route and ids, enough to make it again after a lock."""
        return (self.ROUTE, *self.ids)

    def open(self, opener: str, *args: str) -> None:
        """Opens a form by this screen's method `open_<opener>(*args)`, so that a lock can bring it back.

        `args` are ids or short codes, never a pupil's data.
        """
        getattr(self, f"open_{opener}")(*args)
        form = self.app.screen
        if isinstance(form, FormDialog):
            form.opened_by = (opener, *args)

    def conceals(self, opener: str) -> bool:
        """Whether the form of this opener may not be seen now, because of the shield."""
        return False

    def take_up(self) -> None:
        """Bring back the form that waited for the shield to be lifted."""
        if self.waiting and not self.desk.shielded and self.app.screen is self:
            self.call_later(self.waiting)

    def open_signal(self, student_id: str = "") -> None:
        """Ctrl+N: note a signal."""
        from sotdesk.screens.signal import SignalForm

        self.app.push_screen(SignalForm(self.store, student_id), lambda _done: self.reload())

    def keep_draft(self) -> None:
        """Keep in the vault what is half typed here; called before a lock, at quitting, and when typing pauses."""

    def restore_draft(self) -> None:
        """Put back what `keep_draft` kept."""

    def count_down(self, seconds: int | None) -> None:
        """Show how many seconds are left before the desk locks; None takes it away."""
        for bar in self.query(PlacesBar):
            words = f"vergrendelt over {seconds} s · druk een toets" if seconds else ""
            bar.meeting = words or self.desk.running

    def compose(self) -> ComposeResult:
        """The top line, the body, the key line."""
        if self.TOP_LINE:
            desk = self.desk
            yield PlacesBar(desk.places, self.HERE, desk.day_and_school, desk.running, desk.lifted)
        yield from self.body()
        yield KeyLine()

    def _compositor_refresh(self) -> None:
        """Textual paints a screen that is being put together too, and throws that away (0.05 s of Vandaag); and of one
        that is laid out and must be painted whole, first the parts that moved.
        """
        if self.app._batch_count:
            return
        if self._repaint_required and self is self.app.screen:
            self._compositor.update_widgets({self})
            self._repaint_required = False
        super()._compositor_refresh()

    def body(self) -> ComposeResult:
        """The parts between the top line and the key line."""
        yield from ()

    def reload(self, keep: str | None = None) -> None:
        """Ask the store anew and show it; the cursor goes to row `keep`, else stays where it is.

        Called when the screen is first shown, when it comes back from under another screen, after F9 and
        after undo.
        """

    def arrive(self) -> None:
        """How it is found each time it is gone to: no filter, the focus where she begins."""

    def come_on(self, store: "Store", *ids: str) -> None:
        """Out of the wings (wings.py): as if it were new, it shows this vault at this address."""
        self.store, self.ids = store, ids
        self.waits = self._grown_old = False
        if not self.is_mounted:  # not all its parts are there yet: it fills itself when they are (on_mount)
            return
        for lines in self.query(Lines):
            lines.start_over()
        self.arrive()
        self.reload(self.wanted)
        self.query_one(KeyLine).renew()

    def ahead(self, store: "Store", *ids: str) -> Iterator[None]:
        """Reads, a step at a time, what it will show at this address; a SotdeskError says that it cannot."""
        yield from ()

    @property
    def desk(self) -> Desk:
        """The app, as far as a screen may know it."""
        return cast(Desk, self.app)

    @property
    def private(self) -> bool:
        """Whether names are hidden (F9): mask names in columns and in free text."""
        return self.desk.private

    @property
    def in_view(self) -> tuple[str, str]:
        """The pupil and the agendapunt that this screen is about, by id; empty when there is none, or more than one."""
        return "", ""

    @property
    def wanted(self) -> str | None:
        """The row under the cursor when the screen is first shown; None: the first."""
        return None

    def on_mount(self) -> None:
        """Show what there is, and the keys. Textual calls this after the `on_mount` of the screen itself: that one
        calls neither.
        """
        self.arrive()
        if not self.waits:
            self.reload(self.wanted)
            self.call_next(self.query_one(KeyLine).renew)

    async def on_event(self, event: events.Event) -> None:
        """A screen that is left before it stood there has no parts to fill: it is not mounted any more."""
        if not (self._pruning and isinstance(event, events.Mount)):
            await super().on_event(event)

    def on_screen_suspend(self) -> None:
        """Under a full screen what is shown here may grow old; under a dialog it does not."""
        self._grown_old = not self.app.screen.is_modal

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Back from under another full screen: show it as it is now. Its styles it has already: a change of theme
        reaches every screen by itself."""
        event.refresh_styles = False
        self.show_running()
        if self._grown_old:
            self._grown_old = False
            self.reload()

    @property
    def low(self) -> bool:
        """Too few lines for blank ones; asked of the app, for the class `-low` comes after the first rows."""
        return self.app.size.height < HEIGHTS[1][0]

    def show_running(self) -> None:
        """Bring the top line up to date: the meeting that runs, the day."""
        for bar in self.query(PlacesBar):
            bar.meeting = self.desk.running
            bar.right = self.desk.day_and_school
            bar.lifted = self.desk.lifted
        self.take_up()

    def words(self, text: str) -> str:
        """A free text as it may be shown here: without the words that the shield hides (F5)."""
        return hidden_words(text) if self.desk.shielded else text

    def step(self, text: str) -> str:
        """Something to do, as it may be shown here."""
        return hidden_step(text) if self.desk.shielded else text

    def undoes(self, label: str, students: Sequence[Student]) -> str:
        """What u says before it undoes: the act, and whom it is about."""
        few = students[:2] if len(students) < 3 else ()
        names = " en ".join(pupil_and_class(student, hidden=self.private) for student in few)
        whom = names or (count(len(students), "leerling", "leerlingen") if students else "")
        act = f"{self.words(label)} ({whom})" if whom else self.words(label)
        return f"Nog eens {self.undo_key} herstelt: {act}."

    @property
    def undo_key(self) -> str:
        """The key that undoes here: a letter is text where a line has the focus."""
        return "Ctrl+Z" if isinstance(self.focused, Input) else "u"

    def undone(self, label: str) -> str:
        """What u says of what it undid."""
        return f"Hersteld: {self.words(label)}."

    def tell(self, sentence: str) -> None:
        """Say in passing that something was done. The meeting says it in its preview instead.

        The newest only: c and Spatie in a row would stack them over the text that she is about to tell.
        """
        self.app.clear_notifications()
        self.notify(self.words(sentence), markup=False, timeout=3)

    def fail(self, error: SotdeskError) -> None:
        """Say what went wrong and what to do, until it is read."""
        self.app.push_screen(MessageDialog.of(error))

    @contextmanager
    def telling_errors(self) -> Iterator[None]:
        """`with self.telling_errors(): store.…` tells a SotdeskError instead of passing it on."""
        try:
            yield
        except SotdeskError as error:
            self.fail(error)

    def attempt(self, work: Callable[[], object], done: str = "") -> bool:
        """Do `work`; tell `done` when it went well, the error when not. True when it went well."""
        try:
            work()
        except SotdeskError as error:
            self.fail(error)
            return False
        if done:
            self.tell(done)
        return True

    def action_help(self) -> None:
        """? or F1: the keys and the words of this screen."""
        if not isinstance(self.app.screen, HelpScreen):
            self.app.push_screen(HelpScreen(self.SCOPE, self.HELP or ""))

    def action_go(self, route: str) -> None:
        """To a screen that has no digit; where one is already, nothing."""
        if route != self.ROUTE:
            self.desk.go((route,))

    def action_back(self) -> None:
        """Esc: one step back; on a place itself nothing."""
        if len(self.app.screen_stack) > 2 and self.app.screen is self:
            self.app.pop_screen()

    def on_places_bar_chosen(self, event: PlacesBar.Chosen) -> None:
        """A click on a place."""
        self.desk.action_place(event.place)

    def on_places_bar_help_wanted(self) -> None:
        """A click on the question mark."""
        self.action_help()
