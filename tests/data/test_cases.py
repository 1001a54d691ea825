"""Cases in the store: opening, refusing a second, the gap, signals and triage, the aanmelding, closing."""

from datetime import date

import pytest

from sotdesk.data.store import Store
from sotdesk.domain.cases import CaseStatus, Referral, Triage, Tried
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.students import Student

YARA, DAVI = "yara", "davi"
OPENED, CLOSED, BACK = date(2026, 1, 12), date(2026, 8, 20), date(2026, 11, 20)


@pytest.fixture
def school(store: Store) -> Store:
    """Two pupils."""
    store.students.add(
        [
            Student(YARA, "040123", "Yara", "", "Aziz", "2H1"),
            Student(DAVI, "040200", "Davi", "de", "Pina", "3M2"),
        ]
    )
    return store


def test_opening_a_case(school: Store) -> None:
    case_id = school.cases.open(
        YARA, holder="N. Smit", question="Wat heeft Yara nodig?", question_by="mentor"
    )
    case = school.cases.get(case_id)
    assert (case.student.id, case.status, case.holder) == (YARA, CaseStatus.SIGNAL, "N. Smit")
    assert (case.question, case.question_by) == ("Wat heeft Yara nodig?", "mentor")
    assert case.opened_on == date(2026, 11, 25)
    assert [row.id for row in school.cases.all()] == [case_id]


def test_a_second_open_case_is_refused(school: Store) -> None:
    school.cases.open(YARA)
    with pytest.raises(RuleError, match="al een open casus"):
        school.cases.open(YARA)
    assert len(school.cases.all(closed=True)) == 1


def test_a_closed_case_is_reopened_not_doubled(school: Store) -> None:
    """domain.md §5 step 10: re-opening must show the gap (S003)."""
    case_id = school.cases.open(YARA, on=OPENED)
    school.cases.close(case_id, "doelen gehaald", "weer elke dag in de les", on=CLOSED)
    assert school.cases.all() == ()
    with pytest.raises(RuleError, match="afgesloten casus"):
        school.cases.open(YARA)
    school.cases.reopen(case_id, "opnieuw verzuim", on=BACK)
    case = school.cases.get(case_id)
    assert (case.status, case.closed_on) == (CaseStatus.INTAKE, None)
    assert [(gap.closed_on, gap.reopened_on, gap.words) for gap in case.gaps] == [
        (CLOSED, BACK, "was 3 maanden uit de ondersteuning")
    ]
    with pytest.raises(RuleError, match="al open"):
        school.cases.reopen(case_id)


def test_closing_asks_a_reason_and_keeps_the_result(school: Store) -> None:
    """S004: every exit is evaluated."""
    case_id = school.cases.open(YARA)
    with pytest.raises(RuleError):
        school.cases.close(case_id, "  ")
    assert school.cases.get(case_id).closed_on is None
    school.cases.close(case_id, "andere school", "warm overgedragen")
    case = school.cases.get(case_id)
    assert (case.closed, case.close_reason, case.close_result) == (True, "andere school", "warm overgedragen")


def test_a_signal_waits_until_it_is_weighed(school: Store) -> None:
    late = school.cases.add_signal(YARA, " mentor ", " liep weg uit de les ")
    first = school.cases.add_signal(DAVI, "", "vaak moe", seen_on=date(2026, 11, 20))
    signals = school.cases.signals()
    assert [signal.id for signal in signals] == [first, late], "the oldest first"
    assert (signals[1].by, signals[1].text, signals[1].seen_on) == (
        "mentor", "liep weg uit de les", date(2026, 11, 25),
    )  # fmt: skip


@pytest.mark.parametrize("to", [Triage.MENTOR, Triage.COORDINATOR])
def test_a_signal_may_stay_with_the_mentor(school: Store, to: Triage) -> None:
    """domain.md §5: an aanmelding is not a signaal."""
    signal_id = school.cases.add_signal(YARA, "mentor", "stil in de klas")
    assert school.cases.triage(signal_id, to, "eerst een gesprek") == ""
    assert school.cases.all(closed=True) == () == school.cases.signals()
    kept = school.cases.signals(open_only=False)[0]
    assert (kept.triage, kept.triage_note, kept.triaged_on) == (to, "eerst een gesprek", date(2026, 11, 25))


@pytest.mark.parametrize("to", [Triage.SOT, Triage.DIRECT])
def test_to_the_sot_opens_a_case(school: Store, to: Triage) -> None:
    signal_id = school.cases.add_signal(YARA, "mentor", "vertelde over thuis")
    case_id = school.cases.triage(signal_id, to)
    assert [row.id for row in school.cases.all()] == [case_id]
    assert school.cases.get(case_id).status is CaseStatus.SIGNAL
    assert school.cases.signal(signal_id).case_id == case_id


