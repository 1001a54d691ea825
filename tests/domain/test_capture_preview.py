"""The line under the capture line: what was understood and who reads it (product.md §4, its table; ui.md)."""

from datetime import date

import pytest

from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.capture import Audience, Kind, Person, Table, Who, read
from sotdesk.domain.capture_preview import HINT, cells, preview
from sotdesk.domain.capture_pupils import Pupils
from sotdesk.domain.capture_readers import readers
from sotdesk.domain.dates import Frame
from sotdesk.domain.outcomes import Outcome
from sotdesk.domain.students import Student

SMW = Person("c1", "SMW (N. Smit)", ("smw",), "smw", True)
MENTOR = Person("c3", "mentor (M. Bos)", ("mentor", "m. bos"), "mentor")
DUO = Person("c4", "mentor (J. Vos)", ("mentor", "j. vos"), "mentor")
LINA = Student("lina", "1", "Lina", "", "Karimi", "2H1")
NOOR = Student("noor", "2", "Noor", "", "Vermeer", "4V1")
TABLE = Table(
    Frame(date(2026, 11, 25), SchoolCalendar(), date(2026, 12, 16)),
    people=(MENTOR, SMW),
    items=(("4", "Davi P."),),
    agreements=(1,),
    has_action=True,
    pupils=Pupils((LINA,), (NOOR,)),
)


def shown(line: str, width: int = 140, typing: str = "", table: Table = TABLE) -> str:
    return "".join(text for text, _ in preview(read(line, table), table, width=width, typing=typing))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "@smw huisbezoek plannen >di >>9 dec",
            "Afspraak · SMW (N. Smit) · huisbezoek plannen · uiterlijk di 1 dec · evaluatie wo 9 dec"
            " · leest: SOT, SMW, mentor",
        ),
        ("ouders weten het", "Feit · ouders weten het · leest: SOT"),
        ("ll: is bang", "Gezegd · leerling · is bang · leest: SOT"),
        ("! aanmelden", "Besluit · aanmelden · leest: SOT, terugkoppeling"),
        ("* vaste plek", "Advies · vaste plek · leest: SOT, terugkoppeling, docenten"),
        ("? LPA bellen", "Nog uit te zoeken · LPA bellen · leest: alleen OCO"),
        ("ev: deels", "Evaluatie · deels · leest: SOT, terugkoppeling"),
        ("uit: volgen", "Uitkomst · volgen · leest: SOT, terugkoppeling"),
        ("toest: moeder, wijkteam", "Toestemming · moeder · voor wijkteam · leest: SOT"),
        (
            "( moeder is ziek",
            "Besloten · Feit · moeder is ziek · leest: SOT aan tafel",
        ),
        ("(( twijfel", "Voor jezelf · Feit · twijfel · leest: alleen OCO"),
        (
            "! @smw belt >vr",
            "Besluit · Afspraak · SMW (N. Smit) · belt · uiterlijk vr 27 nov"
            " · leest: SOT, terugkoppeling, SMW, mentor",
        ),
        ("samen ziek &lina", "Feit · samen ziek · ook bij Lina K. 2H1 · leest: SOT"),
        ("gesprek >vr", "Afspraak · gesprek · uiterlijk vr 27 nov · wie? · leest: SOT, mentor"),
        ("@smw belt", "Afspraak · SMW (N. Smit) · belt · wanneer? · leest: SOT, SMW, mentor"),
        ("@smw belt >zsm", "Afspraak · SMW (N. Smit) · belt · nog te bepalen (zsm) · leest: SOT, SMW, mentor"),
        ("@ik bel >vr", "Afspraak · ik · bel · uiterlijk vr 27 nov · leest: SOT, mentor"),
        ("@piet belt >vr", "Afspraak · piet (nieuw) · belt · uiterlijk vr 27 nov · leest: SOT, piet, mentor"),
        ("@smw hal #aula >vr", "Afspraak · SMW (N. Smit) · hal · uiterlijk vr 27 nov · waar: aula"
                               " · leest: SOT, SMW, mentor"),
        (">vr", "Vult de laatste afspraak aan · uiterlijk vr 27 nov"),
        ("=1", "Vorige keer · afspraak 1: gedaan"),
        ("=1 >vr", "Vorige keer · afspraak 1: verzet · naar vr 27 nov"),
        ("=1 x verhuisd", "Vorige keer · afspraak 1: vervallen · verhuisd"),
        ("+smw", "Komt erbij · SMW (N. Smit) · SMW (N. Smit) is er al"),
        ("-smw", "Gaat weg · SMW (N. Smit)"),
        ("/", "Ga naar · het volgende punt"),
        ("/davi", "Ga naar · 4 Davi P."),
        ("/+noor 3m2", "Ga naar · nieuwe leerling Noor 3M2, voorlopig, met een casus (signaal)"),
        ("/+noor 4v1", "Ga naar · Noor V. 4V1, staat in de lijst: komt op de agenda"),
        ("/+lina 2h1", "Ga naar · Lina K. 2H1, staat al op de agenda"),
        ("!!", "Enter opent de acuutkaart"),
    ],
)  # fmt: skip
def test_the_preview_says_what_was_understood_and_who_reads_it(line: str, expected: str) -> None:
    assert shown(line) == expected


