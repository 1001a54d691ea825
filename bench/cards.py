"""A card with very many entries (issue 4, "How good"): two pupils of the practice school with a timeline of all kinds.

The rows are written past the store (in seconds); their sentences are those of the practice school.
"""

import random
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert
from sqlmodel import col, select

from bench.finding import SENTENCES
from sotdesk.data.demo import PASSPHRASE
from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.store import Store
from sotdesk.data.tables.actions import ActionDoer, ActionRow, ActionStudent
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.cases import SignalRow
from sotdesk.data.tables.meetings import ItemRow, ItemStudent, LineRow, LineStudent, MeetingRow
from sotdesk.data.tables.moments import MomentRow
from sotdesk.data.tables.school import MeetingKindRow
from sotdesk.data.vault import Vault

OPENED, SCROLLED = 500, 10_000
"""Entries of the case that is opened, and of the one that is gone through."""
LAST = date(2026, 11, 24)
YEARS_OF_DAYS = 1200
"""The entries lie in so many days before the last."""
TALK = 5
"""Lines of one talk about the pupil."""
KINDS = ("fact", "voice", "decision", "advice", "fact", "fact")

Made = list[tuple[type[Any], dict[str, Any]]]


def fill_cards(path: Path) -> tuple[str, str]:
    """Gives two pupils of the vault at `path` their entries; their numbers, in the order of OPENED and SCROLLED."""
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS) as vault:
        one, other = (case.student for case in Store(vault.engine).cases.all()[:2])
        chance = random.Random(5)  # noqa: S311  (the same entries every time)
        with vault.engine.begin() as connection:
            for student, number in ((one, OPENED), (other, SCROLLED)):
                _write(connection, student.id, number, chance)
    return one.number, other.number


def _write(connection: Connection, student_id: str, number: int, chance: random.Random) -> None:
    """Of ten entries four were said in a meeting, three in a contact moment, two are signals, one is an agreement."""
    texts = [row[0] for row in connection.exec_driver_sql(SENTENCES)]
    kind_id = connection.execute(select(col(MeetingKindRow.id))).scalars().first()
    made: Made = []
    for _ in range(number * 4 // 10 // TALK):
        made += _meeting(student_id, kind_id, _day(chance), chance, texts)
    for _ in range(number * 3 // 10 // TALK):
        made += _moment(student_id, _day(chance), chance, texts)
    for _ in range(number * 2 // 10):
        day, text = _day(chance), chance.choice(texts)
        made.append((SignalRow, {
            "id": new_id(), "student_id": student_id, "seen_on": day, "noted_at": _at(day, 9),
            "by": "docent", "text": text, "triage": "mentor",
        }))  # fmt: skip
    for place in range(number // 10):
        made += _action(student_id, place, _day(chance), chance.choice(texts))
    order: dict[type[Any], int] = {MeetingRow: 0, MomentRow: 0, ActionRow: 0, ItemRow: 1, LineRow: 2}
    tables = sorted({table for table, _ in made}, key=lambda table: order.get(table, 3))
    for table in tables:
        connection.execute(insert(table), [values for kind, values in made if kind is table])


def _day(chance: random.Random) -> date:
    return LAST - timedelta(days=chance.randrange(YEARS_OF_DAYS))


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute)).astimezone()


def _lines(student_id: str, day: date, chance: random.Random, texts: list[str], **where: str | None) -> Made:
    made: Made = []
    for position in range(TALK):
        line_id = new_id()
        kind = chance.choice(KINDS)
        made.append((LineRow, {
            "id": line_id, "capture_id": new_id(), "position": position, "kind": kind, "text": chance.choice(texts),
            "voice": "moeder" if kind == "voice" else "", "at": _at(day, 13, position),
            "audience": chance.choice(("sot", "sot", "sot", "restricted", "own")), **where,
        }))  # fmt: skip
        made.append((LineStudent, {"id": new_id(), "line_id": line_id, "student_id": student_id}))
    return made


def _meeting(
    student_id: str, kind_id: str | None, day: date, chance: random.Random, texts: list[str]
) -> Made:
    meeting_id, item_id = new_id(), new_id()
    return [
        (MeetingRow, {"id": meeting_id, "kind_id": kind_id, "day": day, "start": time(13), "state": "vastgesteld"}),
        (ItemRow, {"id": item_id, "meeting_id": meeting_id, "position": 1, "kind": "voortgang", "state": "besproken"}),
        (ItemStudent, {"id": new_id(), "item_id": item_id, "student_id": student_id}),
        *_lines(student_id, day, chance, texts, item_id=item_id, moment_id=None),
    ]  # fmt: skip


def _moment(student_id: str, day: date, chance: random.Random, texts: list[str]) -> Made:
    moment_id = new_id()
    return [
        (MomentRow, {
            "id": moment_id, "student_id": student_id, "at": _at(day, 15), "channel": "telefoon",
            "with_whom": "moeder",
        }),
        *_lines(student_id, day, chance, texts, item_id=None, moment_id=moment_id),
    ]  # fmt: skip


def _action(student_id: str, place: int, day: date, text: str) -> Made:
    """One in twenty is still open."""
    action_id, done = new_id(), place % 20 != 0
    return [
        (ActionRow, {
            "id": action_id, "number": 10_000 + place, "text": text, "due": day + timedelta(days=14), "made_on": day,
            "state": "gedaan" if done else "open", "settled_on": day + timedelta(days=10) if done else None,
        }),
        (ActionStudent, {"id": new_id(), "action_id": action_id, "student_id": student_id}),
        (ActionDoer, {"id": new_id(), "action_id": action_id, "role": "mentor", "label": "mentor"}),
    ]  # fmt: skip
