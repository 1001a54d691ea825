"""Nieuw schooljaar: the pupil list, then everyone who is followed: he stays, is closed, or is handed over.

Nothing closes by itself. What was decided is kept at once, so that she can stop halfway and go on another day.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.domain.masking import mask
from sotdesk.domain.school_year import Choice, Followed, NewYear, proposed_end, summary, year_ahead
from sotdesk.domain.students import Student
from sotdesk.domain.support import Support
from sotdesk.domain.words import count
from sotdesk.screens.action_forms import frame_of, reader_of
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.case_forms import CloseForm
from sotdesk.screens.dialogs import ConfirmDialog, FieldError, FormDialog
from sotdesk.screens.school_year_rows import LIST, SUPPORT, year_rows
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel

if TYPE_CHECKING:
    from sotdesk.data.store import Store


class GoesOnForm(FormDialog[date]):
    """`GoesOnForm(store, support, first, name=…)` keeps the new last day itself."""

    def __init__(self, store: "Store", support: Support, first: int, *, name: str) -> None:
        super().__init__(save=lambda until: store.years.extend(support.id, until))
        self._understood = reader_of(frame_of(store))
        self._today = store.clock.today()
        self._support, self._first = support, first
        self.heading = f"Loopt door · {name}"

    def fields(self) -> Iterable[Field]:
        """Until when; the proposal is as long again as it was given."""
        proposed = show_date(proposed_end(self._support, self._first), self._today)
        ends = self._support.ends_on
        note = f"liep tot {show_date(ends, self._today)}" if ends else ""
        yield Field("Tot en met", DateLine(self._understood, proposed, id="until"), note=note)

    def result(self) -> date:
        """The day; raises FieldError."""
        day = self._understood(self.text("until"))[0]
        if day is None:
            raise FieldError("until", "Typ een dag, zoals 18 dec.")
        return day


class SchoolYearScreen(BaseScreen):
    """Address: the first calendar year of the school year; without it the one that comes or has just begun."""

    SCOPE = "school_year"
    ROUTE = "school_year"
    HERE = 1
    BINDINGS = bindings("school_year")
    AUTO_FOCUS = "#year"
    HELP = """
**Nieuw schooljaar**: eerst de nieuwe leerlingenlijst, dan iedereen die je volgt. Er sluit niets vanzelf.

- **Wie**: leerlingen met een open casus (ook volgen) of ondersteuning die loopt. Wie geen casus heeft, blijft zoals hij
  is; wie van school is, staat apart.
- **Blijft gevolgd** is wat er gebeurt als je niets doet. Spatie zegt dat je ernaar gekeken hebt.
- **Sluiten** (c) vraagt reden en resultaat. **Overdragen** (o) gaat naar de overdracht; tot die er is staat er *nog
  overdragen*.
