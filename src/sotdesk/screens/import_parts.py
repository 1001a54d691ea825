"""The two parts of the import screen with keys of their own: the line for a path, the rows of the preview."""

from typing import Protocol, cast

from sotdesk.actions import bindings
from sotdesk.screens.import_files import completed
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines


class Owner(Protocol):
    """What these parts ask of their screen."""

    @property
    def some_gone(self) -> bool:
        """Whether someone is not in the list."""

    def take(self) -> None:
        """Take the list over."""

    def turn(self, by: int) -> None:
        """To another group."""

    def open(self, opener: str, *args: str) -> None:
        """Open a form."""

    def keep_or_mark_gone(self) -> None:
        """Leave who is not in the list as he is, or not."""

    def choose(self) -> None:
        """Back to the choice of a file."""


class PathLine(Line):
    """The line for a path: Tab completes it."""

    BINDINGS = bindings("import.path")

    def action_complete(self) -> None:
        """Tab: as far as there is only one way."""
        self.value = completed(self.value)
        self.cursor_position = len(self.value)

    def action_files(self) -> None:
        """↓: into the list under it."""
        self.screen.query_one("#files").focus()


class PlanRows(Lines):
    """The rows of the preview: Enter takes the whole list over, Tab goes to the next group."""

    BINDINGS = bindings("import.rows")

    @property
    def _owner(self) -> Owner:
        return cast(Owner, self.screen)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaving people as they are is only there when someone is missing from the list."""
        return action != "gone" or self._owner.some_gone

    def action_take(self) -> None:
        """Enter."""
        self._owner.take()

    def action_group(self, by: int) -> None:
        """Tab and Shift+Tab."""
        self._owner.turn(by)

    def action_columns(self) -> None:
        """k."""
        self._owner.open("columns")

    def action_gone(self) -> None:
        """g."""
        self._owner.keep_or_mark_gone()

    def action_other(self) -> None:
        """b."""
        self._owner.choose()
