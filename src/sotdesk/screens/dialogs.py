"""The dialogs: a question, a message, one line asked, and the base of every form.

All text given to them is literal. Enter never does harm: a question about something that cannot be undone
begins on *Nee*.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from sotdesk.actions import bindings
from sotdesk.domain.errors import SotdeskError
from sotdesk.screens.help import HelpScreen
from sotdesk.widgets.breakpoints import HEIGHTS, WIDTHS
from sotdesk.widgets.field import Field
from sotdesk.widgets.ground import Horizontal, Vertical
from sotdesk.widgets.line import Line
from sotdesk.widgets.painting import Sparing
from sotdesk.widgets.panel import edge
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.pieces import literal
from sotdesk.widgets.text_box import TextBox

Result = TypeVar("Result")


def push_button(label: str, id: str) -> Button:
    """A compact button with a literal label."""
    return Button(literal(f" {label} "), id=id, compact=True)


class Dialog(ModalScreen[Result]):
    """A framed box in the middle of the screen, with a title and its keys at the bottom edge."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self) -> None:
        super().__init__()
        self._compositor = Sparing()

    def frame(self, *parts: Widget, title: str, keys: str) -> Widget:
        """The box around `parts`."""
        box = Vertical(*parts, classes="dialog")
        box.border_title = edge(title)
        box.border_subtitle = edge(keys)
        return box


class ConfirmDialog(Dialog[bool]):
    """`ConfirmDialog("Casus afsluiten?", "Je kunt hem later heropenen.", yes="Afsluiten")` → True or False.

    Its frame says what it is about: `heading`, else what yes does.
    """

    BINDINGS = bindings("confirm")

    def __init__(
        self,
        question: str,
        detail: str | Content = "",
        *,
        heading: str = "",
        yes: str = "Ja",
        no: str = "Nee",
        harm: bool = False,
    ) -> None:
        super().__init__()
        self.heading = heading or ("Ja of nee?" if yes == "Ja" else yes)
        self.question = question
        self.detail = detail
        self.yes = yes
        self.no = no
        self._first = "#no" if harm else "#yes"

    def compose(self) -> ComposeResult:
        """The question, what it means, the two answers."""
        detail = self.detail if isinstance(self.detail, Content) else literal(self.detail)
        parts: list[Widget] = [Static(literal(self.question, "strong"), classes="question", markup=False)]
        parts += [Static(detail, classes="detail", markup=False)] if detail.plain else []
        parts.append(Horizontal(push_button(self.yes, "yes"), push_button(self.no, "no"), classes="buttons"))
        keys = f"j {_in_a_line(self.yes)} · n {_in_a_line(self.no)}"
        yield self.frame(*parts, title=self.heading, keys=keys)

    def on_mount(self) -> None:
        """Begin on the answer that does no harm."""
        self.query_one(self._first).focus()

    def action_answer(self, answer: bool) -> None:
        """By key."""
        self.dismiss(answer)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """By button."""
        self.dismiss(event.button.id == "yes")


def _in_a_line(label: str) -> str:
    """A label of a button within a line: `openen`, `naar Instellingen`."""
    return label[:1].lower() + label[1:]


class MessageDialog(Dialog[None]):
    """`MessageDialog("Niet gelukt", "De schijf is vol. …")`, or `MessageDialog.of(error)`; `back` is its button."""

    BINDINGS = bindings("message")

    def __init__(self, title: str, sentence: str | Content, back: str = "Sluiten") -> None:
        super().__init__()
        self.back = back
        self.heading = title
        self.sentence = sentence

    @classmethod
    def of(cls, error: SotdeskError) -> "MessageDialog":
        """What went wrong, in the words of the error."""
        return cls(error.title, error.sentence)

    def compose(self) -> ComposeResult:
        """The sentence and one button."""
        said = self.sentence if isinstance(self.sentence, Content) else literal(self.sentence)
        text = Static(said, classes="detail", markup=False)
        buttons = Horizontal(push_button(self.back, "close"), classes="buttons")
        yield self.frame(text, buttons, title=self.heading, keys=f"Enter {_in_a_line(self.back)}")

    def action_close(self) -> None:
        """Read."""
        self.dismiss()

    def on_button_pressed(self) -> None:
        """Read."""
        self.dismiss()


