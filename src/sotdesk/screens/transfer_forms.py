"""The forms of Overdragen: for whom and why, and the receipt that came back."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.domain.grounds import grounds
from sotdesk.domain.past_days import past_day
from sotdesk.domain.text import one_line
from sotdesk.domain.transfer import Given, Wish, reason, reasons
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store


class TransferForm(FormDialog[Wish]):
    """`TransferForm(store, wish)` → the wish with its receiver, reason and ground; keeps nothing itself."""

    SAVE = "Verder"
    HELP = """
**Overdragen aan een andere kluis**: voor wie het bestand is, waarom, en bij een andere school op welke grond.

- **Nieuwe coördinator** en **nieuw schooljaar** blijven binnen de school: daar is geen toestemming voor nodig.
- **Andere school**: elke leerling heeft toestemming nodig voor deze ontvanger (t op zijn kaart), of je kiest een andere
  grond. Die grond komt in zijn dossier te staan.
"""

    def __init__(self, store: "Store", wish: Wish) -> None:
        super().__init__()
        self._wish, self._store = wish, store
        self.heading = "Overdragen · voor wie"

    def fields(self) -> Iterable[Field]:
        """For whom, why, and the ground when it leaves the school."""
        wish = self._wish
        known = [contact.name for contact in self._store.contacts.all()]
        receiver = Line(wish.receiver, "naam van de collega, of van de school", id="receiver")
        yield Field("Voor wie", suggesting(receiver, [*known, *self._store.exchanges.receivers()]))
        yield Field("Waarom", Pick([(one.word, one.word) for one in reasons()], wish.reason, "reason"))
        yield Field("Grond", Pick([(one.word, one.word) for one in grounds()], wish.ground, "ground"))

    def on_mount(self) -> None:
        """The ground only when it is needed."""
        self._follow()

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Another reason asks another ground."""
        self._follow()

    def _follow(self) -> None:
        why = reason(self.text("reason"))
        self.field("reason").show(f"bron: {why.source}")
        self.field("ground").display = why.outside
        ground = next(one for one in grounds() if one.word == self.text("ground"))
        self.field("ground").show(f"{ground.means}\nbron: {ground.source}")

    def result(self) -> Wish:
        """The wish; raises FieldError without a receiver."""
        receiver = one_line(self.text("receiver"))
        if not receiver:
            raise FieldError("receiver", "Voor wie is de overdracht?")
        return Wish(
            self._wish.student_ids, receiver, self.text("reason"), self.text("ground"), self._wish.restricted
        )


class ReceiptForm(FormDialog[bool]):
    """`ReceiptForm(store, given)` keeps who received it and when, when the code is the right one."""

    HELP = """
**Ontvangstbewijs**: wie het bestand opende, geeft je een code van zes tekens terug. Daarmee staat in je dossier wie de
overdracht heeft ontvangen, en wanneer.
"""

    def __init__(self, store: "Store", given: Given) -> None:
        super().__init__(save=lambda _done: self._keep())
        self._store, self._given, self._today = store, given, store.clock.today()
        self.heading = f"Ontvangstbewijs · {given.receiver}"

    def fields(self) -> Iterable[Field]:
        """The code, who and when."""
        yield Field("Code", Line("", "zoals K7P-X2M", id="code"), note="staat op het ontvangstbewijs")
        yield Field("Ontvangen door", Line(self._given.received_by or self._given.receiver, id="by"))
        yield Field("Op", past_line(self._today, self._given.received_on or self._today, "on"))

    def result(self) -> bool:
        """All that was filled in; raises FieldError."""
        if not self.text("code"):
            raise FieldError("code", "Typ de code van het ontvangstbewijs.")
        if self._day() is None:
            raise FieldError("on", NOT_A_DAY)
        return True

    def _day(self) -> date | None:
        return past_day(self.text("on"), self._today)

    def _keep(self) -> None:
        day = self._day() or self._today
        self._store.transfers.acknowledge(self._given.transfer_id, self.text("code"), self.text("by"), day)
