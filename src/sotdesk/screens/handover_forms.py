"""The forms of a handover: for whom and why, whether the besloten page goes along, and its receipt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.widgets import Input

from sotdesk.domain.handover import Around, Handover, Reason, Receiver, reasons
from sotdesk.domain.handover_sheet import HandoverFacts, lines_apart
from sotdesk.domain.past_days import past_day
from sotdesk.domain.text import one_line
from sotdesk.domain.words import count
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store

NO, YES = "nee", "ja"
LOCKED, READABLE = "locked", "readable"
LOCKED_NOTE = "het blad gaat de school uit; alleen Word kan versleuteld"
ASIDE = "nog geen toestemming of andere grond (t legt die vast); de reden komt op het blad"
NO_GROUND = "Er is nog geen toestemming of andere grond. Leg die vast met t, of schrijf waarom het toch gaat."
FAMILY = "Een overdracht is voor wie het overneemt; leerling en ouders vertel je het zelf."
NOBODY = "Voor wie is het? Typ een naam of een rol."


@dataclass(frozen=True)
class Choice:
    """What she chose: the reason's code, the receiver as typed, whether the besloten page goes along, why it goes
    without consent, and whether a file for outside the school may be read without a passphrase."""

    reason: str
    receiver: str
    restricted: bool = False
    aside: str = ""
    readable: bool = False

    @property
    def why(self) -> Reason:
        return reasons()[self.reason]


class HandoverForm(FormDialog[Choice]):
    """`HandoverForm(around, facts, choice, about)` → Choice; nothing is kept until the sheet leaves."""

    SAVE = "Kiezen"
    HELP = """
**Overdracht**: een blad over één leerling, voor wie het overneemt.

- **Reden** bepaalt wie je voorstelt en als wie hij leest. Wat zijn rol niet mag zien, komt er niet op.
- **Besloten deel**: wat besloten is en afgeschermde woorden staan op een eigen bladzijde. Die gaat alleen mee als je
  dat voor deze ontvanger kiest; naar buiten gaat hij nooit.
- **Toch, omdat**: voor een andere school is toestemming nodig, of een andere grond. Is die er niet, dan kan het alleen
  met een reden; die staat op het blad en in de tijdlijn.
- **Naar buiten**: wat de school uit gaat, is een versleuteld Word-bestand. Zonder wachtwoord kan, als jij dat
  kiest.
