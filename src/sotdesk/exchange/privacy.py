"""Columns that must not be read are taken out here, before anything else sees them (domain.md §11, §12)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sotdesk.exchange.columns import is_never_read

Cell = str | date

HIDDEN: Final = "•••"
_LEAST_VALUES: Final = 3
_SHARE: Final = 0.9
_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def looks_like_bsn(cell: Cell) -> bool:
    """Whether a cell is a number of 8 or 9 digits that passes the elfproef of the BSN."""
    if not isinstance(cell, str):
        return False
    digits = cell.replace(".", "").replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (8, 9) and digits.strip("0")):
        return False
    return sum(w * int(d) for w, d in zip(_WEIGHTS, digits.zfill(9), strict=True)) % 11 == 0


def never_read_columns(headers: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    """Return the columns to drop: by their header, or because they hold BSNs under another name.

    Any 8-digit or 9-digit number passes the elfproef one time in eleven, so a column is taken for BSNs from
    three values on and when nine in ten of them pass; a birth date written as 20120304 is no BSN.
    """
    return tuple(
        index
        for index, header in enumerate(headers)
        if is_never_read(header) or _holds_bsns([row[index] for row in rows])
    )


def _holds_bsns(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if cell != ""]
    if len(filled) < _LEAST_VALUES:
        return False
    return sum(map(looks_like_bsn, filled)) >= _SHARE * len(filled)
