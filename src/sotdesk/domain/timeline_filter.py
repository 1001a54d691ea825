"""What she types to filter a timeline: a kind (`gesprek`), a period (`okt`, `sinds 1 sep`), a person, a word.

All of it on one line, in any order; every part narrows. What is no kind and no period must stand in the text, or be
who said it or with whom it was. Pure.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sotdesk.domain.calendar import monday_of, school_year
from sotdesk.domain.capture_model import Audience, Kind
from sotdesk.domain.cases import SPOKEN, Entry
from sotdesk.domain.dates import MONTHS, show_date
from sotdesk.domain.moments import channels
from sotdesk.domain.past_days import past_day
from sotdesk.domain.text import fold

MARKS: Mapping[str, str] = {
    Kind.DECISION.value: "besluit",
    Kind.ADVICE.value: "advies",
    Kind.ACTION.value: "afspraak",
    Kind.AGREED.value: "afspraak",
    Kind.EVALUATION.value: "evaluatie",
    Kind.OUTCOME.value: "uitkomst",
    Kind.CONSENT.value: "toestemming",
    Kind.OPEN.value: "vraag",
    Kind.VOICE.value: "",
    Kind.FACT.value: "",
}
"""What a line of a talk is, in the words she may filter by."""
PLURALS: Mapping[str, str] = {
    "gesprekken": "gesprek", "contact": "gesprek", "contactmoment": "gesprek", "contactmomenten": "gesprek",
    "overleggen": "overleg", "signalen": "signaal", "aanmeldingen": "aanmelding", "besluiten": "besluit",
    "adviezen": "advies", "afspraken": "afspraak", "toestemmingen": "toestemming", "evaluaties": "evaluatie",
    "uitkomsten": "uitkomst", "vragen": "vraag", "documenten": "bestand", "document": "bestand",
    "bestanden": "bestand", "overdrachten": "overdracht",
}  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
NAMES_TOO = frozenset({"jan"})
"""A month that is a first name as well: both fit."""
YEAR = re.compile(r"20\d\d")
SINCE, UNTIL = frozenset({"sinds", "vanaf"}), frozenset({"tot", "t/m"})
MOST_WORDS = 4
"""So many words a day has at most: `wo 25 nov 2026`."""

Days = tuple[date, date]


@dataclass(frozen=True)
class Narrowed:
    """A filter as understood. `days` = first and last day, both counting; `months` = words that are a name as well."""

    kinds: frozenset[str] = frozenset()
    days: Days | None = None
    words: tuple[str, ...] = ()
    months: tuple[tuple[str, Days], ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.kinds or self.days or self.words or self.months)

    def said(self, today: date) -> str:
        """The period in words, when there is one: `1 okt – 31 okt`."""
        if self.days is None:
            return ""
        first, last = self.days
        if first == last:
            return show_date(first, today)
        begin = f"vanaf {show_date(first, today)}" if first > date.min else ""
        end = f"tot en met {show_date(last, today)}" if last < today else ""
        return " ".join(filter(None, (begin, end)))


class Searched:
    """The entries of one timeline, ready to be filtered key by key: each text is folded once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self.kinds = frozenset(kind for entry in self.entries for kind in kinds_of(entry))
        self._texts: dict[str, str] = {}

    def fitting(self, narrowed: Narrowed) -> tuple[Entry, ...]:
        """Those that fit, in their order."""
        return tuple(entry for entry in self.entries if self._fits(entry, narrowed))

    def _fits(self, entry: Entry, narrowed: Narrowed) -> bool:
        if narrowed.days and not narrowed.days[0] <= entry.day <= narrowed.days[1]:
            return False
        if narrowed.kinds and not narrowed.kinds & kinds_of(entry):
            return False
        if not narrowed.words and not narrowed.months:
            return True
        text = self._texts.get(entry.id)
        if text is None:
            text = self._texts[entry.id] = text_of(entry)
        return all(word in text for word in narrowed.words) and all(
            first <= entry.day <= last or re.search(rf"\b{word}\b", text) is not None
            for word, (first, last) in narrowed.months
        )


def kinds_of(entry: Entry) -> frozenset[str]:
    """Every word that says what an entry is: `gesprek` and `tel.`, `overleg` and `besluit`, `besloten`."""
    found = {fold(entry.kind)}
    if entry.kind in SPOKEN:
        found |= {MARKS.get(entry.mark, ""), *(each for each in [_channel(entry)] if each)}
    if entry.audience == Audience.RESTRICTED.value:
        found.add("besloten")
    return frozenset(found - {""})


