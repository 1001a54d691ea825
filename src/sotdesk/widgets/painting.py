"""What a change paints: the lines that changed, of the parts that stand there.

Textual draws every line of every part that lies in the rectangle around all changes. Two small changes far apart, a
row of a list and the line under it, then cost nearly a whole screen. Here a part is asked only for the lines on
which it has a change, and not at all when it has none.
"""

from collections.abc import Iterable

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

Drawn = tuple[Region, Region, list[Strip]]
"""Where a part lies, what of it can be seen and was drawn, and its lines from top to bottom."""


class Sparing(Compositor):
    """A compositor that draws what changed."""

    def __init__(self) -> None:
        super().__init__()
        self._changed: tuple[Region, ...] = ()
        """The regions that are being painted; none while everything is."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """What changed since the last painting, or None."""
        self._changed = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = ()

    def _get_renders(self, crop: Region | None = None) -> Iterable[Drawn]:
        """The parts from front to back; while changes are painted only what they touch."""
        if not self._changed:
            yield from super()._get_renders(crop)
            return
        for widget, (region, clip) in self.visible_widgets.items():
            lines = _touched(region.intersection(clip), self._changed)
            if lines:
                yield region, lines, widget.render_lines(lines.translate(-region.offset))


def _touched(seen: Region, changed: Iterable[Region]) -> Region:
    """The lines of what is seen of a part from its first change to its last, over its whole width; else nothing."""
    hit = [region for region in changed if region.overlaps(seen)]
    if not hit:
        return Region()
    top = max(seen.y, min(region.y for region in hit))
    bottom = min(seen.bottom, max(region.bottom for region in hit))
    return Region(seen.x, top, seen.width, bottom - top)
