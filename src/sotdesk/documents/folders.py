"""A new folder for several documents at once, readable only by its owner; taken away when not all could be made."""

from collections.abc import Iterator
from pathlib import Path

from sotdesk.domain.errors import ExportError
from sotdesk.private import private_dir


def new_folder(parent: Path, name: str) -> Path:
    """A folder that was not there (mode 0700): `… (2)` beside one of this name. ExportError when it cannot be made."""
    try:
        for candidate in _candidates(parent / name):
            if not candidate.exists():
                return private_dir(candidate)
    except OSError:
        pass
    raise ExportError("De map voor deze bestanden kan hier niet worden gemaakt. Kies een andere map.")


def _candidates(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_name(f"{path.name} ({number})") for number in range(2, 100))


def take_away(folder: Path) -> None:
    """Removes what was just made, and nothing else."""
    try:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    except OSError:
        return
