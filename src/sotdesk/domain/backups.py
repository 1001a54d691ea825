"""Reservekopieën: what one is called, and which ones stay. Pure; the figures are in rules/backups.toml.

The name holds a moment and a reason, never anything of the school or a pupil: it is readable without the passphrase.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sotdesk.domain.rules import load

SUFFIX = ".sotdesk"
_NAME = re.compile(r"kopie-([0-9]{8}-[0-9]{6})(?:-([a-z]+))?(?:-([0-9]+))?\.sotdesk")


class BackupKind(StrEnum):
    """Why a copy was made; the value stands in its name."""

    ROUTINE = ""
    PASSPHRASE = "wachtwoordzin"  # noqa: S105  (a reason, no secret)
    MIGRATION = "omzetten"

    @property
    def words(self) -> str:
        """As she reads it."""
        return _WORDS[self]


_WORDS = {
    BackupKind.ROUTINE: "gewone kopie",
    BackupKind.PASSPHRASE: "vóór een nieuwe zin",
    BackupKind.MIGRATION: "vóór het omzetten",
}


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """What the name of a copy tells; they sort by moment."""

    at: datetime
    """Local time, whole seconds."""
    name: str
    kind: BackupKind = BackupKind.ROUTINE


def name_of(at: datetime, kind: BackupKind = BackupKind.ROUTINE, number: int = 0) -> str:
    """`kopie-20261125-132400.sotdesk`; `number` above 0 for a second one in the same second."""
    parts = ["kopie", f"{at:%Y%m%d-%H%M%S}", kind.value, str(number) if number else ""]
    return "-".join(filter(None, parts)) + SUFFIX


REPLACED = "vervangen"
"""Stands in the name of the file that a reservekopie was put in the place of."""
_REPLACED = re.compile(r" vervangen ([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{6})(?: \([0-9]+\))?")


def replaced_name(at: datetime) -> str:
    """`vervangen 2026-11-25 132400`: what comes behind the name of the vault."""
    return f"{REPLACED} {at:%Y-%m-%d %H%M%S}"


def read_replaced(stem: str, vault: str) -> datetime | None:
    """When the file with this name (without its ending) made room for a reservekopie of `vault`; None: it is none."""
    found = _REPLACED.fullmatch(stem.removeprefix(vault)) if stem.startswith(vault) else None
    try:
        return datetime.strptime(found[1], "%Y-%m-%d %H%M%S") if found else None  # noqa: DTZ007  (local time)
    except ValueError:
        return None


def read_name(name: str) -> Named | None:
    """What this file name says; None when it is not the name of a copy."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        at = datetime.strptime(found[1], "%Y%m%d-%H%M%S")  # noqa: DTZ007  (local time, as on the clock she reads)
        return Named(at, name, BackupKind(found[2] or ""))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a copy still stays, when from now on copies are made as usual: until so many newer ones are there, or as
    the last of its month through about this month (year, month)."""

    newer: int
    through: tuple[int, int] | None = None


def stays(copies: Iterable[Named], today: date) -> dict[str, Stay]:
    """Name → how long each of these copies (of one place, of today's passphrase) still stays.

    The last copy of this month is superseded by the next one; that of an earlier month stays for as many months as
    rules/backups.toml keeps, when there is one in every month.
    """
    newest_first = sorted(copies, reverse=True)
    rules = load("backups")
    months: dict[tuple[int, int], Named] = {}
    for one in newest_first:
        months.setdefault((one.at.year, one.at.month), one)
    found = {}
    for place, one in enumerate(newest_first):
        year, month = one.at.year, one.at.month
        monthly = months[year, month] is one and (year, month) != (today.year, today.month)
        later = divmod(year * 12 + month - 1 + rules["months"], 12)
        found[one.name] = Stay(max(rules["latest"] - place, 1), (later[0], later[1] + 1) if monthly else None)
    return found


def superseded(copies: Iterable[Named]) -> tuple[Named, ...]:
    """The copies that may go, oldest first: not among the latest, nor the last one of a month that is kept."""
    newest_first = sorted(copies, reverse=True)
    rules = load("backups")
    stay = set(newest_first[: rules["latest"]])
    months: dict[tuple[int, int], Named] = {}
    for one in newest_first:
        months.setdefault((one.at.year, one.at.month), one)
    stay.update(list(months.values())[: rules["months"]])
    return tuple(one for one in reversed(newest_first) if one not in stay)
