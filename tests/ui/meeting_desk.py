"""A small school with one planned SOT, for the Pilot tests of agenda and closing."""

from datetime import date

from tests.ui.conftest import Reopen
from tests.ui.waiting import until
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.dates import Frame
from sotdesk.domain.meetings import FixedItem, ItemKind, MeetingKind
from sotdesk.domain.students import Student
from sotdesk.screens.dialogs import FormDialog
from sotdesk.widgets.lines import Lines, texts

DAY = date(2026, 11, 25)
KIND = MeetingKind(
    "", "SOT", "SOT", members=("smw", "svk"), every_weeks=3,
    fixed=(FixedItem("Opening", 5), FixedItem("Rondvraag", 5, last=True)),
    minutes_by_kind={"nieuw": 20, "voortgang": 10, "evaluatie": 10, "volgen": 5},
)  # fmt: skip


async def opened(desk: SotDesk, reopen: Reopen, pilot: Pilot[None], *, filled: bool = True) -> Store:
    """The app over an open vault; filled: a SOT today about Yara, and Sem whose case is new."""
    desk.opened(reopen())
    store = desk.store
    assert store
    if filled:
        kind_id = store.school.save_kind(KIND)
        store.students.add(
            [
                Student("yara", "040123", "Yara", "", "Achterberg", "2H1"),
                Student("sem", "040124", "Sem", "", "Bos", "1B4"),
                Student("lina", "040125", "Lina", "", "Kamal", "3M2"),
                Student("sami", "040126", "Sami", "", "Kamal", "1B4"),
            ]
        )
        store.cases.open("sem")
        store.contacts.save(Contact("", "N. Smit", (Role("smw"),)))
        store.contacts.save(Contact("", "K. Dam", (Role("svk"),), working_days=(0, 1)))
        meeting_id = store.meetings.plan(kind_id, DAY, place="lokaal 112")
        store.meetings.add_item(meeting_id, kind=ItemKind.NEW, minutes=20, student_ids=["yara"])
    await pilot.pause()
    return store


def planned(store: Store) -> str:
    """The meeting's id."""
    return store.meetings.heads()[-1].id


def item(store: Store, title: str) -> str:
    """The id of the item whose name begins so."""
    return next(i.id for i in store.meetings.get(planned(store)).items if i.shown.startswith(title))


def type_in(store: Store, title: str, words: str) -> None:
    """Keeps a typed line in an item, read without anyone known."""
    frame = Frame(store.clock.today(), store.school.calendar())
    store.table.keep(item(store, title), read(words, Table(frame)))


def rows(desk: SotDesk, name: str) -> list[str]:
    """The text of each row of a list on the screen."""
    return texts(desk.screen.query_one(f"#{name}", Lines).options)


def fill(desk: SotDesk, **words: str) -> FormDialog[object]:
    """Fills fields of the form on top, by their names, and gives it."""
    form = desk.screen
    assert isinstance(form, FormDialog)
    for name, text in words.items():
        form.field(name).fill(text)
    return form


async def go(desk: SotDesk, pilot: Pilot[None], *address: str) -> None:
    """Shows the screen of an address, alone."""
    desk.go(address, fresh=True)
    await until(pilot, lambda: desk.screen.is_mounted)
    await pilot.pause()
