"""Dutch dates as people type them: every row of dates.md, its rules, and neighbours of the rows."""

import time as clock
from datetime import date, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sotdesk.domain.calendar import Moment, Period, SchoolCalendar, shipped_holidays
from sotdesk.domain.dates import (
    DAYS,
    MONTHS,
    DateReading,
    Frame,
    Open,
    read,
    read_longest,
    remarks,
    show_date,
    show_moment,
)

TODAY = date(2026, 11, 25)
CALENDAR = SchoolCalendar(
    (
        Period("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
        Period("voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28)),
    ),
    (Moment("rapportvergadering", date(2027, 1, 25)),),
)
FRAME = Frame(TODAY, CALENDAR, date(2026, 12, 16))
YEARS = Frame(TODAY, SchoolCalendar(shipped_holidays()), date(2026, 12, 16))


def on(day: str) -> Frame:
    """The same school on another day."""
    return Frame(date.fromisoformat(day), YEARS.calendar)


def shown(text: str, frame: Frame = FRAME) -> str:
    """What a person sees for `text`, or "tekst" when it is no date."""
    reading = read(text, frame)
    return "tekst" if reading is None else show_moment(reading)


ROWS = [
    ("vandaag, vanmiddag", "wo 25 nov"),
    ("morgen, morgenochtend", "do 26 nov"),
    ("overmorgen", "vr 27 nov"),
    ("vr, vrijdag, a.s. vr, aanstaande vrijdag, komende vr, uiterlijk vr", "vr 27 nov"),
    ("voor vr, vóór vrijdag", "do 26 nov"),
    ("wo", "wo 2 dec"),
    ("ma, na het weekend, begin volgende week", "ma 30 nov"),
    ("deze week, eind van de week, voor het weekend", "vr 27 nov"),
    ("volgende week, vlg week, komende week", "vr 4 dec"),
    ("volgende week di, di volgende week", "di 1 dec"),
    ("1w, over een week, over 1 week, binnen een week", "wo 2 dec"),
    ("over 5 schooldagen, 5 werkdagen", "wo 2 dec"),
    ("2w, over 2 weken, over twee weken, over 14 dagen, binnen 2 weken", "wo 9 dec"),
    ("over 10 dagen", "ma 7 dec"),
    ("3w, over 3 weken", "wo 16 dec"),
    ("over 4 weken, over een maand", "ma 4 jan"),
    ("over 6 weken", "wo 6 jan"),
    ("vr 10:30, vr half elf", "vr 27 nov 10:30"),
    ("1 dec, 1 december, 1-12, 1/12, 01-12-2026, 1.12, di 1 dec, dinsdag 1-12", "di 1 dec"),
    ("za 28 nov", "za 28 nov"),
    ("25 dec", "vr 25 dec"),
    ("begin dec", "ma 7 dec"),
    ("half dec, half december", "di 15 dec"),
    ("eind dec, eind december", "vr 18 dec"),
    ("half jan", "vr 15 jan"),
    ("eind jan", "vr 29 jan"),
    ("eind van de maand", "ma 30 nov"),
    ("volgende maand", "vr 18 dec"),
    ("week 50, wk 50, w50", "vr 11 dec"),
    ("wk 2", "vr 15 jan"),
    ("volgend overleg, volgende keer, vlg SOT", "wo 16 dec"),
    ("voor de kerst, vóór de kerstvakantie, voor de vakantie", "vr 18 dec"),
    ("na de kerst, na de kerstvakantie, na de vakantie, in het nieuwe jaar", "ma 4 jan"),
    ("eerste week na de kerstvakantie", "vr 8 jan"),
    ("na de voorjaarsvakantie", "ma 1 mrt"),
    ("rapportvergadering", "ma 25 jan"),
    ("na de rapportvergadering", "di 26 jan"),
    ("16, 16 uur, 10:30, 10.30", "tekst"),
    ("na de toetsweek", "tekst"),
]
"""The rows of dates.md, in its order; those with more to say than a date have their own test below."""


@pytest.mark.parametrize(("words", "seen"), [(word, seen) for row, seen in ROWS for word in row.split(", ")])
def test_rows(words: str, seen: str) -> None:
    assert shown(words) == seen


@pytest.mark.parametrize("words", [word for row, _ in ROWS for word in row.split(", ")])
def test_accents_capitals_and_closing_punctuation_do_not_matter(words: str) -> None:
    for variant in (words.upper(), words.capitalize(), f"{words},", f"{words}.", f" {words} ", f"{words}!"):
        assert shown(variant) == shown(words)


REMARKED = [
    ("wo", "wo 2 dec", ("volgende week woensdag",)),
    ("di 2 dec", "nog te bepalen (di 2 dec)", ("2 dec is een woensdag",)),
    ("1-9", "nog te bepalen (1-9)", ("di 1 sep is voorbij",)),
    ("1 sept", "nog te bepalen (1 sept)", ("di 1 sep is voorbij",)),
    ("31-11", "nog te bepalen (31-11)", ("31 nov bestaat niet",)),
    ("29 feb", "nog te bepalen (29 feb)", ("29 feb 2027 bestaat niet",)),
    ("za 28 nov", "za 28 nov", ("zaterdag",)),
    ("25 dec", "vr 25 dec", ("kerstvakantie",)),
    ("over 10 dagen", "ma 7 dec", ("za 5 dec is een zaterdag: eerste schooldag erna",)),
    ("over 4 weken", "ma 4 jan", ("wo 23 dec is kerstvakantie: eerste schooldag erna",)),
    ("vr", "vr 27 nov", ()),
    ("eind dec", "vr 18 dec", ()),
    ("voor de kerst", "vr 18 dec", ()),
]


@pytest.mark.parametrize(("words", "seen", "notes"), REMARKED)
def test_what_is_said_beside_a_date(words: str, seen: str, notes: tuple[str, ...]) -> None:
    reading = read(words, FRAME)
    assert reading is not None
    assert (show_moment(reading), reading.notes) == (seen, notes)
    assert reading.asks is seen.startswith("nog te bepalen")


def test_a_contradiction_proposes_the_date() -> None:
    reading = read("di 2 dec", FRAME)
    assert reading is not None
    assert reading.day is None and reading.asks
    assert reading.proposed is not None and show_date(reading.proposed) == "wo 2 dec"
    before = read("voor di 2 dec", FRAME)
    assert before is not None and before.proposed == date(2026, 12, 1)


@pytest.mark.parametrize(
    "words",
    [
        "z.s.m.",
        "zsm",
        "zo snel mogelijk",
        "Z.S.M",
        "zo spoedig mogelijk",
        "liefst z.s.m.",
        "per direct",
        "t.z.t.",
        "n.t.b.",
        "ntb",
        "nader te bepalen",
        "te zijner tijd",
        "later",
    ],
)
def test_words_that_still_ask_for_a_date(words: str) -> None:
    reading = read(words, FRAME)
    assert reading is not None
    assert (reading.day, reading.open, reading.asks) == (None, Open.LATER, True)
    assert reading.words == words
    assert show_moment(reading) == f"nog te bepalen ({words})"


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("doorlopend", "doorlopend"),
        ("wekelijks", "doorlopend (wekelijks)"),
        ("elke ma", "doorlopend (elke ma)"),
        ("elke ma 10:30", "doorlopend (elke ma 10:30)"),
        ("iedere vrijdagmiddag", "doorlopend (iedere vrijdagmiddag)"),
        ("elke 2 weken", "doorlopend (elke 2 weken)"),
        ("om de week", "doorlopend (om de week)"),
        ("elke maandag en donderdag", "doorlopend (elke maandag en donderdag)"),
        ("elke eerste maandag van de maand", "doorlopend (elke eerste maandag van de maand)"),
    ],
)
def test_what_goes_on_has_no_date_and_does_not_ask_for_one(words: str, seen: str) -> None:
    reading = read(words, FRAME)
    assert reading is not None
    assert (reading.day, reading.open, reading.asks) == (None, Open.ONGOING, False)
    assert show_moment(reading) == seen
    assert remarks(reading, None) == ("doorlopend: spreek een evaluatiedatum af",)
    assert remarks(reading, read("vr", FRAME)) == ()


