"""The menu *Nieuw* of a card (n): what can be made for this pupil, by its letter or with Enter.

A new part adds one line to `NEW_THINGS` and its `open_…` to the card; the menu is gone before that form opens.
"""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult

from sotdesk.actions import bindings
from sotdesk.screens.dialogs import Dialog
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.row import col, flex


@dataclass(frozen=True, slots=True)
class NewThing:
    """A row of the menu: its letter, the card's method `open_<opener>`, its name, what it is for."""

    letter: str
    opener: str
    name: str
    about: str
    closed: bool = False
    """It can be made while the case is closed too."""


NEW_THINGS: tuple[NewThing, ...] = (
    NewThing("k", "case", "casus", "ondersteuning begint"),
    NewThing("c", "moment", "contactmoment", "telefoontje, gesprek, e-mail", closed=True),
    NewThing("a", "agreement", "afspraak", "wie doet wat, en wanneer"),
    NewThing("o", "support", "ondersteuning", "een maatregel met een doel"),
    NewThing("t", "exchange", "toestemming", "wat met wie mag worden gedeeld", closed=True),
    NewThing("v", "stand", "verzuim", "de stand uit het systeem van de school", closed=True),
    NewThing("s", "signal", "signaal", "een zorg die iemand zag", closed=True),
    NewThing("d", "handover", "overdracht", "een blad voor wie het overneemt", closed=True),
    NewThing("m", "refer", "aanmelding", "de vraag aan het SOT"),
)
"""In the order of the menu; a card shows those it has an opener for."""


def things_of(card: object, *, closed: bool = False) -> tuple[NewThing, ...]:
    """What can be made from this card."""
    return tuple(t for t in NEW_THINGS if hasattr(card, f"open_{t.opener}") and (t.closed or not closed))


class NewMenu(Dialog[str]):
    """`NewMenu(things)` → the opener that was chosen, or None; another `title` for another choice."""

    BINDINGS = bindings("new_menu")
    AUTO_FOCUS = "Lines"

    def __init__(self, things: tuple[NewThing, ...], title: str = "Nieuw") -> None:
        super().__init__()
        self._things = things
        self._title = title

    def compose(self) -> ComposeResult:
        """The letters under each other."""
        rows = [
            option(t.opener, col(t.letter, 1, "kind"), col(t.name, 14), flex(t.about, "muted"))
            for t in self._things
        ]
        yield self.frame(Lines(*rows), title=self._title, keys="letter of Enter kiest · Esc sluiten")

    def on_key(self, event: events.Key) -> None:
        """A letter chooses at once."""
        for thing in self._things:
            if event.character == thing.letter:
                event.stop()
                self.dismiss(thing.opener)

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter or a click."""
        self.dismiss(event.option_id)

    def action_close(self) -> None:
        """Nothing new."""
        self.dismiss(None)
