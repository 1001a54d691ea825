"""A field for more than one line of text; Tab goes on, Enter is a new line. Nothing that steers a terminal gets in."""

from textual.document._edit import Edit
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult

from sotdesk.domain.text import clean
from sotdesk.widgets.pieces import literal


class TextBox(TextArea):
    """`TextBox("…", rows=4, id="tried")`: the text is `.text`."""

    DEFAULT_CSS = """
    TextBox, TextBox.-textual-compact {
        background: $soft;
        background-tint: transparent 0%;
        width: 1fr;
        &:focus { background-tint: transparent 0%; }
        & .text-area--cursor-line { background: transparent; }
    }
    """

    def __init__(self, text: str = "", rows: int = 4, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(
            lines(text),
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
            placeholder=placeholder,
        )
        self.styles.height = rows

    def edit(self, edit: Edit) -> EditResult:
        """What is typed or pasted."""
        edit.text = lines(edit.text)
        return super().edit(edit)

    def load_text(self, text: str) -> None:
        """All of it at once."""
        super().load_text(lines(text))


def lines(text: str) -> str:
    """A text as a box may hold it: with its line ends, without what steers a terminal."""
    return literal(clean(text)).plain
