"""What this computer remembers of vaults it opened: random ids and numbers in one small file, nothing of a person.

A file that is gone or broken is as good as an empty one; that it cannot be written never stops anything.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sotdesk.data.tables.base import new_id
from sotdesk.private import private_dir, write_over


@dataclass(frozen=True, slots=True)
class Seen:
    """Of one vault: the newest generation met here and who raised it, the one the last reservekopie holds, and how
    the file was left (data/fingerprint.py). `failed`: the last reservekopie did not succeed; `second`: the day (ISO) on
    which one last reached the second place, or on which that place was chosen."""

    number: int = 0
    device: str = ""
    backed: int = 0
    left: str = ""
    failed: bool = False
    second: str = ""


class Memory:
    """The file with what was seen."""

    def __init__(self, file: Path) -> None:
        self._file = file
        found = _read(file)
        self.device: str = found.get("device") or new_id()
        vaults = found.get("vaults")
        self._vaults: dict[str, Seen] = {
            name: seen
            for name, value in (vaults if isinstance(vaults, dict) else {}).items()
            if (seen := _seen(value)) is not None
        }

    def of(self, vault: str) -> Seen:
        """What is known of a vault; a Seen without numbers when it was never met."""
        return self._vaults.get(vault, Seen())

    def keep(self, vault: str, **new: Any) -> None:
        """Remember more of a vault; one without an id has nothing to remember yet."""
        if not vault or (changed := replace(self.of(vault), **new)) == self._vaults.get(vault):
            return
        self._vaults[vault] = changed
        data = {"device": self.device, "vaults": {name: asdict(seen) for name, seen in self._vaults.items()}}
        with suppress(OSError):
            private_dir(self._file.parent)
            write_over(self._file, (json.dumps(data, indent=1) + "\n").encode())


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or not isinstance(found.get("device", ""), str):
        return {}
    return found


def _seen(value: object) -> Seen | None:
    try:
        seen = Seen(**value)  # type: ignore[arg-type]
    except TypeError:
        return None
    return (
        seen
        if type(seen.number) is int
        and type(seen.backed) is int
        and isinstance(seen.device, str)
        and isinstance(seen.left, str)
        and type(seen.failed) is bool
        and isinstance(seen.second, str)
        else None
    )
