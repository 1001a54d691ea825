"""XLSX sheets as rows of text and dates; which row is the header is not known here."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

from sotdesk.domain.errors import ImportFileError
from sotdesk.domain.text import clean
from sotdesk.exchange.archive import DAMAGED, check_workbook
from sotdesk.exchange.limits import MAX_COLUMNS, MAX_HEADER_ROW, MAX_ROWS
from sotdesk.exchange.privacy import Cell

_ERRORS = frozenset(
    {"#N/A", "#N/B", "#REF!", "#VALUE!", "#WAARDE!", "#NAME?", "#NAAM?", "#DIV/0!", "#NULL!", "#NUM!"}
)


def read_workbook(data: bytes) -> Iterator[list[list[Cell]]]:
    """Yield the visible sheets that hold something, each as rows from the sheet's row 1 on.

    A formula gives the value last computed. Raises ImportFileError when the file is damaged or too large.
    """
    check_workbook(data)
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for sheet in book.sheets_metadata:
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                    found = book.get_sheet_by_name(sheet.name)
                    if found.start is not None:
                        _check_size(found.start, found.height, found.width)
                        yield _rows(found.start, found.to_python())
    except (ImportFileError, GeneratorExit):
        raise
    except BaseException as error:
        # The reader reports damage in many classes, a Rust panic among them, and none of its words are ours.
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        raise ImportFileError(DAMAGED) from None


def _check_size(start: tuple[int, int], height: int, width: int) -> None:
    """Refuse a sheet of too many rows or columns before its cells are made."""
    if start[0] + height > MAX_ROWS + MAX_HEADER_ROW:
        raise ImportFileError(f"Het blad heeft meer dan {MAX_ROWS} rijen. Bewaar alleen de lijst zelf.")
    if start[1] + width > MAX_COLUMNS:
        raise ImportFileError(f"Het blad heeft meer dan {MAX_COLUMNS} kolommen. Bewaar minder kolommen.")


def _rows(start: tuple[int, int], rows: Iterable[Sequence[object]]) -> list[list[Cell]]:
    """Return the cells with the empty rows and columns above and before them put back."""
    above: list[list[Cell]] = [[] for _ in range(start[0])]
    before: list[Cell] = [""] * start[1]
    return above + [before + [_cell(value) for value in row] for row in rows]


def _cell(value: object) -> Cell:
    """Return a cell as text or day; a number that Excel made of a leerlingnummer loses its ".0"."""
    if isinstance(value, str):
        text = clean(value).strip()
        return "" if text in _ERRORS else text
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
