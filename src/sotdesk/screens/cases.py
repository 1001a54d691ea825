"""Casussen: the signals that wait to be weighed, and under them the cases; from here a case is opened."""

from datetime import date

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.cases import CaseRow, Signal
from sotdesk.domain.masking import mask
from sotdesk.domain.text import fold
from sotdesk.domain.words import count
from sotdesk.screens.case_list_rows import case_row, column_heads, signal_row
from sotdesk.screens.case_open import OpenCaseForm
from sotdesk.screens.filtering import FilteringScreen
from sotdesk.screens.signal import SignalDetailsForm
from sotdesk.screens.triage import TriageForm
from sotdesk.widgets.filter_line import FilteredLines, FilterLine
from sotdesk.widgets.lines import Lines, blank, heading
from sotdesk.widgets.panel import Panel

LOW = 30
"""Under so many lines a signal takes one line and groups stand without a blank line between them."""
NO_CASES = "Nog geen casussen. n opent er een; een signaal leg je vast met Ctrl+N."
NO_PUPILS = (
    "Nog geen leerlingen in de kluis. Lees eerst de leerlingenlijst in met i; daarna opent n een casus."
)
NO_FIT = "Geen casus of signaal past bij dit filter. Esc haalt het weg."
ALL_CLOSED = "Geen open casussen. n opent er een; h toont wat is afgesloten."


