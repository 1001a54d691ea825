"""The capture line with its prompt and its preview, in one frame.

Which keys count can be seen: `›` and an accent frame while typing, `i` and a quiet frame while the keys go to
the panels.
"""

from textual.app import ComposeResult
from textual.events import DescendantBlur, DescendantFocus
from textual.widgets import Static

from sotdesk.widgets.capture import Capture, Completer
from sotdesk.widgets.ground import Horizontal, Vertical
from sotdesk.widgets.panel import edge
from sotdesk.widgets.pieces import literal
from sotdesk.widgets.preview import Preview
from sotdesk.widgets.tint import Reader


class CaptureBox(Vertical):
    """`CaptureBox(reader, completer)`; its parts are `.line` (Capture) and `.preview`."""

    DEFAULT_CSS = """
    CaptureBox {
        height: 4;
        border: round $line;
        padding: 0 1;
        border-subtitle-color: $warning;
        border-subtitle-align: left;
        &:focus-within { border: round $accent; }
        Horizontal { height: 1; }
        .prompt { width: 2; }
    }
    """

    def __init__(
        self,
        reader: Reader | None = None,
        completer: Completer | None = None,
        placeholder: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.line = Capture(reader, completer, placeholder)
        self.preview = Preview()
        self._beside = ""
        self._prompt = Static(literal("i ", "heading"), classes="prompt", markup=False)

    def compose(self) -> ComposeResult:
        """Prompt and line, the preview under them."""
        with Horizontal():
            yield self._prompt
            yield self.line
        yield self.preview

    def beside(self, words: str) -> None:
        """What is said on the lower edge; '' for nothing."""
        if words != self._beside:
            self._beside = words
            self.border_subtitle = edge(words)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Typing."""
        self._prompt.update(literal("› ", "kind"))

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """The keys go to the panels."""
        self._prompt.update(literal("i ", "heading"))
