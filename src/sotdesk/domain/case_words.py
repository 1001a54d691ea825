"""A case in words, as its forms show and read it: what was tried, answers, how it ended. No screen, no storage."""

import re
from collections.abc import Iterable
from datetime import date

from sotdesk.domain.cases import CaseRow, CaseStatus, Confidentiality, Gap, Guardian, Level, Referral, Tried
from sotdesk.domain.dates import show_date
from sotdesk.domain.text import one_line
from sotdesk.domain.words import listed

ANSWERS = (("", "nog niet gevraagd"), ("ja", "ja"), ("nee", "nee"))
"""What parents and pupil know and want, as an aanmelding asks it: value and word on screen."""

STATUSES = tuple((s.value, s.value) for s in CaseStatus if s is not CaseStatus.CLOSED)
"""The statuses that are set by hand; closing has its own form (domain.md §5 step 9)."""

LEVELS = (("", "nog niet bepaald"), *((level.value, level.value) for level in Level))
CONFIDENTIALITIES = tuple((each.value, each.value) for each in Confidentiality)

_ARROW = re.compile(r"\s*(?:→|->|=>|–>)\s*")


def tried_in(words: str) -> tuple[Tried, ...]:
    """What was tried, one a line: `gesprek met mentor → even rust` (`->` does too)."""
    lines = (one_line(line) for line in words.splitlines())
    return tuple(_tried(line) for line in lines if line)


def _tried(line: str) -> Tried:
    what, *effect = _ARROW.split(line, maxsplit=1)
    return Tried(what.strip(), effect[0].strip() if effect else "")


def tried_words(tried: Iterable[Tried]) -> str:
    """One line for each: what `tried_in` reads."""
    return "\n".join(f"{each.what} → {each.effect}" if each.effect else each.what for each in tried)


def without_effect(tried: Iterable[Tried]) -> int:
    """How many lack their effect, which the gate before outside help asks for (domain.md §5 step 8)."""
    return sum(1 for each in tried if not each.effect)


def result_words(result: str, satisfaction: str) -> str:
    """How it ended and how satisfied pupil and parents are (domain.md §5 step 9), as one text."""
    result, satisfaction = one_line(result), one_line(satisfaction)
    if not satisfaction:
        return result
    end = "" if not result or result.endswith((".", "!", "?")) else "."
    return f"{result}{end} Tevreden: {satisfaction}".strip()


def missing_words(referral: Referral) -> str:
    """`hulpvraag en vraag aan het SOT`, or nothing."""
    return listed(referral.missing)


def guardian_words(guardian: Guardian) -> str:
    """`moeder A. de Groot (Tigrinya, tolk)`; that someone has no authority always stands there."""
    language = guardian.language
    parts = [
        "" if guardian.authority else "zonder gezag", language, "tolk" if guardian.interpreter else "",
    ]  # fmt: skip
    extra = ", ".join(filter(None, parts))
    who = f"{guardian.relation} {guardian.name}".strip()
    return f"{who} ({extra})" if extra else who


def gap_words(row: CaseRow, today: date) -> str:
    """What reopening a closed case today would show: `was 3 maanden uit de ondersteuning`."""
    return Gap(row.closed_on, today).words if row.closed_on else ""


def case_words(row: CaseRow | None, today: date) -> str:
    """A pupil's case behind his name: `intern`, `afgesloten wo 1 jul`, or nothing."""
    if row is None:
        return ""
    return f"afgesloten {show_date(row.closed_on, today)}" if row.closed_on else f"casus: {row.status.value}"