def test_nog_te_bepalen_is_not_said_twice() -> None:
    reading = read("nog te bepalen", FRAME)
    assert reading is not None and show_moment(reading) == "nog te bepalen"


NEIGHBOURS = [
    ("over 3 schooldagen", "ma 30 nov"),
    ("binnen 20 schooldagen", "wo 6 jan"),
    ("over 4 schoolweken", "wo 6 jan"),
    ("over ongeveer 2 weken", "wo 9 dec"),
    ("over een half jaar", "di 25 mei"),
    ("2mnd", "ma 25 jan"),
    ("begin jan", "ma 4 jan"),
    ("begin januari 2027", "ma 4 jan"),
    ("in december", "vr 18 dec"),
    ("medio maart", "ma 15 mrt"),
    ("eind deze maand", "ma 30 nov"),
    ("begin volgende maand", "ma 7 dec"),
    ("uiterlijk eind december", "vr 18 dec"),
    ("voor eind december", "vr 18 dec"),
    ("na eind december", "ma 4 jan"),
    ("volgende maandag", "ma 30 nov"),
    ("volgende vrijdag", "vr 4 dec"),
    ("deze vrijdag", "vr 27 nov"),
    ("vr a.s.", "vr 27 nov"),
    ("vrijdagmiddag", "vr 27 nov"),
    ("do ochtend 9 uur", "do 26 nov 09:00"),
    ("za", "za 28 nov"),
    ("vr deze week", "vr 27 nov"),
    ("volgende week op do", "do 3 dec"),
    ("vr week 50", "vr 11 dec"),
    ("begin week 50", "ma 7 dec"),
    ("eind volgende week", "vr 4 dec"),
    ("half volgende week", "wo 2 dec"),
    ("vr over 2 weken", "vr 11 dec"),
    ("over 2 weken op vr", "vr 11 dec"),
    ("voor volgende week", "vr 27 nov"),
    ("na deze week", "ma 30 nov"),
    ("ma 7 dec om 9 uur", "ma 7 dec 09:00"),
    ("ma 7 dec om 9", "ma 7 dec 09:00"),
    ("di 1 dec 2 uur", "di 1 dec 14:00"),
    ("vr half drie", "vr 27 nov 14:30"),
    ("vr kwart voor 10", "vr 27 nov 09:45"),
    ("vr 10.10", "vr 27 nov 10:10"),
    ("do 10.12", "do 10 dec"),
    ("vr 10u30", "vr 27 nov 10:30"),
    ("vandaag 15:00", "wo 25 nov 15:00"),
    ("voor vr 12:00", "vr 27 nov 12:00"),
    ("vóór 1 dec", "ma 30 nov"),
    ("na 1 december", "wo 2 dec"),
    ("1e dec", "di 1 dec"),
    ("volgende week di 1 dec", "di 1 dec"),
    ("a.s. vrijdag 27 nov", "vr 27 nov"),
    ("di 1 december a.s.", "di 1 dec"),
    ("aan het eind van de week", "vr 27 nov"),
    ("eind van volgende week", "vr 4 dec"),
    ("1 dec '26", "di 1 dec"),
    ("1-12-26", "di 1 dec"),
    ("2026-12-01", "di 1 dec"),
    ("4 jan", "ma 4 jan"),
    ("t/m vr", "vr 27 nov"),
    ("op z'n laatst vr", "vr 27 nov"),
    ("nog deze week", "vr 27 nov"),
    ("later deze week", "vr 27 nov"),
    ("direct na de kerst", "ma 4 jan"),
    ("volgende vakantie", "tekst"),
    ("in de kerstvakantie", "tekst"),
    ("voor de volgende vakantie", "vr 18 dec"),
    ("voor de krokusvakantie", "vr 19 feb"),
    ("tweede week na de kerst", "vr 15 jan"),
    ("laatste week voor de kerst", "vr 18 dec"),
    ("de week voor de kerstvakantie", "vr 18 dec"),
    ("eerste schooldag na de kerst", "ma 4 jan"),
    ("2 weken na de kerst", "ma 18 jan"),
    ("2 weken voor de rapportvergadering", "ma 11 jan"),
    ("week na de rapportvergadering", "vr 5 feb"),
    ("week voor de rapportvergadering", "vr 22 jan"),
    ("tweede schooldag voor de kerst", "do 17 dec"),
    ("5 werkdagen voor de kerst", "ma 14 dec"),
    ("3 schooldagen na de rapportvergadering", "do 28 jan"),
    ("2 weken voor de kerst", "vr 4 dec"),
    ("10 dagen na de kerst", "do 14 jan"),
    ("vr voor de kerst", "vr 18 dec"),
    ("laatste ma voor de vakantie", "ma 14 dec"),
    ("di na de kerst", "di 5 jan"),
    ("tweede woensdag na de kerst", "wo 13 jan"),
    ("ma na het weekend", "ma 30 nov"),
    ("dag na het volgend overleg", "do 17 dec"),
    ("week na de toetsweek", "tekst"),
    ("5 schooldagen na de toetsweek", "tekst"),
    ("1w voor de toetsweek", "tekst"),
    ("0 weken na de kerst", "tekst"),
    ("voor de rapportvergadering", "vr 22 jan"),
    ("bij de rapportvergadering", "ma 25 jan"),
    ("voor het volgende overleg", "di 15 dec"),
    ("na het volgend overleg", "do 17 dec"),
    ("volgend sot-overleg 13:00", "wo 16 dec 13:00"),
    ("eind van het jaar", "vr 18 dec"),
    ("voor nieuwjaar", "vr 18 dec"),
    ("over 3 maanden", "do 25 feb"),
]


