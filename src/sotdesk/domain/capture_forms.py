"""Forms that count only when they are the whole line: `!!`, `=1 …`, `/…`, `+naam`, `-naam` (product.md §4).

A line that only looks like one (`=2 euro per dag`, `+1 voor dit plan`, `- moeder belt`) is None here: text.
"""

import re

from sotdesk.domain.capture_model import Kind, Piece, Reading, Remark, Span, Table, Who
from sotdesk.domain.capture_names import INFIXES
from sotdesk.domain.capture_pupils import newcomer
from sotdesk.domain.capture_signs import Sign, date_at, signs_in
from sotdesk.domain.text import fold

AGREED = re.compile(r"=(\d{1,3})(?:\s+(?:([xX])(?:\s+(.*))?|(>.*)))?", re.DOTALL)
GO = re.compile(r"/(\d{1,3}|\+\s*\w.*|\w\S*(?:\s+\S+){0,2})?", re.DOTALL)
"""Next, a number, a pupil added on the spot, or up to three words: more words are a sentence."""

NEW_GUEST_WORDS = 3


def whole_line(raw: str, start: int, end: int, table: Table) -> Reading | None:
    """The reading of a line that as a whole has one of the forms; None when it has none."""
    if raw[start:end] == "!!":
        return Reading(raw, (Piece(Kind.ACUTE),), (Span(start, end, "mark"),))
    form = {"=": _agreed, "/": _go, "+": _join, "-": _leave}.get(raw[start])
    return form(raw, start, end, table) if form else None


def _agreed(raw: str, start: int, end: int, table: Table) -> Reading | None:
    """`=1` done, `=1 >vr` moved, `=1 x reden` dropped."""
    match = AGREED.fullmatch(raw, start, end)
    if not match:
        return None
    number = int(match[1])
    mark = Span(start, match.end(1), "mark")
    if number not in table.agreements:
        said = Remark(f"vorige keer heeft geen open afspraak {number}: bewaard als tekst", start, end)
        return Reading(raw, (Piece(Kind.FACT, raw[start:end]),), (), (said,))
    if match[4]:
        return _moved(raw, number, mark, signs_in(raw, match.start(4), end), table)
    if not match[2]:
        return Reading(raw, (Piece(Kind.AGREED, number=number, change="done"),), (mark,))
    reason = (match[3] or "").strip()
    ask = () if reason else (Remark("reden?", start, end),)
    spans = (mark, Span(match.start(2), match.end(2), "mark"))
    return Reading(raw, (Piece(Kind.AGREED, number=number, change="dropped", reason=reason),), spans, ask)


def _moved(raw: str, number: int, mark: Span, signs: list[Sign], table: Table) -> Reading | None:
    """Last time's agreement on a new day (and evaluation), when all words read as dates."""
    taken = [date_at(sign, raw, table) for sign in signs]
    if [sign.mark for sign in signs] not in ([">"], [">", ">>"]):
        return None
    whole = [t.reading for t, s in zip(taken, signs, strict=True) if t and not raw[t.end : s.end].strip()]
    if len(whole) < len(signs):
        return None
    piece = Piece(
        Kind.AGREED, number=number, change="moved", due=whole[0], evaluation=whole[1] if whole[1:] else None
    )
    roles = ("when", "evaluate")
    ends = (s.at + len(raw[s.at : s.end].rstrip()) for s in signs)
    spans = [Span(s.at, e, role) for s, e, role in zip(signs, ends, roles, strict=False)]
    notes = tuple(Remark(n, s.at, s.end) for r, s in zip(whole, signs, strict=True) for n in r.notes)
    return Reading(raw, (piece,), (mark, *spans), notes)


def _go(raw: str, start: int, end: int, table: Table) -> Reading | None:
    """`/` next, `/4`, `/davi`, `/+noor 3m2`: goes there; what finds no item stays in the line."""
    match = GO.fullmatch(raw, start, end)
    if not match:
        return None
    wanted = (match[1] or "").strip()
    span = (Span(start, end, "item"),)
    if not wanted:
        return Reading(raw, (Piece(Kind.GO),), span)
    if wanted.startswith("+"):
        return _added(raw, wanted[1:].strip(), span, table)
    found = items_called(wanted, table)
    if len(found) == 1:
        return Reading(raw, (Piece(Kind.GO, found[0][1], item=found[0][0]),), span)
    several = " of ".join(f"/{number} {words}" for number, words in found[:3])
    said = several or rf"geen punt heet zo: {wanted} · \/ maakt er tekst van"
    unknown = (Span(start, end, "unknown"),)
    return Reading(raw, (Piece(Kind.GO, wanted),), unknown, (Remark(said, start, end),), found=False)


