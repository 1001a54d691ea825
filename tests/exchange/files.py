"""Files for the tests of reading, written with openpyxl or by hand; fictional pupils only."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HEADER = ("Stamnr", "Roepnaam", "Tussenv.", "Achternaam", "Klas", "Geb.datum", "Mentor", "Woongemeente")
PUPILS = (
    ("040123", "Yara", "", "Aydin", "2H1", "04-03-2012", "M. Bos", "Rotterdam"),
    ("040124", "Zoë", "van der", "Grôot", "2H1", "1-9-2012", "M. Bos / K. Vos", "Schiedam"),
    ("000125", "Íñigo", "'t", "Hoen", "3V2", "2011-12-31", "K. Vos", "Rotterdam"),
)


def csv_text(rows: Sequence[Sequence[str]], delimiter: str = ";", end: str = "\r\n") -> str:
    """Rows as CSV; cells with the delimiter, a quote or a line end in quotes."""

    def cell(text: str) -> str:
        quoted = '"' + text.replace('"', '""') + '"'
        return quoted if {delimiter, '"', "\n", "\r"} & set(text) else text

    return "".join(delimiter.join(map(cell, row)) + end for row in rows)


def write_csv(
    path: Path, rows: Sequence[Sequence[str]], delimiter: str = ";", encoding: str = "utf-8"
) -> Path:
    path.write_bytes(csv_text(rows, delimiter).encode(encoding))
    return path


def write_xlsx(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def repack(path: Path, changes: dict[str, bytes]) -> Path:
    """Replace or add entries of a zip file."""
    with zipfile.ZipFile(path) as old:
        entries = {name: old.read(name) for name in old.namelist()} | changes
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in entries.items():
            new.writestr(name, content)
    path.write_bytes(made.getvalue())
    return path
