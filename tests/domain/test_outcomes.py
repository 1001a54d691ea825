"""`uit:`, `ev:` and `toest:`: what each means, works on and says before Enter (issue 3 point 3; domain.md §3, §5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sotdesk.domain.actions import Action, ActionState
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.capture import Person, Table, read
from sotdesk.domain.capture_preview import preview
from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.dates import Frame
from sotdesk.domain.evaluations import evaluated
from sotdesk.domain.item_facts import Evaluated, ItemFacts, Subject
from sotdesk.domain.outcomes import (
    Outcome,
    about_last_report,
    beginning,
    called,
    packed,
    shipped,
    unpacked,
)

TODAY = date(2026, 11, 25)
MOTHER = Person("role:g1", "moeder (W. Achterberg)", ("moeder", "ma"), "moeder")
WIJKTEAM = Person("c9", "wijkteam (R. Blom)", ("wijkteam", "r. blom"), "wijkteam")
SMW = Person("c1", "SMW (N. Smit)", ("smw",), "smw", True)
YARA = Subject("yara", "Yara", 14)
KEES = Subject("kees", "Kees", 16)
LINA, SAMI = Subject("lina", "Lina", 13), Subject("sami", "Sami", 16)
TRAINING = Evaluated("a1", "faalangsttraining", TODAY)
TALKS = Evaluated("a2", "gesprekken met SMW", date(2026, 11, 20))


def table(**facts: object) -> Table:
    known = ItemFacts(**{"subjects": (YARA,), "cases": {"yara": "intern"}, **facts})  # type: ignore[arg-type]
    frame = Frame(TODAY, SchoolCalendar(), date(2026, 12, 16))
    return Table(frame, people=(MOTHER, WIJKTEAM, SMW), outcomes=shipped(), facts=known)


def shown(line: str, where: Table, width: int = 160) -> str:
    return "".join(text for text, _ in preview(read(line, where), where, width=width))


# ---------------------------------------------------------------- uit:


def test_the_list_that_ships_has_the_outcomes_of_the_sources() -> None:
    """domain.md §5: to the school's own offer, to SOT extern, support for the teachers (S003); ours besides."""
    words = {outcome.word: outcome.status for outcome in shipped()}
    assert words["eigen aanbod"] == CaseStatus.INTERNAL
    assert words["SOT extern"] == CaseStatus.EXTERNAL
    assert words["hulp voor docenten"] == ""
    assert words["volgen"] == CaseStatus.FOLLOW
    assert all(outcome.means and outcome.source for outcome in shipped())


def test_no_outcome_closes_a_case_by_itself() -> None:
    """domain.md §5 step 9: closing has a reason, a result and how satisfied pupil and parents are."""
    ending = called("afsluiten", shipped())
    assert ending is not None
    assert (ending.status, ending.act) == ("", "close")
    assert unpacked([{"word": "klaar", "status": "afgesloten"}])[0].status == ""


def test_other_words_give_the_same_outcome_and_the_longest_counts() -> None:
    known = (Outcome("volgen"), Outcome("volgen in de klas", also=("klas volgen",)))
    assert beginning("Volgen in de klas tot mei", known) == known[1]
    assert beginning("klas volgen", known) == known[1]
    assert beginning("volgens plan", known) is None


def test_the_schools_own_list_is_kept_as_it_is() -> None:
    assert unpacked(packed(shipped())) == shipped()


def test_the_preview_says_the_status_that_the_case_gets() -> None:
    assert shown("uit: volgen", table()) == (
        "Uitkomst · volgen · casus van Yara wordt: volgen · leest: SOT, terugkoppeling"
    )
    two = table(subjects=(LINA, SAMI), cases={"lina": "intern", "sami": "intern"})
    assert "casussen van Lina en Sami worden: volgen" in shown("uit: volgen", two)
    assert "casus Yara → volgen" in shown("uit: volgen", table(), 74)


