r"""How a line begins and ends: `(` and `((`, a mark `! * ?`, `naam:`, a backslash, `&lina` (product.md §4).

Each function takes what it knows off the line and says where the rest stands; the rest is not read here.
"""

import re
from dataclasses import dataclass, replace

from sotdesk.domain.capture_model import Audience, Kind, Remark, Span, Table, Who
from sotdesk.domain.capture_pupils import doubt, named
from sotdesk.domain.capture_signs import Sign, pupil_at, signs_in
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold

MARKS = {"!": Kind.DECISION, "*": Kind.ADVICE, "?": Kind.OPEN}
FIXED = {"ev": Kind.EVALUATION, "uit": Kind.OUTCOME, "toest": Kind.CONSENT}
NAMED = re.compile(r"([^\s:@#>&][^:\n]{0,60}?):(?=\s)")
"""`naam:` with a space behind it; whether the name is known decides if it counts."""

LABELS = ("besloten)", "alleen oco)")
"""What may stand behind `(`: the word for it."""
ESCAPABLE = "(!*?=/+-"
"""What a backslash makes text at the start of a line, beside `naam:`."""


@dataclass(frozen=True)
class Body:
    """What is still to be read, raw[start:end], with what was taken off it so far. `kind` None: no mark."""

    raw: str
    start: int
    end: int
    kind: Kind | None = None
    audience: Audience = Audience.SOT
    voice: Who | None = None
    also: tuple[Student, ...] = ()
    spans: tuple[Span, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def words(self) -> str:
        """The raw text that is still to be read."""
        return self.raw[self.start : self.end]


def whole(raw: str) -> Body:
    """The line without the space around it."""
    start = len(raw) - len(raw.lstrip())
    return Body(raw, start, max(start, len(raw.rstrip())))


def begin(body: Body, start: int, end: int) -> Body:
    """The same body, shortened to raw[start:end] and trimmed."""
    words = body.raw[start:end]
    first = start + len(words) - len(words.lstrip())
    return replace(body, start=first, end=max(first, start + len(words.rstrip())))


def shielded(body: Body) -> Body:
    """Takes off `(` or `((`, and the bracket that closes it; nothing else in the line: nothing is taken."""
    if not body.words.startswith("("):
        return body
    depth = 2 if body.words.startswith("((") else 1
    inner = _without_label(begin(body, body.start + depth, body.end))
    audience = Audience.OWN if depth == 2 else Audience.RESTRICTED
    span = Span(body.start, body.start + depth, "audience")
    closed = inner
    while depth and closed.words.endswith(")") and closed.words.count(")") > closed.words.count("("):
        closed = begin(closed, closed.start, closed.end - 1)
        depth -= 1
    if not closed.words:
        return replace(body, audience=audience)
    said: tuple[Remark, ...] = ()
    if closed is not inner:
        said = (Remark(r"begint met ( en is dus besloten · \( maakt er tekst van", body.start, body.end),)
    return replace(closed, audience=audience, spans=(span,), remarks=said)


def _without_label(inner: Body) -> Body:
    """Takes off `besloten)` behind the bracket: so a line is marked on paper, and so some type it."""
    for label in LABELS:
        if inner.words.casefold().startswith(label):
            return begin(inner, inner.start + len(label), inner.end)
    return inner


def marked(body: Body, table: Table) -> Body:
    """Takes off a mark, a known `naam:` or the backslash that makes either of them text."""
    words = body.words
    if words[:1] == "\\":
        meant = words[1:2] and (words[1] in ESCAPABLE or _named(body, body.start + 1, table))
        return replace(body, start=body.start + 1) if meant else body
    if (kind := MARKS.get(words[:1])) and words[1:].strip():
        span = Span(body.start, body.start + 1, "mark")
        rest = begin(body, body.start + 1, body.end)
        return replace(rest, kind=kind, spans=(*body.spans, span))
    named = _named(body, body.start, table)
    if not named:
        return body
    kind, voice, end = named
    said: tuple[Remark, ...] = ()
    if voice and len(voice.choices) > 1:
        said = (Remark(f"Tab: {voice.choices[1].label}", body.start, end),)
    span = Span(body.start, end, "voice" if voice else "mark")
    rest = replace(begin(body, end, body.end), kind=kind, voice=voice)
    return replace(rest, spans=(*body.spans, span), remarks=(*body.remarks, *said))


def _named(body: Body, start: int, table: Table) -> tuple[Kind, Who | None, int] | None:
    """The fixed word, role or person that stands at `start` with a colon, and where its words go on."""
    match = NAMED.match(body.raw, start, body.end)
    if not match:
        return None
    if kind := FIXED.get(fold(match[1])):
        return kind, None, match.end()
    fits = table.book.called(match[1])
    return (Kind.VOICE, Who(match[1], fits[0], fits), match.end()) if fits else None


def other_pupils(body: Body, table: Table) -> Body:
    """Takes `&lina` (one or more) off the end; a name that means nobody in particular stays text, and that is said."""
    signs = signs_in(body.raw, body.start, body.end)
    while signs and signs[-1].mark == "&" and signs[-1].at > body.start:
        sign = signs.pop()
        pupil = pupil_at(sign, body.raw, table)
        if pupil is None:
            return _unknown_pupil(body, sign, table)
        span = Span(sign.at, body.end, "item")
        shorter = begin(body, body.start, sign.at)
        body = replace(shorter, also=(pupil, *body.also), spans=(*body.spans, span))
        signs = signs_in(body.raw, body.start, body.end)
    return body


def _unknown_pupil(body: Body, sign: Sign, table: Table) -> Body:
    words = body.raw[sign.start : sign.end].strip()
    if len(words.split()) > 1 and not named(words, table.pupils).fits:
        return body
    said = Remark(doubt(words, table.pupils), sign.at, sign.end)
    return replace(body, remarks=(*body.remarks, said))
