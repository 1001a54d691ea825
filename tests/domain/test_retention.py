"""How long what is kept: each rule with the row of domain.md §11 that it comes from."""

from datetime import date

import pytest

from sotdesk.domain.errors import RuleError
from sotdesk.domain.retention import Due, Kept, Kind, check_own, due_on, shipped_terms, with_own
from sotdesk.domain.students import Student

FILE, ABSENCE, RUN, INDEX = Kind.FILE, Kind.ABSENCE, Kind.RUN, Kind.INDEX
LEFT = date(2024, 7, 31)


def kept(*kinds: Kind, gone: date | None = LEFT, born: date | None = None, **more: object) -> Kept:
    pupil = Student("s1", "100", "Mila", "", "Verhoef", "4A", born, "", "", gone, False)
    return Kept(pupil, frozenset(kinds), **more)  # type: ignore[arg-type]


def due(day: date, one: Kept, own: dict[str, int] | None = None) -> tuple[Due, ...]:
    return due_on(day, [one], with_own(own or {}))


@pytest.mark.parametrize(
    ("source", "one", "last_day"),
    [
        ("§11 file (P70-P72): 2 years", kept(FILE), date(2026, 7, 31)),
        ("§11 absence (P70-P72): 5 years", kept(ABSENCE), date(2029, 7, 31)),
        ("§11 special education (P71, P72): 3 years", kept(FILE, special=True), date(2027, 7, 31)),
        ("§11 absence stays 5 years then too", kept(ABSENCE, special=True), date(2029, 7, 31)),
        ("§11 run: as the support file [U]", kept(RUN), date(2026, 7, 31)),
        ("29 February", kept(FILE, gone=date(2024, 2, 29)), date(2026, 2, 28)),
        ("a leap day at the end", kept(FILE, gone=date(2026, 2, 28)), date(2028, 2, 28)),
        ("§11 index (P21): gone at 23", kept(INDEX, gone=None, born=date(2003, 11, 25)), date(2026, 11, 24)),
        (
            "§11 index (P21): 2 + 5 years",
            kept(INDEX, gone=None, signal_from=date(2019, 3, 1)),
            date(2026, 3, 1),
        ),
        (
            "§11 index (P21): 5 years after it was closed earlier",
            kept(INDEX, gone=None, signal_from=date(2019, 3, 1), signal_closed=date(2019, 9, 1)),
            date(2024, 9, 1),
        ),
        ("index: never longer than the file", kept(INDEX, signal_from=date(2024, 3, 1)), date(2026, 7, 31)),
    ],
)
def test_a_term_is_over_on_the_day_after_its_last(source: str, one: Kept, last_day: date) -> None:
    assert not due(last_day, one), source
    found = due(date.fromordinal(last_day.toordinal() + 1), one)
    assert [d.until for d in found] == [last_day], source


@pytest.mark.parametrize(
    ("why", "one"),
    [
        ("at school, or back at school: no uit sinds", kept(FILE, ABSENCE, RUN, gone=None)),
        ("legal hold", kept(FILE, ABSENCE, RUN, INDEX, held=True)),
        ("nothing is there of him", kept()),
    ],
)
def test_nothing_of_him_is_due(why: str, one: Kept) -> None:
    assert not due(date(2099, 1, 1), one), why


def test_the_school_sets_what_is_not_certain_and_nothing_else() -> None:
    own = {"file": 12, "absence": 1}
    assert due(date(2025, 8, 1), kept(FILE), own)
    assert not due(date(2029, 7, 31), kept(ABSENCE), own)
    check_own(FILE, 12)
    for kind, months in ((ABSENCE, 12), (INDEX, 12), (FILE, 0), (RUN, 1201)):
        with pytest.raises(RuleError):
            check_own(kind, months)


def test_a_file_waits_for_the_run_in_it() -> None:
    assert not due(date(2027, 1, 1), kept(FILE, RUN), {"run": 48})
    assert [d.kind for d in due(date(2028, 8, 1), kept(FILE, RUN), {"run": 48})] == [FILE, RUN]


def test_every_term_tells_its_source() -> None:
    assert set(shipped_terms()) == set(Kind)
    assert all(term.source and term.certainty in "CLU" for term in shipped_terms().values())
