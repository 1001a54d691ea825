"""The history of a pupil in words: what one act changed, field by field. Words are data (rules/history.toml)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sotdesk.domain.capture_model import Audience
from sotdesk.domain.dates_show import show_date
from sotdesk.domain.kwadrant_rules import only_involved
from sotdesk.domain.rules import load

Values = Mapping[str, Any]
"""A row as the history keeps it: column → value; days and times as ISO text."""
NOTHING = "leeg"
_LINKS = frozenset({"action_student", "item_student", "line_student"})
"""Rows that only say that something stands in this pupil's file; shown when nothing else of the act is."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_TIME = re.compile(r"(\d\d:\d\d):\d\d(\.\d+)?\Z")


@dataclass(frozen=True)
class Field:
    """One field that changed: its Dutch word, how it read before and after; '' when it was or is empty."""

    word: str
    before: str
    after: str


@dataclass(frozen=True)
class Part:
    """One thing that an act changed: its word, `nieuw`, `weg` or '' (changed), its fields, who may read it."""

    what: str
    how: str
    fields: tuple[Field, ...]
    audience: str = Audience.SOT.value
    secret: bool = False
    """It shows in the unshielded view only."""


@dataclass(frozen=True)
class Step:
    """One act: its place in the order of acts, when, its label, what it changed; `undone` when it was taken back."""

    number: int
    at: datetime
    label: str
    parts: tuple[Part, ...]
    undone: bool = False

    @property
    def secret(self) -> bool:
        """Whether the act shows in the unshielded view only."""
        return any(part.secret for part in self.parts)

    @property
    def audience(self) -> str:
        """The narrowest circle of readers of its parts."""
        return max((part.audience for part in self.parts), key=_NARROW.index, default=Audience.SOT.value)


_NARROW = [Audience.SOT.value, Audience.RESTRICTED.value, Audience.OWN.value]


def part_of(table: str, before: Values | None, after: Values | None, today: date) -> Part | None:
    """What changed in one row; None when it shows nothing (only where it stands, or nothing of a pupil)."""
    if table not in load("history")["words"]:
        return None
    old, new = before or {}, after or {}
    fields = []
    for column, word in load("history")["column"][table].items():
        was, now = shown(table, column, old.get(column), today), shown(table, column, new.get(column), today)
        if now and now == shown(
            table, column.removesuffix(_TYPED), new.get(column.removesuffix(_TYPED)), today
        ):
            word = "" if column.endswith(_TYPED) else word  # the words that were typed are the day itself
        if word and was != now and not (before is None and now == _NO) and not (after is None and was == _NO):
            fields.append(Field(word, was, now))
    how = "nieuw" if before is None else "weg" if after is None else ""
    if not fields and (not how or table not in _LINKS):
        return None
    readers = {str(values.get("audience", "")) for values in (old, new)}
    if any(only_involved(str(values.get("instrument") or "")) for values in (old, new)):
        readers.add(Audience.RESTRICTED.value)
    audience = max((each for each in _NARROW if each in readers), key=_NARROW.index, default=_NARROW[0])
    secret = table in load("history")["shielded"]
    return Part(load("history")["words"][table], how, tuple(fields), audience, secret)


_NO = "nee"
_TYPED = "_words"
"""A column with the words in which the day of another one was typed."""


def shown(table: str, column: str, value: Any, today: date) -> str:
    """A value as a person reads it; '' for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ja" if value else _NO
    text = f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)
    if _DAY.match(text):
        return show_date(date.fromisoformat(text), today)
    if _MOMENT.match(text):
        at = datetime.fromisoformat(text).astimezone()
        return f"{show_date(at.date(), today)} {at:%H:%M}"
    if found := _TIME.match(text):
        return found[1]
    known = _words_of(table, column)
    return ", ".join(known.get(part, part) for part in text.split("|")) if known else text


@cache
def _words_of(table: str, column: str) -> Mapping[str, str]:
    """The words of the codes of a column; empty when it holds no codes."""
    values = load("history")["value"]
    found = values.get(table, {}).get(column) or (values.get(column) if column == "audience" else None) or {}
    if "list" not in found:
        return dict(found)
    name, rows, code, word = found["list"]
    return {row[code]: row[word] for row in load(name)[rows]}