@pytest.mark.parametrize(("words", "seen"), NEIGHBOURS)
def test_neighbours_of_the_rows(words: str, seen: str) -> None:
    frame = FRAME if words != "over 3 maanden" else Frame(TODAY, SchoolCalendar())
    assert shown(words, frame) == seen


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("voor de zomer", "vr 16 jul"),
        ("eind schooljaar", "vr 16 jul"),
        ("eind van het schooljaar", "vr 16 jul"),
        ("in het nieuwe schooljaar", "ma 30 aug"),
        ("begin volgend schooljaar", "ma 30 aug"),
        ("na pasen", "di 30 mrt"),
        ("voor Hemelvaart", "wo 5 mei"),
        ("na pinksteren", "di 18 mei"),
    ],
)
def test_the_turns_of_a_whole_school_year(words: str, seen: str) -> None:
    assert shown(words, YEARS) == seen


def test_the_school_year_is_not_guessed_without_its_holidays() -> None:
    assert shown("eind schooljaar") == "tekst"
    assert shown("voor de zomer") == "tekst"


TEXT = [
    "",
    "  ",
    ",",
    "ouders",
    "op de gang",
    "voor moeder",
    "na school",
    "0 dec",
    "32 dec",
    "1-13",
    "week",
    "week 0 les",
    "maand",
    "weekend",
    "5 dagen",
    "2 weken",
    "over 0 weken",
    "0w",
    "overleg",
    "na",
    "voor",
    "half elf",
    "om 9 uur",
    "vrij",
    "vrijwel",
    "majesteit",
    "zondags",
    "1-12-1926",
    "kerstvakantie",
    "een week of twee",
    "voor het weekend van 5 dec",
    "dag",
    "x" * 500,
]


