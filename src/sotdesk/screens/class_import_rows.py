"""The preview of values of an instrument: new, changed, unchanged, refused; and the words around it."""

from dataclasses import dataclass

from textual.content import Content
from textual.widgets.option_list import Option

from sotdesk.domain.class_measures import Entry, MeasurePlan, change_words
from sotdesk.domain.kwadrant_rules import Instrument, Value
from sotdesk.domain.names import MASK
from sotdesk.domain.text import fold
from sotdesk.domain.words import count, listed
from sotdesk.exchange.measures_file import MeasureFile, labels
from sotdesk.widgets.lines import option
from sotdesk.widgets.pieces import Piece, pieces
from sotdesk.widgets.row import col, flex, name

GROUPS: tuple[tuple[str, str], ...] = (
    ("new", "nieuw"),
    ("changed", "gewijzigd"),
    ("refused", "geweigerd"),
    ("unchanged", "ongewijzigd"),
)
"""Part of a MeasurePlan and the word on screen, in the order of the tabs."""
NO = "Ze blijven voorstellen: v maakt er waarden van."
YES = "Ze worden waarden: v laat het voorstellen."


def size(plan: MeasurePlan, group: str) -> int:
    """How many rows a group has."""
    return len(getattr(plan, group))


@dataclass(frozen=True)
class RowsOf:
    """Makes the rows of a plan; `hidden` masks names (F9)."""

    plan: MeasurePlan
    hidden: bool = False

    def rows(self, group: str) -> list[Option]:
        """The rows of one group."""
        if group == "refused":
            return [
                option(f"r{one.row}", col(f"rij {one.row}", 9, "muted"), flex(one.reason, "warn"), wrap=True)
                for one in self.plan.refused
            ]
        return [self._row(entry, group) for entry in getattr(self.plan, group)]

    def _row(self, entry: Entry, group: str) -> Option:
        student = entry.student
        said = [change_words(change, old=group == "changed") for change in entry.changes]
        if group == "unchanged":
            said = [f"{raw.scale.name} {raw.raw}" for raw in entry.raws]
        return option(
            student.id,
            name(MASK if self.hidden else student.name.full, 24, "strong"),
            col(student.class_name, 6, "muted"),
            flex(" · ".join(said), "muted" if group == "unchanged" else ""),
            wrap=True,
        )


def about(file: MeasureFile, plan: MeasurePlan, instrument: Instrument, measured: str) -> Content:
    """The instrument and its day, the file and its columns, what is suggested and what becomes of that."""
    words = labels(instrument)
    known = file.mapping.by_header.items()
    read = " · ".join(_same(header, words[field]) for header, field in known)
    rows = count(len(file.rows), "rij", "rijen")
    parts: list[Piece] = [
        (f"{instrument.name} · {measured}", "strong"),
        (f" · {file.name} · {rows}", "muted"),
    ]
    parts += [("\nGelezen       ", "label"), read]
    if file.ignored:
        parts += [("\nOvergeslagen  ", "label"), (" · ".join(file.ignored), "muted")]
    if file.never_read:
        parts += [("\nNooit gelezen ", "label"), " · ".join(file.never_read)]
    if suggested := suggestions(plan):
        parts += [("\nVoorstel      ", "label"), suggested]
        parts.append((f"\n              {YES if plan.take else NO}", "strong" if plan.take else "muted"))
    if plan.changes_nothing:
        parts += [("\nEr verandert niets.", "good")]
    return pieces(*parts)


def _same(header: str, word: str) -> str:
    """`Stamnr = leerlingnummer`; `Motivatie` when it is called that."""
    return header if fold(header) == fold(word) else f"{header} = {word}"


def suggestions(plan: MeasurePlan) -> str:
    """`zorg / gewoon / sterk: motivatie 3 / 18 / 4 · …`; empty when the instrument suggests nothing."""
    order = (Value.CARE, Value.USUAL, Value.STRONG)
    found = plan.suggested().items()
    said = [f"{scale} {' / '.join(str(counts[value]) for value in order)}" for scale, counts in found]
    return f"{' / '.join(order)}: {' · '.join(said)}" if said else ""


def group_strip(plan: MeasurePlan, current: str) -> Content:
    """Every group that has rows and how many were refused, ‹ › around the shown one."""
    parts: list[Piece] = []
    for key, label in GROUPS:
        number = size(plan, key)
        words = f"{number} {label}"
        if not number and key not in (current, "refused"):
            continue
        if key == current:
            parts += [("‹", "kind"), (words, "strong"), ("›", "kind"), "  "]
        else:
            parts += [(f" {words} ", "" if number else "muted"), "  "]
    return pieces(*parts)


def done_words(plan: MeasurePlan) -> str:
    """`25 leerlingen nieuw en 1 gewijzigd`."""
    said = [f"{size(plan, key)} {label}" for key, label in GROUPS[:2] if size(plan, key)]
    return listed(said)
