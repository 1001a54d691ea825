"""Handing a document out: where it goes, asking before a file is overwritten, saying where it is, opening it."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sotdesk import settings
from sotdesk.documents.writing import Exists, save
from sotdesk.domain.errors import ExportError, SotdeskError
from sotdesk.paths import export_folder, private_dir, settings_file
from sotdesk.report_base import BaseUnusable
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import ConfirmDialog

if TYPE_CHECKING:
    from sotdesk.data.store.handed import Document

ABOUT_A_MEETING = frozenset({"agenda", "ask_before", "invites", "prep", "meeting", "closing"})
"""Routes whose first id is a meeting."""
HEADING = "Document"
"""Over what is said of a file; how it leaves (paper, Markdown, calendar) its name says."""


def folder() -> Path:
    """Where documents go: the folder she chose, else the usual one; made when it is not there."""
    chosen = settings.load(settings_file()).export_folder
    place = Path(chosen) if chosen else export_folder()
    try:
        private_dir(place)
    except OSError:
        raise ExportError(
            "De map voor documenten kan niet worden gemaakt. Kies bij Instellingen een andere map."
        ) from None
    return place


def _nothing() -> None:
    """After a document that is not listed."""


def hand_out(
    screen: BaseScreen,
    name: str,
    make: Callable[[], bytes],
    listed: Callable[[], object] = _nothing,
    *,
    to: str = "",
    ground: str = "",
    note: str = "",
) -> None:
    """Writes a document of this file name and offers to open it; a file that is there is asked about first.

    It is put on the list of what left, about the pupil or the meeting of this screen, with who receives it (`to`) and
    on what ground; `note` is said of it under its place. `listed` is called when the document is there: it keeps who
    was told with it.
    """

    def after() -> None:
        told = listed is not _nothing
        document = replace(document_of(screen, name, told=told), receiver=to, ground=ground)
        screen.attempt(lambda: screen.store.handed.add(document.written(path)))
        listed()

    try:
        path = folder() / name
        content = make()
        _write(screen, path, content, after, note)
    except BaseUnusable as error:
        offer_settings(screen, error)
    except SotdeskError as error:
        screen.fail(error)


def document_of(screen: BaseScreen, name: str, *, told: bool) -> "Document":
    """A document as it stands on the list: about the meeting of this screen, else about its pupil."""
    from sotdesk.data.store.handed import Document

    meeting = screen.ids[0] if screen.ROUTE in ABOUT_A_MEETING and screen.ids else ""
    student = "" if meeting else screen.in_view[0]
    return Document(name, student, meeting, told=told)


def offer_settings(screen: BaseScreen, error: BaseUnusable) -> None:
    """The school's own Word file cannot be used: nothing was made, and it is chosen again in one step."""
    question = ConfirmDialog(
        error.title, error.sentence, heading="Eigen Word-bestand", yes="Naar Instellingen", no="Sluiten"
    )
    screen.app.push_screen(question, lambda wanted: screen.action_go("settings") if wanted else None)


def _write(screen: BaseScreen, path: Path, content: bytes, listed: Callable[[], object], note: str) -> None:
    try:
        save(path, content)
    except Exists:
        question = ConfirmDialog(
            f"‘{path.name}’ overschrijven?",
            "Er staat al een bestand met deze naam.",
            heading=HEADING,
            yes="Overschrijven",
            harm=True,
        )
        screen.app.push_screen(
            question, lambda sure: _write_over(screen, path, content, listed, note) if sure else None
        )
    else:
        listed()
        _offer(screen, path, note)


def _write_over(
    screen: BaseScreen, path: Path, content: bytes, listed: Callable[[], object], note: str
) -> None:
    if screen.attempt(lambda: save(path, content, over=True)):
        listed()
        _offer(screen, path, note)


def _offer(screen: BaseScreen, path: Path, note: str) -> None:
    where = f"In {path.parent}" + (f"\n\n{note}" if note else "")
    question = ConfirmDialog(f"‘{path.name}’ staat klaar", where, heading=HEADING, yes="Openen", no="Sluiten")
    screen.app.push_screen(question, lambda wanted: open_file(screen, path) if wanted else None)


def open_file(screen: BaseScreen, path: Path) -> None:
    """Opens a document with the program the computer has for it; says so when there is none."""
    try:
        if sys.platform == "win32":
            import os

            os.startfile(path)  # noqa: S606  (a file this program just wrote)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen(  # noqa: S603  (a fixed program, a file this program just wrote)
                [opener, str(path)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
    except OSError:
        screen.tell("Openen lukt hier niet. Open het bestand zelf vanuit de map.")
