"""A workbook's zip file is measured here before a reader may open it; what its cells say is not looked at.

The sizes a zip file states are not believed: every entry is unpacked under a ceiling and its checksum
compared, so a bomb or a half file never reaches the reader of sheets.
"""

import io
import re
import zipfile
import zlib
from typing import Final

from sotdesk.domain.errors import ImportFileError
from sotdesk.exchange.limits import MAX_ARCHIVE_ENTRIES, MAX_GRID_CELLS, MAX_TEXT_BYTES, MAX_UNPACKED_BYTES

_ELEMENT = re.compile(rb"""<(?:\w+:)?(row|c)((?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?)>""")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})([0-9]{0,9})["']""")
_TOO_LARGE = "Het Excel-bestand is uitgepakt te groot. Bewaar alleen het blad met de lijst."
_FAR_CELLS = "Op het blad staat iets ver buiten de lijst. Zet alleen de lijst op een nieuw blad."
DAMAGED: Final = (
    "Het Excel-bestand is beschadigd of niet compleet. Maak de export opnieuw en probeer het nog eens."
)


def check_workbook(data: bytes) -> None:
    """Raise ImportFileError unless `data` is a whole XLSX file of a harmless size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_kind(archive.namelist())
            _check_sizes(archive)
            _check_entries(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise ImportFileError(DAMAGED) from None


def _check_kind(names: list[str]) -> None:
    """Tell XLSX from what else comes as a zip file."""
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise ImportFileError(
            "Dit is een binair Excel-bestand (.xlsb). Bewaar het als Excel-werkmap (.xlsx) of CSV."
        )
    if "content.xml" in names:
        raise ImportFileError(
            "Dit is een OpenDocument-bestand (.ods). Bewaar het als Excel-werkmap (.xlsx) of CSV."
        )
    raise ImportFileError("Dit is een ingepakt bestand zonder Excel-werkmap. Kies de lijst zelf.")


def _check_sizes(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ARCHIVE_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise ImportFileError(_TOO_LARGE)


def _check_entries(archive: zipfile.ZipFile) -> None:
    """Unpack every entry once, one at a time, and measure what a reader would set memory aside for."""
    unpacked = longest = cells = 0
    for entry in archive.infolist():
        content = _unpack(archive, entry, MAX_UNPACKED_BYTES - unpacked)
        unpacked += len(content)
        cells += content.count(b"v>")
        if entry.filename.lower().endswith("sharedstrings.xml"):
            longest = max(map(len, content.split(b"si>")))
        else:
            _check_grid(content)
    if longest * cells > MAX_TEXT_BYTES:
        raise ImportFileError(_TOO_LARGE)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """Return an entry's content; more than `room` bytes is refused whatever the entry says of itself."""
    entry.file_size = MAX_UNPACKED_BYTES + 1  # else reading stops where the entry claims to end
    with archive.open(entry) as stream:
        content = stream.read(room + 1)
    if len(content) > room:
        raise ImportFileError(_TOO_LARGE)
    return content


def _check_grid(content: bytes) -> None:
    """Refuse a sheet whose outermost filled cells span more than a reader can hold.

    Rows without cells and cells without content do not count: LibreOffice closes a sheet with row 1048576.
    """
    if b"sheetData" not in content:
        return
    row = column = rows = columns = 0
    for kind, attributes in _ELEMENT.findall(content):
        at = _REFERENCE.search(attributes)
        if kind == b"row":
            row, column = int(at[2] or 0) if at else row + 1, 0
            continue
        column = _column_number(at[1]) if at else column + 1
        row = int(at[2] or 0) if at else row
        if not attributes.endswith(b"/"):
            rows, columns = max(rows, row), max(columns, column)
    if rows * columns > MAX_GRID_CELLS:
        raise ImportFileError(_FAR_CELLS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
