"""The timeline on a pupil's card: the newest entries first, older ones when the cursor comes there, and the filter.

A card with thousands of entries must open as quickly as a short one, so rows are laid out as they are reached.
"""

from textual.message import Message

from sotdesk.domain.cases import CaseFile, Entry, Gap
from sotdesk.domain.pupil_file import PupilFile
from sotdesk.domain.timeline_filter import Searched, narrowed
from sotdesk.domain.words import count
from sotdesk.screens.card_agreements import CardAgreements
from sotdesk.screens.case_rows import more_rows, older_row, timeline_rows
from sotdesk.widgets.filter_line import FilteredLines
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel

NOTHING = "Nog niets. n c legt een contactmoment vast, Ctrl+N een signaal."
NO_FIT = "Niets past bij dit filter. Esc haalt het weg."
FIRST = 36
"""So many entries are laid out at once: a screen full (more on a taller one)."""
MORE = 40
"""And so many when the cursor comes below them: two screens, in a few thousandths of a second."""
OLDER = "older"
"""The row under which there is more."""


class Timeline(FilteredLines):
    """The entries of a card; `End` goes to the very first entry."""

    class Whole(Message):
        """Every entry is wanted."""

    def action_last(self) -> None:
        """To the oldest entry there is."""
        if self.keys and self.keys[-1] == OLDER:
            self.post_message(self.Whole())
        else:
            super().action_last()


class CardTimeline(CardAgreements):
    """The part of a card about its timeline; the card gives `_file` and `_searched`."""

    _file: CaseFile | PupilFile
    _searched: Searched
    _entries: dict[str, Entry]
    _laid = 0
    """So many entries are laid out."""
    _fitting: tuple[Entry, ...] = ()
    _gaps: tuple[Gap, ...] = ()

    def _line_of(self, keep: str | None) -> str | None:
        """A contact moment is looked up by its own id; its first line stands for it."""
        if keep is None or keep in self._entries:
            return keep
        talks = (e.id for e in self._file.timeline if e.kind == "gesprek" and e.ref == keep)
        return next(talks, keep)

    def _show_timeline(self, keep: str | None) -> None:
        wanted = narrowed(self.filter.value, self._searched.kinds, self._show.today)
        entries = self._searched.entries if wanted.empty else self._searched.fitting(wanted)
        self._fitting = entries
        self._gaps = self._file.gaps if isinstance(self._file, CaseFile) and wanted.empty else ()
        lines = self.query_one("#timeline", Lines)
        lines.empty = NOTHING if wanted.empty else NO_FIT
        period, found = wanted.said(self._show.today), count(len(entries), "regel", "regels")
        said = "f filter" if wanted.empty else " · ".join(filter(None, [period, found, "Esc alles"]))
        self.query_one("#timeline-panel", Panel).label("Tijdlijn", said)
        self._laid = self._laid or max(FIRST, self.app.size.height)
        place = next((at for at, e in enumerate(entries) if e.id == keep), None)
        if place is not None and place >= self._laid:
            self._laid = place + MORE
        rows = timeline_rows(entries[: self._laid], self._gaps, self._show)
        left = len(entries) - self._laid
        rows += [older_row(OLDER, left)] if left > 0 else []
        lines.refill(rows, keep if place is not None else None)

    def filtered(self) -> None:
        """The entries that fit."""
        self._laid = 0
        self._show_timeline(None)

    def show_older(self, number: int = MORE) -> None:
        """So many more entries, in the place of the last row."""
        lines, begin = self.query_one("#timeline", Lines), self._laid
        if begin >= len(self._fitting):
            return
        self._laid = begin + number
        rows = more_rows(self._fitting[begin - 1], self._fitting[begin : self._laid], self._gaps, self._show)
        left = len(self._fitting) - self._laid
        lines.go_on(rows + ([older_row(OLDER, left)] if left > 0 else []))

    def on_timeline_whole(self) -> None:
        """End: all of them, and to the last."""
        self.show_older(len(self._fitting))
        lines = self.query_one("#timeline", Lines)
        lines.go_to(lines.keys[-1])
