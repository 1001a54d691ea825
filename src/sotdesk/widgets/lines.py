"""The one list of every screen: an OptionList without a frame whose cursor row has a ▌ in front.

Rows are options with an id (the key of what they show), so the cursor stays on the same thing after a
refill. Headings, blank lines and the empty text are options that cannot be chosen.
"""

from collections.abc import Sequence

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from sotdesk.widgets.pieces import Role, literal, pieces
from sotdesk.widgets.row import Cell, Row, flex

GUTTER = 2
"""Cells in front of every row: the cursor's mark and a space."""


def option(key: str, *cells: Cell, wrap: bool = False) -> Option:
    """A row that can be chosen; `key` is the id of what it shows."""
    return Option(Row(*cells, wrap=wrap), id=key)


def heading(text: str, extra: str = "") -> Option:
    """A heading between rows, with a quiet addition behind it."""
    return Option(pieces((text, "heading"), (f"  {extra}" if extra else "", "muted")), disabled=True)


def note(text: str, role: Role = "muted") -> Option:
    """A line of text between rows that cannot be chosen; it wraps."""
    return Option(Row(flex(text, role), wrap=True), disabled=True)


def blank() -> Option:
    """An empty line between groups."""
    return Option(Content(" "), disabled=True)


class Lines(OptionList):
    """A list of rows: `refill` it, read `current`, handle `Lines.OptionSelected` (Enter or a click)."""

    DEFAULT_CSS = """
    Lines {
        border: none;
        padding: 0 1 0 0;
        background: transparent;
        height: 1fr;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: transparent 0%; }
        & > .option-list--option-disabled { color: $text-muted; }
        &.-always > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """

    highlighted: reactive[int | None] = reactive(None, repaint=False)

    def __init__(
        self,
        *rows: Option,
        empty: str = "",
        always: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self.empty = empty
        self.always = always
        """The cursor row is marked without the focus too: for a list that a line above it steers."""
        self._looks: dict[str, Style] = {}
        self._painting: Region | None = None
        self._laid_width = 0
        """Cells for which the rows were laid out."""
        super().__init__(*(rows or self._nothing()), markup=False, id=id, classes=classes)
        self.set_class(always, "-always")

    def _nothing(self) -> list[Option]:
        return [note(self.empty)] if self.empty else []

    @property
    def current(self) -> str | None:
        """The id of the row under the cursor, or None."""
        chosen = self.highlighted_option
        return None if chosen is None or chosen.disabled else chosen.id

    @property
    def keys(self) -> list[str]:
        """The ids of all rows that can be chosen, from top to bottom."""
        return [each.id for each in self.options if each.id is not None and not each.disabled]

    @property
    def top_of_cursor(self) -> int:
        """The line of the list's window on which the row under the cursor begins."""
        self._update_lines()
        return self._index_to_line.get(self.highlighted or 0, 0) - self.scroll_offset.y

    def refill(self, rows: Sequence[Option], keep: str | None = None) -> None:
        """Show these rows; the cursor goes to `keep`, else stays on its row, else on its place."""
        wanted, place, scroll = keep or self.current, self.highlighted, self.scroll_offset.y
        self.set_options(rows or self._nothing())
        self.highlighted = self._place_of(wanted, place)
        if keep is None and scroll and not self._anchored:
            self.scroll_to(y=scroll, animate=False, immediate=True, force=True)
            self.scroll_to_highlight()

    def start_over(self) -> None:
        """Empty, at its top: the next rows are another matter, so the cursor begins at the first."""
        self.set_options(())
        self.scroll_to(y=0, animate=False, immediate=True, force=True)

    def go_on(self, rows: Sequence[Option]) -> None:
        """These rows in the place of the last one: only they are laid out. The cursor stays on that place."""
        last = self._options.pop()
        at, cache = len(self._options), self._line_cache
        self._option_to_index.pop(last, None)
        self._id_to_option.pop(last.id or "", None)
        while cache.lines and cache.lines[-1][0] == at:
            cache.lines.pop()
        cache.index_to_line.pop(at, None)
        cache.heights.pop(at, None)
        self.add_options(rows)
        if self.highlighted == at:
            self.highlighted = self._place_of(None, at)
            self.refresh()

    def _place_of(self, wanted: str | None, place: int | None) -> int | None:
        """Where the cursor goes: the wanted row, or the first one that can be chosen from `place` on."""
        if wanted is not None and wanted in self._id_to_option:
            return self.get_option_index(wanted)
        free = [index for index, each in enumerate(self.options) if not each.disabled]
        after = [index for index in free if index >= (place or 0)]
        return after[0] if after else free[-1] if free else None

    def go_to(self, key: str) -> bool:
        """Put the cursor on the row with this id; False when it is not in the list."""
        if key not in self._id_to_option:
            return False
        self.highlighted = self.get_option_index(key)
        return True

    def action_cursor_up(self) -> None:
        """One row up; the first row stays the first."""
        self._step(-1)

    def action_cursor_down(self) -> None:
        """One row down; the last row stays the last."""
        self._step(1)

    def _step(self, by: int) -> None:
        start = self.highlighted
        index = (-1 if by > 0 else len(self.options)) if start is None else start
        index += by
        while 0 <= index < len(self.options) and self.options[index].disabled:
            index += by
        if 0 <= index < len(self.options):
            self.highlighted = index

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the cursor row into view, with the heading above it when that fits."""
        if self.highlighted is None or not self.is_mounted:
            return
        first = self.highlighted
        while first > 0 and self.options[first - 1].disabled:
            first -= 1
        lines = self._index_to_line
        if self.highlighted not in lines:
            return
        end = lines[self.highlighted] + self._heights[self.highlighted]
        start = (
            lines[first]
            if end - lines[first] <= self.scrollable_content_region.height
            else lines[self.highlighted]
        )
        region = Region(0, start, self.scrollable_content_region.width, end - start)
        self.scroll_to_region(region, force=True, animate=False, top=top, immediate=True)

    def _get_left_gutter_width(self) -> int:
        return GUTTER

    def _update_lines(self) -> None:
        """Lays the rows out anew when the scrollbar came or went: it takes a cell of each, and a row that wraps by it
        would lose its last line (Textual measures them before it knows)."""
        for _ in range(2):
            width = self.scrollable_content_region.width
            if width != self._laid_width and self._line_cache.lines:
                self._clear_caches()
            self._laid_width = width
            super()._update_lines()
            if self.scrollable_content_region.width == width:
                return

    def _scroll_update(self, virtual_size: Size) -> None:
        """Textual paints the scrollbar anew at every layout, after the screen; here it is when it changed."""
        self._refresh_scrollbars()
        if self.show_vertical_scrollbar:
            bar = self.vertical_scrollbar
            bar.window_virtual_size, bar.window_size = virtual_size.height, self.container_size.height
        self.scroll_x, self.scroll_y = (
            self.validate_scroll_x(self.scroll_x),
            self.validate_scroll_y(self.scroll_y),
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height of all rows; Textual forgets the gutter here, and cut rows that wrap."""
        return super().get_content_height(container, viewport, width - GUTTER)

    def _watch_highlighted(self, before: int | None, after: int | None) -> None:
        """A step paints two rows anew, not all: the one the cursor left and the one it reached."""
        lines = self._index_to_line
        for index in (before, after):
            if index is not None and index in lines:
                self.refresh_lines(lines[index], self._heights[index])

    @property
    def scrollable_content_region(self) -> Region:
        """Where the rows are; Textual asks it several times for every row, so a painting works it out once."""
        return self._painting or super().scrollable_content_region

    def render_lines(self, crop: Region) -> list[Strip]:
        """Looks up each look, and where the rows are, once a painting."""
        self._looks = {}
        self._update_lines()  # may show or hide the scrollbar
        self._painting = super().scrollable_content_region
        try:
            return super().render_lines(crop)
        finally:
            self._painting = None

    def render_line(self, y: int) -> Strip:
        """The row with its mark in front: the cursor can be seen without colour."""
        lines, at = self._line_cache.lines, self.scroll_offset.y + y
        if not 0 <= at < len(lines):
            return super().render_line(y)
        index, line = lines[at]
        row = self._options[index]
        strips = self._get_option_render(row, self._look("disabled" if row.disabled else self._state(index)))
        if line >= len(strips):
            return super().render_line(y)
        strip = strips[line]
        return Strip([self._mark(index), *strip], GUTTER + strip.cell_length)

    def _state(self, index: int) -> str:
        """Whether the cursor or else the mouse is on this row."""
        if index == self.highlighted:
            return "highlighted"
        over = index == self._mouse_hovering_over and not self._options[index].disabled
        return "hover" if over else ""

    def _look(self, state: str) -> Style:
        """The style of a row in this state."""
        if state not in self._looks:
            names = ("option-list--option", f"option-list--option-{state}")
            self._looks[state] = self.get_visual_style(*names[: 2 if state else 1])
        return self._looks[state]

    def _mark(self, index: int) -> Segment:
        state = self._state(index)
        style = self._look(state)
        if not (state == "highlighted" and (self.has_focus or self.always)):
            return Segment("  ", style.rich_style)
        accent = Style(foreground=Color.parse(self.app.theme_variables["accent"]))
        return Segment("▌ ", (style + accent).rich_style)


def texts(rows: Sequence[Option]) -> list[str]:
    """The plain text of each row, for tests and for copying to paper."""
    return [_text(row) for row in rows]


def _text(row: Option) -> str:
    prompt = row.prompt
    if isinstance(prompt, Row):
        return prompt.plain
    return prompt.plain if isinstance(prompt, Content) else literal(str(prompt)).plain
