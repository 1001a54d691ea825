"""What a pupil list changes: rows of a file against the pupils that are known, as a plan to show first.

Pure: nothing is read or stored here. No BSN, nationality or photo has a place in it (domain.md §12).
A reason for refusing never repeats what the row says.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sotdesk.domain.students import age
from sotdesk.domain.text import fold

FIELD_LABELS: Final = {
    "number": "leerlingnummer",
    "first_name": "roepnaam",
    "infix": "tussenvoegsel",
    "last_name": "achternaam",
    "class_name": "klas",
    "birth_date": "geboortedatum",
    "mentor": "mentor",
    "municipality": "woongemeente",
    "gone_since": "uit sinds",
}
"""Fields of a pupil (and `gone_since`) with the word a screen shows for them."""

PUPIL_FIELDS: Final = tuple(field for field in FIELD_LABELS if field != "gone_since")
MIN_AGE: Final = 8
MAX_AGE: Final = 30
"""Ages in whole years beyond which a birth date is taken for a slip (own bounds, wide for a VO school)."""

_BETWEEN_MENTORS = re.compile(r"\s*(?:[/;&+]|\ben\b)\s*")

Value = str | date | None


@dataclass(frozen=True, slots=True)
class Pupil:
    """What the file says of one pupil; texts clean and on one line, empty when the file says nothing."""

    number: str
    first_name: str
    infix: str
    last_name: str
    class_name: str = ""
    birth_date: date | None = None
    mentor: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row: its number in the file as a spreadsheet shows it (from 1), and what its reader found wrong."""

    row: int
    pupil: Pupil
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A pupil that is stored already. `provisional` (voorlopig): typed in by hand, without a number yet."""

    id: str
    pupil: Pupil
    gone_since: date | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class New:
    """A pupil that is not known yet."""

    row: int
    pupil: Pupil


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs; `field` is a key of FIELD_LABELS."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Change:
    """A known pupil and what it becomes: `pupil` whole; `fields` what differs (`gone_since` on return)."""

    row: int
    known: Known
    pupil: Pupil
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A known pupil the file no longer holds: kept, *uit sinds* the date of the import."""

    known: Known
    since: date


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not read, and why in Dutch."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. `merged` proposes that a provisional pupil is the pupil of that row.

    `warning` (one Dutch sentence, else empty): this looks like part of the list, so `gone` must be confirmed.
    """

    new: tuple[New, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[Gone, ...] = ()
    unchanged: tuple[Known, ...] = ()
    refused: tuple[Refused, ...] = ()
    merged: tuple[Change, ...] = ()
    warning: str = ""

    @property
    def changes_nothing(self) -> bool:
        """Whether storing this plan would leave every pupil as it is."""
        return not (self.new or self.changed or self.gone or self.merged)


def number_key(number: str) -> str:
    """Return what two numbers are compared by: Excel drops leading zeros, so "40123" is "040123"."""
    return fold(number).lstrip("0")


def name_key(pupil: Pupil) -> str:
    """Return what two names are compared by, accents and capitals aside."""
    return " ".join(fold(f"{pupil.first_name} {pupil.infix} {pupil.last_name}").split())


def mentors(text: str) -> tuple[str, ...]:
    """Return the mentors a cell names: "M. Bos / K. Vos" are two (duo mentors)."""
    return tuple(dict.fromkeys(name.strip() for name in _BETWEEN_MENTORS.split(text) if name.strip()))


def plan(
    rows: Sequence[RosterRow],
    known: Sequence[Known],
    today: date,
    fields: Collection[str] = PUPIL_FIELDS,
) -> ImportPlan:
    """Compare a file with the known pupils; the same file twice gives a plan that changes nothing.

    `fields` are those the file has at all: what it does not have stays as it is stored.
    """
    accepted, refused = _sieve(rows, today)
    by_number = {number_key(one.pupil.number): one for one in known if number_key(one.pupil.number)}
    strangers = [row for row in accepted if number_key(row.pupil.number) not in by_number]
    merges = _merges(strangers, [one for one in known if one.provisional and not one.pupil.number])
    new, changed, unchanged = [], [], []
    for row in accepted:
        one = by_number.get(number_key(row.pupil.number))
        if one is None and row.row not in merges:
            new.append(New(row.row, row.pupil))
        elif one is not None:
            change = _change(row, one, fields)
            (changed.append(change) if change.fields else unchanged.append(one))
    gone, warning = _gone(rows, known, today)
    return ImportPlan(
        new=tuple(new),
        changed=tuple(changed),
        gone=gone,
        unchanged=tuple(unchanged),
        refused=tuple(refused),
        merged=tuple(_change(row, merges[row.row], fields) for row in strangers if row.row in merges),
        warning=warning,
    )


def _sieve(rows: Sequence[RosterRow], today: date) -> tuple[list[RosterRow], list[Refused]]:
    """Part the rows that can be read from those that cannot, each with its first reason."""
    same: dict[str, list[RosterRow]] = {}
    for row in rows:
        same.setdefault(number_key(row.pupil.number), []).append(row)
    doubtful = {key for key, group in same.items() if any(row.pupil != group[0].pupil for row in group)}
    accepted, refused = [], []
    for row in rows:
        group = same[number_key(row.pupil.number)]
        reason = _wrong(row, today) or _twice(row, group, number_key(row.pupil.number) in doubtful)
        if reason:
            refused.append(Refused(row.row, reason))
        else:
            accepted.append(row)
    return accepted, refused


def _wrong(row: RosterRow, today: date) -> str:
    """Return why this row on its own is refused, or nothing."""
    pupil = row.pupil
    if row.problem:
        return row.problem
    if not number_key(pupil.number):
        return "het leerlingnummer ontbreekt"
    if not any(c.isdigit() for c in pupil.number):
        return "in de kolom met het leerlingnummer staat geen nummer"
    if not pupil.last_name:
        return "de achternaam ontbreekt"
    return _wrong_birth_date(pupil.birth_date, today)


def _wrong_birth_date(born: date | None, today: date) -> str:
    if born is None:
        return ""
    if born > today:
        return "de geboortedatum ligt in de toekomst"
    if not MIN_AGE <= age(born, today) <= MAX_AGE:
        return (
            f"de geboortedatum past niet bij een leerling (jonger dan {MIN_AGE} of ouder dan {MAX_AGE} jaar)"
        )
    return ""


def _twice(row: RosterRow, group: Sequence[RosterRow], doubtful: bool) -> str:
    """Judge a number that stands in the file more than once: of equal rows the first is read, else none."""
    if row is group[0] and not doubtful:
        return ""
    other = group[0] if row is not group[0] else group[1]
    if not doubtful:
        return f"dezelfde leerling staat al in rij {other.row}"
    return f"hetzelfde leerlingnummer staat ook in rij {other.row}, met andere gegevens"


def _change(row: RosterRow, known: Known, fields: Collection[str]) -> Change:
    """Compare one row with the pupil it is about, field by field."""
    stored, differ = known.pupil, []
    for field in PUPIL_FIELDS:
        old, new = getattr(stored, field), getattr(row.pupil, field)
        if field == "number":
            new = _number_to_keep(stored.number, row.pupil.number)
        if field in fields and old != new:
            differ.append(FieldChange(field, old, new))
    news: dict[str, Any] = {one.field: one.new for one in differ}
    pupil = replace(stored, **news)
    if known.gone_since is not None:
        differ.append(FieldChange("gone_since", known.gone_since, None))
    return Change(row.row, known, pupil, tuple(differ))


def _number_to_keep(stored: str, offered: str) -> str:
    """Keep a stored leading zero; take one over from the file when the store has lost it."""
    if stored and number_key(stored) == number_key(offered) and len(stored) >= len(offered):
        return stored
    return offered


def _merges(rows: Iterable[RosterRow], provisional: Iterable[Known]) -> dict[int, Known]:
    """Pair unknown rows with provisional pupils of the same name; only where neither side leaves a choice."""
    options = {row.row: [one for one in provisional if _same_person(row.pupil, one.pupil)] for row in rows}
    wanted = Counter(one.id for choice in options.values() for one in choice)
    return {
        row: choice[0] for row, choice in options.items() if len(choice) == 1 and wanted[choice[0].id] == 1
    }


def _same_person(one: Pupil, provisional: Pupil) -> bool:
    """Same name, and the same class where both have one; of who was added by call name (`/+noor 3m2`) both say it."""
    classes = {fold(pupil.class_name) for pupil in (one, provisional) if pupil.class_name}
    if not provisional.last_name and one.class_name and provisional.class_name:
        return fold(one.first_name) == fold(provisional.first_name) and len(classes) == 1
    return name_key(one) == name_key(provisional) and len(classes) < 2


def _gone(rows: Sequence[RosterRow], known: Sequence[Known], today: date) -> tuple[tuple[Gone, ...], str]:
    """Find who is no longer in the file; a pupil in a refused row is still there."""
    numbers = {number_key(row.pupil.number) for row in rows}
    nameless = {name_key(row.pupil) for row in rows if not number_key(row.pupil.number)}
    active = [one for one in known if one.gone_since is None and number_key(one.pupil.number)]
    missing = [
        one
        for one in active
        if number_key(one.pupil.number) not in numbers and name_key(one.pupil) not in nameless
    ]
    missing.sort(key=lambda one: (fold(one.pupil.class_name), fold(one.pupil.last_name), one.id))
    present = len(active) - len(missing)
    warning = ""
    if present * 2 < len(active):
        stand = "staat" if present == 1 else "staan"
        warning = (
            f"Dit lijkt een deel van de leerlingenlijst: {present} van de {len(active)} bekende leerlingen "
            f"{stand} erin. Bevestig eerst dat de anderen echt weg zijn."
        )
    return tuple(Gone(one, today) for one in missing), warning
