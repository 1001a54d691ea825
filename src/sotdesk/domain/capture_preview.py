"""The one line under the capture line: what was understood and who will read it (product.md §4; ui.md).

Gives pieces of text with a style role (label, kind, text, warn, muted); no colours and no widgets here.
"""

import unicodedata
from itertools import pairwise

from sotdesk.domain.capture_effects import adopts, effects
from sotdesk.domain.capture_model import Audience, Kind, Piece, Reading, Table, Who
from sotdesk.domain.capture_pupils import Newcomer
from sotdesk.domain.capture_readers import readers
from sotdesk.domain.dates import DateReading, show_moment
from sotdesk.domain.students import Student
from sotdesk.domain.words import listed

Styled = tuple[str, str]

HINT = "tekst · ! besluit · * advies · @wie >wanneer >>evaluatie · ll: · ( besloten"
"""Under an empty line: the five rows that a beginner needs."""

NARROW_HINT = HINT.replace("! ", "!").replace("* ", "*").replace("( ", "(")

BARE = frozenset((*"!*?(@>=+-&#", "((", ">>", "\\"))
"""A sign of which nothing follows yet: the hint says what it is for."""

LONG_FROM = 100
"""Columns from which the words uiterlijk and evaluatie stand before their dates."""

SHORTEST_TEXT = 8
SEPARATOR = " · "

NAMES = {
    Kind.FACT: "Feit",
    Kind.VOICE: "Gezegd",
    Kind.DECISION: "Besluit",
    Kind.ADVICE: "Advies",
    Kind.ACTION: "Afspraak",
    Kind.OPEN: "Nog uit te zoeken",
    Kind.EVALUATION: "Evaluatie",
    Kind.OUTCOME: "Uitkomst",
    Kind.CONSENT: "Toestemming",
    Kind.AGREED: "Vorige keer",
    Kind.COMPLETE: "Vult de laatste afspraak aan",
    Kind.JOIN: "Komt erbij",
    Kind.LEAVE: "Gaat weg",
    Kind.GO: "Ga naar",
    Kind.ACUTE: "Enter opent de acuutkaart",
}
SHIELDS = {Audience.RESTRICTED: "Besloten", Audience.OWN: "Voor jezelf"}
"""What limits the readers; that it does not limit inzage (domain.md §11) is said beside it (`limits_readers`)."""
CHANGES = {"done": "gedaan", "moved": "verzet", "dropped": "vervallen"}


def preview(reading: Reading, table: Table, *, width: int, typing: str = "") -> tuple[Styled, ...]:
    """The preview for `width` cells; what does not fit is said shorter, then cut, but never the readers.

    `typing` is the word at the cursor: it is never complained about.
    """
    if not reading.pieces or _is_beginning(reading, typing):
        return ((HINT if width >= cells(HINT) else NARROW_HINT, "muted"),)
    said = _said(reading, typing)
    parts = _parts(reading, table, width >= LONG_FROM, typing)
    if _width([*parts, *said]) > width:
        parts = _parts(reading, table, False, typing)
    return _fitted(parts, said, width)


def limits_readers(reading: Reading) -> bool:
    """Whether what is typed is kept from some of its readers: then is said what it does not limit."""
    return any(piece.audience in SHIELDS for piece in reading.pieces)


def _is_beginning(reading: Reading, typing: str) -> bool:
    """Whether only a sign stands there, or one `@name` or `>day` behind which something will follow."""
    words = reading.raw.strip()
    ahead = words == typing or reading.raw[-1:].isspace()
    lone = ahead and reading.pieces[0].kind is Kind.FACT and " " not in words
    return words in BARE or (lone and words[0] in "@>")


def _parts(reading: Reading, table: Table, long: bool, typing: str) -> list[Styled]:
    """All that was understood, who reads it last."""
    parts: list[Styled] = []
    audiences = [piece.audience for piece in reading.pieces if piece.kind is not Kind.OPEN]
    if audiences and (shield := SHIELDS.get(audiences[0])):
        parts.append((shield, "warn"))
    for piece in _merged(reading.pieces):
        parts += _piece(piece, reading, table, long, typing)
    read_by = dict.fromkeys(
        who
        for p in reading.pieces
        for who in readers(Kind.FACT if adopts(p, table) else p.kind, p.audience, p.who, table.outside)
    )
    if read_by:
        parts.append((f"leest: {', '.join(read_by)}", "label"))
    return parts


def _merged(pieces: tuple[Piece, ...]) -> list[Piece]:
    """A decision and its agreement with the same words are shown once: the words stand in the last."""
    shown = list(pieces)
    for at, (first, second) in enumerate(pairwise(pieces)):
        if first.text == second.text:
            shown[at] = Piece(first.kind, audience=first.audience, voice=first.voice, word=first.word)
    return shown


