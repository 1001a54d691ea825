"""The four cells of a kwadrant as one widget: its arrows go from row to row and on into the next cell."""

from typing import ClassVar

from textual.binding import Binding
from textual.events import Blur, Click, Focus, Resize
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from sotdesk.actions import bindings
from sotdesk.domain.kwadrant import Kwadrant
from sotdesk.domain.kwadrant_rules import part_names, quadrant_of, quadrants
from sotdesk.screens.kwadrant_picture import COLUMNS, Look, Picture, picture
from sotdesk.screens.kwadrant_rows import WIDE
from sotdesk.widgets.row import strip_of

CURSOR = "kwadrant-cells--cursor"


class KwadrantCells(Widget, can_focus=True):
    """`show` a kwadrant; `part` is the quadrant or aspect under the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {CURSOR}
    DEFAULT_CSS = """
    KwadrantCells {
        height: 1fr;
        & > .kwadrant-cells--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
    }
    """
    BINDINGS = [
        *bindings("kwadrant.cell"),
        Binding("up", "down(-1)", show=False),
        Binding("down", "down(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Below(Message):
        """Down at the last row of a lower cell."""

    class Moved(Message):
        """The cursor stands on another row."""

    class Chosen(Message):
        """Enter or a click on the row under the cursor."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._found: Kwadrant | None = None
        self._drawn: Picture | None = None
        self._strips: dict[int, Strip] = {}
        self.fresh()

    def fresh(self) -> None:
        """The cursor on the first row, the aspects in view."""
        self.part = quadrants()[0].code
        self.course_shown = False
        """Whether h asked for how it moved."""

    def show(self, found: Kwadrant, part: str = "") -> None:
        """This kwadrant, with the cursor on `part`, else where it was."""
        self._found = found
        if part in part_names():
            self.part = part
        self.draw_anew()

    def draw_anew(self) -> None:
        """Something that is drawn is different."""
        self._drawn = None
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Other colours."""
        self._drawn = None
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self, _event: Resize) -> None:
        """More or less room."""
        self.draw_anew()

    def on_focus(self, _event: Focus) -> None:
        """The cursor comes."""
        self.draw_anew()

    def on_blur(self, _event: Blur) -> None:
        """The cursor goes."""
        self.draw_anew()

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, a line each."""
        return tuple(line.plain for line in self.picture.lines)

    @property
    def picture(self) -> Picture:
        """What is drawn now."""
        if self._drawn is None:
            width, height = self.size
            look = Look(
                width, height, self.app.size.width >= WIDE, self.course_shown, self.get_visual_style(CURSOR)
            )
            found = self._found
            drawn = picture(found, self.part if self.has_focus else "", look) if found else None
            self._drawn = drawn or Picture((), {}, {})
        return self._drawn

    def render_line(self, y: int) -> Strip:
        """A line of the picture."""
        if y not in self._strips:
            lines = self.picture.lines
            if y >= len(lines):
                return Strip.blank(self.size.width, self.rich_style)
            self._strips[y] = strip_of(lines[y], self.size.width, self.visual_style)
        return self._strips[y]

    # --- walking

    def action_down(self, by: int) -> None:
        """One row down or up; past the last one the cell below or above."""
        code = quadrant_of(self.part).code
        rows = self.picture.parts.get(code, ())
        at = (rows.index(self.part) if self.part in rows else 0) + by
        if 0 <= at < len(rows):
            self._to(rows[at])
        else:
            self._beyond(code, by)

    def _beyond(self, code: str, by: int) -> None:
        codes = [q.code for q in quadrants()]
        there = codes.index(code) + COLUMNS * by
        if there >= len(codes):
            self.post_message(self.Below())
        elif there >= 0:
            self._to(self.picture.parts[codes[there]][0 if by > 0 else -1])

    def action_aside(self, by: int) -> None:
        """← and →: the cell beside it, on the same line where it has one."""
        codes = [q.code for q in quadrants()]
        row, column = divmod(codes.index(quadrant_of(self.part).code), COLUMNS)
        if 0 <= column + by < COLUMNS:
            here = self.picture.parts[codes[row * COLUMNS + column]]
            there = self.picture.parts[codes[row * COLUMNS + column + by]]
            line = here.index(self.part) if self.part in here else 0
            self._to(there[min(line, len(there) - 1)])

    def _to(self, part: str) -> None:
        self.part = part
        self.draw_anew()
        self.post_message(self.Moved())

    def action_choose(self) -> None:
        """Enter."""
        self.post_message(self.Chosen())

    def toggle_course(self) -> None:
        """How it moved, or the aspects again; the cursor stays on a row that is shown."""
        self.course_shown = not self.course_shown
        self.draw_anew()
        code = quadrant_of(self.part).code
        if self.part not in self.picture.parts.get(code, ()):
            self._to(code)

    def on_click(self, event: Click) -> None:
        """A click on a row: the cursor, and Enter on it."""
        column = 0 if event.x < self.size.width // 2 else 1
        part = self.picture.at.get((event.y, column))
        if part:
            self._to(part)
            self.post_message(self.Chosen())
