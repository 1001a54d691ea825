"""Where a pupil list may lie: the newest tables of the usual folders, and completing a typed path. Opens no file."""

import os
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path

SUFFIXES = frozenset((".csv", ".xlsx", ".xlsm", ".txt", ".tsv"))
MOST = 15
"""Files offered at once."""


def usual_folders() -> tuple[Path, ...]:
    """Downloads, documents and desktop, as this computer calls them."""
    import platformdirs

    found = (
        platformdirs.user_downloads_path(),
        platformdirs.user_documents_path(),
        platformdirs.user_desktop_path(),
    )
    return tuple(dict.fromkeys(found))


def newest_tables(folders: Iterable[Path], suffixes: Collection[str] = SUFFIXES) -> list[Path]:
    """The tables (or files with these endings) in these folders, the newest first."""
    files = [path for folder in folders for path in _listed(folder) if _is_table(path, suffixes)]
    return sorted(files, key=_changed, reverse=True)[:MOST]


def typed_path(text: str) -> Path:
    """What was typed or dropped on the terminal as a path: without quotes, `~` as the home folder."""
    return Path(text.strip().strip("\"'").removeprefix("file://")).expanduser()


def candidates(text: str, suffixes: Collection[str] = SUFFIXES) -> list[Path]:
    """The folders and tables (or files with these endings) that a half-typed path can become, folders first."""
    path = typed_path(text)
    inside = text.rstrip().endswith(("/", os.sep))
    folder, begun = (path, "") if inside else (path.parent, path.name.casefold())
    fitting = [
        each
        for each in _listed(folder)
        if each.name.casefold().startswith(begun) and (begun.startswith(".") or not each.name.startswith("."))
    ]
    folders = sorted((each for each in fitting if each.is_dir()), key=lambda each: each.name.casefold())
    files = sorted((each for each in fitting if _is_table(each, suffixes)), key=_changed, reverse=True)
    return [*folders, *files][: 4 * MOST]


def completed(text: str, suffixes: Collection[str] = SUFFIXES) -> str:
    """The text as far as it can be completed without choosing; itself when nothing fits."""
    found = candidates(text, suffixes)
    if not found:
        return text
    if len(found) == 1:
        return f"{found[0]}{os.sep}" if found[0].is_dir() else str(found[0])
    names = [each.name for each in found]
    common = _same_begin([name.casefold() for name in names])
    begun = "" if text.rstrip().endswith(("/", os.sep)) else typed_path(text).name
    return str(found[0].parent / names[0][:common]) if common > len(begun) else text


def changed_on(path: Path) -> date | None:
    """The day a file was last changed; None when that cannot be read."""
    changed = _changed(path)
    return date.fromtimestamp(changed) if changed else None  # noqa: DTZ012  (the day on this computer's own clock)


def _same_begin(names: list[str]) -> int:
    """How many letters all names begin with."""
    columns = zip(*names, strict=False)
    return next((at for at, letters in enumerate(columns) if len(set(letters)) > 1), min(map(len, names)))


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _is_table(path: Path, suffixes: Collection[str]) -> bool:
    return path.suffix.casefold() in suffixes and not path.name.startswith((".", "~$")) and path.is_file()


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
