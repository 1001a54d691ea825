"""A class of 32 with a kwadrant of every pupil (issue 5, "How good"): values of two years, and what was measured.

The rows are written past the store (in seconds).
"""

from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from sotdesk.data.demo import PASSPHRASE
from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.store import Store
from sotdesk.data.store.kwadrant import Taken
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.kwadrant import KwadrantValueRow
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.kwadrant_measuring import read_all
from sotdesk.domain.kwadrant_rules import Value, instruments, part_names
from sotdesk.domain.students import Student

CLASS, NAME = 32, "9Z9"
"""So many pupils, in the class that comes last."""
LAST = date(2026, 11, 24)
TIMES, APART = 4, 150
"""So often each part of each pupil was given a value, so many days apart."""


def fill_class(path: Path) -> None:
    """Makes the class in the vault at `path`."""
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault:
        store = Store(vault.engine, fixed_at(datetime.combine(LAST, time(16)).astimezone()))
        ids = [new_id() for _ in range(CLASS)]
        store.students.add(
            [
                Student(student_id, f"99{number:04d}", f"Proef{number:02d}", "", "Leerling", NAME)
                for number, student_id in enumerate(ids)
            ]
        )
        saqi = instruments()["saqi"]
        raws = read_all(saqi, {scale.code: "5" for scale in saqi.scales if scale.code == "motivatie"})
        store.kwadrant.measure(saqi, [Taken(student_id, raws) for student_id in ids], day=LAST)
        rows = [row for number, student_id in enumerate(ids) for row in _values(student_id, number)]
        with vault.engine.begin() as connection:
            connection.execute(insert(KwadrantValueRow), rows)


def _values(student_id: str, number: int) -> list[dict[str, Any]]:
    rows = []
    for at, part in enumerate(part_names()):
        for turn, value in enumerate(islice(cycle(Value), at + number, at + number + TIMES)):
            day = LAST - timedelta(days=APART * (TIMES - 1 - turn) + at)
            rows.append({
                "id": new_id(), "student_id": student_id, "part": part, "value": value.value, "day": day,
                "who": "mentor", "note": "", "instrument": "", "noted_at": datetime.combine(day, time(9)).astimezone(),
            })  # fmt: skip
    return rows
