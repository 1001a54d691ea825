"""What ships: each row of the tables of domain.md §6 written out by hand, and how a text becomes a protocol."""

import re
from pathlib import Path

import pytest

from sotdesk.domain.contacts import Contact, Role, who_fits
from sotdesk.domain.protocol import Choice, ItemKind, Protocol
from sotdesk.domain.protocol_lines import Lines, statements
from sotdesk.domain.protocol_read import kept, read, shipped
from sotdesk.domain.protocol_who import doers, who_words
from sotdesk.domain.students import Student

NATIONAL, PLAN = "meldcode_landelijk", "stappenplan"

# domain.md §6.5, its table: item, who, statutory step (0: none), and whether it settles that step.
# Settles: step 1 = signals and kindcheck (§6.1, §6.4), 2 = consulting (§6.1), 3 = the talk with the parents (§6.1; 2.4
# and 2.5 do not), 4 and 5 = the weighing (§6.5: 5.2 = A1 and A2, 5.3 = A3 to A5; 3.4 and 3.5 never do).
ROWS = """
0.1 0 - mentor
0.2 0 - mentor
1.1 1 - iedereen
1.2 1 - iedereen
2.1 1 x mentor
2.2 1 x mentor oco
2.3 2 x mentor oco aandachtsfunctionaris
2.4 1 - mentor
2.5 3 - mentor
2.x 0 - iedereen
3.1 2 - oco smw schoolleider
3.2 2 - team
3.3 2 - casushouder
3.4 4 - team
3.5 0 - team
4.1 3 x spreker
4.2 3 - spreker
4.3 3 - spreker
4.4 3 - spreker
4.5 0 - casushouder
4.6 3 - spreker
5.1 4 - team
5.2 4 x team beslisser
5.3 5 x beslisser casushouder
6.1 0 - mentor
6.2 0 - team
"""


def test_the_plan_of_the_school_has_every_row_of_its_table_and_nothing_else() -> None:
    """domain.md §6.5."""
    rows = [
        " ".join((item.code, str(item.step), "x" if item.ticks else "-", *item.who))
        for item in shipped()[PLAN].items
    ]
    assert rows == ROWS.split("\n")[1:-1]
    assert [phase.code for phase in shipped()[PLAN].phases] == ["0", "1", "2", "3", "4", "5", "6"]


def test_what_is_provisional_never_settles_a_step_and_says_so() -> None:
    """domain.md §6.5, 3.5: 'nog geen directe melding'. Never satisfies step 4 or 5; A1–A5 still follow."""
    provisional = [item for item in shipped()[PLAN].items if item.provisional]
    assert [item.code for item in provisional] == ["3.4", "3.5"]
    for item in provisional:
        assert not item.ticks and not item.asks
        assert "nog geen directe melding" in item.help
        assert "vijf vragen van de afweging volgen" in item.help


def test_an_early_talk_counts_as_the_talk_of_step_three_only_when_she_says_so() -> None:
    """domain.md §6.5, 2.5, and the issue: it does not tick step 3 unless marked as that talk."""
    early = shipped()[PLAN].item("2.5")
    assert (early.stands_for, early.ticks, early.kind) == ("4.1", False, ItemKind.TALK)


def test_the_talk_with_the_parents_has_the_considerations_of_the_plan() -> None:
    """domain.md §6.5: who speaks; trust; tools and experience; alone; safe for staff, for the child, during and after;
    suspicion, certainty or dangerous-very serious. §6.1: skipped only when safety is at risk."""
    talk = shipped()[PLAN].item("4.1")
    asked = ["wie", "vertrouwen", "ervaring", "alleen", "veilig_collega", "veilig_tijdens", "veilig_daarna"]
    assert [field.code for field in talk.fields] == [*asked, "soort_gesprek"]
    assert talk.fields[-1].choices == ("vermoeden", "zekerheid", "gevaarlijk of zeer ernstig")
    assert talk.only_if_unsafe
    assert all("veiligheid" in reason and "gevaar" in reason for reason in shipped()[PLAN].safety)


def test_the_national_meldcode_has_five_steps_as_phases_and_nazorg_after_them() -> None:
    """domain.md §6.1; §6.5 last lines (P15): nazorg is no statutory step."""
    national = shipped()[NATIONAL]
    assert [step.number for step in national.steps] == [1, 2, 3, 4, 5]
    for phase in national.phases[:-1]:
        assert {item.step for item in phase.items} == {int(phase.code)}
    assert {item.step for item in national.phases[-1].items} == {0}
    ticking = [item.code for item in national.items if item.ticks]
    assert ticking == ["1.1", "1.2", "2.1", "3.1", "3.2", "4.1", "5.1"]
    assert (national.item("4.1").asks, national.item("5.1").asks) == (("A1",), ("A2", "A3", "A4", "A5"))


# domain.md §6.2 and §6.3: question, step, answer, next question, and what it makes: (m)elden, (d)irect, (h)ulp, geen
# hulp (-), (t)ermijn, (a)cuut.
WAYS = """
A1 4 ja       A2 a
A1 4 nee      .  .
A2 5 ja       A3 mda
A2 5 twijfel  A3 md
A2 5 nee      A3 .
A3 5 ja       A4 .
A3 5 nee      .  m-
A4 5 ja       A5 ht
A4 5 nee      .  m-
A5 5 ja       .  .
A5 5 nee      .  m-
"""


def made(choice: Choice) -> str:
    helps = {True: "h", False: "-", None: ""}[choice.helps]
    marks = (choice.report and "m", choice.at_once and "d", helps, choice.term and "t", choice.acute and "a")
    return "".join(filter(None, marks)) or "."


