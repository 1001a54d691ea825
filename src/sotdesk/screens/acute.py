"""The acute card (`!!`, or `!` anywhere): what to do first, whom to call, and the times of each call.

Nothing has to be filled in, and looking leaves nothing behind. Esc goes back to exactly where she was. With a guest at
the table no pupil's name stands on it, and of what was said only the times.
"""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.acute import Call, Card, Number, call_words, first_lines
from sotdesk.domain.errors import NotFound
from sotdesk.domain.guests import GuestView
from sotdesk.domain.masking import mask
from sotdesk.domain.meldcode import Run
from sotdesk.domain.meldcode_file import call_sheet
from sotdesk.domain.students import Student
from sotdesk.report_base import usable_base
from sotdesk.screens.acute_forms import Facts, FactsForm, PupilForm, Talked, TalkForm
from sotdesk.screens.acute_recording import Recording
from sotdesk.screens.acute_rows import SIGN, first_row, recorded_rows
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.lines import Lines, heading, note, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Role, pieces
from sotdesk.widgets.row import col, fit, flex

TICK = 5.0
"""Seconds between two looks at the clock."""
CALL = "call:"
PHONE, NAME = 11, 23
"""Cells of a number and of its name."""
WHILE_IN_USE = ("mark", "called", "answered", "put_away")


