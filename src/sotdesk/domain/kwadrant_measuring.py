"""What was typed or pasted of an instrument → raw values, each with what it suggests; what cannot be is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sotdesk.domain.errors import RuleError
from sotdesk.domain.kwadrant_rules import Instrument, Scale, Value
from sotdesk.domain.text import one_line

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Raw:
    """One raw value of a scale: as it was given, and the number in it (None: in words)."""

    scale: Scale
    raw: str
    number: float | None
    suggests: Value | None


def read_raw(instrument: Instrument, scale: Scale, text: str) -> Raw:
    """Reads one value. RuleError when it is no number of this instrument; one that is kept in words takes any."""
    raw = one_line(text)
    if not instrument.bands:
        return Raw(scale, raw, None, None)
    name = f"{instrument.name} {scale.name}"
    if not _NUMBER.fullmatch(raw):
        raise RuleError(f"{name}: dit is geen getal ({instrument.unit}).")
    number = float(raw.replace(",", "."))
    if not instrument.lowest <= number <= instrument.highest:
        between = f"{_shown(instrument.lowest)} en {_shown(instrument.highest)}"
        raise RuleError(f"{name}: dit getal kan niet; het ligt tussen {between}.")
    if round(number, instrument.decimals) != number:
        places = (
            "hele getallen" if not instrument.decimals else f"{instrument.decimals} cijfer achter de komma"
        )
        raise RuleError(f"{name}: {places}.")
    return Raw(scale, raw, number, instrument.suggests(number))


def read_all(instrument: Instrument, typed: Mapping[str, str]) -> tuple[Raw, ...]:
    """Every scale that was filled in, in order of the instrument. RuleError when one cannot be, or none is given."""
    found = tuple(
        read_raw(instrument, scale, text)
        for scale in instrument.scales
        if (text := typed.get(scale.code, "").strip())
    )
    if not found:
        raise RuleError(f"Vul minstens één waarde van {instrument.name} in.")
    return found


def _shown(number: float) -> str:
    return f"{number:g}".replace(".", ",")
