"""Finding over 150,000 entries (issue 4, "How good"): a school of ten years, and what each key of a search costs.

The entries are signals, written past the store (in seconds): their sentences are halves of those of the practice
school, each with the call name of a pupil, so that common words stand in tens of thousands of them.
"""

import random
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from sotdesk.data.demo import PASSPHRASE
from sotdesk.data.indexing import also
from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault

ENTRIES, BATCH, FROM_LETTER = 150_000, 5_000, 3
SENTENCES = (
    "SELECT body FROM find JOIN found f ON f.rowid = find.rowid "
    "WHERE kind IN ('line', 'signal', 'moment', 'action', 'case')"
)
SIGNAL = (
    "INSERT INTO signal (id, student_id, seen_on, noted_at, by, text, domain, told_home, triage, triage_note) "
    "VALUES (?, ?, '2020-01-15', '2020-01-15 10:00:00', 'mentor', ?, '', '', 'mentor', '')"
)
FOUND = "INSERT INTO found (rowid, kind, ref, student_id) VALUES (?, 'signal', ?, ?)"
FIND = "INSERT INTO find (rowid, body, also) VALUES (?, ?, ?)"
TYPED = (
    "moeder belt", "gesprek ouders", "wijkteam", "verzuim gemeld", "mentor", "rekenen", "slaapt slecht", "faalangst",
    "huisbezoek", "achahbra", "school", "de les uit", "zorgen over thuis", "naar de les", "afspraak met moeder",
)  # fmt: skip
"""What she types, key by key: common words, a name with an error, several words, words that stand nowhere."""


def fill(path: Path) -> None:
    """150,000 signals more in the vault at `path`."""
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault, vault.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA cache_size = -200000")
        _write(connection, random.Random(4))  # noqa: S311  (the same entries every time)


def _write(connection: Connection, chance: random.Random) -> None:
    sentences = [row[0].split() for row in connection.exec_driver_sql(SENTENCES)]
    students = connection.exec_driver_sql("SELECT id, first_name FROM student").all()
    first = (connection.exec_driver_sql("SELECT max(rowid) FROM found").scalar() or 0) + 1
    for start in range(first, first + ENTRIES, BATCH):
        rows = []
        for number in range(start, start + BATCH):
            one, other, (student_id, name) = (
                chance.choice(sentences),
                chance.choice(sentences),
                chance.choice(students),
            )
            text = " ".join([*one[: len(one) // 2 + 1], name, *other[len(other) // 2 :]])
            rows.append((number, f"bench-{number}", student_id, text))
        connection.exec_driver_sql(SIGNAL, [(ref, student, text) for _, ref, student, text in rows])
        connection.exec_driver_sql(FOUND, [(number, ref, student) for number, ref, student, _ in rows])
        connection.exec_driver_sql(FIND, [(number, text, also(text)) for number, _, _, text in rows])


def keys_of(typed: Sequence[str] = TYPED, least: int = FROM_LETTER) -> list[str]:
    """What stands in the line after each key from the third letter on."""
    return [words[:end] for words in typed for end in range(least, len(words) + 1)]


def asked(path: Path) -> list[float]:
    """Seconds that the store takes for each key."""
    times = []
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault:
        store = Store(vault.engine)
        store.finding.find("aaa")
        for words in keys_of():
            began = time.perf_counter()
            store.finding.find(words, 100)
            times.append(time.perf_counter() - began)
    return times
