"""Badges in the head of a card: one line of what stands in a part of the file, and Enter leads there.

A part adds one function to `BADGES`, or to `UNSHIELDED`; it gives nothing when there is nothing to say.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sotdesk.domain.absence_reports import badge
from sotdesk.domain.cases import Entry
from sotdesk.domain.exchanges import badges
from sotdesk.domain.guests import GuestView
from sotdesk.domain.kwadrant_words import mini
from sotdesk.domain.meldcode_words import badge_words as badge_of
from sotdesk.domain.sisa import ROUTE
from sotdesk.domain.sisa_words import badge_words
from sotdesk.domain.words import count
from sotdesk.widgets.pieces import Role

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.screens.routes import Address

PREFIX = "badge:"
"""Before the place of a badge: the id of its row."""


@dataclass(frozen=True)
class Badge:
    """What it is about (a label of the head), what stands there, how it looks, and where Enter goes."""

    label: str
    words: str
    role: Role
    address: "Address"


Maker = Callable[["Store", str], Iterable[Badge]]
"""Given the store and a pupil's id."""


def untold(store: "Store", student_id: str) -> Iterable[Badge]:
    """Contact moments of which it was said neither to parents nor to the pupil, nor why not (domain.md §11)."""
    found = store.moments.untold(student_id)
    if found:
        said = count(len(found), "contactmoment is", "contactmomenten zijn")
        words = f"{said} nog niet besproken met ouders of leerling"
        yield Badge("Vertellen", words, "muted", ("moment", student_id, found[0]))


def consents(store: "Store", student_id: str) -> Iterable[Badge]:
    """What holds; what is asked, refused or over, and partners whose ground is missing."""
    born = store.students.get(student_id).birth_date
    good, lacks = badges(store.exchanges.of_student(student_id), born, store.clock.today())
    without = [who for who in store.network.ungrounded(student_id) if who not in lacks]
    missing = f"ontbreekt: {', '.join(without)}" if without else ""
    if words := " · ".join(filter(None, [good, lacks, missing])):
        yield Badge("Toestemming", words, "warn" if lacks or missing else "good", ("consents", student_id))


def absence(store: "Store", student_id: str) -> Iterable[Badge]:
    """`9 van 16 u`, or until when a report must be made."""
    words, due = badge(store.absence.of_student(student_id), store.clock.today())
    if words:
        yield Badge("Verzuim", words, "warn" if due else "", ("absence", student_id))


def kwadrant(store: "Store", student_id: str) -> Iterable[Badge]:
    """The mini kwadrant in the model's order; not with a guest at the table."""
    running = store.meetings.running()
    words = mini(store.kwadrant.of_student(student_id))
    if words and not (running and GuestView.of(running).on):
        yield Badge("Kwadrant", words, "", ("kwadrant", student_id))


def together(store: "Store", student_id: str) -> Iterable[Badge]:
    """The signal in the index, by the name that the school has for it."""
    log = store.sisa.of_student(student_id)
    words, asks = badge_words(log, store.clock.today())
    if words:
        yield Badge(log.name, words, "warn" if asks else "", (ROUTE, student_id))


def protocols(store: "Store", student_id: str) -> Iterable[Badge]:
    """The runs that run, each with what is first now; and that the board is still to be told."""
    for run in store.runs.of_student(student_id):
        if run.running:
            yield Badge("Protocol", badge_of(run), "warn", ("meldcode", student_id, run.id))
    for route in store.runs.routes(student_id):
        if route.board_told_on is None:
            yield Badge(
                "Meldplicht",
                "is het bestuur ingelicht?",
                "warn",
                ("meldcode", student_id, "", f"route:{route.id}"),
            )


BADGES: tuple[Maker, ...] = (kwadrant, consents, absence, untold)
"""In the order of the head."""
UNSHIELDED: tuple[Maker, ...] = (protocols, together)
"""Those of the unshielded view only, above the others."""


def badges_of(store: "Store", student_id: str, *, shielded: bool) -> tuple[Badge, ...]:
    """Every badge of this pupil that may show."""
    makers = BADGES if shielded else (*UNSHIELDED, *BADGES)
    return tuple(each for make in makers for each in make(store, student_id))


def secret_entries(store: "Store", student_id: str) -> Iterable[Entry]:
    """What stands in the timeline in the unshielded view only, so that nothing else that reads a timeline has it."""
    return (*store.runs.entries(student_id), *store.sisa.entries(student_id))