def test_a_pupil_without_a_case_keeps_the_words_only() -> None:
    one = table(subjects=(LINA, SAMI), cases={"lina": "intern"})
    said = shown("uit: volgen", one)
    assert "casus van Lina wordt: volgen" in said
    assert "Sami heeft geen casus" in said
    assert "geen leerling bij dit punt: bewaard als tekst" in shown("uit: volgen", table(subjects=()))


def test_closing_is_asked_when_the_meeting_is_closed() -> None:
    assert "casus van Yara sluit bij het afronden" in shown("uit: afsluiten", table())


def test_putting_off_says_when() -> None:
    assert "punt gaat naar wo 16 dec" in shown("uit: doorschuiven", table(following=date(2026, 12, 16)))


def test_adopting_says_before_enter_that_it_is_final() -> None:
    """product.md §2.3: what cannot be undone says so before."""
    opening = table(subjects=(), adopts=date(2026, 11, 4))
    assert "stelt het verslag van wo 4 nov vast; dat blijft zo" in shown("uit: vastgesteld", opening)
    assert len(shown("uit: vastgesteld", opening, 74)) <= 74
    assert "dat blijft zo" in shown("uit: vastgesteld", opening, 74)


def test_adopting_at_another_item_is_text_and_says_so() -> None:
    elsewhere = table(said="vaststellen kan bij de opening")
    assert read("uit: vastgesteld", elsewhere).pieces[0].word == ""
    assert "vaststellen kan bij de opening: bewaard als tekst" in shown("uit: vastgesteld", elsewhere)


@pytest.mark.parametrize(
    "title,here",
    [
        ("Opening", True), ("Opening, verslag vorige keer", True), ("Verslag 4 nov", True), ("Notulen", True),
        ("Rondvraag", False), ("Stand van het OPP", False),
    ],
)  # fmt: skip
def test_a_report_is_adopted_at_the_opening_or_its_own_item(title: str, here: bool) -> None:
    assert about_last_report(title) is here


# ---------------------------------------------------------------- ev:


def agreed(name: str, day: date | None, **more: object) -> Action:
    return Action(name, name, (), evaluate=day, **more)  # type: ignore[arg-type]


def test_an_evaluation_is_about_what_is_due_the_latest_first() -> None:
    """domain.md §5 step 6. What is not due yet can be chosen after it, the nearest first."""
    week = timedelta(weeks=1)
    found = evaluated(
        [
            agreed("lang geleden", TODAY - 5 * week), agreed("vandaag", TODAY), agreed("straks", TODAY + 3 * week),
            agreed("volgende week", TODAY + week), agreed("zonder", None),
            agreed("gedaan", TODAY - week, state=ActionState.DONE),
            agreed("vervallen", TODAY, state=ActionState.DROPPED),
            agreed("al geëvalueerd", TODAY, result="deels", evaluated_for=TODAY),
        ],
        TODAY,
    )  # fmt: skip
    assert [each.id for each in found] == ["vandaag", "gedaan", "lang geleden", "volgende week", "straks"]


def test_an_agreement_with_a_new_date_is_evaluated_again() -> None:
    again = agreed("training", TODAY, result="deels", evaluated_for=TODAY - timedelta(weeks=6))
    assert evaluated([again], TODAY)


def test_the_agreement_of_a_line_that_is_corrected_stays_the_first() -> None:
    done = agreed("training", TODAY, result="deels", evaluated_for=TODAY)
    other = agreed("gesprekken", TODAY)
    assert [each.id for each in evaluated([other, done], TODAY, "training")] == ["training", "gesprekken"]


def test_besloten_words_are_not_shown() -> None:
    secret = evaluated([agreed("huisbezoek", TODAY, audience="restricted")], TODAY)[0]
    assert secret.words == "besloten afspraak"


