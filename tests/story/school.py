"""The school of one meeting, moment by moment (meeting-story.md): its pupils, people, cases and the meeting before.

All people are fictional. The vault is marked as a practice school, so that the real program takes its clock from
the file that SOTDESK_TEST_CLOCK names.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import Engine

from sotdesk.data import schema
from sotdesk.data.demo import MADE_FOR, PASSPHRASE
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.calendar import Moment, Period, SchoolCalendar
from sotdesk.domain.cases import CaseStatus, Guardian, Referral
from sotdesk.domain.clock import Clock
from sotdesk.domain.contacts import Contact, Role, School
from sotdesk.domain.meetings import FixedItem, ItemKind, MeetingKind, Present
from sotdesk.domain.students import Student
from sotdesk.screens.meeting_line import ItemLine

BEFORE, TODAY, AFTER = date(2026, 11, 4), date(2026, 11, 25), date(2026, 12, 16)

CALENDAR = SchoolCalendar(
    holidays=(
        Period("herfstvakantie", date(2026, 10, 17), date(2026, 10, 25)),
        Period("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
        Period("voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28)),
        Period("zomervakantie", date(2027, 7, 10), date(2027, 8, 22)),
    ),
    moments=(Moment("rapportvergadering", date(2027, 1, 25)),),
)

SEM = Student("sem", "041101", "Sem", "", "Brouwer", "1B4", date(2014, 2, 11), "J. de Wit", "Rotterdam")
YARA = Student("yara", "041102", "Yara", "", "Achterberg", "2H1", date(2012, 9, 3), "M. Bos", "Rotterdam")
DAVI = Student("davi", "041103", "Davi", "", "Pinas", "3M2", date(2011, 6, 20), "K. Vos", "Albrandswaard")
LINA = Student("lina", "041104", "Lina", "", "Karimi", "2H1", date(2013, 1, 8), "M. Bos", "Rotterdam")
SAMI = Student("sami", "041105", "Sami", "", "Karimi", "4V1", date(2010, 5, 30), "H. Dekker", "Rotterdam")
ILIAS = Student("ilias", "041106", "Ilias", "", "Rahali", "3H2", date(2011, 12, 1), "P. Lammers", "Rotterdam")
FENNA = Student("fenna", "041107", "Fenna", "de", "Groot", "1B4", date(2014, 4, 17), "J. de Wit", "Rotterdam")
KEES = Student(
    "kees", "041108", "Kees", "van der", "Linden", "4V1", date(2010, 8, 9), "H. Dekker", "Rotterdam"
)
OMAR = Student("omar", "041109", "Omar", "", "Tahiri", "3H2", date(2011, 3, 3), "P. Lammers", "Rotterdam")
NINA = Student("nina", "041110", "Nina", "de", "Wolf", "4V1", date(2010, 10, 28), "H. Dekker", "Rotterdam")
PUPILS = (SEM, YARA, DAVI, LINA, SAMI, ILIAS, FENNA, KEES, OMAR, NINA)

PEOPLE = (
    Contact("", "E. van Loon", (Role("oco"),)),
    Contact("", "N. Smit", (Role("smw"),), told_by="mondeling"),
    Contact("", "R. Vaal", (Role("svk"),), internal=False, organisation="Schoolveiligheid"),
    Contact("", "T. Ooms", (Role("psycholoog"),)),
    Contact("", "S. Kraan", (Role("lpa", municipalities=("Rotterdam",)),), internal=False, told_by="veilige mail"),
    Contact("", "B. Mulder", (Role("lpa", municipalities=("Albrandswaard",)),), internal=False, told_by="veilige mail"),
    Contact("", "A. Postma", (Role("coordinator", departments=("onderbouw",)),), told_by="mondeling"),
    Contact("", "C. Ritsema", (Role("coordinator", departments=("bovenbouw",)),), told_by="mondeling"),
    Contact("", "J. de Wit", (Role("mentor", classes=("1B4",)),), told_by="in Magister"),
    Contact("", "M. Bos", (Role("mentor", classes=("2H1",)),), told_by="in Magister"),
    Contact("", "K. Vos", (Role("mentor", classes=("3M2",)),), told_by="in Magister"),
    Contact("", "P. Lammers", (Role("mentor", classes=("3H2",)),), told_by="in Magister"),
    Contact("", "H. Dekker", (Role("mentor", classes=("4V1",)),), told_by="in Magister"),
)  # fmt: skip

QUESTIONS: Mapping[str, str] = {
    "sem": "Wat helpt Sem om voor de klas te durven spreken?",
    "yara": "Wat heeft Yara nodig om weer naar de les te gaan?",
    "lina": "Hoe komt Lina op tijd op school?",
    "sami": "Hoe komt Sami op tijd op school?",
    "ilias": "Wat heeft Ilias nodig om zijn werk af te maken?",
    "fenna": "Hoe blijft Fenna bij haar groep?",
    "kees": "Wat helpt Kees om hulp te vragen?",
    "omar": "Wat heeft Omar nodig in de pauzes?",
    "nina": "Hoe houdt Nina haar rooster vol?",
}
DAVI_QUESTION = "Wat heeft Davi nodig om naar school te komen?"
STATUS: Mapping[str, CaseStatus] = {
    "fenna": CaseStatus.FOLLOW,
    "ilias": CaseStatus.EXTERNAL,
    "sami": CaseStatus.INTERNAL,
}

LINES_BEFORE: Mapping[str, Sequence[str]] = {
    "sem": (
        "faalangsttraining loopt sinds de herfstvakantie",
        "@mentor belt ouders >vr 20 nov",
        "@T. Ooms faalangsttraining afronden >wo 18 nov >>wo 25 nov",
    ),
    "yara": ("@smw intake >di 17 nov", "@mentor gesprek ouders >vr 20 nov"),
    "ilias": ("@mentor planner samen bijhouden >do 19 nov",),
    "fenna": ("@mentor vaste plek in de klas >ma 23 nov",),
    "kees": ("@T. Ooms gesprekken over hulp vragen >ma 23 nov >>wo 25 nov",),
    "sami": ("komt op tijd sinds oktober",),
    "nina": ("@mentor rooster nakijken >ma 9 nov", "@A. Postma belt ouders >do 12 nov"),
}


def make(path: Path, *, kdf_iter: int | None = None) -> None:
    """The vault as it is on the morning of the meeting: last meeting a concept, today's half an agenda."""
    Vault.create(path, PASSPHRASE, build=_build, _kdf_iter=kdf_iter).close()


