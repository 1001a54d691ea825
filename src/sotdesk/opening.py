"""What the first screens may do with the file: look at it, open it, make it. They get these as functions.

Runs in a worker, so nothing here touches a screen; nothing here keeps a passphrase.
"""

import gc
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from textual.screen import Screen

from sotdesk import parting
from sotdesk.data.backups_found import needs_first_vault
from sotdesk.domain.errors import SotdeskError
from sotdesk.paths import seen_file
from sotdesk.safekeeping import look_at_vault, second_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from sotdesk.data.rekeying import OldCopies
    from sotdesk.data.store import Store
    from sotdesk.data.vault import Progress, Vault
    from sotdesk.domain.clock import Clock
    from sotdesk.domain.meetings import MeetingKind

LATER = ("sotdesk.data.vault", "sotdesk.data.warm", "sotdesk.screens.today")
"""What is needed after the passphrase, the slowest first."""

_nobody: "list[Store]" = []
"""The store of a desk with nobody in it; there once all that comes after the passphrase has been imported."""


@dataclass(frozen=True)
class NewSchool:
    """What the first run asked: the school, its coordinator, its kinds of meeting, and where the sheet goes."""

    name: str
    coordinator: str
    kinds: "tuple[MeetingKind, ...]" = ()
    sheet_folder: Path | None = None
    """None: no herstelblad is wanted."""


def first_screen(path: Path, clock: "Clock", *, again: bool) -> Screen[None]:
    """What a start shows: the first run when there is nothing yet at `path`, else the unlock screen.

    `again` = the desk was locked: then a file that went away is told, never replaced by a new vault.
    """
    from sotdesk.screens.unlock import UnlockScreen

    if again or not needs_first_vault(path, second_place()):
        return UnlockScreen(
            partial(look_at_vault, path),
            partial(open_vault, path, clock),
            path,
            again=again,
            mend=lambda copy, *more: mend_vault(path, copy, clock, *more),
        )
    from sotdesk.screens.first_run import FirstRunScreen

    return FirstRunScreen(partial(make_vault, path, clock), path)


@dataclass(frozen=True)
class Opened:
    """A vault that is open again after something was done with it, and what that was: a heading and its text."""

    vault: "Vault"
    news: tuple[str, str]


@dataclass(frozen=True)
class Task:
    """Something that is done with the closed vault behind the lock screen; a passphrase is typed for it there."""

    heading: str
    said: str
    """What will happen, and which passphrase is asked."""
    work: "Callable[[str, Progress], Opened]"
    """Gets what was typed; a SotdeskError says why not."""
    final: str
    """The sentence of the step from which on it cannot be stopped."""
    copy_first: bool = False
    """A reservekopie is made before when one is due; a task that makes one itself needs none."""


def task_screen(path: Path, clock: "Clock", task: Task) -> Screen[None]:
    """The lock screen for a task."""
    from sotdesk.screens.vault_task import TaskScreen

    return TaskScreen(path, clock, task)


def import_the_rest(*more: str, then: "Callable[[], object]" = lambda: None) -> None:
    """Imports, in a thread behind the first paint, what is needed once the vault is open; `then` is called there."""

    def work() -> None:
        _import(*more)
        then()

    Thread(target=work, daemon=True).start()


def _import(*more: str) -> None:
    for name in (*LATER, *more):
        import_module(name)
    from sotdesk.data.warm import nobody, warm

    if not _nobody:
        warm()
        _nobody.append(nobody())
    gc.freeze()  # nothing of this ever goes away: a full collection in a meeting need not look at it (0.1 s)


def empty_store() -> "Store | None":
    """A store in memory with nobody in it, to put screens together with; None while there still is much to import."""
    return _nobody[0] if _nobody else None


def open_vault(path: Path, clock: "Clock", passphrase: str, progress: "Progress") -> "Vault":
    """Open the vault; a VaultError says why not, VaultMendable that a good reservekopie can be put back.

    A reservekopie that is still being made behind the lock screen is waited for.
    """
    from sotdesk.data.damage import open_or_tell

    parting.wait(lambda: progress(parting.WAITING))
    return open_or_tell(path, passphrase, second_place(), progress, memory_file=seen_file(), clock=clock)


def mend_vault(path: Path, copy: Path, clock: "Clock", passphrase: str, progress: "Progress") -> Opened:
    """Put a reservekopie back over the closed vault and open it; a SotdeskError says why not."""
    from sotdesk.safekeeping import restore

    parting.wait(lambda: progress(parting.WAITING))
    done = restore(copy, path, passphrase, clock.now(), progress)
    vault = open_vault(path, clock, passphrase, progress)
    told = "De reservekopie staat nu in de kluis."
    if done.replaced:
        told += (
            f"\n\nHet bestand dat er stond is bewaard:\n{done.replaced}\n\nGooi het weg als je het niet meer nodig "
            "hebt: alles van toen staat erin."
        )
    return Opened(vault, ("Teruggezet", told))


