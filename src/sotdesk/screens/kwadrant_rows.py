"""How the kwadrant of one pupil shows things: the rows of a cell, its title, the gaps, the questions. No store here."""

from datetime import date

from textual.content import Content
from textual.widgets.option_list import Option

from sotdesk.domain.dates import show_date
from sotdesk.domain.kwadrant import Kwadrant, Measured, Move, Reading, Standing
from sotdesk.domain.kwadrant_coherence import NOT_COMPARED, Gap, fell_suddenly, gaps, questions
from sotdesk.domain.kwadrant_rules import Quadrant, Value, instruments, only_involved, part_names
from sotdesk.domain.kwadrant_words import (
    freshness_words,
    measured_words,
    move_words,
    reading_words,
    source_words,
)
from sotdesk.screens.case_rows import Showing
from sotdesk.widgets.lines import note, option
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import Cell, Row, col, fit, flex

ROLES: dict[Value, Role] = {Value.CARE: "warn", Value.USUAL: "", Value.STRONG: "good", Value.UNKNOWN: "muted"}
MOVED: dict[Move, Role] = {Move.UP: "good", Move.DOWN: "error"}
UNKNOWN = "╌╌╌╌╌╌"
VALUE = 6
"""Cells for a value."""
SOURCE, AGE = 9, 11
"""Cells for what a value rests on, and for how old it is."""
HOW = 9
"""Cells for *gezegd* or *gemeten*."""
WIDE = 100
"""Cells of the screen from which on a row has room for what its value rests on."""
SHUT, FOR_WHOM = " *", " SAQI: alleen voor wie direct betrokken is"
"""Behind a row that rests on an instrument for those directly involved (SAQI: P43), and what that says."""
CONCLUSION, ASK = "conclusion", "ask"
"""Rows of *Samenhang*."""


def cell_rows(found: Kwadrant, quadrant: Quadrant, *, wide: bool) -> dict[str, Row]:
    """The quadrant itself, then its aspects: what moved, value, name, what it rests on, how old."""
    own = {quadrant.code: Row(*_cells(found[quadrant.code], "oordeel", wide=wide))}
    return own | {a.code: Row(*_cells(found[a.code], a.name, wide=wide)) for a in quadrant.aspects}


def _cells(one: Standing, name: str, *, wide: bool) -> list[Cell]:
    known = one.value.known
    cells = [
        col(_moved(one), 2, MOVED.get(one.move, "muted")),
        col(one.value.value if known else UNKNOWN, VALUE, ROLES[one.value]),
        flex(pieces((name, "" if known else "muted"), (SHUT if _shut(one) else "", "warn"))),
    ]
    age = freshness_words(one)
    role: Role = "warn" if one.old else "muted"
    if not wide:
        return [*cells, fit(age, role)]
    source = source_words(one.now) if one.now and known else ""
    return [*cells, col(source, SOURCE, "muted"), col(age, AGE, role, right=True)]


def _moved(one: Standing) -> str:
    """`▼`, or `▼!` when it fell suddenly."""
    return f"{one.move.value}{'!' if fell_suddenly(one) else ''}"


def title(found: Kwadrant, quadrant: Quadrant) -> Content:
    """`Willen  ▼ zorg`: what moved stands before what it is."""
    one = found[quadrant.code]
    moved: Piece = (f"  {_moved(one)} ", MOVED.get(one.move, "muted"))
    return pieces(quadrant.name.capitalize(), moved, (one.value.value, ROLES[one.value]))


def edge_words(found: Kwadrant, quadrant: Quadrant, room: int) -> Content:
    """The place of the quadrant in the model; when a row rests on a SAQI for whom that is, and both where they fit."""
    marked = any(_shut(found[part]) for part in (quadrant.code, *(a.code for a in quadrant.aspects)))
    place = quadrant.place if not marked or len(FOR_WHOM) + len(quadrant.place) + 3 <= room else ""
    said = pieces(("*", "warn"), (FOR_WHOM, "muted"), (" · " if place else "", "muted")) if marked else ""
    return pieces(said, (place, "muted")).truncate(max(1, room), ellipsis=True)


def _shut(one: Standing) -> bool:
    return one.now is not None and only_involved(one.now.instrument)


def gap_words(gap: Gap, *, wide: bool) -> Content:
    """The line between two cells; only what differs stands out. With little room only why they are not compared."""
    words = gap.words if wide or gap.apart is not None else gap.words.removeprefix(NOT_COMPARED)
    return pieces(("┆ ", "muted"), (words, "" if gap.apart else "muted"), (" ┆", "muted"))


def coherence_rows(found: Kwadrant, show: Showing) -> list[Option]:
    """The questions with what they rest on, then her own conclusions, the newest first.

    With few lines a question has one: her conclusion must be in view too.
    """
    rows = []
    for number, question in enumerate(questions(found)):
        said = pieces((question.ask, "strong"), (f"  {question.think} · {question.rests_on}", "muted"))
        rows.append(option(f"{ASK}:{number}", col("?", 1, "ask"), flex(said), wrap=not show.low))
    if not rows:
        rows.append(note("Geen patroon dat een vraag oproept."))
    for one in reversed(found.conclusions):
        words = pieces(
            ("Conclusie  ", "label"), show.text(one.text), (f"  {show_date(one.day, show.today)}", "muted")
        )
        rows.append(option(one.id, col("›", 1, "accent"), flex(words), wrap=True))
    if not found.conclusions:
        said = pieces(("Conclusie  ", "muted"), ("nog niet geschreven; c schrijft hem", "muted"))
        rows.append(option(CONCLUSION, col("›", 1, "muted"), flex(said)))
    return rows


def differences(found: Kwadrant) -> tuple[Gap, ...]:
    """The gaps in the order of the columns: leren left, gedrag right."""
    return gaps(found)


def why_words(found: Kwadrant, part: str, show: Showing) -> Content:
    """All that a row rests on as one list, the newest first: what was said and what was measured, each on its day."""
    known = part_names()
    said = [(r.day, r.seen, "gezegd", _reading(r, show)) for r in found.readings if r.part == part]
    raw = [(m.day, -1, "gemeten", _measured(m, show.today)) for m in found.measured if m.part == part]
    lines: list[Piece] = [(f"{known[part].capitalize()}\n", "strong")]
    if moved := move_words(found[part], show.today):
        lines.append((f"{moved}\n", "muted"))
    lines.append("\n")
    for _, _, how, words in sorted([*said, *raw], reverse=True):
        lines += [(f"{how:<{HOW}}", "muted"), f"{words}\n"]
    if not (said or raw):
        lines.append(("Nog niets gezegd of gemeten.\n", "muted"))
    measured = [m.instrument for m in found.measured if m.part == part and m.instrument in instruments()]
    sources = {instruments()[code].source for code in measured}
    lines += [(f"\n{source}", "muted") for source in sorted(sources)]
    return pieces(*lines)


def _reading(reading: Reading, show: Showing) -> str:
    shut = f" · {FOR_WHOM.strip()}" if only_involved(reading.instrument) else ""
    return show.text(reading_words(reading, show.today)) + shut


def _measured(measured: Measured, today: date) -> str:
    suggests = f" → stelt voor: {measured.suggests}" if measured.suggests else ""
    shut = f" · {FOR_WHOM.strip()}" if only_involved(measured.instrument) else ""
    return f"{measured_words(measured, today)}{suggests}{shut}"


def course_rows(lines: list[str]) -> list[Content]:
    """The drawing of how it moved; its months are quiet."""
    return [pieces((line, "muted" if number == len(lines) - 1 else "")) for number, line in enumerate(lines)]
