"""Values of an instrument in a file or a paste become rows: who they are about, and the text of each scale.

Nothing is compared or judged here (domain/class_measures.py); columns with a BSN and the like are gone unread.
"""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from sotdesk.domain.class_measures import MeasureRow
from sotdesk.domain.errors import ImportFileError
from sotdesk.domain.kwadrant_rules import Instrument, part_names
from sotdesk.domain.text import one_line
from sotdesk.exchange.cells import number_in
from sotdesk.exchange.columns import is_never_read, normal
from sotdesk.exchange.limits import MAX_CELL_LENGTH
from sotdesk.exchange.mapping import LABELS as PUPIL_LABELS
from sotdesk.exchange.mapping import Mapping, recognise
from sotdesk.exchange.names import surname, whole_name
from sotdesk.exchange.privacy import Cell
from sotdesk.exchange.roster_file import sample
from sotdesk.exchange.tables import RawRow, RawTable, read_pasted, read_table

PASTED: Final = "geplakte tekst"
SCALE: Final = "scale-"
"""Before the code of a scale: the field of its column."""
WHO: Final = ("number", "first_name", "infix", "last_name", "full_name", "class_name")
"""The fields of a list of pupils that say who a row is about; the others are not read."""
_STEP: Final = 100


@dataclass(frozen=True, slots=True)
class MeasureFile:
    """A list as read; with something in `missing` there are no rows, but `samples` to map by hand."""

    name: str
    header_row: int
    headers: tuple[str, ...]
    mapping: Mapping
    missing: tuple[str, ...]
    rows: tuple[MeasureRow, ...]
    ignored: tuple[str, ...]
    never_read: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]


def labels(instrument: Instrument) -> dict[str, str]:
    """The fields a column can be mapped to, with the word a screen shows for them."""
    scales = {f"{SCALE}{scale.code}": scale.name for scale in instrument.scales}
    return {**{field: PUPIL_LABELS[field] for field in WHO}, **scales}


def read_measures(
    path: Path, instrument: Instrument, by_hand: Dict[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> MeasureFile:  # fmt: skip
    """Reads a CSV or XLSX file; `by_hand` is header → field ("" = do not read). Raises ImportFileError."""
    return _read(read_table(path, _names(instrument)), instrument, by_hand, progress)


def read_pasted_measures(
    text: str, instrument: Instrument, by_hand: Dict[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> MeasureFile:  # fmt: skip
    """Reads what was pasted, the first line its headers. Raises ImportFileError."""
    return _read(read_pasted(text, PASTED, _names(instrument)), instrument, by_hand, progress)


def lacking(columns: Sequence[str]) -> tuple[str, ...]:
    """What a list cannot be read without, in Dutch, when these are its fields; empty when it can be read."""
    found = set(columns)
    who = {"number", "full_name"} & found or {"first_name", "last_name"} <= found
    scales = any(field.startswith(SCALE) for field in found)
    return (*(() if who else ("leerlingnummer",)), *(() if scales else ("een kolom met waarden",)))


def _read(
    table: RawTable, instrument: Instrument, by_hand: Dict[str, str] | None,
    progress: Callable[[int, int], None] | None,
) -> MeasureFile:  # fmt: skip
    if all(header.startswith("kolom ") for header in table.headers):
        scales = ", ".join(scale.name for scale in instrument.scales)
        raise ImportFileError(f"Zet boven de kolommen hoe ze heten: leerlingnummer, {scales}.")
    mapping = _mapping(table.headers, instrument, by_hand or {})
    missing = lacking(tuple(mapping.columns))
    used = set(mapping.columns.values())
    return MeasureFile(
        name=table.name, header_row=table.header_row, headers=table.headers, mapping=mapping, missing=missing,
        rows=() if missing else _rows(table, mapping.columns, progress),
        ignored=tuple(header for at, header in enumerate(table.headers) if at not in used),
        never_read=table.never_read,
        samples=tuple(sample(table, at) for at in range(len(table.headers))),
    )  # fmt: skip


def _names(instrument: Instrument) -> Callable[[str], str]:
    """Header → the field of its scale: its name or code, with or without the instrument's, or its aspect."""
    known: dict[str, str] = {}
    mine = (instrument.name, instrument.code)
    for scale in instrument.scales:
        words = (scale.name, scale.code, part_names()[scale.part])
        for word in words:
            for whole in (word, *(f"{m}{word}" for m in mine), *(f"{word}{m}" for m in mine)):
                known.setdefault(normal(whole), f"{SCALE}{scale.code}")
    return lambda header: "" if is_never_read(header) else known.get(normal(header), "")


def _mapping(headers: Sequence[str], instrument: Instrument, by_hand: Dict[str, str]) -> Mapping:
    """Who by the spellings of a list of pupils, scales by their names; what is told by hand goes before both."""
    fields, found = labels(instrument), recognise(headers, by_hand)
    columns = {field: at for field, at in found.columns.items() if field in fields}
    told, names = {normal(header) for header in by_hand}, _names(instrument)
    for at, header in enumerate(headers):
        field = names(header)
        if field and normal(header) not in told and at not in columns.values():
            columns.setdefault(field, at)
    return Mapping(columns, {headers[at]: field for field, at in columns.items()})


def _rows(
    table: RawTable, columns: Dict[str, int], progress: Callable[[int, int], None] | None
) -> tuple[MeasureRow, ...]:
    rows: list[MeasureRow] = []
    for done, raw in enumerate(table.rows, start=1):
        rows.append(_row(raw, columns))
        if progress and (done % _STEP == 0 or done == len(table.rows)):
            progress(done, len(table.rows))
    return tuple(rows)


def _row(raw: RawRow, columns: Dict[str, int]) -> MeasureRow:
    """One row; the first thing wrong with it is its problem."""
    cells = {field: raw.cells[at] for field, at in columns.items()}
    number, bad_number = number_in(cells.get("number", ""))
    scales = {field.removeprefix(SCALE): cell for field, cell in cells.items() if field.startswith(SCALE)}
    bad_shape = "de rij heeft meer kolommen dan de kop" if raw.spilled else ""
    too_long = any(isinstance(cell, str) and len(cell) > MAX_CELL_LENGTH for cell in cells.values())
    bad_cell = "een cel is te lang" if too_long else ""
    dated = any(isinstance(cell, date) for cell in scales.values())
    bad_value = "een waarde is in het bestand een datum geworden" if dated else ""
    return MeasureRow(
        raw.number, number[:MAX_CELL_LENGTH], _full_name(cells), _text(cells, "class_name"),
        {code: one_line(cell) for code, cell in scales.items() if isinstance(cell, str)},
        bad_shape or bad_cell or bad_number or bad_value,
    )  # fmt: skip


def _full_name(cells: Dict[str, Cell]) -> str:
    """`Yara Achterberg`, from its columns or from a whole name in any order."""
    whole = whole_name(_text(cells, "full_name"))
    first = _text(cells, "first_name") or whole.first
    infix, last = _text(cells, "infix") or whole.infix, whole.last
    if own := _text(cells, "last_name"):
        infix, last = surname(own, first, _text(cells, "infix"))
    return " ".join(filter(None, [first, infix, last]))


def _text(cells: Dict[str, Cell], field: str) -> str:
    cell = cells.get(field, "")
    return one_line(cell)[:MAX_CELL_LENGTH] if isinstance(cell, str) else ""
