"""Exchanges in a real encrypted file: kept, taken back with what was already given, and no ground any more (§11)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sotdesk.data.store import Store
from sotdesk.data.store.contacts import all_contacts
from sotdesk.data.store.feedback_read import grounds_of
from sotdesk.data.store.meeting_read import read_meeting, row_of
from sotdesk.data.tables.feedback import ToldRow
from sotdesk.data.tables.handover import HandedOutRow
from sotdesk.data.vault import Vault
from sotdesk.domain.attention import rows
from sotdesk.domain.clock import Clock
from sotdesk.domain.consents import ConsentState
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.errors import RuleError
from sotdesk.domain.exchanges import Exchange, Standing, standing
from sotdesk.domain.finding import address_of
from sotdesk.domain.meetings import ItemKind, MeetingKind, Present
from sotdesk.domain.students import Student

DAY = date(2026, 11, 25)
FULL = Exchange(
    "", "SVK (R. Vaal)", giver="moeder", purpose="meedenken", data="verzuim", proof="formulier ma 12 okt",
    valid_from=date(2026, 10, 12),
)  # fmt: skip


class School:
    """Yara and, at the table of today's SOT about her, the SVK."""

    def __init__(self, vault: Vault) -> None:
        self.now = [datetime(2026, 11, 25, 13, 0).astimezone()]
        self.store = store = Store(vault.engine, Clock(lambda: self.now[0]))
        self.svk = store.contacts.save(Contact("", "R. Vaal", (Role("svk"),), internal=False))
        store.students.add([Student("yara", "1", "Yara", "", "Achterberg", "2H1", date(2010, 11, 26))])
        store.cases.open("yara")
        kind = store.school.save_kind(MeetingKind("", "SOT", "SOT"))
        self.meeting_id = store.meetings.plan(kind, DAY)
        self.item_id = store.meetings.add_item(
            self.meeting_id, kind=ItemKind.NEW, minutes=10, student_ids=["yara"]
        )
        store.table.start(self.meeting_id, [Present(self.svk, "SVK (R. Vaal)", "svk", joined_at=self.now[0])])

    @property
    def without(self) -> list[str]:
        """Who is at the table without a ground."""
        meeting = self.store.meetings.get(self.meeting_id)
        item = meeting.item(self.item_id)
        assert item
        return [each.person.short for each in self.store.consents.ungrounded(meeting, item)]

    def asked(self) -> list[str]:
        found = rows(self.store.attention.open(), self.store.clock.today())
        return [f"{row.words} {row.when}: {row.text}" for row in found if row.rule.startswith("consent")]


@pytest.fixture
def school(vault: Vault) -> School:
    return School(vault)


def test_an_exchange_outside_a_meeting_is_a_ground_until_it_is_taken_back(school: School) -> None:
    """S004, P77: at the table an exchange counts while it holds, and no longer."""
    store = school.store
    assert school.without == ["SVK"]
    key = store.exchanges.save("yara", FULL)
    (kept,) = store.exchanges.of_student("yara")
    assert (kept.contact_id, kept.receiver_role, kept.complete) == (school.svk, "svk", True)
    assert school.without == []
    store.exchanges.save("yara", replace(FULL, id=key, valid_until=date(2026, 11, 24)))
    assert school.without == ["SVK"], "expired"
    store.exchanges.save("yara", replace(FULL, id=key))
    store.exchanges.withdraw(key, date(2026, 11, 24))
    assert school.without == ["SVK"]
    with pytest.raises(RuleError, match="Alleen wat gegeven is"):
        store.exchanges.withdraw(key, DAY)
    undoable = store.desk.to_undo()
    assert undoable
    store.desk.undo(undoable.batch)
    assert school.without == []


def test_from_his_sixteenth_birthday_the_pupil_is_asked_and_the_parents_consent_is_no_ground(
    school: School,
) -> None:
    """domain.md §3 (S004, P73, P74)."""
    store = school.store
    key = store.exchanges.save("yara", FULL)
    assert (school.without, school.asked()) == ([], [])
    school.now[0] += timedelta(days=1)
    assert school.without == ["SVK"]
    assert school.asked() == ["Leerling is 16, sinds vandaag: toestemming voor SVK (R. Vaal)"]
    store.exchanges.save("yara", replace(FULL, giver="leerling", valid_from=None))
    assert (school.without, school.asked()) == ([], [])
    first = next(c for c in store.exchanges.of_student("yara") if c.id == key)
    assert standing(first, date(2010, 11, 26), store.clock.today()) is Standing.AGAIN


