"""Ctrl+P: every command that works here, found by typing a few letters. There is no Screenshot among them.

The commands are the acts of the table that are active on the screen below, and the four themes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen
from textual.widgets import Input
from textual.widgets.option_list import Option

from sotdesk.actions import ELSEWHERE, bindings, by_id, keys_of
from sotdesk.themes import NAMES
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.row import col, fit, flex

NONE = (
    "Hier geen opdracht met deze letters. Wat bij een leerling hoort, staat op de kaart; met / vind je die."
)


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of the palette."""

    key: str
    label: str
    sentence: str
    keys: str
    run: Callable[[], object]

    def fits(self, words: list[str]) -> bool:
        """Whether every typed word begins a word of it, or stands somewhere in its label."""
        text = f"{self.label} {self.sentence}".casefold()
        return all(
            any(part.startswith(word) for part in text.split()) or word in self.label.casefold()
            for word in words
        )

    def begins(self, words: list[str]) -> bool:
        """Whether the label has a word that begins as typed: those come first."""
        return all(any(part.startswith(word) for part in self.label.casefold().split()) for word in words)


def commands(screen: Screen[Any]) -> list[Command]:
    """What works on this screen now, the screen's own acts first."""
    known = by_id()
    found: dict[str, Command] = {}
    for active in screen.active_bindings.values():
        act = known.get(active.binding.id or "")
        if act and act.palette and act.id not in found and active.enabled:
            run = partial(screen.app.run_action, active.binding.action, active.node)
            found[act.id] = Command(act.id, act.label.capitalize(), act.tooltip, keys_of(act), run)
    return [*found.values(), *_elsewhere(screen), *_themes(screen)]


def _elsewhere(screen: Screen[Any]) -> Iterable[Command]:
    """The screens that have no key of their own."""
    for act in ELSEWHERE:
        run = partial(screen.app.run_action, act.action, screen)
        yield Command(act.id, act.label, act.tooltip, "", run)


def _themes(screen: Screen[Any]) -> Iterable[Command]:
    for name in NAMES:
        run = partial(setattr, screen.app, "theme", name)
        yield Command(f"theme.{name}", f"Kleuren {name}", "Kiest deze kleuren voor het scherm.", "", run)


class PaletteScreen(ModalScreen[Command | None]):
    """`app.push_screen(PaletteScreen(app.screen), run_command)`; see `open_palette`."""

    BINDINGS = bindings("palette")

    def __init__(self, below: Screen[Any]) -> None:
        super().__init__()
        self._commands = commands(below)

    def compose(self) -> ComposeResult:
        """A line to type in, the commands under it."""
        with Panel(title="Opdrachten", subtitle="Enter doen · Esc sluiten", id="palette"):
            yield Line(placeholder="typ een paar letters")
            yield Lines(
                *self._rows(""),
                empty=NONE,
                always=True,
            )

    def on_mount(self) -> None:
        """The list follows the line; it never takes the focus."""
        self.query_one(Lines).can_focus = False

    def _rows(self, typed: str) -> list[Option]:
        words = typed.casefold().split()
        fitting = [command for command in self._commands if command.fits(words)]
        fitting.sort(key=lambda command: not command.begins(words))
        return [_row(command) for command in fitting]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Only what fits what was typed; the first is marked."""
        rows = self._rows(event.value)
        self.query_one(Lines).refill(rows, keep=rows[0].id if rows else None)

    def on_input_submitted(self) -> None:
        """Enter does the marked one."""
        self._take(self.query_one(Lines).current)

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """A click does it too."""
        self._take(event.option_id)

    def _take(self, key: str | None) -> None:
        chosen = next((command for command in self._commands if command.key == key), None)
        if chosen:
            self.dismiss(chosen)

    def action_move(self, by: int) -> None:
        """↑/↓ in the list while the line keeps the focus."""
        rows = self.query_one(Lines)
        if by < 0:
            rows.action_cursor_up()
        else:
            rows.action_cursor_down()

    def action_close(self) -> None:
        """Nothing."""
        self.dismiss(None)


def _row(command: Command) -> Option:
    cells = (
        col(command.label, 24, "strong"),
        flex(command.sentence, "muted"),
        fit(command.keys, "accent", drop=50),
    )
    return option(command.key, *cells)


def open_palette(screen: Screen[Any]) -> None:
    """Show the palette over this screen and do what is chosen."""

    def run(chosen: Command | None) -> None:
        if chosen:
            screen.app.call_later(chosen.run)

    if not isinstance(screen, ModalScreen):
        screen.app.push_screen(PaletteScreen(screen), run)
