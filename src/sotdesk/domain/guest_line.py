"""What may be said under the line while a guest is at the table: nothing of another item or another pupil.

What is kept does not change: a line is read against everything that is known (capture.py). Only what is shown of
that reading is held back here.
"""

import re
from dataclasses import replace

from sotdesk.domain.capture_model import Kind, Piece, Reading, Remark, Table
from sotdesk.domain.capture_pupils import Pupils
from sotdesk.domain.guests import GuestView
from sotdesk.domain.item_facts import ItemFacts

_NAMES_A_PUPIL = re.compile(r"(?<!\S)&\S")


def with_guest(facts: ItemFacts) -> ItemFacts:
    """What `ev:` can be about: nothing besloten while a guest is here."""
    return replace(facts, evaluated=tuple(e for e in facts.evaluated if not e.restricted))


def shown_table(table: Table, guests: GuestView, numbered: dict[str, str]) -> Table:
    """The table that choices are made from: other items by number only, no other pupil.

    `numbered` = each item's number by its id.
    """
    hidden = {number for item_id, number in numbered.items() if guests.hides(item_id)}
    items = tuple((number, "" if number in hidden else words) for number, words in table.items)
    return replace(table, items=items, pupils=Pupils())


def shown_reading(reading: Reading, shown: Table) -> Reading:
    """The reading as the preview may say it: where `/…` goes by number, `&…` and `/+…` without the pupil meant."""
    if reading.pieces and reading.pieces[0].kind is Kind.GO:
        return _going(reading, shown)
    if not _NAMES_A_PUPIL.search(reading.raw):
        return reading
    known = any(piece.also for piece in reading.pieces)
    said = "ook bij een andere leerling" if known else "welke leerling? zet de klas erachter"
    pieces = tuple(replace(piece, also=()) for piece in reading.pieces)
    return replace(reading, pieces=pieces, remarks=(Remark(said),))


def _going(reading: Reading, shown: Table) -> Reading:
    """Where `/…` goes: by number; what was typed when that is no item."""
    going, typed = reading.pieces[0], Piece(Kind.GO, reading.raw.strip()[1:])
    if going.adds:
        return replace(reading, pieces=(typed,), remarks=(Remark("komt op de agenda"),), found=False)
    if not reading.found:
        return replace(
            reading, pieces=(typed,), remarks=(Remark("geen of meer dan één punt: typ het nummer"),)
        )
    return replace(reading, pieces=(replace(going, text=dict(shown.items).get(going.item, "")),))