def test_to_the_sot_joins_the_open_case(school: Store) -> None:
    case_id = school.cases.open(YARA)
    signal_id = school.cases.add_signal(YARA, "docent", "weer afwezig")
    assert school.cases.triage(signal_id, Triage.SOT) == case_id
    assert len(school.cases.all(closed=True)) == 1


def test_weighing_for_the_mentor_gives_no_case_though_there_is_one(school: Store) -> None:
    school.cases.open(YARA)
    signal_id = school.cases.add_signal(YARA, "docent", "huiswerk niet af")
    assert school.cases.triage(signal_id, Triage.MENTOR) == ""


def test_to_the_sot_reopens_a_closed_case_with_its_gap(school: Store) -> None:
    case_id = school.cases.open(YARA, on=OPENED)
    school.cases.close(case_id, "doelen gehaald", on=CLOSED)
    signal_id = school.cases.add_signal(YARA, "docent", "slaapt in de les")
    assert school.cases.triage(signal_id, Triage.SOT, on=BACK) == case_id
    assert [gap.closed_on for gap in school.cases.get(case_id).gaps] == [CLOSED]


def test_undo_takes_a_weighing_and_its_case_back_together(school: Store) -> None:
    signal_id = school.cases.add_signal(YARA, "docent", "slaapt in de les")
    school.cases.triage(signal_id, Triage.SOT)
    last = school.desk.to_undo()
    assert last is not None
    assert last.label == "signaal wegen"
    school.desk.undo(last.batch)
    assert school.cases.all(closed=True) == ()
    assert [signal.id for signal in school.cases.signals()] == [signal_id]


def test_details_of_a_signal_later(school: Store) -> None:
    signal_id = school.cases.add_signal(YARA, "", "slaapt in de les")
    school.cases.edit_signal(
        signal_id, by="docent", seen_on=date(2026, 11, 23), domain="welbevinden", told_home="moeder gebeld"
    )
    signal = school.cases.signal(signal_id)
    assert (signal.by, signal.seen_on, signal.domain, signal.told_home, signal.text) == (
        "docent", date(2026, 11, 23), "welbevinden", "moeder gebeld", "slaapt in de les",
    )  # fmt: skip
    with pytest.raises(ValueError, match="not editable"):
        school.cases.edit_signal(signal_id, triage="sot")
    for gone in (lambda: school.cases.signal("weg"), lambda: school.cases.triage("weg", Triage.SOT)):
        with pytest.raises(NotFound):
            gone()


def test_an_aanmelding_gives_the_case_its_hulpvraag(school: Store) -> None:
    """domain.md §5: a hulpvraag, what was tried and its effect, what parents and pupil know, the question."""
    case_id = school.cases.open(YARA)
    tried = (Tried("gesprek met mentor", "even rust"), Tried("andere plek"))
    referral = Referral(
        date(2026, 11, 24), "M. Bos", "Wat heeft Yara nodig?", "mentor", "Denk mee over de start", tried,
        parents_informed="ja", student_informed="ja",
    )  # fmt: skip
    school.cases.refer(case_id, referral)
    case = school.cases.get(case_id)
    assert case.referral is not None
    assert (case.referral.tried, case.referral.by, case.referral.parents_agreed) == (tried, "M. Bos", "")
    assert (case.status, case.question, case.request) == (
        CaseStatus.INTAKE, "Wat heeft Yara nodig?", "Denk mee over de start",
    )  # fmt: skip


def test_editing_the_head(school: Store) -> None:
    case_id = school.cases.open(YARA)
    school.cases.edit(case_id, level="basisplus", holder="E. van Loon", status=CaseStatus.INTERNAL)
    row = school.cases.of_student(YARA)
    assert row is not None
    assert (row.level, row.holder, row.status) == ("basisplus", "E. van Loon", CaseStatus.INTERNAL)
    with pytest.raises(ValueError, match="not editable"):
        school.cases.edit(case_id, closed_on="gisteren")


def test_the_list_goes_by_class_and_name_closed_ones_last(school: Store) -> None:
    davi, yara = school.cases.open(DAVI), school.cases.open(YARA)
    assert [row.id for row in school.cases.all()] == [yara, davi]
    school.cases.close(yara, "klaar")
    assert [row.id for row in school.cases.all(closed=True)] == [davi, yara]
    assert [row.id for row in school.cases.all()] == [davi]
    assert school.cases.of_student("niemand") is None
