"""A meeting made of plain lines, without a vault: who is told what depends on nothing else. Nothing is tested here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

from sotdesk.documents import feedback_md
from sotdesk.domain.actions import Action, Doer
from sotdesk.domain.capture_model import Audience, Kind
from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import Contact, Role, School
from sotdesk.domain.feedback import Note
from sotdesk.domain.feedback_basis import Basis, CaseFacts
from sotdesk.domain.feedback_notes import note_for
from sotdesk.domain.feedback_profiles import profiles
from sotdesk.domain.feedback_readers import Reader, readers_of
from sotdesk.domain.feedback_text import plain
from sotdesk.domain.meetings import (
    Item,
    ItemKind,
    ItemState,
    Line,
    Meeting,
    MeetingKind,
    MeetingState,
    Present,
)
from sotdesk.domain.students import Student

DAY = date(2026, 11, 25)
BEGIN = datetime(2026, 11, 25, 13, 0)  # noqa: DTZ001  (local time)

YARA = Student("yara", "1", "Yara", "", "Achterberg", "2H1", date(2012, 9, 3), "M. Bos", "Rotterdam")
LINA = Student("lina", "2", "Lina", "", "Karimi", "2H1", date(2013, 1, 8), "M. Bos", "Rotterdam")
SAMI = Student("sami", "3", "Sami", "", "Karimi", "4V1", date(2010, 5, 30), "H. Dekker", "Rotterdam")
ZOE = Student("zoe", "4", "Zoë", "van", "Rijn", "5H1", date(2009, 11, 1), "H. Dekker", "Rotterdam")
OMAR = Student("omar", "5", "Omar", "", "Tahiri", "3H2", date(2011, 3, 3), "P. Lammers", "Rotterdam")
PUPILS = (YARA, LINA, SAMI, ZOE, OMAR)

ME = Contact("me", "E. van Loon", (Role("oco"),))
BOS = Contact("bos", "M. Bos", (Role("mentor", classes=("2H1",)),), told_by="in Magister")
DEKKER = Contact("dekker", "H. Dekker", (Role("mentor", classes=("4V1", "5H1")),))
POSTMA = Contact("postma", "A. Postma", (Role("coordinator", departments=("onderbouw",)),))
RITSEMA = Contact("ritsema", "C. Ritsema", (Role("coordinator", departments=("bovenbouw",)),))
SMIT = Contact("smit", "N. Smit", (Role("smw"),))
VAAL = Contact("vaal", "R. Vaal", (Role("svk"),), internal=False)
MULDER = Contact("mulder", "B. Mulder", (Role("lpa"),), internal=False, told_by="veilige mail")
KROON = Contact("kroon", "T. Kroon", (Role("wijkteam"),), internal=False, organisation="Wijkteam Zuid")
PRINS = Contact("prins", "D. Prins", (Role("docent"),))
HAAK = Contact("haak", "L. Haak", (Role("schoolleider"),))
VISSER = Contact("visser", "G. Visser", (Role("rt"),))
CONTACTS = (ME, BOS, DEKKER, POSTMA, RITSEMA, SMIT, VAAL, MULDER, KROON, PRINS, HAAK, VISSER)

MOTHER = Guardian("moeder-y", "W. Achterberg", "moeder")
KARIMI = Guardian("moeder-s", "F. Karimi", "moeder")
FATHER = Guardian("vader-y", "J. Kok", "vader", authority=False)
KIND = MeetingKind("sot", "Schoolondersteuningsteam", "SOT")
SCHOOL = School("OSG De Boomgaard", ME.name, ME.id)

_numbers = count(1)


def action(text: str, *who: Contact, audience: str = "sot", students: Sequence[Student] = (YARA,)) -> Action:
    """An agreement for di 1 dec, evaluated wo 9 dec."""
    doers = tuple(Doer(c.label, c.id, c.roles[0].code) for c in who)
    return Action(
        f"a{next(_numbers)}", text, doers, students=tuple(students), due=date(2026, 12, 1),
        evaluate=date(2026, 12, 9), audience=audience, made_on=DAY,
    )  # fmt: skip


def line(
    kind: Kind, text: str, *, audience: str = Audience.SOT.value, about: Sequence[Student] = (YARA,), voice: str = "",
    agreed: Action | None = None, item: str = "", raw: str = "",
) -> Line:  # fmt: skip
    """One kept line about these pupils, in the item of the first."""
    number = next(_numbers)
    signs = {"restricted": "( ", "own": "(( "}.get(audience, "")
    return Line(
        f"l{number}", item or f"item-{about[0].id}", kind.value, text, audience, BEGIN + timedelta(minutes=10),
        raw=raw or f"{signs}{text}", voice=voice, student_ids=tuple(s.id for s in about), action=agreed,
    )  # fmt: skip


def present(*people: Contact, item: str = "") -> tuple[Present, ...]:
    """At the table from the beginning."""
    return tuple(
        Present(f"p-{c.id}", c.label, c.roles[0].code, c.id, joined_at=BEGIN, item_id=item) for c in people
    )


def guest(label: str, item: str) -> Present:
    """A guest of one item."""
    return Present(f"p-{label}", label, label, joined_at=BEGIN, item_id=item, guest=True)


def meeting(
    lines: Sequence[Line], *, talks: Sequence[tuple[Student, ...]] = ((YARA,), (LINA, SAMI), (ZOE,)),
    there: Sequence[Present] = (), guardians: Mapping[str, tuple[Guardian, ...]] | None = None,
    cases: Mapping[str, CaseFacts] | None = None,
) -> Basis:  # fmt: skip
    """The basis of a closed meeting: one item for each talk, named after its first pupil."""
    items = tuple(
        Item(
            f"item-{talk[0].id}", "m", place, ItemKind.PROGRESS, "", 10, students=talk, case_ids=("",) * len(talk),
            state=ItemState.DISCUSSED,
        )
        for place, talk in enumerate(talks)
    )  # fmt: skip
    held = Meeting(
        "m", KIND, DAY, BEGIN.time(), 90, state=MeetingState.CONCEPT, started_at=BEGIN,
        closed_at=BEGIN + timedelta(minutes=80), items=items, present=tuple(there),
    )  # fmt: skip
    clock = {item.id: ((BEGIN, BEGIN + timedelta(minutes=20)),) for item in items}
    names = tuple(filter(None, [name for c in CONTACTS for name in (c.name, c.organisation)]))
    return Basis(
        meeting=held, lines=tuple(lines), now=BEGIN + timedelta(minutes=90), school=SCHOOL, contacts=CONTACTS,
        profiles=profiles(), guardians=guardians or {}, stretches=clock, everyone=PUPILS,
        known_names=(*names, SCHOOL.name), cases=cases or {},
    )  # fmt: skip


def reader(basis: Basis, student: Student, key: str) -> Reader:
    """One reader about one pupil, by his key or the code of his profile."""
    found = readers_of(basis, student)
    return next(one for one in found if key in (one.key, one.key.partition(":")[2], one.profile.code))


def note(basis: Basis, student: Student, key: str) -> Note:
    """His note."""
    return note_for(basis, reader(basis, student, key), student)


def words(made: Note) -> str:
    """All that leaves of a note: its text and its Markdown."""
    return f"{plain(made)}\n{feedback_md.render(made)}"


def older(student: Student, years: int) -> Student:
    """The same pupil at another age."""
    return replace(student, birth_date=DAY.replace(year=DAY.year - years))