@pytest.mark.parametrize("words", TEXT)
def test_what_is_not_certainly_a_date_is_text(words: str) -> None:
    assert read(words, FRAME) is None


@pytest.mark.parametrize(
    ("text", "words", "seen"),
    [
        ("di 10 minuten", "di", "di 1 dec"),
        ("vr, dan bellen", "vr", "vr 27 nov"),
        ("vr 10 leerlingen", "vr", "vr 27 nov"),
        ("vr half werk", "vr", "vr 27 nov"),
        ("di 3e uur", "di", "di 1 dec"),
        ("over 2 weken opnieuw bellen", "over 2 weken", "wo 9 dec"),
        ("volgende week di bij de mentor", "volgende week di", "di 1 dec"),
        ("z.s.m. bellen", "z.s.m.", "nog te bepalen (z.s.m.)"),
        ("di 1 dec 2 weken lang", "di 1 dec", "di 1 dec"),
        ("1 dec 10 minuten", "1 dec", "di 1 dec"),
        ("na de kerst met ouders", "na de kerst", "ma 4 jan"),
        ("zo snel mogelijk bellen", "zo snel mogelijk", "nog te bepalen (zo snel mogelijk)"),
        ("over een week of twee", "over een week of twee", "wo 9 dec"),
        ("vr vr", "vr", "vr 27 nov"),
        ("eind dec", "eind dec", "vr 18 dec"),
        ("december overleg ouders", "december", "vr 18 dec"),
        ("vr)", "vr", "vr 27 nov"),
        ("vr\u00a010:30\tbellen", "vr\u00a010:30", "vr 27 nov 10:30"),
        ("vo\u0301o\u0301r vrijdag bellen", "vo\u0301o\u0301r vrijdag", "do 26 nov"),
    ],
)
def test_the_longest_run_of_words_is_taken(text: str, words: str, seen: str) -> None:
    found = read_longest(text, FRAME)
    assert found is not None
    reading, taken = found
    assert (reading.words, show_moment(reading)) == (words, seen)
    assert text[:taken].rstrip(",.)") == words.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "na de toetsweek met ouders",
        " 16 uur",
        "16 uur",
        "10:30 gesprek",
        "5 dagen ziek",
        "1-2 keer per week",
        "2x per week",
        "3-4 leerlingen per les",
        "zo vaak als nodig",
        "jan de conciërge",
        "half elf bellen",
        "5 schooldagen na de toetsweek",
    ],
)
def test_no_date_at_the_start(text: str) -> None:
    assert read_longest(text, FRAME) is None


