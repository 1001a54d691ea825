"""A pupil list in a file becomes rows of the roster; nothing is compared with known pupils here."""

from collections.abc import Callable
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sotdesk.domain.names import Name
from sotdesk.domain.roster import PUPIL_FIELDS, Pupil, RosterRow, mentors
from sotdesk.domain.text import one_line
from sotdesk.exchange.cells import date_in, number_in
from sotdesk.exchange.limits import MAX_CELL_LENGTH
from sotdesk.exchange.mapping import Mapping, recognise, unknown_headers
from sotdesk.exchange.names import surname, whole_name
from sotdesk.exchange.privacy import HIDDEN, Cell, looks_like_bsn
from sotdesk.exchange.tables import RawRow, RawTable, read_table

_STEP: Final = 100
_SAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A list as read. When `mapping.missing` holds something there are no rows, but `samples` to map by hand.

    `fields`: the fields of Pupil this file says something about (an empty column says nothing).
    `ignored`: headers of columns not read. `never_read`: headers dropped unread (BSN …).
    `unmatched`: headers named by hand that the file does not have.
    `samples`: per header up to three values.
    """

    name: str
    header_row: int
    headers: tuple[str, ...]
    mapping: Mapping
    rows: tuple[RosterRow, ...]
    fields: frozenset[str]
    ignored: tuple[str, ...]
    never_read: tuple[str, ...]
    unmatched: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


def read_roster(
    path: Path,
    mapping: Dict[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> RosterFile:
    """Read a list of pupils; `mapping` is header → field by hand. Raises ImportFileError (see read_table).

    `progress` is called with (rows done, rows in all), every hundred rows and at the end.
    """
    table = read_table(path)
    found = recognise(table.headers, mapping)
    readable = not found.missing
    rows = _rows(table, found, progress) if readable else ()
    used = set(found.columns.values())
    return RosterFile(
        name=table.name,
        header_row=table.header_row,
        headers=table.headers,
        mapping=found,
        rows=rows,
        fields=frozenset(each for each in PUPIL_FIELDS if any(getattr(row.pupil, each) for row in rows)),
        ignored=tuple(header for index, header in enumerate(table.headers) if index not in used),
        never_read=table.never_read,
        unmatched=unknown_headers(table.headers, mapping or {}),
        samples=() if readable else tuple(sample(table, index) for index in range(len(table.headers))),
    )


def _rows(
    table: RawTable, mapping: Mapping, progress: Callable[[int, int], None] | None
) -> tuple[RosterRow, ...]:
    rows: list[RosterRow] = []
    for done, raw in enumerate(table.rows, start=1):
        rows.append(_row(raw, mapping.columns))
        if progress and (done % _STEP == 0 or done == len(table.rows)):
            progress(done, len(table.rows))
    return tuple(rows)


def _row(raw: RawRow, columns: Dict[str, int]) -> RosterRow:
    """Read one row; the first thing wrong with it is its problem."""
    cells = {field: raw.cells[index] for field, index in columns.items()}
    number, bad_number = number_in(cells["number"])
    born, bad_date = date_in(cells.get("birth_date", ""))
    bad_cell = "een cel is te lang" if any(_too_long(cell) for cell in cells.values()) else ""
    bad_shape = "de rij heeft meer kolommen dan de kop" if raw.spilled else ""
    name = _name(cells)
    pupil = Pupil(
        number=number[:MAX_CELL_LENGTH],
        first_name=name.first,
        infix=name.infix,
        last_name=name.last,
        class_name=_text(cells, "class_name"),
        birth_date=born,
        mentor=" / ".join(mentors(f"{_text(cells, 'mentor')} / {_text(cells, 'mentor2')}")),
        municipality=_text(cells, "municipality"),
    )
    return RosterRow(raw.number, pupil, bad_shape or bad_cell or bad_number or bad_date)


def _name(cells: Dict[str, Cell]) -> Name:
    """Return the name from its columns; parts that have a column of their own go before the whole name."""
    whole = whole_name(_text(cells, "full_name"))
    first_name = _text(cells, "first_name") or whole.first
    if last_name := _text(cells, "last_name"):
        return Name(first_name, *surname(last_name, first_name, _text(cells, "infix")))
    return Name(first_name, _text(cells, "infix") or whole.infix, whole.last)


def _text(cells: Dict[str, Cell], field: str) -> str:
    cell = cells.get(field, "")
    return one_line(cell)[:MAX_CELL_LENGTH] if isinstance(cell, str) else ""


def _too_long(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) > MAX_CELL_LENGTH


def sample(table: RawTable, index: int) -> tuple[str, ...]:
    """Return a few values of a column for mapping by hand; what may be a BSN is not shown."""
    values = dict.fromkeys(_shown(row.cells[index]) for row in table.rows[:50] if row.cells[index] != "")
    return tuple(values)[:_SAMPLES]


def _shown(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    return HIDDEN if looks_like_bsn(cell) else one_line(cell)[:40]
