"""How the screen *Betrokkenen* shows people: who, what else is known, who keeps contact, when they last spoke."""

from textual.widgets.option_list import Option

from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import Contact
from sotdesk.domain.names import MASK
from sotdesk.domain.network import Network, Partner, Touch, guardian_details, last_words, partner_details
from sotdesk.domain.students import Student
from sotdesk.domain.words import listed
from sotdesk.screens.case_rows import Showing
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.lines import blank, heading, note, option
from sotdesk.widgets.pieces import Piece, pieces
from sotdesk.widgets.row import Row, col, flex

KEEPS, LAST = 14, 20
"""Cells for who keeps contact, and for the last time."""
MENTOR, PROPOSED, SCHOOL = "mentor:", "new:", "school:"
"""Before the ids of rows that are no guardian, sibling or listed partner."""


def people_rows(network: Network, show: Showing) -> list[Option]:
    """Home, siblings, school, partners; then who did something and is not listed yet."""
    groups: list[tuple[str, list[Option]]] = [
        ("Thuis", [_guardian(g, network, show) for g in network.guardians]),
        ("Broers en zussen op school", [_sibling(s, show) for s in network.siblings]),
        ("School", _school(network, show)),
        ("Betrokken", [_partner(p, network, show) for p in network.partners if not p.over(show.today)]),
        ("Niet meer betrokken", [_partner(p, network, show) for p in network.partners if p.over(show.today)]),
        ("Deed iets voor deze leerling", [_proposed(c) for c in network.proposed]),
    ]
    rows = [Option(_head(), disabled=True)]
    for title, people in groups:
        if people:
            rows += [blank()] if len(rows) > 1 and not show.low else []
            rows += [heading(title, "Enter neemt over" if title.startswith("Deed") else ""), *people]
    if not network.guardians:
        rows.append(note("Thuis is nog niet ingevuld: o voegt een ouder of verzorger toe."))
    return rows


def _head() -> Row:
    return Row(
        flex("wie", "muted"), col("contact via", KEEPS, "muted"), col("laatste contact", LAST, "muted")
    )


def _row(key: str, who: list[Piece], details: str, keeps: str, last: str, *, own: bool) -> Option:
    parts = [*who]
    if details:
        parts.append((f"\n{details}", "muted"))
    return option(
        key,
        flex(pieces(*parts)),
        col(keeps, KEEPS, "" if own else "muted"),
        col(last, LAST, "muted"),
        wrap=True,
    )


def _guardian(guardian: Guardian, network: Network, show: Showing) -> Option:
    name = MASK if show.hidden else guardian.name
    who: list[Piece] = [
        (f"{guardian.relation} {name}".strip() if guardian.name else guardian.relation, "strong")
    ]
    details = guardian_details(guardian)
    if show.hidden:
        details = guardian_details(
            Guardian("", "", "", guardian.authority, guardian.language, guardian.interpreter)
        )
    keeps = show.text(guardian.kept_by) or "mentor"
    touch = network.last_with(guardian.id)
    return _row(guardian.id, who, details, keeps, _last(touch, show), own=bool(guardian.kept_by))


def _sibling(sibling: Student, show: Showing) -> Option:
    return option(sibling.id, flex(pupil_and_class(sibling, hidden=show.hidden), "strong"))


def _school(network: Network, show: Showing) -> list[Option]:
    rows = [
        _row(f"{MENTOR}{m.id}", [(m.name, "strong"), ("  mentor", "muted")], "", "",
             _last(network.last_with(m.id), show), own=False)
        for m in network.mentors
    ]  # fmt: skip
    if not network.mentors and network.mentor_names:
        rows.append(
            option(
                f"{SCHOOL}mentor",
                flex(pieces((listed(network.mentor_names), "strong"), ("  mentor", "muted"))),
            )
        )
    if network.holder:
        rows.append(
            option(f"{SCHOOL}holder", flex(pieces((network.holder, "strong"), ("  casushouder", "muted"))))
        )
    return rows


def _partner(partner: Partner, network: Network, show: Showing) -> Option:
    who: list[Piece] = [(partner.label, "strong")]
    if partner.role and partner.role.casefold() not in partner.label.casefold():
        who.append((f"  {partner.role}", "muted"))
    if partner.ungrounded:
        who.append(("\nzonder toestemming of andere grond", "warn"))
    keeps = partner.kept_by or network.holder or "casushouder"
    details = show.text(partner_details(partner, show.today))
    return _row(partner.id, who, details, keeps, _last(partner.last, show), own=bool(partner.kept_by))


def _proposed(contact: Contact) -> Option:
    return option(
        f"{PROPOSED}{contact.id}", flex(pieces((contact.label, ""), (f"  {contact.organisation}", "muted")))
    )


def _last(touch: Touch | None, show: Showing) -> str:
    return last_words(touch, show.today)
