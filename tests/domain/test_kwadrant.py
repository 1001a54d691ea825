"""The kwadrant (domain.md §8): values, suggestions, freshness, change, gaps, and every row of the table of patterns."""

from datetime import date, timedelta

import pytest

from sotdesk.domain.errors import RuleError
from sotdesk.domain.kwadrant import Kwadrant, Move, Reading, kwadrant
from sotdesk.domain.kwadrant_coherence import gaps, questions
from sotdesk.domain.kwadrant_measuring import read_all
from sotdesk.domain.kwadrant_rules import Value, instruments, part_names, quadrants
from sotdesk.domain.kwadrant_words import age_words, freshness_words, move_words, reading_words

TODAY = date(2026, 11, 25)
CARE, USUAL, STRONG, UNKNOWN = Value


def said(part: str, value: Value, days_ago: int = 7, instrument: str = "", seen: int = 0) -> Reading:
    return Reading("", part, value, TODAY - timedelta(days=days_ago), instrument=instrument, seen=seen)


def of(**values: Value) -> Kwadrant:
    """The four quadrants with these values, a week old; the others unknown."""
    return kwadrant([said(part, value) for part, value in values.items()], TODAY)


# --- the model


def test_the_quadrants_stand_where_the_model_has_them() -> None:
    """S004: columns leren and gedrag, rows niet zichtbaar and zichtbaar."""
    assert [(q.code, q.place) for q in quadrants()] == [
        ("kunnen", "leren, niet zichtbaar"),
        ("willen", "gedrag, niet zichtbaar"),
        ("presteren", "leren, zichtbaar"),
        ("doen", "gedrag, zichtbaar"),
    ]
    names = {q.code: [a.name for a in q.aspects] for q in quadrants()}
    assert names["kunnen"] == ["informatie opnemen", "begrijpen", "toepassen"]
    assert names["willen"] == ["welbevinden", "motivatie", "zelfbeeld"]


def test_every_scale_is_about_a_part_that_exists_and_every_rule_has_a_source() -> None:
    for instrument in instruments().values():
        assert instrument.source
        assert {scale.part for scale in instrument.scales} <= part_names().keys()
    assert all(q.source for q in quadrants())


# --- instruments suggest, a person sets


@pytest.mark.parametrize(
    ("norm", "value"),
    [(1, CARE), (3, CARE), (4, USUAL), (6, USUAL), (7, STRONG), (9, STRONG)],
)
def test_saqi_suggests(norm: int, value: Value) -> None:
    """P43: 1–3 risico, 4–6 gewoon, 7–9 positief; a norm, not a grade."""
    assert instruments()["saqi"].suggests(norm) is value


@pytest.mark.parametrize("number", [None, 0, 10, -1])
def test_what_cannot_be_suggests_nothing(number: float | None) -> None:
    assert instruments()["saqi"].suggests(number) is None


def test_only_those_involved_see_a_saqi() -> None:
    """P43: only those directly involved in the pupil's development."""
    assert [i.code for i in instruments().values() if i.involved_only] == ["saqi"]


def test_typed_values_stay_raw() -> None:
    found = read_all(instruments()["cijfers"], {"gemiddeld": " 6,4 ", "wiskunde": "5.4", "nederlands": ""})
    assert [(r.scale.code, r.raw, r.number, r.suggests) for r in found] == [
        ("gemiddeld", "6,4", 6.4, USUAL),
        ("wiskunde", "5.4", 5.4, CARE),
    ]
    [seen] = read_all(instruments()["observatie"], {"huiswerk": "drie keer niet af"})
    assert (seen.raw, seen.number, seen.suggests) == ("drie keer niet af", None, None)


