"""Overdracht van een klas, the files: a sheet for each pupil, then one new folder with all of them or nothing."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from textual.worker import get_current_worker

from sotdesk.documents.handover_folder import Folder, Wanted, write_folder
from sotdesk.domain.cases import CaseRow
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.handover import Around, Receiver
from sotdesk.domain.handover_sheet import TITLE, handover_pages
from sotdesk.domain.initials_find import NameIndex
from sotdesk.domain.text import fold
from sotdesk.domain.words import count
from sotdesk.report_base import BaseUnusable, usable_base
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.handing_out import folder, offer_settings, open_file
from sotdesk.screens.handover_forms import Choice
from sotdesk.screens.letters import file_words
from sotdesk.widgets.panel import Panel

FIRST = "year"
PHRASE_OF = "handover:"
"""Before a receiver's name in the list of passphrases."""
ONLY_WORD = "Er gaat een blad de school uit, en alleen Word kan versleuteld: p. Markdown kan op het blad zelf (Enter)."
LOCKED_TOO = (
    "Wat de school uit gaat, is versleuteld. k toont de wachtwoordzin; geef die langs een andere weg door."
)
SAID_AFTER = 0.5
"""Seconds after which it is said how far it is."""


class HandoverFiles(BaseScreen):
    """Give `along`, `receiver` and `group_words`."""

    _choice = Choice(FIRST, "")
    _around: Mapping[str, Around]
    _turned: frozenset[str] = frozenset()
    """Pupils that she ticked, or not any more, against how they begin."""
    _writing = False

    def along(self) -> list[CaseRow]:
        """Whose sheets are made."""
        raise NotImplementedError

    def receiver(self, case: CaseRow) -> Receiver:
        """Who receives this pupil's sheet."""
        raise NotImplementedError

    @property
    def group_words(self) -> str:
        """`2H1`, `leerjaar 2`."""
        raise NotImplementedError

    def action_paper(self) -> None:
        """p: Word."""
        self._write("docx")

    def action_markdown(self) -> None:
        """m: Markdown, which cannot be encrypted."""
        if self.outside():
            self.tell(ONLY_WORD)
        else:
            self._write("md")

    def outside(self) -> list[Receiver]:
        """Who gets a sheet outside the school, each once: those files are encrypted (domain.md §11)."""
        found = (self.receiver(case) for case in self.along())
        return list({fold(one.label): one for one in found if one.outside}.values())

    def phrase(self, receiver: Receiver) -> str:
        """The passphrase of this receiver's files, the same as on a sheet of its own; empty inside the school."""
        return (
            self.store.feedback.passphrase(f"{PHRASE_OF}{fold(receiver.label)}") if receiver.outside else ""
        )

    def _write(self, form: str) -> None:
        if self._writing:
            return
        try:
            given = {case.student.id: self.receiver(case) for case in self.along()}
            parent, base = folder(), usable_base(self.store) if form == "docx" else None
        except BaseUnusable as error:
            offer_settings(self, error)
        except SotdeskError as error:
            self.fail(error)
        else:
            self._writing, self._far, self._why = True, (0, 2 * len(given)), self._choice.why
            title = file_words("overdracht", self.group_words, f"{self.store.clock.today():%Y-%m-%d}")
            self._waiting = self.set_timer(SAID_AFTER, self._say_far)
            self.run_worker(self._make(parent, title, form, base, given), exclusive=True)

    async def _make(
        self, parent: Path, title: str, form: str, base: Path | None, given: dict[str, Receiver]
    ) -> None:
        """Each pupil's sheet, without what is besloten, the screen staying alive between two; then their files."""
        wanted: list[Wanted] = []
        try:
            index = self.store.handovers.names()
            for key, receiver in given.items():
                wanted.append(self._sheet(key, receiver, index))
                self._far = (len(wanted), 2 * len(given))
                await asyncio.sleep(0)
        except SotdeskError as error:
            self._have_written(error, given)
            return
        work = partial(self._in_thread, parent, title, wanted, form, base, given)
        self.run_worker(work, thread=True)

    def _sheet(self, student_id: str, receiver: Receiver, index: NameIndex) -> Wanted:
        student = self._around[student_id].student
        naming = OneName(index, student, receiver.kind.name)
        pages = handover_pages(self.store.handovers.facts(student_id), receiver, self._why, naming)
        title = file_words(TITLE, student.name.initials, student.class_name)
        return Wanted(student_id, title, pages.all, self.phrase(receiver))

    def _in_thread(
        self, parent: Path, title: str, wanted: Sequence[Wanted], form: str, base: Path | None,
        given: dict[str, Receiver],
    ) -> None:  # fmt: skip
        """Writes the files beside the screen."""
        worker = get_current_worker()

        def far(done: int, total: int) -> None:
            self._far = (total + done, 2 * total)

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
        said = f"bladen maken: {100 * done // total if total else 0}% …"
        self.query_one("#pupils-panel", Panel).label(subtitle=said)
        self._waiting = self.set_timer(0.2, self._say_far)

    def _have_written(self, made: Folder | SotdeskError, given: dict[str, Receiver]) -> None:
        self._waiting.stop()
        self._writing = False
        if isinstance(made, SotdeskError):
            self.reload()
            self.fail(made)
            return
        self.attempt(lambda: self._keep(made, given))
        locked = f"\n\n{LOCKED_TOO}" if any(one.outside for one in given.values()) else ""
        self._turned = frozenset()
        self.reload()
        question = ConfirmDialog(
            f"{count(len(made.files), 'overdracht', 'overdrachten')} in ‘{made.path.name}’",
            f"In {made.path.parent}. Ze wachten op ontvangst: noteer die op het blad van de leerling (g).{locked}",
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
                Document(made.files[key].name, key, receiver=receiver.label, told=True).written(
                    made.files[key]
                )
                for key, receiver in given.items()
            )
        )
        self.store.handovers.give_many(list(given.items()), self._why)
