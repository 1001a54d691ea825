"""Nieuw schooljaar in the store: it keeps who is followed and closes nothing (issue 4 point 11; domain.md §5, S003)."""

from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.people import StudentRow
from sotdesk.data.vault import Vault
from sotdesk.domain.attention import rows
from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.clock import Clock
from sotdesk.domain.errors import RuleError
from sotdesk.domain.roster import plan
from sotdesk.domain.school_year import Choice
from sotdesk.domain.students import Student
from sotdesk.domain.support import Support

AUGUST = datetime(2027, 8, 18, 9, 0)  # noqa: DTZ001  (local time)


@pytest.fixture
def at(vault: Vault) -> Store:
    """Yara (intern), Sem (nazorg), Lina (support without a case), Kees (left school), Noor (nothing at all)."""
    store = Store(vault.engine, Clock(lambda: AUGUST.astimezone()))
    store.students.add(
        [
            Student("yara", "1", "Yara", "", "Achterberg", "2H1"),
            Student("sem", "2", "Sem", "", "Bos", "1B4"),
            Student("lina", "3", "Lina", "", "Kamal", "2H1"),
            Student("kees", "4", "Kees", "", "Laan", "5V1", gone_since=date(2027, 7, 10)),
            Student("noor", "5", "Noor", "", "Niets", "1B4"),
        ]
    )
    store.cases.open("yara", status=CaseStatus.INTERNAL)
    store.cases.open("sem", status=CaseStatus.FOLLOW), store.cases.open("kees")
    store.support.save(
        Support(
            "", "lina", "training", date(2027, 1, 1), starts_on=date(2027, 2, 1), ends_on=date(2027, 7, 2)
        )
    )
    store.actions.add(ActionDraft("belt thuis"), student_ids=["yara"])
    return store


def followed(store: Store) -> dict[str, str]:
    year = store.years.ahead(2027)
    return {one.student.id: one.standing() for one in year.followed}


def offered(store: Store) -> list[str]:
    return [
        row.text for row in rows(store.attention.open(), store.clock.today()) if row.rule == "school_year"
    ]


def test_everyone_who_is_followed_is_there_and_nobody_else(at: Store) -> None:
    year = at.years.ahead(2027)
    assert [one.student.id for one in year.here] == ["sem", "yara", "lina"]
    assert [one.student.id for one in year.left] == ["kees"], "who left school stands apart"
    said = {one.student.id: one.why(at.clock.today()) for one in year.followed}
    assert said["sem"] == "volgen" and said["yara"] == "intern · 1 open afspraak"
    (lina,) = [one for one in year.here if one.student.id == "lina"]
    assert [s.name for s in year.ran_out(lina)] == ["training"]


def test_done_closes_nothing_and_vandaag_asks_no_more(at: Store, vault: Vault) -> None:
    assert offered(at) == ["4 leerlingen worden gevolgd: wie blijft?"]

    def whole() -> list[str]:
        with Session(vault.engine) as session:
            found = [*session.exec(select(CaseTable)), *session.exec(select(StudentRow))]
            return sorted(repr(row) for row in found)

    before, actions, supports = whole(), at.actions.all(), at.support.of_student("lina")
    at.years.finish(2027)
    assert whole() == before and at.actions.all() == actions and at.support.of_student("lina") == supports
    assert offered(at) == [] and at.years.ahead(2027).done_on == date(2027, 8, 18)
    last = at.desk.to_undo()
    assert last and last.label == "nieuw schooljaar: klaar"
    at.desk.undo(last.batch)
    assert offered(at) != []


def test_stopped_halfway_it_goes_on_where_it_was(at: Store, vault: Vault) -> None:
    at.years.choose(2027, "yara", Choice.STAYS)
    at.years.choose(2027, "kees", Choice.HANDED)
    later = Store(vault.engine, at.clock)
    assert followed(later) == {
        "sem": "blijft gevolgd", "lina": "blijft gevolgd", "yara": "blijft gevolgd", "kees": "nog overdragen"
    }  # fmt: skip
    assert [one.student.id for one in later.years.ahead(2027).followed if one.choice] == ["yara", "kees"]
    last = later.desk.to_undo()
    case = later.cases.of_student("kees")
    assert case
    later.cases.close(case.id, "van school")
    assert "kees" not in followed(later) and last is None, "another sitting undoes nothing of the one before"


def test_support_goes_on_only_to_a_later_day(at: Store) -> None:
    (support,) = at.support.of_student("lina")
    with pytest.raises(RuleError):
        at.years.extend(support.id, date(2027, 7, 2))
    at.years.extend(support.id, date(2027, 12, 18))
    assert at.support.get(support.id).ends_on == date(2027, 12, 18)
    year = at.years.ahead(2027)
    assert not any(year.ran_out(one) for one in year.followed)


def test_the_list_counts_when_it_is_of_the_new_year(at: Store) -> None:
    assert at.years.ahead(2027).list_read_on is None
    at.students.take_over(plan((), at.students.known(), at.clock.today(), frozenset()), at.clock.today())
    assert at.years.ahead(2027).list_read_on == date(2027, 8, 18)
    assert at.years.ahead(2028).list_read_on is None
