"""Words that stand for a date and give none: z.s.m., n.t.b. (later); doorlopend, elke ma (ongoing)."""

import re

from sotdesk.domain.dates_clock import read_clock
from sotdesk.domain.dates_model import Open
from sotdesk.domain.dates_words import AMOUNT, DAY, DAY_PART, END

_POSSIBLE = r"(?:mogelijk(?: is)?|kan|het kan)"
_LATER = re.compile(
    rf"(?:z[. ]?s[. ]?m|zo (?:snel|spoedig|gauw|vlug)(?: als)? {_POSSIBLE}|zodra {_POSSIBLE}|asap|a\.s\.a\.p"
    r"|per direct|t[. ]?z[. ]?t|te zijner tijd|n[. ]?t[. ]?b|n[. ]?n[. ]?b"
    r"|(?:nader|nog|later) te bepalen|nog (?:onbekend|niet bekend)|datum volgt"
    rf"|(?:later|direct|meteen)$){END}"
)
_ONGOING = re.compile(
    r"(?:doorlopend|continu|structureel|permanent|dagelijks|wekelijks|tweewekelijks|maandelijks"
    r"|(?:het )?hele (?:school)?jaar(?: door)?"
    rf"|(?:elke?|iedere?|om de)(?: (?:{AMOUNT}|eerste|tweede|laatste|andere))? "
    rf"(?:{DAY}{DAY_PART}|(?:school|les)?dag(?:en)?|(?:school|les)?we(?:ek|ken)|ochtend|middag"
    rf"|maand(?:en)?|les|lessen|pauze|periode|keer|overleg)"
    rf"(?:(?: en|,)? {DAY}{DAY_PART})*(?: van (?:de|elke|iedere) (?:week|maand))?){END}"
)


def read_open(text: str, start: int) -> tuple[Open, int] | None:
    """What stands at `start` in evened-out text and where it ends; a time behind it belongs to it."""
    for pattern, kind in ((_LATER, Open.LATER), (_ONGOING, Open.ONGOING)):
        match = pattern.match(text, start)
        if match:
            clock = read_clock(text, match.end()) if kind is Open.ONGOING else None
            return kind, clock[1] if clock else match.end()
    return None
