"""`ontbreekt:`: what a talk about a pupil still lacks for its report (domain.md §4, S003's step plan)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sotdesk.domain.actions import Action, Doer
from sotdesk.domain.capture_model import Kind
from sotdesk.domain.item_lacks import lacking, on_one_line
from sotdesk.domain.meetings import Item, ItemKind, Line
from sotdesk.domain.students import Student

YARA = Student("s1", "040123", "Yara", "", "Achahbar", "2H1")
ITEM = Item("i1", "m1", 1, ItemKind.PROGRESS, "", 10, students=(YARA,))
WHOLE = Action("a1", "belt", (Doer("SMW", "c1", "smw"),), due=date(2026, 12, 1), evaluate=date(2026, 12, 16))


def line(kind: Kind, voice: str = "", action: Action | None = None) -> Line:
    return Line(
        "l", "i1", kind, "tekst", "sot", datetime(2026, 11, 25, tzinfo=UTC), voice=voice, action=action
    )


PUPIL = line(Kind.VOICE, "leerling")


@pytest.mark.parametrize(
    ("lines", "lacks"),
    [
        ([], ()),
        ([line(Kind.FACT)], ("besluit of afspraak", "stem leerling")),
        ([PUPIL], ("besluit of afspraak",)),
        ([PUPIL, line(Kind.DECISION)], ()),
        ([PUPIL, line(Kind.ADVICE)], ()),
        ([PUPIL, line(Kind.ACTION, action=WHOLE)], ()),
        ([PUPIL, line(Kind.ACTION, action=replace(WHOLE, due=None))], ("datum",)),
        ([PUPIL, line(Kind.ACTION, action=replace(WHOLE, due=None, ongoing=True))], ()),
        ([PUPIL, line(Kind.ACTION, action=replace(WHOLE, evaluate=None))], ("evaluatiemoment",)),
        ([PUPIL, line(Kind.AGREED)], ()),
        ([line(Kind.VOICE, "leerling (Yara)"), line(Kind.OUTCOME)], ()),
        ([line(Kind.VOICE, "ouders"), line(Kind.OUTCOME)], ("stem leerling",)),
    ],
)
def test_what_is_still_missing(lines: list[Line], lacks: tuple[str, ...]) -> None:
    assert lacking(ITEM, lines) == lacks


def test_an_evaluation_asks_for_its_result() -> None:
    evaluation = replace(ITEM, kind=ItemKind.EVALUATION)
    assert lacking(evaluation, [PUPIL, line(Kind.DECISION)]) == ("uitkomst evaluatie",)
    assert lacking(evaluation, [PUPIL, line(Kind.DECISION), line(Kind.EVALUATION)]) == ()


def test_a_general_item_lacks_nothing() -> None:
    assert lacking(replace(ITEM, students=(), title="Opening"), [line(Kind.FACT)]) == ()


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (65, "ontbreekt: besluit of afspraak, uitkomst evaluatie, stem leerling"),
        (64, "ontbreekt: besluit of afspraak, uitkomst evaluatie +1"),
        (44, "ontbreekt: besluit of afspraak +2"),
        (20, "ontbreekt: 3"),
    ],
)
def test_what_does_not_fit_is_counted_and_no_word_is_cut(room: int, said: str) -> None:
    words = lacking(replace(ITEM, kind=ItemKind.EVALUATION), [line(Kind.FACT)])
    assert on_one_line(words, room) == said
    assert on_one_line((), room) == ""
