"""A screen whose list can be filtered: f opens the line, Enter goes to the list, Esc takes the filter away."""

from typing import ClassVar

from textual.widgets import Input

from sotdesk.screens.base import BaseScreen
from sotdesk.widgets.filter_line import FilterLine


class FilteringScreen(BaseScreen):
    """Give `LIST` and `filtered`; its body has a `FilterLine`, and its list is a `FilteredLines`."""

    LIST: ClassVar[str] = ""
    """The id of the list that the filter is for."""

    def filtered(self) -> None:
        """Show what fits the words in the filter."""
        raise NotImplementedError

    @property
    def filter(self) -> FilterLine:
        """The line, shown or not."""
        return self.query_one("#filter", FilterLine)

    def close_filter(self) -> None:
        """Without filter, back in the list."""
        self.filter.close()
        self.query_one(f"#{self.LIST}").focus()

    def action_filter(self) -> None:
        """f: a line to filter with; with f again it still holds what was typed."""
        self.filter.open()

    def action_back(self) -> None:
        """Esc: first out of the filter."""
        if self.filter.display:
            self.close_filter()
            self.filtered()
        else:
            super().action_back()

    def on_input_changed(self, event: Input.Changed) -> None:
        """The list follows the filter."""
        if event.input.id == "filter":
            event.input.display = event.input.display or bool(event.value)
            self.filtered()

    def on_input_submitted(self) -> None:
        """Enter in the filter: to the list."""
        self.query_one(f"#{self.LIST}").focus()
