"""The forms of *Toestemming*: an exchange with its ground, and taking it back."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.domain.consents import BY_CONSENT, Consent, ConsentState
from sotdesk.domain.dates import show_date
from sotdesk.domain.exchanges import Exchange, Given
from sotdesk.domain.grounds import grounds
from sotdesk.domain.past_days import past_day
from sotdesk.domain.text import one_line
from sotdesk.screens.action_forms import frame_of, reader_of
from sotdesk.screens.consent_form import givers, who_decides
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store

ANSWERS = (
    (ConsentState.GIVEN.value, "gegeven"),
    (ConsentState.ASKED.value, "gevraagd"),
    (ConsentState.REFUSED.value, "geweigerd"),
)
NEEDED = (
    ("receiver", "Voor wie is het?"),
    ("purpose", "Waarvoor? Een paar woorden zijn genoeg."),
    ("data", "Welke gegevens?"),
    ("proof", "Hoe is het vastgelegd?"),
)
"""What must be said of something that was given; of a question or a refusal only for whom."""


class ExchangeForm(FormDialog[Exchange]):
    """`ExchangeForm(store, student_id, about, consent)` keeps it itself; without a consent it is a new one."""

    HELP = """
**Toestemming** geldt voor één ontvanger, één doel en bepaalde gegevens.

- **Grond**: is het geen toestemming, dan kies je per uitwisseling een andere grond; onder de keus staat de bron.
- **Antwoord**: gevraagd telt nog niet; geweigerd blijft staan, zodat niemand het opnieuw probeert.
- **Van wie**: een ouder met gezag, en vanaf 16 jaar de leerling zelf.
- **Hoe vastgelegd**: een formulier, een mail, of mondeling met de dag erbij.
"""

    def __init__(
        self, store: "Store", student_id: str, about: str, consent: Consent | None = None, receiver: str = ""
    ) -> None:
        super().__init__(save=lambda done: store.exchanges.save(student_id, done))
        self._store, self._student_id, self._consent = store, student_id, consent
        self._receiver = consent.receiver if consent else receiver
        self._today = store.clock.today()
        self._understood = reader_of(frame_of(store))
        self.heading = f"Toestemming · {about}"

    def fields(self) -> Iterable[Field]:
        """On what ground, the answer, of whom, to whom, what for, which data, since and until when."""
        one, store, today = self._consent, self._store, self._today
        words = [(ground.word, ground.word) for ground in grounds()]
        state = ConsentState.GIVEN if one is None or one.state is ConsentState.WITHDRAWN else one.state
        yield Field("Grond", Pick(words, one.ground if one else BY_CONSENT, "ground"))
        yield Field("Antwoord", Pick(ANSWERS, state.value, "state"))
        giver = suggesting(
            Line(one.giver if one else "", "moeder, vader of leerling", id="giver"),
            givers(store, self._student_id),
        )
        yield Field("Van wie", giver, note=who_decides(store, self._student_id))
        receiver = Line(self._receiver, "wijkteam, SMW (N. Smit)", id="receiver")
        yield Field("Voor wie", suggesting(receiver, list(store.exchanges.receivers())))
        yield Field(
            "Waarvoor", Line(one.purpose if one else "", "aanmelding, meedenken over verzuim", id="purpose")
        )
        yield Field(
            "Welke gegevens", Line(one.data if one else "", "hulpvraag en verzuim; niet medisch", id="data")
        )
        yield Field(
            "Hoe vastgelegd",
            Line(one.proof if one else "", "formulier, mail, mondeling ma 12 okt", id="proof"),
        )
        yield Field("Vanaf", past_line(today, one.valid_from if one and one.valid_from else today, "from"))
        until = show_date(one.valid_until, today) if one and one.valid_until else ""
        yield Field(
            "Tot en met", DateLine(self._until, until, id="until"), note="leeg: tot het wordt ingetrokken"
        )

    def _until(self, words: str) -> tuple[date | None, str]:
        return self._understood(words) if words.strip() else (None, "leeg: tot het wordt ingetrokken")

    def on_mount(self) -> None:
        """Only what belongs to the choices."""
        self._follow()

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Another ground has no answer and no giver."""
        self._follow()

    def _follow(self) -> None:
        asked = self.text("ground") == BY_CONSENT
        given = not asked or self.text("state") == ConsentState.GIVEN.value
        self.field("state").display = asked
        self.field("giver").display = asked
        for name in ("purpose", "data", "proof", "from", "until"):
            self.field(name).display = given or name == "purpose"
        ground = next(each for each in grounds() if each.word == self.text("ground"))
        self.field("ground").show(f"{ground.means}\nbron: {ground.source}")

    def result(self) -> Exchange:
        """What was filled in; raises FieldError."""
        asked = self.text("ground") == BY_CONSENT
        state = ConsentState(self.text("state")) if asked else ConsentState.GIVEN
        for name, sentence in NEEDED if state is ConsentState.GIVEN else NEEDED[:1]:
            if not self.text(name):
                raise FieldError(name, sentence)
        if asked and state is not ConsentState.ASKED and not self.text("giver"):
            raise FieldError("giver", "Van wie is dit antwoord?")
        first = past_day(self.text("from"), self._today)
        if first is None:
            raise FieldError("from", NOT_A_DAY)
        until = self._until(self.text("until"))[0]
        if self.text("until") and until is None:
            raise FieldError("until", "Dat lees ik niet als datum. Laat het leeg, of typ bijvoorbeeld 1 jul.")
        words = {
            name: one_line(self.text(name)) for name in ("receiver", "giver", "purpose", "data", "proof")
        }
        key = self._consent.id if self._consent else ""
        return Exchange(
            key, state=state, ground=self.text("ground"), valid_from=first, valid_until=until, **words
        )


class WithdrawForm(FormDialog[date]):
    """`WithdrawForm(store, consent, about)` takes it back itself; `.given` is what the receiver already has."""

    SAVE = "Intrekken"

    def __init__(self, store: "Store", consent: Consent, about: str) -> None:
        super().__init__(save=self._keep)
        self._store, self._consent = store, consent
        self._today = store.clock.today()
        self.given: tuple[Given, ...] = ()
        self.heading = f"Toestemming intrekken · {about}"

    def fields(self) -> Iterable[Field]:
        """The day; what was given before it stays given."""
        note = "hierna zie je wat al is gegeven"
        yield Field("Ingetrokken op", past_line(self._today, self._today, "on"), note=note)

    def result(self) -> date:
        """The day; raises FieldError."""
        day = past_day(self.text("on"), self._today)
        if day is None:
            raise FieldError("on", NOT_A_DAY)
        return day

    def _keep(self, day: date) -> None:
        self.given = self._store.exchanges.withdraw(self._consent.id, day)
