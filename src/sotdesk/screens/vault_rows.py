"""What Kluis shows: the facts and warnings on top, one row a reservekopie, and what putting one back would mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets.option_list import Option

from sotdesk.data.backups_found import Replaced
from sotdesk.domain.dates import show_date
from sotdesk.safekeeping import Listed, Overview
from sotdesk.widgets.lines import option
from sotdesk.widgets.pieces import Piece, joined, pieces
from sotdesk.widgets.row import col, fit, flex

if TYPE_CHECKING:
    from sotdesk.data.checking import Checked
    from sotdesk.data.contents import Comparison

LABEL, WHEN, SIZE, PLACE = 16, 20, 9, 14
"""Cells for a label, a moment, a size and a place."""
COUNT = 9
"""Cells for a number of a kind of thing in a comparison."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One reservekopie, wherever it stands: the same file in two places is one row."""

    one: Listed
    all: tuple[Listed, ...]
    """The same file in each place where it stands."""

    @property
    def second(self) -> bool:
        """Also (or only) in the second place."""
        return any(each.second for each in self.all)

    @property
    def beside(self) -> bool:
        """Beside the vault."""
        return any(not each.second for each in self.all)

    @property
    def place(self) -> str:
        """In words."""
        if self.second and self.beside:
            return "beide plekken"
        return "tweede plek" if self.second else "bij de kluis"


def standing(copies: Iterable[Listed]) -> tuple[Standing, ...]:
    """The copies, newest first; the one beside the vault stands for both when they are alike."""
    found: dict[tuple[str, str, int], list[Listed]] = {}
    for each in copies:
        found.setdefault((each.copy.path.name, each.copy.salt, each.copy.size), []).append(each)
    return tuple(Standing(min(same, key=lambda each: each.second), tuple(same)) for same in found.values())


def when(at: datetime, today: date) -> str:
    """`wo 25 nov 13:24`."""
    return f"{show_date(at.date(), today)} {at:%H:%M}"


def size(octets: int) -> str:
    """`1,4 MB`."""
    return f"{octets / 1_000_000:.1f} MB".replace(".", ",")


def head(seen: Overview, vault: Path, today: date) -> Content:
    """The last copy and whether work was done since, the second place, the vault; then the warnings."""
    facts = [_fact("Laatste kopie", *_last(seen, today)), _fact("Tweede plek", *_second(seen))]
    facts.append(_fact("Bestand", (str(vault), "muted")))
    warnings = [pieces(("! ", "warn"), told) for told in seen.warnings]
    return joined([*facts, *([pieces("")] if warnings else []), *warnings], "\n")


def _fact(label: str, *value: Piece) -> Content:
    return pieces((f"{label:<{LABEL}}", "muted"), *value)


def _last(seen: Overview, today: date) -> Sequence[Piece]:
    if seen.last is None:
        return [("nog geen", "warn"), ("  k maakt er een", "muted")]
    since: Piece = ("er is daarna nog gewerkt", "warn") if seen.due else ("daarna is niets veranderd", "good")
    return [(when(seen.last.copy.at, today), "strong"), f"  {size(seen.last.copy.size)}  ", since]


def _second(seen: Overview) -> Sequence[Piece]:
    if seen.second is None:
        return [("geen", "warn"), ("  p kiest er een", "muted")]
    there: Piece = ("  aanwezig", "good") if seen.second_there else ("  nu niet aanwezig", "warn")
    return [str(seen.second), there]


def row(each: Standing, today: date) -> Option:
    """When, why, whether it opens with today's passphrase, how big, where."""
    one = each.one
    said = one.copy.kind.words if one.copy.whole else "beschadigd of niet heel"
    opens = "andere wachtwoordzin" if one.copy.whole and not one.same_passphrase else ""
    return option(
        str(one.copy.path),
        col(when(one.copy.at, today), WHEN),
        flex(said, "" if one.copy.whole else "error"),
        fit(opens, "warn"),
        col(size(one.copy.size), SIZE, "muted", right=True),
        col(each.place, PLACE, "muted"),
    )


def replaced_row(each: Replaced, today: date) -> Option:
    """When a copy took its place, and how big it is."""
    return option(
        str(each.path),
        col(when(each.at, today), WHEN),
        flex("vervangen bestand"),
        col(size(each.size), SIZE, "muted", right=True),
        col("bij de kluis", PLACE, "muted"),
    )


def comparison(found: "Comparison", today: date) -> Content:
    """Counts per kind in the copy and in the vault, and what would be gone."""
    now, lost = dict(found.now.counts) if found.now else {}, dict(found.lost)
    lines: list[Content] = [pieces((f"{'':<24}{'in de kopie':>12}{'nu':>{COUNT}}{'weg':>{COUNT}}", "muted"))]
    for what, number in found.copy.counts:
        gone = lost.get(what, 0)
        counted = f"{what:<24}{number:>12}{now.get(what, 0):>{COUNT}}"
        lines.append(pieces(counted, (f"{gone or '-':>{COUNT}}", "warn" if gone else "muted")))
    lines.append(pieces(""))
    lines.append(_changed(found, today))
    lines.append(pieces(("Het bestand van nu blijft bewaard, naast de kluis.", "muted")))
    return joined(lines, "\n")


def _changed(found: "Comparison", today: date) -> Content:
    then, last = found.copy.last, found.now.last if found.now else None
    if then == last:
        return pieces("Na deze kopie is niets meer veranderd.")
    until = when(then, today) if then else "nog niets"
    until_now = f", in de kluis {when(last, today)}" if last else ""
    return pieces(
        f"Laatste wijziging in de kopie: {until}{until_now}. ",
        ("Wat je daartussen hebt gewijzigd gaat ook weg.", "warn"),
    )


def check_words(found: "Checked") -> str:
    """What a check found, in plain words."""
    if not found.vault_good:
        return "De kluis is beschadigd. Werk er niet in verder en zet een reservekopie terug (t)."
    if found.newest is None:
        return "De kluis is heel. Er is nog geen reservekopie: maak er een (k)."
    if found.older_passphrase:
        return (
            "De kluis is heel. De nieuwste reservekopie heeft een andere wachtwoordzin: maak een nieuwe (k)."
        )
    if not found.newest_good:
        return "De kluis is heel. De nieuwste reservekopie is beschadigd: maak een nieuwe (k)."
    return "De kluis is heel, en de nieuwste reservekopie ook."
