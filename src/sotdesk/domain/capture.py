"""One typed line → fact, voice, decision, advice, agreement …, and who may read it (product.md §4).

`read` is the whole of it: pure, total (any text has exactly one reading) and fast enough for every key.
What is shown under the line is in capture_preview.py, the choices above it in capture_complete.py.
"""

from dataclasses import replace

from sotdesk.domain.capture_agreement import Parts, agreement
from sotdesk.domain.capture_forms import whole_line
from sotdesk.domain.capture_model import Audience, Kind, Piece, Reading, Remark, Span, Table, Who
from sotdesk.domain.capture_names import Person
from sotdesk.domain.capture_opening import Body, marked, other_pupils, shielded, whole
from sotdesk.domain.capture_results import settled
from sotdesk.domain.capture_signs import date_at, plain, signs_in

__all__ = ["Audience", "Kind", "Person", "Piece", "Reading", "Remark", "Span", "Table", "Who", "read"]


def read(line: str, table: Table) -> Reading:
    """The one reading of a typed line. Never raises; a line of spaces only has no pieces."""
    body = whole(line)
    if not body.words:
        return Reading(line)
    if form := whole_line(line, body.start, body.end, table):
        return form
    body = marked(other_pupils(shielded(body), table), table)
    parts = agreement(line, body.start, body.end, table, marked=body.kind is not None)
    if parts is None:
        return _without_agreement(body, table)
    return _with_agreement(body, parts, table)


def _without_agreement(body: Body, table: Table) -> Reading:
    """A fact, or what the mark or `naam:` makes of the words."""
    piece, asked = settled(_first(body, plain(body.words)), table)
    said = tuple(Remark(text, body.start, _asked_until(body)) for text in asked)
    return _reading(body, (piece,), (), (*said, *_unused_date(body, table)))


def _with_agreement(body: Body, parts: Parts, table: Table) -> Reading:
    """An agreement, with the decision, advice, question or voice that stands before it."""
    if body.kind is None:
        return _lone_sign(body, parts, table) if _is_lone(parts) else _agreed(body, parts, parts.text)
    before, behind = parts.before, parts.behind
    first, asked = settled(_first(body, before or behind), table)
    said = tuple(Remark(text, body.start, _asked_until(body)) for text in asked)
    kept = (first,) if first.text else ()
    nothing_said = body.voice.words if body.voice else ""
    reading = _agreed(body, parts, behind or before or nothing_said)
    return replace(
        reading, pieces=(*_also(kept, body, parts), *reading.pieces), remarks=(*reading.remarks, *said)
    )


def _asked_until(body: Body) -> int:
    """Where the words end that are asked about; the result of an evaluation is its first word."""
    first = body.words.split(maxsplit=1)[:1]
    return body.start + len(first[0]) if first and body.kind is Kind.EVALUATION else body.end


def _first(body: Body, text: str) -> Piece:
    """What stands before the first `@`. A question to look into is the coordinator's own (product.md §4)."""
    audience = Audience.OWN if body.kind is Kind.OPEN else body.audience
    return Piece(body.kind or Kind.FACT, text, audience, body.voice, also=body.also)


def _agreed(body: Body, parts: Parts, text: str) -> Reading:
    piece = Piece(
        Kind.ACTION, text, body.audience,
        who=tuple(parts.who), due=parts.due, evaluation=parts.evaluation, where=parts.where,
    )  # fmt: skip
    return _reading(body, _also((piece,), body, parts), tuple(parts.spans), tuple(parts.remarks))


def _is_lone(parts: Parts) -> bool:
    """Whether the line is only a person, or only a date: it completes the last agreement."""
    dated = bool(parts.due or parts.evaluation)
    return not parts.text and not parts.where and not parts.also and bool(parts.who) != dated


def _lone_sign(body: Body, parts: Parts, table: Table) -> Reading:
    """`>vr` or `@svk` alone completes the last agreement; with none in this item it is text, and said."""
    if table.has_action and body.audience is Audience.SOT and not body.also:
        piece = Piece(Kind.COMPLETE, who=tuple(parts.who), due=parts.due, evaluation=parts.evaluation)
        return _reading(body, (piece,), tuple(parts.spans), tuple(parts.remarks))
    said = Remark("geen afspraak om aan te vullen: bewaard als tekst", body.start, body.end)
    return _reading(body, (_first(body, plain(body.words)),), (), (said,))


def _unused_date(body: Body, table: Table) -> tuple[Remark, ...]:
    """Behind a mark or `naam:` a date counts only with `@`: that is said, the sign stays text."""
    if body.kind is None:
        return ()
    signs = [s for s in signs_in(body.raw, body.start, body.end) if s.mark in (">", ">>")]
    dated = next((sign for sign in signs if date_at(sign, body.raw, table)), None)
    return (Remark("een datum telt hier pas na @wie", dated.at, dated.end),) if dated else ()


def _also(pieces: tuple[Piece, ...], body: Body, parts: Parts) -> tuple[Piece, ...]:
    also = tuple(dict.fromkeys((*parts.also, *body.also)))
    return tuple(replace(piece, also=also) for piece in pieces)


def _reading(
    body: Body, pieces: tuple[Piece, ...], spans: tuple[Span, ...], remarks: tuple[Remark, ...]
) -> Reading:
    """The reading with what was taken off the line's ends, spans from left to right."""
    ordered = tuple(sorted((*body.spans, *spans), key=lambda span: span.start))
    return Reading(body.raw, pieces, ordered, (*body.remarks, *remarks))
