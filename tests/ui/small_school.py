"""A small invented school with a bit of everything, the same to the row, to look at whole screens.

Every row gets its id and its moment from here, so that nothing in a picture depends on chance or on the day.
"""

from datetime import date, datetime
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine
from tests.conftest import FAST_KDF, PASSPHRASE
from tests.ui.meeting_desk import DAY, KIND

from sotdesk.data.schema import build
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.tables import base
from sotdesk.data.vault import Vault
from sotdesk.domain.actions import Doer
from sotdesk.domain.cases import CaseStatus, Triage
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.contacts import Agency, Contact, Role
from sotdesk.domain.meetings import ItemKind, ItemState, Present
from sotdesk.domain.students import Student
from sotdesk.screens.meeting_line import ItemLine

YARA, SEM, LINA, SAMI, DAAN = "yara", "sem", "lina", "sami", "daan"
PUPILS = (
    Student(YARA, "040123", "Yara", "", "Achterberg", "2H1", date(2012, 3, 4), mentor="M. Bos"),
    Student(SEM, "040124", "Sem", "", "Bos", "1B4", date(2013, 9, 30)),
    Student(LINA, "040125", "Lina", "", "Kamal", "3M2", date(2011, 6, 1)),
    Student(SAMI, "040126", "Sami", "", "Kamal", "1B4", date(2013, 12, 24)),
    Student(DAAN, "040127", "Daan", "van", "Dijk", "3M2", date(2011, 1, 7)),
)
MENTOR = Doer("mentor (M. Bos)", role="mentor")


def count_ids(monkeypatch: pytest.MonkeyPatch, start: int = 1_000_000) -> None:
    """Ids that count up, above those of the small school: rows of one moment then always have one order."""
    made = count(start)
    monkeypatch.setattr(base, "uuid4", lambda: UUID(int=next(made)))


def make(path: Path) -> Path:
    """The small school in a vault of its own."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        count_ids(monkeypatch, 1)
        with Vault.create(path, PASSPHRASE, build=build, _kdf_iter=FAST_KDF) as vault:
            fill(vault.engine)
    return path


def at(engine: Engine, moment: str) -> Store:
    """The store as it is used at `2026-11-04T13:00`, local time."""
    return Store(engine, fixed_at(datetime.fromisoformat(moment)))


def fill(engine: Engine) -> None:
    """A school of five pupils, with a SOT three weeks ago (adopted) and one today (planned)."""
    store = at(engine, "2026-10-26T09:00")
    me = _people(store)
    store.school.save_head("Lyceum De Linde", "E. Vos", "Magister")
    store.students.add(PUPILS)
    case_id = store.cases.open(
        YARA, question="Hoe komt Yara weer in de les?", question_by="mentor", holder="N. Smit"
    )
    store.cases.edit(case_id, status=CaseStatus.INTERNAL, level="basisplus", what_works="muziek, korte taken")
    closed = at(engine, "2026-10-27T10:00").cases.open(DAAN, question="Rust na de verhuizing?")
    at(engine, "2026-11-10T10:00").cases.close(
        closed, "hulpvraag beantwoord", "gaat weer elke dag naar school"
    )
    kind_id = store.school.save_kind(KIND)
    _meeting_before(engine, kind_id)
    _between(engine, me)
    later = at(engine, "2026-11-19T15:00")
    today = later.meetings.plan(kind_id, DAY, place="lokaal 112")
    later.meetings.add_item(
        today, kind=ItemKind.PROGRESS, minutes=10, student_ids=[YARA], request="past een vaste plek bij Yara?"
    )
    later.meetings.add_item(today, kind=ItemKind.NEW, minutes=20, student_ids=[SEM])


def _people(store: Store) -> str:
    """The school's people; gives the coordinator's id."""
    me = store.contacts.save(Contact("", "E. Vos", (Role("oco"),)))
    store.contacts.save(Contact("", "N. Smit", (Role("smw"),)))
    store.contacts.save(Contact("", "K. Dam", (Role("svk"),), working_days=(0, 1)))
    store.contacts.save(Contact("", "M. Bos", (Role("mentor", classes=("2H1",)),)))
    store.contacts.save_agency(Agency("", "Wijkteam Noord"))
    return me


def _meeting_before(engine: Engine, kind_id: str) -> None:
    """The SOT of three weeks ago, with what was said about Yara."""
    store = at(engine, "2026-11-04T13:00")
    meeting_id = store.meetings.plan(kind_id, date(2026, 11, 4), place="lokaal 112")
    store.meetings.add_item(meeting_id, kind=ItemKind.NEW, minutes=20, student_ids=[YARA])
    start(engine, meeting_id, "2026-11-04T13:00")
    keep(engine, meeting_id, "2026-11-04T13:05", "blijft weg bij de gymles", "ou: slaapt slecht")
    keep(
        engine, meeting_id, "2026-11-04T13:09", "! vaste plek in de klas", "@smw huisbezoek >13 nov >>25 nov"
    )
    at(engine, "2026-11-04T14:00").table.close(meeting_id)
    at(engine, "2026-11-05T09:00").meetings.adopt(meeting_id)


def today(engine: Engine) -> str:
    """The id of today's meeting."""
    meeting = at(engine, "2026-11-25T09:00").meetings.on(DAY)
    assert meeting
    return meeting.id