def test_time_beside_the_date() -> None:
    reading = read("vr 10:30", FRAME)
    assert reading == DateReading("vr 10:30", date(2026, 11, 27), time(10, 30))


def test_no_next_meeting_is_said() -> None:
    reading = read("volgend overleg", Frame(TODAY, CALENDAR))
    assert reading is not None
    assert (reading.day, reading.asks, reading.notes) == (None, True, ("er staat nog geen volgend overleg",))


@pytest.mark.parametrize(
    ("today", "words", "seen"),
    [
        ("2026-11-27", "vr", "vr 4 dec"),
        ("2026-11-27", "deze week", "vr 27 nov"),
        ("2026-11-27", "morgen", "ma 30 nov"),
        ("2026-11-28", "deze week", "ma 30 nov"),
        ("2026-11-28", "na het weekend", "ma 30 nov"),
        ("2026-11-28", "voor het weekend", "vr 4 dec"),
        ("2026-11-29", "na het weekend", "ma 30 nov"),
        ("2026-11-28", "vandaag", "za 28 nov"),
        ("2026-12-16", "ma", "ma 4 jan"),
        ("2026-12-21", "eind dec", "ma 4 jan"),
        ("2026-12-21", "na de vakantie", "ma 4 jan"),
        ("2026-12-21", "voor de vakantie", "vr 19 feb"),
        ("2027-04-06", "1-9", "wo 1 sep"),
        ("2027-01-05", "1 dec", "nog te bepalen (1 dec)"),
        ("2027-01-05", "week 1", "vr 8 jan"),
        ("2026-12-31", "over 2 maanden", "ma 1 mrt"),
        ("2026-11-25", "week 53", "ma 4 jan"),
        ("2027-11-24", "week 53", "nog te bepalen (week 53)"),
        ("2028-01-12", "29 feb", "di 29 feb"),
    ],
)
def test_other_days_of_the_year(today: str, words: str, seen: str) -> None:
    assert shown(words, on(today)) == seen


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("gisteren", "di 24 nov is voorbij"),
        ("deze ma", "ma 23 nov is voorbij"),
        ("voor vandaag", "di 24 nov is voorbij"),
        ("begin nov", "ma 2 nov is voorbij"),
        ("eind okt", "eind okt is voorbij"),
        ("week 47", "week 47 is voorbij"),
        ("week 54", "week 54 bestaat niet"),
        ("01-12-2025", "ma 1 dec 2025 is voorbij"),
    ],
)
def test_the_past_is_refused_and_said(words: str, note: str) -> None:
    reading = read(words, FRAME)
    assert reading is not None
    assert (reading.day, reading.notes, reading.asks) == (None, (note,), True)


