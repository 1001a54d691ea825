"""Closing a vault with a reservekopie behind the lock screen: in a thread, so that the lock itself is at once.

Whoever opens the vault again waits for it; what went wrong is told then. Nothing here holds a row or a passphrase.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING

from sotdesk.domain.errors import SotdeskError

if TYPE_CHECKING:
    from sotdesk.data.keeper import Keeper

WAITING = "Reservekopie afmaken…"
FAILED = "De reservekopie is niet gemaakt. Kijk met sotdesk check of de kluis in orde is."
PATIENCE = 0.5
"""Seconds before waiting is worth a sentence."""

_busy: list[Thread] = []
_trouble: list[str] = []


def close(keeper: "Keeper", at: datetime | None) -> None:
    """Closes the vault; with a moment a reservekopie is made first when one is due."""
    if at is None or not keeper.due:
        keeper.end()
        return
    work = Thread(target=_back_up, args=(keeper, at))  # no daemon: the program ends after the copy is whole
    _busy.append(work)
    work.start()


def wait(tell: Callable[[], object] = lambda: None) -> None:
    """Until no copy is being made any more; `tell` is called when that takes long enough to say so."""
    for work in tuple(_busy):
        work.join(PATIENCE)
        if work.is_alive():
            tell()
            work.join()
        if work in _busy:
            _busy.remove(work)


def trouble() -> str:
    """What went wrong with the copy since it was last asked, in one sentence; empty when nothing did."""
    told = _trouble[-1] if _trouble else ""
    _trouble.clear()
    return told


def finish() -> None:
    """At the end of the program, the terminal its own again: wait, and tell on standard error."""
    wait(lambda: _print(WAITING))
    if told := trouble():
        _print(told)


def _back_up(keeper: "Keeper", at: datetime) -> None:
    try:
        made = keeper.backup(at)
        if made.trouble:
            _trouble.append(made.trouble)
    except SotdeskError as error:
        _trouble.append(error.sentence)
    except Exception:
        _trouble.append(FAILED)
    finally:
        keeper.end()


def _print(sentence: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