def _channel(entry: Entry) -> str:
    """The way a contact moment took place."""
    if entry.kind != "gesprek":
        return ""
    return next((name for name, short in channels().items() if entry.place.startswith(short)), "")


def text_of(entry: Entry) -> str:
    """What words are looked for in."""
    mark = MARKS.get(entry.mark, "") if entry.kind in SPOKEN else entry.mark
    return fold(f"{entry.kind} {mark} {entry.text} {entry.place}")


def narrowed(typed: str, kinds: Collection[str], today: date) -> Narrowed:
    """What the typed words mean; `kinds` = what stands in this timeline. Anything typed has a meaning."""
    words = fold(typed).split()
    found, text, months, spans = set(), [], [], []
    at = 0
    while at < len(words):
        days, used = _period(words[at:], today)
        if days is not None:
            spans.append(days)
            at += used
            continue
        word = words[at]
        month = _month(word)
        kind = PLURALS.get(word, word)
        if month and word in NAMES_TOO:
            months.append((word, _last_month(month, today)))
        elif kind in kinds:
            found.add(kind)
        else:
            text.append(word)
        at += 1
    days = (max(first for first, _ in spans), min(last for _, last in spans)) if spans else None
    return Narrowed(frozenset(found), days, tuple(text), tuple(months))


def _period(words: list[str], today: date) -> tuple[Days | None, int]:
    """The period that these words begin with, and how many of them say it."""
    if words[0] in SINCE | UNTIL and len(words) > 1:
        days, used = _period_itself(words[1:], today, names=True)
        if days is None:
            return None, 0
        return ((days[0], date.max) if words[0] in SINCE else (date.min, days[1])), used + 1
    return _period_itself(words, today)


def _period_itself(words: list[str], today: date, *, names: bool = False) -> tuple[Days | None, int]:
    named = _named(" ".join(words[:2]), today)
    if named:
        return named, 2
    month = _month(words[0])
    if month and len(words) > 1 and YEAR.fullmatch(words[1]):
        return _whole_month(int(words[1]), month), 2
    if month and (names or words[0] not in NAMES_TOO):
        return _last_month(month, today), 1
    if YEAR.fullmatch(words[0]):
        year = int(words[0])
        return (date(year, 1, 1), date(year, 12, 31)), 1
    for used in range(min(MOST_WORDS, len(words)), 0, -1):
        said = " ".join(words[:used])
        day = past_day(said, today) if _may_be_day(said, alone=not names) else None
        if day is not None:
            return (day, day), used
    return None, 0


def _may_be_day(said: str, *, alone: bool) -> bool:
    """`25 nov`, `gisteren`; a bare `ma` is a day only behind `sinds` or `tot`: it is a mother too."""
    return bool(re.search(r"\d", said)) or said in ("vandaag", "gisteren", "eergisteren") or not alone


def _named(words: str, today: date) -> Days | None:
    """`deze maand`, `vorige week`, `dit schooljaar`."""
    monday = monday_of(today)
    begin, end = school_year(today)
    last = today.replace(day=1) - timedelta(days=1)
    return {
        "deze week": (monday, monday + timedelta(days=6)),
        "vorige week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "deze maand": _whole_month(today.year, today.month),
        "vorige maand": _whole_month(last.year, last.month),
        "dit schooljaar": (date(begin, 8, 1), date(end, 7, 31)),
        "vorig schooljaar": (date(begin - 1, 8, 1), date(begin, 7, 31)),
        "dit jaar": (date(today.year, 1, 1), date(today.year, 12, 31)),
        "vorig jaar": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }.get(words)


def _month(word: str) -> int:
    """Its number; 0 for what is no month."""
    bare = word.rstrip(".")
    if bare == "sept":
        return 9
    return next(
        (
            n
            for n, (name, short) in enumerate(zip(MONTHS, SHORT_MONTHS, strict=True), 1)
            if bare in (name, short)
        ),
        0,
    )


def _last_month(month: int, today: date) -> Days:
    """The last month of this name that has begun."""
    return _whole_month(today.year if month <= today.month else today.year - 1, month)


def _whole_month(year: int, month: int) -> Days:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)
