"""The handelingsplan (`p` on the card): the measures of one pupil on one sheet, and its ways to leave the desk."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.documents import letters as forms
from sotdesk.domain.letters import Written
from sotdesk.domain.support_plan import OWN_EDGE, TITLE, PlanFacts, plan_sheet
from sotdesk.domain.words import count
from sotdesk.report_base import usable_base
from sotdesk.screens.case_rows import Showing
from sotdesk.screens.copying import copy_from
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.letters import file_words
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Piece, pieces


class PlanScreen(PupilScreen):
    """Address: the pupil's id."""

    SCOPE = "plan"
    ROUTE = "plan"
    BINDINGS = bindings("plan")
    AUTO_FOCUS = "#plan-scroll"
    HELP = """
**Handelingsplan**: de ondersteuning van één leerling op één blad. Het beantwoordt vier vragen: wat heeft deze leerling
hier nodig, hoe is het georganiseerd, wie doet het, wat kost het.

- De **mentor** voert het uit, de **coördinator** is eindverantwoordelijk, tenzij je bij de ondersteuning iemand anders
  noemt.
- Wat je hier ziet, komt op papier. Alleen deze leerling staat erin; een naam van een ander wordt ‘een andere leerling’.
- Wat **besloten** is staat er niet op. Van een casus die alleen voor jou is, komt geen plan op papier.
"""

    def body(self) -> ComposeResult:
        """The sheet as it leaves."""
        scroll = VerticalScroll(Static(id="plan", markup=False), id="plan-scroll")
        yield Panel(scroll, id="plan-panel")

    def show_all(self, keep: str | None) -> None:
        """The sheet anew."""
        self._facts = self.store.support.plan(self.student_id)
        naming = self.store.support.naming(self.student_id)
        self._written = plan_sheet(self._facts, naming)
        self.query_one("#plan", Static).update(painted(self._written, self._show))
        self.query_one("#plan-panel", Panel).label(f"{TITLE} · {self.whose}", _edge(self._facts))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Of a case that is hers alone nothing leaves."""
        facts: PlanFacts | None = getattr(self, "_facts", None)
        return not (action in ("copy", "paper", "markdown") and facts is not None and facts.own_only)

    def action_copy(self) -> None:
        """c: the text."""
        copy_from(self, forms.text(self._written), TITLE, f"{self._file}.txt")

    def action_paper(self) -> None:
        """p: Word."""
        made = self._written
        hand_out(
            self,
            f"{self._file}.docx",
            lambda: forms.docx(made, usable_base(self.store)),
        )

    def action_markdown(self) -> None:
        """m: Markdown."""
        made = self._written
        hand_out(self, f"{self._file}.md", lambda: forms.markdown(made).encode())

    @property
    def _file(self) -> str:
        student, today = self._student, self._show.today
        return file_words(TITLE, student.name.initials, student.class_name, f"{today:%Y-%m-%d}")


def painted(written: Written, show: Showing) -> Content:
    """A sheet as it leaves; F9 hides the names on the screen only."""
    parts: list[Piece] = [(written.title, "strong")]
    parts += [f"\n{show.text(paragraph)}" for paragraph in written.opening]
    for block in written.blocks:
        parts.append((f"\n\n{block.heading}", "strong"))
        for lead, said in block.lines:
            parts += ["\n- ", (f"{show.text(lead)}: " if lead else "", "label"), show.text(said)]
    parts += [(f"\n\n{show.text(paragraph)}", "muted") for paragraph in written.closing]
    return pieces(*parts)


def _edge(facts: PlanFacts) -> str:
    if facts.own_only:
        return OWN_EDGE
    held = facts.held_back
    if not facts.supports and not held:
        return "nog geen ondersteuning: n o op de kaart maakt er een"
    return (
        f"{count(held, 'besloten ondersteuning staat', 'besloten ondersteuningen staan')} er niet op"
        if held
        else ""
    )
