"""Everything in the vault as JSON, unencrypted: for moving to another program. Read only."""

import json
from collections.abc import Iterator
from typing import Any

from sotdesk.data.vault import Vault
from sotdesk.data.vault_copy import marks_of, rows_of

FORMAT = "sotdesk-dump 1"


def dump(vault: Vault) -> Iterator[bytes]:
    """The JSON in pieces: `{"format", "schema", "tables": {name: [{column: value}]}}`, UTF-8.

    Every table of the vault, also drafts and history; the index of words only repeats other tables and stays out.
    """
    connection = vault.connection
    head = json.dumps({"format": FORMAT, "schema": marks_of(connection)[2]}, ensure_ascii=False)
    yield f'{head[:-1]}, "tables": {{'.encode()
    names = [name for name in rows_of(connection) if not name.startswith(("find_", "sqlite_"))]
    for number, name in enumerate(names):
        yield f"{',' if number else ''}\n{json.dumps(name)}: [".encode()
        cursor = connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608  (the vault's own names)
        columns = [column[0] for column in cursor.description]
        for place, row in enumerate(cursor):
            values = dict(zip(columns, map(_plain, row), strict=True))
            yield f"{',' if place else ''}\n{json.dumps(values, ensure_ascii=False)}".encode()
        yield b"]"
    yield b"}}\n"


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value
