"""The kwadrant of Yara for the pictures: full with a sudden fall, in part, and old."""

from datetime import timedelta

from tests.ui import small_school as school

from sotdesk.data.store import Store
from sotdesk.data.store.kwadrant import Taken
from sotdesk.domain.kwadrant_measuring import read_all
from sotdesk.domain.kwadrant_rules import Value, instruments

CARE, USUAL, STRONG, UNKNOWN = Value


def _say(store: Store, part: str, value: Value, days: int, who: str = "mentor", instrument: str = "") -> None:
    day = store.clock.today() - timedelta(days=days)
    store.kwadrant.say(school.YARA, part, value, day=day, who=who, instrument=instrument)


def full(store: Store) -> None:
    """Every quadrant known, most of them over two school years; a sudden fall in doen; a conclusion."""
    _say(store, "kunnen", STRONG, 200, "psycholoog", "nio")
    for days, willen, presteren, doen in (
        (400, STRONG, USUAL, USUAL),
        (120, USUAL, USUAL, STRONG),
        (20, CARE, USUAL, CARE),
    ):
        _say(store, "willen", willen, days)
        _say(store, "presteren", presteren, days)
        _say(store, "doen", doen, days)
    saqi = instruments()["saqi"]
    taken = Taken(
        school.YARA,
        read_all(saqi, {"motivatie": "2", "welbevinden": "5"}),
        frozenset({"motivatie", "welbevinden"}),
    )
    store.kwadrant.measure(saqi, [taken], day=store.clock.today() - timedelta(days=22), who="mentor")
    _say(store, "doen.aanwezigheid", CARE, 20)
    _say(store, "presteren.rekenen", UNKNOWN, 20)
    store.kwadrant.conclude(school.YARA, "eerst een vaste start van de dag, dan het huiswerk")


def sparse(store: Store) -> None:
    """Two values, one of them without a time before."""
    _say(store, "willen", CARE, 3)
    _say(store, "presteren.taal", STRONG, 30, "docent Nederlands")


def stale(store: Store) -> None:
    """What was said long ago."""
    for part, days in (("kunnen", 800), ("willen", 500), ("presteren", 300), ("doen", 300)):
        _say(store, part, USUAL, days)
