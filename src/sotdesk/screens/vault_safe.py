"""Kluis: the reservekopieën and the warnings of this vault; makes a copy now, and reads everything to check it."""

from typing import TYPE_CHECKING, Protocol, cast

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk import safekeeping
from sotdesk.actions import bindings
from sotdesk.domain.dates import show_date
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.widgets.lines import Lines, blank, heading, note, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.row import Row, col, fit, flex

if TYPE_CHECKING:
    from sotdesk.data.checking import Checked
    from sotdesk.data.keeper import Keeper

WHEN, SIZE, PLACE = 20, 9, 12
"""Cells for a moment, a size and a place."""


class Kept(Protocol):
    """The app, as far as this screen needs it."""

    keeper: "Keeper | None"


class VaultSafeScreen(BaseScreen):
    """Reached by the palette."""

    SCOPE = "vault"
    ROUTE = "vault"
    BINDINGS = bindings("vault")
    HELP = """
**Kluis** laat zien of je werk veilig staat.

- **Reservekopie**: een versleuteld bestand naast de kluis. sotdesk maakt er zelf een als je na een wijziging afsluit
  of vergrendelt.
- **Tweede plek**: een stick of netwerkschijf waar de kopieën ook heen gaan.
- **Controleren** leest de hele kluis en de nieuwste reservekopie na. Er verandert niets.
- **Terugzetten** of een andere **wachtwoordzin**: sluit sotdesk en gebruik `sotdesk restore` of `sotdesk passphrase`.
"""

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(Lines(id="copies"), title="Kluis")

    def reload(self, keep: str | None = None) -> None:
        """What there is now; looks at names and sizes only."""
        keeper = cast(Kept, self.app).keeper
        if keeper is None:
            return
        seen = safekeeping.overview(keeper)
        rows: list[Option] = [note(f"! {told}", "warn") for told in seen.warnings]
        rows += [blank()] if rows else []
        since = "er is daarna nog gewerkt" if seen.due else "daarna is niets veranderd"
        last = f"{_when(seen.last)} · {since}" if seen.last else "nog geen; k maakt er een"
        away = f"{seen.second}{'' if seen.second_there else ' · nu niet aanwezig'}" if seen.second else "geen"
        rows += [_fact("Laatste kopie", last), _fact("Tweede plek", away), blank()]
        rows.append(heading("Reservekopieën"))
        rows += [_row(one) for one in seen.copies] or [note("Nog geen.")]
        self.query_one("#copies", Lines).refill(rows, keep)

    def action_backup(self) -> None:
        """k: a copy now."""
        keeper = cast(Kept, self.app).keeper
        if keeper is None:
            return
        with self.telling_errors():
            made = safekeeping.back_up_now(keeper, self.store.clock.now())
            self.reload()
            self.tell(" ".join(filter(None, ("Reservekopie gemaakt en nagelezen.", made.trouble))))

    def action_check(self) -> None:
        """c: read everything, and say what was found."""
        keeper = cast(Kept, self.app).keeper
        if keeper is None:
            return
        with self.telling_errors():
            found = safekeeping.check_now(keeper)
            self.app.push_screen(MessageDialog("Controle", result_words(found)))


def result_words(found: "Checked") -> str:
    """What a check found, in plain words."""
    if not found.vault_good:
        return (
            "De kluis is beschadigd. Werk er niet in verder en zet een reservekopie terug: sotdesk restore."
        )
    if found.newest is None:
        return "De kluis is heel. Er is nog geen reservekopie: maak er een."
    if found.older_passphrase:
        return "De kluis is heel. De nieuwste reservekopie heeft een andere wachtwoordzin: maak een nieuwe."
    if not found.newest_good:
        return "De kluis is heel. De nieuwste reservekopie is beschadigd: maak een nieuwe."
    return "De kluis is heel, en de nieuwste reservekopie ook."


def _fact(label: str, value: str) -> Option:
    return Option(Row(col(label, WHEN, "muted"), flex(value), wrap=True), disabled=True)


def _when(one: safekeeping.Listed) -> str:
    return f"{show_date(one.copy.at.date())} {one.copy.at:%Y %H:%M}"


def _row(one: safekeeping.Listed) -> Option:
    opens = "" if one.same_passphrase else "andere wachtwoordzin"
    return option(
        str(one.copy.path),
        col(_when(one), WHEN),
        flex(one.copy.kind.words if one.copy.whole else "beschadigd", "" if one.copy.whole else "error"),
        fit(opens, "warn"),
        col(f"{one.copy.size / 1_000_000:.1f} MB".replace(".", ","), SIZE, "muted", right=True),
        col("tweede plek" if one.second else "bij de kluis", PLACE, "muted"),
    )
