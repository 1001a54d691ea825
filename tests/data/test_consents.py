"""Consent in a real encrypted file: completed, counted as a ground, asked by an agreement (domain.md §3, §11)."""

from datetime import date, datetime, timedelta

import pytest

from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.capture_names import Person
from sotdesk.domain.cases import CaseStatus, Referral
from sotdesk.domain.clock import Clock
from sotdesk.domain.dates import Frame
from sotdesk.domain.errors import RuleError
from sotdesk.domain.grounds import Need
from sotdesk.domain.meetings import FixedItem, ItemKind, MeetingKind, Present
from sotdesk.domain.students import Student

DAY = date(2026, 11, 25)
MOTHER = Person("role:g1", "moeder", ("moeder",), "moeder")
SVK = Person("role:svk", "SVK", ("svk",), "svk")


class Sitting:
    """A running SOT about Yara, with the SVK at the table."""

    def __init__(self, vault: Vault) -> None:
        self.now = [datetime(2026, 11, 25, 13, 0).astimezone()]
        self.store = Store(vault.engine, Clock(lambda: self.now[0]))
        store = self.store
        kind = store.school.save_kind(MeetingKind("", "SOT", "SOT", fixed=(FixedItem("Opening", 5),)))
        store.students.add([Student("yara", "1", "Yara", "", "Achterberg", "2H1", date(2012, 9, 3))])
        self.case = store.cases.open("yara", status=CaseStatus.INTERNAL)
        self.meeting_id = store.meetings.plan(kind, DAY)
        self.item_id = store.meetings.add_item(
            self.meeting_id, kind=ItemKind.NEW, minutes=10, student_ids=["yara"]
        )
        store.table.start(self.meeting_id, [Present("", "SVK (R. Vaal)", "svk", joined_at=self.now[0])])

    def type(self, words: str, asks: tuple[Present, ...] = ()) -> str:
        self.now[0] += timedelta(minutes=1)
        store = self.store
        table = Table(
            Frame(DAY, store.school.calendar()), (MOTHER, SVK), outcomes=store.school.outcomes(),
            facts=store.table.facts(self.item_id),
        )  # fmt: skip
        return store.table.keep(self.item_id, read(words, table), asks)[0].capture_id

    @property
    def without(self) -> list[str]:
        meeting = self.store.meetings.get(self.meeting_id)
        item = meeting.item(self.item_id)
        assert item
        return [each.person.short for each in self.store.consents.ungrounded(meeting, item)]

    @property
    def svk(self) -> Present:
        (person,) = self.store.meetings.get(self.meeting_id).present
        return person


@pytest.fixture
def sitting(vault: Vault) -> Sitting:
    return Sitting(vault)


def test_a_consent_is_completed_and_stays_so_when_its_line_is_corrected(sitting: Sitting) -> None:
    capture = sitting.type("toest: moeder, svk")
    (consent,) = sitting.store.consents.of_meeting(sitting.meeting_id)
    full = {"giver": "moeder", "receiver": "SVK", "purpose": "meedenken", "proof": "mondeling"}
    with pytest.raises(RuleError, match="welke gegevens"):
        sitting.store.consents.complete(consent.id, data=" ", **full)
    sitting.store.consents.complete(consent.id, data="verzuim", until=date(2027, 7, 1), **full)
    done = sitting.store.consents.get(consent.id)
    assert (done.complete, done.lacks, done.valid_until) == (True, (), date(2027, 7, 1))
    frame = Frame(DAY, sitting.store.school.calendar())
    reading = read("toest: moeder, svk, alleen nu", Table(frame, (MOTHER, SVK)))
    sitting.store.table.correct(capture, reading)
    (again,) = sitting.store.consents.of_meeting(sitting.meeting_id)
    assert (again.purpose, again.data, again.complete) == ("alleen nu", "verzuim", True)


def test_consent_in_a_line_is_the_ground_and_goes_with_it(sitting: Sitting) -> None:
    assert sitting.without == ["SVK"]
    capture = sitting.type("toest: moeder, svk")
    assert sitting.without == []
    sitting.store.table.remove(capture)
    assert sitting.without == ["SVK"]


def test_the_aanmelding_that_home_agreed_to_is_a_ground_for_a_standing_partner(sitting: Sitting) -> None:
    sitting.store.cases.refer(sitting.case, Referral(DAY, "mentor", "vraag", "mentor", parents_agreed="ja"))
    assert sitting.without == []


def test_the_school_can_change_what_a_role_needs(sitting: Sitting) -> None:
    sitting.store.consents.save_need("svk", Need.NONE)
    assert sitting.without == []


def test_asked_away_anonymous_or_another_ground_and_each_undone_in_one_step(sitting: Sitting) -> None:
    store, item = sitting.store, sitting.item_id
    sitting.type("@svk toestemming vragen: SVK >vr", (sitting.svk,))
    assert [c.state.value for c in store.consents.of_student("yara")] == ["asked"]
    store.consents.send_away(item, sitting.svk)
    assert sitting.without == []
    store.consents.bring_back(item, sitting.svk.who)
    assert sitting.without == ["SVK"]
    store.consents.discuss_anonymously(item, on=True)
    assert sitting.without == []
    store.desk.undo(store.desk.to_undo().batch)  # type: ignore[union-attr]
    assert sitting.without == ["SVK"]
    store.consents.record(item, sitting.svk, "wettelijke plicht", "leerplicht")
    assert sitting.without == []
    store.desk.undo(store.desk.to_undo().batch)  # type: ignore[union-attr]
    assert sitting.without == ["SVK"]


def test_withdrawn_consent_is_no_ground(sitting: Sitting) -> None:
    sitting.type("toest: moeder, svk")
    (consent,) = sitting.store.consents.of_student("yara")
    sitting.now[0] += timedelta(minutes=1)
    sitting.store.consents.withdraw(consent.id)
    assert sitting.without == ["SVK"]


def test_a_case_that_uit_afsluiten_named_waits_for_its_form(sitting: Sitting) -> None:
    capture = sitting.type("uit: afsluiten")
    (to_close,) = sitting.store.consents.to_close(sitting.meeting_id)
    assert (to_close.item_id, to_close.case_id) == (sitting.item_id, sitting.case)
    sitting.store.table.remove(capture)
    assert sitting.store.consents.to_close(sitting.meeting_id) == ()
    sitting.type("uit: afsluiten")
    sitting.store.cases.close(sitting.case, "doel behaald")
    assert sitting.store.consents.to_close(sitting.meeting_id) == ()
