"""`sotdesk demo`: the practice school is made when its day is not today, then opened or told about."""

import os
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from sotdesk.commands.opening import TEST_CLOCK, Chosen, has_screen, say, test_clock
from sotdesk.domain.clock import Clock, started_at
from sotdesk.domain.errors import SotdeskError, VaultBusy, VaultError, VaultExists

if TYPE_CHECKING:
    from sotdesk.data.vault import Vault

MORNING = time(12, 45)
"""A date alone means this time: a quarter of an hour before the meeting (meeting-story)."""


def demo(chosen: Chosen, today: str) -> None:
    """Opens the practice school; without a terminal prints the report of its last meeting."""
    from sotdesk.paths import demo_vault

    if chosen.passphrase_file:
        raise SotdeskError("De oefenschool heeft een eigen wachtwoordzin. Laat --passphrase-file weg.")
    moment = moment_of(today) if today else None
    clock = started_at(moment) if moment and TEST_CLOCK not in os.environ else test_clock()
    path = chosen.vault or demo_vault()
    screen = has_screen()
    with ready_school(path, moment or clock.now(), own_place=chosen.vault is None, tell=screen) as vault:
        report = "" if screen else _last_report(vault, clock)
    if not screen:
        say(report)
        return
    from sotdesk.app import SotDesk
    from sotdesk.data.demo import PASSPHRASE

    SotDesk(path, clock=clock, passphrase=PASSPHRASE).run()


def moment_of(text: str) -> datetime:
    """`2026-11-25` (at 12:45) or `2026-11-25T13:24`, local time; SotdeskError for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise SotdeskError("Schrijf --today als 2026-11-25 of 2026-11-25T13:24.") from None
    return (datetime.combine(moment, MORNING) if len(text) <= len("2026-11-25") else moment).astimezone()


def ready_school(path: Path, moment: datetime, *, own_place: bool, tell: bool) -> "Vault":
    """The practice school of that day, open: the one that is there (she may have practised in it), or new.

    Only a practice school is ever replaced; VaultExists when another vault stands at a place that was named.
    """
    from sotdesk.data.demo import PASSPHRASE, make_school

    if path.exists():
        kept = _kept(path, moment.date(), own_place=own_place)
        if kept is not None:
            return kept
        path.unlink()
    if tell:
        say(f"De oefenschool wordt gemaakt; haar wachtwoordzin is: {PASSPHRASE}")
    return make_school(path, moment)


def _kept(path: Path, today: date, *, own_place: bool) -> "Vault | None":
    """The practice school at `path` when it was made for today; None when it is to be made anew."""
    from sotdesk.data import schema
    from sotdesk.data.demo import MADE_FOR, PASSPHRASE
    from sotdesk.data.store import Store
    from sotdesk.data.vault import Vault

    try:
        vault = Vault.open(path, PASSPHRASE, known=schema.KNOWN_REVISIONS)
    except VaultBusy:
        raise
    except VaultError:
        if own_place:
            return None
        raise VaultExists from None
    made_for = Store(vault.engine).school.setting(MADE_FOR)
    if made_for == today.isoformat():
        return vault
    vault.close()
    if made_for is None and not own_place:
        raise VaultExists
    return None


def _last_report(vault: "Vault", clock: Clock) -> str:
    from sotdesk.commands.documents import minutes_as_markdown
    from sotdesk.data.store import Store

    store = Store(vault.engine, clock)
    last = store.meetings.last()
    if last is None:
        raise SotdeskError("In de oefenschool is nog geen overleg gehouden.")
    return minutes_as_markdown(store, last.id)
