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
from sotdesk.paths import seen_file
from sotdesk.safekeeping import look_at_vault, second_place

if TYPE_CHECKING:
    from collections.abc import Callable

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
            partial(open_vault, path),
            path,
            again=again,
            mend=lambda copy, *more: mend_vault(path, copy, clock, *more),
        )
    from sotdesk.screens.first_run import FirstRunScreen

    return FirstRunScreen(partial(make_vault, path, clock), path)


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


def open_vault(path: Path, passphrase: str, progress: "Progress") -> "Vault":
    """Open the vault; a VaultError says why not, VaultMendable that a good reservekopie can be put back.

    A reservekopie that is still being made behind the lock screen is waited for.
    """
    from sotdesk.data.damage import open_or_tell

    parting.wait(lambda: progress(parting.WAITING))
    return open_or_tell(path, passphrase, second_place(), progress, memory_file=seen_file())


def mend_vault(path: Path, copy: Path, clock: "Clock", passphrase: str, progress: "Progress") -> "Vault":
    """Put a reservekopie back over a damaged vault and open it; a SotdeskError says why not."""
    from sotdesk.safekeeping import restore

    restore(copy, path, passphrase, clock.now(), progress)
    return open_vault(path, passphrase, progress)


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
