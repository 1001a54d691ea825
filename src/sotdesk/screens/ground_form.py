"""The form that settles on what ground someone at the table hears about a pupil: ask, not here, anonymous, a ground."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sotdesk.domain.grounds import Ungrounded, grounds
from sotdesk.domain.meetings import Present
from sotdesk.domain.text import one_line
from sotdesk.screens.action_forms import frame_of, reader_of
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store

ASK, AWAY, ANONYMOUS, GROUND = "ask", "away", "anonymous", "ground"
HOW = (
    (ASK, "vragen", "wordt een afspraak; tot er antwoord is, staat het als gevraagd"),
    (AWAY, "niet erbij", "niet bij dit punt; blijft wel in het overleg"),
    (ANONYMOUS, "anoniem", "dit punt zonder naam, klas of broer of zus; afspraken komen wel in het dossier"),
    (GROUND, "grond", "leg vast welke; ouders en leerling kunnen dit lezen"),
)
ASKERS = (("mentor", "mentor"), ("coord", "coördinator"), ("ik", "ik"))
"""Who asks, as the capture line knows him."""
SOON = "1w"
ONLY_FOR = {"asker": ASK, "due": ASK, "ground": GROUND, "proof": GROUND}
"""Rows that belong to one way of settling it."""


@dataclass(frozen=True)
class Settling:
    """What was chosen; `due` in the words that were typed."""

    person: Present
    how: str
    asker: str = ""
    due: str = ""
    ground: str = ""
    proof: str = ""


class GroundForm(FormDialog[Settling]):
    """`GroundForm(store, people)` → how it is settled for one of them."""

    SAVE = "Zo doen"

    def __init__(
        self, store: "Store", people: Sequence[Ungrounded], save: Callable[[Settling], object] | None = None
    ) -> None:
        super().__init__(save=save)
        self._people = {str(at): each for at, each in enumerate(people)}
        first = people[0]
        alone = f"{first.person.short} · {first.need.words}"
        self.heading = alone if len(people) == 1 else "Op welke grond erbij?"
        self._understood = reader_of(frame_of(store))

    def fields(self) -> Iterable[Field]:
        """Who, how, and what belongs to that."""
        who = [(key, each.person.short) for key, each in self._people.items()]
        yield Field("Wie", Pick(who, id="who"), note=self._need("0"))
        yield Field("Hoe verder", Pick([(key, word) for key, word, _ in HOW], id="how"), note=HOW[0][2])
        yield Field("Wie vraagt het", Pick(ASKERS, id="asker"))
        yield Field("Uiterlijk", DateLine(self._understood, SOON, id="due"))
        yield Field(
            "Grondslag", Pick([(g.word, g.word) for g in grounds()], id="ground"), note=grounds()[0].means
        )
        yield Field("Hoe vastgelegd", Line(placeholder="formulier, gesprek ma 23 nov", id="proof"))

    def on_mount(self) -> None:
        """Only the rows of the first way; who, when there is more than one."""
        super().on_mount()
        self.field("who").display = len(self._people) > 1
        self._show_rows()

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Other rows, and what the choice means."""
        value = event.pick.value
        match event.pick.id:
            case "who":
                self.field("who").show(self._need(value))
            case "how":
                self.field("how").show(next(words for key, _, words in HOW if key == value))
                self._show_rows()
            case "ground":
                self.field("ground").show(next(g.means for g in grounds() if g.word == value))

    def _need(self, key: str) -> str:
        return self._people[key].need.words

    def _show_rows(self) -> None:
        how = self.field("how").words
        for name, only in ONLY_FOR.items():
            self.field(name).display = how == only

    def result(self) -> Settling:
        """What was chosen; raises FieldError."""
        person, how = self._people[self.field("who").words].person, self.field("how").words
        if how == ASK and self._understood(self.text("due"))[0] is None:
            raise FieldError("due", "Typ een datum, zoals vr, 1w of 9 dec.")
        return Settling(
            person, how, self.field("asker").words, one_line(self.text("due")), self.field("ground").words,
            one_line(self.text("proof")),
        )  # fmt: skip
