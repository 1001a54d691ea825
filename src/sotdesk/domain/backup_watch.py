"""Whether Vandaag says something about the reservekopieën: at most one quiet sentence. Pure; rules/backups.toml.

Copies are made by themselves, so as long as that goes well there is nothing to say.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sotdesk.domain.dates import show_date
from sotdesk.domain.rules import load
from sotdesk.domain.words import count


@dataclass(frozen=True, slots=True)
class Watched:
    """What is known without asking a disk that may be away."""

    last: datetime | None
    """The newest copy beside the vault, local time; None: there is none."""
    days: int
    """On how many days something was changed since then."""
    failed: bool
    """The last copy that was to be made did not succeed."""
    second: date | None
    """When a copy last reached the second place, or it was chosen; None: no second place, or not known."""
    place: str
    """What is the matter with where the vault stands, in a few words."""


def read_day(words: str) -> date | None:
    """An ISO day; None when it is none."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def told(watched: Watched, today: date) -> str:
    """What to say after *Kluis:*, the most urgent of all; empty when all is well."""
    rules = load("backups")["watch"]
    if watched.failed:
        return "de laatste reservekopie is niet gelukt"
    if watched.days >= rules["work_days"]:
        days = count(watched.days, "dag", "dagen")
        if watched.last is None:
            return f"nog geen reservekopie na {days} werk"
        return f"geen reservekopie sinds {show_date(watched.last.date(), today)}, na {days} werk"
    if watched.place:
        return f"{watched.place[0].lower()}{watched.place[1:]}".rstrip(".")
    away = (today - watched.second).days if watched.second else 0
    if away >= rules["second_days"]:
        return f"de tweede plek kreeg al {away} dagen geen reservekopie"
    return ""


def why() -> tuple[str, str]:
    """The rule in words, and its source."""
    rules = load("backups")
    return rules["watch"]["words"].format(**rules["watch"]), rules["watch"]["source"]