@pytest.mark.parametrize("code", [NATIONAL, PLAN])
def test_both_ask_the_five_questions_with_the_ways_of_the_framework(code: str) -> None:
    """domain.md §6.2: A1 is of step 4, A2 to A5 of step 5; doubt counts as yes; A5 waits for its term (§6.3)."""
    ways = [
        f"{question.code} {question.step} {choice.code:<8} {choice.leads or '.':<2} {made(choice)}"
        for question in shipped()[code].questions
        for choice in question.choices
    ]
    assert ways == WAYS.split("\n")[1:-1]
    assert [question.code for question in shipped()[code].questions if question.waits] == ["A5"]


def test_the_second_question_explains_acute_and_structural() -> None:
    """domain.md §6.4: acute (P05, P06), structural (P06), disclosure (P06), report even when you help (P09)."""
    help_of = shipped()[NATIONAL].question("A2").help
    paragraphs = help_of.split("\n")
    assert [words.split(":")[0].split("?")[0] for words in paragraphs[:1]] == ["Acuut"]
    for words in (
        "verwurgen",
        "wapen",
        "gevlucht van huis",
        "Structureel",
        "verslaving",
        "Twijfel telt als ja",
    ):
        assert words in help_of


@pytest.mark.parametrize("code", [NATIONAL, PLAN])
def test_the_kindcheck_is_explained(code: str) -> None:
    """domain.md §6.4 (P10): meant for adults or adolescents; younger siblings, own child or pregnancy; number, ages,
    who shares care."""
    kindcheck = next(item for item in shipped()[code].items if item.kind is ItemKind.KINDCHECK)
    for words in (
        "jongere broers en zussen",
        "zwangerschap",
        "hoeveel",
        "hoe oud",
        "wie er mee voor hen zorgt",
    ):
        assert words in kindcheck.help


@pytest.mark.parametrize("protocol", shipped().values(), ids=shipped())
def test_everything_that_ships_names_its_source_and_reads_the_same_from_its_own_text(
    protocol: Protocol,
) -> None:
    """A run keeps the text, and that text is complete by itself (issue: a run keeps the version it started with)."""
    assert read(protocol.text) == protocol
    assert kept(protocol.text) == protocol
    assert "\nafweging =" not in protocol.text
    assert protocol.source and all(item.source for item in protocol.items)
    assert not any(code in words for words in (protocol.source, protocol.name) for code in ("S002", "[U]"))


def test_the_lists_say_that_they_are_our_own_proposal() -> None:
    """No source has them: certainty [U]."""
    lists = [protocol for protocol in shipped().values() if not protocol.weighs]
    assert {protocol.code for protocol in lists} == {"pesten", "medisch_handelen", "agressie"}
    for protocol in lists:
        assert protocol.source == "eigen voorstel van sotdesk; vervang door het protocol van je school"
        assert 5 <= len(list(protocol.items)) <= 9 and 2 <= len(protocol.phases) <= 3


def test_a_run_reads_its_text_though_a_role_of_it_is_gone() -> None:
    text = shipped()["pesten"].text.replace('"antipest"', '"vorige_functie"')
    assert kept(text).item("1.3").who == ("mentor", "vorige_functie")


def test_the_lines_of_tables_and_keys_are_found_past_texts_and_lists_of_more_lines() -> None:
    begin = 'a = """\n[[x]]\nb = 1\n"""\nl = [\n  "]", # ]\n]\n'
    text = f"{begin}[[x]]\nc = 1\n[[x.y]]\n[[x]]\n\"d\" = '['\n[[x.y]]\n[[x.y]]\ne.f = 1\n"
    lines = Lines(text)
    assert [number for number, words in statements(text) if words] == [1, 5, 8, 9, 10, 11, 12, 13, 14, 15]
    assert lines.line("a") == 1 and lines.line("l") == 5
    assert lines.line("x", 0, "c") == 9 and lines.line("x", 0, "y", 0) == 10
    assert lines.line("x", 1, "d") == 12 and lines.line("x", 1, "y", 1, "e") == 15
    assert lines.line("x", 1, "y", 0, "nowhere") == 13, "what has no line of its own stands in its table"


def test_who_does_an_item_reads_as_words() -> None:
    assert who_words(("mentor", "oco", "team")) == "mentor + OCO + interventieteam"
    assert {"aandachtsfunctionaris", "casushouder", "spreker", "beslisser", "ib"} <= set(doers())


def test_the_aandachtsfunctionaris_is_the_oco_until_the_school_names_one() -> None:
    """domain.md §6.4: a role of its own, assignable; default OCO [U]."""
    student = Student("1", "1", "Sem", "", "Berg", "1B4")
    oco, other = (
        Contact("1", "N. Smit", (Role("oco"),)),
        Contact("2", "K. Vos", (Role("aandachtsfunctionaris"),)),
    )
    assert who_fits("aandachtsfunctionaris", student, [oco], {}) == (oco,)
    assert who_fits("aandachtsfunctionaris", student, [oco, other], {}) == (other,)


DOCS = (Path(__file__).parents[2] / "docs" / "protocollen.md").read_text(encoding="utf-8")


def test_the_examples_of_the_documentation_are_protocols() -> None:
    examples = [read(text, own=True) for text in re.findall(r"```toml\n(.*?)```", DOCS, re.DOTALL)]
    assert [(one.code, one.weighs) for one in examples] == [("ziek_thuis", False), ("onze_meldcode", True)]


def test_the_documentation_names_every_key_kind_and_role() -> None:
    texts = "\n".join(protocol.text for protocol in shipped().values())
    keys = set(re.findall(r"^(\w+) = ", texts, re.MULTILINE)) | {"afweging"}
    named = set(re.findall(r"`(\w+)`", DOCS))
    assert keys | {kind.value for kind in ItemKind} | set(doers()) <= named