@pytest.mark.parametrize("line", ["", "   ", "!", "(", "((", "@", ">", "\\"])
def test_an_empty_line_and_a_bare_sign_show_the_five_rows_of_a_beginner(line: str) -> None:
    """product.md §4: the hint under an empty line."""
    assert shown(line) == HINT
    assert cells(shown(line, width=74)) <= 74


def test_the_short_form_below_100_columns() -> None:
    """product.md §4, 80×24; ui.md: below 100 columns without labels, 74 cells."""
    line = "@smw huisbezoek >vr >>9 dec #hal"
    assert (
        shown(line, 99)
        == "Afspraak · SMW · huisbezoek · vr 27 nov → wo 9 dec · hal · leest: SOT, SMW, mentor"
    )


@pytest.mark.parametrize("width", [74, 100, 118])
def test_long_words_give_way_but_never_the_readers(width: int) -> None:
    line = f"@smw {'een heel lang verhaal ' * 9} >vr"
    assert cells(shown(line, width)) <= width
    assert shown(line, width).endswith("leest: SOT, SMW, mentor")
    assert "…" in shown(line, width)


def test_the_words_stay_whole_when_the_short_form_fits() -> None:
    line = "! wijkteam aanmelden @smw regelt dit >vr"
    assert "wijkteam aanmelden" in shown(line, 118)


def test_wide_letters_count_for_two_cells() -> None:
    assert (cells("李小龙"), cells("é"), cells("e\u0301")) == (6, 1, 1)


@pytest.mark.parametrize(
    ("line", "typing", "complaint"),
    [
        ("belt ouders >vr @pie", "@pie", "nieuw"),
        ("@smw belt >na de toetsw", "toetsw", "nog te bepalen"),
        ("uit: vol", "vol", "onbekend"),
        ("/zo", "/zo", "geen punt"),
        ("@smw belt >1 sept", "sept", "voorbij"),
    ],
)
def test_the_word_still_being_typed_is_never_complained_about(line: str, typing: str, complaint: str) -> None:
    """product.md §4: the preview never complains about the word still being typed."""
    table = Table(TABLE.frame, TABLE.people, TABLE.items, outcomes=(Outcome("volgen"),))
    assert complaint in shown(line, table=table)
    assert complaint not in shown(line, typing=typing, table=table)


def test_the_first_name_of_a_line_is_not_called_a_text_while_more_may_follow() -> None:
    """capture-lines.md: a lone sign with nothing to complete is text, and said: once the cursor left it."""
    table = Table(TABLE.frame, TABLE.people)
    assert shown("@smw", typing="@smw", table=table) == HINT
    assert shown("@smw ", table=table) == HINT
    assert "geen afspraak om aan te vullen" in shown("@smw", table=table)
    assert shown("@smw", typing="@smw") == "Vult de laatste afspraak aan · SMW (N. Smit)"


def test_when_several_fit_the_preview_says_which_and_how_to_change() -> None:
    table = Table(TABLE.frame, (MENTOR, DUO))
    for width in (74, 140):
        assert "Afspraak · mentor (M. Bos) · " in shown("@mentor belt >vr", width, table=table)
    assert "Tab: mentor (J. Vos)" in shown("@mentor belt >vr", table=table)


def test_the_preview_says_that_a_closed_bracket_is_besloten() -> None:
    """capture-lines.md: `(zie mail van ma)`, the preview says so."""
    assert r"\( maakt er tekst van" in shown("(zie mail van ma)")


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_restricted_goes_to_feedback(kind: Kind) -> None:
    """product.md §4: `(` is out of all feedback, `((` is for the coordinator only."""
    doer = (Who("smw", SMW),)
    for audience, allowed in (
        (Audience.RESTRICTED, {"SOT aan tafel", "alleen OCO"}),
        (Audience.OWN, {"alleen OCO"}),
    ):
        assert set(readers(kind, audience, doer)) <= allowed


def test_the_mentor_is_a_reader_once() -> None:
    assert readers(Kind.ACTION, Audience.SOT, (Who("mentor", MENTOR),)) == ("SOT", "mentor")


def test_a_result_that_is_not_there_is_asked_while_she_types_on() -> None:
    """ui.md: only about the word that is being typed nothing is said."""
    assert "behaald, deels of niet?" in shown("ev: training deels, durft weer", typing="weer")
    assert "behaald, deels of niet?" not in shown("ev: trai", typing="trai")


def test_two_people_of_one_role_are_named_in_the_smallest_preview() -> None:
    """product.md §4: `@mentor` in a talk about two pupils is both mentors, named."""
    both = Person("all", "mentor (M. Bos en J. Vos)", ("mentor",), "mentor", all_of=(MENTOR, DUO))
    table = Table(TABLE.frame, people=(both, MENTOR, DUO))
    assert "mentor (M. Bos) · mentor (J. Vos) · belt" in shown("@mentor belt >vr", 80, table=table)
