"""Closing, part 3: all texts as files in one new folder, in one go; encrypted for who is outside the school."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from textual.worker import get_current_worker

from sotdesk.documents.feedback_folder import Folder, Wanted, write_folder
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.feedback import Note, Recipient
from sotdesk.domain.words import count
from sotdesk.report_base import BaseUnusable, usable_base
from sotdesk.screens.closing_base import TELLING
from sotdesk.screens.closing_preview import warning_rows
from sotdesk.screens.closing_telling import ClosingTelling
from sotdesk.screens.closing_telling_forms import FORMS, Files, FilesForm
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.handing_out import folder, offer_settings, open_file
from sotdesk.screens.naming import pupil
from sotdesk.widgets.panel import Panel

SAID_AFTER = 0.5
"""Seconds after which it is said how far it is."""


class ClosingFiles(ClosingTelling):
    """The folder with everyone's text."""

    def action_files(self) -> None:
        """w: all files in one new folder."""
        if self._to_write(everyone=True):
            self.open("files")
        else:
            self.tell("Er is nog niets om op te schrijven.")

    def open_files(self) -> None:
        """What to look at first, for whom, and how."""
        every, left = self._to_write(everyone=True), self._to_write(everyone=False)
        outside = sum(1 for one, _student in every if one.external)
        notes = self._texts(every)
        form = FilesForm(self._warned(every, notes), left=len(left), every=len(every), outside=outside)
        self.app.push_screen(form, self._write)

    def _to_write(self, *, everyone: bool) -> list[tuple[Recipient, str]]:
        """Who must be told about whom; not `everyone`: only who was not told yet."""
        return [
            (one, entry.student_id)
            for one in self._recipients.values()
            for entry in one.entries
            if entry.expected and (everyone or not entry.told)
        ]

    def _texts(self, wanted: Sequence[tuple[Recipient, str]]) -> tuple[Note, ...]:
        return self.store.feedback.notes(self.meeting_id, [(one.key, student) for one, student in wanted])

    def _warned(self, wanted: Sequence[tuple[Recipient, str]], notes: Sequence[Note]) -> list[str]:
        """What to look at, each once, with who reads it: `Yara A., M. Bos: besluit: …`."""
        found: dict[str, list[str]] = {}
        for (one, student_id), made in zip(wanted, notes, strict=True):
            student = next(e.student for e in one.entries if e.student_id == student_id)
            for said in warning_rows(made.warnings):
                found.setdefault(
                    f"{pupil(student, hidden=self.private)} · {self._show.text(said)}", []
                ).append(one.label)
        return [
            f"{said} ({', '.join(self._show.text(who) for who in labels)})" for said, labels in found.items()
        ]

    # --- writing

    def _write(self, files: Files | None) -> None:
        if files is None:
            return
        chosen = self._to_write(everyone=files.everyone)
        try:
            wanted = [
                Wanted(
                    made, self.store.feedback.passphrase(one.key) if files.encrypt and one.external else ""
                )
                for (one, _student), made in zip(chosen, self._texts(chosen), strict=True)
            ]
            parent, base = folder(), usable_base(self.store) if files.form == "docx" else None
        except BaseUnusable as error:
            offer_settings(self, error)
        except SotdeskError as error:
            self.fail(error)
        else:
            self._far = (0, len(wanted))
            self._waiting = self.set_timer(SAID_AFTER, self._say_far)
            self.run_worker(
                partial(self._in_thread, parent, wanted, files.form, base), thread=True, exclusive=True
            )

    def _in_thread(self, parent: Path, wanted: Sequence[Wanted], form: str, base: Path | None) -> None:
        """Writes the files beside the screen."""
        worker = get_current_worker()

        def far(done: int, total: int) -> None:
            self._far = (done, total)

        try:
            made: Folder | SotdeskError = write_folder(
                parent, self._meeting.day, wanted, form=form, base=base, progress=far
            )
        except SotdeskError as error:
            made = error
        if not worker.is_cancelled:
            self.app.call_from_thread(self._have_written, made, wanted, form)

    def _say_far(self) -> None:
        """How far it is, every so often, until it is done."""
        done, total = self._far
        self.query_one(f"#{TELLING}-panel", Panel).label(subtitle=f"bestanden maken: {done} van {total} …")
        self._waiting = self.set_timer(0.2, self._say_far)

    def _have_written(self, made: Folder | SotdeskError, wanted: Sequence[Wanted], form: str) -> None:
        self._waiting.stop()
        if isinstance(made, SotdeskError):
            self.reload()
            self.fail(made)
            return
        encrypted = [one.note for one in wanted if one.passphrase]
        self.attempt(lambda: self._list(made, wanted, form))
        self.reload()
        secret = (
            " Wie buiten de school leest, heeft zijn wachtwoordzin nodig: k toont hem." if encrypted else ""
        )
        question = ConfirmDialog(
            f"{count(len(made.files), 'bestand', 'bestanden')} in ‘{made.path.name}’",
            f"In {made.path.parent}.{secret}",
            heading="Documenten",
            yes="Map openen",
            no="Sluiten",
        )
        self.app.push_screen(question, lambda wanted: open_file(self, made.path) if wanted else None)

    def _list(self, made: Folder, wanted: Sequence[Wanted], form: str) -> None:
        """What left stands in each pupil's file, and on the list of documents."""
        from sotdesk.data.store.handed import Document

        word = dict(FORMS)[form]
        for secret, said in ((True, f"{word}, versleuteld"), (False, word)):
            notes = [one.note for one in wanted if bool(one.passphrase) is secret]
            if notes:
                self.store.feedback.handed(self.meeting_id, notes, said)
        self.store.handed.add(
            *(
                Document(
                    f"terugkoppeling.{form}", one.note.student_id, self.meeting_id, one.note.label, told=True
                ).written(made.files[one.note.key, one.note.student_id])
                for one in wanted
            )
        )
