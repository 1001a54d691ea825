"""Navragen: everyone reads his own open agreements only, one block a pupil, never a besloten one."""

from dataclasses import replace
from datetime import date

import pytest

from sotdesk.documents import letters as forms
from sotdesk.domain.actions import Action, Doer
from sotdesk.domain.asking import Round, ToAsk, Turn, asking_letter, people_to_ask
from sotdesk.domain.contacts import Contact, Role, School
from sotdesk.domain.initials import Naming
from sotdesk.domain.letters import write_out
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
YARA = Student("yara", "1", "Yara", "", "Aydın", "2H1", mentor="M. Bos")
LINA = Student("lina", "2", "Lina", "", "Karimi", "2H1", mentor="M. Bos")
SAMI = Student("sami", "3", "Sami", "", "Karimi", "4V1", mentor="P. Kok")
PUPILS = (YARA, LINA, SAMI)
BOS = Contact("bos", "M. Bos", (Role("mentor", classes=("2H1",)),))
KOK = Contact("kok", "P. Kok", (Role("mentor", classes=("4V1",)),))
ME = Contact("me", "E. van Loon", (Role("oco"),))
SCHOOL = School("De Linde", "E. van Loon", "me")
MENTOR = Doer("mentor (M. Bos)", "bos", "mentor")


def agreed(text: str, *doers: Doer, about: tuple[Student, ...] = (YARA,), **more: object) -> Action:
    return Action(text, text, doers or (MENTOR,), students=about, **more)  # type: ignore[arg-type]


def people(*actions: Action, before: Round | None = None) -> tuple[ToAsk, ...]:
    return people_to_ask(actions, (BOS, KOK, ME), SCHOOL, before)


def read_by(person: ToAsk, **more: object) -> str:
    letter = asking_letter(person, TODAY, known_names=("M. Bos", "P. Kok"), **more)  # type: ignore[arg-type]
    return forms.text(write_out(letter, Naming.of(letter, PUPILS, full=letter.full)))


GOLDEN = """\
Open afspraken van M. Bos

Hoe staat het met deze afspraken? Graag een reactie vóór het overleg van wo 25 nov, 13:00.

Y.A. (2H1)
- gesprek met Y.A. en de ouders van S.K. (thuis): uiterlijk vr 20 nov (voorbij), evaluatie wo 9 dec
- stuurt het rooster: nog geen datum (zsm)

L.K. (2H1)
- belt moeder: uiterlijk vr 27 nov 10:30

Algemeen
- maakt een lijst: doorlopend
"""


def test_the_text_is_the_one_written_by_hand() -> None:
    from datetime import time

    (bos,) = people(
        agreed("stuurt het rooster", due_words="zsm"),
        agreed("maakt een lijst", about=(), ongoing=True),
        agreed("belt moeder", about=(LINA,), due=date(2026, 11, 27), due_time=time(10, 30)),
        agreed(
            "gesprek met Yara en de ouders van Sami", where="thuis", due=date(2026, 11, 20),
            evaluate=date(2026, 12, 9),
        ),
    )  # fmt: skip
    assert read_by(bos, before="het overleg van wo 25 nov, 13:00") == GOLDEN


def test_nothing_besloten_and_nothing_of_another_is_in_a_text() -> None:
    found = people(
        agreed("eigen werk"),
        agreed("in vertrouwen", audience="restricted"),
        agreed("alleen voor mij", audience="own"),
        agreed("van een ander", Doer("mentor (P. Kok)", "kok", "mentor"), about=(SAMI,)),
        agreed("van mijzelf", Doer("OCO (E. van Loon)", "me", "oco")),
    )
    bos, kok = found
    assert (bos.left_out, kok.left_out) == (2, 0)
    assert "eigen werk" in read_by(bos)
    for word in ("vertrouwen", "alleen voor mij", "ander", "mijzelf"):
        assert word not in read_by(bos)
    assert "S.K. (4V1)" in read_by(kok) and "Y.A." not in read_by(kok)


def test_of_siblings_each_mentor_reads_his_own_pupil() -> None:
    both = agreed("gesprek", MENTOR, Doer("mentor (P. Kok)", "kok", "mentor"), about=(LINA, SAMI))
    bos, kok = people(both)
    assert "L.K." in read_by(bos) and "S.K." not in read_by(bos)
    assert "S.K." in read_by(kok) and "L.K." not in read_by(kok)


@pytest.mark.parametrize("label", ["moeder", "ouders", "mentor", "Pietersen"])
def test_who_is_no_contact_is_someone_else_for_each_pupil(label: str) -> None:
    role = "" if label == "Pietersen" else label
    found = people(agreed("a", Doer(label, "", role)), agreed("b", Doer(label, "", role), about=(SAMI,)))
    assert [[a.text for a in one.actions] for one in found] in ([["a"], ["b"]], [["b"], ["a"]])


def test_a_parents_name_is_in_no_text() -> None:
    (mother,) = people(agreed("belt terug", Doer("moeder (K. Aydın)", "", "moeder")))
    assert "Aydın" not in read_by(mother) and read_by(mother).startswith("Open afspraken van moeder\n")


def test_names_in_full_only_when_the_school_chose_that() -> None:
    (bos,) = people(agreed("gesprek met Yara en Sami"))
    assert "Yara Aydın (2H1)\n- gesprek met Yara en S.K." in read_by(bos, full=True)


BEFORE = Round(frozenset({"yara"}), since=date(2026, 11, 4))


@pytest.mark.parametrize(
    ("action", "before", "turn"),
    [
        (agreed("a"), BEFORE, Turn.ASK),
        (agreed("a", about=(LINA,)), BEFORE, Turn.OTHER),
        (agreed("a"), replace(BEFORE, at_table=frozenset({"bos"})), Turn.AT_TABLE),
        (agreed("a", asked_on=date(2026, 11, 24)), BEFORE, Turn.ASKED),
        (agreed("a", asked_on=date(2026, 11, 4)), BEFORE, Turn.ASK),
        (agreed("a", about=(LINA,), ask_after=True), BEFORE, Turn.ASK),
        (agreed("a", ask_after=True), replace(BEFORE, at_table=frozenset({"bos"})), Turn.ASK),
        (agreed("a", ask_after=True), None, Turn.ASK),
        (agreed("a"), None, Turn.OTHER),
        (agreed("a", asked_on=date(2026, 11, 24)), None, Turn.ASKED),
    ],
)
def test_whose_turn_it_is(action: Action, before: Round | None, turn: Turn) -> None:
    assert people(action, before=before)[0].turn is turn
