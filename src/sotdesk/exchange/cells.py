"""One cell's text as a leerlingnummer or a date; which column it comes from is not known here."""

import re
from datetime import date, timedelta
from typing import Final

from sotdesk.exchange.privacy import Cell

_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(19\d\d|20\d\d)(\d\d)(\d\d)")
_IN_WORDS = re.compile(r"(\d{1,2})[- ]([a-z]{3})[a-z]*\.?[- ](\d{4})")
_CLOCK = re.compile(r"[ t]\d{1,2}:\d{2}.*$")
_SERIAL = re.compile(r"\d{5}")
_MONTHS: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_EXCEL_DAY_0: Final = date(1899, 12, 30)
_POINT_ZERO = re.compile(r"(\d+)[.,]0+")
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)


def number_in(cell: Cell) -> tuple[str, str]:
    """Return (number, problem): the leerlingnummer with its leading zeros, or why it cannot be read."""
    if isinstance(cell, date):
        return "", "het leerlingnummer is in het bestand een datum geworden"
    text = "".join(cell.split())
    if text.startswith("'") and text[1:].isdigit():
        text = text[1:]
    if _ROUNDED.fullmatch(text):
        return "", "het leerlingnummer is door Excel afgerond"
    plain = _POINT_ZERO.fullmatch(text)
    return (plain.group(1) if plain else text), ""


def date_in(cell: Cell) -> tuple[date | None, str]:
    """Return (date, problem): dd-mm-yyyy, d/m/yyyy, yyyy-mm-dd, 4 mrt 2012, or a day as Excel counts them.

    Two digits of a year are of this century. An empty cell is no date and no problem.
    """
    if isinstance(cell, date):
        return cell, ""
    text = _CLOCK.sub("", cell.strip().lower())
    if not text:
        return None, ""
    if _SERIAL.fullmatch(text):
        return _EXCEL_DAY_0 + timedelta(days=int(text)), ""
    try:
        return _written(text), ""
    except ValueError:
        return None, "de geboortedatum is geen bestaande datum"


def _written(text: str) -> date:
    """Return the date a text spells out; raises ValueError when it spells none."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
        return date(int(year) + 2000 if len(year) == 2 else int(year), int(month), int(day))
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := _IN_WORDS.fullmatch(text):
        name = "mrt" if found.group(2) == "maa" else found.group(2)
        return date(int(found.group(3)), _MONTHS.index(name) + 1, int(found.group(1)))
    raise ValueError
