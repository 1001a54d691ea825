"""Work of a coordinator on a real vault, each act acknowledged: what a disk that fails is tried with."""

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.conftest import NOW, PASSPHRASE, open_vault

from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.capture_model import Kind, Piece, Reading
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.meetings import ItemKind, MeetingKind
from sotdesk.domain.students import Student

ITEM = "het agendapunt"
PUPIL = "yara"


def prepare(path: Path, *, fast: bool = True) -> None:
    """A meeting that runs, about one pupil; `fast` = the vault has the quick key of the tests."""
    with open_vault(path) if fast else Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault:
        store = Store(vault.engine, fixed_at(NOW))
        store.students.add([Student(PUPIL, "040123", "Yara", "", "Achterberg", "2H1")])
        store.cases.open(PUPIL)
        kind_id = store.school.save_kind(MeetingKind("", "SOT", "SOT"))
        meeting_id = store.meetings.plan(kind_id, NOW.date())
        store.meetings.add_item(meeting_id, kind=ItemKind.NEW, minutes=20, student_ids=[PUPIL])
        store.table.start(meeting_id, [])


def item_of(store: Store) -> str:
    """The item about the pupil."""
    meeting = store.meetings.running()
    assert meeting is not None
    return next(item.id for item in meeting.items if item.students)


def typed(number: int) -> Reading:
    """A line, now short, now of several pages of the file."""
    words = f"regel {number} " + "woord " * (number * 37 % 900)
    return Reading(words, (Piece(Kind.FACT, words.strip()),))


def keep_lines(store: Store, lines: int, kept: Callable[[int], None], first: int = 0) -> Iterator[int]:
    """Keeps one line after another; `kept` is called when the store says that it is on disk."""
    item_id = item_of(store)
    for number in range(first, first + lines):
        store.table.keep(item_id, typed(number))
        kept(number)
        yield number


def found_in(vault: Vault) -> tuple[int, int, int]:
    """How many lines there are, how many are in the history, how many the index finds: one transaction each."""
    with vault.engine.connect() as connection:
        counts = [
            connection.exec_driver_sql(query).scalar_one()
            for query in (
                "SELECT count(*) FROM line",
                "SELECT count(*) FROM history WHERE table_name = 'line'",
                "SELECT count(*) FROM found WHERE kind = 'line'",
            )
        ]
    return counts[0], counts[1], counts[2]