class AcuteScreen(Recording):
    """Address: the card's id (empty: the one in use, or a new one), the pupil and the item it was opened at."""

    SCOPE = "acute"
    ROUTE = "acute"
    TOP_LINE = False
    BINDINGS = bindings("acute")
    AUTO_FOCUS = "#numbers"
    HELP = """
**Acuutkaart**: voor een moment waarop het nu moet. Eerst wat je doet, dan wie je belt. Esc gaat terug naar waar je
was; een half getypte regel staat er nog.

- **Spatie** zet een nummer klaar om te bellen. **b** gebeld en **g** gehoor leggen de tijd vast. **Enter** schrijft op
  met wie je sprak en wat er is gezegd.
- **f** is voor de feiten: wat letterlijk is gezegd en gezien.
- **l** kiest de leerling. Dat kan ook later; zonder leerling staat de kaart op Vandaag.
- In de tijdlijn van de leerling staat alleen dat de kaart is gebruikt, met de tijden, en alleen voor jou. De kaart
  komt in geen verslag, terugkoppeling of systeem van de school.
- **v** legt in het traject van deze leerling vast dat er acuut gevaar is. Dat gaat voor op alle stappen; wat nog open
  stond, vul je daarna aan. **t** gaat naar dat traject. Loopt er nog geen, dan vraagt v eerst of het om een medewerker
  van school gaat: dat is niet de meldcode.
- Eigen nummers, zoals de crisisdienst in je regio, voeg je toe bij **School** (Ctrl+P).
"""

    def body(self) -> ComposeResult:
        """What to do first, above whom to call."""
        first = Lines(id="first")
        first.can_focus = False
        yield Panel(first, id="first-panel", title="Acuutkaart")
        yield Panel(Lines(id="numbers"), id="numbers-panel", title="Bellen")

    def on_mount(self) -> None:
        """The card in use, or a new one; the clock moves."""
        acute_id, student_id, item_id = (*self.ids, "", "", "")[:3]
        self._card: Card = self.store.acute.card(student_id, item_id)
        if acute_id:
            self._card = self._kept(Card(acute_id, self.store.clock.now(), student_id, item_id))
        self.query_one("#first", Lines).refill(
            [first_row(at, words) for at, words in enumerate(first_lines(), 1)]
        )
        self.query_one("#numbers").focus()
        self.set_interval(TICK, self._show_clock)

    @property
    def address(self) -> tuple[str, ...]:
        """The card as it is now: after a lock it is the same."""
        card = self._card
        return (self.ROUTE, card.id, card.student_id, card.item_id)

    # --- showing

    def reload(self, keep: str | None = None) -> None:
        """The card as it is kept now."""
        self._card = self._kept(self._card)
        running = self.store.meetings.running()
        self._guest = running is not None and GuestView.of(running).on
        item = running.item(self._card.item_id) if running else None
        self._unnamed = self._guest or (item is not None and item.anonymous)
        self._at_table = item.students if item is not None and not self._unnamed else ()
        self._run = self._recorded()
        self._numbers = {number.code: number for number in self.store.acute.numbers()}
        self.query_one("#first-panel", Panel).label(self._title())
        self.query_one("#numbers", Lines).refill(self._rows(), keep)
        self._show_clock()
        self.refresh_bindings()

    def _kept(self, card: Card) -> Card:
        """What is kept of it; when that was undone, the card before its first use."""
        if not card.id:
            return card
        try:
            return self.store.acute.get(card.id)
        except NotFound:
            return Card("", card.opened_at, card.student_id, card.item_id)

    def _title(self) -> str:
        student = self._student
        if self._unnamed:
            return "Acuutkaart"
        return f"Acuutkaart · {pupil_and_class(student, hidden=self.private) if student else 'nog geen leerling'}"

    def _recorded(self) -> Run | None:
        """The run of this pupil in which acute danger was laid down since the card was opened; none with a guest."""
        if self._unnamed or not self._card.student_id:
            return None
        runs = self.store.runs.of_student(self._card.student_id)
        return next((run for run in runs if run.acute_at and run.acute_at >= self._card.opened_at), None)

    @property
    def _student(self) -> Student | None:
        if not self._card.student_id:
            return None
        try:
            return self.store.students.get(self._card.student_id)
        except NotFound:
            return None

    def _rows(self) -> list[Option]:
        rows: list[Option] = []
        for number in self._numbers.values():
            rows.append(self._number_row(number))
            rows += [self._call_row(call) for call in self._card.of(number.code) if call.called_at]
        elsewhere = [call for call in self._card.calls if call.line not in self._numbers]
        rows += [self._call_row(call, f"{call.name} ") for call in elsewhere]
        if self._card.note and not self._guest:
            rows += [heading("Feiten"), note(self._masked(self._card.note), "")]
        return [*(recorded_rows(self._run, shielded=self.desk.shielded) if self._run else []), *rows]

    def _number_row(self, number: Number) -> Option:
        waits = any(call.waits for call in self._card.of(number.code))
        return option(
            number.code,
            col("□" if waits else "", SIGN, "accent"),
            col(number.phone, PHONE, "strong"),
            col(number.name, NAME),
            flex(number.purpose, "muted"),
            fit("nog te bellen" if waits else "", "accent"),
            wrap=True,
        )

    def _call_row(self, call: Call, before: str = "") -> Option:
        """A call that was made: its times, and what was said; `before` is the name of a number that is gone."""
        role: Role = "good" if call.answered_at else "muted"
        said = self._said(call.spoke_with, call.said)
        words = pieces(
            (before, ""), (call_words(call, names=False), role), (f" · {said}" if said else "", "")
        )
        return option(f"{CALL}{call.id}", col("", SIGN), col("", PHONE), flex(words), wrap=True)

    def _said(self, spoke_with: str, said: str) -> str:
        return "" if self._guest else self._masked(": ".join(filter(None, [spoke_with, said])))

    def _masked(self, text: str) -> str:
        student = self._student
        return mask(text, [student.name]) if (self.private or self._unnamed) and student else text

    def _show_clock(self) -> None:
        now, card = self.store.clock.now(), self._card
        times = f"nu {now:%H:%M} · geopend {card.opened_at.astimezone():%H:%M}"
        if card.closed_at:
            times = f"geopend {card.opened_at.astimezone():%H:%M} · klaar {card.closed_at.astimezone():%H:%M}"
        if not self._counting:
            self.query_one("#numbers-panel", Panel).label(
                "Bellen", f"Enter: met wie, wat is gezegd · {times}"
            )

    _counting = ""

    def count_down(self, seconds: int | None) -> None:
        """There is no top line here: the edge says it."""
        self._counting = f"vergrendelt over {seconds} s · druk een toets" if seconds else ""
        if self._counting:
            self.query_one("#numbers-panel", Panel).label("Bellen", self._counting)
        else:
            self._show_clock()

    # --- calling

    _at_table: tuple[Student, ...] = ()  # who is spoken of now, when the card was opened there

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A card that was put away is only read and completed; to the run only when there is one."""
        if action == "run":
            return getattr(self, "_run", None) is not None
        card: Card | None = getattr(self, "_card", None)
        return not (action in WHILE_IN_USE and card is not None and card.closed_at)

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: with whom, and what was said."""
        number = self._current
        if number is not None:
            key = event.option_id or ""
            self.open("talk", number.code, key.removeprefix(CALL) if key.startswith(CALL) else "")

    def action_mark(self) -> None:
        """Spatie: to be called, or not."""
        self._do(lambda number: self.store.acute.mark(self._card, number))

    def action_called(self) -> None:
        """b: called now."""
        self._do(lambda number: self.store.acute.called(self._card, number))

    def action_answered(self) -> None:
        """g: someone answered now."""
        self._do(lambda number: self.store.acute.answered(self._card, number))

    @property
    def _current(self) -> Number | None:
        """The number under the cursor, or that of the call there."""
        key = self.query_one("#numbers", Lines).current or ""
        if key in self._numbers:
            return self._numbers[key]
        call = next((call for call in self._card.calls if f"{CALL}{call.id}" == key), None)
        return (self._numbers.get(call.line) or Number(call.line, call.name, call.phone)) if call else None

    def _do(self, work: Callable[[Number], Card]) -> None:
        number = self._current
        if number is None:
            return

        def done() -> None:
            self._card = work(number)

        if self.attempt(done):
            self.reload()

    def open_talk(self, code: str, call_id: str = "") -> None:
        """The form of one call."""
        if self._guest:
            self.tell("Met een gast aan tafel schrijf je dit later op; de tijden zijn bewaard.")
            return
        calls = [call for call in self._card.of(code) if not call_id or call.id == call_id]
        number = self._numbers.get(code) or (Number(code, calls[0].name, calls[0].phone) if calls else None)
        if number is None:
            return

        def keep(talked: Talked) -> None:
            self._card = self.store.acute.tell(self._card, number, talked.spoke_with, talked.said, call_id)

        call = calls[-1] if calls else None
        form = TalkForm(number.name, call.spoke_with if call else "", call.said if call else "", save=keep)
        self.app.push_screen(form, self._after)

    # --- facts, pupil, done

    def action_facts(self) -> None:
        """f: what was literally said and seen."""
        self.open("facts")

    def open_facts(self) -> None:
        """The form of the facts."""
        if self._guest:
            self.tell("Met een gast aan tafel schrijf je de feiten later op.")
            return

        def keep(facts: Facts) -> None:
            self._card = self.store.acute.note(self._card, facts.words)

        self.app.push_screen(FactsForm(self._card.note, save=keep), self._after)

    def action_pupil(self) -> None:
        """l: about whom it is."""
        self.open("pupil")

    def open_pupil(self) -> None:
        """The form that chooses the pupil."""
        if self._guest:
            self.tell("Met een gast aan tafel kies je de leerling later.")
            return

        def keep(student_id: str) -> None:
            self._card = self.store.acute.attach(self._card, student_id)

        self.app.push_screen(
            PupilForm(self.store, self._card.student_id, self._at_table, save=keep), self._after
        )

    def action_paper(self) -> None:
        """p: the call sheet, with the times."""
        if self._guest:
            self.tell("Met een gast aan tafel maak je dit later.")
            return
        school, today = self.store.school.school().name, self.store.clock.today()
        written = call_sheet(self._card, self._student, school, today)
        base = usable_base(self.store)

        def make() -> bytes:
            from sotdesk.documents import letters

            return letters.docx(written, base)

        hand_out(self, f"belblad {self._card.opened_at.astimezone():%d-%m-%Y %H.%M}.docx", make)

    def action_put_away(self) -> None:
        """k: done; the next time it opens new."""
        if self.attempt(lambda: self.store.acute.put_away(self._card)):
            self.action_back()

    def _after(self, done: object) -> None:
        if done is not None:
            self.reload()
