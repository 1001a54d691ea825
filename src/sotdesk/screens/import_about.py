"""The words around the preview of an import: what was read and what never, the groups, what was done."""

from textual.content import Content

from sotdesk.domain.roster import ImportPlan
from sotdesk.domain.words import count, listed
from sotdesk.exchange.mapping import LABELS
from sotdesk.exchange.roster_file import RosterFile
from sotdesk.screens.import_rows import GROUPS, size
from sotdesk.widgets.pieces import Piece, pieces


def about(file: RosterFile, plan: ImportPlan) -> Content:
    """The file, its columns, what was left out, and what she must know before taking over."""
    rows = count(len(file.rows), "rij", "rijen")
    read = " · ".join(f"{header} = {LABELS[field]}" for header, field in file.mapping.by_header.items())
    parts: list[Piece] = [(file.name, "strong"), (f" · {rows} · kop in rij {file.header_row}", "muted")]
    parts += [("\nGelezen       ", "label"), read]
    if file.ignored:
        parts += [("\nOvergeslagen  ", "label"), (" · ".join(file.ignored), "muted")]
    if file.never_read:
        parts += [("\nNooit gelezen ", "label"), " · ".join(file.never_read)]
    if file.unmatched:
        parts += [("\nNiet in dit bestand ", "label"), (" · ".join(file.unmatched), "muted")]
    if plan.changes_nothing:
        parts += [("\nEr verandert niets.", "good")]
    elif plan.warning:
        parts += [(f"\n! {plan.warning} g laat hen staan.", "warn")]
    return pieces(*parts)


def group_strip(plan: ImportPlan, current: str, *, left: int = 0) -> Content:
    """Every group that has rows and how many were refused, ‹ › around the shown one; `left` stay as they are."""
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
    if left:
        parts.append((f"{left} blijven staan", "warn"))
    return pieces(*parts)


def summary(plan: ImportPlan) -> str:
    """`12 nieuw, 3 gewijzigd en 1 uit de lijst`."""
    done = [(key, label) for key, label in GROUPS if key not in ("refused", "unchanged")]
    return listed([f"{size(plan, key)} {label}" for key, label in done if size(plan, key)])
