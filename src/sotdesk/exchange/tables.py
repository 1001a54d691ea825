"""A file becomes one table: which kind of file it is, where its header stands, what is dropped unread."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sotdesk.domain.errors import ImportFileError
from sotdesk.domain.text import one_line
from sotdesk.exchange.columns import is_never_read, meaning
from sotdesk.exchange.delimited import read_delimited
from sotdesk.exchange.limits import MAX_COLUMNS, MAX_FILE_BYTES, MAX_HEADER_ROW, MAX_ROWS
from sotdesk.exchange.privacy import Cell, looks_like_bsn, never_read_columns
from sotdesk.exchange.workbook import read_workbook

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<[!?a-z]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")

Grid = Sequence[Sequence[Cell]]
Names = Callable[[str], str]
"""A header → the field it stands for."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: its number as a spreadsheet shows it, its cells, and whether it went beyond the header."""

    number: int
    cells: tuple[Cell, ...]
    spilled: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file's table: `header_row` from 1, `headers` all different, `never_read` those of dropped columns."""

    name: str
    header_row: int
    headers: tuple[str, ...]
    rows: tuple[RawRow, ...]
    never_read: tuple[str, ...]


def read_table(path: Path, names: Names = lambda _: "") -> RawTable:
    """Read a CSV or XLSX file; columns with a BSN, nationality, photo … are gone from the result.

    `names` says which field a header stands for besides those of a list of pupils ("" = none): by that the header is
    found. Raises ImportFileError, with a sentence of its own for every kind of file that is not such a table.
    """
    data = _load(path)
    if data.startswith(_ZIP):
        return _table(path.name, *_best_sheet(data, names), is_text=False)
    rows = read_delimited(data)
    return _table(path.name, rows, _header_index(rows, names), is_text=True)


def read_pasted(text: str, name: str, names: Names = lambda _: "") -> RawTable:
    """Read a table that was pasted, as from a spreadsheet; `name` is what it is called. ImportFileError as above."""
    data = text.encode()
    if not data.strip():
        raise ImportFileError("Er is niets geplakt.")
    if len(data) > MAX_FILE_BYTES:
        raise ImportFileError("Er is meer dan 20 MB geplakt. Bewaar het als bestand, en alleen deze lijst.")
    rows = read_delimited(data)
    return _table(name, rows, _header_index(rows, names), is_text=True)


def _load(path: Path) -> bytes:
    """Return the bytes of a file that may be a table."""
    try:
        if not path.exists():
            raise ImportFileError("Dit bestand bestaat niet. Kijk de naam en de map na.")
        if not path.is_file():
            raise ImportFileError("Dit is een map en geen bestand. Kies de lijst zelf.")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ImportFileError("Het bestand is groter dan 20 MB. Bewaar alleen de lijst zelf.")
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError):
        raise ImportFileError(
            "Het bestand is niet te lezen. Sluit het in andere programma's en kijk of je het mag openen."
        ) from None
    _refuse_other_kinds(data)
    return data


def _refuse_other_kinds(data: bytes) -> None:
    if not data.strip():
        raise ImportFileError("Het bestand is leeg. Maak de export opnieuw.")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ImportFileError("Op dit Excel-bestand zit een wachtwoord. Bewaar het zonder wachtwoord.")
        raise ImportFileError(
            "Dit is een oud Excel-bestand (.xls). Bewaar het als Excel-werkmap (.xlsx) of CSV."
        )
    if data.startswith(b"%PDF"):
        raise ImportFileError("Dit is een PDF. Kies in je systeem voor een export naar CSV of Excel (.xlsx).")
    if _MARKUP.match(data):
        raise ImportFileError(
            "Dit is een webpagina of XML-bestand. Kies een export naar CSV of Excel (.xlsx)."
        )


