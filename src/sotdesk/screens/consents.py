"""Toestemming (`t` on the card): every exchange about this pupil, on what ground, and what its receiver already has."""

from datetime import date

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.consents import Consent, ConsentState
from sotdesk.domain.exchanges import (
    OPEN,
    VALID,
    Exchange,
    Standing,
    badges,
    by_words,
    given_words,
    standing,
    standing_words,
)
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.exchange_forms import ExchangeForm, WithdrawForm
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import col, fit, flex

EMPTY = "Nog niets vastgelegd. n legt vast wat met wie mag worden gedeeld, en van wie dat mag."
GROUPS = (("Nog te doen", OPEN), ("Geldt", VALID))
SIGNS: dict[Standing, tuple[str, Role]] = {
    Standing.AGAIN: ("!", "warn"),
    Standing.ASKED: ("?", "ask"),
    Standing.LACKS: ("!", "warn"),
    Standing.HOLDS: ("✓", "good"),
    Standing.LATER: ("✓", "muted"),
}
GIVEN = "Wat {receiver} al heeft"


class ConsentsScreen(PupilScreen):
    """Address: the pupil's id, and the exchange to stand on."""

    SCOPE = "consents"
    ROUTE = "consents"
    BINDINGS = bindings("consents")
    HELP = """
**Toestemming**: wat over deze leerling met wie mag worden gedeeld, waarvoor, en van wie dat mag. Niets gaat naar
derden zonder uitdrukkelijke toestemming, of een andere grond die je per uitwisseling kiest.

- **Van wie**: een ouder met gezag; vanaf 16 jaar de leerling zelf. Wordt hij 16, dan telt wat ouders eerder goedvonden
  niet meer als grond en vraag je het hem opnieuw.
- **Intrekken** (i): vanaf die dag telt het niet meer. Je ziet meteen wat de ontvanger al heeft: verteld, uitgegeven,
  of gehoord aan tafel. Die lijst staat ook onder g.
- **Gevraagd** telt nog niet. **Geweigerd** en **verlopen** blijven te lezen.
- Aan tafel en bij de terugkoppeling telt wat het laatst is gezegd.
"""

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(Lines(id="consents", empty=EMPTY), id="consents-panel")

    def show_all(self, keep: str | None) -> None:
        """What is to be done, what holds, what does not count any more."""
        found = self.store.exchanges.of_student(self.student_id)
        self._consents = {one.id: one for one in found}
        rows: list[Option] = []
        for title, states in (*GROUPS, ("Telt niet (meer)", ())):
            mine = [one for one in reversed(found) if self._fits(one, states)]
            rows += [blank()] if rows and mine and not self.low else []
            rows += [heading(title, str(len(mine))), *map(self._row, mine)] if mine else []
        self.query_one("#consents", Lines).refill(rows, keep)
        good, lacks = badges(found, self._student.birth_date, self._show.today)
        self.query_one("#consents-panel", Panel).label(
            f"Toestemming · {self.whose}", self._show.text(lacks or good)
        )

    def _fits(self, one: Consent, states: tuple[Standing, ...]) -> bool:
        how = standing(one, self._student.birth_date, self._show.today)
        return how in states if states else how not in (*OPEN, *VALID)

    def _row(self, one: Consent) -> Option:
        today, show = self._show.today, self._show
        sign, role = SIGNS.get(standing(one, self._student.birth_date, today), ("✗", "muted"))
        said = standing_words(one, self._student.birth_date, today)
        warn: Role = "warn" if role in ("warn", "ask") else "muted"
        below = " · ".join(filter(None, [by_words(one), one.data, one.proof]))
        parts: list[Piece] = [(show.text(one.receiver or "voor wie?"), "strong")]
        parts += [f"  {show.text(one.purpose)}"] if one.purpose else []
        parts += [(f"\n{show.text(below)}", "muted")] if below else []
        return option(one.id, col(sign, 1, role), flex(pieces(*parts)), fit(said, warn), wrap=True)

    # --- keys

    @property
    def _current(self) -> Consent | None:
        return self._consents.get(self.query_one("#consents", Lines).current or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was given is taken back; the others need a row."""
        if action not in ("edit", "withdraw", "given", "remove") or not hasattr(self, "_consents"):
            return True
        one = self._current
        return one is not None and (action != "withdraw" or one.state is ConsentState.GIVEN)

    def on_option_list_option_highlighted(self) -> None:
        """Other keys on another row."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: its form."""
        self.open("exchange", event.option_id or "")

    def action_new(self) -> None:
        """n: a new exchange."""
        self.open("exchange")

    def action_edit(self) -> None:
        """e: the exchange under the cursor."""
        if self._current:
            self.open("exchange", self._current.id)

    def action_withdraw(self) -> None:
        """i: taken back."""
        if self._current:
            self.open("withdraw", self._current.id)

    def action_given(self) -> None:
        """g: what its receiver already has."""
        one = self._current
        if one:
            said = given_words(self.store.exchanges.given(one.id), self._show.today)
            self._tell_given(one, said)

    def action_remove(self) -> None:
        """x: out of the file, as a mistake."""
        one = self._current
        if one and self.attempt(lambda: self.store.exchanges.remove(one.id), "Weg. u zet het terug."):
            self.reload()

    # --- forms

    def open_exchange(self, consent_id: str = "") -> None:
        """An exchange, new or to be changed."""

        def after(done: Exchange | None) -> None:
            if done:
                self.tell("Toestemming bewaard.")
                self.reload(consent_id or None)

        form = ExchangeForm(self.store, self.student_id, self.whose, self._consents.get(consent_id))
        self.app.push_screen(form, after)

    def open_withdraw(self, consent_id: str) -> None:
        """Asks for the day; then it shows what was already given."""
        one = self._consents[consent_id]
        form = WithdrawForm(self.store, one, self.whose)

        def after(day: date | None) -> None:
            if day:
                self.reload(consent_id)
                self._tell_given(one, given_words(form.given, self._show.today))

        self.app.push_screen(form, after)

    def _tell_given(self, one: Consent, said: str) -> None:
        title = GIVEN.format(receiver=self._show.text(one.receiver) or "de ontvanger")
        self.app.push_screen(MessageDialog(title, self._show.text(said)))
