"""What stands beside the steps of a run: the log of Veilig Thuis, who was asked, the team, tasks, and paper."""

from collections.abc import Callable

from textual.content import Content

from sotdesk.domain.dates import show_date
from sotdesk.domain.meldcode import ContactKind, Run, StaffRoute, Task, TaskKind
from sotdesk.domain.meldcode_file import opinions_in, run_sheet, task_sheet
from sotdesk.domain.meldcode_words import ADVICE_LOG, ASKED, SECTION, TEAM, by_when, next_up, task_words
from sotdesk.domain.protocol import Item, ItemKind
from sotdesk.report_base import usable_base
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.meldcode_around import ContactForm, HolderForm, MemberForm, TaskForm
from sotdesk.screens.meldcode_forms import ConsultForm
from sotdesk.screens.meldcode_rows import ITEM, PART
from sotdesk.screens.new_menu import NewMenu, NewThing
from sotdesk.screens.pupil_screen import PupilScreen
from sotdesk.widgets.lines import Lines


class Beside(PupilScreen):
    """A run, the row that is meant, and what stands around the steps. The subclass shows it."""

    _run: Run | None = None
    _runs: tuple[Run, ...] = ()
    _routes: tuple[StaffRoute, ...] = ()
    _at = ""
    """The row at the left: a phase, a section, the other route."""
    _wanted_run = ""

    @property
    def route(self) -> StaffRoute | None:
        """The other route, when that is what stands at the right."""
        raise NotImplementedError

    def about(self, run: Run, key: str) -> Content:
        """What belongs to a row at the right; empty when there is nothing."""
        raise NotImplementedError

    def on_row(self, at: str) -> bool:
        """Whether the row at the right is that item, that question, or the item that asks the question."""
        return at == self._row.partition(":")[2] or (self._item is not None and at in self._item.asks)

    def go_to_first(self) -> None:
        """Both lists to what is first now."""
        raise NotImplementedError

    def go_to_item(self, code: str) -> None:
        """Both lists to one item."""
        raise NotImplementedError

    @property
    def _row(self) -> str:
        """The row at the right; none while the screen is made or taken away: the key line asks then too."""
        items = self.query("#items").results(Lines)
        return next((lines.current or "" for lines in items), "")

    @property
    def _item(self) -> Item | None:
        key = self._row
        return self._run.protocol.item(key.removeprefix(ITEM)) if self._run and key.startswith(ITEM) else None

    @property
    def _part(self) -> str | None:
        key = self._row
        return (
            key.removeprefix(PART) if key.startswith(PART) and self._at != f"{SECTION}{ADVICE_LOG}" else None
        )

    @property
    def _task_id(self) -> str:
        part = self._part
        return part if part and self._run and any(task.id == part for task in self._run.tasks) else ""

    def _do(self, work: Callable[[], object], said: str) -> None:
        if self.attempt(work, said):
            self.reload()

    def conceals(self, opener: str) -> bool:
        """Shielded no form of a run shows, not even one that comes back after a lock."""
        return self.desk.shielded

    # --- what stands around

    def action_log(self) -> None:
        """v: advice of or a report to Veilig Thuis."""
        things = (
            NewThing("a", ContactKind.ADVICE.value, "advies", "zonder te zeggen om wie het gaat"),
            NewThing("m", ContactKind.REPORT.value, "melding", "met naam en signalen"),
        )
        self.app.push_screen(NewMenu(things, title="Veilig Thuis"), self._log_chosen)

    def _log_chosen(self, kind: str | None) -> None:
        if kind:
            self.open("contact", kind)

    def open_contact(self, kind: str, part_id: str = "", item: str = "") -> None:
        """A contact with Veilig Thuis, new or to be completed."""
        run = self._run
        if run:
            one = next((c for c in run.contacts if c.id == part_id), None)
            form = ContactForm(self.store, run, ContactKind(kind), self.whose, one, item)
            self.app.push_screen(form, self._kept_at("" if item else f"{SECTION}{ADVICE_LOG}"))

    def action_asked(self) -> None:
        """o: someone was asked; on an item that asks just that, it is done with it."""
        run, item = self._run, self._item
        asks = run and item and item.kind is ItemKind.CONSULT and run.of(item) is None
        self.open("consult", "", item.code if item and asks else "")

    def open_consult(self, part_id: str = "", item: str = "") -> None:
        """With whom, when, what came of it."""
        run = self._run
        if run:
            one = next((c for c in run.consultations if c.id == part_id), None)
            form = ConsultForm(self.store, run, self.whose, one, item)
            self.app.push_screen(form, self._kept_at("" if item else f"{SECTION}{ASKED}"))

    def action_give_task(self) -> None:
        """t: a task, someone who follows, someone who keeps contact."""
        things = (
            NewThing("t", TaskKind.TASK.value, "taak", "iemand doet iets"),
            NewThing("v", TaskKind.WATCH.value, "volgen", "iemand blijft opletten, tot een dag"),
            NewThing("c", TaskKind.CONTACT.value, "contact", "iemand houdt contact met een ander"),
        )
        self.app.push_screen(NewMenu(things, title="Taak"), self._task_chosen)

    def _task_chosen(self, kind: str | None) -> None:
        if kind:
            self.open("task", "", kind)

    def open_task(self, part_id: str = "", kind: str = "", item: str = "") -> None:
        """A task, new or to be changed; asked for by an item she stays at that."""
        run = self._run
        if run:
            one = next((task for task in run.tasks if task.id == part_id), None)
            form = TaskForm(self.store, run, self.whose, one, TaskKind(kind) if kind else TaskKind.TASK)
            self.app.push_screen(form, self._kept_at("" if item else f"{SECTION}{TEAM}"))

    def action_team(self) -> None:
        """i: someone of the interventieteam."""
        self.open("member")

    def open_member(self, part_id: str = "", item: str = "") -> None:
        """Who, and in which role; asked for by an item she stays at that."""
        run = self._run
        if run:
            one = next((member for member in run.members if member.id == part_id), None)
            at = "" if item else f"{SECTION}{TEAM}"
            self.app.push_screen(MemberForm(self.store, run, self.whose, one), self._kept_at(at))

    def open_holder(self) -> None:
        """Who is casushouder of the run."""
        if self._run and self._run.running:
            self.app.push_screen(HolderForm(self.store, self._run, self.whose), self._kept)

    def open_part(self, part_id: str) -> None:
        """Enter on a row of what stands around."""
        run = self._run
        if run is None:
            return
        contact = next((one for one in run.contacts if one.id == part_id), None)
        if contact:
            self.open_contact(contact.kind.value, part_id)
        elif any(one.id == part_id for one in run.consultations):
            self.open_consult(part_id)
        elif any(one.id == part_id for one in run.members):
            self.open_member(part_id)
        else:
            self.open_task(part_id)

    def action_told(self) -> None:
        """d: the words of a task are approved, and told."""
        run, task_id = self._run, self._task_id
        task = next((one for one in run.tasks if one.id == task_id), None) if run else None
        if run is None or task is None:
            return
        due = f", {by_when(task)} {show_date(task.due, self._show.today)}" if task.due else ""
        words = self._show.text(f"“{task_words(task)}{due}”")
        question = ConfirmDialog(
            f"Dit hoort {self._show.text(task.who)}, en niets meer:", words, heading="Taak verteld",
            yes="Goed, en verteld", no="Nog niet",
        )  # fmt: skip

        def after(yes: bool | None) -> None:
            if yes and self.attempt(lambda: self.store.run_parts.told(run.id, task.id), "Verteld."):
                self.reload()

        self.app.push_screen(question, after)

    # --- on paper

    def action_paper(self) -> None:
        """p: the run's own file in Word; on a task that is told on paper, its own sheet."""
        self._leave("docx")

    def action_markdown(self) -> None:
        """m: the same in Markdown."""
        self._leave("md")

    def _leave(self, form: str) -> None:
        """Words of judgement are pointed out first; she decides."""
        run = self._run
        if run is None:
            return
        task = next((one for one in run.tasks if one.id == self._task_id), None)
        found = () if task else opinions_in(run)
        if not found:
            self._make(run, task, form)
            return
        words = ", ".join(f"‘{word}’" for word in found)
        question = ConfirmDialog(
            "Toch maken?",
            f"Er staan woorden van oordeel in: {words}. Het dossier is feitelijk; zet een mening achter ‘mening:’.",
            heading="Op papier", yes="Toch maken", no="Eerst kijken",
        )  # fmt: skip
        self.app.push_screen(question, lambda yes: self._make(run, None, form) if yes else None)

    def _make(self, run: Run, task: Task | None, form: str) -> None:
        school, today = self.store.school.school().name, self._show.today
        written = task_sheet(task, self._student, school, today) if task else run_sheet(run, school, today)
        name = f"{'taak' if task else 'dossier'} {self._student.name.initials} {today:%d-%m-%Y}.{form}"
        base = None if form == "md" else usable_base(self.store)

        def make() -> bytes:
            from sotdesk.documents import letters

            return letters.markdown(written).encode() if form == "md" else letters.docx(written, base)

        def listed() -> None:
            if task:
                self.attempt(lambda: self.store.run_parts.told(run.id, task.id))

        hand_out(self, name, make, listed)  # without to whom: the list of what left is not shielded

    def _kept(self, done: object) -> None:
        if done is not None:
            self.tell("Bewaard.")
            self.reload_on()

    def reload_on(self) -> None:
        """After something was kept: whoever did what was first goes on to what is first now; else she stays."""
        first = next_up(self._run).at if self._run else ""
        stood = bool(first) and (self.on_row(first) or self._at == first)
        self.reload()
        if stood:
            self.go_to_first()

    def _kept_at(self, at: str) -> Callable[[object], None]:
        """After a form: there where it stands now."""

        def after(done: object) -> None:
            if done is not None:
                self._at = at or self._at
            self._kept(done)

        return after
