"""Contact moments on the real encrypted file: kept by line, corrected by a version, found, and undone."""

from datetime import date, timedelta

import pytest

from sotdesk.data.store import Store
from sotdesk.data.store.moments import About
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Reading, Table
from sotdesk.domain.cases import Entry, Guardian
from sotdesk.domain.dates import Frame
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.finding import address_of
from sotdesk.domain.students import Student
from sotdesk.domain.support import Support
from sotdesk.domain.table_people import people_at


@pytest.fixture
def case_id(store: Store) -> str:
    """Yara with a case and a mother."""
    store.students.add(
        [
            Student("yara", "1", "Yara", "", "Aydin", "2H1", date(2012, 3, 4)),
            Student("lina", "2", "Lina", "", "Kamal", "3M2"),
        ]
    )
    store.students.save_guardian("yara", Guardian("", "K. Aydin", "moeder", True))
    return store.cases.open("yara")


def said(store: Store, words: str) -> Reading:
    """The line as it reads about Yara."""
    student = store.students.get("yara")
    people = people_at(
        [student], store.contacts.all(), store.school.school(), (), store.students.guardians("yara")
    )
    frame = Frame(store.clock.today(), store.school.calendar())
    return read(words, Table(frame, people, has_action=True, facts=store.moments.facts("yara")))


def keep(store: Store, *lines: str) -> str:
    moment_id = ""
    for words in lines:
        moment_id = store.moments.keep("yara", moment_id, said(store, words))
    return moment_id


def talk(store: Store, case_id: str) -> list[Entry]:
    return [e for e in store.cases.get(case_id).timeline if e.kind == "gesprek"]


def test_every_enter_keeps_a_line_and_the_first_makes_the_moment(store: Store, case_id: str) -> None:
    moment_id = keep(
        store, "moeder: slaapt slecht", "! huisarts eerst", "( ziet vader niet", "(( eigen gedachte"
    )
    moment = store.moments.get(moment_id)
    assert (moment.channel, moment.spoke_with, moment.case_id) == ("telefoon", "moeder", case_id)
    assert [(e.text, e.audience, e.place) for e in talk(store, case_id)] == [
        ("moeder (K. Aydin): slaapt slecht", "sot", "tel."),
        ("huisarts eerst", "sot", "tel."),
        ("ziet vader niet", "restricted", "tel."),
        ("eigen gedachte", "own", "tel."),
    ]
    store.desk.undo((store.desk.to_undo() or pytest.fail()).batch)
    assert len(talk(store, case_id)) == 3


def test_an_agreement_stands_with_the_agreements_and_goes_with_its_line(store: Store, case_id: str) -> None:
    moment_id = keep(store, "@moeder belt huisarts", ">vr")
    (action,) = store.actions.of_student("yara")
    assert (action.who, action.text, action.due) == ("moeder (K. Aydin)", "belt huisarts", date(2026, 11, 27))
    store.moments.remove(store.moments.get(moment_id).lines[0].capture_id)
    assert store.actions.of_student("yara") == ()


def test_a_correction_is_a_version_and_the_old_text_stays(store: Store, case_id: str) -> None:
    """Issue 4: changed by a new version (the old stays readable)."""
    moment_id = keep(store, "moeder: slaapt slecht", "( vader is weg")
    line = store.moments.get(moment_id).lines[0]
    store.moments.correct(line.capture_id, said(store, "moeder: slaapt beter"))
    store.moments.correct(line.capture_id, said(store, "moeder: slaapt beter"))
    moment = store.moments.get(moment_id)
    assert moment.lines[0].text == "slaapt beter" and moment.lines[0].at == line.at
    (version,) = moment.versions
    assert version.lines[1:] == (
        ("sot", "13:24 moeder: slaapt slecht"),
        ("restricted", "13:24 ( vader is weg"),
    )


def test_filling_in_is_no_change_but_another_answer_is(store: Store, case_id: str) -> None:
    moment_id = keep(store, "ou: willen hulp")
    earlier = store.moments.get(moment_id).at - timedelta(days=1)
    store.moments.edit("yara", moment_id, About(earlier, "gesprek", "ouders", "nee", "", "eerst SMW"))
    assert store.moments.get(moment_id).versions == (), "the telephone and the time were only proposed"
    store.moments.edit("yara", moment_id, About(earlier, "huisbezoek", "ouders", "ja"))
    moment = store.moments.get(moment_id)
    assert (moment.channel, moment.told_student, len(moment.versions)) == ("huisbezoek", "ja", 1)


def test_nothing_told_yet_can_be_asked_after(store: Store, case_id: str) -> None:
    """domain.md §11: open items stay visible."""
    first = keep(store, "mentor: merkt niets")
    keep(store, "moeder: belt zelf")
    assert store.moments.untold("yara") == (first,)


def test_an_evaluation_by_telephone_gives_the_agreement_its_result(store: Store, case_id: str) -> None:
    keep(store, "@moeder belt huisarts >vr >>9 dec", "ev: behaald, gaat goed")
    (action,) = store.actions.of_student("yara")
    assert action.result == "behaald"


def test_it_is_found_and_leads_to_its_entry(store: Store, case_id: str) -> None:
    moment_id = keep(store, "moeder: trampoline helpt")
    store.moments.edit("yara", moment_id, About(store.moments.get(moment_id).at, with_whom="tante Roos"))
    (line,) = store.finding.find("trampoline")
    assert (line.word, address_of(line)) == ("gesprek", ("student", "yara", talk(store, case_id)[0].id))
    (moment,) = store.finding.find("roos")
    assert (moment.word, address_of(moment)) == ("gesprek", ("student", "yara", moment_id))


def test_a_question_waits_on_vandaag(store: Store, case_id: str) -> None:
    keep(store, "? weet de leerplichtambtenaar dit")
    (question,) = store.attention.open().questions
    assert question.student and question.student.id == "yara"


def test_a_moment_of_somebody_else_goes_whole(store: Store, case_id: str) -> None:
    moment_id = keep(store, "moeder: a", "@moeder belt >vr")
    store.moments.correct(store.moments.get(moment_id).lines[0].capture_id, said(store, "moeder: b"))
    store.moments.delete(moment_id)
    assert talk(store, case_id) == [] and store.actions.of_student("yara") == ()
    with pytest.raises(NotFound):
        store.moments.get(moment_id)
    store.desk.undo((store.desk.to_undo() or pytest.fail()).batch)
    assert len(store.moments.get(moment_id).versions) == 1


def test_a_date_alone_without_an_agreement_changes_nothing(store: Store, case_id: str) -> None:
    with pytest.raises(RuleError):
        keep(store, ">vr")
    assert talk(store, case_id) == []


def test_a_measure_is_evaluated_by_telephone_too(store: Store, case_id: str) -> None:
    """Issue 4 points 2 and 3: `ev:` is about the agreement or the measure that waits for it."""
    store.support.save(Support("", "yara", "training", store.clock.today(), evaluate_on=store.clock.today()))
    keep(store, "ev: deels, merkt moeder")
    (support,) = store.support.of_student("yara")
    assert [review.result for review in support.reviews] == ["deels"]
