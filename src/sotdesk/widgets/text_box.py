"""A field for more than one line of text; Tab goes on, Enter is a new line."""

from textual.widgets import TextArea


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
            text,
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
            placeholder=placeholder,
        )
        self.styles.height = rows
