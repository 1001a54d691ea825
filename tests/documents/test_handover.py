"""The sheet of a handover as a file: the besloten page on a page of its own, a folder for a class."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from sotdesk.documents.handover_folder import Wanted, content, write_folder
from sotdesk.domain.errors import ExportError
from sotdesk.domain.letters import Written, WrittenBlock

NASTY = "[b]vet[/b] *ster* | \u202erechts \U0001f600 \x07" + "lang " * 2000
SHEET = Written(
    "Overdracht",
    date(2026, 11, 25),
    ("Yara A. (2H1)",),
    (WrittenBlock("Wat werkt", "", (("", NASTY),)),),
    ("slot",),
)
APART = Written(
    "Overdracht: besloten deel", date(2026, 11, 25), (), (WrittenBlock("Besloten regels", "", ()),), ()
)


def test_each_page_begins_on_a_new_one_in_word_and_behind_a_line_in_markdown() -> None:
    """domain.md §12: the restricted part of a handover on its own page."""
    document = Document(BytesIO(content((SHEET, APART), "docx")))
    breaks = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert breaks == ["Overdracht: besloten deel"]
    assert document.core_properties.title == "Overdracht", "a property of the file names no pupil"
    assert any("[b]vet[/b]" in p.text for p in document.paragraphs)
    text = content((SHEET, APART), "md").decode()
    assert text.count("\n---\n") == 1 and text.index("slot") < text.index("---") < text.index("besloten deel")
    assert "\x07" not in text and r"\*ster\*" in text
    assert "---" not in content((SHEET,), "md").decode()


def test_a_folder_has_a_private_file_for_each_pupil_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """domain.md §4: one recipient gets one pupil."""
    wanted = [Wanted(key, "Overdracht Y.A. 2H1", (SHEET,)) for key in ("yara", "yusuf")]
    far: list[tuple[int, int]] = []
    made = write_folder(tmp_path, "overdracht 2H1", wanted, form="md", progress=lambda *at: far.append(at))
    assert [path.name for path in made.files.values()] == [
        "Overdracht Y.A. 2H1.md",
        "Overdracht Y.A. 2H1 (2).md",
    ]
    assert far == [(1, 2), (2, 2)]
    assert made.path.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in made.files.values())

    def full(*_: object, **__: object) -> Path:
        raise ExportError("vol")

    monkeypatch.setattr("sotdesk.documents.handover_folder.save", full)
    with pytest.raises(ExportError):
        write_folder(tmp_path, "overdracht 3H2", wanted)
    assert [each.name for each in tmp_path.iterdir()] == ["overdracht 2H1"], "nothing of it stays"