def run(engine: Engine) -> str:
    """Starts today's meeting, and keeps half an hour of it, at Yara's item; gives its id."""
    meeting_id = today(engine)
    start(engine, meeting_id, "2026-11-25T13:00")
    keep(
        engine, meeting_id, "2026-11-25T13:07", "moeder belt vaker zelf", "ll: durft weer een beurt te geven"
    )
    keep(engine, meeting_id, "2026-11-25T13:12", "! stoppen met de training", "@mentor belt Lina Kamal >di")
    keep(engine, meeting_id, "2026-11-25T13:15", "@Pietersen zoekt een plek >vr", "@smw belt de gemeente")
    keep(engine, meeting_id, "2026-11-25T13:24", "( vader is ziek")
    return meeting_id


def end(engine: Engine, meeting_id: str) -> None:
    """Drops what is still open and closes the meeting: its report is a concept."""
    store = at(engine, "2026-11-25T14:00")
    for item in store.meetings.get(meeting_id).items:
        if item.state is ItemState.OPEN and not item.fixed:
            store.table.drop(item.id)
    store.table.close(meeting_id)


def start(engine: Engine, meeting_id: str, moment: str) -> None:
    """Starts a meeting with N. Smit at the table."""
    store = at(engine, moment)
    smw = next(contact for contact in store.contacts.all() if contact.has_role("smw"))
    store.table.start(meeting_id, [Present("", "SMW (N. Smit)", "smw", smw.id, joined_at=store.clock.now())])


def keep(engine: Engine, meeting_id: str, moment: str, *lines: str, pupil: str = YARA) -> None:
    """Keeps typed lines at a pupil's item, as the line of the meeting reads them."""
    store = at(engine, moment)
    meeting = store.meetings.get(meeting_id)
    item = next(each for each in meeting.items if any(s.id == pupil for s in each.students))
    at_item = ItemLine.at(store, meeting, item, (), False)
    for line in lines:
        store.table.keep(item.id, at_item.read(line))


def _between(engine: Engine, me: str) -> None:
    """What happened between the two meetings: signals and agreements."""
    store = at(engine, "2026-11-18T11:30")
    signal = store.cases.add_signal(YARA, "mentor", "komt weer twee uur te laat", seen_on=date(2026, 11, 17))
    store.cases.triage(signal, Triage.SOT, "past bij de hulpvraag")
    waits = store.cases.add_signal(SAMI, "mentor", "is vaak ziek op maandag", domain="gezondheid")
    store.cases.triage(waits, Triage.SOT)
    at(engine, "2026-11-23T08:45").cases.add_signal(
        LINA, "docent Frans", "valt stil in de groep", domain="welbevinden"
    )
    for due, text, doer in (
        (date(2026, 11, 20), "gesprek met de ouders van Yara", MENTOR),
        (date(2026, 11, 25), "bel het wijkteam", Doer("OCO (E. Vos)", me, "oco")),
        (date(2026, 12, 4), "rooster van Yara nalopen", MENTOR),
    ):
        store.actions.add(ActionDraft(text, (doer,), due=due), student_ids=[YARA])
    store.actions.add(
        ActionDraft("brief naar huis", (Doer("Pietersen"),), due_words="z.s.m."), student_ids=[SEM]
    )
