"""Which reservekopieën still hold what was destroyed, and how long each stays, for *Bewaren en vernietigen*."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from textual.widgets.option_list import Option

from sotdesk.domain.backups import Named, Stay, stays
from sotdesk.domain.dates import show_date
from sotdesk.domain.destruction import Backup, still_in
from sotdesk.domain.timeline import month_title
from sotdesk.domain.words import count
from sotdesk.safekeeping import Listed, Overview
from sotdesk.widgets.lines import heading, note, option
from sotdesk.widgets.row import col, fit, flex

BY_HAND = "blijft tot je het wist: Enter, dan x"
Held = tuple[str, str, str]
"""Path, moment and place, and how long it stays."""


def still_held(seen: Overview, destroyed_at: datetime, today: date) -> tuple[Held, ...]:
    """The copies of both places from before this moment, the oldest first; then the files that a copy replaced."""
    found: list[Held] = []
    for second in (False, True):
        here = {str(one.copy.path): one for one in seen.copies if one.second is second}
        rotating = [one.copy for one in here.values() if one.copy.whole and one.same_passphrase]
        ways = stays([Named(copy.at, copy.path.name, copy.kind) for copy in rotating], today)
        for backup in still_in([Backup(path, one.copy.at) for path, one in here.items()], destroyed_at):
            one = here[backup.name]
            found.append((backup.name, _where(one, today), _way(one, ways.get(one.copy.path.name))))
    for old in reversed(seen.replaced):  # as it was until a reservekopie took its place
        if old.at <= destroyed_at:
            said = f"{show_date(old.at.date(), today)} {old.at:%H:%M}, vervangen bij terugzetten"
            found.append((str(old.path), said, BY_HAND))
    return tuple(found)


def copy_rows(held: Iterable[Held]) -> Iterator[Option]:
    """A heading, each copy, and what that means; nothing when no copy holds it."""
    rows = list(held)
    if rows:
        yield heading("Reservekopieën die het nog hebben", str(len(rows)))
        yield from (
            option(f"copy:{path}", col("", 2), flex(where), fit(stay, "muted")) for path, where, stay in rows
        )
        yield note(
            "Zet je zo'n kopie terug, dan komt het mee terug. Kopieën die jij zelf maakte, kent sotdesk niet."
        )


def _where(one: Listed, today: date) -> str:
    place = "tweede plek" if one.second else "bij de kluis"
    return f"{show_date(one.copy.at.date(), today)} {one.copy.at:%H:%M}, {place}"


def _way(one: Listed, stay: Stay | None) -> str:
    if stay is None:
        return BY_HAND
    newer = count(stay.newer, "nieuwe kopie", "nieuwe kopieën")
    if stay.through is None:
        return f"gaat weg na {newer}"
    year, month = stay.through
    return f"laatste van de maand: gaat weg rond {month_title(date(year, month, 1), date.min).lower()}"