def _piece(piece: Piece, reading: Reading, table: Table, long: bool, typing: str) -> list[Styled]:
    parts: list[Styled] = [(NAMES[piece.kind], "kind")]
    if piece.kind is Kind.GO:
        return [*parts, _destination(piece, reading, table, typing)]
    if piece.kind is Kind.AGREED:
        parts.append((f"afspraak {piece.number}: {CHANGES[piece.change]}", "label"))
    if piece.kind is Kind.VOICE and piece.voice:
        parts.append(_person(piece.voice, long, typing))
    if piece.kind is Kind.CONSENT:
        parts += _consent(piece, long)
    else:
        named = long or piece.kind in (Kind.JOIN, Kind.LEAVE)
        shorts = [one.short for one in piece.who]
        parts += [
            _person(one, named or len(one.choices) > 1 or shorts.count(one.short) > 1, typing) for one in piece.who
        ]  # fmt: skip
        if piece.kind is Kind.JOIN and any(one.joins_as_guest for one in piece.who):
            parts.append(("gast bij dit punt", "label"))
        said = "" if adopts(piece, table) and piece.text == piece.word else piece.text
        parts += [(text, "text") for text in (said, piece.reason) if text]
    parts += effects(piece, table, long=long)
    parts += _dates(piece, reading, table, long, typing)
    if piece.where:
        parts.append((f"waar: {piece.where}" if long else piece.where, "label"))
    if piece.also:
        parts.append((f"ook bij {listed([_pupil(s) for s in piece.also])}", "label"))
    if asked := [f"{what}?" for what in piece.missing if what != "wanneer" or piece.due is None]:
        parts.append((" ".join(asked), "muted"))
    return parts


def _consent(piece: Piece, long: bool) -> list[Styled]:
    """Who gives it, to whom and what for; a refusal says so."""
    if not piece.who:
        return [(piece.text, "text")]
    giver = [(piece.voice.label if long else piece.voice.short, "label")] if piece.voice else []
    to = listed([who.label if long else who.short for who in piece.who])
    receiver = (f"niet voor {to}", "warn") if piece.refused else (f"voor {to}", "label")
    return [*giver, receiver, *([(piece.purpose, "text")] if piece.purpose else [])]


def _destination(piece: Piece, reading: Reading, table: Table, typing: str) -> Styled:
    if piece.adds:
        return _added(piece.adds, table), "label"
    if not reading.found:
        return piece.text, "muted" if typing else "warn"
    if not piece.item:
        return "het volgende punt", "label"
    return f"{piece.item} {piece.text}", "label"


def _added(new: Newcomer, table: Table) -> str:
    """Who will be there: someone of this meeting, of the list, or someone new who is made with a case."""
    if new.known is None:
        return f"nieuwe leerling {new.label}, voorlopig, met een casus (signaal)"
    on_agenda = any(student.id == new.known.id for student in table.pupils.here)
    return f"{new.label}, {'staat al op de agenda' if on_agenda else 'staat in de lijst: komt op de agenda'}"


def _pupil(student: Student) -> str:
    return f"{student.name.shown} {student.class_name}".strip()


def _person(who: Who, long: bool, typing: str) -> Styled:
    """The person as understood; a new name says so once the cursor has left it."""
    if who.person:
        return who.label if long else who.short, "label"
    if typing and typing.lstrip("@+(").casefold().endswith(who.words.split()[-1].casefold()):
        return who.words, "muted"
    return f"{who.words} (nieuw)", "warn"


def _dates(piece: Piece, reading: Reading, table: Table, long: bool, typing: str) -> list[Styled]:
    due = _day(piece.due, table, typing)
    evaluation = _day(piece.evaluation, table, typing)
    if not long:
        shown = " → ".join(text for text, _ in (due, evaluation) if text)
        style = "muted" if "muted" in (due[1], evaluation[1]) else "label"
        return [(shown if due[0] else f"→ {shown}", style)] if shown else []
    before = "naar" if piece.kind is Kind.AGREED else "uiterlijk"
    known = piece.due is not None and piece.due.day is not None
    parts = [(f"{before} {due[0]}" if known else due[0], due[1])] if due[0] else []
    return [*parts, (f"evaluatie {evaluation[0]}", evaluation[1])] if evaluation[0] else parts


def _day(reading: DateReading | None, table: Table, typing: str) -> Styled:
    """The day, or the typed words; those are quiet while they are still being typed."""
    if reading is None:
        return "", ""
    if typing and reading.day is None and typing.lstrip(">") in reading.words:
        return reading.words, "muted"
    return show_moment(reading, table.frame.today), "label"


def _said(reading: Reading, typing: str) -> list[Styled]:
    """The remarks, save those about the word that is still being typed."""
    ready = [r for r in reading.remarks if not (typing and typing in reading.raw[r.start : r.end])]
    return [(text, "warn") for text in dict.fromkeys(remark.text for remark in ready)]


def _fitted(parts: list[Styled], said: list[Styled], width: int) -> tuple[Styled, ...]:
    """All parts in `width` cells: the user's own words give way first, then remarks; never the readers."""
    while said and _width([*_shortened(parts, 0), *said]) > width:
        said = said[:-1]
    return _separated(_shortened([*parts, *said], width))


def _shortened(parts: list[Styled], width: int) -> list[Styled]:
    """The parts with their longest texts cut until they fit, or can give no more."""
    parts = list(parts)
    while (over := _width(parts) - width) > 0:
        texts = [(cells(text), at) for at, (text, style) in enumerate(parts) if style == "text"]
        longest, at = max(texts, default=(0, 0))
        if longest <= SHORTEST_TEXT:
            break
        parts[at] = (_cut(parts[at][0], max(SHORTEST_TEXT, longest - over)), "text")
    return parts


def _width(parts: list[Styled]) -> int:
    return sum(cells(text) for text, _ in parts) + len(SEPARATOR) * max(0, len(parts) - 1)


def _separated(parts: list[Styled]) -> tuple[Styled, ...]:
    styled = [item for part in parts for item in ((SEPARATOR, "muted"), part)]
    return tuple(styled[1:])


def cells(text: str) -> int:
    """How many columns a terminal needs for the text."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def _cut(text: str, width: int) -> str:
    """The text in at most `width` cells, with … when something was cut."""
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"
