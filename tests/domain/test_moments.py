"""Contactmomenten: what a line outside a meeting can be, who was told, how versions are kept (domain.md §11, §12)."""

from datetime import date, datetime

import pytest

from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Kind, Table
from sotdesk.domain.dates import Frame
from sotdesk.domain.meetings import Line
from sotdesk.domain.moments import (
    AS_TEXT,
    DEFAULT_CHANNEL,
    GOES_NOWHERE,
    Moment,
    channels,
    outside_a_meeting,
    told_words,
    version,
    version_of,
)
from sotdesk.domain.students import Student

YARA = Student("yara", "1", "Yara", "", "Achterberg", "2H1")
AT = datetime(2026, 11, 25, 13, 24).astimezone()
TABLE = Table(Frame(date(2026, 11, 25), SchoolCalendar(())))


def line(raw: str, voice: str = "", audience: str = "sot", capture: str = "") -> Line:
    return Line(raw, "", "fact", raw, audience, AT, raw, voice, capture_id=capture or raw)


def test_the_default_channel_is_the_telephone() -> None:
    """Issue 4 point 2: channel a field, default telephone; the list is data (rules/moments.toml)."""
    assert DEFAULT_CHANNEL == "telefoon"
    assert {"gesprek", "e-mail", "huisbezoek", "app", "oudergesprek"} <= set(channels())


@pytest.mark.parametrize("words", ["+lpa", "uit: volgen", "( uit: volgen"])
def test_what_works_on_an_agenda_item_is_text_and_says_so(words: str) -> None:
    reading = outside_a_meeting(read(words, TABLE))
    assert [piece.kind for piece in reading.pieces] == [Kind.FACT]
    assert reading.pieces[0].text == words
    assert reading.notes == (AS_TEXT,)
    assert reading.pieces[0].audience.value == ("restricted" if words[0] == "(" else "sot")


@pytest.mark.parametrize("words", ["/", "/4", "/davi"])
def test_a_slash_goes_nowhere_and_says_so(words: str) -> None:
    reading = outside_a_meeting(read(words, TABLE))
    assert (reading.found, reading.notes) == (False, (GOES_NOWHERE,))


@pytest.mark.parametrize("words", ["! aanmelden", "@mentor belt >vr", "ll: wil blijven", "ev: behaald", "!!"])
def test_all_else_is_as_at_the_table(words: str) -> None:
    reading = read(words, TABLE)
    assert outside_a_meeting(reading) == reading


def test_who_was_told_is_said_and_known_of_whom_she_spoke_with() -> None:
    """domain.md §11: besproken met leerling/ouders, ja/nee, and why not."""
    assert told_words(Moment("m", YARA, AT)) == "nog niet gezegd: ouders en leerling"
    call = Moment("m", YARA, AT, lines=(line("slaapt slecht", "moeder (K. Achterberg)"),))
    assert (call.spoke_with, call.parents, call.pupil) == ("moeder", "ja", "")
    assert told_words(call) == "ouders ja · nog niet gezegd: leerling"
    why = Moment("m", YARA, AT, told_student="nee", told_parents="nee", told_why="eerst met SMW")
    assert told_words(why) == "ouders nee · leerling nee: eerst met SMW"


def test_a_version_keeps_every_line_with_its_readers() -> None:
    """Issue 4 points 2 and 7: the old text stays readable, and restricted in a version too."""
    moment = Moment(
        "m", YARA, AT, lines=(line("moeder: belt", capture="a"), line("( ziek", audience="restricted"))
    )
    kept = version("v", AT, version_of(moment, "telefoon"))
    assert kept.lines == (("sot", "telefoon"), ("sot", "13:24 moeder: belt"), ("restricted", "13:24 ( ziek"))
