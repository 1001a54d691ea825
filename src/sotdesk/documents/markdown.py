"""Small pieces of Markdown: user text so that it reads as typed, a list line, a table. Knows no report."""

import re
from collections.abc import Iterable, Sequence

from sotdesk.domain.text import clean, one_line
from sotdesk.domain.words import with_colon

_SIGNS = re.compile(r"([\\`*_\[\]<>|]|~(?=~)|&(?=#?\w+;))")
_OPENS = re.compile(r"^(#{1,6}(?=\s)|[-+](?=\s)|\d+(?=[.)]\s)|~{3}|={1,}$|-{2,}$)")


def escaped(text: str) -> str:
    """User text as Markdown that shows exactly these words on one line."""
    line = _SIGNS.sub(r"\\\1", one_line(clean(text)))
    opening = _OPENS.match(line)
    if not opening:
        return line
    sign = opening[0]
    return f"{sign}\\{line[len(sign) :]}" if sign[0].isdigit() else f"\\{line}"


def bullet(text: str, lead: str = "") -> str:
    """A line of a list; `lead` stands before it in bold."""
    return f"- **{escaped(with_colon(lead))}** {escaped(text)}" if lead else f"- {escaped(text)}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table with a header row; an empty cell is a dash."""
    lines = [_row(header), _row(["---"] * len(header), raw=True)]
    return lines + [_row([cell or "–" for cell in row]) for row in rows]


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else escaped(cell) for cell in cells)} |"
