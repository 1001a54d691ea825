"""Geschiedenis (`h` on the card): every change in a pupil's file in words, the newest first, a page at a time."""

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.history import NOTHING, Part, Step
from sotdesk.screens.case_rows import SHIELDS
from sotdesk.screens.copying import copy_from
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.screens.reading import ReadingScreen
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Piece, pieces
from sotdesk.widgets.row import col, fit, flex

WHEN = 15
"""Cells for a day and a time."""
SHORT, MOST = 120, 4
"""Letters of a value, and parts of an act, that the list shows; Enter shows it whole."""
OLDER = "older"
"""The row that reads the page before."""


class HistoryScreen(PupilScreen):
    """Address: the pupil's id."""

    SCOPE = "history"
    ROUTE = "history"
    BINDINGS = bindings("history")
    HELP = """
**Geschiedenis**: wat er in het dossier van deze leerling is veranderd, het nieuwste eerst. Bij elke stap staat wanneer,
wat je deed, en welk veld van wat naar wat ging.

- **Enter** toont een stap helemaal, ook een lange tekst zoals die er eerst stond.
- **Hersteld**: deze stap is met u teruggedraaid.
- Van een stap die meer leerlingen raakte, staat hier alleen wat over deze leerling gaat.
- De geschiedenis zelf verandert nooit.
"""

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(
            Lines(id="steps", empty="Nog niets veranderd sinds deze kluis werd gemaakt."), id="history-panel"
        )

    def show_all(self, keep: str | None) -> None:
        """The newest page."""
        self._steps: dict[str, Step] = {}
        self._read(keep)

    def _read(self, keep: str | None) -> None:
        """One page more."""
        last = min((step.number for step in self._steps.values()), default=0)
        found = self.store.history.of_student(self.student_id, last)
        self._steps |= {str(step.number): step for step in found}
        shown = (s for s in self._steps.values() if not (s.secret and self.desk.shielded))
        rows = [self._row(step) for step in shown]
        if len(found) >= self.store.history.page:
            rows.append(option(OLDER, flex("eerdere stappen · Enter toont ze", "muted")))
        self.query_one("#steps", Lines).refill(rows, keep)
        self.query_one("#history-panel", Panel).label(f"Geschiedenis · {self.whose}", "Enter toont alles")

    def _when(self, step: Step) -> str:
        at = step.at.astimezone()
        return f"{show_date(at.date(), self._show.today)} {at:%H:%M}"

    def _row(self, step: Step) -> Option:
        undone = " · hersteld" if step.undone else ""
        shield = SHIELDS.get(step.audience, "")
        said: list[Piece] = [(self._show.text(step.label), "strong"), (undone, "muted")]
        for part in step.parts[:MOST]:
            said += ["\n", *self._in_short(part)]
        if left := len(step.parts) - MOST:
            said += [(f"\nen nog {left} · Enter toont alles" if left > 0 else "", "muted")]
        readers = [fit(shield, "warn")] if shield else []
        return option(
            str(step.number), col(self._when(step), WHEN, "muted"), flex(pieces(*said)), *readers, wrap=True
        )

    def _in_short(self, part: Part) -> list[Piece]:
        """`afspraak: uiterlijk vr 27 nov → vr 4 dec` on a line of its own, its words quiet."""
        pieces_: list[Piece] = [(f"{part.what} {part.how}".strip(), "muted")]
        for number, field in enumerate(part.fields):
            before, after = self._brief(field.before), self._brief(field.after)
            pieces_.append((f"{' ·' if number else ':'} {field.word} ", "muted"))
            pieces_ += (
                [after or before] if part.how else [(before or NOTHING, "muted"), " → ", after or NOTHING]
            )
        return pieces_

    def _brief(self, text: str) -> str:
        text = self._show.text(text).replace("\n", " ")
        return text if len(text) <= SHORT else f"{text[:SHORT]}…"

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the act whole, or the page before."""
        key = event.option_id or ""
        if key == OLDER:
            self._read(None)
        elif key in self._steps:
            self._show_whole(self._steps[key])

    def _show_whole(self, step: Step) -> None:
        parts: list[Piece] = []
        for part in step.parts:
            shield = SHIELDS.get(part.audience, "")
            parts.append(("\n\n" if parts else "", ""))
            parts += [
                (f"{part.what} {part.how}".strip(), "heading"),
                (f" · {shield}" if shield else "", "warn"),
            ]
            for field in part.fields:
                parts += [f"\n{field.word}: ", *self._both(field.before, field.after, part.how)]
        text = pieces(*parts)

        def after(wanted: bool | None) -> None:
            if wanted:
                copy_from(self, text.plain, "Deze stap", "geschiedenis.txt")

        self.app.push_screen(
            ReadingScreen(f"{self._when(step)} · {self._show.text(step.label)}", text), after
        )

    def _both(self, before: str, after: str, how: str) -> list[Piece]:
        before, after = self._show.text(before), self._show.text(after)
        if how:
            return [after or before]
        return [(before or NOTHING, "muted"), " → ", after or NOTHING]
