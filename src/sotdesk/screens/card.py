"""What the card of a case and that of a pupil without one share: head, timeline, agreements, and their keys."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from sotdesk.domain.cases import ENTERED, TOLD, TRIAGE_WORDS, CaseFile, Entry, Triage
from sotdesk.domain.errors import NotFound
from sotdesk.domain.pupil_file import PupilFile
from sotdesk.domain.students import Student
from sotdesk.domain.support_words import KIND as SUPPORT
from sotdesk.domain.timeline import newest_first
from sotdesk.domain.timeline_filter import Searched
from sotdesk.screens.badges import PREFIX, badges_of, secret_entries
from sotdesk.screens.card_agreements import EARLIER, SETTLED, AgreementLines
from sotdesk.screens.card_parts import PART_OF
from sotdesk.screens.card_timeline import OLDER, CardTimeline, Timeline
from sotdesk.screens.case_head import ages_text, badge_rows, edges, head_rows
from sotdesk.screens.case_rows import Showing, names_in
from sotdesk.screens.copying import copy_from
from sotdesk.screens.naming import pupil_and_class
from sotdesk.screens.new_menu import NewMenu, things_of
from sotdesk.screens.reading import ReadingScreen
from sotdesk.screens.signal import Details, SignalDetailsForm
from sotdesk.screens.triage import TriageForm, Weighed
from sotdesk.widgets.breakpoints import HEIGHTS
from sotdesk.widgets.filter_line import FilterLine
from sotdesk.widgets.ground import Horizontal, Vertical
from sotdesk.widgets.lines import Lines
from sotdesk.widgets.panel import Panel

if TYPE_CHECKING:
    from sotdesk.data.store import Store

LOW = HEIGHTS[1][0]
"""Under so many rows there are no blank lines; the class is set too late for the first look."""
EDGE = 6
"""Cells of a panel's edge that its title cannot have: corners, a line and a space on each side."""


