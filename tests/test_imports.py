"""What is loaded when, looked at in processes of their own (architecture.md, "Who may import whom")."""

import subprocess
import sys
from pathlib import Path

import pytest

import sotdesk

SOURCE = Path(sotdesk.__file__).parent
HEAVY = (
    "textual", "sqlmodel", "sqlalchemy", "sqlcipher3", "alembic", "docx", "icalendar", "zxcvbn", "rich", "msoffcrypto",
)  # fmt: skip


def loaded_by(code: str) -> set[str]:
    """The top-level packages in memory after running this code in a fresh interpreter."""
    told = f"{code}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def modules_in(folder: str) -> list[str]:
    return sorted(f"sotdesk.{folder}.{file.stem}" for file in (SOURCE / folder).glob("[a-z]*.py"))


def test_the_command_line_loads_nothing_heavy() -> None:
    assert not loaded_by("import sotdesk.cli") & set(HEAVY)


def test_the_daily_start_reads_no_command_line() -> None:
    assert "typer" not in loaded_by("import sotdesk.start, sotdesk.commands.desk, sotdesk.app")


def test_the_domain_is_the_standard_library() -> None:
    started = loaded_by("")
    extra = loaded_by("\n".join(f"import {name}" for name in modules_in("domain"))) - started
    assert extra - set(sys.stdlib_module_names) == {"sotdesk"}


def test_the_unlock_screen_is_drawn_without_the_store() -> None:
    """sqlmodel is imported behind the first paint (issue, "How good")."""
    loaded = loaded_by("import sotdesk.app, sotdesk.screens.unlock")
    assert "textual" in loaded
    assert not loaded & {"sqlmodel", "sqlalchemy", "sqlcipher3", "alembic", "docx"}


@pytest.mark.parametrize("folder", ["exchange", "documents"])
def test_heavy_libraries_are_imported_where_they_are_used(folder: str) -> None:
    assert not loaded_by("\n".join(f"import {m}" for m in modules_in(folder))) & set(HEAVY)


def test_every_module_says_what_lives_in_it() -> None:
    """House rule: the first lines of a file are its docstring."""
    begins = ('"""', 'r"""')
    bare = [f.name for f in SOURCE.rglob("*.py") if not f.read_text(encoding="utf-8").startswith(begins)]
    assert bare == []
