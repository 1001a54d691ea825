"""The history of a pupil (issue 4 point 10): each change in words, newest first, nothing of tables, ids or others."""

from datetime import date

import pytest
from sqlmodel import SQLModel, select

from sotdesk.data import tables as _tables  # noqa: F401  (every table is known)
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.tables.actions import ActionStudent
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import Guardian
from sotdesk.domain.history import NOTHING, Field, Step
from sotdesk.domain.rules import load
from sotdesk.domain.students import Student

YARA = Student("s1", "040123", "Yara", "", "Achahbar", "2H1")
SEM = Student("s2", "040124", "Sem", "", "Bakker", "1B4")


@pytest.fixture
def filled(store: Store) -> Store:
    store.students.add([YARA, SEM])
    return store


def in_words(step: Step) -> tuple[str, ...]:
    """What an act changed, a line for each thing: `afspraak: uiterlijk vr 27 nov → vr 4 dec`."""
    return tuple(
        f"{part.what} {part.how}".strip()
        + (": " if part.fields else "")
        + " · ".join(_field(f, part.how) for f in part.fields)
        for part in step.parts
    )


def _field(field: Field, how: str) -> str:
    both = f"{field.before or NOTHING} → {field.after or NOTHING}"
    return f"{field.word} {field.after or field.before if how else both}"


def told(store: Store, student_id: str = "s1") -> list[tuple[str, tuple[str, ...]]]:
    return [(step.label, in_words(step)) for step in store.history.of_student(student_id)]


def test_each_act_says_what_it_changed_from_what_to_what(filled: Store) -> None:
    action = filled.actions.add(
        ActionDraft("ouders bellen", (Doer("mentor"),), due=date(2026, 11, 27)), student_ids=["s1"]
    )
    filled.actions.move(action, date(2026, 12, 4), "vr 4 dec")
    filled.actions.settle(action, ActionState.DONE)
    history = told(filled)
    assert [label for label, _ in history] == [
        "afspraak gedaan", "afspraak verzetten", "afspraak toevoegen", "leerlingen toevoegen",
    ]  # fmt: skip
    assert history[0][1] == ("afspraak: stand open → gedaan · afgehandeld op leeg → wo 25 nov",)
    assert history[1][1] == ("afspraak: uiterlijk vr 27 nov → vr 4 dec",)  # once: not as *verzet* too
    assert "tekst ouders bellen" in history[2][1][0] and "wie nieuw: wie mentor" in history[2][1][1]


def test_the_whole_file_of_the_pupil_and_nothing_of_another(filled: Store) -> None:
    case = filled.cases.open("s1", question="Wat helpt?")
    filled.cases.open("s2", question="Iets van Sem")
    filled.cases.edit(case, question="Wat helpt Yara?")
    filled.students.save_guardian("s1", Guardian("g1", "A. Achahbar", "moeder"))
    both = " ".join(word for _, lines in told(filled) for word in lines)
    assert "hulpvraag Wat helpt? → Wat helpt Yara?" in both
    assert "A. Achahbar" in both and "verloop nieuw" in both
    assert "Sem" not in both and "s1" not in both and case not in both


def test_an_old_text_stays_readable_and_what_was_undone_says_so(filled: Store) -> None:
    action = filled.actions.add(ActionDraft("oude tekst", audience=Audience.OWN), student_ids=["s1"])
    filled.actions.change(action, ActionDraft("nieuwe tekst", audience=Audience.OWN))
    last = filled.desk.to_undo()
    assert last and last.students == (YARA,)
    filled.desk.undo(last.batch)
    steps = filled.history.of_student("s1")
    assert (steps[0].label, steps[1].undone, steps[1].audience) == ("herstel: afspraak wijzigen", True, "own")
    assert in_words(steps[1]) == ("afspraak: tekst oude tekst → nieuwe tekst",)
    assert in_words(steps[0]) == ("afspraak: tekst nieuwe tekst → oude tekst",)


def test_what_left_his_file_changes_elsewhere(filled: Store) -> None:
    """An agreement of two pupils that is of one from now on: the other's history ends there."""
    action = filled.actions.add(ActionDraft("bellen"), student_ids=["s1", "s2"])
    with filled.shared.writing("leerling eraf") as session:
        for link in session.exec(select(ActionStudent).where(ActionStudent.student_id == "s2")):
            session.delete(link)
    filled.actions.move(action, date(2026, 12, 4), "vr 4 dec")
    assert [label for label, _ in told(filled, "s2")][:2] == ["leerling eraf", "afspraak toevoegen"]
    assert told(filled)[0][0] == "afspraak verzetten"


def test_pages_follow_each_other_without_a_gap(filled: Store) -> None:
    action = filled.actions.add(ActionDraft("bellen"), student_ids=["s1"])
    for day in range(1, 8):
        filled.actions.move(action, date(2026, 12, day), "")
    whole = [step.number for step in filled.history.of_student("s1")]
    first = filled.history.of_student("s1", limit=4)
    second = filled.history.of_student("s1", before=first[-1].number, limit=4)
    third = filled.history.of_student("s1", before=second[-1].number, limit=4)
    assert [step.number for step in (*first, *second, *third)] == whole
    assert len(third) < 4


def test_every_column_of_every_table_has_a_word_or_is_left_out_on_purpose() -> None:
    rules = load("history")
    for name, table in SQLModel.metadata.tables.items():
        if name in rules["elsewhere"]:
            assert name not in rules["words"] and name not in rules["column"]
            continue
        assert rules["words"][name]
        assert set(rules["column"][name]) == {column.name for column in table.columns} - {"id"}, name
    assert set(rules["words"]) == set(rules["column"]) <= set(SQLModel.metadata.tables)


def test_a_file_that_was_there_before_any_history_has_one_from_its_first_change(filled: Store) -> None:
    action = filled.actions.add(ActionDraft("bellen"), student_ids=["s1"])
    with filled.shared.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM history")
    filled.actions.move(action, date(2026, 12, 4), "vr 4 dec")
    assert [label for label, _ in told(filled)] == ["afspraak verzetten"]
    assert told(filled, "s2") == []
