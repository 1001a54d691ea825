"""Overdracht van een klas of leerjaar: the pupils with an open case, a sheet for each in one new folder.

One file a pupil: each has his own receiver and receipt, and whoever receives one reads about one pupil only.
"""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from sotdesk.actions import bindings
from sotdesk.documents.handover_folder import Folder, Wanted, write_folder
from sotdesk.domain.cases import CaseRow
from sotdesk.domain.dates import show_date
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.handover import Around, Handover, Receiver
from sotdesk.domain.handover_sheet import TITLE, handover_pages
from sotdesk.domain.students import year_of
from sotdesk.domain.words import count
from sotdesk.report_base import BaseUnusable, usable_base
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.handing_out import folder, offer_settings, open_file
from sotdesk.screens.handover_forms import Choice, ManyForm
from sotdesk.screens.letters import file_words
from sotdesk.screens.naming import pupil
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.row import col, fit, flex, name

FIRST = "year"
EMPTY = "Geen leerlingen met een open casus. Bij Casussen opent n er een."
NOBODY = "nog niemand: e kiest aan wie"
OWN = "alleen voor jou: op zijn eigen blad (Enter)"
GROUND = "nog geen toestemming: op zijn eigen blad (Enter)"
SAID_AFTER = 0.5
"""Seconds after which it is said how far it is."""
PUPIL, CLASS, STATUS = 18, 6, 10
YEAR, KLASS = "y:", "c:"
"""Before a year or a class: the id of its row."""


class PupilLines(Lines):
    """The pupils of the class or year."""

    BINDINGS = bindings("handovers.pupils")


