"""Values of an instrument for a class (issue 5 point 6): who a row is about, what is refused and why, what changes."""

from datetime import date

import pytest

from sotdesk.domain.class_measures import MeasureRow, change_words, plan
from sotdesk.domain.kwadrant import Measured, Reading, kwadrant
from sotdesk.domain.kwadrant_rules import Value, instruments
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
SAQI, NOTED = instruments()["saqi"], instruments()["observatie"]
PUPILS = (
    Student("yara", "040123", "Yara", "", "Achterberg", "2H1"),
    Student("sem", "040124", "Sem", "de", "Boer", "2H1"),
    Student("noor", "040125", "Noor", "", "Vonk", "2H1"),
    Student("noor2", "040126", "Noor", "", "Vonk", "3M2"),
    Student("weg", "040199", "Kim", "", "Weg", "2H1", gone_since=date(2026, 9, 1)),
)
FOUR = {"motivatie": "4"}


def said(motivation: str) -> MeasureRow:
    return MeasureRow(2, "40123", values={"motivatie": motivation})


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (MeasureRow(2, "", "", values=FOUR), "het leerlingnummer ontbreekt"),
        (MeasureRow(2, "999", values=FOUR), "dit leerlingnummer staat niet in de leerlingenlijst"),
        (MeasureRow(2, "040199", values=FOUR), "dit leerlingnummer staat niet in de leerlingenlijst"),
        (MeasureRow(2, "40123", "Sem de Boer", values=FOUR), "bij dit leerlingnummer hoort een andere naam"),
        (MeasureRow(2, "", "Wie Dan", values=FOUR), "deze naam staat niet zo in de leerlingenlijst"),
        (MeasureRow(2, "", "Noor Vonk", values=FOUR), "meer leerlingen heten zo; zet het leerlingnummer erbij"),
        (MeasureRow(2, "040123"), "er staan geen waarden van SAQI in"),
        (said("veel"), "SAQI motivatie: dit is geen getal (norm 1–9, geen cijfer)."),
        (said("12"), "SAQI motivatie: dit getal kan niet; het ligt tussen 1 en 9."),
        (MeasureRow(2, "040123", values={"motivatie": "4", "welbevinden": "4,5"}), "SAQI welbevinden: hele getallen."),
        (MeasureRow(2, "040123", values=FOUR, problem="een cel is te lang"), "een cel is te lang"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_refused_whole_with_its_number(row: MeasureRow, reason: str) -> None:
    made = plan([row], SAQI, TODAY, PUPILS, {})
    assert made.changes_nothing
    assert [(one.row, one.reason) for one in made.refused] == [(2, reason)]


def test_who_by_number_without_its_zeros_or_by_a_name_that_is_his_alone() -> None:
    rows = [
        MeasureRow(2, "40123", "Achterberg, Y.", values=FOUR),
        MeasureRow(3, "", "sem de boer", values=FOUR),
        MeasureRow(4, "", "Noor Vonk", "3m2", FOUR),
    ]
    made = plan(rows, SAQI, TODAY, PUPILS, {})
    assert [entry.student.id for entry in made.new] == ["yara", "sem", "noor2"]


def test_the_same_pupil_twice_is_read_once_when_equal_and_not_at_all_when_not() -> None:
    same = [MeasureRow(2, "040123", values=FOUR), MeasureRow(3, "040123", values=FOUR)]
    made = plan(same, SAQI, TODAY, PUPILS, {})
    assert [entry.row for entry in made.new] == [2]
    assert [one.reason for one in made.refused] == ["dezelfde leerling staat al in rij 2"]
    other = [*same, MeasureRow(4, "040123", values={"motivatie": "5"})]
    made = plan(other, SAQI, TODAY, PUPILS, {})
    assert made.changes_nothing and [one.row for one in made.refused] == [2, 3, 4]


def test_new_changed_and_unchanged_by_what_is_kept_of_that_day() -> None:
    kept = [Measured("1", "saqi", "motivatie", "4", 4.0, TODAY)]
    known = {"yara": kwadrant([], TODAY, measured=kept)}
    unchanged = plan([MeasureRow(2, "040123", values=FOUR)], SAQI, TODAY, PUPILS, known)
    assert unchanged.changes_nothing and len(unchanged.unchanged) == 1
    row = MeasureRow(2, "040123", values={"motivatie": "2", "welbevinden": "8"})
    [entry] = plan([row], SAQI, TODAY, PUPILS, known).changed
    assert [change_words(change, old=True) for change in entry.changes] == [
        "motivatie 4 → 2", "welbevinden leeg → 8",
    ]  # fmt: skip
    assert plan([row], SAQI, date(2026, 11, 24), PUPILS, known).new, "another day is another time"


def test_suggestions_are_counted_and_become_values_only_when_chosen() -> None:
    """Issue 5 point 1: raw values stay raw and only suggest (SAQI 1–3 zorg, 4–6 gewoon, 7–9 sterk)."""
    rows = [
        MeasureRow(2, "040123", values={"motivatie": "2"}),
        MeasureRow(3, "040124", values={"motivatie": "8"}),
    ]
    made = plan(rows, SAQI, TODAY, PUPILS, {})
    assert made.suggested() == {"motivatie": {Value.CARE: 1, Value.STRONG: 1}}
    assert not any(change.value for entry in made.new for change in entry.changes)
    taken = plan(rows, SAQI, TODAY, PUPILS, {}, take=True)
    assert all(change.value for entry in taken.new for change in entry.changes)
    measured = [Measured("1", "saqi", "motivatie", "2", 2.0, TODAY)]
    said = [Reading("r", "willen.motivatie", Value.CARE, TODAY, instrument="saqi")]
    known = {"yara": kwadrant(said, TODAY, measured=measured)}
    assert plan(rows[:1], SAQI, TODAY, PUPILS, known, take=True).changes_nothing, "it is his value already"
    other = {"yara": kwadrant([], TODAY, measured=measured)}
    [entry] = plan(rows[:1], SAQI, TODAY, PUPILS, other, take=True).changed
    assert change_words(entry.changes[0], old=True) == "motivatie 2: zorg"


def test_an_instrument_in_words_suggests_nothing() -> None:
    rows = [MeasureRow(2, "040123", values={"huiswerk": "drie keer niet af"})]
    made = plan(rows, NOTED, TODAY, PUPILS, {}, take=True)
    assert made.suggested() == {} and made.new[0].raws[0].raw == "drie keer niet af"
