"""A run's text stands in its own file and nowhere else (issue 6, point 9 and the last line of "Proven by")."""

import json
import re
from pathlib import Path

import pytest
from sqlmodel import Session, select
from tests.documents.canary_run import SIGN, Canaries
from tests.documents.outputs import of_meeting, of_pupil, printed, told, words_of
from tests.documents.small_meeting import Meeting

from sotdesk.data.tables import meldcode as tables
from sotdesk.data.transfer_rows import Chosen, gathered
from sotdesk.documents import letters
from sotdesk.domain.letters import Written
from sotdesk.domain.meldcode_file import run_sheet, task_sheet
from sotdesk.domain.shield import speaks

CODES = {
    "run": {"protocol", "protocol_text"},
    "run_item": {"item", "standing"},
    "run_answer": {"question", "answer"},
    "run_contact": {"kind"},
    "run_task": {"kind"},
}
"""Columns with a code of ours or the text of the protocol."""
ROWS = (
    tables.RunRow, tables.RunItem, tables.RunRound, tables.RunAnswer, tables.RunConsultation, tables.RunContact,
    tables.RunTask, tables.RunMember, tables.StaffRouteRow,
)  # fmt: skip


@pytest.fixture
def canaries(held: Meeting) -> Canaries:
    """Yara of the small meeting has them."""
    case = held.store.cases.of_student("yara")
    assert case
    return Canaries(held.store, case.id)


def forms(written: Written, folder: Path) -> tuple[str, str]:
    """A document as Markdown and as Word."""
    return letters.markdown(written), words_of(letters.docx(written), folder / "d.docx")


def test_every_text_of_a_run_has_a_word(held: Meeting, canaries: Canaries) -> None:
    """A column that is added later is not forgotten."""
    with Session(held.store.shared.engine) as session:
        for table in ROWS:
            rows, name = session.exec(select(table)).all(), str(table.__tablename__)
            for column, made in table.model_fields.items():
                if made.annotation is not str or column == "id" or column.endswith("_id"):
                    continue
                if column in CODES.get(name, ()) or column == "again_of":
                    continue
                assert any(SIGN in str(getattr(row, column)) for row in rows), (name, column)


def test_no_output_has_a_word_of_it(held: Meeting, canaries: Canaries, tmp_path: Path) -> None:
    """Report and her own copy, feedback, agenda, .ics, Magister, prep, invites, handover, plan, gate, klassenscan."""
    outputs = of_meeting(held, tmp_path) | told(held, tmp_path) | printed(held)
    for student in ("yara", "lina"):
        outputs |= of_pupil(held, student, tmp_path)
    assert len(outputs) > 40
    for name, text in outputs.items():
        assert SIGN not in text.casefold() and not speaks(text), name


def test_nor_do_search_undo_history_and_another_vault(held: Meeting, canaries: Canaries) -> None:
    store = held.store
    assert not [word for word in (SIGN, *canaries.said) if store.finding.find(word)]
    assert not re.search(SIGN, repr(store.history.of_student("yara", limit=500)))
    while undoable := store.desk.to_undo():
        assert SIGN not in undoable.label and not speaks(undoable.label)
        if not store.runs.of_student("yara"):
            break
        store.desk.undo(undoable.batch)
    else:
        raise AssertionError("every step of the runs can be taken back")


def test_nothing_of_it_goes_along_to_another_school(held: Meeting, canaries: Canaries) -> None:
    for apart in (False, True):
        with held.store.shared.reading() as session:
            rows, _ = gathered(session, Chosen(("yara",), restricted=apart, outside=not apart))
        assert SIGN not in repr(rows)


def test_the_file_of_the_run_has_them_all(held: Meeting, canaries: Canaries, tmp_path: Path) -> None:
    runs = held.store.runs.of_student("yara")
    whole = [forms(run_sheet(run, "Lyceum", canaries.today), tmp_path) for run in runs]
    own = {word for word in canaries.said if "bestuur" not in word}
    for form in (0, 1):
        text = "".join(pair[form] for pair in whole)
        assert [word for word in own if word not in text] == []


def test_the_sheet_of_a_task_has_its_own_words_only(
    held: Meeting, canaries: Canaries, tmp_path: Path
) -> None:
    """Issue 6 point 7: by name, date and wording."""
    run = held.store.runs.get(canaries.closed_id)
    tasks = run.tasks
    assert len(tasks) == len(canaries.tasks) == 3
    for task in tasks:
        for text in forms(task_sheet(task, run.student, "Lyceum", canaries.today), tmp_path):
            assert set(re.findall(rf"{SIGN}\w+", text)) == set(canaries.tasks[task.id])
            assert not speaks(text) and "Yara" not in text and "Aydın" not in text


def test_what_the_history_of_the_vault_keeps_is_named_without_words(
    held: Meeting, canaries: Canaries
) -> None:
    """What undo keeps is in the encrypted vault; its labels are what shows."""
    from sotdesk.data.tables.desk import Change

    with Session(held.store.shared.engine) as session:
        kept = session.exec(select(Change)).all()
    assert any(SIGN in json.dumps([row.before, row.after]) for row in kept)
    assert not any(SIGN in row.label or speaks(row.label) for row in kept)
