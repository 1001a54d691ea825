"""The line under the capture line: what was understood, and who will read it."""

from textual.content import Content
from textual.widgets import Static

from sotdesk.widgets.pieces import Piece, literal, pieces


class Preview(Static):
    """`preview.say(("Afspraak", "kind"), "  ", ("wanneer ", "label"), "di 1 dec")`; read back: `plain`."""

    DEFAULT_CSS = """
    Preview { height: 1; padding: 0 0 0 2; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(markup=False, id=id)
        self.said: Content = literal("")

    def say(self, *parts: Piece) -> None:
        """Show these pieces; nothing when they are what stands there."""
        said = pieces(*parts)
        if not said.is_same(self.said):
            self.said = said
            self.update(said, layout=False)

    @property
    def plain(self) -> str:
        """What stands there, as plain text."""
        return self.said.plain
