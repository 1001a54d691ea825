"""The kwadrant on paper, for one reader: four lines in the model's order, each with its age and what it rests on.

What an instrument for those directly involved measured (SAQI: domain.md §8.2, P43) goes to nobody else: he reads that
there is a value, not which one. No raw number, note or question of the kwadrant leaves this way. Pure.
"""

from collections.abc import Iterator
from datetime import date

from sotdesk.domain.kwadrant import Kwadrant, Standing
from sotdesk.domain.kwadrant_rules import Value, only_involved, part_names, quadrants
from sotdesk.domain.kwadrant_words import MOVES, freshness_words, source_words

WITHHELD = "niet op dit blad: alleen voor wie direct betrokken is"


def kwadrant_lines(found: Kwadrant, today: date, *, involved: bool) -> Iterator[tuple[str, str]]:
    """`("Willen", "zorg (lager dan ervoor) · 6 wk · SAQI; motivatie zorg")`; nothing when nobody said anything."""
    if not any(one.value.known for one in found.standings.values()):
        return
    for quadrant in quadrants():
        whole = found[quadrant.code]
        said = [_line(whole, today, involved=involved)]
        aspects = [found[aspect.code] for aspect in quadrant.aspects]
        said += [
            f"{part_names()[one.part]} {_word(one, involved=involved)}" for one in aspects if one.value.known
        ]
        yield quadrant.name.capitalize(), "; ".join(said)


def shut(one: Standing, *, involved: bool) -> bool:
    """Whether this value, or the one it is compared with, rests on what this reader may not see."""
    rests = [reading.instrument for reading in (one.now, one.before) if reading is not None]
    return not involved and any(map(only_involved, rests))


def _line(one: Standing, today: date, *, involved: bool) -> str:
    if not one.value.known or shut(one, involved=involved) or one.now is None:
        return _word(one, involved=involved)
    moved = f" ({MOVES[one.move]} ervoor)" if one.move in MOVES else ""
    return " · ".join(filter(None, [f"{one.value}{moved}", freshness_words(one), source_words(one.now)]))


def _word(one: Standing, *, involved: bool) -> str:
    if not one.value.known:
        return Value.UNKNOWN.value
    return WITHHELD if shut(one, involved=involved) else one.value.value