def _added(raw: str, wanted: str, span: tuple[Span, ...], table: Table) -> Reading:
    """`/+noor 3m2`: a pupil added on the spot, or who is known by this name in this class."""
    found = newcomer(wanted, table.pupils)
    if found is None:
        said = Remark(f"zet de klas erachter: /+{wanted} 3m2", span[0].start, span[0].end)
        unknown = (Span(span[0].start, span[0].end, "unknown"),)
        return Reading(raw, (Piece(Kind.GO, wanted),), unknown, (said,), found=False)
    other = found.fits[1:2]
    several = tuple(Remark(f"Tab: {s.name.full} {s.class_name}", span[0].start, span[0].end) for s in other)
    return Reading(raw, (Piece(Kind.GO, found.label, adds=found),), span, several)


def items_called(wanted: str, table: Table) -> tuple[tuple[str, str], ...]:
    """The items with this number, else with these words, else with words that begin so."""
    numbered = tuple(item for item in table.items if item[0] == fold(wanted))
    if numbered or wanted.isdecimal():
        return numbered
    words = re.findall(r"\w+", fold(wanted))
    named = [(item, re.findall(r"\w+", fold(item[1]))) for item in table.items]
    whole = tuple(item for item, has in named if all(word in has for word in words))
    return whole or tuple(
        item for item, has in named if all(any(name.startswith(word) for name in has) for word in words)
    )


def _join(raw: str, start: int, end: int, table: Table) -> Reading | None:
    """`+lpa`, `+moeder`, `+oom Henk`: joins from now. A name has no digits."""
    return _come_or_go(Kind.JOIN, raw, start, end, table)


def _leave(raw: str, start: int, end: int, table: Table) -> Reading | None:
    """`-svk`: leaves from now; only someone who is present."""
    return _come_or_go(Kind.LEAVE, raw, start, end, table)


def _come_or_go(kind: Kind, raw: str, start: int, end: int, table: Table) -> Reading | None:
    who: list[Who] = []
    spans = []
    at = start + 1
    for words in raw[start + 1 : end].split(","):
        one = _coming(words, table) if kind is Kind.JOIN else _present(words, table)
        if not one:
            return None
        who.append(one)
        spans.append(Span(at, at + len(words), "who" if one.person else "unknown"))
        at += len(words) + 1
    here = tuple(
        Remark(f"{one.label} is er al", span.start, span.end)
        for one, span in zip(who, spans, strict=True)
        if kind is Kind.JOIN and one.person and one.person.present
    )
    several = tuple(
        Remark(f"Tab: {one.choices[1].label}", span.start, span.end)
        for one, span in zip(who, spans, strict=True)
        if len(one.choices) > 1
    )
    return Reading(
        raw, (Piece(kind, who=tuple(who)),), (Span(start, start + 1, "mark"), *spans), here + several
    )


def _present(words: str, table: Table) -> Who | None:
    """Who of those at the table is meant, by a whole name or a shortened role."""
    if words != words.strip():
        return None
    fits = table.book.called(words) or table.book.shortened(words)
    here = tuple(person for person in fits if person.present)
    return Who(words, here[0], here) if here else None


def _coming(words: str, table: Table) -> Who | None:
    """Who comes in: known, or a new name: one word, or a few of which the last has a capital."""
    parts = words.split()
    if not parts or words != words.strip() or any(c.isdigit() for c in words):
        return None
    fits = table.book.called(words) or table.book.shortened(words)
    if fits:
        return Who(words, fits[0], fits)
    if not all(part[0].isalpha() or part[0] in "'’" for part in parts):
        return None
    named = len(parts) <= NEW_GUEST_WORDS and parts[-1][0].isupper()
    return Who(words) if named or (len(parts) == 1 and fold(words) not in INFIXES) else None