def _best_sheet(data: bytes, names: Names) -> tuple[Grid, int]:
    """Return the first sheet with known columns, else the first with anything, and its header row."""
    sheets = [(sheet, _header_index(sheet, names)) for sheet in read_workbook(data)]
    filled = [(sheet, index) for sheet, index in sheets if index < len(sheet)]
    if not filled:
        raise ImportFileError("Het Excel-bestand is leeg. Maak de export opnieuw.")
    return next((one for one in filled if _known(one[0][one[1]], names) >= 2), filled[0])


def _header_index(rows: Grid, names: Names) -> int:
    """Return where the header stands: most known columns, from two on; else the first row of two cells.

    Title rows ("Klas: 2H1  Mentor: M. Bos") above the header know fewer columns than it does.
    """
    top = rows[:MAX_HEADER_ROW]
    best = max(range(len(top)), key=lambda index: _known(top[index], names), default=0)
    if top and _known(top[best], names) >= 2:
        return best
    filled = [sum(cell != "" for cell in row) for row in top]
    return next((i for least in (2, 1) for i, count in enumerate(filled) if count >= least), len(rows))


def _known(row: Sequence[Cell], names: Names) -> int:
    """Count the columns this row names if it is a header, each field once."""
    texts = [cell for cell in row[:MAX_COLUMNS] if isinstance(cell, str) and cell]
    fields = {found.field if (found := meaning(text)) else names(text) for text in texts} - {""}
    return len(fields) + any(map(is_never_read, texts))


def _table(name: str, rows: Grid, index: int, *, is_text: bool) -> RawTable:
    """Cut the table out of the rows, without what is never read."""
    if index >= len(rows):
        raise ImportFileError("Het bestand is leeg. Maak de export opnieuw.")
    head, body = rows[index], _body(rows, index)
    if not body:
        raise ImportFileError("Er staan wel kolomkoppen in, maar geen leerlingen. Maak de export opnieuw.")
    if len(body) > MAX_ROWS:
        raise ImportFileError(f"De lijst heeft meer dan {MAX_ROWS} rijen. Bewaar alleen de lijst zelf.")
    width = max(_width(head), *(_width(cells) for _, cells in body))
    if width < 2:
        raise ImportFileError(
            "Er is maar één kolom. Kies een lijst met het leerlingnummer en de rest in kolommen."
        )
    squared = [(*cells[:width], *[""] * (width - len(cells))) for _, cells in body]
    headers = _headers([*head, *[""] * width][:width])
    dropped = never_read_columns(headers, squared)
    keep = [
        i
        for i in range(width)
        if i not in dropped and (_named(head, i) or any(row[i] != "" for row in squared))
    ]
    return RawTable(
        name=name,
        header_row=index + 1,
        headers=tuple(headers[i] for i in keep),
        rows=tuple(
            RawRow(number, tuple(cells[i] for i in keep), is_text and _width(raw) > len(head))
            for (number, raw), cells in zip(body, squared, strict=True)
        ),
        never_read=tuple(headers[i] for i in dropped),
    )


def _body(rows: Grid, index: int) -> list[tuple[int, Sequence[Cell]]]:
    """Return the filled rows under the header, numbered; a header repeated on each page is no row."""
    head = list(rows[index])
    return [
        (number, row)
        for number, row in enumerate(rows[index + 1 :], start=index + 2)
        if any(cell != "" for cell in row) and list(row) != head
    ]


def _width(row: Sequence[Cell]) -> int:
    """Return how many cells a row has up to its last filled one."""
    return next((i for i in range(len(row), 0, -1) if row[i - 1] != ""), 0)


def _named(head: Sequence[Cell], index: int) -> bool:
    return index < len(head) and head[index] != ""


def _headers(head: Sequence[Cell]) -> list[str]:
    """Return a name of its own for every column; a cell without a letter is data, so its text is not kept."""
    names: list[str] = []
    for position, cell in enumerate(head, start=1):
        text = one_line(cell)[:60] if isinstance(cell, str) else ""
        base = text if _LETTER.search(text) and not looks_like_bsn(text) else f"kolom {position}"
        copies = sum(name == base or name.startswith(f"{base} (") for name in names)
        names.append(f"{base} ({copies + 1})" if base in names else base)
    return names
