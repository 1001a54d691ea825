"""The ground that parts stand on: containers that look the same on every line between their edges.

Textual draws every line of every container, also where its parts lie over it; for a screen that is more lines than
all rows together. Here one line is drawn and stands for all, which makes a whole screen half as much work to paint.
"""

from textual import containers
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Even(Widget):
    """A part without text of its own, of which only the edges and one line between them are drawn."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of `crop`, from the cells of this part."""
        top, bottom = self.gutter.top, self.outer_size.height - self.gutter.bottom
        drawn: dict[int, Strip] = {}
        lines = []
        for y in crop.line_range:
            line = min(y, top) if y < bottom else y
            if line not in drawn:
                drawn[line] = super().render_lines(Region(crop.x, line, crop.width, 1))[0]
            lines.append(drawn[line])
        return lines


class Horizontal(containers.Horizontal, Even):
    """Parts beside each other."""


class Vertical(containers.Vertical, Even):
    """Parts under each other."""