class Fields(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The rows of a form. ↑/↓ stay the form's own, also in one that is too long for the screen.

    Then they scroll: what stands under them, the buttons and a sentence about what is wrong, is always seen.
    """

    BINDINGS = [
        Binding("pageup", "page_up", "hoger", show=False),
        Binding("pagedown", "page_down", "lager", show=False),
    ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its rows, at most what the others in the box leave of the screen."""
        natural, box = super().get_content_height(container, viewport, width), self.parent
        if not isinstance(box, Widget) or not box.styles.max_height:
            return natural
        most = int(box.styles.max_height.resolve(viewport, viewport))
        beside = [part for part in box.children if part is not self and part.display]
        taken = sum(_height_of(part, container, viewport) for part in beside)
        return max(1, min(natural, most - box.gutter.height - taken - self.styles.margin.height))


def _height_of(part: Widget, container: Size, viewport: Size) -> int:
    """How many lines a part of the box takes, with the space around it."""
    fixed = part.styles.height
    inner = container.width - part.styles.margin.width - part.gutter.width
    lines = (
        part.get_content_height(container, viewport, inner)
        if fixed is None or fixed.is_auto
        else int(fixed.resolve(container, viewport))
    )
    return lines + part.gutter.height + part.styles.margin.height


class FieldError(Exception):
    """Something in a form is missing or wrong: which field (the id of its control) and a Dutch sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


class FormDialog(Dialog[Result | None]):
    """The base of a form: give `heading`, `fields()` and `result()`; it is dismissed with the result, or None.

    Enter goes to the next field and saves in the last one; F2, Ctrl+S and the button save too. `save` is called
    with the result before the form closes: when it raises a SotdeskError the form stays, with the sentence.
    """

    BINDINGS = bindings("form")
    SAVE = "Bewaren"
    SCOPE: ClassVar[str] = "form"
    """Its scope in actions: `form`, or a part of it."""
    HELP: ClassVar[str] = ""
    """Its words, in Dutch Markdown; without them F1 shows those of the screen it stands on."""

    heading: str = ""
    """Its title; literal, so it may hold a name."""
    lead: str = ""
    """What it asks about, over its whole width above the rows; literal."""
    starts_at: str = ""
    """The control that has the focus first; empty: the first."""
    opened_by: tuple[str, ...] = ()
    """How `BaseScreen.open` opened it: enough to open it again after a lock."""

    def __init__(self, save: Callable[[Result], object] | None = None) -> None:
        super().__init__()
        self._save = save
        self._before: list[str] = []
        self._leaving: list[str] = []
        """What stood in it when Esc asked whether that goes."""
        self._error = Static(classes="error", markup=False)

    def fields(self) -> Iterable[Field]:
        """The rows of the form."""
        raise NotImplementedError

    def result(self) -> Result:
        """What was filled in; raises FieldError."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The rows, a line for what went wrong, the two buttons."""
        lead = [Static(literal(self.lead, "strong"), classes="lead", markup=False)] if self.lead else []
        rows = Fields(*lead, *self.fields(), classes="fields")
        buttons = Horizontal(
            push_button(self.SAVE, "save"), push_button("Annuleren", "cancel"), classes="buttons"
        )
        yield self.frame(rows, self._error, buttons, title=self.heading, keys=self._keys())

    def _keys(self, on: str = "Enter verder") -> str:
        return f"{on} · F2 {self.SAVE.lower()} · Esc annuleren · F1 hulp"

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The edge tells how to go on: in a box Enter is a new line."""
        words = self._keys("Tab verder" if isinstance(event.widget, TextBox) else "Enter verder")
        self.query_one(".dialog").border_subtitle = edge(words)

    def on_mount(self) -> None:
        """Remember how it began, to know whether something was typed."""
        self._before = self._words()
        if self.starts_at:
            self.set_focus(self.field(self.starts_at).control)

    def _words(self) -> list[str]:
        return [field.words for field in self._rows()]

    def _rows(self) -> Sequence[Field]:
        return list(self.query(Field))

    def packed(self) -> str:
        """All that stands in the fields, to be kept in the vault while the desk is locked; '' when untouched."""
        return json.dumps({row.control.id: row.words for row in self._rows()}) if self.touched else ""

    def unpack(self, packed: str) -> None:
        """Puts back what `packed` gave."""
        words = json.loads(packed)
        for row in self._rows():
            if row.control.id in words:
                row.fill(words[row.control.id])

    @property
    def touched(self) -> bool:
        """Whether something was filled in or changed."""
        return self._words() != self._before

    def field(self, control: str) -> Field:
        """The row of the control with this id."""
        return next(row for row in self._rows() if row.control.id == control)

    def text(self, control: str) -> str:
        """What was typed in the control with this id, without the spaces around it."""
        return self.field(control).words.strip()

    def say(self, sentence: str) -> None:
        """Show what is wrong with the whole; empty takes it away."""
        self._error.update(literal(f"✗ {sentence}" if sentence else "", "error"))
        self._error.set_class(bool(sentence), "-said")
        for rows in self.query(Fields):
            rows.refresh(layout=True)  # the sentence takes its lines from the rows

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Pick.Changed)
    def typed_on(self) -> None:
        """What Esc asked no longer holds once something else stands there."""
        if self._leaving and self._leaving != self._words():
            self._leaving = []
            self.say("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a line."""
        self._next(event.input)

    def on_pick_submitted(self, event: Pick.Submitted) -> None:
        """Enter on a choice."""
        self._next(event.pick)

    def _next(self, control: Widget) -> None:
        rows = [row.control for row in self._rows() if row.display and row.control.focusable]
        place = rows.index(control) if control in rows else len(rows) - 1
        if place + 1 < len(rows):
            rows[place + 1].focus()
        else:
            self.action_save()

    def action_save(self) -> None:
        """Check, save, close; or say what is missing."""
        self.say("")
        try:
            result = self.result()
            if self._save:
                self._save(result)
        except FieldError as error:
            self.field(error.field).fail(error.sentence)
        except SotdeskError as error:
            self.say(error.sentence)
        else:
            self.dismiss(result)

    def action_cancel(self) -> None:
        """Close without saving. What was typed is thrown away by a second Esc only; typing on takes the first back."""
        if not self.touched or self._leaving == self._words():
            self.dismiss(None)
        else:
            self._leaving = self._words()
            self.say("Nog niet bewaard. Esc nog eens gooit dit weg, F2 bewaart het.")

    def action_help(self) -> None:
        """F1: over the form, which stays as it is."""
        under = [getattr(screen, "HELP", "") for screen in self.app.screen_stack if screen is not self]
        self.app.push_screen(HelpScreen(self.SCOPE, self.HELP or under[-1] or ""))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The two buttons."""
        if event.button.id == "save":
            self.action_save()
        elif event.button.id == "cancel":
            self.action_cancel()


class AskDialog(FormDialog[str]):
    """`AskDialog("Zet opzij", "Reden", check=…)` → the line, or None. `check` gives a sentence when it is wrong."""

    def __init__(
        self,
        title: str,
        label: str,
        value: str = "",
        *,
        note: str = "",
        check: Callable[[str], str] | None = None,
        needed: bool = True,
    ) -> None:
        super().__init__()
        self.heading = title
        self._asked = (label, value, note)
        self._check = check
        self._needed = needed

    def fields(self) -> Iterable[Field]:
        """The one line."""
        label, value, note = self._asked
        yield Field(label, Line(value, id="answer"), note)

    def result(self) -> str:
        """The line; raises FieldError when it is empty or wrong."""
        answer = self.text("answer")
        if self._needed and not answer:
            raise FieldError("answer", "Vul iets in, of druk op Esc.")
        if self._check and (wrong := self._check(answer)):
            raise FieldError("answer", wrong)
        return answer