def restore_task(path: Path, copy: Path, clock: "Clock", when: str, *, today: bool) -> Task:
    """Put back the reservekopie of `when`; `today`: it has today's passphrase."""
    from sotdesk.data.restoring import REPLACING

    whose = "je wachtwoordzin" if today else "de wachtwoordzin van deze kopie"
    return Task(
        "Reservekopie terugzetten",
        f"Alles is bewaard en op slot. Typ {whose}: dan wordt de reservekopie van {when} teruggezet.",
        partial(mend_vault, path, copy, clock),
        REPLACING,
        copy_first=True,
    )


@dataclass(frozen=True)
class NewPassphrase:
    """What was chosen: the words, what happens to older copies, and where the new herstelblad goes (None: later)."""

    words: str
    older: "OldCopies"
    sheet_folder: Path | None
    school: str


def passphrase_task(path: Path, clock: "Clock", new: NewPassphrase) -> Task:
    """Give the vault another passphrase; the one of now is typed for it."""
    from sotdesk.data.rekeying import MAKING

    return Task(
        "Wachtwoordzin veranderen",
        "Alles is bewaard en op slot. Typ nog één keer de wachtwoordzin van nu; daarna geldt de nieuwe.",
        partial(_change, path, clock, new),
        MAKING,
    )


def _change(path: Path, clock: "Clock", new: NewPassphrase, old: str, progress: "Progress") -> Opened:
    from sotdesk.data.rekeying import OldCopies
    from sotdesk.domain.words import count
    from sotdesk.safekeeping import change_passphrase

    parting.wait(lambda: progress(parting.WAITING))
    done = change_passphrase(path, old, new.words, new.older, clock.now(), second_place(), progress)
    many = count(done.done, "reservekopie", "reservekopieën")
    gone = new.older is OldCopies.REMOVE
    told = [
        "De kluis opent nu met de nieuwe wachtwoordzin, en alleen daarmee.",
        f"{many} weggehaald, één nieuwe gemaakt." if gone and not done.trouble else "",
        f"{many} weggehaald." if gone and done.trouble else "",
        "" if gone else f"{many} {'heeft' if done.done == 1 else 'hebben'} de nieuwe zin ook.",
        *done.sentences,
        "Kopieën op andere plekken openen nog met de oude zin.",
    ]
    text = " ".join(filter(None, told)) + "\n\n" + _sheet_told(path, clock, new)
    return Opened(open_vault(path, clock, new.words, progress), ("De wachtwoordzin is veranderd", text))


def _sheet_told(path: Path, clock: "Clock", new: NewPassphrase) -> str:
    """The new herstelblad, and what to do with the old one."""
    old = "Het oude herstelblad klopt niet meer: vernietig het."
    if new.sheet_folder is None:
        return f"{old} Met h maak je een nieuw."
    try:
        sheet = make_sheet(new.sheet_folder, new.school, path.name, clock)
    except SotdeskError as error:
        return f"{old} Het nieuwe is niet gemaakt: {error.sentence} Met h probeer je het opnieuw."
    return f"{old} Het nieuwe staat in\n{sheet}\nPrint het, schrijf de woorden er met pen op en gooi het bestand weg."


def make_sheet(folder: Path, school: str, vault_name: str, clock: "Clock") -> Path:
    """A herstelblad in a folder, which is made when it is not there; ExportError says why not."""
    return _sheet(NewSchool(school, "", sheet_folder=folder), vault_name, clock)[1] or folder


def make_vault(
    path: Path, clock: "Clock", new: NewSchool, passphrase: str, progress: "Progress"
) -> "tuple[Vault, Path | None]":
    """Make the vault of a new school and, when wanted, its herstelblad; gives both.

    A SotdeskError says why not; then neither is there.
    """
    from sotdesk.data.new_school import build_school
    from sotdesk.data.vault import Vault

    build = build_school(new.name, new.coordinator, new.kinds, clock)
    undo, sheet = _sheet(new, path.name, clock)
    try:
        return Vault.create(path, passphrase, build=build, progress=progress), sheet
    except BaseException:
        undo()
        raise


def _sheet(new: NewSchool, vault_name: str, clock: "Clock") -> "tuple[Callable[[], None], Path | None]":
    """Write the herstelblad under a name that is free; gives also how to take it away again."""
    if new.sheet_folder is None:
        return (lambda: None), None
    from sotdesk.documents.recovery_sheet import recovery_sheet
    from sotdesk.domain.errors import ExportError
    from sotdesk.private import private_dir

    folder = new.sheet_folder.expanduser()
    made = not folder.exists()
    try:
        private_dir(folder)
    except OSError:
        raise ExportError("Deze map kan niet worden gemaakt. Kies een andere map voor het blad.") from None
    sheet = recovery_sheet(_free(folder, clock), new.name, vault_name, clock.today())

    def undo() -> None:
        sheet.unlink(missing_ok=True)
        if made:
            folder.rmdir()

    return undo, sheet


def _free(folder: Path, clock: "Clock") -> Path:
    """`herstelblad 2026-11-25.docx`, or with a number behind it when that is taken."""
    day = clock.today().isoformat()
    names = (f"herstelblad {day}{f' ({n})' if n else ''}.docx" for n in range(1000))
    return next(folder / name for name in names if not (folder / name).exists())
