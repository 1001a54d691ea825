"""Kwadrant (`k` on the card): four cells in the model's place, the gaps between them, and samenhang under them."""

from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.kwadrant import for_guest
from sotdesk.domain.kwadrant_coherence import questions
from sotdesk.domain.kwadrant_course import HEIGHT, course
from sotdesk.domain.kwadrant_rules import Value, instruments, part_names, quadrant_of, quadrants
from sotdesk.domain.words import count
from sotdesk.screens.kwadrant_cell import CellLines
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
from sotdesk.screens.kwadrant_rows import (
    WIDE,
    cell_rows,
    coherence_rows,
    course_rows,
    differences,
    gap_words,
    title,
    why_words,
)
from sotdesk.screens.new_menu import NewMenu, NewThing
from sotdesk.screens.reading import ReadingScreen
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import pieces

COLUMNS = 2
EMPTY = "nog niets bekend: een letter zet een waarde"
ROOM = HEIGHT + 1
"""Lines that how it moved needs under the aspects."""


class KwadrantScreen(Concluding):
    """Address: the pupil's id, and the part to stand on."""

    SCOPE = "kwadrant"
    ROUTE = "kwadrant"
    BINDINGS = bindings("kwadrant")
    AUTO_FOCUS = "#kunnen"
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
- **Bron** (w): elke waarde en elke meting van deze regel, met instrument en dag.
"""

    _since: date | None = None
    _laid_wide = False
    _course_shown = False
    """Whether h put how it moved in the place of the aspects."""

    def body(self) -> ComposeResult:
        """Two cells, the line between, two cells; then samenhang."""
        yield Static(id="whose", markup=False)
        with Container(id="grid"):
            upper, lower = quadrants()[:COLUMNS], quadrants()[COLUMNS:]
            for quadrant in upper:
                yield self._cell(quadrant.code, quadrant.place)
            for quadrant in upper:
                yield Static(id=f"gap-{quadrant.code}", classes="gap", markup=False)
            for quadrant in lower:
                yield self._cell(quadrant.code, quadrant.place)
        yield Panel(Lines(id="coherence"), id="coherence-panel")

    def _cell(self, code: str, place: str) -> Panel:
        course_of = Static(id=f"course-{code}", classes="course", markup=False)
        return Panel(CellLines(id=code), course_of, subtitle=place, id=f"{code}-panel")

    def show_all(self, keep: str | None) -> None:
        """The four cells, what lies between them, the questions."""
        self._laid_wide = self._wide
        self._found = found = self.store.kwadrant.of_student(self.student_id, self._since)
        if self.desk.guest:
            self._found = found = for_guest(found, self._show.today, self._since)
        keep = next((reading.part for reading in found.readings if reading.id == keep), keep)
        for quadrant in quadrants():
            rows = self.query_one(f"#{quadrant.code}", CellLines)
            rows.refill(cell_rows(found, quadrant, wide=self._wide), keep if keep in part_names() else None)
            self.query_one(f"#{quadrant.code}-panel", Panel).label(title(found, quadrant))
        for gap in differences(found):
            self.query_one(f"#gap-{gap.first}", Static).update(gap_words(gap, wide=self._wide))
        self.query_one("#coherence", Lines).refill(coherence_rows(found, self._show), keep)
        asked = len(questions(found))
        said = f"{count(asked, 'vraag', 'vragen')}, geen conclusie" if asked else ""
        self.query_one("#coherence-panel", Panel).label("Samenhang", said)
        compared = since_words(self._since, self._show.today)
        last = (
            f"laatst {show_date(found.readings[-1].day, self._show.today)}, {compared}"
            if found.readings
            else EMPTY
        )
        self.query_one("#whose", Static).update(
            pieces((self.whose, "strong"), (f"  kwadrant · {last}", "muted"))
        )
        self.call_after_refresh(self._show_course)
        if keep in part_names():
            self.set_focus(self.query_one(f"#{quadrant_of(keep).code}", CellLines))
        elif any(one.id == keep for one in found.conclusions):
            self.set_focus(self.query_one("#coherence", Lines))

    @property
    def _wide(self) -> bool:
        return self.app.size.width >= WIDE

    def on_resize(self, _event: events.Resize) -> None:
        """More or less room: other columns, and how it moved or not."""
        if self._found is not None and self._wide != self._laid_wide:
            self.show_all(self.part or None)
        self.call_after_refresh(self._show_course)

    def _show_course(self) -> None:
        """How it moved: under the aspects where all four cells have room, else in their place after h."""
        if self._found is None or not self.is_mounted:
            return
        cells = [self.query_one(f"#{q.code}-panel", Panel) for q in quadrants()]
        room = min(
            cell.content_size.height - len(q.aspects) - 1 for cell, q in zip(cells, quadrants(), strict=True)
        )
        below = room >= ROOM
        for cell, quadrant in zip(cells, quadrants(), strict=True):
            lines, drawn = cell.query_one(CellLines), cell.query_one(f"#course-{quadrant.code}", Static)
            said = [r for r in self._found.readings if r.part == quadrant.code]
            course_of = course(said, max(0, cell.content_size.width - 4))
            drawn.update(course_rows(course_of or ["nog geen verloop"]))
            drawn.display = below or self._course_shown
            lines.styles.display = "none" if self._course_shown and not below else "block"
        self.refresh_bindings()

    # --- walking

    def on_cell_lines_beyond(self, event: CellLines.Beyond) -> None:
        """To the cell below, above or beside; past the lower ones to samenhang."""
        codes = [q.code for q in quadrants()]
        at = codes.index(event.cell.id or "")
        row, column = divmod(at, COLUMNS)
        row, column = row + event.down, column + event.right
        if row >= COLUMNS:
            self.set_focus(self.query_one("#coherence", Lines))
        elif row >= 0 and 0 <= column < COLUMNS:
            there = self.query_one(f"#{codes[row * COLUMNS + column]}", CellLines)
            if event.down:
                there.highlighted = 0 if event.down > 0 else there.option_count - 1
            self.set_focus(there)

    @property
    def part(self) -> str:
        """The quadrant or aspect under the cursor; empty in samenhang."""
        return self.focused.current or "" if isinstance(self.focused, CellLines) else ""

    @property
    def address(self) -> tuple[str, ...]:
        """With the part under the cursor."""
        part = self.part if self.is_mounted else ""
        return (self.ROUTE, self.student_id, part) if part else (self.ROUTE, self.student_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A letter works on the row under the cursor only."""
        if action in ("say", "beside", "why", "clear", "instrument"):
            return bool(self.part) or not self.is_mounted
        return True

    def on_descendant_focus(self) -> None:
        """Other keys in another part."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: what stands beside the value; in samenhang the conclusion."""
        if isinstance(event.option_list, CellLines):
            self.action_beside()
        else:
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
        self._course_shown = not self._course_shown
        self._show_course()
