"""The rows of Overdracht ontvangen: the pupils of a file, and the receipt. No keys and no store here."""

from collections.abc import Iterable, Mapping
from datetime import date

from textual.content import Content
from textual.widgets.option_list import Option

from sotdesk.domain.dates import show_date
from sotdesk.domain.transfer import Arrival, Receipt, Slip, taken_words
from sotdesk.domain.words import count
from sotdesk.screens.naming import pupil, pupil_and_class
from sotdesk.widgets.lines import blank, heading, option
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import col, flex, name

PUPIL, CLASS = 17, 5


def about(slip: Slip, today: date) -> Content:
    """From whom, why and when the file is."""
    made = show_date(slip.made_at.astimezone().date(), today)
    part = "met besloten deel" if slip.restricted else "zonder besloten deel"
    return pieces(
        ("Van      ", "label"), (f"{slip.school} ({slip.by})", "strong"), f", voor {slip.receiver}",
        ("\nWaarom   ", "label"), " · ".join(filter(None, [slip.reason, slip.ground, part])),
        ("\nGemaakt  ", "label"), f"{made} · {count(slip.pupils, 'leerling', 'leerlingen')}",
    )  # fmt: skip


def arrival_rows(
    arrivals: Iterable[Arrival], same: Mapping[str, bool], *, hidden: bool, low: bool
) -> list[Option]:
    """New here, known here, came before, refused: each with what will be done."""
    every = list(arrivals)
    groups: list[tuple[str, list[Arrival]]] = [
        ("Al bekend", [one for one in every if one.known and not one.settled and not one.refused]),
        ("Nieuw hier", [one for one in every if not one.known and not one.refused]),
        ("Al eerder ontvangen", [one for one in every if one.settled and not one.refused]),
        ("Gaat niet mee", [one for one in every if one.refused]),
    ]
    rows: list[Option] = []
    for title, some in groups:
        if some:
            rows += [blank()] if rows and not low else []
            rows += [heading(title, str(len(some)))]
            rows += [_row(one, same.get(one.student.id, one.same), hidden=hidden) for one in some]
    return rows


def _row(one: Arrival, same: bool, *, hidden: bool) -> Option:
    words, role = _said(one, same, hidden=hidden)
    return option(
        one.student.id,
        name(pupil(one.student, hidden=hidden), PUPIL, "strong"),
        col(one.student.class_name, CLASS, "muted"),
        flex(words, role),
        wrap=True,
    )


def _said(one: Arrival, same: bool, *, hidden: bool) -> tuple[str, Role]:
    if one.refused:
        return one.refused, "warn"
    if one.settled:
        more = count(one.rows, "nieuw onderdeel", "nieuwe onderdelen")
        return (more if one.rows else "niets nieuws"), "" if one.rows else "muted"
    if one.known is None:
        return count(one.rows, "onderdeel", "onderdelen"), "muted"
    known = f"{pupil_and_class(one.known, hidden=hidden)} ({one.why})"
    return (f"‹zelfde als› {known}", "good") if same else (f"‹toch nieuw› niet {known}", "warn")


def receipt_words(receipt: Receipt, today: date) -> Content:
    """What was done, and the code for the giver."""
    lines: list[Piece] = [
        (taken_words(receipt), "strong"), "\n\n", ("Code voor de gever   ", "label"), (receipt.code, "kind"),
        ("\nOntvangen door       ", "label"), receipt.by or "je naam is nog leeg", ("\nOntvangen op         ", "label"),
        show_date(receipt.on, today),
        (
            f"\n\nGeef de code terug aan {receipt.slip.by or receipt.slip.school}. p maakt er een Word-bestand van, "
            "t een tekstbestand. Wist daarna het versleutelde bestand.", "muted",
        ),
    ]  # fmt: skip
    return pieces(*lines)
