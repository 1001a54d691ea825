"""One line of typed text, where nothing is lost: a paste keeps all its lines, and what was wiped comes back.

The base of the capture line and of every text field. Ctrl+Z first returns what Ctrl+U, Ctrl+K, Ctrl+W or
typing over a selection took away; with nothing to return the key goes on to the screen's undo.
"""

from dataclasses import dataclass

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.widgets import Input

from sotdesk.widgets.pieces import plain

SHORT = 24
"""A text of at most so many letters is typed over, not added to: longer than any day or name of a class."""


@dataclass(frozen=True, slots=True)
class Wiped:
    """A piece of text that was taken out at once, and where."""

    start: int
    text: str
    before: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-typed line: text, cursor, and what was wiped from it."""

    text: str = ""
    cursor: int = 0
    wiped: tuple[Wiped, ...] = ()


def on_one_line(text: str) -> str:
    """All lines of a pasted text, joined by a space."""
    return " ".join(plain(line).strip() for line in text.splitlines() if line.strip())


class Line(Input):
    """`Line(value="", placeholder="…", password=False, id="name")`: an Input without a frame."""

    DEFAULT_CSS = """
    Line, Line.-textual-compact {
        background: transparent;
        background-tint: transparent 0%;
        width: 1fr;
        height: 1;
        padding: 0;
    }
    Line:focus, Line.-textual-compact:focus { background-tint: transparent 0%; }
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    """As wide as its text; it never changes its place, so a letter lays out nothing anew."""

    in_form = False
    """It is a field of a form: a short text that stands in it is typed over."""

    BINDINGS = [Binding("ctrl+z", "give_back_wiped", "herstel", show=False, id="line.back")]

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        password: bool = False,
        several: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`several`: names or words with a comma between them, which one adds to."""
        self._wiped: list[Wiped] = []
        self._several = several
        self._first_look = True
        super().__init__(
            plain(value) or None,
            placeholder,
            password=password,
            select_on_focus=False,
            compact=True,
            id=id,
            classes=classes,
        )

    @property
    def draft(self) -> Draft:
        """What is being typed, to be put back later with `set_draft`."""
        return Draft(self.value, self.cursor_position, tuple(self._wiped))

    def set_draft(self, draft: Draft) -> None:
        """Put a half-typed line back as it was; what was wiped from another line is forgotten."""
        self._first_look = False
        self.value = plain(draft.text)
        self.cursor_position = draft.cursor
        self._wiped = list(draft.wiped)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the text; a part of more than one letter can be given back.

        A password is not remembered.
        """
        first, last = sorted((max(0, start), min(len(self.value), end)))
        before, cursor = self.value, self.cursor_position
        super().replace(plain(text), start, end)
        if last - first > 1 and self.value != before and not self.password:
            self._wiped.append(Wiped(first, before[first:last], before, cursor))

    def action_give_back_wiped(self) -> None:
        """Return what was wiped last; with nothing to return, leave the key to the screen."""
        if not self._wiped:
            raise SkipAction
        piece = self._wiped.pop()
        at = min(piece.start, len(self.value))
        self.value = self.value[:at] + piece.text + self.value[at:]
        self.cursor_position = piece.cursor if self.value == piece.before else at + len(piece.text)

    def _on_focus(self, event: events.Focus) -> None:
        """A day, a name or a number that was filled in is selected: typing replaces it (Ctrl+Z gives it back), an arrow
        keeps it. A sentence and a list are added to."""
        typed_over = self.in_form and not self._several and 0 < len(self.value) <= SHORT
        if typed_over and not event.from_app_focus:
            self.action_select_all()

    def on_resize(self) -> None:
        """A first value that is too long shows its beginning; then the cursor stays in view, at any width."""
        if self._first_look and self.cursor_at_end and self.content_width > self.size.width:
            self.cursor_position = 0
        self._first_look = False
        here = Region(self._cursor_offset, 0, 1, 1)
        self.scroll_to_region(here, force=True, animate=False)

    def action_paste(self) -> None:
        """Ctrl+V: the program's own clipboard, on one line."""
        self.replace(on_one_line(self.app.clipboard), *self.selection)

    def _on_paste(self, event: events.Paste) -> None:
        """A paste by the terminal: all lines, joined by a space (Textual keeps only the first)."""
        event.prevent_default()
        event.stop()
        self.replace(on_one_line(event.text), *self.selection)