@pytest.mark.parametrize(
    ("instrument", "typed", "why"),
    [
        ("saqi", {"motivatie": "laag"}, "geen getal"),
        ("saqi", {"motivatie": "12"}, "tussen 1 en 9"),
        ("saqi", {"motivatie": "2,5"}, "hele getallen"),
        ("saqi", {"motivatie": " "}, "minstens één"),
        ("cijfers", {"gemiddeld": "6,45"}, "1 cijfer"),
    ],
)
def test_what_cannot_be_is_refused(instrument: str, typed: dict[str, str], why: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_all(instruments()[instrument], typed)
    assert why in refused.value.sentence


# --- unknown and old


def test_unknown_is_a_value_of_its_own() -> None:
    """Never shown or matched as low (issue 5 point 2)."""
    found = kwadrant([said("willen", UNKNOWN)], TODAY)
    assert found["willen"].value is UNKNOWN and found["doen"].value is UNKNOWN
    assert found["willen"].move is Move.UNKNOWN and not found["willen"].fresh
    assert freshness_words(found["willen"]) == freshness_words(found["doen"]) == "onbekend"
    with pytest.raises(ValueError, match="not in tuple"):
        _ = UNKNOWN.step


def test_known_to_unknown_keeps_what_it_was_out_of_sight() -> None:
    found = kwadrant([said("willen", CARE, 30), said("willen", UNKNOWN, 2)], TODAY)
    assert found["willen"].value is UNKNOWN and found["willen"].move is Move.UNKNOWN


@pytest.mark.parametrize(
    ("part", "days", "old"),
    [
        ("doen", 120, False), ("doen", 121, True), ("presteren.cijfers", 180, False), ("presteren", 181, True),
        ("willen.motivatie", 366, True), ("kunnen", 730, False), ("kunnen", 731, True),
    ],
)  # fmt: skip
def test_an_old_value_says_so(part: str, days: int, old: bool) -> None:
    """Limits are data (rules/kwadrant.toml [U])."""
    standing = kwadrant([said(part, USUAL, days)], TODAY)[part]
    assert standing.old is old and freshness_words(standing).endswith("oud") is old


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "vandaag"), (1, "1 dag"), (13, "13 dagen"), (14, "2 wk"), (91, "13 wk"), (92, "3 mnd"), (425, "13 mnd"),
        (731, "2 jr"), (None, ""),
    ],
)  # fmt: skip
def test_ages_in_words(days: int | None, words: str) -> None:
    assert age_words(days) == words


# --- change before level


@pytest.mark.parametrize(
    ("before", "now", "move"),
    [
        (STRONG, CARE, Move.DOWN), (USUAL, STRONG, Move.UP), (CARE, CARE, Move.SAME), (UNKNOWN, CARE, Move.NONE),
        (CARE, UNKNOWN, Move.UNKNOWN),
    ],
)  # fmt: skip
def test_what_moved_since_the_last_time(before: Value, now: Value, move: Move) -> None:
    assert kwadrant([said("willen", before, 40), said("willen", now, 2)], TODAY)["willen"].move is move


def test_it_is_compared_with_the_last_known_time_or_a_chosen_day() -> None:
    readings = [
        said("doen", CARE, 300),
        said("doen", STRONG, 60),
        said("doen", UNKNOWN, 30),
        said("doen", USUAL, 1),
    ]
    found = kwadrant(readings, TODAY)["doen"]
    assert found.move is Move.DOWN and move_words(found, TODAY) == "lager dan za 26 sep: sterk"
    chosen = kwadrant(readings, TODAY, since=TODAY - timedelta(days=100))["doen"]
    assert chosen.move is Move.UP and chosen.before is not None and chosen.before.value is CARE


def test_a_correction_on_the_same_day_is_no_change() -> None:
    found = kwadrant([said("doen", CARE, 2, seen=1), said("doen", USUAL, 2, seen=2)], TODAY)["doen"]
    assert found.value is USUAL and found.move is Move.NONE


@pytest.mark.parametrize(
    ("first", "second", "move"),
    [
        ("nio", "nio", Move.DOWN),
        ("nio", "capaciteiten", Move.NONE),
        ("", "", Move.NONE),
        ("", "nio", Move.NONE),
    ],
)
def test_on_kunnen_only_the_same_instrument_is_compared(first: str, second: str, move: Move) -> None:
    """Issue 5 point 3: none on Kunnen unless the instrument was the same."""
    readings = [said("kunnen", STRONG, 200, first), said("kunnen", USUAL, 5, second)]
    assert kwadrant(readings, TODAY)["kunnen"].move is move


def test_the_future_does_not_count() -> None:
    assert kwadrant([said("doen", CARE, -3)], TODAY)["doen"].value is UNKNOWN


# --- samenhang


