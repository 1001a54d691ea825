"""The rows of Overdragen: who can be chosen, what would go along, what left before. No keys and no store here."""

from collections.abc import Collection, Iterable
from datetime import date

from textual.widgets.option_list import Option

from sotdesk.domain.cases import CaseRow
from sotdesk.domain.consents import BY_CONSENT
from sotdesk.domain.dates import show_date
from sotdesk.domain.students import Student
from sotdesk.domain.transfer import Given, Outgoing, Wish, counted
from sotdesk.domain.words import count
from sotdesk.screens.naming import pupil, pupil_and_class
from sotdesk.widgets.lines import blank, heading, note, option
from sotdesk.widgets.pieces import pieces
from sotdesk.widgets.row import col, fit, flex, name

WAITS = "wacht op ontvangst"
PUPIL, CLASS, STATUS = 17, 5, 11
LABEL = 13
BEFORE = "given:"
"""Before the id of a file that left: its row."""
ABOUT = "about:"
"""Before a field of what she fills in: its row."""


def choice_rows(
    cases: Iterable[CaseRow], others: Iterable[Student], marked: Collection[str], *, hidden: bool, low: bool
) -> list[Option]:
    """The cases, and pupils without one who were asked for; a tick before who goes along."""
    rows: list[Option] = []
    every = list(cases)
    for title, some in (
        ("Casussen", [case for case in every if case.closed_on is None]),
        ("Afgesloten", [case for case in every if case.closed_on]),
    ):
        rows += [blank()] if rows and some and not low else []
        rows += [heading(title, str(len(some)))] if some else []
        rows += [_choice(c.student, c.status.value, c.student.id in marked, hidden=hidden) for c in some]
    alone = [_choice(s, "geen casus", s.id in marked, hidden=hidden) for s in others]
    return [*rows, *([heading("Zonder casus"), *alone] if alone else [])]


def _choice(student: Student, status: str, marked: bool, *, hidden: bool) -> Option:
    return option(
        student.id,
        col("✓" if marked else "□", 2, "accent" if marked else "muted"),
        name(pupil(student, hidden=hidden), PUPIL, "strong" if marked else ""),
        col(student.class_name, CLASS, "muted"),
        flex(status, "muted"),
    )


def going_rows(
    wish: Wish, outgoing: Outgoing | None, given: Iterable[Given], today: date, *, hidden: bool, low: bool
) -> list[Option]:
    """For whom and why; who goes and how much; who stays here and why; what left before."""
    gap = [] if low else [blank()]
    rows = _about(wish, outgoing)
    if outgoing and outgoing.leaving:
        rows += [*gap, *_parts(wish, outgoing, hidden=hidden)]
        stays = [one for one in outgoing.leaving if one.refused]
        if stays:
            rows += [*gap, heading("Blijft hier", str(len(stays)))]
            rows += [
                option(
                    one.student.id, name(pupil(one.student, hidden=hidden), PUPIL, "strong"),
                    flex(one.refused, "warn"), wrap=True,
                )
                for one in stays
            ]  # fmt: skip
    before = [_given(one, today) for one in given]
    return [*rows, *([*gap, heading("Eerder overgedragen", str(len(before))), *before] if before else [])]


def _about(wish: Wish, outgoing: Outgoing | None) -> list[Option]:
    """What she fills in; Enter on a row opens the form."""
    fields = [("receiver", "Voor", wish.receiver or "nog invullen met e"), ("reason", "Waarom", wish.reason)]
    if wish.outside:
        fields.append(("ground", "Grond", wish.ground))
    stays = count(outgoing.withheld, "onderdeel blijft", "onderdelen blijven") if outgoing else ""
    left = f"gaat niet mee · {stays} hier" if outgoing and outgoing.withheld else "gaat niet mee"
    going = "gaat mee, ook de school uit" if wish.outside else "gaat mee"
    fields.append(("restricted", "Besloten deel", going if wish.restricted else left))
    return [
        option(
            f"{ABOUT}{key}", col(label, LABEL, "label"),
            flex(words, "warn" if (key == "receiver" and not wish.receiver) or words.endswith("uit") else ""),
        )
        for key, label, words in fields
    ]  # fmt: skip


def _parts(wish: Wish, outgoing: Outgoing, *, hidden: bool) -> list[Option]:
    """How many pupils go, on what ground when it leaves the school, and how much of each kind."""
    going = [one for one in outgoing.leaving if not one.refused]
    if not going:
        return [heading("Gaat mee", "niemand")]
    rows = [heading("Gaat mee", count(len(going), "leerling", "leerlingen"))]
    if wish.outside:
        rows += [
            note(
                f"{pupil_and_class(one.student, hidden=hidden)}: "
                f"{BY_CONSENT if hidden and one.ground.startswith(BY_CONSENT) else one.ground}"
            )
            for one in going
        ]
    return [*rows, *(note(f"{number:>4}  {words}") for number, words in counted(outgoing.counts))]


def _given(one: Given, today: date) -> Option:
    """A file that left: when, for whom, how many pupils, whether the receipt came and from whom."""
    got = f"ontvangen {show_date(one.received_on, today)}" if one.received_on else WAITS
    by = f"\nontvangen door {one.received_by}" if one.received_on else ""
    pupils = count(len(one.students), "leerling", "leerlingen")
    return option(
        f"{BEFORE}{one.transfer_id}",
        col(show_date(one.made_at.astimezone().date(), today), 15, "muted"),
        flex(pieces((one.receiver, "strong"), (f"\n{one.reason} · {pupils}{by}", "muted"))),
        fit(got, "good" if one.received_on else "warn"),
        wrap=True,
    )
