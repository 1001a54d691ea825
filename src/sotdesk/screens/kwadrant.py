"""Kwadrant (`k` on the card): four cells in the model's place, the gaps between them, and samenhang under them."""

from datetime import date

from textual.app import ComposeResult
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.kwadrant import Kwadrant, for_guest
from sotdesk.domain.kwadrant_coherence import questions
from sotdesk.domain.kwadrant_rules import Value, instruments, part_names, quadrant_of
from sotdesk.domain.kwadrant_words import origin_words
from sotdesk.domain.words import count
from sotdesk.screens.kwadrant_cells import KwadrantCells
from sotdesk.screens.kwadrant_concluding import Concluding
from sotdesk.screens.kwadrant_forms import (
    Beside,
    BesideForm,
    InstrumentForm,
    Measures,
    Since,
    SinceForm,
    since_words,
)
from sotdesk.screens.kwadrant_rows import WIDE, coherence_rows, why_words
from sotdesk.screens.new_menu import NewMenu, NewThing
from sotdesk.screens.reading import ReadingScreen
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import pieces

EMPTY = "nog niets bekend: een letter zet een waarde"


class KwadrantScreen(Concluding):
    """Address: the pupil's id, and the part to stand on."""

    SCOPE = "kwadrant"
    ROUTE = "kwadrant"
    BINDINGS = bindings("kwadrant")
    AUTO_FOCUS = "#cells"
    HELP = """
**Kwadrant**: hoe het team naar deze leerling kijkt. Links **leren**, rechts **gedrag**; boven wat niet te zien is,
onder wat wel te zien is.

- Een **waarde** zet je zelf: zorg (z), gewoon (g), sterk (s) of onbekend (o). Enter zet er een toelichting bij.
- **Onbekend** is een waarde van zichzelf en nooit laag. Wat lang geleden is gezegd, heet **oud**.
- Voor de waarde staat wat er **veranderde**: ▲ hoger, ▼ lager, = gelijk, · niets om mee te vergelijken. ▼! is een
  plotse daling. Bij kunnen telt alleen hetzelfde instrument. v kiest met welke dag wordt vergeleken.
- Een **meting** (i) blijft staan zoals hij is en stelt alleen een waarde voor.
- Tussen de cellen staat het **verschil**: presteren naast kunnen, doen naast willen. Alleen als beide bekend zijn en
  niet oud.
- **Samenhang** noemt vragen die het beeld oproept. Het zijn vragen, geen conclusies; de conclusie (c) is van jou.
  m maakt er een maatregel van, a een agendapunt.
- Bovenaan staat waar de regel onder de cursor vandaan komt. **Bron** (w): elke waarde en elke meting van deze regel.
- Een **sterretje**: dit rust op een SAQI en is alleen voor wie direct betrokken is. Met een gast aan tafel staat het
  er niet.
"""

    _since: date | None = None

    def body(self) -> ComposeResult:
        """The four cells with what lies between them; then samenhang."""
        yield Static(id="whose", markup=False)
        yield KwadrantCells(id="cells")
        yield Panel(Lines(id="coherence"), id="coherence-panel")

    @property
    def cells(self) -> KwadrantCells:
        """The four cells."""
        return self.query_one("#cells", KwadrantCells)

    def arrive(self) -> None:
        """The first cell, compared with the last time, the aspects in view."""
        self._since = None
        self.cells.fresh()
        self.set_focus(self.cells)

    def show_all(self, keep: str | None) -> None:
        """The four cells, what lies between them, the questions."""
        self._found = found = self.store.kwadrant.of_student(self.student_id, self._since)
        if self.desk.guest:
            self._found = found = for_guest(found, self._show.today, self._since)
        keep = next((reading.part for reading in found.readings if reading.id == keep), keep)
        self.cells.show(found, keep or "")
        coherence = self.query_one("#coherence", Lines)
        coherence.refill(coherence_rows(found, self._show), keep)
        asked = len(questions(found))
        said = f"{count(asked, 'vraag', 'vragen')} van het beeld" if asked else ""
        self.query_one("#coherence-panel", Panel).label("Samenhang", said)
        if keep in part_names():
            self.set_focus(self.cells)
        elif any(one.id == keep for one in found.conclusions):
            self.set_focus(coherence)
        self._say_whose(found)

    def _say_whose(self, found: Kwadrant) -> None:
        """Whose it is, when something was said last, what it is compared with, and where the row under the cursor
        comes from."""
        today = self._show.today
        said = f"laatst {show_date(found.readings[-1].day, today)}" if found.readings else EMPTY
        if found.readings and (self._since or self.app.size.width >= WIDE):
            said += f", {since_words(self._since, today)}"
        here = origin_words(found[self.cells.part], today)
        words = pieces((self.whose, "strong"), (f"  {said}", "muted"), f" · {here}" if here else "")
        self.query_one("#whose", Static).update(words, layout=False)

    # --- walking

    def on_kwadrant_cells_moved(self) -> None:
        """Another row: where it comes from."""
        if self._found is not None:
            self._say_whose(self._found)

    def on_kwadrant_cells_below(self) -> None:
        """Past the lower cells: samenhang."""
        self.set_focus(self.query_one("#coherence", Lines))

    def on_kwadrant_cells_chosen(self) -> None:
        """Enter on a row: what stands beside its value."""
        self.action_beside()

    @property
    def part(self) -> str:
        """The quadrant or aspect under the cursor; empty in samenhang."""
        return self.focused.part if isinstance(self.focused, KwadrantCells) else ""

    @property
    def address(self) -> tuple[str, ...]:
        """With the part under the cursor."""
        part = self.part if self.is_mounted else ""
        return (self.ROUTE, self.student_id, part) if part else (self.ROUTE, self.student_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A letter works on the row under the cursor only."""
        if action in ("say", "beside", "why", "clear", "instrument"):
            return not self.is_mounted or bool(self.part)
        return True

    def on_descendant_focus(self) -> None:
        """Other keys in another part."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter in samenhang: the conclusion."""
        conclusions = {one.id for one in self._found.conclusions} if self._found else set()
        self.open("conclusion", event.option_id if event.option_id in conclusions else "")

    # --- values

    def action_say(self, value: str) -> None:
        """z, g, s, o: the value of the row under the cursor, from today on."""
        part, who = self.part, self.store.school.school().coordinator
        if part and self.attempt(
            lambda: self.store.kwadrant.say(self.student_id, part, Value(value), who=who)
        ):
            self.reload(part)

    def action_clear(self) -> None:
        """Delete: the last value of this row goes; what stood before stands again."""
        now = self._found[self.part].now if self._found and self.part else None
        if now is None:
            self.tell("Hier is nog niets gezegd.")
        elif self.attempt(lambda: self.store.kwadrant.remove(now.id), "Weg. u zet het terug."):
            self.reload(now.part)

    def action_beside(self) -> None:
        """Enter: day, who and note of the last value."""
        now = self._found[self.part].now if self._found and self.part else None
        if now is None:
            self.tell("Zet eerst een waarde: z zorg, g gewoon, s sterk of o onbekend.")
        else:
            self.open("beside", now.id)

    def open_beside(self, reading_id: str) -> None:
        """The form of what stands beside a value."""
        reading = next((r for r in self._found.readings if r.id == reading_id), None) if self._found else None
        if reading is None:
            return

        def after(kept: Beside | None) -> None:
            if kept is not None:
                self.reload(reading.part)

        self.app.push_screen(BesideForm(self.store, reading, self.whose), after)

    def action_instrument(self) -> None:
        """i: an instrument of this quadrant."""
        quadrant = quadrant_of(self.part)
        fits = [i for i in instruments().values() if any(quadrant_of(s.part) is quadrant for s in i.scales)]
        if len(fits) == 1:
            self.open("instrument", fits[0].code)
            return
        things = tuple(NewThing(i.name[0].lower(), i.code, i.name, i.unit) for i in fits)

        def chosen(code: str | None) -> None:
            if code:
                self.open("instrument", code)

        self.app.push_screen(NewMenu(things, "Meting"), chosen)

    def open_instrument(self, code: str) -> None:
        """The form with all scales of an instrument."""
        part = self.part

        def after(kept: Measures | None) -> None:
            if kept is not None:
                self.tell(f"{count(len(kept.raws), 'waarde', 'waarden')} bewaard.")
                self.reload(part)

        self.app.push_screen(
            InstrumentForm(self.store, self.student_id, instruments()[code], self.whose), after
        )

    # --- looking

    def action_why(self) -> None:
        """w: all that this row rests on."""
        if self._found and self.part:
            words = why_words(self._found, self.part, self._show)
            self.app.push_screen(ReadingScreen(f"Waar komt dit vandaan · {self.whose}", words))

    def action_since(self) -> None:
        """v: the day that is compared with."""
        self.open("since")

    def open_since(self) -> None:
        """The form for that day."""
        form = SinceForm(self._show.today, self._since)

        def after(chosen: Since | None) -> None:
            if chosen is not None:
                self._since = chosen.day
                self.reload(self.part)

        self.app.push_screen(form, after)

    def action_course(self) -> None:
        """h: how it moved, or the aspects again."""
        self.cells.toggle_course()
