"""The vault's generation: a number that rises with the first write after opening and after each reservekopie.

It tells whether the file is older than the one this computer saw last (a sync program put an old one back), and
whether a reservekopie is due. With it stand the vault's own random id and that of the device that raised it;
neither says anything about a person or a machine. Kept as a setting of the vault, outside history and undo.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from sotdesk.data.tables.base import new_id
from sotdesk.data.vault import Vault

SETTING = "vault.generation"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the vault says of itself; number 0: nothing was written since it was made."""

    vault: str = ""
    number: int = 0
    device: str = ""


def mark_of(connection: Any, schema: str = "main") -> Mark:
    """The mark in the vault, or in an attached copy; an empty one when it has none yet."""
    table = connection.execute(f"SELECT 1 FROM {schema}.sqlite_schema WHERE name = 'setting'").fetchone()  # noqa: S608
    if table is None:
        return Mark()
    row = connection.execute(f"SELECT value FROM {schema}.setting WHERE name = ?", (SETTING,)).fetchone()  # noqa: S608
    return Mark(**json.loads(row[0])) if row else Mark()


class Generation:
    """Watches one open vault; raises its number together with the first write that follows."""

    def __init__(self, vault: Vault, device: str) -> None:
        self._vault, self._device = vault, device
        self._connection = vault.connection
        self.mark = mark_of(self._connection)
        self._from = self._connection.total_changes
        self._raised = False
        sa.event.listen(vault.engine, "commit", self._committing)

    @property
    def raised(self) -> bool:
        """Was anything written since opening, or since `rest`?"""
        return self._raised

    def rest(self) -> None:
        """A reservekopie holds all of this: the next write raises the number again."""
        self._raised = False
        self._from = self._connection.total_changes

    def stop(self) -> None:
        """Lets go of the vault."""
        sa.event.remove(self._vault.engine, "commit", self._committing)

    def _committing(self, _connection: sa.Connection) -> None:
        if self._raised or self._vault.closed or self._connection.total_changes == self._from:
            return
        mark = Mark(self.mark.vault or new_id(), self.mark.number + 1, self._device)
        self._connection.execute(
            "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (SETTING, json.dumps(asdict(mark))),
        )
        self.mark, self._raised = mark, True