"""

    def __init__(self, around: Around, facts: HandoverFacts, choice: Choice, about: str) -> None:
        super().__init__()
        self._around, self._facts, self._choice = around, facts, choice
        self._first = around.first(choice.why)
        self._whom = choice.receiver
        self.heading = f"Overdracht · {about}"

    def fields(self) -> Iterable[Field]:
        """Why, to whom, with the besloten page or not, and why without consent."""
        choice = self._choice
        words = [(reason.code, reason.words) for reason in reasons().values()]
        yield Field("Reden", Pick(words, choice.reason, "reason"))
        receiver = Line(choice.receiver, "mentor (M. Bos), Lyceum Zuid", id="receiver")
        yield Field("Voor wie", suggesting(receiver, self._around.known(choice.why)))
        yield Field(
            "Besloten deel", Pick([(NO, NO), (YES, YES)], YES if choice.restricted else NO, "restricted")
        )
        yield Field("Toch, omdat", Line(choice.aside, id="aside"), note=ASIDE)
        ways = [(LOCKED, "versleuteld"), (READABLE, "zonder wachtwoord")]
        yield Field(
            "Naar buiten", Pick(ways, READABLE if choice.readable else LOCKED, "file"), note=LOCKED_NOTE
        )

    def on_mount(self) -> None:
        """Only what belongs to this receiver."""
        self._follow()

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Another reason proposes another receiver, unless one was typed."""
        if event.pick.id == "reason":
            first = self._around.first(self._why)
            line = self.field("receiver").control
            if isinstance(line, Line):
                suggesting(line, self._around.known(self._why))
                if line.value.strip() in ("", self._first):
                    line.value = first
            self._first = first
            self._ask_again()
        self._follow()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another receiver: the besloten page is chosen for him anew."""
        if event.input.id == "receiver" and one_line(event.value) != self._whom:
            self._whom = one_line(event.value)
            self._ask_again()
        if event.input.id == "receiver":
            self._follow()

    def _ask_again(self) -> None:
        self.field("restricted").fill(NO)

    @property
    def _why(self) -> Reason:
        return reasons()[self.text("reason")]

    @property
    def _receiver(self) -> Receiver:
        return self._around.receiver(self.text("receiver"), self._why)

    def _follow(self) -> None:
        receiver, why = self._receiver, self._why
        self.field("reason").show(f"bron: {why.source}")
        self.field("receiver").show("" if receiver.family or not receiver.label else receiver.reads)
        lines = lines_apart(self._facts, receiver) if receiver.kind.audiences else 0
        self.field("restricted").display = lines > 0
        self.field("restricted").show(f"{count(lines, 'regel', 'regels')} op een eigen bladzijde")
        self.field("aside").display = bool(receiver.label) and receiver.lacks_ground
        self.field("file").display = bool(receiver.label) and receiver.outside

    def result(self) -> Choice:
        """What was chosen; raises FieldError."""
        receiver = self._receiver
        if not receiver.label:
            raise FieldError("receiver", NOBODY)
        if receiver.family:
            raise FieldError("receiver", FAMILY)
        aside = one_line(self.text("aside")) if receiver.lacks_ground else ""
        if receiver.lacks_ground and not aside:
            raise FieldError("aside", NO_GROUND)
        along = self.field("restricted").display and self.text("restricted") == YES
        readable = receiver.outside and self.text("file") == READABLE
        return Choice(self.text("reason"), receiver.label, along, aside, readable)


class ManyForm(FormDialog[Choice]):
    """`ManyForm(choice, known)` → Choice for a class or year; an empty receiver: each his own."""

    SAVE = "Kiezen"
    heading = "Overdracht van een klas"

    def __init__(self, choice: Choice, known: Iterable[str]) -> None:
        super().__init__()
        self._choice, self._known = choice, list(known)

    def fields(self) -> Iterable[Field]:
        """Why, and to whom."""
        words = [(reason.code, reason.words) for reason in reasons().values() if reason.many]
        yield Field("Reden", Pick(words, self._choice.reason, "reason"))
        line = Line(self._choice.receiver, "naam of rol", id="receiver")
        yield Field(
            "Voor wie", suggesting(line, self._known), note="leeg: ieder aan zijn eigen mentor of coördinator"
        )

    def on_mount(self) -> None:
        """The source of the reason."""
        self.on_pick_changed()

    def on_pick_changed(self) -> None:
        """The source of another one."""
        self.field("reason").show(f"bron: {reasons()[self.text('reason')].source}")

    def result(self) -> Choice:
        """What was chosen."""
        return Choice(self.text("reason"), one_line(self.text("receiver")))


@dataclass(frozen=True)
class Receipt:
    """Who received it, and when."""

    by: str
    on: date


class ReceiptForm(FormDialog[Receipt]):
    """`ReceiptForm(store, handover, about)` keeps it itself."""

    def __init__(self, store: "Store", one: Handover, about: str) -> None:
        super().__init__(save=lambda done: store.handovers.receive(one.id, done.by, done.on))
        self._one, self._today = one, store.clock.today()
        self.heading = f"Overdracht ontvangen · {about}"

    def fields(self) -> Iterable[Field]:
        """Who and when."""
        one = self._one
        yield Field("Ontvangen door", Line(one.received_by or one.receiver, id="by"))
        yield Field("Op", past_line(self._today, one.received_on or self._today, "on"))

    def result(self) -> Receipt:
        """What was filled in; raises FieldError."""
        by, day = one_line(self.text("by")), past_day(self.text("on"), self._today)
        if not by:
            raise FieldError("by", "Schrijf op wie het ontving.")
        if day is None:
            raise FieldError("on", NOT_A_DAY)
        return Receipt(by, day)
