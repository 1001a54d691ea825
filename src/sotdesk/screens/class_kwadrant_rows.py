"""The rows of the kwadrant of a class, and of the pupil under the cursor. No keys and no store here."""

from collections.abc import Sequence
from datetime import date

from textual.content import Content
from textual.widgets.option_list import Option

from sotdesk.domain.class_kwadrant import (
    NAME,
    OLDEST,
    ClassRow,
    age_short,
    gap_long,
    gap_short,
    value_words,
)
from sotdesk.domain.dates import show_date
from sotdesk.domain.kwadrant import Move, Standing
from sotdesk.domain.kwadrant_coherence import questions
from sotdesk.domain.kwadrant_rules import Value, only_involved, part_names, quadrants
from sotdesk.domain.kwadrant_words import freshness_words, measured_words, source_words
from sotdesk.widgets.lines import option
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import Cell, Row, col, flex, name

WIDE = 120
"""Cells of the screen from which on values are whole words, and what differs is said in words."""
PUPIL_WIDE = 18
CELL, CELL_WIDE = 9, 12
GAP, GAP_WIDE = 7, 28
AGE, AGE_WIDE = 6, 7
ASKED, ASKED_WIDE = 3, 6
"""Cells of the columns, narrow and wide."""
LABEL = 11
ROLES: dict[Value, Role] = {Value.CARE: "warn", Value.USUAL: "", Value.STRONG: "good", Value.UNKNOWN: "muted"}
LEGEND = "▼! plots · ? onbekend · (…) oud"


def heads(sort: str, *, wide: bool) -> Option:
    """The words above the columns; the one that orders has a ▸."""
    codes = [quadrant.code for quadrant in quadrants()]
    size = CELL_WIDE if wide else CELL
    short = {"presteren": "prest."}
    words = [col(_head(code if wide else short.get(code, code), code == sort), size) for code in codes]
    oldest = _head("oudste" if wide else "oud", sort == OLDEST)
    cells = [_who(_head("leerling", sort == NAME), wide=wide), *words]
    cells += [
        col(_quiet("verschil"), GAP_WIDE) if wide else col(_quiet("versch."), GAP),
        col(oldest, AGE_WIDE if wide else AGE),
        col(_quiet("vragen" if wide else "vr."), ASKED_WIDE if wide else ASKED),
    ]
    return Option(Row(*cells), disabled=True)


def class_rows(rows: Sequence[ClassRow], who: dict[str, str], *, wide: bool) -> list[Option]:
    """A row for each pupil; `who` = how each may be written."""
    return [_row(row, who[row.student.id], wide=wide) for row in rows]


def _row(row: ClassRow, who: str, *, wide: bool) -> Option:
    size = CELL_WIDE if wide else CELL
    values = [col(_value(row, q.code, short=not wide), size) for q in quadrants()]
    apart = any(gap.apart for gap in row.gaps)
    role: Role = "" if apart else "muted"
    gap = col(gap_long(row), GAP_WIDE, role) if wide else col(gap_short(row), GAP, role)
    old = row.oldest is not None and row.oldest.old
    age = col(age_short(row), AGE_WIDE if wide else AGE, "warn" if old else "muted")
    asked = str(row.asked) if row.asked else "–"
    asks = col(asked, ASKED_WIDE if wide else ASKED, "ask" if row.asked else "muted")
    return option(row.student.id, _who(who, wide=wide), *values, gap, age, asks)


def _who(words: str | Content, *, wide: bool) -> Cell:
    """On a narrow screen the name takes what is left; on a wide one the columns stay beside each other."""
    return name(words, PUPIL_WIDE, "strong") if wide else flex(words, "strong")


def _value(row: ClassRow, code: str, *, short: bool) -> Content:
    mark, word = value_words(row, code, short=short)
    value = row.found[code].value
    moved: Role = "error" if "▼" in mark else "muted"
    return pieces((f"{mark:<2}{'' if short else ' '}", moved), (word, ROLES[value]))


def _head(words: str, sorts: bool) -> Content:
    return pieces(("▸" if sorts else "", "kind"), (words, "kind" if sorts else "muted"))


def _quiet(words: str) -> Content:
    return pieces((words, "muted"))


# --- the pupil under the cursor


def detail(row: ClassRow, today: date, shown_width: int) -> Content:
    """Each quadrant with its age, day and source, its aspects; what differs; what is asked."""
    parts: list[Piece] = []
    for quadrant in quadrants():
        parts += [
            (f"{quadrant.name.capitalize():<{LABEL}}", "label"),
            *_standing(row, quadrant.code, today),
            "\n",
        ]
    apart = " · ".join(gap.words for gap in row.gaps)
    parts += [(f"{'Verschil':<{LABEL}}", "label"), apart]
    asked = [question.ask for question in questions(row.found)]
    if asked:
        parts += [(f"\n{'Vraag':<{LABEL}}", "label"), (" ".join(asked), "ask")]
    return Content("\n").join(
        [line.truncate(shown_width, ellipsis=True) for line in pieces(*parts).split("\n")]
    )


def _standing(row: ClassRow, code: str, today: date) -> list[Piece]:
    """`▼ zorg · 6 wk · SAQI, di 3 nov · motivatie zorg`."""
    one = row.found[code]
    mark, word = value_words(row, code, short=False)
    said: list[Piece] = [(f"{mark:<2} ", "error" if "▼" in mark else "muted"), (word, ROLES[one.value])]
    if one.now is not None and one.value.known:
        whom = "alleen betrokkenen" if only_involved(one.now.instrument) else ""
        source = ", ".join(filter(None, [source_words(one.now), show_date(one.now.day, today), whom]))
        said.append((f" · {freshness_words(one)} · {source}", "muted"))
    said += [p for aspect in row.aspects(code) for p in _aspect(aspect)]
    return said + _raw(row, code, today)


def _aspect(one: Standing) -> list[Piece]:
    mark = f" {one.move.value}" if one.move in (Move.UP, Move.DOWN) else ""
    old = ", oud" if one.old else ""
    return [(f" · {part_names()[one.part]}{mark} ", "muted"), (f"{one.value}{old}", ROLES[one.value])]


def _raw(row: ClassRow, code: str, today: date) -> list[Piece]:
    """What was measured of a quadrant of which nobody said anything: the newest number."""
    if row.found[code].value.known or row.aspects(code):
        return []
    mine = [m for m in row.found.measured if m.part.split(".")[0] == code]
    return [(f" · gemeten: {measured_words(mine[-1], today)}", "muted")] if mine else []
