"""On which line of a protocol file something stands: tomllib tells that only of a mistake in the writing.

A place is a path as the read file has it: ("fase", 0, "onderdeel", 2, "tekst"). Only for text that tomllib has read.
"""

import re
from collections.abc import Iterator

_PARTS = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' r"'''.*?'{3,5}|" r'"(?:\\.|[^"\\\n])*"|' r"'[^'\n]*'|#[^\n]*|[\[\]{}\n]",
    re.DOTALL,
)
"""What may hold a line end or a bracket, and the brackets and line ends themselves."""
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*[=.]""")

Place = tuple[str | int, ...]


class Lines:
    """The line of every table and key of a text."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {(): 1}
        table: Place = ()
        for number, words in statements(text):
            if words.lstrip().startswith("["):
                table = self._header(words)
                self._lines.setdefault(table, number)
            elif found := _KEY.match(words):
                self._lines.setdefault((*table, found[1] or found[2] or found[3]), number)

    def line(self, *place: str | int) -> int:
        """The line of a place, else of what it stands in."""
        while place not in self._lines:
            place = place[:-1]
        return self._lines[place]

    def has(self, *place: str | int) -> bool:
        """Whether this place has a line of its own."""
        return place in self._lines

    def _header(self, words: str) -> Place:
        """The place that `[a]` or `[[a.b]]` opens: a part that is a list means its last table, or the one to come."""
        more = words.lstrip().startswith("[[")
        names = [name.strip().strip("\"'") for name in words.strip().lstrip("[").partition("]")[0].split(".")]
        place: Place = ()
        for depth, name in enumerate(names):
            place = (*place, name)
            count = self._count(place)
            if more and depth == len(names) - 1:
                place = (*place, count)
            elif count:
                place = (*place, count - 1)
        return place

    def _count(self, place: Place) -> int:
        count = 0
        while (*place, count) in self._lines:
            count += 1
        return count


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Each line that begins a table or a key with its number; not those within a text or list of more lines."""
    number, depth, start = 1, 0, 0
    begins = number
    for part in _PARTS.finditer(f"{text}\n"):
        sign = part.group()
        number += sign.count("\n")
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(sign, 0)
        if sign == "\n" and not depth:
            yield begins, text[start : part.start()]
            begins, start = number, part.end()
