"""What may be exchanged about a pupil, with whom and on what ground, as his file shows it (domain.md §11)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sotdesk.domain.consents import BY_CONSENT, WORDS, Consent, ConsentState
from sotdesk.domain.dates import show_date
from sotdesk.domain.text import fold
from sotdesk.domain.words import listed


class Standing(StrEnum):
    """How an exchange stands today, in the order in which the file shows them."""

    AGAIN = "opnieuw vragen"
    ASKED = "gevraagd"
    LACKS = "aan te vullen"
    HOLDS = "geldt"
    LATER = "geldt nog niet"
    EXPIRED = "verlopen"
    WITHDRAWN = "ingetrokken"
    REFUSED = "geweigerd"


OPEN = (Standing.AGAIN, Standing.ASKED, Standing.LACKS)
"""Something is still to be done."""
VALID = (Standing.HOLDS, Standing.LATER)
"""The others do not count (any more)."""


@dataclass(frozen=True)
class Exchange:
    """A consent as it is kept outside a meeting; its id is empty while it is new."""

    id: str
    receiver: str
    state: ConsentState = ConsentState.GIVEN
    ground: str = BY_CONSENT
    giver: str = ""
    purpose: str = ""
    data: str = ""
    proof: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class Given:
    """Something that the receiver already has or heard: when, and what."""

    at: datetime
    what: str


@dataclass(frozen=True)
class AgainOf:
    """A consent of which the pupil is to be asked again, since the day he became 16."""

    consent: Consent
    since: date


def standing(consent: Consent, born: date | None, today: date) -> Standing:
    """How it stands today."""
    if consent.state is not ConsentState.GIVEN:
        return {
            ConsentState.ASKED: Standing.ASKED,
            ConsentState.REFUSED: Standing.REFUSED,
            ConsentState.WITHDRAWN: Standing.WITHDRAWN,
        }[consent.state]
    if consent.valid_until is not None and consent.valid_until < today:
        return Standing.EXPIRED
    if consent.asks_again(born, today):
        return Standing.AGAIN
    if consent.valid_from is not None and consent.valid_from > today:
        return Standing.LATER
    return Standing.LACKS if consent.lacks else Standing.HOLDS


def standing_words(consent: Consent, born: date | None, today: date) -> str:
    """`geldt t/m di 1 jul`, `ingetrokken wo 25 nov`, `leerling is 16 sinds …: opnieuw vragen`."""
    how, day = standing(consent, born, today), consent.at.astimezone().date()
    if how is Standing.AGAIN and (since := consent.asks_again(born, today)):
        return f"leerling is 16 sinds {show_date(since, today)}: opnieuw vragen"
    if how is Standing.ASKED:
        return f"gevraagd {show_date(day, today)}, nog geen antwoord"
    if how is Standing.LACKS:
        return f"nog aanvullen: {listed(consent.lacks)}"
    if how is Standing.WITHDRAWN:
        return (
            f"ingetrokken {show_date(consent.withdrawn_on, today)}" if consent.withdrawn_on else "ingetrokken"
        )
    if how is Standing.REFUSED:
        return f"geweigerd {show_date(day, today)}"
    if how is Standing.EXPIRED and consent.valid_until:
        return f"verlopen: gold t/m {show_date(consent.valid_until, today)}"
    begins = f"vanaf {show_date(consent.valid_from, today)}" if consent.valid_from else ""
    ends = f" t/m {show_date(consent.valid_until, today)}" if consent.valid_until else ""
    return f"geldt {begins}{ends}".strip()


def by_words(consent: Consent) -> str:
    """`van moeder (K. Achterberg)`, `van de leerling zelf`, or the ground that it has beside consent."""
    if consent.ground != BY_CONSENT:
        return f"grond: {consent.ground}"
    if consent.by_pupil:
        return "van de leerling zelf"
    return f"van {consent.giver}" if consent.giver else ""


def last_words(consents: Iterable[Consent]) -> tuple[Consent, ...]:
    """What was said last for each receiver, oldest first; a question does not end what was given before it."""
    said: dict[str, Consent] = {}
    for one in sorted(consents, key=lambda c: c.at):
        before = said.get(key := receiver_key(one))
        if one.state is ConsentState.ASKED and before and before.state is ConsentState.GIVEN:
            continue
        said[key] = one
    return tuple(sorted(said.values(), key=lambda c: c.at))


def is_for(consent: Consent, words: Iterable[str], contact_id: str = "") -> bool:
    """Whether a consent is for someone: himself, his role, or the words that name him."""
    if consent.contact_id and contact_id:
        return consent.contact_id == contact_id
    named = {fold(word) for word in words} - {""}
    return not named.isdisjoint({fold(consent.receiver), fold(consent.receiver_role)})


def holding_for(
    consents: Iterable[Consent], words: Iterable[str], born: date | None, today: date, contact_id: str = ""
) -> Consent | None:
    """The consent, or other ground, that holds today for whom these words name; None when there is none.

    What parents gave before the pupil became 16 does not hold any more (rules/grounds.toml).
    """
    mine = tuple(words)
    return next(
        (
            one
            for one in reversed(last_words(consents))
            if one.holds(today) and not one.asks_again(born, today) and is_for(one, mine, contact_id)
        ),
        None,
    )


def receiver_key(consent: Consent) -> str:
    """One receiver under one word: his contact, his role, else what he was called."""
    return consent.contact_id or consent.receiver_role or fold(consent.receiver)


def short_receiver(consent: Consent) -> str:
    """`SMW` of `SMW (N. Smit)`."""
    return consent.receiver.split(" (")[0]


def badges(consents: Sequence[Consent], born: date | None, today: date) -> tuple[str, str]:
    """`✓ ouders ma 12 okt (SMW)` and `geweigerd: wijkteam`; either may be empty."""
    good: list[Consent] = []
    lacking: dict[str, list[str]] = {}
    for one in last_words(consents):
        how = standing(one, born, today)
        if not one.receiver:
            continue
        if how in (Standing.HOLDS, Standing.LACKS):
            good.append(one)
        elif how is not Standing.LATER:
            word = {
                Standing.AGAIN: "leerling is 16, opnieuw vragen", Standing.ASKED: "gevraagd",
                Standing.REFUSED: "geweigerd", Standing.EXPIRED: "verlopen",
            }.get(how, "ingetrokken")  # fmt: skip
            lacking.setdefault(word, []).append(short_receiver(one))
    said = " · ".join(f"{word}: {', '.join(who)}" for word, who in lacking.items())
    return _good_words(good, today), said


def _good_words(good: Sequence[Consent], today: date) -> str:
    """The newest by its giver and day; of more than one only for whom."""
    if not good:
        return ""
    if len(good) > 1:
        return f"✓ {', '.join(short_receiver(one) for one in good)}"
    one = good[0]
    word = one.giver.split(" (")[0] if one.ground == BY_CONSENT else ""
    what = "" if one.ground == BY_CONSENT else one.ground
    day = show_date(one.valid_from or one.at.astimezone().date(), today)
    return " ".join(filter(None, ["✓", what, word, day, f"({short_receiver(one)})"]))


def entry_words(consent: Consent) -> str:
    """`toestemming van moeder voor SMW: aanmelding (verzuim)`, for the timeline, as it was said then."""
    what = f": {consent.purpose}" if consent.purpose else ""
    data = f" ({consent.data})" if consent.data else ""
    if consent.ground != BY_CONSENT:
        return f"{consent.ground}, voor {consent.receiver}{what}{data}"
    state = ConsentState.GIVEN if consent.state is ConsentState.WITHDRAWN else consent.state
    by = f" van {consent.giver}" if consent.giver else ""
    said = "" if state is ConsentState.GIVEN else f" {WORDS[state]}"
    return f"toestemming{by} voor {consent.receiver or '?'}{said}{what}{data}"


def given_words(given: Sequence[Given], today: date) -> str:
    """What a receiver already has, one a line, oldest first; or that nothing is known of it."""
    if not given:
        return "Hier staat niet dat er al iets is gegeven of verteld."
    return "\n".join(f"{show_date(one.at.astimezone().date(), today)}  {one.what}" for one in given)
