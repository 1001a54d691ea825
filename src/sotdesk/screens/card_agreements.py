"""The agreements on a pupil's card: their panel and its keys."""

from collections.abc import Callable

from sotdesk.actions import bindings
from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.students import Student
from sotdesk.screens.action_forms import Moved, MoveForm
from sotdesk.screens.agreement_form import AgreementForm
from sotdesk.screens.card_support import CardSupport
from sotdesk.screens.case_rows import agreement_rows, counts
from sotdesk.screens.dialogs import AskDialog
from sotdesk.widgets.filter_line import FilteredLines
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel

SETTLED = 10
"""So many settled agreements are laid out at first: a card must open as quickly with a hundred."""
EARLIER = "earlier"
"""The row under which there are more."""


class AgreementLines(FilteredLines):
    """The agreements of a card, with their keys."""

    BINDINGS = bindings("case.agreements")


class CardAgreements(CardSupport):
    """The part of a card about agreements; the card fills `_actions` and calls `_show_agreements`."""

    _actions: dict[str, Action]
    _settled = SETTLED
    """So many settled ones are laid out."""

    @property
    def student(self) -> Student:
        """Whose card it is."""
        raise NotImplementedError

    def _show_agreements(self, keep: str | None) -> None:
        actions = tuple(self._actions.values())
        there = self._actions.get(keep or "")
        if there and there.state is not ActionState.OPEN:
            self._settled = len(actions)
        rows = agreement_rows(actions, self._show, self._settled, EARLIER)
        self.query_one("#agreements", Lines).refill(rows, there.id if there else None)
        said = counts(actions, self._show.today)
        self.query_one("#agreements-panel", Panel).label("Afspraken", said)

    def show_earlier(self) -> None:
        """All agreements; the cursor stays on its place."""
        self._settled = len(self._actions)
        self._show_agreements(None)

    def _current_action(self) -> Action | None:
        return self._actions.get(self.query_one("#agreements", Lines).current or "")

    def _open_agreement(self, action_id: str) -> None:
        action = self._actions.get(action_id)
        if action and action.state is ActionState.OPEN:
            self.open("agreement", action_id)
        elif action:
            self.tell("Deze afspraak is afgehandeld; Spatie zet hem weer open.")

    def open_agreement(self, action_id: str = "") -> None:
        """A new agreement, or one to complete."""
        from sotdesk.data.store.actions import ActionDraft

        student = self.student
        action = self.store.actions.get(action_id) if action_id else None

        def after(draft: object) -> None:
            if not isinstance(draft, ActionDraft):
                return
            if action_id:
                self._do(lambda: self.store.actions.change(action_id, draft), "Afspraak aangevuld.")
            else:
                self._do(lambda: self.store.actions.add(draft, student_ids=[student.id]), "Afspraak gemaakt.")

        self.app.push_screen(AgreementForm(self.store, student, action, hidden=self.private), after)

    def action_done(self) -> None:
        """Spatie: done, or open again."""
        action = self._current_action()
        if action:
            done = action.state is ActionState.OPEN
            state = ActionState.DONE if done else ActionState.OPEN
            said = "Afspraak gedaan. u maakt het ongedaan." if done else "Afspraak weer open."
            self._do(lambda: self.store.actions.settle(action.id, state), said)

    def action_move(self) -> None:
        """v: another date."""
        action = self._current_action()
        if action and action.state is ActionState.OPEN:
            self.open("move", action.id)

    def open_move(self, action_id: str) -> None:
        """Asks for the new date."""

        def after(moved: Moved | None) -> None:
            if moved:
                self._do(
                    lambda: self.store.actions.move(action_id, moved.day, moved.words), "Afspraak verzet."
                )

        self.app.push_screen(MoveForm(self.store, action_id), after)

    def action_drop(self) -> None:
        """x: dropped, with a reason."""
        action = self._current_action()
        if action and action.state is ActionState.OPEN:
            self.open("drop", action.id)

    def open_drop(self, action_id: str) -> None:
        """Asks for the reason."""

        def after(reason: str | None) -> None:
            if reason:
                state = ActionState.DROPPED
                self._do(lambda: self.store.actions.settle(action_id, state, reason), "Afspraak vervallen.")

        self.app.push_screen(AskDialog("Afspraak laten vervallen", "Reden"), after)

    def _do(self, work: Callable[[], object], said: str) -> None:
        if self.attempt(work, said):
            self.reload()
