"""From the card to the parts of a pupil's file that have a screen of their own, and what `n` makes of them there."""

from sotdesk.domain.sisa import KIND, ROUTE
from sotdesk.screens.filtering import FilteringScreen
from sotdesk.screens.naming import pupil_and_class

PART_OF = {
    "verzuim": "absence", "toestemming": "consents", "overdracht": "handover", "kwadrant": "kwadrant", KIND: ROUTE,
    "protocol": "meldcode",
}  # fmt: skip
"""Kinds of the timeline that stand on a screen of their own → its route."""


class CardParts(FilteringScreen):
    """The keys of a card that lead to *Verzuim*, *Toestemming* and *Betrokkenen*; give `student_id`."""

    @property
    def student_id(self) -> str:
        """Whose card it is."""
        raise NotImplementedError

    def action_absence(self) -> None:
        """z: absence, against its norms."""
        self.desk.go(("absence", self.student_id))

    def action_handover(self) -> None:
        """d: the sheet for who takes over."""
        self.open("handover")

    def open_handover(self) -> None:
        """n d: the same."""
        self.desk.go(("handover", self.student_id))

    def action_kwadrant(self) -> None:
        """k: kunnen, willen, presteren, doen."""
        self.desk.go(("kwadrant", self.student_id))

    def action_together(self) -> None:
        """s: with whom the school works together; what stands there shows in the unshielded view only."""
        self.desk.go((ROUTE, self.student_id))

    def action_history(self) -> None:
        """h: what was changed in this file."""
        self.desk.go(("history", self.student_id))

    def action_people(self) -> None:
        """b: who is around this pupil."""
        self.desk.go(("people", self.student_id))

    def action_consents(self) -> None:
        """t: what may be exchanged with whom."""
        self.desk.go(("consents", self.student_id))

    def action_rights(self) -> None:
        """i: who asked for this file."""
        self.desk.go(("rights", self.student_id))

    def open_exchange(self) -> None:
        """n t: a consent, or another ground."""
        from sotdesk.domain.exchanges import Exchange
        from sotdesk.screens.exchange_forms import ExchangeForm

        def after(done: Exchange | None) -> None:
            if done:
                self.tell("Toestemming bewaard.")
                self.reload()

        self.app.push_screen(ExchangeForm(self.store, self.student_id, self._about), after)

    def open_stand(self) -> None:
        """n v: a snapshot of absence."""
        from sotdesk.screens.absence_forms import StandForm, Typed

        def after(typed: Typed | None) -> None:
            if typed:
                self.tell("Stand bewaard. z toont hoe ver het is van elke norm.")
                self.reload()

        self.app.push_screen(StandForm(self.store, self.student_id, self._about), after)

    @property
    def _about(self) -> str:
        return pupil_and_class(self.store.students.get(self.student_id), hidden=self.private)
