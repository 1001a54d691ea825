"""An agreement in one line: `@wie … >wanneer >>evaluatie #waar` (product.md §4). Finds the parts, keeps nothing.

The first date that reads is the date; wording that does not read is kept only in a line with `@`, and in a line
with a mark (`!`, `ll:` …) only behind it: what stands before is the decision, advice, question or voice.
"""

from dataclasses import dataclass, field

from sotdesk.domain.capture_model import Remark, Span, Table, Who
from sotdesk.domain.capture_names import INFIXES
from sotdesk.domain.capture_signs import (
    Sign,
    Taken,
    date_at,
    joined,
    names_at,
    plain,
    pupil_at,
    signs_in,
    wording,
)
from sotdesk.domain.dates import DateReading, remarks
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold


@dataclass
class Parts:
    """What the body of a line holds. `head` is text before the first `@`, `tail` behind it."""

    head: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    who: list[Who] = field(default_factory=list)
    due: DateReading | None = None
    evaluation: DateReading | None = None
    where: str = ""
    also: list[Student] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def before(self) -> str:
        """The words before the first `@`."""
        return joined(self.head)

    @property
    def behind(self) -> str:
        """The words behind the first `@`."""
        return joined(self.tail)

    @property
    def text(self) -> str:
        """All words that no sign took."""
        return joined(self.head + self.tail)


@dataclass(frozen=True)
class _Dates:
    """Which `>` and `>>` of the line count, and what they read as."""

    due: Sign | None
    evaluation: Sign | None
    taken: dict[Sign, Taken]


def agreement(raw: str, start: int, end: int, table: Table, *, marked: bool) -> Parts | None:
    """The parts of the agreement in raw[start:end]; None when it holds none and all is text."""
    signs = signs_in(raw, start, end)
    names = [sign for sign in signs if sign.mark == "@"]
    if not signs or (marked and not names):
        return None
    dates = _dates(signs, names, raw, table, marked)
    if not names and not dates.due and not dates.evaluation:
        return None
    return _walk(signs, dates, raw, start, end, table)


def _dates(signs: list[Sign], names: list[Sign], raw: str, table: Table, marked: bool) -> _Dates:
    """The first date of each kind that reads; else, behind `@`, the first whose wording is kept."""
    dated = [sign for sign in signs if sign.mark in (">", ">>")]
    taken = {sign: found for sign in dated if (found := date_at(sign, raw, table))}

    def choose(mark: str) -> Sign | None:
        mine = [sign for sign in dated if sign.mark == mark]
        kept = [sign for sign in mine if names and (not marked or sign.at > names[0].at)]
        return next((sign for sign in mine if sign in taken), kept[0] if kept else None)

    return _Dates(choose(">"), choose(">>"), taken)


def _walk(signs: list[Sign], dates: _Dates, raw: str, start: int, end: int, table: Table) -> Parts:
    parts = Parts()
    at = start
    behind = False
    for sign in signs:
        (parts.tail if behind else parts.head).append(raw[at : sign.at])
        at = _take(parts, sign, dates, raw, table)
        behind = behind or sign.mark == "@"
    (parts.tail if behind else parts.head).append(raw[at:end])
    parts.remarks += [Remark(text, start, end) for text in remarks(parts.due, parts.evaluation)]
    return parts


def _take(parts: Parts, sign: Sign, dates: _Dates, raw: str, table: Table) -> int:
    """What this sign gives goes into the parts; returns where the text goes on (at the sign: it is text)."""
    if sign.mark == "@":
        return _take_names(parts, sign, raw, table)
    if sign in (dates.due, dates.evaluation):
        return _take_date(parts, sign, dates.taken.get(sign), raw)
    if sign.mark == "#" and not parts.where:
        parts.where = plain(raw[sign.start : sign.end])
        parts.spans.append(_span(sign, sign.end, "where", raw))
        return sign.end
    if sign.mark == "&" and (pupil := pupil_at(sign, raw, table)):
        parts.also.append(pupil)
        parts.spans.append(_span(sign, sign.end, "item", raw))
        return sign.end
    if sign.mark in (">", ">>") and sign in dates.taken:
        parts.remarks.append(Remark("twee datums: de eerste telt", sign.at, sign.end))
    return sign.at


def _take_names(parts: Parts, sign: Sign, raw: str, table: Table) -> int:
    who, spans, at = names_at(raw, sign.start, sign.end, table)
    parts.spans.append(Span(sign.at, spans[0].end, spans[0].role))
    parts.spans += spans[1:]
    for one in (each for several in who for each in _each(several)):
        if one.label not in {known.label for known in parts.who}:
            parts.who.append(one)
    for one, span in zip(who, spans, strict=True):
        if hint := who_remark(one, raw[span.end : sign.end]):
            parts.remarks.append(Remark(hint, span.start, span.end))
    return at


def _each(who: Who) -> tuple[Who, ...]:
    """Several people meant at once (`@mentor` in a talk about two pupils), each as himself."""
    if who.person is None or not who.person.all_of:
        return (who,)
    return tuple(Who(who.words, person, who.choices) for person in who.person.all_of)


def who_remark(who: Who, rest: str) -> str:
    """What the preview says of a person: several fit, or a new name that may have more words."""
    if who.person and who.person.all_of:
        return f"Tab: alleen {who.person.all_of[0].label}"
    if len(who.choices) > 1:
        return f"Tab: {who.choices[1].label}"
    following = rest.split(maxsplit=1)[:1]
    more = rest[:1] == " " and following and following[0][0].isupper()
    if not who.person and (more or fold(who.words) in INFIXES):
        return "langere naam? zet er een dubbele punt achter"
    return ""


def _take_date(parts: Parts, sign: Sign, taken: Taken | None, raw: str) -> int:
    reading = taken.reading if taken else wording(sign, raw)
    at = taken.end if taken else sign.end
    role = "when" if sign.mark == ">" else "evaluate"
    if sign.mark == ">":
        parts.due = reading
    else:
        parts.evaluation = reading
    parts.spans.append(_span(sign, at, role if taken else "unknown", raw))
    parts.remarks += [Remark(text, sign.at, sign.end) for text in reading.notes]
    return at


def _span(sign: Sign, end: int, role: str, raw: str) -> Span:
    """The sign and its words without the space behind them."""
    return Span(sign.at, sign.at + len(raw[sign.at : end].rstrip()), role)
