"""The measures on a pupil's card: their panel and its keys, and the way to the plan and the referral gate."""

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.cases import Entry
from sotdesk.domain.dates import show_date
from sotdesk.domain.support import Support, SupportState
from sotdesk.domain.support_words import stands
from sotdesk.screens.card_parts import CardParts
from sotdesk.screens.case_rows import SHIELDS, Showing
from sotdesk.screens.dialogs import AskDialog
from sotdesk.screens.support_opening import OpensSupport
from sotdesk.widgets.filter_line import FilteredLines
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import col, fit, flex

EMPTY = "Nog geen. n o maakt er een."
SIGNS: dict[SupportState, tuple[str, Role]] = {
    SupportState.RUNNING: ("▸", "accent"),
    SupportState.DONE: ("✓", "good"),
    SupportState.STOPPED: ("✗", "muted"),
}


class SupportLines(FilteredLines):
    """The measures of a card, with their keys."""

    BINDINGS = bindings("case.support")


class CardSupport(CardParts, OpensSupport):
    """The part of a card about support; it gives its panel and fills it with `show_support`."""

    _supports: dict[str, Support]
    _show: Showing

    def support_panel(self) -> ComposeResult:
        """The panel, beside or under the agreements."""
        with Panel(title="Ondersteuning", id="support-panel"):
            yield SupportLines(id="supports", empty=EMPTY)

    def show_support(self, keep: str | None) -> None:
        """The measures anew; the cursor goes to the one named, or whose evaluation is."""
        found = self.store.support.of_student(self.student_id)
        self._supports = {support.id: support for support in found}
        keep = next((s.id for s in found if keep and keep in (s.id, *(r.id for r in s.reviews))), None)
        system = self.store.school.school().system
        rows = [support_row(support, self._show, system) for support in found]
        self.query_one("#supports", Lines).refill(rows, keep)
        running = sum(1 for support in found if support.running)
        self.query_one("#support-panel", Panel).label("Ondersteuning", f"{running} loopt" if running else "")
        self.query_one("#support-panel").set_class(not found, "-empty")

    @property
    def support_ids(self) -> frozenset[str]:
        """Of the measures on this card."""
        return frozenset(self._supports)

    @property
    def _support(self) -> Support | None:
        return self._supports.get(self.query_one("#supports", Lines).current or "")

    def open_support_entry(self, entry: Entry) -> None:
        """Enter on the timeline: an evaluation opens its form, what else is said of a measure that of the measure."""
        support = self._supports.get(entry.ref)
        if support and any(review.id == entry.id for review in support.reviews):
            self.open("review", support.id, entry.id)
        elif support:
            self.open("support", support.id)

    # --- keys

    def action_plan(self) -> None:
        """p: the handelingsplan."""
        self.desk.go(("plan", self.student_id))

    def action_gate(self) -> None:
        """v: where he can be referred to, and what that asks."""
        self.desk.go(("gate", self.student_id))

    def action_evaluate(self) -> None:
        """Spatie: evaluate the measure under the cursor, or complete its last evaluation."""
        if support := self._support:
            self.open("review", support.id, self.review_of(support))

    def action_entered(self) -> None:
        """m: it is in the school's own system, with what it brought."""
        if support := self._support:
            said: list[str] = []
            if self.attempt(lambda: said.extend(self.store.support.enter(support.id))):
                system = self.store.school.school().system
                done = f"In {system} gezet: {' en '.join(said)}. u maakt het ongedaan."
                self.tell(done if said else f"Alles hiervan staat al in {system}.")
                self.reload(support.id)

    def action_stop(self) -> None:
        """x: it ends before its time."""
        if (support := self._support) and support.running:
            self.open("stop", support.id)

    def open_stop(self, support_id: str) -> None:
        """Asks why."""

        def after(reason: str | None) -> None:
            if reason and self.attempt(
                lambda: self.store.support.stop(support_id, reason),
                "Ondersteuning gestopt. u maakt het ongedaan.",
            ):
                self.reload(support_id)

        note = "elke ondersteuning die stopt wordt geëvalueerd: Spatie"
        self.app.push_screen(AskDialog("Ondersteuning stoppen", "Waarom", note=note), after)


def support_row(support: Support, show: Showing, system: str) -> Option:
    """`▸ faalangsttraining · basisplus · loopt · doel deels behaald`, with its evaluation date."""
    sign, role = SIGNS[support.state]
    due = support.due(show.today)
    shield = SHIELDS.get(support.audience, "")
    last = support.last
    parts: list[Piece] = [
        ("te evalueren " if due else "", "warn"),
        (f"{shield} " if shield else "", "warn"),
        (show.text(support.name), "" if support.running else "muted"),
        (f" · {support.level}" if support.level else "", "muted"),
        (f" · {stands(support, show.today)}", "muted"),
        (f" · {last.result_words}" if last else "", "muted"),
        (f" · nog niet in {system}" if not _entered(support) else "", "muted"),
    ]
    when = support.evaluate_on if support.to_evaluate else None
    return option(
        support.id,
        col(sign, 1, "warn" if due else role),
        flex(pieces(*parts)),
        fit(show_date(when, show.today) if when else "", "warn" if due else "muted"),
        wrap=True,
    )


def _entered(support: Support) -> bool:
    return support.entered_on is not None and all(review.entered_on for review in support.reviews)
