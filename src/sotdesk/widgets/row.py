"""One line of a list in columns, laid out when it is painted: a resize needs no refill.

Columns are as wide as told (`col`), as wide as their text (`fit`), or take what is left (`flex`, one a row;
it may wrap with a hanging indent). `drop=n` leaves a column out in a row narrower than n cells. A column made
by `name` never drops and gives way last: a pupil's name must always be readable.
"""

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from sotdesk.widgets.pieces import Role, joined, literal

SMALLEST_FLEX = 8
"""Cells the giving column keeps before other columns are left out for it."""
NARROWEST = 12
"""Under so many cells nothing wraps: a list is asked for its rows before it has its place, and a word of ten thousand
letters would be thousands of lines then, that nobody sees (seconds in a meeting)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of one row; made by `col`, `fit`, `flex` or `name`."""

    text: Content
    width: int | None
    """Cells, or None for the column that takes what is left."""
    right: bool = False
    drop: int = 0
    """Shown from this row width (cells) on."""
    stays: bool = False


def col(text: str | Content, width: int, role: Role = "", *, right: bool = False, drop: int = 0) -> Cell:
    """A column of `width` cells; longer text ends in …"""
    return Cell(_content(text, role), width, right, drop)


def fit(text: str | Content, role: Role = "", *, right: bool = False, drop: int = 0) -> Cell:
    """A column as wide as its text: for the last column of a row, whose width may differ per row."""
    content = _content(text, role)
    return Cell(content, content.cell_length, right, drop)


def flex(text: str | Content, role: Role = "") -> Cell:
    """The column that takes what is left, and wraps when the row does."""
    return Cell(_content(text, role), None, stays=True)


def name(text: str | Content, width: int, role: Role = "", *, right: bool = False) -> Cell:
    """A column with a person's name: it never drops."""
    return Cell(_content(text, role), width, right, stays=True)


def _content(text: str | Content, role: Role) -> Content:
    return text if isinstance(text, Content) else literal(text, role)


class Row(Visual):
    """A row of cells: the prompt of an option in `Lines`, or anything a Static shows."""

    def __init__(self, *cells: Cell, wrap: bool = False, gap: int = 1) -> None:
        self.cells = cells
        self.wrap = wrap
        self.gap = gap
        self._laid_out: tuple[int, list[Content]] = (-1, [])

    @property
    def plain(self) -> str:
        """All text of the row, for tests and for finding."""
        return " ".join(cell.text.plain for cell in self.cells if cell.text.plain.strip())

    def lines(self, width: int) -> list[Content]:
        """The row as lines of exactly `width` cells."""
        if self._laid_out[0] != width:
            self._laid_out = (width, self._lay_out(max(1, width)))
        return self._laid_out[1]

    def _lay_out(self, width: int) -> list[Content]:
        cells = self._shown(width)
        room = max(1, width - self._fixed(cells))
        first: list[Content] = []
        rest: list[Content] = []
        x = 0
        for cell in cells:
            size = room if cell.width is None else cell.width
            if cell.width is None and self.wrap and width >= NARROWEST:
                top, *below = cell.text.wrap(size) or [Content("")]
                first.append(_fill(top.rstrip(), size, cell.right))
                rest = [line.rstrip().pad_left(x) for line in below]
            else:
                first.append(_fill(_one_line(cell.text), size, cell.right))
            x += size + self.gap
        lines = [joined(first, " " * self.gap), *rest]
        return [line.truncate(width, pad=True) for line in lines]

    def _shown(self, width: int) -> list[Cell]:
        """The cells that have room: by their own `drop`, then from the right until the giving column fits."""
        cells = [cell for cell in self.cells if width >= cell.drop]
        while self._fixed(cells) + self._smallest(cells) > width:
            loose = [at for at, cell in enumerate(cells) if not cell.stays]
            if not loose:
                break
            del cells[loose[-1]]
        return cells

    def _fixed(self, cells: list[Cell]) -> int:
        return sum(cell.width or 0 for cell in cells) + self.gap * max(0, len(cells) - 1)

    @staticmethod
    def _smallest(cells: list[Cell]) -> int:
        return sum(min(SMALLEST_FLEX, cell.text.cell_length) for cell in cells if cell.width is None)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width at which no column is cut."""
        widths = (cell.text.cell_length if cell.width is None else cell.width for cell in self.cells)
        return sum(widths) + self.gap * max(0, len(self.cells) - 1)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Lines this row takes: one, unless it wraps."""
        return len(self.lines(width)) if self.wrap else 1

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines as strips, on the style of the row (cursor, hover)."""
        return [strip_of(line, width, style, options) for line in self.lines(width)[:height]]


def strip_of(line: Content, width: int, style: Style, options: RenderOptions | None = None) -> Strip:
    """The line is as wide as it must be, so Content need not wrap it again: half the time of a repaint."""
    parse = options.get_style if options else None
    parts = _flat(line, style, parse or _parsed) or line.render(style, end="", parse_style=parse)
    return Strip([Segment(text, (style + own).rich_style) for text, own in parts], width)


def _flat(line: Content, style: Style, parse: Callable[[str | Style], Style]) -> list[tuple[str, Style]]:
    """The text with its styles when no style lies over another, as nearly always; else nothing."""
    text, at, parts = line.plain, 0, []
    for start, end, own in line.spans:
        if start < at:
            return []
        if start > at:
            parts.append((text[at:start], style))
        parts.append((text[start:end], parse(own)))
        at = end
    if at < len(text):
        parts.append((text[at:], style))
    return parts


def _parsed(style: str | Style) -> Style:
    return style if isinstance(style, Style) else Style.parse(style)


def _one_line(text: Content) -> Content:
    return joined(text.split("\n"), " ") if "\n" in text.plain else text


def _fill(text: Content, width: int, right: bool) -> Content:
    """Exactly `width` cells."""
    cut = text.truncate(width, ellipsis=True)
    gap = width - cut.cell_length
    return cut.pad_left(gap) if right else cut.pad_right(gap)
