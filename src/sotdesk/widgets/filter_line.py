"""The line a list is filtered with: hidden until `f` asks for it, so that no key of the list ends up in it."""

from sotdesk.widgets.line import Line


class FilterLine(Line):
    """`FilterLine("filter: naam of woord")`; its id is `filter`. Show it with `open`, put it away with `close`."""

    DEFAULT_CSS = """
    FilterLine, FilterLine.-textual-compact { padding: 0 2; }
    """

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, id="filter")
        self.display = False

    def open(self) -> None:
        """Shows it and takes the keys."""
        self.display = True
        self.focus()

    def close(self) -> None:
        """Empties and hides it."""
        self.value = ""
        self.display = False
