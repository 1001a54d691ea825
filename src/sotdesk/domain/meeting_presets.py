"""The kinds of meeting that ship as data, per source (rules/meetings.toml; domain.md §4)."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from sotdesk.domain.meetings import FixedItem, MeetingKind
from sotdesk.domain.rules import load


@dataclass(frozen=True)
class Preset:
    """One school's way of meeting; a new school starts from it and changes what it wants."""

    code: str
    name: str
    kinds: tuple[MeetingKind, ...]


def presets() -> tuple[Preset, ...]:
    """Both schools' presets."""
    data = load("meetings")
    return tuple(
        Preset(p["code"], p["name"], tuple(_kind(k, p["source"], data["minutes_by_kind"]) for k in p["kind"]))
        for p in data["preset"]
    )


def _kind(row: dict[str, Any], source: str, minutes: dict[str, int]) -> MeetingKind:
    return MeetingKind(
        id="", name=row["name"], short=row["short"], about=row["about"], members=tuple(row["members"]),
        every_weeks=row.get("every_weeks"), per_year=row.get("per_year", ""), weekday=row.get("weekday"),
        start=time.fromisoformat(row.get("start", "13:00")), minutes=row["minutes"],
        fixed=tuple(FixedItem(f["title"], f["minutes"], f.get("last", False)) for f in row["fixed"]),
        minutes_by_kind=minutes, source=source,
    )  # fmt: skip
