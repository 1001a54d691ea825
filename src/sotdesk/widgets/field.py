"""A row of a form: label, control, and one quiet line under it that shows what was read or what is wrong."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.ground import Horizontal, Vertical
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.name_line import GIVEN
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.pieces import Role, literal


class Field(Vertical):
    """`Field("Roepnaam", Line(id="first"), note="zoals in de klas")`; the control's id names the field.

    A note may depend on what stands in the control: give the function that says it.
    """

    DEFAULT_CSS = """
    Field {
        height: auto;
        Horizontal { height: auto; }
        .label { width: 18; padding: 0; color: $text-muted; }
        .note { height: auto; padding: 0 0 0 19; color: $text-muted; display: none; }
        &.-noted .note { display: block; }
        Line.-textual-compact, TextBox.-textual-compact { background: $soft; padding: 0 1; }
        Line.-textual-compact:ansi, TextBox.-textual-compact:ansi { text-style: underline; }
        /* Textual looks at a node anew for the focus only when a rule for that node itself asks for it */
        &:focus-within { height: auto; }
        &:focus-within .label { color: $accent; text-style: bold; }
    }
    """

    def __init__(
        self, label: str, control: Widget, note: str | Callable[[str], str] = "", id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.control = control
        self._label = Static(literal(label), classes="label", markup=False)
        self._note = Static(classes="note", markup=False)
        self._rest = note
        self._dated = isinstance(control, DateLine)
        if isinstance(control, Line):
            control.in_form = True
        self.show()

    def compose(self) -> ComposeResult:
        """Label and control beside each other, the note below."""
        with Horizontal():
            yield self._label
            yield self.control
        yield self._note

    @property
    def words(self) -> str:
        """What stands in the control, as text: to know whether something was typed."""
        control = self.control
        if isinstance(control, Input | Pick):
            return control.value
        if isinstance(control, TextArea):
            return control.text
        return control.current or "" if isinstance(control, Lines) else ""

    def fill(self, words: str) -> None:
        """Put this text in the control: what `words` gave before a lock."""
        control = self.control
        if isinstance(control, Input | Pick):
            control.value = words
            if isinstance(control, Input):
                control.cursor_position = len(control.value)  # nothing stays selected
        elif isinstance(control, TextArea):
            control.text = words
        elif isinstance(control, Lines):
            control.go_to(words)

    def show(self, text: str = "", role: Role = "muted") -> None:
        """Say something under the control; without text the field's own note returns."""
        said = text or (self._rest if isinstance(self._rest, str) else self._rest(self.words))
        self.set_class(bool(said) or self._dated, "-noted")
        self._note.update(literal(said or " ", role if text else "muted"))
        if said and self.has_focus_within:  # in a form longer than the screen it would be said out of sight
            self.call_after_refresh(self.scroll_visible, animate=False)

    def fail(self, sentence: str) -> None:
        """Say what is wrong, and go there."""
        self.show(f"✗ {sentence}", "error")
        self.control.focus()

    def on_date_line_read(self, event: DateLine.Read) -> None:
        """Under a date field: the date it means."""
        event.stop()
        self.show(event.shown)

    def on_name_line_given(self) -> None:
        """Under a name: that it got capitals."""
        self.show(GIVEN)

    def on_input_changed(self) -> None:
        """What was wrong may be right now."""
        if not self._dated:
            self.show()

    def on_pick_changed(self) -> None:
        """What was wrong may be right now."""
        self.show()