def test_what_is_beside_a_moment_that_is_over_is_refused() -> None:
    reading = read("week na de rapportvergadering", Frame(date(2027, 3, 1), CALENDAR))
    assert reading is not None
    assert reading.notes == ("rapportvergadering (ma 25 jan) is voorbij",)


def test_a_moment_that_is_over_is_said() -> None:
    reading = read("na de rapportvergadering", Frame(date(2027, 3, 1), CALENDAR))
    assert reading is not None
    assert reading.notes == ("rapportvergadering (ma 25 jan) is voorbij",)


def test_a_school_names_its_own_moments() -> None:
    """Holidays and named moments are data per school year (dates.md)."""
    calendar = SchoolCalendar(
        (Period("Studiedag", date(2026, 12, 1), date(2026, 12, 1)),),
        (
            Moment("Toetsweek 2", date(2027, 1, 18)),
            Moment("Ouderavond bovenbouw", date(2026, 12, 3)),
            Moment("Ouderavond", date(2026, 12, 8)),
            Moment("Rapport", date(2026, 7, 1)),
            Moment("rapport", date(2027, 2, 1)),
            Moment("…", date(2027, 2, 1)),
        ),
    )
    frame = Frame(TODAY, calendar)
    assert shown("na toetsweek 2", frame) == "di 19 jan"
    assert shown("ouderavond bovenbouw", frame) == "do 3 dec"
    assert shown("op de ouderavond", frame) == "di 8 dec"
    assert shown("voor de studiedag", frame) == "ma 30 nov"
    assert shown("na het rapport", frame) == "di 2 feb"
    assert shown("voor de vakantie", frame) == "tekst"


@pytest.mark.parametrize(
    ("day", "today", "seen"),
    [
        (date(2026, 11, 25), None, "wo 25 nov"),
        (date(2027, 3, 1), TODAY, "ma 1 mrt"),
        (date(2027, 9, 1), TODAY, "wo 1 sep"),
        (date(2027, 12, 1), TODAY, "wo 1 dec 2027"),
        (date(2025, 12, 1), TODAY, "ma 1 dec 2025"),
    ],
)
def test_show_date(day: date, today: date | None, seen: str) -> None:
    assert show_date(day, today) == seen


def test_name_tables() -> None:
    assert (len(DAYS), len(MONTHS)) == (7, 12)
    assert DAYS[TODAY.weekday()] == "woensdag" and MONTHS[TODAY.month - 1] == "november"


@pytest.mark.parametrize(
    ("due", "evaluation", "said"),
    [
        ("di 1 dec", "wo 9 dec", ()),
        ("di 1 dec", "di 1 dec", ()),
        ("wo 9 dec", "di 1 dec", ("evaluatie (di 1 dec) ligt vóór de afspraak zelf (wo 9 dec)",)),
        ("z.s.m.", "di 1 dec", ()),
        ("doorlopend", "z.s.m.", ("doorlopend: spreek een evaluatiedatum af",)),
        ("di 1 dec", None, ()),
        (None, "di 1 dec", ()),
    ],
)
def test_remarks_on_two_dates(due: str | None, evaluation: str | None, said: tuple[str, ...]) -> None:
    """An evaluation before its due date, and a due date after the evaluation, are said (dates.md)."""
    first = read(due, FRAME) if due else None
    second = read(evaluation, FRAME) if evaluation else None
    assert remarks(first, second) == said


