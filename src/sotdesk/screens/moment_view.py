"""What the screen of a contact moment shows: how and with whom, what was said, the line with its preview."""

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.dates import show_date
from sotdesk.domain.errors import NotFound
from sotdesk.domain.meetings import Line
from sotdesk.domain.moments import Moment, told_words
from sotdesk.domain.words import listed
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.case_rows import Showing, names_around
from sotdesk.screens.meeting_drafts import Halves
from sotdesk.screens.meeting_rows import line_row
from sotdesk.screens.moment_line import MomentLine
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.capture import Capture
from sotdesk.widgets.capture_box import CaptureBox
from sotdesk.widgets.choices import Choice
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Role, literal
from sotdesk.widgets.row import Row, col, flex

LABEL = 10
"""Cells of a label above the lines."""
NOTHING = "Typ wat er is gezegd; Enter bewaart de regel. F2 voor met wie, hoe en wanneer."


class Said(Lines):
    """What was kept of the moment."""

    BINDINGS = bindings("moment.lines")


class MomentView(BaseScreen):
    """Address: the pupil's id, the moment's id (empty: a new one), and the line to stand on."""

    ROUTE = "moment"
    HERE = 3
    AUTO_FOCUS = "Capture"

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.student_id, self.moment_id, self._line_id = (*self.ids, "", "")[:3]
        self._correcting = self._before = ""
        self._told = self._told_at = ""
        self._item_line: MomentLine | None = None
        self._restored = False

    @property
    def address(self) -> tuple[str, ...]:
        """The moment as it is kept now."""
        return (self.ROUTE, self.student_id, self.moment_id)

    @property
    def in_view(self) -> tuple[str, str]:
        """This pupil."""
        return self.student_id, ""

    @property
    def wanted(self) -> str | None:
        """The line that the address names."""
        return self._line_id or None

    def body(self) -> ComposeResult:
        """What it was, what was said, the line."""
        about = Lines(id="about")
        about.can_focus = False
        self._halves = Halves(self.store)
        yield Panel(about, id="about-panel")
        yield Panel(Said(id="said", empty=NOTHING), title="Vastgelegd", id="said-panel")
        yield CaptureBox(self._spans, self._choices, "wat is er gezegd, besloten, afgesproken?", id="capture")

    def on_mount(self) -> None:
        """The line has the focus; looking a line up, the list."""
        self.box.line.keeper = self.keep_line
        self.call_next(self.restore_draft)
        if self._line_id:
            self.query_one("#said").focus()

    def keep_line(self, event: Capture.Kept) -> None:
        """Enter in the line."""
        raise NotImplementedError

    # --- showing

    def reload(self, keep: str | None = None) -> None:
        """The moment as it is kept now; undone whole, it is a new one again."""
        try:
            self._moment = self._kept()
        except NotFound as error:
            self.call_later(self._leave, error.sentence)
            return
        moment = self._moment
        self.student_id = moment.student.id  # a line can stand in the file of another pupil too
        guardians = self.store.students.guardians(self.student_id)
        names = names_around(moment.student, guardians)
        self._show = Showing(self.store.clock.today(), names, self.private, self.low, self.desk.shielded)
        self._set_line()
        who = f"Contactmoment · {pupil_and_class(moment.student, hidden=self.private)}"
        self.query_one("#about-panel", Panel).label(who, "F2 gegevens")
        self.query_one("#about", Lines).refill(self._about())
        self.query_one("#said", Lines).refill([self._row(line) for line in moment.lines], keep)
        earlier = f"{len(moment.versions)} keer veranderd" if moment.versions else ""
        self.query_one("#said-panel", Panel).label(
            "Vastgelegd", f"{earlier} · h toont hoe het er stond" if earlier else ""
        )
        self._show_preview()
        self.refresh_bindings()

    def _kept(self) -> Moment:
        if self.moment_id:
            try:
                return self.store.moments.get(self.moment_id)
            except NotFound:
                self.moment_id, self._correcting = "", ""
        return self.store.moments.new(self.student_id)

    def _leave(self, sentence: str) -> None:
        self.notify(sentence, markup=False)
        self.action_back()

    def _about(self) -> list[Option]:
        """How, when, with whom; who knows of it."""
        moment, at = self._moment, self._moment.at.astimezone()
        when = f"{moment.channel} · {show_date(at.date(), self._show.today)} {at:%H:%M}"
        told = told_words(moment) if moment.id else "nog niet gezegd: ouders en leerling"
        rows = (
            ("Hoe", when, ""),
            ("Met", moment.spoke_with or "nog niet ingevuld", ""),
            ("Besproken", told, ""),
        )
        return [
            Option(Row(col(label, LABEL, "label"), flex(self._show.text(words)), wrap=True), disabled=True)
            for label, words, _ in rows
        ]

    def _row(self, line: Line) -> Option:
        also = [pupil_and_class(student, hidden=self.private) for student in line.also]
        return line_row(line, self._show.text, self._show.today, f"ook bij {listed(also)}" if also else "")

    # --- the line

    @property
    def box(self) -> CaptureBox:
        return self.query_one("#capture", CaptureBox)

    def _set_line(self) -> None:
        lines = self._moment.lines
        has_action = any(line.kind == Kind.ACTION for line in lines) and not self._correcting
        held = (x for x in lines if x.capture_id == self._correcting and x.kind == Kind.EVALUATION)
        about = next((line.action.id if line.action else line.support_id for line in held), "")
        self._item_line = MomentLine.of(self.store, self._moment, has_action, about)
        self.box.line.read_again()

    def _spans(self, line: str, cursor: int) -> list[tuple[int, int, Role]]:
        return self._item_line.spans(line, cursor) if self._item_line else []

    def _choices(self, line: str, cursor: int) -> list[Choice]:
        return self._item_line.choices(line, cursor) if self._item_line else []

    def _show_preview(self) -> None:
        line = self.box.line
        self.box.beside(self._item_line.beside(line.value) if self._item_line else "")
        if self._told and line.value == self._told_at:
            self.box.preview.say((self._told, "accent"))
        elif self._item_line:
            self._told = ""
            read = self._item_line.preview(line.value, line.cursor_position, max(20, self.size.width - 6))
            shown = [literal(self._show.text(text), role) for text, role in read]
            self.box.preview.say(("Verbeteren · " if self._correcting else "", "kind"), *shown)

    def tell(self, sentence: str) -> None:
        """In the preview: a toast would cover the line."""
        self._told, self._told_at = self.words(sentence), self.box.line.value
        self._show_preview()

    def on_capture_changed(self) -> None:
        """Every letter: what is understood now."""
        self._show_preview()

    def on_input_changed(self) -> None:
        """Also when the cursor stayed where it was."""
        self._show_preview()

    def on_capture_cycle(self, event: Capture.Cycle) -> None:
        """Tab: the next person under an ambiguous name, else the next evaluation."""
        line = self.box.line
        changed = self._item_line.cycled(line.value, event.by) if self._item_line else None
        if changed is not None:
            line.value, line.cursor_position = changed, len(changed)
        elif self._item_line and self._item_line.evaluates_next(line.value, event.by):
            self._show_preview()
