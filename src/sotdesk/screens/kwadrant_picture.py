"""The four cells of a kwadrant as lines of text, each exactly as wide as the screen: frames, rows, what lies between.

Drawn by hand and not by a panel and a list for each cell: fifteen widgets cost a quarter of a second to put together,
one costs nothing. Knows no key and no store.
"""

from dataclasses import dataclass

from textual.content import Content
from textual.style import Style

from sotdesk.domain.kwadrant import Kwadrant
from sotdesk.domain.kwadrant_course import HEIGHT, course
from sotdesk.domain.kwadrant_rules import Quadrant, quadrants
from sotdesk.screens.kwadrant_rows import cell_rows, course_rows, differences, edge_words, gap_words, title
from sotdesk.widgets.pieces import joined
from sotdesk.widgets.row import Row

COLUMNS = 2
EDGES = 2
"""Lines of a frame."""
GUTTER = 2
"""Cells in front of a row: the cursor's mark and a space."""
ROOM = HEIGHT + 1
"""Lines that how it moved needs under the aspects."""
NO_COURSE = "nog geen verloop"
FRAME, FRAME_AT = "$line", "$accent"


@dataclass(frozen=True)
class Look:
    """How it is drawn: cells and lines, whether rows have room for their source, whether h asked for how it moved."""

    width: int
    height: int
    wide: bool
    course: bool
    cursor: Style
    """Of the row under the cursor."""


@dataclass(frozen=True)
class Picture:
    """The lines, the parts that can be stood on for each quadrant, and the part on each line of each column."""

    lines: tuple[Content, ...]
    parts: dict[str, tuple[str, ...]]
    at: dict[tuple[int, int], str]


def picture(found: Kwadrant, part: str, look: Look) -> Picture:
    """All of it; `part` = the row under the cursor, empty when the cursor is elsewhere."""
    upper = max(EDGES, (look.height - 1) // 2)
    rows = (quadrants()[:COLUMNS], quadrants()[COLUMNS:])
    heights = (upper, max(EDGES, look.height - 1 - upper))
    widths = (look.width // 2, look.width - look.width // 2)
    room = min(h - EDGES - len(q.aspects) - 1 for pair, h in zip(rows, heights, strict=True) for q in pair)
    below = room >= ROOM
    lines: list[Content] = []
    at: dict[tuple[int, int], str] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for number, (pair, height) in enumerate(zip(rows, heights, strict=True)):
        if number:
            lines.append(_between(found, widths, wide=look.wide))
        cells = [
            _Cell(found, q, width, height, look, part, below) for q, width in zip(pair, widths, strict=True)
        ]
        for column, cell in enumerate(cells):
            parts[cell.quadrant.code] = tuple(cell.rows)
            at |= {(len(lines) + 1 + y, column): key for y, key in enumerate(cell.rows)}
        lines += [joined(line) for line in zip(*(cell.lines() for cell in cells), strict=True)]
    return Picture(tuple(lines), parts, at)


def _between(found: Kwadrant, widths: tuple[int, int], *, wide: bool) -> Content:
    """What differs, under its own column."""
    said = [gap_words(gap, wide=wide) for gap in differences(found)]
    return joined([_centred(words, width) for words, width in zip(said, widths, strict=False)])


class _Cell:
    """One quadrant in its frame."""

    def __init__(
        self, found: Kwadrant, quadrant: Quadrant, width: int, height: int, look: Look, part: str, below: bool
    ) -> None:
        self.quadrant, self._found, self._look = quadrant, found, look
        self._width, self._height, self._part = width, height, part
        rows = cell_rows(found, quadrant, wide=look.wide)
        self._course = below or look.course
        self.rows: dict[str, Row] = rows if below or not look.course else {quadrant.code: rows[quadrant.code]}
        """The rows that are shown: with how it moved in the place of the aspects only the quadrant itself."""
        self._spaced = below
        self._here = part in rows

    def lines(self) -> list[Content]:
        """The frame and what is in it, `height` lines."""
        style = FRAME_AT if self._here else FRAME
        body = [self._row(key, row) for key, row in self.rows.items()]
        if self._course:
            body += self._drawn()
        room = self._height - EDGES
        empty = Content(" " * (self._width - 2))
        body = [*body[:room], *[empty] * (room - len(body))]
        side = Content.styled("│", style)
        return [
            self._top(style),
            *[joined([side, line, side]) for line in body],
            self._bottom(style),
        ]

    def _row(self, key: str, row: Row) -> Content:
        room = self._width - 2 - GUTTER - 1
        words = row.lines(room)[0]
        if key != self._part:
            return joined([Content(" " * GUTTER), words, Content(" ")])
        marked = joined([Content.styled("▌ ", "$accent"), words])
        return joined([marked.stylize_before(self._look.cursor), Content(" ")])

    def _drawn(self) -> list[Content]:
        said = [r for r in self._found.readings if r.part == self.quadrant.code]
        room = self._width - 2 - 2 * GUTTER
        drawn = course_rows(course(said, max(0, room)) or [NO_COURSE])
        lines = [line.truncate(room, pad=True) for line in drawn]
        edge = Content(" " * GUTTER)
        padded = [joined([edge, line, edge]) for line in lines]
        return [Content(" " * (self._width - 2)), *padded] if self._spaced else padded

    def _top(self, style: str) -> Content:
        words = title(self._found, self.quadrant)
        if self._here:
            words = words.stylize("bold")
        words = words.truncate(max(1, self._width - 6), ellipsis=True)
        line = "─" * max(0, self._width - words.cell_length - 5)
        return joined([Content.styled("╭─ ", style), words, Content.styled(f" {line}╮", style)])

    def _bottom(self, style: str) -> Content:
        words = edge_words(self._found, self.quadrant, self._width - 6)
        line = "─" * max(0, self._width - words.cell_length - 5)
        return joined([Content.styled(f"╰{line} ", style), words, Content.styled(" ─╯", style)])


def _centred(words: Content, width: int) -> Content:
    words = words.truncate(max(1, width - 2), ellipsis=True)
    before = (width - words.cell_length) // 2
    return words.pad_left(before).pad_right(width - words.cell_length - before)
