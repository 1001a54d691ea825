"""What is copied next, and what one tick means: the rhythm of telling everyone after a meeting (c, Spatie, c, Spatie).

Pure: rows with their parts come in (a recipient with his pupils, a pupil with his two blocks); what was copied in
this sitting of the screen is kept here, and nowhere else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One text of a row: its key, whether it was told or entered, and whether it must be."""

    key: str
    done: bool = False
    wanted: bool = True


@dataclass(frozen=True)
class Copyable:
    """One row: its key and its parts in order."""

    key: str
    parts: tuple[Part, ...]


class Copied:
    """What was copied since the screen was opened."""

    def __init__(self) -> None:
        self._copied: set[tuple[str, str]] = set()

    def note(self, row: str, part: str) -> None:
        """This text was copied."""
        self._copied.add((row, part))

    def forget(self, row: str) -> None:
        """Nothing of this row counts as copied any more."""
        self._copied = {(key, part) for key, part in self._copied if key != row}

    def next(self, rows: Sequence[Copyable], current: str = "", among: str = "") -> tuple[str, Part] | None:
        """The next text that is neither copied nor done, from the current row on and round to it; None when all are.

        Of other rows only what must be told counts; of the current row also what may be. `among` looks at parts with
        this key only.
        """
        keys = [row.key for row in rows]
        start = keys.index(current) if current in keys else 0
        for row in [*rows[start:], *rows[:start]]:
            left = [part for part in self._left(row) if among in ("", part.key)]
            first = next((part for part in left if part.wanted), None)
            if first is None and row.key == current and left:
                first = left[0]
            if first is not None:
                return row.key, first
        return None

    def _left(self, row: Copyable) -> Iterable[Part]:
        return (part for part in row.parts if not part.done and (row.key, part.key) not in self._copied)

    def to_tick(self, row: Copyable) -> tuple[Part, ...]:
        """What one tick says is done: what was copied of this row, else what must be done, else all that is left."""
        left = [part for part in row.parts if not part.done]
        copied = [part for part in left if (row.key, part.key) in self._copied]
        return tuple(copied or [part for part in left if part.wanted] or left)
