"""`sotdesk import FILE`: reads a list of pupils, says what it would change, and stores it after a yes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sotdesk.commands.opening import Chosen, open_store
from sotdesk.domain.errors import ImportFileError
from sotdesk.domain.words import count

if TYPE_CHECKING:
    from rich.console import Console

    from sotdesk.data.store import Store
    from sotdesk.domain.roster import ImportPlan
    from sotdesk.exchange.roster_file import RosterFile

_SHOWN_REFUSALS = 50


def import_pupils(chosen: Chosen, file: Path, maps: list[str], *, dry_run: bool, yes: bool) -> None:
    """Shows the plan, asks, and takes the list over, all or nothing. ImportFileError when it cannot be read."""
    from rich.console import Console

    from sotdesk.data.store.roster import COLUMNS_SETTING
    from sotdesk.domain.roster import plan
    from sotdesk.exchange.mapping import parse_map

    by_hand = dict(map(parse_map, maps))
    console = Console(markup=False, highlight=False)
    with open_store(chosen) as store:
        roster = _read(file, {**store.school.setting(COLUMNS_SETTING, {}), **by_hand}, by_hand)
        found = plan(roster.rows, store.students.known(), store.clock.today(), roster.fields)
        _show(console, roster, found)
        if found.changes_nothing:
            console.print("Er verandert niets: de leerlingen staan al zo in de kluis.")
        elif dry_run:
            console.print("Er is niets opgeslagen (--dry-run).")
        elif _agreed(found, yes=yes):
            _store(store, found, by_hand)
            console.print("De leerlingen zijn ingelezen.")
        else:
            console.print("Er is niets opgeslagen.")


def _read(file: Path, mapping: dict[str, str], by_hand: dict[str, str]) -> "RosterFile":
    from rich.console import Console
    from rich.progress import Progress

    from sotdesk.exchange.mapping import unknown_headers
    from sotdesk.exchange.roster_file import read_roster

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Lezen", total=None)
        roster = read_roster(file, mapping, lambda done, total: bar.update(task, completed=done, total=total))
    if unmatched := unknown_headers(roster.headers, by_hand):
        raise ImportFileError(f"Het bestand heeft geen kolom met de kop {', '.join(unmatched)}.")
    if missing := roster.mapping.missing:
        raise ImportFileError(
            f"Geen kolom gevonden voor: {', '.join(missing)}. "
            f'Wijs die aan met --map "Kolomkop=veld". De kolommen zijn: {", ".join(roster.headers)}.'
        )
    return roster


def _show(console: "Console", roster: "RosterFile", found: "ImportPlan") -> None:
    """How many pupils what happens to, which columns were read, and every refused row with its reason."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(f"Leerlingen uit {roster.name}"), title_justify="left")
    table.add_column("wat")
    table.add_column("aantal", justify="right")
    rows = {
        "nieuw": found.new, "gewijzigd": found.changed, "waren voorlopig, krijgen hun nummer": found.merged,
        "niet meer op de lijst (uit sinds vandaag)": found.gone, "ongewijzigd": found.unchanged,
        "geweigerd": found.refused,
    }  # fmt: skip
    for word, pupils in rows.items():
        table.add_row(word, str(len(pupils)))
    console.print(table)
    if roster.never_read:
        console.print(f"Nooit gelezen: {', '.join(roster.never_read)}.")
    if roster.ignored:
        console.print(f"Niet gelezen: {', '.join(roster.ignored)}.")
    for one in found.refused[:_SHOWN_REFUSALS]:
        console.print(f"Rij {one.row}: {one.reason}.")
    if len(found.refused) > _SHOWN_REFUSALS:
        console.print(f"… en nog {count(len(found.refused) - _SHOWN_REFUSALS, 'rij', 'rijen')}.")
    if found.warning:
        console.print(found.warning)


def _agreed(found: "ImportPlan", *, yes: bool) -> bool:
    """Whether to go on: asked, unless --yes said so; a doubtful list is always asked about."""
    if yes and not found.warning:
        return True
    if not sys.stdin.isatty():
        raise ImportFileError(
            "Dit moet iemand bevestigen. Doe het in een terminal."
            if found.warning
            else "Er is niets opgeslagen: dit moet worden bevestigd. Geef --yes om niet te vragen."
        )
    while True:
        answer = input("Inlezen? (ja/nee) ").strip().casefold()
        if answer in ("ja", "j", "nee", "n"):
            return answer.startswith("j")


def _store(store: "Store", found: "ImportPlan", by_hand: dict[str, str]) -> None:
    store.students.take_over(found, store.clock.today(), by_hand or None)