def test_feedback_reads_no_ground_in_what_was_refused_or_taken_back(school: School) -> None:
    """S004: a refusal after a consent ends it; what was said last counts."""
    store = school.store

    def grounds() -> frozenset[tuple[str, str]]:
        with store.shared.reading() as session:
            meeting = read_meeting(session, row_of(session, school.meeting_id))
            return grounds_of(session, meeting, all_contacts(session))

    store.exchanges.save("yara", FULL)
    assert grounds() == {("yara", f"contact:{school.svk}")}
    school.now[0] += timedelta(minutes=1)
    refused = replace(FULL, state=ConsentState.REFUSED, purpose="", data="", proof="")
    second = store.exchanges.save("yara", refused)
    assert grounds() == frozenset()
    store.exchanges.save("yara", replace(refused, id=second, state=ConsentState.ASKED))
    assert grounds() == {("yara", f"contact:{school.svk}")}, "a question ends nothing"


def test_taking_it_back_shows_what_the_receiver_already_has(school: School, vault: Vault) -> None:
    """Issue 4 point 6: withdrawn shows what was already given."""
    store = school.store
    key = store.exchanges.save("yara", FULL)
    with store.shared.writing("verteld") as session:
        session.add(
            ToldRow(
                meeting_id=school.meeting_id, student_id="yara", recipient=f"contact:{school.svk}",
                label="R. Vaal", way="veilige mail", at=school.now[0],
            )
        )  # fmt: skip
        session.add(
            HandedOutRow(student_id="yara", what="handelingsplan", receiver="R. Vaal", at=school.now[0])
        )
        session.add(HandedOutRow(student_id="yara", what="plan", receiver="N. Smit", at=school.now[0]))
    given = [one.what for one in store.exchanges.withdraw(key, DAY)]
    assert given == [
        "terugkoppeling van SOT (0 regels besproken), veilige mail",
        "handelingsplan uitgegeven",
        "SOT: zat aan tafel toen dit punt werd besproken",
    ]
    (svk,) = store.meetings.get(school.meeting_id).present
    store.consents.send_away(school.item_id, svk)
    assert "aan tafel" not in " ".join(one.what for one in store.exchanges.given(key)), (
        "sent out for this item"
    )


def test_what_was_asked_waits_for_an_answer(school: School) -> None:
    store = school.store
    key = store.exchanges.save("yara", Exchange("", "wijkteam", ConsentState.ASKED))
    assert school.asked() == ["Toestemming gevraagd vandaag: voor wijkteam, nog geen antwoord"]
    school.now[0] += timedelta(days=2)
    with pytest.raises(RuleError, match="waarvoor, welke gegevens, hoe vastgelegd, van wie"):
        store.exchanges.save("yara", Exchange(key, "wijkteam"))
    store.exchanges.save("yara", Exchange(key, "wijkteam", ConsentState.REFUSED, giver="vader"))
    assert school.asked() == []
    (kept,) = store.exchanges.of_student("yara")
    assert (kept.receiver_role, kept.at.date()) == ("wijkteam", date(2026, 11, 27)), "the answer is of today"


def test_it_stands_in_the_timeline_and_is_found(school: School) -> None:
    store = school.store
    key = store.exchanges.save("yara", replace(FULL, purpose="aanmelding bij de kookgroep"))
    store.exchanges.withdraw(key, DAY)
    case = store.cases.of_student("yara")
    assert case
    said = [(e.day, e.text) for e in store.cases.get(case.id).timeline if e.kind == "toestemming"]
    assert said == [
        (DAY, "toestemming voor SVK (R. Vaal) ingetrokken"),
        (
            date(2026, 10, 12),
            "toestemming van moeder voor SVK (R. Vaal): aanmelding bij de kookgroep (verzuim)",
        ),
    ]
    (hit,) = store.finding.find("kookgroep")
    assert (hit.word, address_of(hit)) == ("toestemming", ("consents", "yara", key))
