"""What is in a vault, in a handful of figures: to compare a reservekopie with the vault before putting it back."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sotdesk.data import schema
from sotdesk.data.generation import mark_of
from sotdesk.data.vault import Vault
from sotdesk.data.vault_copy import Counts, attached, prove, rows_of
from sotdesk.domain.errors import BackupError
from sotdesk.private import part_of, write_new

GONE = "Deze reservekopie is er niet (meer). Kies een andere."
SHOWN = (
    ("student", "leerlingen"),
    ("case", "casussen"),
    ("signal", "signalen"),
    ("meeting", "overleggen"),
    ("line", "regels uit overleggen"),
    ("action", "afspraken"),
    ("moment", "gespreksverslagen"),
    ("contact", "contacten"),
)
"""Tables as she counts them."""
ONE = {
    "leerlingen": "leerling", "casussen": "casus", "signalen": "signaal", "overleggen": "overleg",
    "regels uit overleggen": "regel uit een overleg", "afspraken": "afspraak",
    "gespreksverslagen": "gespreksverslag", "contacten": "contact",
}  # fmt: skip
"""How one of them is called."""


@dataclass(frozen=True, slots=True)
class Content:
    """Rows per table, the last moment something was changed (None: nothing yet), and the generation."""

    rows: Counts
    last: datetime | None
    generation: int

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """(what, how many), in her words."""
        return tuple((words, self.rows.get(table, 0)) for table, words in SHOWN)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A copy beside the vault as it is now; `now` is None when the vault itself does not open."""

    copy: Content
    now: Content | None

    @property
    def lost(self) -> tuple[tuple[str, int], ...]:
        """(what, how many fewer) of everything that the copy has fewer of."""
        before = dict(self.now.counts) if self.now else {}
        return tuple((what, before[what] - n) for what, n in self.copy.counts if before.get(what, 0) > n)


def content_of(connection: Any, schema: str = "main") -> Content:
    """What an open vault holds, or a copy that is attached to it."""
    rows = rows_of(connection, schema)
    last = None
    if "history" in rows:
        last = connection.execute(f"SELECT max(at) FROM {schema}.history").fetchone()[0]  # noqa: S608
    return Content(rows, local(last) if last else None, mark_of(connection, schema).number)


def local(stored: str) -> datetime:
    """A moment as it stands in the tables (UTC), on her own clock."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC).astimezone()


def content_beside(connection: Any, copy: Path) -> Content:
    """Read a whole copy that has the key of the open vault, without its passphrase; what is in it.

    VaultDamaged when it is not whole, BackupError when it is gone. No session may be running.
    """
    try:
        prove(connection, copy)
        with attached(connection, copy) as schema:
            return content_of(connection, schema)
    except FileNotFoundError:
        raise BackupError(GONE) from None
    except OSError:
        raise BackupError("De reservekopie kan niet worden gelezen. Kijk de schijf na.") from None


def working_copy(copy: Path, beside: Path) -> Path:
    """The bytes of a copy in a `.part` beside the vault: the copy itself is never opened for writing."""
    part = part_of(beside)
    try:
        write_new(part, copy.read_bytes())
    except FileNotFoundError:
        raise BackupError(GONE) from None
    except OSError:
        raise BackupError(
            "De reservekopie kan niet worden gelezen, of in de map van de kluis is geen ruimte. "
            "Kijk de schijf na en probeer het opnieuw."
        ) from None
    return part


def drop(part: Path) -> None:
    """Take a working copy away, with what SQLite left beside it."""
    for name in (part.name, f"{part.name}-journal"):
        with suppress(OSError):
            part.with_name(name).unlink(missing_ok=True)


def look_inside(copy: Path, vault: Path, passphrase: str, *, _kdf_iter: int | None = None) -> Content:
    """Open and check a copy with the passphrase; what is in it. A VaultError says why it does not open."""
    part = working_copy(copy, vault)
    try:
        with Vault.open(part, passphrase, known=schema.KNOWN_REVISIONS, _kdf_iter=_kdf_iter) as opened:
            return content_of(opened.connection)
    finally:
        drop(part)
