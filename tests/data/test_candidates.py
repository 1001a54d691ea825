"""Aanname on a real encrypted file: filled in, taken or refused; of who is refused nothing stays (S003, S004, AVG)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from sotdesk.data.store import Store
from sotdesk.domain import attention
from sotdesk.domain.candidates import Candidate, Term
from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.finding import address_of
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
TESS = Candidate("", "Tess", "van", "Houtem", date(2026, 11, 2), date(2014, 3, 5), "bs De Wilg", "1B4")
WORD = "Zandoogje"
"""A word that stands nowhere else."""


@pytest.fixture
def tess(store: Store) -> str:
    store.students.add([Student("sem", "040124", "Sem", "", "Bakker", "1B4")])
    return store.candidates.save_who(TESS)


def filled(store: Store, candidate_id: str, words: str = "rust in de klas") -> None:
    """All five parts of domain.md §5 0a."""
    for name in ("need", "source", "analysis", "capacity", "advice"):
        store.candidates.fill(candidate_id, **{name: words})


def undo(store: Store) -> str:
    last = store.desk.to_undo()
    assert last
    store.desk.undo(last.batch)
    return last.label


def tables_with(store: Store, word: str) -> set[str]:
    """The tables of the vault in which this word stands, those of the search index too."""
    with store.shared.engine.begin() as connection:
        names = list(
            connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
        )
        return {
            name
            for name in names
            if any(word in str(list(row)) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'))  # noqa: S608
        }


def test_kept_changed_and_undone_step_by_step(store: Store, tess: str) -> None:
    store.candidates.fill(tess, source="OKR", information="  rekent vlot\nleest veel ")
    found = store.candidates.get(tess)
    assert (found.name.full, found.source, found.information) == (
        "Tess van Houtem",
        "OKR",
        "rekent vlot\nleest veel",
    )
    last = store.desk.to_undo()
    assert last and (last.label, [s.name.shown for s in last.students]) == ("aanname: bron", ["Tess van H."])
    assert undo(store) == "aanname: bron"
    assert store.candidates.get(tess).source == ""
    with pytest.raises(RuleError):
        store.candidates.save_who(replace(TESS, last_name=" "))
    with pytest.raises(RuleError):
        store.candidates.save_who(replace(TESS, for_class="de klas van juf Bos"))


def test_taken_becomes_a_new_pupil_with_a_case_and_nothing_is_lost(store: Store, tess: str) -> None:
    """S003, S004 (domain.md §5 0a): the need is the hulpvraag, what was analysed the first entry."""
    filled(store, tess)
    store.candidates.talk(tess, date(2026, 11, 20), "vader en Tess waren er")
    student_id = store.candidates.admit(tess)
    student = store.students.get(student_id)
    assert (student.name.full, student.class_name, student.birth_date, student.provisional) == (
        "Tess van Houtem", "1B4", TESS.birth_date, True,
    )  # fmt: skip
    case = store.cases.of_student(student_id)
    assert case and (case.question, case.status) == ("rust in de klas", CaseStatus.INTAKE)
    entries = {entry.id: entry for entry in store.cases.get(case.id).timeline}
    assert "Analyse: rust in de klas" in entries[tess].text and "bs De Wilg" in entries[tess].text
    assert entries[f"{tess}:talk"].text == "kennismaking: vader en Tess waren er"
    assert [step.label for step in store.history.of_student(student_id)][-1] == "kandidaat"
    with pytest.raises(RuleError):
        store.candidates.refuse(tess)
    assert undo(store) == "aanname: aangenomen"
    assert (store.cases.all(), store.candidates.get(tess).taken) == ((), False)
    with pytest.raises(NotFound):
        store.students.get(student_id)


def test_taken_becomes_the_pupil_of_the_list_whose_case_opens_again(store: Store, tess: str) -> None:
    store.students.add([Student("t", "040300", "Tess", "van", "Houtum", "1B4", TESS.birth_date)])
    case_id = store.cases.open("t", question="Wat helpt Tess?")
    store.cases.close(case_id, "van school")
    filled(store, tess)
    assert [(m.student.id, m.sure) for m in store.candidates.matches(tess)] == [("t", True)]
    assert store.candidates.admit(tess, "t") == "t"
    case = store.cases.of_student("t")
    assert case and (case.id, case.question, case.closed_on) == (case_id, "Wat helpt Tess?", None)
    assert len(store.students.all()) == 2


def test_taken_without_a_case_stands_on_the_pupils_card(store: Store, tess: str) -> None:
    filled(store, tess)
    student_id = store.candidates.admit(tess, case=False)
    assert store.cases.of_student(student_id) is None
    assert [entry.kind for entry in store.cases.pupil(student_id).timeline] == ["aanname"]


def test_refused_leaves_a_line_and_u_brings_it_back_until_the_vault_closes(store: Store, tess: str) -> None:
    store.candidates.save_who(replace(TESS, id=tess, from_school=f"bs {WORD}"))
    filled(store, tess, f"{WORD} is rustig")
    store.desk.set_aside("candidate_decide", f"{tess}:2026-12-14", f"{WORD} wacht nog")
    store.candidates.refuse(tess)
    assert store.candidates.all() == () and store.finding.find(WORD) == ()
    (left,) = store.candidates.refusals()
    assert (left.day, left.school_year, left.for_class) == (TODAY, "2026–2027", "1B4")
    assert tables_with(store, WORD) == {"history"}
    assert undo(store) == "weigering bij de aanname"
    assert store.candidates.get(tess).analysis == f"{WORD} is rustig" and store.candidates.refusals() == ()
    store.candidates.forget()  # nobody is gone
    assert store.candidates.get(tess).analysis
    assert [step for step in tables_with(store, WORD) if step == "history"]


def test_of_who_was_refused_nothing_is_left_once_the_vault_closes(store: Store, tess: str) -> None:
    """domain.md §11: destroyed, and logged without content. Also what an admission that was undone had made."""
    store.candidates.save_who(replace(TESS, id=tess, first_name=WORD, from_school=f"bs {WORD}"))
    filled(store, tess, f"{WORD} is rustig")
    store.candidates.admit(tess)
    undo(store)
    store.candidates.talk(tess, date(2026, 12, 1), f"{WORD} was er")
    store.desk.keep_draft("find", WORD.lower(), 3)
    store.candidates.refuse(tess)
    store.candidates.forget()
    assert tables_with(store, WORD) == set() == tables_with(store, WORD.lower())
    assert tables_with(store, "Houtem") == set() and tables_with(store, tess) == set()
    again = Store(store.shared.engine, store.clock)  # the next opening, when it could not be done at closing
    tess = again.candidates.save_who(replace(TESS, from_school=WORD))
    again.candidates.remove(tess)
    third = Store(store.shared.engine, store.clock)
    assert tables_with(third, WORD) == {"history"}
    third.candidates.forget()
    assert tables_with(third, WORD) == set()
    assert len(third.candidates.refusals()) == 1


def test_the_term_and_the_talk_stand_on_vandaag_until_they_are_done(store: Store, tess: str) -> None:
    """Zorgplicht [U]: six weeks after 2 November is 14 December; S003: the introduction talk."""

    def told() -> list[tuple[str, str, str]]:
        found = attention.rows(store.attention.open(), TODAY)
        return [(row.rule, row.when, row.address[0]) for row in found if row.rule.startswith("candidate")]

    assert told() == []
    store.candidates.save_term(Term(4, 4))
    assert told() == [("candidate_decide", "ma 30 nov", "candidate")]
    store.candidates.extend(tess, TODAY)
    assert told() == []
    store.candidates.talk(tess, date(2026, 12, 1), "")
    assert told() == [("candidate_talk", "di 1 dec", "candidate")]
    store.candidates.talk(tess, date(2026, 12, 1), "vader en Tess waren er")
    assert told() == []
    with pytest.raises(RuleError):
        store.candidates.talk(tess, None, "er is gepraat")
    with pytest.raises(RuleError):
        store.candidates.save_term(Term(0, 4))


def test_a_candidate_is_found_by_name_and_words_and_a_hit_opens_him(store: Store, tess: str) -> None:
    store.candidates.fill(tess, capacity="klas 1B4 heeft drie begeleiders")
    for words in ("houtem", "houten", "begeleiders"):
        (hit,) = store.finding.find(words)
        assert (hit.kind, address_of(hit)) == ("candidate", ("candidate", tess))