class HandoversScreen(BaseScreen):
    """Address: the class (`c:2H1`) or year (`y:2`) to stand on."""

    SCOPE = "handovers"
    ROUTE = "handovers"
    HERE = 3
    BINDINGS = bindings("handovers")
    AUTO_FOCUS = "#groups"
    HELP = """
**Overdracht van een klas**: een blad voor elke leerling met een open casus, ook wie je alleen volgt, in één nieuwe map.

- Links kies je een **leerjaar** of een **klas**; rechts staan de leerlingen. **Spatie** laat er een weg.
- Elk blad gaat naar wie bij die leerling hoort: zijn mentor of coördinator, of wie je met **e** kiest.
- Een bestand per leerling: wie er een krijgt, leest over één leerling, en elk blad heeft zijn eigen ontvangst.
- **Besloten** gaat hier nooit mee, en een casus die alleen voor jou is ook niet: dat kies je op het blad van die
  leerling (Enter).
"""

    def body(self) -> ComposeResult:
        """Left (or above) years and classes, right (or below) the pupils of the one under the cursor."""
        with Horizontal(id="handovers-body", classes="body"):
            yield Panel(Lines(id="groups", empty=EMPTY, always=True), id="groups-panel")
            yield Panel(PupilLines(id="pupils"), id="pupils-panel")

    _choice = Choice(FIRST, "")
    _turned: frozenset[str] = frozenset()
    """Pupils that she ticked, or not any more, against how they begin."""

    @property
    def wanted(self) -> str | None:
        """The class or year that the address names."""
        return self.ids[0] if self.ids else None

    @property
    def address(self) -> tuple[str, ...]:
        """With the class or year under the cursor."""
        group = self.query_one("#groups", Lines).current if self.is_mounted else None
        return (self.ROUTE, group) if group else (self.ROUTE, *self.ids)

    # --- showing

    def reload(self, keep: str | None = None) -> None:
        """The open cases by year and class."""
        self._today = self.store.clock.today()
        self._cases = {case.student.id: case for case in self.store.cases.all()}
        self._around = self.store.handovers.arounds(self._cases)
        self._last = self.store.handovers.last(list(self._cases))
        self.query_one("#groups", Lines).refill(self._groups(), keep)
        self.query_one("#groups-panel", Panel).label("Leerjaar of klas")
        self._show_pupils()

    def _groups(self) -> list[Option]:
        classes = sorted({case.student.class_name for case in self._cases.values()} - {""})
        years = sorted({year for each in classes if (year := year_of(each)) is not None})
        rows: list[Option] = []
        for title, found in (
            ("Leerjaar", [(f"{YEAR}{year}", f"leerjaar {year}") for year in years]),
            ("Klas", [(f"{KLASS}{each}", each) for each in classes]),
        ):
            rows += [blank()] if rows and found and not self.low else []
            rows += [heading(title)] if found else []
            rows += [option(key, flex(words), fit(str(len(self._in(key))), "muted")) for key, words in found]
        return rows

    def _in(self, group: str) -> list[CaseRow]:
        """The cases of a class or year, by class and name."""
        kind, key = group[:2], group[2:]
        mine = [
            case
            for case in self._cases.values()
            if (case.student.class_name if kind == KLASS else str(year_of(case.student.class_name))) == key
        ]
        return sorted(mine, key=lambda c: (c.student.class_name, c.student.name.shown.casefold()))

    @property
    def group(self) -> str:
        """The class or year under the cursor."""
        return self.query_one("#groups", Lines).current or ""

    def _show_pupils(self) -> None:
        found = self._in(self.group) if self.group else []
        self.query_one("#pupils", Lines).refill([self._row(case) for case in found])
        along = len(self._along())
        why = self._choice.why.words
        words = self._group_words
        title = f"{words[:1].upper()}{words[1:]} · {why}" if found else "Leerlingen"
        self.query_one("#pupils-panel", Panel).label(
            title, f"{along} van {len(found)} gaan mee" if found else ""
        )
        self.refresh_bindings()

    @property
    def _group_words(self) -> str:
        return f"leerjaar {self.group[2:]}" if self.group.startswith(YEAR) else self.group[2:]

    def _row(self, case: CaseRow) -> Option:
        student, receiver = case.student, self._receiver(case)
        hinder, last = self._hindered(case, receiver), self._last.get(case.student.id)
        goes = self._goes(case)
        sign = col("–", 1, "muted") if hinder else col("✓" if goes else "□", 1, "good" if goes else "muted")
        who = name(pupil(student, hidden=self.private), PUPIL, "strong" if goes else "muted")
        said = hinder or f"voor {receiver.label}"
        before = f"{show_date(last.made_on, self._today)}, {self._standing(last)}" if last else ""
        return option(
            student.id, sign, who, col(student.class_name, CLASS, "muted"),
            col(case.status.value, STATUS, "muted", drop=76), flex(said, "warn" if hinder else ""),
            fit(before, "muted", drop=62),
        )  # fmt: skip

    def _standing(self, last: Handover) -> str:
        return "wacht op ontvangst" if last.waits else "ontvangen"

    def _around_of(self, case: CaseRow) -> Around:
        return self._around[case.student.id]

    def _receiver(self, case: CaseRow) -> Receiver:
        around, why = self._around_of(case), self._choice.why
        return around.receiver(self._choice.receiver or around.first(why), why)

    def _hindered(self, case: CaseRow, receiver: Receiver) -> str:
        if self._around_of(case).own_only:
            return OWN
        if not receiver.label or receiver.family:
            return NOBODY
        return GROUND if receiver.lacks_ground else ""

    def _goes(self, case: CaseRow) -> bool:
        """Ticked, unless the same handover waits for its receipt already; Spatie turns it."""
        if self._hindered(case, self._receiver(case)):
            return False
        last = self._last.get(case.student.id)
        again = last is not None and last.waits and last.reason == self._choice.why.words
        return again is (case.student.id in self._turned)

    def _along(self) -> list[CaseRow]:
        return [case for case in (self._in(self.group) if self.group else []) if self._goes(case)]

    # --- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A folder is made of at least one pupil."""
        if action in ("paper", "markdown"):
            return hasattr(self, "_cases") and bool(self._along())
        return True

    def on_option_list_option_highlighted(self, event: Lines.OptionHighlighted) -> None:
        """Another class or year: its pupils."""
        if event.option_list.id == "groups" and hasattr(self, "_cases"):
            self._show_pupils()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: to the pupils; on a pupil to his own sheet."""
        if event.option_list.id == "groups":
            self.query_one("#pupils").focus()
        elif event.option_id:
            self.desk.go(("handover", event.option_id))

    def action_back(self) -> None:
        """Esc: from the pupils to the classes, then a step back."""
        if self.query_one("#pupils").has_focus:
            self.query_one("#groups").focus()
        else:
            super().action_back()

    def action_tick(self) -> None:
        """Spatie: this pupil goes along, or not."""
        key = self.query_one("#pupils", Lines).current
        case = self._cases.get(key or "")
        if case is None:
            return
        hinder = self._hindered(case, self._receiver(case))
        if hinder:
            self.tell(f"Deze leerling kan hier niet mee: {hinder}.")
            return
        self._turned ^= {case.student.id}
        self._show_pupils()

    def action_whom(self) -> None:
        """e: why, and to whom."""
        self.open("whom")

    def open_whom(self) -> None:
        """The form of reason and receiver."""
        known = next((around.known(self._choice.why) for around in self._around.values()), ())

        def chosen(choice: Choice | None) -> None:
            if choice:
                self._choice = choice
                self._show_pupils()

        self.app.push_screen(ManyForm(self._choice, known), chosen)

    # --- writing

    def action_paper(self) -> None:
        """p: Word."""
        self._write("docx")

    def action_markdown(self) -> None:
        """m: Markdown."""
        self._write("md")

    def _write(self, form: str) -> None:
        try:
            given = {case.student.id: self._receiver(case) for case in self._along()}
            wanted = self._sheets(given)
            parent, base = folder(), usable_base(self.store) if form == "docx" else None
        except BaseUnusable as error:
            offer_settings(self, error)
        except SotdeskError as error:
            self.fail(error)
        else:
            title = file_words("overdracht", self._group_words, f"{self._today:%Y-%m-%d}")
            self._far = (0, len(wanted))
            self._waiting = self.set_timer(SAID_AFTER, self._say_far)
            work = partial(self._in_thread, parent, title, wanted, form, base, given)
            self.run_worker(work, thread=True, exclusive=True)

    def _sheets(self, given: dict[str, Receiver]) -> list[Wanted]:
        """Each pupil's sheet, without what is besloten."""
        index, why, found = self.store.handovers.names(), self._choice.why, []
        for facts, around in self.store.handovers.many(list(given)):
            student = around.student
            receiver = given[student.id]
            naming = OneName(index, student, receiver.kind.name)
            pages = handover_pages(facts, receiver, why, naming)
            title = file_words(TITLE, student.name.initials, student.class_name)
            found.append(Wanted(student.id, title, pages.all))
        return found

    def _in_thread(
        self, parent: Path, title: str, wanted: Sequence[Wanted], form: str, base: Path | None,
        given: dict[str, Receiver],
    ) -> None:  # fmt: skip
        """Writes the files beside the screen."""
        worker = get_current_worker()

        def far(done: int, total: int) -> None:
            self._far = (done, total)

        try:
            made: Folder | SotdeskError = write_folder(
                parent, title, wanted, form=form, base=base, progress=far
            )
        except SotdeskError as error:
            made = error
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_written, made, given)

    def _say_far(self) -> None:
        """How far it is, every so often, until it is done."""
        done, total = self._far
        self.query_one("#pupils-panel", Panel).label(subtitle=f"bestanden maken: {done} van {total} …")
        self._waiting = self.set_timer(0.2, self._say_far)

    def _have_written(self, made: Folder | SotdeskError, given: dict[str, Receiver]) -> None:
        self._waiting.stop()
        if isinstance(made, SotdeskError):
            self.reload()
            self.fail(made)
            return
        self.attempt(lambda: self._keep(made, given))
        self._turned = frozenset()
        self.reload()
        question = ConfirmDialog(
            f"{count(len(made.files), 'overdracht', 'overdrachten')} in ‘{made.path.name}’",
            f"In {made.path.parent}. Ze wachten op ontvangst: noteer die op het blad van de leerling (g).",
            heading="Documenten",
            yes="Map openen",
            no="Sluiten",
        )
        self.app.push_screen(question, lambda wanted: open_file(self, made.path) if wanted else None)

    def _keep(self, made: Folder, given: dict[str, Receiver]) -> None:
        """What left is on the list of documents and in each pupil's timeline."""
        from sotdesk.data.store.handed import Document

        self.store.handed.add(
            *(
                Document(made.files[key].name, key, receiver=receiver.label, told=True)
                for key, receiver in given.items()
            )
        )
        self.store.handovers.give_many(list(given.items()), self._choice.why)

    # --- what she chose stays while the desk is locked

    def keep_draft(self) -> None:
        """The choice and the ticks wait in the vault."""
        packed = json.dumps([self._choice.reason, self._choice.receiver, sorted(self._turned)])
        self.store.desk.keep_draft("handovers", packed, 0)

    def restore_draft(self) -> None:
        """They are back."""
        packed, _ = self.store.desk.draft("handovers")
        if packed:
            reason, receiver, turned = json.loads(packed)
            self._choice, self._turned = Choice(reason, receiver), frozenset(turned)
            self._show_pupils()
