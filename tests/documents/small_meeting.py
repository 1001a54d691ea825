"""A small SOT meeting through the real store: one line of every kind, open, besloten and only for the coordinator.

Nothing is tested here. The words of each line are unique, so that a test can say which output holds which.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.domain.actions import Doer
from sotdesk.domain.calendar import Period, SchoolCalendar
from sotdesk.domain.capture import Person, Table, read
from sotdesk.domain.cases import Referral
from sotdesk.domain.clock import Clock
from sotdesk.domain.contacts import Contact, Role, School
from sotdesk.domain.dates import Frame
from sotdesk.domain.meetings import FixedItem, ItemKind, MeetingKind, Present
from sotdesk.domain.outcomes import shipped
from sotdesk.domain.students import Student

DAY = date(2026, 11, 25)
CALENDAR = SchoolCalendar(holidays=(Period("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),))

YARA = Student("yara", "040123", "Yara", "", "Aydın", "2H1")
KEES = Student("kees", "040124", "Kees", "van der", "Linden", "4V1")
LINA, SAMI = (
    Student("lina", "1", "Lina", "", "Karimi", "2H1"),
    Student("sami", "2", "Sami", "", "Karimi", "4V1"),
)
ROOS = Student("roos", "3", "Roos", "", "Hendriks", "3H1")
OMAR = Student("omar", "4", "Omar", "", "Tahiri", "3H2")
PUPILS = (YARA, KEES, LINA, SAMI, ROOS, OMAR)

OPEN_LINES = (
    "Yara's moeder weet van het verzuim; zit naast Omar",
    "ll: 'ik wil wel, maar Yara durft niet'",
    "ou: slaapt slecht",
    "ev: deels, komt vaker op tijd",
    "* vaste plek vooraan",
    "! aanmelden wijkteam",
    "@smw huisbezoek plannen >di >>9 dec #thuis",
    "@mentor gesprek over rooster >na de kerstvakantie",
    "@pietersen: sporten na school >zsm",
    "toest: moeder, wijkteam",
    "uit: volgen",
)
RESTRICTED_LINES = ("( moeder is ziek", "(ll: wil niet dat vader dit weet", "(@smw belt de huisarts >vr")
OPEN_QUESTION = "? wie heeft gezag"
OWN_LINES = ("(( vermoeden bespreken", "((? vraag voor mezelf", "((@ik dossier nakijken >vr")


@dataclass
class Meeting:
    """The meeting and what a test needs to go on with it."""

    store: Store
    clock: Clock
    id: str
    items: dict[str, str]
    earlier: list[str] = field(default_factory=list)
    set_time: Callable[[time, date], None] = lambda at, day: None

    def keep(self, item: str, *lines: str) -> None:
        """Types lines at an item, as the capture line reads them."""
        for line in lines:
            self.store.table.keep(self.items[item], read(line, table(self.store)))


def table(store: Store) -> Table:
    """What the capture line knows at this table."""
    ids = {contact.name: contact.id for contact in store.contacts.all()}
    people = (
        Person(ids["N. Smit"], "SMW (N. Smit)", ("smw", "n. smit"), "smw", True),
        Person(ids["M. Bos"], "mentor (M. Bos)", ("mentor", "m. bos"), "mentor"),
        Person("role:moeder", "moeder", ("moeder",), "moeder"),
    )
    return Table(Frame(DAY, CALENDAR), people, (), tuple(range(1, 9)), True, (), shipped())


def hold(engine_store: Store) -> Meeting:
    """Holds the meeting of wo 25 nov 13:00 and closes it at 14:20."""
    moment = [datetime.combine(DAY, time(9)).astimezone()]
    clock = Clock(lambda: moment[0])
    store = Store(engine_store.shared.engine, clock)

    def at(when: time, day: date = DAY) -> None:
        moment[0] = datetime.combine(day, when).astimezone()

    kind = _school(store)
    at(time(9), DAY - timedelta(weeks=3))
    earlier = _before(store)
    at(time(12))
    meeting = store.meetings.plan(kind, DAY, place="lokaal 112")
    items = {
        "yara": store.meetings.add_item(
            meeting, kind=ItemKind.PROGRESS, minutes=10, student_ids=["yara"], request="Kan Yara terug?"
        ),
        "twins": store.meetings.add_item(
            meeting, kind=ItemKind.NEW, minutes=15, student_ids=["lina", "sami"]
        ),
        "kees": store.meetings.add_item(meeting, kind=ItemKind.NEW, minutes=20, student_ids=["kees"]),
        "class": store.meetings.add_item(
            meeting, kind=ItemKind.GENERAL, minutes=5, title="Sfeer na ruzie Roos en Omar"
        ),
    }  # fmt: skip
    items["opening"] = store.meetings.get(meeting).items[0].id
    held = Meeting(store, clock, meeting, items, earlier, at)
    _talk(held, at)
    return held


def _school(store: Store) -> str:
    store.school.save_school(School("Lyceum De Lindehof", "A. Vermeer"))
    store.school.save_calendar(CALENDAR)
    store.students.add(PUPILS)
    smw = Contact("", "N. Smit", (Role("smw"),))
    store.contacts.save(smw)
    store.contacts.save(Contact("", "M. Bos", (Role("mentor", classes=("2H1",)),)))
    return store.school.save_kind(
        MeetingKind("", "SOT intern", "SOT", fixed=(FixedItem("Opening, verslag van de vorige keer", 5),))
    )


def _before(store: Store) -> list[str]:
    for pupil, question in (
        ("yara", "Wat heeft Yara nodig om naar de les te gaan?"),
        ("lina", "Hoe helpt school?"),
    ):
        case = store.cases.open(pupil)
        store.cases.refer(case, Referral(DAY - timedelta(weeks=4), "mentor", question, "mentor"))
    return [
        store.actions.add(ActionDraft(text, (Doer("mentor (M. Bos)", "", "mentor"),), due=due), student_ids=["yara"])
        for text, due in (
            ("intake met Yara", date(2026, 11, 17)), ("ouders bellen", date(2026, 11, 20)), ("briefje halen", DAY),
        )
    ]  # fmt: skip


def _talk(held: Meeting, at: Callable[[time], None]) -> None:
    store = held.store
    at(time(13))
    team = [Present("", "OCO (A. Vermeer)", "oco"), Present("", "SMW (N. Smit)", "smw")]
    store.table.start(held.id, [_here(person) for person in team])
    held.keep("opening", "uit: vastgesteld")
    at(time(13, 5))
    numbers = {a.text: n for n, a in store.table.previous(held.items["yara"])}
    held.keep("yara", OPEN_LINES[0])
    at(time(13, 7))
    store.table.presence(held.id, Present("", "moeder van Yara"), here=True)
    held.keep("yara", f"={numbers['intake met Yara']}", f"={numbers['ouders bellen']} >wo 16 dec")
    held.keep("yara", f"={numbers['briefje halen']} x niet meer nodig", *OPEN_LINES[1:])
    at(time(13, 15))
    store.table.presence(held.id, Present("", "moeder van Yara"), here=False)
    held.keep("yara", *RESTRICTED_LINES, OPEN_QUESTION, *OWN_LINES)
    at(time(13, 20))
    held.keep("twins", "Lina en Sami helpen thuis", "ou: Sami slaapt bij oma")
    at(time(13, 30))
    held.keep("class", "Roos en Omar praten weer")
    store.table.carry(held.items["kees"], date(2026, 12, 16))
    at(time(14, 20))
    store.table.close(held.id)


def _here(person: Present) -> Present:
    return Present(
        person.id, person.label, person.role, joined_at=datetime.combine(DAY, time(13)).astimezone()
    )
