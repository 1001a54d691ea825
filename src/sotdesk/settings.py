"""The preferences of this computer: how it looks, when it locks, where documents go.

No personal data: nothing about pupils, people or passphrases may be added here. A broken file, or a value
that makes no sense, falls back to the default and never keeps the program from starting.
"""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from sotdesk.private import private_dir, write_over

LOCK_MINUTES = range(1, 61)
"""What the idle lock can be set to: it can be made longer, never switched off."""
CLIPBOARD_SECONDS = range(10, 121)
"""How long a copied text may stay on the clipboard; it is always taken out."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences; minutes until the idle lock, the folder for documents (empty: the default one), the clipboard."""

    theme: str = ""
    lock_minutes: int = 5
    meeting_lock_minutes: int = 15
    export_folder: str = ""
    clipboard_seconds: int = 30
    copying: str = ""
    """Whether the terminal takes texts for the clipboard: altijd, nooit, or empty: by what is known of it."""
    second_place: str = ""
    """The folder of the second place for reservekopieën (a stick, a network drive); empty: none was chosen."""


def load(file: Path) -> Settings:
    """Read the preferences; what is missing or wrong is the default."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    known = {field.name for field in fields(Settings)}
    return Settings(
        **{name: value for name, value in found.items() if name in known and _makes_sense(name, value)}
    )


def save(settings: Settings, file: Path) -> None:
    """Write the preferences, whole or not at all, mode 0600; OSError when the folder takes no files."""
    private_dir(file.parent)
    write_over(file, (json.dumps(asdict(settings), indent=2, ensure_ascii=False) + "\n").encode("utf-8"))


def _makes_sense(name: str, value: object) -> bool:
    if name in ("lock_minutes", "meeting_lock_minutes"):
        return type(value) is int and value in LOCK_MINUTES
    if name == "clipboard_seconds":
        return type(value) is int and value in CLIPBOARD_SECONDS
    return isinstance(value, str) and value.isprintable()
