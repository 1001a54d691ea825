"""The log of the index on paper: a sheet of its own, for who asks to see what the school noted (domain.md §7, §11).

Nothing of it stands in another document; what is going on with the pupil is not in it, for that is not in the index.
"""

from collections.abc import Iterator
from datetime import date

from sotdesk.domain.letters import Written, WrittenBlock
from sotdesk.domain.sisa import Log
from sotdesk.domain.sisa_words import LogRow, log_rows, standing_words
from sotdesk.domain.students import Student
from sotdesk.domain.words import full_date

TITLE = "Samenwerking"
NO_CONTENT = (
    "De school laat in een index alleen zien dat zij betrokken is. Wat er aan de hand is, staat er niet in."
)
KEPT = "Dit blad is afgeschermd: bewaar het apart van andere papieren, alleen voor wie erbij betrokken is."


def sisa_sheet(log: Log, student: Student, school: str, today: date) -> Written:
    """What was weighed, set, told and agreed, the oldest first, and how it stands today."""
    rows = tuple(reversed(log_rows(log, today)))
    done = tuple((f"{full_date(row.day)}: {row.kind}", _words(row)) for row in rows)
    return Written(
        TITLE, today, tuple(_opening(log, student, school, today)), (WrittenBlock("Wat is gedaan", "", done),), (KEPT,)
    )  # fmt: skip


def _opening(log: Log, student: Student, school: str, today: date) -> Iterator[str]:
    yield ", ".join(filter(None, [school, full_date(today)]))
    yield f"{student.name.full} ({student.class_name}). {log.name}."
    if now := log.now(today):
        yield f"Vandaag: {standing_words(now, log.born, today)}."
    yield NO_CONTENT


def _words(row: LogRow) -> str:
    return " · ".join(filter(None, [row.words, row.more]))
