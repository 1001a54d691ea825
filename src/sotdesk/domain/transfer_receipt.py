"""Ontvangstbewijs: the sheet by which the receiver of an overdracht says that it came. It names no pupil."""

from sotdesk.domain.letters import Written, WrittenBlock
from sotdesk.domain.transfer import Receipt
from sotdesk.domain.words import count, full_date

ROOM = "……………………………………"
"""Where someone writes his name by hand."""


def receipt_sheet(receipt: Receipt, school: str) -> Written:
    """What it says: the code, who received what from whom, when. For the giver."""
    slip = receipt.slip
    made = full_date(slip.made_at.astimezone().date())
    lines = (
        ("Code", receipt.code),
        ("Ontvangen door", _of(receipt.by, school)),
        ("Ontvangen op", full_date(receipt.on)),
        ("Van", _of(slip.by, slip.school)),
        ("Gemaakt op", made),
        ("Waarom", slip.reason),
        ("Aantal", count(slip.pupils, "leerling", "leerlingen")),
    )
    return Written(
        title="Ontvangstbewijs van een overdracht", day=receipt.on,
        opening=("De ontvanger geeft dit aan de gever, die de code in zijn kluis invult.",),
        blocks=(WrittenBlock("Overdracht", "", lines),),
        closing=("Wist het versleutelde bestand als de code is ingevuld.",),
    )  # fmt: skip


def _of(person: str, school: str) -> str:
    """`N. Smit, Lyceum De Brug`; room to write where neither is known."""
    return ", ".join(filter(None, [person, school])) or ROOM
