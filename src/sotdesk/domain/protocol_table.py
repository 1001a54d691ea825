"""One table of a protocol file, read with care: every key has its type, and what is wrong is told with its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sotdesk.domain.errors import ProtocolError
from sotdesk.domain.protocol_lines import Lines, Place
from sotdesk.domain.text import one_line
from sotdesk.domain.words import listed

LONGEST = 2000
"""Signs of one text: more than a page of explanation is a document, no protocol."""
SHORT = 30
"""Signs of a code, and of what is quoted from the file in a sentence."""


@dataclass(frozen=True)
class Table:
    """`called` names it in a sentence: `onderdeel 2.1`."""

    values: Mapping[str, object]
    lines: Lines
    place: Place = ()
    called: str = "het protocol"

    def fail(self, reason: str, key: str = "") -> ProtocolError:
        """What is wrong, at the line of the key, else of the table."""
        return ProtocolError(reason, self.lines.line(*self.place, *((key,) if key else ())))

    def only(self, *keys: str) -> None:
        """ProtocolError when it has another key."""
        for key in self.values:
            if key not in keys:
                raise self.fail(f"'{quoted(key)}' hoort niet bij {self.called}; wel: {listed(keys)}.", key)

    def words(self, key: str, *, needed: bool = True) -> str:
        """A text on one line; empty when it is missing and not needed."""
        return one_line(self._text(key, needed=needed))

    def paragraphs(self, key: str) -> str:
        """A text of which each blank line begins a new paragraph; paragraphs end with LF. Empty when missing."""
        return "\n".join(filter(None, map(one_line, self._text(key, needed=False).split("\n\n"))))

    def code(self, key: str = "code") -> str:
        """A short text without spaces."""
        code = self.words(key)
        if len(code) > SHORT or not code.replace(".", "").replace("_", "").replace("-", "").isalnum():
            raise self.fail(f"een {key} heeft geen spaties of leestekens en is hooguit {SHORT} tekens.", key)
        return code

    def listed(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when it is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one_line(one) for one in value):
            raise self._type(key, 'een lijst van teksten, zoals ["een", "twee"]')
        if len(set(value)) < len(value):
            raise self.fail(f"in '{key}' van {self.called} staat iets dubbel.", key)
        return tuple(map(one_line, value))

    def number(self, key: str, *, needed: bool = True) -> int:
        """A whole number; 0 when it is missing and not needed."""
        value = self._value(key, needed=needed)
        if value is None:
            return 0
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._type(key, "een heel getal, zonder aanhalingstekens")
        return value

    def flag(self, key: str) -> bool:
        """Yes or no; no when it is missing."""
        return bool(self.flag_or_none(key))

    def flag_or_none(self, key: str) -> bool | None:
        """Yes or no; None when it is missing."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            raise self._type(key, "true (ja) of false (nee)")
        return value

    def day(self, key: str) -> date:
        """A day."""
        value = self._value(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self._type(key, "een datum zonder aanhalingstekens, zoals 2026-11-25")
        return value

    def tables(self, key: str, called: str) -> tuple["Table", ...]:
        """The tables of a list, each called by its code, else by its number in the list."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self._type(key, f"een blok dat met [[…{key}]] begint")
        tables = []
        for number, one in enumerate(value):
            known = one.get("code", one.get("nummer", number + 1))
            tables.append(
                Table(one, self.lines, (*self.place, key, number), f"{called} {quoted(str(known))}")
            )
        return tuple(tables)

    def _text(self, key: str, *, needed: bool) -> str:
        value = self._value(key, needed=needed)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self._type(key, "tekst tussen aanhalingstekens")
        if needed and not value.strip():
            raise self._missing(key)
        if len(value) > LONGEST:
            raise self.fail(f"de tekst bij '{key}' is te lang: hooguit {LONGEST} tekens.", key)
        return value

    def _value(self, key: str, *, needed: bool = True) -> object:
        if needed and key not in self.values:
            raise self._missing(key)
        return self.values.get(key)

    def _missing(self, key: str) -> ProtocolError:
        return self.fail(f"bij {self.called} ontbreekt '{key}'.", key)

    def _type(self, key: str, wanted: str) -> ProtocolError:
        return self.fail(f"'{key}' bij {self.called} moet {wanted} zijn.", key)


def quoted(words: str) -> str:
    """What a sentence quotes from a file: short and on one line."""
    short = one_line(words)
    return short if len(short) <= SHORT else f"{short[: SHORT - 1]}…"
