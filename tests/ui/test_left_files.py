"""From a document to the list of what stands outside, the reminder, and wiping it (issue 7 point 5)."""

import ast
from datetime import timedelta
from pathlib import Path

from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, opened, rows
from tests.ui.waiting import until

import sotdesk
from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.attention import Row
from sotdesk.domain.attention import rows as attention
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.left_files import term
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.handing_out import hand_out
from sotdesk.screens.left_files import LeftFilesScreen
from sotdesk.screens.school import SchoolScreen

WRITERS = {
    "documents/writing.py": "writes a document for the others",
    "documents/folders.py": "makes the folder of the two below",
    "documents/agenda_docx.py": "offers save_docx to tests and scripts only",
    "documents/minutes_docx.py": "offers save_docx to tests and scripts only",
    "documents/feedback_folder.py": "closing_files.py lists each file",
    "documents/handover_folder.py": "handover_files.py lists each file",
    "documents/recovery_sheet.py": "holds nothing of a pupil",
    "screens/handing_out.py": "lists what it writes",
    "commands/documents.py": "lists what it writes",
    "commands/safekeeping.py": "lists the dump that it writes",
    "data/transfer_file.py": "screens/transfer.py lists it when it has its name",
    "paths.py": "folders", "opening.py": "folders", "settings.py": "settings, no pupil",
    "data/seen.py": "generations, no pupil", "data/backups.py": "reservekopie, encrypted",
    "data/contents.py": "settings of a check, no pupil", "data/rekeying.py": "the kluis itself",
    "data/restoring.py": "the kluis itself", "data/vault.py": "the kluis itself",
    "data/store/handed.py": "only takes the fingerprint of a file", "screens/left_files.py": "only takes a fingerprint",
}  # fmt: skip
"""Every module that puts a file on disk, and how what it writes is listed: a new one must say so here."""
WRITING = {"sotdesk.private", "sotdesk.documents.writing"}
BARE = {"write_bytes", "write_text"}


def writes(path: Path) -> bool:
    """Whether a module uses one of the two homes of writing, or writes by itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in WRITING:
            return True
        if isinstance(node, ast.Attribute) and node.attr in BARE:
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
            mode = (
                node.args[1].value if len(node.args) > 1 and isinstance(node.args[1], ast.Constant) else "r"
            )
            if set(str(mode)) & set("wax"):
                return True
    return False


def test_nothing_leaves_by_a_way_that_is_not_known() -> None:
    source = Path(sotdesk.__file__).parent
    found = {path.relative_to(source).as_posix() for path in source.rglob("*.py") if writes(path)}
    assert found - {"private.py"} == set(WRITERS)


def told(store: Store) -> tuple[Row, ...]:
    """What Vandaag says."""
    return attention(store.attention.open(), store.clock.today())


def later(store: Store, by: timedelta) -> None:
    store.shared.clock = store.clock = fixed_at(store.shared.clock.now() + by)


async def test_a_document_is_listed_reminded_of_and_wiped(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        await go(desk, pilot, "school")
        assert isinstance(desk.screen, SchoolScreen)
        for minutes, name in enumerate(("een.md", "twee.md")):
            later(store, timedelta(minutes=minutes))
            hand_out(desk.screen, name, name.encode, to="M. Bos")
            await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
            await pilot.press("n")
            await until(pilot, lambda: isinstance(desk.screen, SchoolScreen))
        one, two = (Path(left.files[0].path) for left in reversed(store.handed.outside()))
        assert (one.name, two.read_bytes()) == ("een.md", b"twee.md")
        assert not any(row.rule == "exports" for row in told(store))

        later(store, timedelta(days=term()))
        due = [row for row in told(store) if row.rule == "exports"]
        assert [(row.text, row.address) for row in due] == [("2 bestanden", ("left_files",))]

        two.write_bytes(b"she wrote on")
        await go(desk, pilot, "left_files")
        await until(pilot, lambda: any("staat er" in row for row in rows(desk, "files")))
        for name in ("een.md", "twee.md"):
            files = desk.screen.query_one("#files")
            files.go_to(next(one.id for one in store.handed.outside() if one.name == name))  # type: ignore[attr-defined]
            await pilot.press("x")
            await until(pilot, lambda: isinstance(desk.screen, ConfirmDialog))
            await pilot.press("j")
            await until(pilot, lambda: isinstance(desk.screen, LeftFilesScreen))
            await pilot.pause()
        assert not one.exists() and two.exists(), "what is not as it was made stays"
        assert [left.name for left in store.handed.outside() if left.gone_on is None] == ["twee.md"]
        await pilot.press("v")
        await until(pilot, lambda: not any("twee.md" in row for row in rows(desk, "files")))
        assert not any(row.rule == "exports" for row in told(store))
        await pilot.press("a")
        await until(pilot, lambda: any("twee.md" in row for row in rows(desk, "files")))