def test_the_preview_says_which_agreement_the_result_is_about() -> None:
    both = table(evaluated=(TRAINING, TALKS))
    said = shown("ev: deels, durft weer te presenteren", both)
    assert "over: faalangsttraining, evaluatie wo 25 nov" in said
    assert "Tab: gesprekken met SMW" in said
    assert read("ev: deels", both).pieces[0].about == "a1"
    assert "over: faalangsttraining (wo 25 nov)" in shown("ev: deels", table(evaluated=(TRAINING,)), 90)
    small = shown("ev: deels, durft weer te presenteren voor de hele klas", both, 74)
    assert small.endswith("leest: SOT, terugkoppeling")
    assert "over: " in small


def test_a_result_of_nothing_is_text_and_says_so() -> None:
    assert "niets met een evaluatiedatum: bewaard als tekst" in shown("ev: deels", table())


# ---------------------------------------------------------------- toest:


def test_who_gives_consent_for_whom_and_what_for() -> None:
    piece = read("toest: moeder, wijkteam voor aanmelding, alleen over verzuim", table()).pieces[0]
    assert piece.voice and piece.voice.person == MOTHER
    assert [who.person for who in piece.who] == [WIJKTEAM]
    assert piece.purpose == "voor aanmelding, alleen over verzuim"
    assert shown("toest: moeder, wijkteam", table()) == (
        "Toestemming · moeder (W. Achterberg) · voor wijkteam (R. Blom) · leest: SOT"
    )


def test_several_receivers_and_one_that_nobody_knows() -> None:
    both = read("toest: moeder, wijkteam, smw", table()).pieces[0]
    assert both.word == "wijkteam (R. Blom), SMW (N. Smit)"
    assert read("toest: moeder, sportclub", table()).pieces[0].word == "sportclub"


@pytest.mark.parametrize(
    "line",
    ["toest: moeder, niet aan wijkteam", "toest: geen toestemming moeder, wijkteam", "toest: moeder, wijkteam, nee",
     "toest: moeder weigert, wijkteam", "toest: moeder, wijkteam, wil liever niet"],
)  # fmt: skip
def test_a_refusal_is_never_kept_as_consent(line: str) -> None:
    """domain.md §11: nothing to third parties without explicit consent."""
    piece = read(line, table()).pieces[0]
    assert piece.refused
    assert [who.person for who in piece.who] == [WIJKTEAM]
    assert "niet voor wijkteam" in shown(line, table())


def test_a_limit_is_no_refusal() -> None:
    piece = read("toest: moeder, wijkteam, geen medische gegevens", table()).pieces[0]
    assert not piece.refused
    assert piece.purpose == "geen medische gegevens"


def test_only_a_receiver_asks_who_gave_it() -> None:
    piece = read("toest: wijkteam", table()).pieces[0]
    assert piece.voice is None
    assert piece.word == "wijkteam (R. Blom)"
    assert "van wie?" in shown("toest: wijkteam", table())
    assert "toestemming voor wie?" in shown("toest: moeder", table())


def test_from_sixteen_the_pupil_decides_himself() -> None:
    """domain.md §3 [C]: at 16 consent to pass data on moves from parents to pupil; it is kept all the same."""
    older = table(subjects=(KEES,))
    assert "Kees is 16: vanaf 16 beslist de leerling zelf" in shown("toest: moeder, wijkteam", older)
    assert "vanaf 16" not in shown("toest: ll, wijkteam", older)
    assert "vanaf 16" not in shown("toest: kees, wijkteam", older)
    giver = read("toest: kees, wijkteam", older).pieces[0].voice
    assert giver and giver.person and giver.person.key == "role:leerling"
    assert "Yara is 14: tot 16 beslist een ouder met gezag" in shown("toest: ll, wijkteam", table())


def test_a_parent_without_gezag_is_said() -> None:
    """domain.md §3: a parent without authority does not decide over the file."""
    without = table(no_authority=frozenset({"role:g1"}))
    assert "zonder gezag" in shown("toest: moeder, wijkteam", without)


def test_without_facts_only_the_words_are_read() -> None:
    bare = replace(table(), facts=None)
    assert shown("uit: volgen", bare) == "Uitkomst · volgen · leest: SOT, terugkoppeling"
