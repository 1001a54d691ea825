"""Measures, what evaluations are due, the plan on paper (domain.md §2, §5 "The plan" and steps 5–6)."""

from dataclasses import replace
from datetime import date

from sotdesk.domain.actions import Action
from sotdesk.domain.capture_results import RESULTS
from sotdesk.domain.cases import Level
from sotdesk.domain.evaluations import evaluated
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.initials_find import NameIndex
from sotdesk.domain.students import Student
from sotdesk.domain.support import (
    Review,
    Support,
    SupportState,
    aspects,
    default_roles,
    levels,
    questions,
    results,
)
from sotdesk.domain.support_plan import PlanFacts, plan_sheet, readable
from sotdesk.domain.support_words import support_entries

TODAY = date(2026, 11, 25)
YARA = Student("yara", "040123", "Yara", "", "Achterberg", "2H1", date(2012, 5, 1))
SEM = Student("sem", "040124", "Sem", "", "Bakker", "1B4")
TRAINING = Support(
    "s1", "yara", "faalangsttraining", date(2026, 10, 5), goal="durft een presentatie te geven", level="basisplus",
    aspects=("expertise", "attention"), giver="SMW (N. Smit)", starts_on=date(2026, 10, 5), talks=6, hours=4.5,
    evaluate_on=date(2026, 11, 25),
)  # fmt: skip


def test_levels_and_the_five_koers_aspects_are_data_with_their_source() -> None:
    """S004: three levels; S003 and S004: five aspects of Koers VO; every measure is tagged with one or more."""
    assert list(levels()) == [level.value for level in Level]
    assert len(aspects()) == 5
    assert all("S003, S004" in aspect.source for aspect in aspects().values())
    assert set(results()) == set(RESULTS.values())  # what `ev:` knows
    assert default_roles() == (
        "mentor",
        "coordinator",
    )  # S003, S004: mentor executes, coördinator accountable


def test_a_measure_is_to_be_evaluated_until_its_date_was_answered() -> None:
    assert TRAINING.due(TODAY)
    assert not TRAINING.due(date(2026, 11, 24))
    done = replace(TRAINING, reviews=(Review(TODAY, "deels", evaluated_for=TRAINING.evaluate_on),))
    assert not done.to_evaluate
    assert replace(done, evaluate_on=date(2026, 12, 16)).to_evaluate  # a following date asks again
    assert not replace(TRAINING, state=SupportState.STOPPED).to_evaluate


def test_a_result_is_about_the_due_agreement_first_then_the_due_measure_then_what_is_to_come() -> None:
    """domain.md §5 step 6; outcomes: on the support or action it is about."""
    due = Action("a1", "bel ouders", (), evaluate=date(2026, 11, 20))
    later = Action("a2", "huisbezoek", (), evaluate=date(2026, 12, 9))
    found = evaluated([later, due], TODAY, supports=[TRAINING])
    assert [one.id for one in found] == ["a1", "s1", "a2"]
    assert evaluated([later], TODAY, supports=[TRAINING])[0].measure
    assert (
        evaluated([due], TODAY, about="s1", supports=[TRAINING])[0].id == "s1"
    )  # the line is being corrected


def test_the_timeline_tells_begun_evaluated_and_ended_but_not_twice_what_a_meeting_said() -> None:
    reviews = (
        Review(TODAY, "deels", "oefent thuis", id="r1"),
        Review(TODAY, "behaald", line_id="l1", id="r2"),
    )
    ended = replace(
        TRAINING, reviews=reviews, state=SupportState.STOPPED, ends_on=TODAY, end_reason="verhuisd"
    )
    assert [entry.text for entry in support_entries([ended])] == [
        "begonnen: faalangsttraining · durft een presentatie te geven",
        "evaluatie: faalangsttraining · doel deels behaald: oefent thuis",
        "gestopt: faalangsttraining (verhuisd)",
    ]


def plan(*supports: Support) -> str:
    facts = PlanFacts(
        "OSG De Linde", TODAY, "Wat heeft Yara nodig om weer naar de les te gaan?", "mentor", level="basisplus",
        mentors=("M. Bos",), coordinators=("B. Vos",), supports=readable(supports),
    )  # fmt: skip
    sheet = plan_sheet(facts, OneName(NameIndex([YARA, SEM]), YARA))
    lines = [f"{lead}: {said}" for block in sheet.blocks for lead, said in block.lines]
    return "\n".join([sheet.title, *sheet.opening, *(block.heading for block in sheet.blocks), *lines])


def test_the_plan_answers_the_four_questions_in_their_order() -> None:
    """S003: what does this pupil need here, how is it organised, who does it, what does it cost."""
    words = plan(TRAINING)
    places = [words.index(f"{n}. {q.name}") for n, q in enumerate(questions().values(), start=1)]
    assert places == sorted(places)
    assert "Yara A. (2H1)" in words
    assert "faalangsttraining: durft een presentatie te geven" in words
    assert "basisplus · expertise, extra aandacht en handen · vanaf ma 5 okt · 6 gesprekken, 4,5 uur" in words
    assert "SMW (N. Smit) geeft het · uitvoering: mentor (M. Bos)" in words
    assert "eindverantwoordelijk: coördinator (B. Vos)" in words


def test_no_other_pupil_and_nothing_besloten_stands_on_the_plan() -> None:
    """Only of this pupil (domain.md §4); besloten stays out of every document that leaves."""
    secret = replace(TRAINING, id="s2", name="gesprekken thuis", audience="restricted")
    reviews = (
        Review(TODAY, "deels", "liefst zonder Sem Bakker"),
        Review(TODAY, "niet", "vader", audience="own"),
    )
    words = plan(replace(TRAINING, reviews=reviews), secret)
    assert "liefst zonder een andere leerling" in words
    assert not any(
        hidden in words for hidden in ("Sem", "Bakker", "gesprekken thuis", "vader", "niet behaald")
    )
