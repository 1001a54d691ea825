"""Which column is read as which field: recognised from the headers, or told by hand and remembered."""

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass

from sotdesk.domain.errors import ImportFileError
from sotdesk.exchange.columns import field_names, is_never_read, meaning, normal

LABELS = {
    "number": "leerlingnummer",
    "first_name": "roepnaam",
    "infix": "tussenvoegsel",
    "last_name": "achternaam",
    "full_name": "hele naam in één kolom",
    "class_name": "klas",
    "birth_date": "geboortedatum",
    "mentor": "mentor",
    "mentor2": "tweede mentor",
    "municipality": "woongemeente",
}
"""The fields a column can be mapped to, with the word a screen shows for them."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Field → index of its column. `by_header` is the same as header → field, the form that is remembered."""

    columns: Dict[str, int]
    by_header: Dict[str, str]

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields (Dutch) without which a list of pupils cannot be read; empty when it can."""
        named = {"full_name"} & self.columns.keys() or {"first_name", "last_name"} <= self.columns.keys()
        needed = ["number"] if named else ["number", "first_name", "last_name"]
        return tuple(LABELS[field] for field in needed if field not in self.columns)


def recognise(headers: Sequence[str], by_hand: Dict[str, str] | None = None) -> Mapping:
    """Map headers to fields; unknown headers are left out; of two columns the better spelling wins.

    `by_hand` (header → field, "" for "do not read") goes before what is recognised. Its headers are compared
    like any header; those that this file does not have are passed over.
    """
    told = {normal(header): field for header, field in (by_hand or {}).items()}
    columns: dict[str, int] = {}
    for index, header in enumerate(headers):
        field = told.get(normal(header), "")
        if field and not is_never_read(header):
            columns.setdefault(field, index)
    ranks: dict[str, int] = {}
    for index, header in enumerate(headers):
        found = meaning(header)
        if found is None or normal(header) in told or (found.field in columns and found.field not in ranks):
            continue
        if found.rank < ranks.get(found.field, len(headers) + 1000):
            columns[found.field], ranks[found.field] = index, found.rank
    columns = _settle_names(columns, set(told.values()))
    return Mapping(columns, {headers[index]: field for field, index in columns.items()})


def parse_map(text: str) -> tuple[str, str]:
    """Read "Stamnr=number" as (header, field); the field may be a known header, or empty: "do not read".

    Raises ImportFileError when it is not of that form, or names a column that is never read.
    """
    header, sign, right = (part.strip() for part in text.rpartition("="))
    known = meaning(right)
    field = right if right in field_names() else known.field if known else ""
    if not sign or not header or (right and not field):
        names = ", ".join(LABELS)
        raise ImportFileError(
            f"Schrijf een kolom als Kolomkop=veld. De velden zijn: {names}.", "Onbekende kolom"
        )
    if is_never_read(header):
        raise ImportFileError("Een BSN, nationaliteit of foto wordt nooit gelezen. Kies een andere kolom.")
    return header, field


def unknown_headers(headers: Sequence[str], by_hand: Dict[str, str]) -> tuple[str, ...]:
    """Return the headers named by hand that the file does not have."""
    present = {normal(header) for header in headers}
    return tuple(header for header in by_hand if normal(header) not in present)


def _settle_names(columns: dict[str, int], told: set[str]) -> dict[str, int]:
    """Choose between a name in parts and a whole name; "Naam" beside "Roepnaam" is the surname."""
    if "full_name" in columns and "full_name" not in told and "first_name" in columns:
        whole = columns.pop("full_name")
        columns.setdefault("last_name", whole)
    return columns