- **Loopt door** (d): ondersteuning met een einddatum in het oude jaar. Het voorstel is: weer even lang.
- **Afspraken** die openstaan blijven staan.
- Stoppen mag halverwege: wat je besloot is bewaard. **k** zegt dat je klaar bent; dan vraagt Vandaag er niet meer om.
"""

    _year: NewYear | None = None

    @property
    def first(self) -> int:
        """Which school year."""
        return (
            int(self.ids[0]) if self.ids and self.ids[0].isdigit() else year_ahead(self.store.clock.today())
        )

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(Lines(id="year"), id="year-panel")

    def reload(self, keep: str | None = None) -> None:
        """Everyone who is followed, as it stands now."""
        today = self.store.clock.today()
        self._year = self.store.years.ahead(self.first)
        rows = year_rows(self._year, today, self._shown, hidden=self.private, low=self.low)
        self.query_one("#year", Lines).refill(rows, keep)
        looked = sum(1 for one in self._year.followed if one.choice or one.handed_on)
        left = f"{looked} van {count(len(self._year.followed), 'leerling', 'leerlingen')} bekeken"
        done = f"klaar sinds {show_date(self._year.done_on, today)}" if self._year.done_on else left
        self.query_one("#year-panel", Panel).label(f"Nieuw schooljaar {self._year.name}", done)
        self.refresh_bindings()

    def _shown(self, words: str, student: Student) -> str:
        """Her own words about a pupil, as they may be seen now (F5, F9)."""
        return mask(self.words(words), [student.name] if self.private else [])

    # --- what is under the cursor

    @property
    def _key(self) -> str:
        return self.query_one("#year", Lines).current or ""

    def _one(self, student_id: str = "") -> Followed | None:
        """The pupil under the cursor, also on the row of his support."""
        wanted = student_id or self._key
        found = self._year.followed if self._year else ()
        support = wanted.removeprefix(SUPPORT)
        return next(
            (one for one in found if wanted == one.student.id or any(s.id == support for s in one.supports)),
            None,
        )

    def _ran_out(self) -> Support | None:
        """The measure under the cursor, else the first of the pupil under it."""
        one = self._one()
        past = self._year.ran_out(one) if self._year and one else ()
        on = [s for s in past if self._key == f"{SUPPORT}{s.id}"]
        return next(iter(on or past), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Deciding needs a pupil, closing a case, going on a measure that ran out; done is done once."""
        if not self.is_mounted or self._year is None:
            return True
        one = self._one()
        if action in ("stays", "hand"):
            return one is not None and not one.handed_on
        if action == "close_case":
            return one is not None and one.case is not None
        if action == "goes_on":
            return self._ran_out() is not None
        return self._year.done_on is None if action == "done" else True

    def on_option_list_option_highlighted(self) -> None:
        """Other keys on another row."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the list is read, the measure goes on, the card."""
        key = event.option_id or ""
        if key == LIST:
            self.desk.go(("import",))
        elif key.startswith(SUPPORT):
            self.action_goes_on()
        else:
            self.desk.go(("student", key))

    # --- keys

    def action_stays(self) -> None:
        """Spatie: looked at, he stays followed; once more: not yet. The cursor goes on."""
        one = self._one()
        if one is None:
            return
        choice = None if one.choice is Choice.STAYS else Choice.STAYS
        if self.attempt(lambda: self.store.years.choose(self.first, one.student.id, choice)):
            self.reload(one.student.id)
            if choice:
                self.query_one("#year", Lines).action_cursor_down()

    def action_hand(self) -> None:
        """o: he is to be handed over; then to where that is done."""
        one = self._one()
        if one and self.attempt(lambda: self.store.years.choose(self.first, one.student.id, Choice.HANDED)):
            self.desk.go(("transfer", one.student.id) if one.gone else ("handover", one.student.id))

    def action_close_case(self) -> None:
        """c: the closing form."""
        one = self._one()
        if one and one.case:
            self.open("close", one.student.id)

    def open_close(self, student_id: str) -> None:
        """Reason, result, how satisfied."""
        one = self._one(student_id)
        if one is None or one.case is None:
            return
        with self.telling_errors():
            case = self.store.cases.get(one.case.id)
            form = CloseForm(self.store, case, one.open_actions, hidden=self.private)
            self.app.push_screen(form, lambda done: self._kept("Casus afgesloten." if done else ""))

    def action_goes_on(self) -> None:
        """d: support goes on."""
        support = self._ran_out()
        if support:
            self.open("goes_on", support.id)

    def open_goes_on(self, support_id: str) -> None:
        """Until when."""
        one = self._one(f"{SUPPORT}{support_id}")
        support = next((s for s in one.supports if s.id == support_id), None) if one else None
        if one is None or support is None:
            return
        form = GoesOnForm(self.store, support, self.first, name=self._shown(support.name, one.student))
        self.app.push_screen(
            form, lambda until: self._kept("Loopt door." if until else "", support.student_id)
        )

    def _kept(self, said: str, student_id: str = "") -> None:
        if said:
            self.tell(f"{said} u maakt het ongedaan.")
            self.reload(student_id or None)

    def action_done(self) -> None:
        """k: done; said first what stays."""
        if self._year is None or self._year.done_on:
            return
        question = ConfirmDialog(
            "Klaar met het nieuwe schooljaar?",
            f"{summary(self._year.followed)} Er sluit niets vanzelf.",
            heading=f"Nieuw schooljaar {self._year.name}",
            yes="Klaar",
            no="Nog niet",
        )
        self.app.push_screen(question, lambda sure: self._finish() if sure else None)

    def _finish(self) -> None:
        if self.attempt(
            lambda: self.store.years.finish(self.first), "Klaar. Vandaag vraagt er niet meer om."
        ):
            self.reload()
