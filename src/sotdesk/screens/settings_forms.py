"""The forms of Instellingen: minutes, colours, the folder for documents, the school's own Word file."""

import os
from collections.abc import Iterable
from pathlib import Path

from textual.widgets import Input

from sotdesk.clipboard import ALWAYS, NEVER
from sotdesk.paths import is_synced, private_dir
from sotdesk.report_base import BaseUnusable, check_base
from sotdesk.screens.dialogs import AskDialog, FormDialog
from sotdesk.screens.import_files import typed_path
from sotdesk.settings import CLIPBOARD_SECONDS, LOCK_MINUTES
from sotdesk.themes import ANSI, NAMES
from sotdesk.widgets.field import Field
from sotdesk.widgets.pick import Pick

NAMED = (("", "initialen en klas"), ("full", "hele naam en klas"))
"""How a pupil is named in a text for the school's own people, as it is kept and in words."""
SYNCED = (
    "Deze map wordt door een ander programma naar elders gekopieerd (OneDrive, Dropbox en dergelijke): "
    "de documenten dus ook."
)
COPYING = (("", "als de terminal het kan"), (ALWAYS, "altijd"), (NEVER, "nooit"))
LATER = "Kaal neemt de kleuren van je terminal. Het werkt helemaal als je sotdesk opnieuw start."


def synced(folder: Path) -> bool:
    """Whether the folder, or the one it points to, is copied elsewhere."""
    return is_synced(folder) or is_synced(folder.resolve())


class MinutesForm(AskDialog):
    """Minutes until the lock → the digits, or None."""

    def __init__(self, title: str, minutes: int) -> None:
        note = f"van {LOCK_MINUTES[0]} tot en met {LOCK_MINUTES[-1]}; uitzetten kan niet"
        super().__init__(title, "Minuten", str(minutes), note=note, check=_check_minutes)


class SecondsForm(AskDialog):
    """Seconds that a copied text stays on the clipboard → the digits, or None."""

    def __init__(self, seconds: int) -> None:
        note = f"van {CLIPBOARD_SECONDS[0]} tot en met {CLIPBOARD_SECONDS[-1]}; daarna is het klembord leeg"
        super().__init__("Klembord", "Seconden", str(seconds), note=note, check=_check_seconds)


class CopyingForm(FormDialog[str]):
    """How texts are handed over → `altijd`, `nooit` or empty, or None."""

    heading = "Kopiëren"

    def __init__(self, copying: str) -> None:
        super().__init__()
        self._copying = copying

    def fields(self) -> Iterable[Field]:
        """One choice."""
        note = "← en → kiezen. Nooit: de tekst staat alleen op het scherm, of gaat naar een bestand"
        yield Field("Naar het klembord", Pick(COPYING, self._copying, id="copying"), note=note)

    def result(self) -> str:
        """The choice."""
        return self.text("copying")


class ColoursForm(FormDialog[str]):
    """The colours → the name of a theme, or None."""

    heading = "Kleuren"

    def __init__(self, theme: str) -> None:
        super().__init__()
        self._theme = theme

    def fields(self) -> Iterable[Field]:
        """One choice."""
        yield Field("Kleuren", Pick([(name, name) for name in NAMES], self._theme, id="theme"))

    def on_mount(self) -> None:
        """What the choice means."""
        super().on_mount()
        self.on_pick_changed()

    def on_pick_changed(self) -> None:
        """Kaal needs a new start."""
        self.field("theme").show(LATER if self.text("theme") == ANSI else "← en → kiezen")

    def result(self) -> str:
        """The name."""
        return self.text("theme")


class NamesForm(FormDialog[str]):
    """How texts for the school's own people name a pupil → `full` or empty, or None."""

    heading = "Leerling in teksten"

    def __init__(self, full: bool) -> None:
        super().__init__()
        self._full = full

    def fields(self) -> Iterable[Field]:
        """One choice."""
        note = (
            "voor navragen en uitnodigen; wie niet van de school is, leest altijd initialen of geen leerling"
        )
        yield Field("Leerling", Pick(NAMED, "full" if self._full else "", id="names"), note=note)

    def result(self) -> str:
        """The choice."""
        return self.text("names")


class FolderForm(AskDialog):
    """The folder for documents → the path as typed, empty for the usual one, or None."""

    def __init__(self, chosen: str, usual: Path) -> None:
        note = f"leeg: {usual}"
        super().__init__("Map voor documenten", "Map", chosen, note=note, check=_check_folder, needed=False)

    def on_mount(self) -> None:
        """What this folder means."""
        super().on_mount()
        self._judge()

    def on_input_changed(self, _event: Input.Changed) -> None:
        """What this folder means."""
        self._judge()

    def _judge(self) -> None:
        folder = typed_path(self.text("answer"))
        if self.text("answer") and folder.is_absolute() and synced(folder):
            self.field("answer").show(f"! {SYNCED}", "warn")


class BaseForm(AskDialog):
    """The school's own Word file → its path as typed, empty for none, or None."""

    def __init__(self, chosen: str) -> None:
        note = "een .docx met het briefhoofd; sleep het bestand hierheen. Leeg: de opmaak van sotdesk"
        super().__init__(
            "Word-bestand van de school", "Bestand", chosen, note=note, check=_check_base, needed=False
        )


def _check_minutes(typed: str) -> str:
    right = typed.isascii() and typed.isdecimal() and len(typed) < 4 and int(typed) in LOCK_MINUTES
    return "" if right else f"Typ een getal van {LOCK_MINUTES[0]} tot en met {LOCK_MINUTES[-1]}."


def _check_seconds(typed: str) -> str:
    right = typed.isascii() and typed.isdecimal() and len(typed) < 4 and int(typed) in CLIPBOARD_SECONDS
    return "" if right else f"Typ een getal van {CLIPBOARD_SECONDS[0]} tot en met {CLIPBOARD_SECONDS[-1]}."


def _check_folder(typed: str) -> str:
    """Makes the folder when it is not there; what is wrong with it, or nothing."""
    if not typed:
        return ""
    folder = typed_path(typed)
    if wrong := _check_path(folder, "map"):
        return wrong
    try:
        private_dir(folder)
    except (OSError, ValueError):
        return "Deze map is er niet en kan niet worden gemaakt. Kies een andere."
    return (
        "" if os.access(folder, os.W_OK | os.X_OK) else "In deze map mag je niet schrijven. Kies een andere."
    )


def _check_base(typed: str) -> str:
    if not typed:
        return ""
    path = typed_path(typed)
    if wrong := _check_path(path, "bestand"):
        return wrong
    if not path.is_file():
        return "Op deze plek staat geen bestand. Kijk de naam na, of sleep het bestand hierheen."
    try:
        check_base(path)
    except BaseUnusable as error:
        return error.wrong
    return ""


def _check_path(path: Path, what: str) -> str:
    if not path.is_absolute() or not str(path).isprintable():
        return f"Typ de hele plek van de {what}." if what == "map" else f"Typ de hele plek van het {what}."
    return ""
