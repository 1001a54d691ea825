"""CSV as schools' systems and spreadsheets write it: bytes to rows of text; no cell is explained here."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from sotdesk.domain.errors import ImportFileError
from sotdesk.domain.text import clean
from sotdesk.exchange.columns import is_never_read, meaning
from sotdesk.exchange.limits import MAX_COLUMNS, MAX_GRID_CELLS, MAX_HEADER_ROW, MAX_ROWS

_DELIMITERS: Final = (";", ",", "\t")
_HINT = re.compile(r"\Asep=(.)\n", re.IGNORECASE)
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_BINARY: Final = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})

_CUT_OFF = (
    "Het bestand is niet compleet: het einde ontbreekt. Maak de export opnieuw en probeer het nog eens."
)
_MIXED = (
    "De letters met accenten zijn niet te lezen. Open het bestand in Excel, kies Opslaan als, "
    "CSV UTF-8, en probeer het opnieuw."
)
_NO_TABLE = "Hier staat geen tabel in. Kies de lijst zoals je systeem die als CSV of XLSX bewaart."


def read_delimited(data: bytes) -> list[list[str]]:
    """Return every record of a CSV file, empty ones too, so that the index is the row a spreadsheet shows.

    Raises ImportFileError: unreadable encoding, cut off, not a table, too many rows or columns.
    """
    text = clean(_decode(data))
    hint = _HINT.match(text)
    delimiter = hint.group(1) if hint else _delimiter(text)
    rows: list[list[str]] = [[]] if hint else []
    cells = 0
    try:
        for record in _records(text[hint.end() :] if hint else text, delimiter, strict=True):
            if len(rows) > MAX_ROWS + MAX_HEADER_ROW:
                raise ImportFileError(
                    f"De lijst heeft meer dan {MAX_ROWS} rijen. Bewaar alleen de lijst zelf."
                )
            if len(record) > MAX_COLUMNS:
                raise ImportFileError(
                    f"De lijst heeft meer dan {MAX_COLUMNS} kolommen. Bewaar minder kolommen."
                )
            cells += len(record)
            if cells > MAX_GRID_CELLS:
                raise ImportFileError("De lijst heeft te veel cellen. Bewaar minder kolommen.")
            rows.append([_plain(cell) for cell in record])
    except csv.Error:
        raise ImportFileError(
            f"De aanhalingstekens kloppen niet na rij {len(rows)}. Maak de export opnieuw, of kies XLSX."
        ) from None
    return rows


def _decode(data: bytes) -> str:
    """Return the text of a file in utf-8 (with or without BOM), utf-16 or Windows-1252."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _decode_utf16(data[2:], encoding)
    start = data[:4096]
    if encoding := _utf16_without_mark(start):
        return _decode_utf16(data, encoding)
    if len(start.translate(None, _BINARY)) < 0.95 * len(start):
        raise ImportFileError(_NO_TABLE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not data[: error.start].isascii():
            raise ImportFileError(_CUT_OFF) from None
    return _decode_windows(data)


def _decode_utf16(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ImportFileError(_CUT_OFF) from None


def _utf16_without_mark(start: bytes) -> str:
    """Return which utf-16 this is when nearly every other byte is zero, else nothing."""
    pairs, even, odd = len(start) // 2, start[0::2].count(0), start[1::2].count(0)
    if odd > 0.8 * pairs and even < 0.2 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 * pairs and odd < 0.2 * pairs else ""


def _decode_windows(data: bytes) -> str:
    """Decode as Windows-1252, unless the file is plainly damaged utf-8: then names would turn into "Ã©"."""
    as_utf8 = data.decode("utf-8", errors="replace")
    wrong = as_utf8.count("\ufffd")
    right = sum(not c.isascii() for c in as_utf8) - wrong
    if right > wrong:
        raise ImportFileError(_MIXED)
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise ImportFileError(_MIXED) from None


def _delimiter(text: str) -> str:
    """Return the sign between the cells: the one under which a row shows the most known columns.

    Where none are known, it is the one that cuts the most rows into equally many cells.
    """
    top = "\n".join(text.split("\n", MAX_HEADER_ROW)[:MAX_HEADER_ROW])[:100_000]

    def score(delimiter: str) -> tuple[int, int]:
        rows = list(islice(_records(top, delimiter, strict=False), MAX_HEADER_ROW))
        known = (sum(bool(meaning(c)) or is_never_read(c) for c in row[:MAX_COLUMNS]) for row in rows)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(known, default=0), max(widths.values(), default=0)

    return max(_DELIMITERS, key=score)


def _records(text: str, delimiter: str, *, strict: bool) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _plain(cell: str) -> str:
    """Return a cell without the wrapping ="…" that keeps Excel from eating leading zeros."""
    cell = cell.strip()
    wrapped = _AS_TEXT.fullmatch(cell)
    return wrapped.group(1).strip() if wrapped else cell
