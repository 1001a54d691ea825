"""What the card of a case and that of a pupil without one share: head, timeline, agreements and their keys."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal

from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.cases import CaseFile, Entry, Gap
from sotdesk.domain.errors import NotFound
from sotdesk.screens.action_forms import Moved, MoveForm
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.case_rows import (
    File,
    Showing,
    agreement_rows,
    counts,
    head_rows,
    names_in,
    timeline_rows,
    title,
)
from sotdesk.screens.dialogs import AskDialog, MessageDialog
from sotdesk.widgets.breakpoints import HEIGHTS
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel

LOW = HEIGHTS[1][0]
"""Under so many rows there are no blank lines; the class is set too late for the first look."""
CHOOSE = "Kies eerst een afspraak in de lijst Afspraken (Tab)."


class CardScreen(BaseScreen):
    """Give `read()` and `state(show)`; ids: whose card, and optionally the row to begin on."""

    HERE = 3
    NOTHING = "Geen afspraken."
    """What an empty list of agreements says."""

    def read(self) -> File:
        """The file that is shown; NotFound when it is gone."""
        raise NotImplementedError

    def state(self, show: Showing) -> str:
        """What stands at the bottom edge of the head."""
        raise NotImplementedError

    @property
    def wanted(self) -> str | None:
        """The line, signal or agreement that the address names."""
        return self.ids[1] if len(self.ids) > 1 else None

    def body(self) -> ComposeResult:
        """The head, and under it the timeline with the agreements beside or below it."""
        self._file: File | None = None
        self._actions: dict[str, Action] = {}
        head = Lines(id="head")
        head.can_focus = False
        yield Panel(head, id="head-panel")
        with Horizontal(id="card-body", classes="body"):
            empty = "Nog niets genoteerd. Ctrl+N noteert een signaal."
            yield Panel(Lines(id="timeline", empty=empty), title="Tijdlijn", id="timeline-panel")
            yield Panel(Lines(id="agreed", empty=self.NOTHING), title="Afspraken", id="agreed-panel")

    def on_mount(self) -> None:
        """The timeline has the focus, unless the address names an agreement."""
        self.query_one("#timeline").focus()

    def reload(self, keep: str | None = None) -> None:
        """Everything as it is now; one look at the file, one at the agreements."""
        try:
            file = self.read()
        except NotFound as error:
            self.call_later(self._leave, error.sentence)
            return
        self._file = file
        today, low = self.store.clock.today(), self.app.size.height < LOW
        show = self._show = Showing(today, names_in(file), self.private, low)
        actions = self.store.actions.of_student(file.student.id)
        self._actions = {action.id: action for action in actions}
        gaps: tuple[Gap, ...] = file.gaps if isinstance(file, CaseFile) else ()
        self._fill("head", head_rows(file, show))
        self._fill("timeline", timeline_rows(file.timeline, gaps, show), keep)
        self._fill("agreed", agreement_rows(actions, show), keep)
        if keep in self._actions:
            self.query_one("#agreed").focus()
        self.query_one("#head-panel", Panel).label(title(file, show), self.state(show))
        self.query_one("#agreed-panel", Panel).label("Afspraken", counts(actions, today))
        self.refresh_bindings()

    def _fill(self, lines: str, rows: list[Option], keep: str | None = None) -> None:
        there = keep if any(row.id == keep for row in rows) else None
        self.query_one(f"#{lines}", Lines).refill(rows, there)

    def _leave(self, sentence: str) -> None:
        """What is shown is gone (undone): one step back, and it is said."""
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        else:
            self.desk.go(("cases",), fresh=True)
        self.app.notify(sentence, markup=False)

    def open_signal(self, student_id: str = "") -> None:
        """Ctrl+N: a signal about this pupil, unless another is named."""
        super().open_signal(student_id or (self._file.student.id if self._file else ""))

    # --- Enter

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: from an agreement to where it was made, from the timeline to what it tells of."""
        key = event.option_id or ""
        if event.option_list.id == "agreed":
            self._to_origin(self._actions[key])
            return
        timeline = self._file.timeline if self._file else ()
        entry = next((each for each in timeline if each.id == key), None)
        if entry:
            self.enter(entry)

    def enter(self, entry: Entry) -> None:
        """Opens what a row of the timeline tells of."""
        if entry.kind == "overleg":
            self.desk.go(("closing", entry.ref))
        elif entry.kind == "signaal":
            self._tell_signal(entry.ref)
        elif entry.kind == "afspraak" and self.query_one("#agreed", Lines).go_to(entry.ref):
            self.query_one("#agreed").focus()

    def _to_origin(self, action: Action) -> None:
        timeline = self.query_one("#timeline", Lines)
        if timeline.go_to(action.line_id) or timeline.go_to(action.id):
            timeline.focus()
        else:
            self.tell("Deze afspraak is buiten een overleg gemaakt.")

    def _tell_signal(self, signal_id: str) -> None:
        with self.telling_errors():
            signal = self.store.cases.signal(signal_id)
            self.app.push_screen(MessageDialog("Signaal", signal_words(signal, self._show)))

    # --- agreements

    def _current(self) -> Action | None:
        lines = self.query_one("#agreed", Lines)
        found = self._actions.get(lines.current or "") if lines.has_focus else None
        if found is None:
            self.tell(CHOOSE)
        return found

    def _open_one(self) -> Action | None:
        found = self._current()
        if found and found.state is not ActionState.OPEN:
            self.tell("Deze afspraak is al afgehandeld. Spatie zet hem weer open.")
            return None
        return found

    def action_done(self) -> None:
        """Spatie: done, or open again."""
        action = self._current()
        if action:
            done = action.state is ActionState.OPEN
            state = ActionState.DONE if done else ActionState.OPEN
            said = "Afspraak gedaan. u maakt het ongedaan." if done else "Afspraak staat weer open."
            self._do(lambda: self.store.actions.settle(action.id, state), said, action.id)

    def action_move(self) -> None:
        """v: another date."""
        action = self._open_one()
        if action:
            self.open("move", action.id)

    def open_move(self, action_id: str) -> None:
        """Asks for the date."""

        def keep(moved: Moved | None) -> None:
            if moved:
                move = self.store.actions.move
                self._do(lambda: move(action_id, moved.day, moved.words), "Afspraak verzet.", action_id)

        self.app.push_screen(MoveForm(self.store, action_id), keep)

    def action_drop(self) -> None:
        """x: dropped, with a reason."""
        action = self._open_one()
        if action:
            self.open("drop", action.id)

    def open_drop(self, action_id: str) -> None:
        """Asks for the reason."""

        def keep(reason: str | None) -> None:
            if reason:
                state = ActionState.DROPPED
                settle = self.store.actions.settle
                self._do(lambda: settle(action_id, state, reason), "Afspraak vervallen.", action_id)

        self.app.push_screen(AskDialog("Afspraak laten vervallen", "Reden"), keep)

    def _do(self, work: Callable[[], object], said: str, keep: str | None = None) -> None:
        if self.attempt(work, said):
            self.reload(keep)
