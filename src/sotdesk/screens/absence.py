"""Verzuim (`z` on the card): the dated snapshots against the norms, and the reports with what was done with them."""

from collections.abc import Callable
from datetime import date

from textual.app import ComposeResult

from sotdesk.actions import bindings
from sotdesk.domain.absence_reports import HOURS, Report
from sotdesk.screens.absence_forms import DaysForm, Pasting, ReportForm, StandForm, Typed
from sotdesk.screens.absence_rows import (
    DUE,
    NO_REPORTS,
    NO_STANDS,
    counted_again,
    due_key,
    old_words,
    report_rows,
    sources,
    stand_rows,
)
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel

GONE = "Weg. u zet het terug."


class AbsenceScreen(PupilScreen):
    """Address: the pupil's id, and the snapshot or report to stand on."""

    SCOPE = "absence"
    ROUTE = "absence"
    BINDINGS = bindings("absence")
    HELP = """
**Verzuim** laat zien hoe ver een leerling van elke norm af staat. De administratie blijft in het systeem van de
school; hier staat wat je daaruit overneemt, met de dag erbij.

- **Stand**: uren ongeoorloofd in 4 schoolweken, ziekmeldingen in 12 schoolweken, schooldagen ziek op rij, en weken
  aaneen weg. Vakanties tellen niet mee. Een ! staat bij een norm die is bereikt; w noemt de bron.
- **Dagen plakken** (p): een regel per dag met datum, soort en uren of lesuren. Je ziet eerst wat is gelezen en welke
  regels niet, en waarom. Dezelfde dagen worden vervangen.
- **Melding**: is de norm bereikt, dan staat er voor wanneer je meldt: binnen vijf werkdagen. Na een melding telt het
  opnieuw. Vanaf 18 jaar is melden vrijwillig. Wat een lesuur telt en deze leeftijd stelt je school in bij School.
- **Vervolg**: de vier routes van de Methodische Aanpak Schoolverzuim, proces-verbaal, of niet gemeld met de reden.
- Ziekte en schorsing zijn geoorloofd en geen reden voor een melding; bij veel ziekte is er de jeugdarts.
"""

    def body(self) -> ComposeResult:
        """Snapshots above, reports below."""
        yield Panel(Lines(id="stands", empty=NO_STANDS), id="stands-panel")
        yield Panel(Lines(id="reports", empty=NO_REPORTS), id="reports-panel")

    def show_all(self, keep: str | None) -> None:
        """Both lists."""
        self._file = file = self.store.absence.of_student(self.student_id)
        self._stands = {stand.id: stand for stand in file.stands}
        self._reports = {report.id: report for report in file.reports}
        today = self._show.today
        self.query_one("#stands", Lines).refill(
            stand_rows(file, self._show), keep if keep in self._stands else None
        )
        rows = report_rows(file, self._show)
        lines = self.query_one("#reports", Lines)
        lines.empty = NO_REPORTS if file.stands else "Nog geen stand, dus ook geen melding."
        lines.refill(rows, keep if keep in self._reports else None)
        self.query_one("#stands-panel", Panel).label(f"Verzuim · {self.whose}", old_words(file, today))
        self.query_one("#reports-panel", Panel).label("Meldingen", counted_again(file.reports, today))
        if keep in self._reports or (keep is None and self._waiting and not self._stood):
            self.query_one("#reports").focus()
        self._stood = True

    _stood = False
    """It was shown before: the focus stays where she put it."""

    @property
    def _waiting(self) -> bool:
        """A report must be made: that is where she begins."""
        return any(due.by for due in self._file.dues)

    # --- the row under the cursor

    @property
    def _in_reports(self) -> bool:
        return self.focused is not None and self.focused.id == "reports"

    @property
    def _current(self) -> str:
        return self.query_one("#reports" if self._in_reports else "#stands", Lines).current or ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was kept can be taken away or changed."""
        if action in ("edit", "remove") and hasattr(self, "_file"):
            return self._current in (self._reports if self._in_reports else self._stands)
        return True

    def on_descendant_focus(self) -> None:
        """Other keys in the other list."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: the form of a snapshot or a report; of a report that is asked for a new one."""
        key = event.option_id or ""
        self.open("report" if event.option_list.id == "reports" else "stand", key)

    # --- keys

    def action_new(self) -> None:
        """n: a snapshot."""
        self.open("stand")

    def action_paste_days(self) -> None:
        """p: days from the school's system."""
        self.open("days")

    def action_report(self) -> None:
        """m: a report; the one that is asked for when there is one."""
        asked = next((due_key(due) for due in self._file.dues if not due.report_id), "")
        self.open("report", asked)

    def action_edit(self) -> None:
        """e: change what is under the cursor."""
        self.open("report" if self._in_reports else "stand", self._current)

    def action_why(self) -> None:
        """w: the norms and their sources."""
        self.app.push_screen(MessageDialog("Normen en bronnen", sources(self._file)))

    def action_remove(self) -> None:
        """x: take away what is under the cursor."""
        key, away = self._current, self.store.absence
        remove: Callable[[str], None] = away.remove_report if self._in_reports else away.remove_stand
        if self.attempt(lambda: remove(key), GONE):
            self.reload()

    # --- forms

    def open_stand(self, stand_id: str = "") -> None:
        """A snapshot, new or to be changed."""

        def after(typed: Typed | None) -> None:
            if typed:
                self.tell("Stand bewaard.")
                self.reload(stand_id or None)

        form = StandForm(self.store, self.student_id, self.whose, self._stands.get(stand_id))
        self.app.push_screen(form, after)

    def open_days(self) -> None:
        """The box to paste in."""

        def after(done: Pasting | None) -> None:
            if done:
                self.tell("Dagen bewaard. u maakt het ongedaan.")
                self.reload()

        self.app.push_screen(DaysForm(self.store, self.student_id, self.whose), after)

    def open_report(self, key: str = "") -> None:
        """A report: a kept one, one that is asked for, or an empty one."""

        def after(report: Report | None) -> None:
            if report:
                self.tell("Melding bewaard.")
                self.reload(report.id or None)

        report = self._reports.get(key) or _asked(key, self._show.today)
        self.app.push_screen(ReportForm(self.store, self.student_id, self.whose, report), after)


def _asked(key: str, today: date) -> Report:
    """The empty report for a row that asks for one; else one of another kind, of today."""
    if key.startswith(DUE):
        kind, day = key.removeprefix(DUE).split(":")
        return Report("", kind, date.fromisoformat(day))
    return Report("", HOURS, today)
