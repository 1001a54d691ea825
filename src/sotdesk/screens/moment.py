"""A contact moment: the line of the table for one pupil, outside a meeting. Each Enter keeps a line, at once.

Nothing is kept until the first line or the first filled in field; the address follows then.
"""

from functools import partial

from sotdesk.actions import bindings
from sotdesk.domain.capture_model import Kind, Reading
from sotdesk.domain.errors import SotdeskError
from sotdesk.screens.copying import copy_from
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.meeting_drafts import Half
from sotdesk.screens.moment_form import MomentForm
from sotdesk.screens.moment_versions import versions_text
from sotdesk.screens.moment_view import MomentView
from sotdesk.screens.reading import ReadingScreen
from sotdesk.widgets.capture import Capture
from sotdesk.widgets.line import Draft
from sotdesk.widgets.lines import Lines

WITHOUT_LINES = ("versions", "delete")


class MomentScreen(MomentView):
    """Address: the pupil's id, the moment's id (empty: a new one), and the line to stand on."""

    SCOPE = "moment"
    BINDINGS = bindings("moment")
    HELP = """
**Contactmoment**: wat buiten een overleg met of over een leerling is gezegd. De regel is die van het overleg: Enter
bewaart meteen, en onder de regel staat wat er is begrepen en wie het leest.

| je typt | wordt |
|---|---|
| `moeder: …` `ou: …` `ll: …` `smw: …` | wat die persoon zei |
| `! …` · `* …` | besluit · handelingsadvies |
| `@wie wat >wanneer >>evaluatie #waar` | afspraak; hij staat ook bij Afspraken |
| `? …` | nog uit te zoeken, voor jou; staat op Vandaag |
| `( …` | besloten: alleen voor wie erbij betrokken is · `(( …` alleen voor jou |
| `>vr` of `@svk` alleen | vult de laatste afspraak aan |
| `ev: deels, …` · `toest: moeder, wijkteam` | uitkomst van een evaluatie · toestemming |
| `… &lina` achteraan | ook bij die leerling |

**↑** of Esc gaat naar wat je vastlegde: Enter verbetert, x haalt weg. Wat er eerst stond blijft leesbaar (h).
**Alleen voor jou** beperkt wie het leest; de leerling en de ouders houden hun recht van inzage.
**Besproken**: weten ouders en leerling dat dit is vastgelegd? Zo niet, dan hoort erbij waarom niet (F2).
"""

    def keep_line(self, event: Capture.Kept) -> None:
        """Enter: kept at once; what cannot be kept returns to the line, and it is said why."""
        if self._item_line is None:
            event.capture.give_back(event.line)
            return
        reading = self._item_line.read(event.line)
        if reading.pieces[0].kind is Kind.ACUTE:
            self.desk.go(("acute", "", self.student_id))
        elif reading.pieces[0].kind is Kind.GO:
            event.capture.give_back(event.line)
            self.tell(f"✗ {reading.notes[0]}")
        else:
            try:
                self._keep(reading)
            except SotdeskError as error:
                event.capture.give_back(event.line)
                self.tell(f"✗ {error.sentence}")

    def _keep(self, reading: Reading) -> None:
        if self._correcting:
            self.store.moments.correct(self._correcting, reading)
            self._stop_correcting("Verbeterd. Wat er stond blijft leesbaar: h.")
            return
        place = self._place
        self.moment_id = self.store.moments.keep(self.student_id, self.moment_id, reading)
        self._halves.keep(place, Half())
        self.reload()
        said = self.query_one("#said", Lines)
        said.scroll_end(animate=False, immediate=True)
        lacks = {word for piece in reading.pieces for word in piece.missing}
        if "wie" in lacks:
            self.tell("Bewaard. Wie doet het? @naam vult aan.")
        elif "wanneer" in lacks:
            self.tell("Bewaard. Wanneer? >datum vult aan; anders staat het bij nog te bepalen.")

    # --- what was kept

    def on_capture_back(self) -> None:
        """↑ in the empty line: the last line."""
        self._to_lines()

    def on_capture_leave(self) -> None:
        """Esc: an old line stays as it was; else to the lines, and without any back."""
        if self._correcting:
            self._stop_correcting("Niet veranderd.")
        elif not self._to_lines():
            self.action_back()

    def _to_lines(self) -> bool:
        said = self.query_one("#said", Lines)
        if not said.keys:
            return False
        said.focus()
        said.go_to(said.keys[-1])
        return True

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the whole typed line comes back to be corrected."""
        line = next((line for line in self._moment.lines if line.id == event.option_id), None)
        if line is not None:
            before = self._before if self._correcting else self.box.line.value
            self._take_up(Half(line.raw, len(line.raw), line.capture_id, before))
            self.box.line.focus()

    def action_remove_line(self) -> None:
        """x: the line goes; what it said stays readable."""
        said = self.query_one("#said", Lines)
        line = next((line for line in self._moment.lines if line.id == said.current), None)
        if said.has_focus and line and self.attempt(lambda: self.store.moments.remove(line.capture_id)):
            self.reload()
            self.tell("Regel weggehaald; h toont hem nog. u of Ctrl+Z haalt hem terug.")

    def action_capture(self) -> None:
        """i: back to the line."""
        self.box.line.focus()

    def _stop_correcting(self, said: str) -> None:
        before = self._before
        self._take_up(Half(before, len(before)))
        self.reload()
        self.tell(said)

    # --- the moment itself

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is kept can be taken away, only what was changed looked back at."""
        if action in WITHOUT_LINES and hasattr(self, "_moment"):
            return bool(self._moment.versions if action == "versions" else self._moment.id)
        return True

    def action_about(self) -> None:
        """F2 or e: the fields."""
        self.open("about")

    def open_about(self) -> None:
        """The form of the fields."""

        def save(about: object) -> None:
            self.moment_id = self.store.moments.edit(self.student_id, self.moment_id, about)  # type: ignore[arg-type]

        def after(about: object) -> None:
            if about is not None:
                self.reload()
                self.tell("Bewaard.")

        self.app.push_screen(MomentForm(self.store, self._moment, save, hidden=self.private), after)

    def action_versions(self) -> None:
        """h: how it read before."""
        text = versions_text(self._moment.versions, self._show)
        name = f"contactmoment {self._moment.at:%Y-%m-%d} eerder.txt"

        def after(wanted: bool | None) -> None:
            if wanted:
                copy_from(self, text.plain, "De eerdere tekst", name)

        self.app.push_screen(ReadingScreen("Hoe het er stond", text), after)

    def action_delete(self) -> None:
        """d: the whole moment goes, after a question."""
        question = ConfirmDialog(
            "Dit hele contactmoment weghalen?",
            "Ook zijn afspraken en eerdere tekst gaan weg. u brengt alles terug.",
            yes="Weghalen",
            harm=True,
        )
        self.app.push_screen(question, self._delete)

    def _delete(self, sure: bool | None) -> None:
        if sure and self.attempt(partial(self.store.moments.delete, self.moment_id)):
            self.notify("Contactmoment weggehaald. u brengt het terug.", markup=False, timeout=3)
            self.moment_id = ""
            self.box.line.value = ""
            super().action_back()

    # --- half typed

    @property
    def _place(self) -> str:
        return self.moment_id or f"new:{self.student_id}"

    def _take_up(self, half: Half) -> None:
        """This stands in the line now."""
        known = any(line.capture_id == half.correcting for line in self._moment.lines)
        self._correcting = half.correcting if known else ""
        self._before = half.before if known else ""
        self._set_line()
        self.box.line.set_draft(Draft(half.text, half.cursor))
        self._show_preview()

    def keep_draft(self) -> None:
        """The half-typed line waits with its moment; a new one with the pupil."""
        line = self.box.line
        half = Half(line.value, line.cursor_position, self._correcting, self._before)
        self._halves.keep(self._place, half)

    def restore_draft(self) -> None:
        """What was half typed, with its cursor; once."""
        if not self._restored and hasattr(self, "_moment"):
            self._restored = True
            half = self._halves.of(self._place)
            if half.text or half.correcting:
                self._take_up(half)

    def action_back(self) -> None:
        """Esc: back to where she was; a half-typed line waits here."""
        if self.app.screen is self:
            self.keep_draft()
        super().action_back()
