"""Klassenscan (`k` on the kwadrant of a class): the sheet for the teachers of a class, and its ways to leave."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.documents.handover_folder import content
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.klassenscan import klassenscan, receiver_of
from sotdesk.domain.students import Student
from sotdesk.domain.words import count
from sotdesk.report_base import usable_base
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.case_rows import Showing
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.letters import file_words
from sotdesk.screens.plan import painted
from sotdesk.widgets.panel import Panel


class ClassScanScreen(BaseScreen):
    """Address: the class."""

    SCOPE = "class_scan"
    ROUTE = "class_scan"
    HERE = 3
    BINDINGS = bindings("class_scan")
    AUTO_FOCUS = "#scan-scroll"
    HELP = """
**Klassenscan**: een blad voor de docenten van een klas. Per leerling één of twee regels: wat werkt, en het
handelingsadvies van dit schooljaar.

- Meer staat er niet op: geen kwadrant, geen uitslagen, niets wat besloten of afgeschermd is, en geen redenen.
- Een leerling van wie niets is vastgelegd dat werkt of geadviseerd is, staat er niet op. Van een casus die alleen voor
  jou is, komt niets op dit blad.
- **Wat werkt** vul je in op de kaart (e); een **advies** is een regel met een * in een overleg of contactmoment.
- Wat je ziet, gaat eruit: **p** maakt Word, **m** Markdown. Dat het uitging, staat bij elke leerling die erop staat.
"""

    def body(self) -> ComposeResult:
        """The sheet as it leaves."""
        yield Panel(VerticalScroll(Static(id="scan", markup=False), id="scan-scroll"), id="scan-panel")

    @property
    def class_name(self) -> str:
        """Which class."""
        return self.ids[0]

    def reload(self, keep: str | None = None) -> None:
        """The sheet anew."""
        today, school = self.store.clock.today(), self.store.school.school()
        index, receiver = self.store.handovers.names(), receiver_of(self.class_name)
        pupils = self.store.classes.pupils(self.class_name)

        def naming(student: Student) -> OneName:
            return OneName(index, student, receiver.kind.name)

        scanned = self.store.classes.scanned(self.class_name)
        self._written, self._on_it = klassenscan(self.class_name, school.name, today, scanned, naming)
        shielded, names = self.desk.shielded, tuple(student.name for student in pupils)
        show = Showing(today, names, self.private, self.low, shielded)
        self.query_one("#scan", Static).update(painted(self._written, show))
        edge = f"{len(self._on_it)} van {count(len(pupils), 'leerling', 'leerlingen')}"
        self.query_one("#scan-panel", Panel).label(f"{self._written.title} · voor de docenten", edge)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An empty sheet does not leave."""
        return action not in ("paper", "markdown") or bool(getattr(self, "_on_it", True))

    def action_paper(self) -> None:
        """p: Word."""
        self._leave("docx")

    def action_markdown(self) -> None:
        """m: Markdown."""
        self._leave("md")

    def _leave(self, form: str) -> None:
        made, ids = self._written, self._on_it
        name = f"{file_words('Klassenscan', self.class_name, f'{made.day:%Y-%m-%d}')}.{form}"
        to = receiver_of(self.class_name).label

        def keep() -> None:
            from sotdesk.data.store.handed import Document

            about = [Document(name, student_id, receiver=to) for student_id in ids]
            self.attempt(lambda: self.store.handed.add(*about))

        hand_out(
            self,
            name,
            lambda: content((made,), form, usable_base(self.store) if form == "docx" else None),
            keep,
            to=to,
        )