@pytest.mark.parametrize(
    ("kunnen", "presteren", "words", "apart"),
    [
        (STRONG, CARE, "presteren lager dan kunnen", True),
        (CARE, USUAL, "presteren hoger dan kunnen", True),
        (USUAL, USUAL, "presteren gelijk aan kunnen", False),
        (USUAL, UNKNOWN, "niet te vergelijken: presteren onbekend", None),
        (UNKNOWN, UNKNOWN, "niet te vergelijken: kunnen en presteren onbekend", None),
    ],
)
def test_the_gap_between_kunnen_and_presteren(
    kunnen: Value, presteren: Value, words: str, apart: bool | None
) -> None:
    """P41: kunnen beside presteren, willen beside doen."""
    first, second = gaps(of(kunnen=kunnen, presteren=presteren))
    assert (first.words, first.apart) == (words, apart)
    assert (second.first, second.second) == ("willen", "doen")


def test_an_old_value_is_not_compared() -> None:
    found = kwadrant([said("willen", USUAL, 400), said("doen", CARE)], TODAY)
    assert gaps(found)[1].words == "niet te vergelijken: willen oud"


ROWS = {
    "+---": "Wat nam de motivatie weg?",
    "++--": "Wil het wel, doet het niet: wat staat in de weg?",
    "+++-": "Werkt hard, resultaat blijft achter: waar ligt dat aan?",
    "+-++": "Presteert, maar is er niet blij mee: wat speelt er?",
    "+--+": "Redt het op aanleg: wat zou uitdagen?",
    "-+++": "Haalt het met hard werken: wat kost dat?",
    "-++-": "Past het niveau, of is er meer steun nodig?",
    "----": "Waar kan het klein beginnen, en is het thuis veilig?",
    "?-?-": "Wat kan deze leerling? Nog niet bekend: onderzoek eerst.",
}
"""domain.md §8.3, in its own order of columns: kunnen, willen, doen, presteren."""
COLUMNS = ("kunnen", "willen", "doen", "presteren")


@pytest.mark.parametrize("high", [USUAL, STRONG])
@pytest.mark.parametrize("signs", ROWS)
def test_every_row_of_the_table_asks_its_question(signs: str, high: Value) -> None:
    values = {"+": high, "-": CARE, "?": UNKNOWN}
    found = questions(of(**{part: values[sign] for part, sign in zip(COLUMNS, signs, strict=True)}))
    assert [q.ask for q in found] == [ROWS[signs]]
    assert "[U]" in found[0].source and found[0].rests_on.startswith("kunnen ")


@pytest.mark.parametrize("signs", ["????", "++++", "?---", "+?--", "--++", "-+?-"])
def test_no_other_pattern_asks_anything(signs: str) -> None:
    values = {"+": USUAL, "-": CARE, "?": UNKNOWN}
    assert questions(of(**{part: values[s] for part, s in zip(COLUMNS, signs, strict=True)})) == ()


@pytest.mark.parametrize(
    ("days_before", "values", "asked"),
    [
        (60, (USUAL, CARE), True), (60, (STRONG, USUAL), True), (200, (USUAL, CARE), False), (60, (CARE, USUAL), False),
    ],
)  # fmt: skip
def test_a_sudden_fall_in_doen_stands_first(
    days_before: int, values: tuple[Value, Value], asked: bool
) -> None:
    """domain.md §8.3, last row."""
    readings = [said("doen", values[0], days_before), said("doen", values[1], 1)]
    found = questions(kwadrant(readings, TODAY))
    assert [q.ask for q in found] == (
        ["Doen is ineens gedaald: wat veranderde er, en wanneer?"] if asked else []
    )


def test_the_fall_of_an_aspect_is_named() -> None:
    readings = [said("doen.aanwezigheid", STRONG, 50), said("doen.aanwezigheid", CARE, 1)]
    assert questions(kwadrant(readings, TODAY))[0].rests_on == "aanwezigheid van sterk naar zorg"


def test_a_question_says_when_it_rests_on_an_old_value() -> None:
    readings = [said("kunnen", USUAL, 900), said("willen", CARE), said("doen", CARE), said("presteren", CARE)]
    [question] = questions(kwadrant(readings, TODAY))
    assert question.rests_on == "kunnen gewoon (oud), willen zorg, presteren zorg, doen zorg"


def test_a_value_names_all_it_rests_on() -> None:
    reading = Reading(
        "", "willen.motivatie", CARE, date(2026, 11, 3), "de mentor", "zegt het zelf ook", "saqi"
    )
    assert reading_words(reading, TODAY) == "motivatie zorg · di 3 nov · de mentor · SAQI · zegt het zelf ook"