class CasesScreen(FilteringScreen):
    """Place 3. An id in the address is the signal or case to stand on."""

    SCOPE = "cases"
    ROUTE = "cases"
    HERE = 3
    BINDINGS = bindings("cases")
    HELP = """
**Casussen** zijn de leerlingen die ondersteuning krijgen of voor wie dat gevraagd is.

- **Signaal**: iemand zag iets. Met **Ctrl+N** leg je het overal vast: leerling, wie, wat.
- **Wegen** (triage): wie pakt het op? De mentor, de coördinator, het SOT, of bij onveiligheid *direct* het SOT.
  Naar het SOT opent een casus, of het signaal komt bij de casus die er al is.
- **Status**: signaal, intake, intern, extern, verwezen, volgen, afgesloten.
- **Niveau**: basis, basisplus of extra ondersteuning.
- **Casushouder**: wie de casus volgt, meestal jij.
- **Aanname** (a): wie is aangemeld en nog geen leerling is.
- **Heropenen**: een leerling heeft één casus. Komt hij terug, dan gaat die weer open en blijft te zien hoelang hij
  uit de ondersteuning was.
"""

    LIST = "cases"
    _with_closed = False
    """Closed ones too (`_closed` is Textual's own)."""
    _signals: tuple[Signal, ...] = ()
    _cases: tuple[CaseRow, ...] = ()
    _no_pupils = False

    def body(self) -> ComposeResult:
        """A filter line that shows itself when used, and one list."""
        with Panel(title="Casussen", id="cases-panel"):
            yield FilterLine("filter: naam, klas, status, niveau, casushouder of woord")
            yield FilteredLines(id="cases")

    @property
    def wanted(self) -> str | None:
        """The signal or case that the address names."""
        return self.ids[0] if self.ids else None

    def on_mount(self) -> None:
        """The list has the focus; a closed case that is asked for brings the closed ones."""
        if self.wanted:
            self._with_closed = any(
                c.id == self.wanted and c.closed_on for c in self.store.cases.all(closed=True)
            )
        self.query_one("#cases").focus()

    def reload(self, keep: str | None = None) -> None:
        """Signals to weigh and cases, as the store has them now."""
        self._today = self.store.clock.today()
        self._signals = self.store.cases.signals()
        self._cases = self.store.cases.all(closed=self._with_closed)
        self._no_pupils = not (self._signals or self._cases or self.store.students.classes())
        self._show(keep)

    def filtered(self) -> None:
        """The cases and signals that fit."""
        self._show()

    def _show(self, keep: str | None = None) -> None:
        """What fits the filter."""
        words = fold(self.filter.value).split()
        signals = [s for s in self._signals if _fits(_signal_text(s), words)]
        cases = [c for c in self._cases if _fits(_case_text(c), words)]
        rows = self._signal_rows(signals, self._today)
        rows += self._case_rows(cases, self._today, gap=bool(rows))
        lines = self.query_one("#cases", Lines)
        lines.empty = self._empty(filtered=bool(words))
        lines.refill(rows, keep)
        closed = sum(1 for case in cases if case.closed_on)
        parts = [
            f"{len(signals)} te wegen" if signals else "",
            count(len(cases) - closed, "open casus", "open casussen"),
            f"{closed} afgesloten" if closed else "",
        ]
        self.query_one("#cases-panel", Panel).label("Casussen", " · ".join(filter(None, parts)))
        self.refresh_bindings()

    @property
    def _low(self) -> bool:
        """Too few lines for blank ones; asked of the app, for the screen's own class comes after its first rows."""
        return self.app.size.height < LOW

    def _empty(self, *, filtered: bool) -> str:
        if filtered:
            return NO_FIT
        if self._no_pupils:
            return NO_PUPILS
        return NO_CASES if self._with_closed or not self.store.cases.all(closed=True) else ALL_CLOSED

    def _signal_rows(self, signals: list[Signal], today: date) -> list[Option]:
        if not signals:
            return []
        whole = not self._low
        rows = [signal_row(s, self._text(s), today, hidden=self.private, whole=whole) for s in signals]
        return [heading("Signalen om te wegen", str(len(signals))), *rows]

    def _text(self, signal: Signal) -> str:
        text = self.words(f"{signal.by}: {signal.text}" if signal.by else signal.text)
        return mask(text, [signal.student.name]) if self.private else text

    def _case_rows(self, cases: list[CaseRow], today: date, *, gap: bool) -> list[Option]:
        rows: list[Option] = []
        for title, found in (
            ("Casussen", [c for c in cases if c.closed_on is None]),
            ("Afgesloten", [c for c in cases if c.closed_on]),
        ):
            if not found:
                continue
            rows += [blank()] if (rows or gap) and not self._low else []
            rows.append(column_heads(title, len(found)))
            rows += [case_row(case, self.words(case.question), today, hidden=self.private) for case in found]
        return rows

    # --- keys

    @property
    def _current(self) -> str:
        return self.query_one("#cases", Lines).current or ""

    def _signal(self) -> Signal | None:
        return next((signal for signal in self._signals if signal.id == self._current), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Weighing and filling in are there on a signal; reading in only while there are no pupils."""
        if action in ("weigh", "edit"):
            return bool(self._signals) and self._signal() is not None
        return self._no_pupils if (action, *parameters) == ("go", "import") else True

    def on_option_list_option_highlighted(self) -> None:
        """Another row may have other keys; and where she rests, Enter may follow."""
        self.refresh_bindings()
        here = self._current if self._signal() is None else ""
        self.desk.soon(("case", here) if here else None, self.store)

    def on_option_list_option_selected(self) -> None:
        """Enter: weigh a signal, open a case."""
        if self._signal():
            self.action_weigh()
        elif self._current:
            self.desk.go(("case", self._current))

    def action_handover(self) -> None:
        """d: sheets for who takes over, of a class or year."""
        self.desk.go(("handovers",))

    def action_class_kwadrant(self) -> None:
        """k: the class of the pupil under the cursor, on his row; without one the classes."""
        students = {row.id: row.student for row in self._cases} | {s.id: s.student for s in self._signals}
        student = students.get(self._current)
        if student and student.class_name:
            self.desk.go(("class_kwadrant", student.class_name, student.id))
        else:
            self.desk.go(("class_kwadrants",))

    def action_weigh(self) -> None:
        """w: who takes the signal on."""
        if self._signal():
            self.open("weigh", self._current)

    def open_weigh(self, signal_id: str) -> None:
        """Asks where the signal goes."""
        with self.telling_errors():
            form = TriageForm(self.store, signal_id, hidden=self.private)
            self.app.push_screen(form, lambda done: self.reload(form.case_id or None) if done else None)

    def action_edit(self) -> None:
        """e: the day, the domain, what home knows."""
        if self._signal():
            self.open("details", self._current)

    def open_details(self, signal_id: str) -> None:
        """The details of a signal."""
        with self.telling_errors():
            form = SignalDetailsForm(self.store, signal_id, hidden=self.private)
            self.app.push_screen(form, lambda done: self.reload(signal_id) if done else None)

    def action_new(self) -> None:
        """n: open a case, after looking whether there is one."""
        self.open("case")

    def open_case(self) -> None:
        """The form that opens a case; then to its card."""
        form = OpenCaseForm(self.store)

        def after(done: object) -> None:
            if done and form.case_id:
                self.reload(form.case_id)
                self.desk.go(("case", form.case_id))

        self.app.push_screen(form, after)

    def action_transfer(self) -> None:
        """o: to another vault; whose case the cursor is on is chosen already."""
        case = next((case for case in self._cases if case.id == self._current), None)
        self.desk.go(("transfer", *([case.student.id] if case else [])))

    def action_closed(self) -> None:
        """h: closed ones too, or only open ones."""
        self._with_closed = not self._with_closed
        self.reload()
        if self._with_closed and not any(case.closed_on for case in self._cases):
            self.tell("Er zijn geen afgesloten casussen.")


def _fits(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _case_text(case: CaseRow) -> str:
    who = f"{case.student.name.full} {case.student.class_name} {case.student.number}"
    return " ".join([who, case.status.value, case.level, case.holder, case.question])


def _signal_text(signal: Signal) -> str:
    who = f"{signal.student.name.full} {signal.student.class_name} {signal.student.number}"
    return " ".join([who, "signaal", signal.by, signal.domain, signal.text])