class PupilCard(CardTimeline):
    """Give `read()`, and what stands at the bottom edge of the head."""

    HERE = 3
    SCOPE = "student"
    LIST = "timeline"

    def read(self, store: "Store", key: str) -> CaseFile | PupilFile:
        """What the card of this case or pupil shows; NotFound when it is gone."""
        raise NotImplementedError

    def file(self) -> CaseFile | PupilFile:
        """What the card shows."""
        return self.read(self.store, self.ids[0])

    def subtitle(self) -> str:
        """The bottom edge of the head."""
        raise NotImplementedError

    @property
    def student_id(self) -> str:
        """Whose card it is."""
        return self._file.student.id

    @property
    def student(self) -> Student:
        """Whose card it is."""
        return self._file.student

    @property
    def in_view(self) -> tuple[str, str]:
        """This pupil."""
        return self.student_id, ""

    @property
    def wanted(self) -> str | None:
        """The entry or agreement that the address names."""
        return self.ids[1] if len(self.ids) > 1 else None

    def body(self) -> ComposeResult:
        """Head, and under it the timeline beside (or above) the agreements."""
        facts = Lines(id="facts")
        facts.can_focus = False
        yield Panel(facts, id="head")
        with Horizontal(classes="body", id="card"):
            with Panel(title="Tijdlijn", subtitle="f filter", id="timeline-panel"):
                yield FilterLine("filter: gesprek · smw · deze maand · sinds 1 sep · een woord")
                yield Timeline(id="timeline")
            with Vertical(id="beside"):
                with Panel(title="Afspraken", id="agreements-panel"):
                    yield AgreementLines(id="agreements", empty=self.no_agreements)
                yield from self.support_panel()

    no_agreements = "Geen afspraken."

    def arrive(self) -> None:
        """The newest entries, the timeline has the focus."""
        self.filter.close()
        self._laid, self._settled = 0, SETTLED
        self.set_focus(self.query_one("#timeline"))

    # --- showing

    def ahead(self, store: "Store", *ids: str) -> Iterator[None]:
        """The file, then what stands in its head and beside it."""
        student_id = self.read(store, ids[0]).student.id
        yield
        badges_of(store, student_id, shielded=True)
        yield
        store.support.of_student(student_id)
        yield

    def reload(self, keep: str | None = None) -> None:
        """The file and the agreements anew."""
        try:
            self._file = file = self.file()
        except NotFound as error:
            self.call_later(self._leave, error.sentence)
            return
        today = self.store.clock.today()
        low, shielded = self.app.size.height < LOW, self.desk.shielded
        if not shielded:
            every = newest_first([*file.timeline, *secret_entries(self.store, self.student_id)])
            self._file = replace(file, timeline=every)
        self._show = Showing(today, names_in(self._file), self.private, low, shielded)
        self._actions = {a.id: a for a in self._file.actions}
        self._entries = {entry.id: entry for entry in self._file.timeline}
        self._searched = Searched(self._file.timeline)
        keep = self._line_of(keep)
        self._show_head()
        self._show_timeline(keep)
        self._show_agreements(keep)
        self.show_support(keep)
        if keep in self._actions and keep not in self._entries:
            self.query_one("#agreements").focus()
        elif keep in self.support_ids and keep not in self._entries:
            self.query_one("#supports").focus()
        self.refresh_bindings()

    def _leave(self, sentence: str) -> None:
        """What is shown is gone (its opening was undone): one step back, and it is said."""
        desk = self.desk
        self.tell(sentence)
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        else:
            desk.go(("cases",), fresh=True)

    def _show_head(self) -> None:
        room = self.app.size.width - EDGE
        self.query_one("#head", Panel).label(*edges(self._file, self._show, self.subtitle(), room))
        self._badges = badges_of(self.store, self.student_id, shielded=self.desk.shielded)
        rows = head_rows(self._file, self._show, self.store.school.ages()) + badge_rows(
            self._badges, self._show
        )
        facts = self.query_one("#facts", Lines)
        facts.refill(rows)
        facts.display, facts.can_focus = bool(rows), bool(self._badges)

    def action_ages(self) -> None:
        """l: what changes at which age, and what holds now."""
        student = self._file.student
        title = f"Leeftijd · {pupil_and_class(student, hidden=self.private)}"
        text = ages_text(student, self._show, self.store.school.ages())

        def after(wanted: bool | None) -> None:
            if wanted:
                copy_from(self, text.plain, "De regels per leeftijd", "leeftijd.txt")

        self.app.push_screen(ReadingScreen(title, text), after)

    # --- something new

    def action_new(self) -> None:
        """n: the menu; what is chosen opens when the menu is gone."""
        closed = isinstance(self._file, CaseFile) and self._file.closed
        self.app.push_screen(NewMenu(things_of(self, closed=closed)), self._chosen)

    def _chosen(self, opener: str | None) -> None:
        if opener:
            self.open(opener)

    def open_moment(self) -> None:
        """A contact moment about this pupil; nothing is kept until its first line."""
        self.desk.go(("moment", self.student_id))

    # --- signals

    @property
    def _entry(self) -> Entry | None:
        return self._entries.get(self.query_one("#timeline", Lines).current or "")

    @property
    def open_signal_id(self) -> str:
        """The signal under the cursor that is still to be weighed."""
        entry = self._entry
        waits = entry is not None and entry.kind == "signaal" and entry.mark == TRIAGE_WORDS[Triage.OPEN]
        return entry.id if entry and waits else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Weighing is there only on a signal that waits for it."""
        return action != "weigh" or (hasattr(self, "_entries") and bool(self.open_signal_id))

    def on_option_list_option_highlighted(self, event: Lines.OptionHighlighted) -> None:
        """Other keys on another row; below the last one the older ones."""
        if event.option_id == OLDER:
            self.show_older()
        elif event.option_id == EARLIER:
            self.show_earlier()
        self.refresh_bindings()

    def action_weigh(self) -> None:
        """w: weigh the signal under the cursor."""
        if self.open_signal_id:
            self.open("triage", self.open_signal_id)

    def open_triage(self, signal_id: str) -> None:
        """The form that weighs."""
        self.app.push_screen(TriageForm(self.store, signal_id, hidden=self.private), self._weighed)

    def _weighed(self, weighed: Weighed | None) -> None:
        if weighed:
            self.tell("Signaal gewogen.")
            self.reload()

    def open_signal(self, student_id: str = "") -> None:
        """Ctrl+N: about this pupil."""
        super().open_signal(student_id or self.student_id)

    def open_details(self, signal_id: str) -> None:
        """The details of a signal."""

        def after(details: Details | None) -> None:
            if details:
                self.tell("Signaal bewaard.")
                self.reload()

        self.app.push_screen(SignalDetailsForm(self.store, signal_id, hidden=self.private), after)

    # --- Enter

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: a signal or an aanmelding opens its form, a line its talk, an agreement its form."""
        key = event.option_id or ""
        if event.option_list.id == "agreements":
            self._open_agreement(key)
        elif key.startswith(PREFIX):
            self.desk.go(self._badges[int(key.removeprefix(PREFIX))].address)
        elif event.option_list.id == "supports":
            self.open("support", key)
        elif key == OLDER:
            self.show_older()
        elif key in self._entries:
            self.open_entry(self._entries[key])

    def open_entry(self, entry: Entry) -> None:
        """Where an entry of the timeline comes from."""
        if entry.kind == "signaal":
            self.open("details", entry.id)
        elif entry.kind == "overleg":
            running = self.store.meetings.running()
            here = running is not None and running.id == entry.ref
            self.desk.go(("meeting" if here else "closing", entry.ref))
        elif entry.kind == SUPPORT:
            self.open_support_entry(entry)
        elif entry.kind in PART_OF:
            self.desk.go((PART_OF[entry.kind], self.student_id, entry.ref))
        elif entry.kind == "gesprek":
            line = "" if entry.id == entry.ref else entry.id
            self.desk.go(("moment", self.student_id, entry.ref, *([line] if line else [])))
        elif entry.kind == "afspraak":
            self.query_one("#agreements").focus()
            self.query_one("#agreements", Lines).go_to(entry.ref)
        elif entry.kind in (TOLD, ENTERED) and entry.ref:
            self.desk.go(("closing", entry.ref, "telling" if entry.kind == TOLD else "system"))
        elif entry.kind == "aanname":
            self.desk.go(("candidate", entry.ref))
        elif entry.kind == "acuut":
            self.desk.go(("acute", entry.ref))
        else:
            self.tell("Dit staat alleen in de tijdlijn.")
