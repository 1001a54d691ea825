"""Who will read a line: kind × audience (the table of product.md §4; domain.md §3). Nothing is sent here."""

from collections.abc import Iterable

from sotdesk.domain.capture_model import Audience, Kind, Who

ONLY_YOU = ("alleen OCO",)
AT_THE_TABLE = ("SOT aan tafel",)
"""A line that begins with `(` is out of all feedback, and in no report but the coordinator's own."""

INVOLVED = ("wie erbij betrokken is",)
"""The same in a contact moment, at which nobody sits at a table."""

KEEPS_NOTHING = frozenset({Kind.AGREED, Kind.COMPLETE, Kind.JOIN, Kind.LEAVE, Kind.GO, Kind.ACUTE})
"""What changes something that is there already, or acts: its readers do not change."""

BESIDE_THE_SOT = {
    Kind.DECISION: ("terugkoppeling",),
    Kind.ADVICE: ("terugkoppeling", "docenten"),
    Kind.EVALUATION: ("terugkoppeling",),
    Kind.OUTCOME: ("terugkoppeling",),
}


def readers(kind: Kind, audience: Audience, who: Iterable[Who] = (), outside: str = "") -> tuple[str, ...]:
    """The readers in Dutch, each once; () when the line keeps nothing of its own.

    Outside a meeting nothing is fed back: `outside` reads it (team, SOT, alleen OCO), and who does an agreement.
    """
    if kind in KEEPS_NOTHING:
        return ()
    if audience is Audience.OWN or kind is Kind.OPEN:
        return ONLY_YOU
    if audience is Audience.RESTRICTED:
        return INVOLVED if outside else AT_THE_TABLE
    doers = [one.short for one in who if not one.is_me] if kind is Kind.ACTION else []
    if outside:
        first = outside.removeprefix("alleen ") if doers else outside
        return tuple(dict.fromkeys((first, *doers)))
    if kind is Kind.ACTION:
        return tuple(dict.fromkeys(("SOT", *doers, "mentor")))
    return ("SOT", *BESIDE_THE_SOT.get(kind, ()))
