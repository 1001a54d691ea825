"""The kwadrant in words: how old a value is, what moved, where a figure comes from."""

from datetime import date

from sotdesk.domain.dates import show_date
from sotdesk.domain.kwadrant import Kwadrant, Measured, Move, Reading, Standing
from sotdesk.domain.kwadrant_rules import instruments, part_names, quadrants

WEEK, MONTH, YEAR = 7, 30.44, 365.25
"""Days."""
MOVES = {
    Move.UP: "hoger dan",
    Move.DOWN: "lager dan",
    Move.SAME: "gelijk aan",
}


def age_words(days: int | None) -> str:
    """`vandaag`, `1 dag`, `6 wk`, `5 mnd`, `2 jr`: how old a value is, short; empty when there is none."""
    if days is None:
        return ""
    if days < 1:
        return "vandaag"
    if days < 2 * WEEK:
        return f"{days} {'dag' if days == 1 else 'dagen'}"
    if days < 3 * MONTH:
        return f"{days // WEEK} wk"
    if days < 2 * YEAR:
        return f"{int(days // MONTH)} mnd"
    return f"{int(days // YEAR)} jr"


def mini(found: Kwadrant) -> str:
    """`kunnen gewoon · willen ▼ zorg / presteren ? · doen zorg (oud)`; empty when nobody said anything of the four."""
    said = [f"{name} {words}" for name, words in mini_parts(found)]
    return f"{said[0]} · {said[1]} / {said[2]} · {said[3]}" if said else ""


def mini_parts(found: Kwadrant) -> tuple[tuple[str, str], ...]:
    """Each quadrant in the model's order with its value; none when nobody said anything of the four."""
    if not any(found[q.code].value.known for q in quadrants()):
        return ()
    return tuple((q.name, _mini(found[q.code])) for q in quadrants())


def _mini(one: Standing) -> str:
    if not one.value.known:
        return "?"
    moved = one.move.value if one.move in (Move.UP, Move.DOWN) else ""
    return " ".join(filter(None, [moved, one.value.value, "(oud)" if one.old else ""]))


def freshness_words(standing: Standing) -> str:
    """`6 wk`, `14 mnd, oud`, `onbekend`."""
    if not standing.value.known:
        return "onbekend"
    return f"{age_words(standing.age_days)}{', oud' if standing.old else ''}"


def move_words(standing: Standing, today: date) -> str:
    """`lager dan di 3 nov: gewoon`; empty when there is nothing to say."""
    if standing.before is None or standing.move not in MOVES:
        return ""
    return f"{MOVES[standing.move]} {show_date(standing.before.day, today)}: {standing.before.value}"


def source_words(reading: Reading) -> str:
    """What a value rests on, short: `SAQI`, else who said it."""
    known = instruments().get(reading.instrument)
    return known.name if known else reading.instrument or reading.who


def origin_words(standing: Standing, today: date) -> str:
    """`motivatie: SAQI, di 3 nov`: what a value rests on and its day; empty when nobody said anything of it."""
    if standing.now is None:
        return ""
    name = part_names().get(standing.part, standing.part)
    return f"{name}: " + ", ".join(
        filter(None, [source_words(standing.now), show_date(standing.now.day, today)])
    )


def reading_words(reading: Reading, today: date) -> str:
    """`motivatie zorg · di 3 nov · mentor · SAQI: …`: a value with all that it rests on."""
    name = part_names().get(reading.part, reading.part)
    known = instruments().get(reading.instrument)
    said = [
        f"{name} {reading.value}",
        show_date(reading.day, today),
        reading.who,
        known.name if known else "",
        reading.note,
    ]
    return " · ".join(filter(None, said))


def measured_words(measured: Measured, today: date) -> str:
    """`SAQI motivatie 2 (norm 1–9, geen cijfer) · di 3 nov · mentor`: a raw value with its unit and its day."""
    known = instruments().get(measured.instrument)
    scale = (
        next((s.name for s in known.scales if s.code == measured.scale), measured.scale)
        if known
        else measured.scale
    )
    what = f"{known.name if known else measured.instrument} {scale} {measured.raw}"
    unit = f" ({known.unit})" if known and known.bands else ""
    return " · ".join(filter(None, [what + unit, show_date(measured.day, today), measured.who]))