WORDS = """voor na op in de het vr wo za zo ma di dinsdag week wk w50 50 2w 10:30 half elf eind begin dec jan 1-12
31-11 29 feb over een twee weken dagen schooldagen maand volgende deze komende kerst vakantie weekend overleg keer
z.s.m. elke rapportvergadering eerste jaar schooljaar nieuwe , . bellen van om uur 1 12 2099-12-31"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=8).map(" ".join))
DATES = st.dates(date(2001, 1, 1), date(2098, 12, 31))


@settings(max_examples=600, deadline=None)
@given(TEXTS, DATES)
@example("over 99 jaar", date(2098, 1, 1))
@example("na 31-12-2099", date(2098, 1, 1))
def test_any_text_is_read_without_a_fall(text: str, today: date) -> None:
    frame = Frame(today, YEARS.calendar, today + timedelta(days=21))
    found = read_longest(text, frame)
    whole = read(text, frame)
    if found is None:
        assert whole is None
        return
    reading, taken = found
    assert 0 < taken <= len(text)
    assert taken == len(text) or text[taken].isspace()
    assert not text[taken - 1].isspace()
    assert text[:taken].strip().startswith(reading.words)
    assert reading.day is None or reading.day >= today
    assert reading.asks or reading.day or reading.open is Open.ONGOING
    assert (whole is not None) == (not text[taken:].strip())
    assert show_moment(reading, today)


@pytest.mark.parametrize("today", [date.min, date(1, 6, 1), date(9999, 6, 1), date.max])
def test_the_ends_of_the_calendar_do_not_fall(today: date) -> None:
    for row, _ in [*ROWS, *NEIGHBOURS]:
        for words in row.split(", "):
            read(words, Frame(today, CALENDAR, TODAY))


COMPUTED = st.sampled_from(
    [
        *("morgen", "overmorgen", "ma", "di", "wo", "do", "vr", "volgende vr", "deze week", "volgende week"),
        *("over 10 dagen", "3w", "over een maand", "7 werkdagen", "over 2 schoolweken", "eind van de week"),
        *("begin volgende maand", "half mei", "eind dec", "volgende maand", "week 30", "na het weekend"),
        *("in het nieuwe jaar", "voor de kerst", "na de zomer", "voor vr", "vrijdag over 2 weken"),
        *("eerste week na de kerst", "na 5 mei", "voor de vakantie", "eind van het jaar", "eind schooljaar"),
    ]
)


@settings(max_examples=600, deadline=None)
@given(COMPUTED, st.dates(date(2025, 8, 1), date(2028, 6, 30)))
def test_a_computed_date_is_always_a_school_day(words: str, today: date) -> None:
    """A computed date in a weekend or holiday moves to the next school day (dates.md)."""
    reading = read(words, Frame(today, YEARS.calendar))
    assert reading is not None
    if reading.day is None:
        assert reading.notes and reading.notes[0].endswith("is voorbij")
    else:
        assert YEARS.calendar.is_school_day(reading.day)
        assert reading.day >= today


@settings(max_examples=300, deadline=None)
@given(DATES, DATES)
def test_a_date_as_shown_by_the_program_reads_back(today: date, day: date) -> None:
    frame = Frame(today, YEARS.calendar)
    reading = read(f"{show_date(day)} {day.year}", frame)
    assert reading is not None
    assert reading.day == (day if day >= today else None)


def test_reading_keeps_up_with_typing() -> None:
    """The capture line reads at every key: far below a millisecond for ten words."""
    lines = [
        "vr 10:30 bellen met de moeder van deze leerling over thuis",
        "na de toetsweek met ouders en mentor om tafel op school",
        "eerste week na de kerstvakantie met de mentor en ouders praten",
        "gesprek met moeder over het verzuim van de laatste weken thuis",
    ]
    for line in lines:
        read_longest(line, YEARS)
    best = 1.0
    for _ in range(20):
        start = clock.process_time()
        for line in lines:
            read_longest(line, YEARS)
        best = min(best, (clock.process_time() - start) / len(lines))
    assert best < 0.0005