def _build(engine: Engine) -> None:
    schema.build(engine)
    moment = [datetime.combine(BEFORE, time(9)).astimezone()]
    store = Store(engine, Clock(lambda: moment[0]))

    def at(day: date, when: time) -> None:
        moment[0] = datetime.combine(day, when).astimezone()

    kind_id = _school(store)
    _cases(store)
    at(BEFORE, time(13))
    _meeting_before(store, kind_id)
    at(date(2026, 11, 17), time(15))
    intake = next(a for a in store.actions.all() if a.text == "intake")
    store.actions.settle(intake.id, type(intake.state).DONE)
    at(TODAY, time(12, 30))
    _plan(store, kind_id)
    store.school.set(MADE_FOR, TODAY.isoformat())


def _school(store: Store) -> str:
    for person in PEOPLE:
        store.contacts.save(person)
    me = next(c for c in store.contacts.all() if c.name == "E. van Loon")
    store.school.save_school(School("OSG De Boomgaard", me.name, me.id))
    store.school.save_calendar(CALENDAR)
    store.students.add(PUPILS)
    store.students.set_family([LINA.id, SAMI.id])
    store.students.save_guardian(YARA.id, Guardian("", "W. Achterberg", "moeder"))
    store.students.save_guardian(DAVI.id, Guardian("", "O. Pinas", "vader"))
    members = ("oco", "smw", "svk", "psycholoog")
    fixed = (FixedItem("Opening, verslag vorige keer", 5), FixedItem("Rondvraag en sluiting", 5, last=True))
    return store.school.save_kind(
        MeetingKind(
            "", "Schoolondersteuningsteam", "SOT", members=members, every_weeks=3, weekday=2, fixed=fixed
        )
    )


def _cases(store: Store) -> None:
    for student_id, question in QUESTIONS.items():
        case_id = store.cases.open(student_id, status=CaseStatus.INTAKE)
        referral = Referral(date(2026, 10, 12), "mentor", question, "mentor")
        store.cases.refer(case_id, referral)
        if student_id in STATUS:
            store.cases.set_status(case_id, STATUS[student_id])


def _meeting_before(store: Store, kind_id: str) -> None:
    meeting_id = store.meetings.plan(kind_id, BEFORE, place="lokaal 112")
    for student_id in (*LINES_BEFORE, "omar"):
        store.meetings.add_item(meeting_id, kind=ItemKind.PROGRESS, minutes=10, student_ids=[student_id])
    here = store.clock.now()
    smw = next(c for c in store.contacts.all() if c.name == "N. Smit")
    store.table.start(meeting_id, [Present("", smw.label, "smw", smw.id, here)])
    for item in store.meetings.get(meeting_id).items:
        for line in LINES_BEFORE.get(item.students[0].id if item.students else "", ()):
            meeting = store.meetings.get(meeting_id)
            grammar = ItemLine.at(store, meeting, item, [], has_action=False)
            store.table.keep(item.id, grammar.read(line))
    omar = next(i for i in store.meetings.get(meeting_id).items if i.students == (OMAR,))
    store.table.carry(omar.id, TODAY)
    store.table.close(meeting_id)


def _plan(store: Store, kind_id: str) -> None:
    """Today's agenda with who is new already on it, and the meeting after it."""
    today = store.meetings.plan(kind_id, TODAY, start=time(13), minutes=90, place="lokaal 112")
    store.meetings.plan(kind_id, AFTER, start=time(13), minutes=90, place="lokaal 112")
    davi = store.cases.open("davi", status=CaseStatus.INTAKE)
    store.cases.refer(davi, Referral(date(2026, 11, 20), "mentor", DAVI_QUESTION, "mentor"))
    store.meetings.add_item(today, kind=ItemKind.NEW, minutes=20, student_ids=["davi"])
    store.meetings.add_item(today, kind=ItemKind.PROGRESS, minutes=15, student_ids=["lina"])
