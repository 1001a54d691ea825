"""Bewaren en vernietigen by the keyboard: nobody due, chosen, the wrong word, the right one (domain.md §11)."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import go, rows
from tests.ui.screen_text import screen_text
from tests.ui.waiting import until

from sotdesk.app import SotDesk
from sotdesk.data.backups_found import Copy, Replaced
from sotdesk.data.store.handed import Document
from sotdesk.domain.backups import BackupKind, name_of
from sotdesk.domain.retention import Due, Kind, shipped_terms
from sotdesk.domain.students import Student
from sotdesk.safekeeping import Listed, Overview
from sotdesk.screens.retention import NOTHING, RetentionScreen
from sotdesk.screens.retention_copies import BY_HAND, still_held
from sotdesk.screens.retention_forms import DestroyForm, MarkForm, TermForm
from sotdesk.widgets.lines import Lines


async def test_who_is_past_his_term_goes_only_by_the_typed_word(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        store = desk.store
        assert store
        await go(desk, pilot, "retention")
        assert any(NOTHING in row for row in rows(desk, "due"))
        gone = Student("kees", "4", "Kees", "", "Laan", "5V1", gone_since=date(2024, 7, 10))
        store.students.add([gone, Student("sem", "2", "Sem", "", "Bos", "1B4")])
        await go(desk, pilot, "today")
        await go(desk, pilot, "retention")
        await until(pilot, lambda: isinstance(desk.screen, RetentionScreen))
        assert any("Kees L." in row and "bewaard t/m" in row for row in rows(desk, "due"))
        await pilot.press("space", "v")
        await until(pilot, lambda: isinstance(desk.screen, DestroyForm))
        await pilot.press("j", "a", "f2")
        assert isinstance(desk.screen, DestroyForm)
        await pilot.press("backspace", "backspace", *"vernietigen", "tab", *"Noor", "f2")
        await until(pilot, lambda: isinstance(desk.screen, RetentionScreen))
        assert [one.id for one in store.students.all(gone=True)] == ["sem"]
        assert any("1 leerling" in row for row in rows(desk, "due"))


async def test_his_files_outside_are_named_before_he_goes(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        assert desk.store
        gone = Student("kees", "4", "Kees", "", "Laan", "5V1", gone_since=date(2024, 7, 10))
        desk.store.students.add([gone])
        desk.store.handed.add(Document("plan.docx", "kees", path=str(Path.home() / "sot" / "plan.docx")))
        await go(desk, pilot, "retention")
        await pilot.press("space", "v")
        await until(pilot, lambda: "1 bestand staat nog buiten de kluis" in screen_text(desk))
        assert "~/sot/plan.docx" in screen_text(desk)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(desk.screen, RetentionScreen))
        assert desk.store.retention.due()


async def test_whose_run_is_past_its_term_stands_behind_the_shield(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        assert desk.store
        kees = Student("kees", "4", "Kees", "", "Laan", "5V1")
        due = Due(kees, Kind.RUN, date(2026, 7, 31), shipped_terms()[Kind.RUN])
        monkeypatch.setattr(desk.store.retention, "due", lambda: (due,))
        await go(desk, pilot, "retention")
        assert not any("Kees" in row for row in rows(desk, "due"))
        assert any("1 afgeschermd" in row for row in rows(desk, "due"))
        await pilot.press("f5")
        await until(pilot, lambda: any("Kees" in row for row in rows(desk, "due")))


async def test_a_hold_an_own_term_and_their_sources(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        store = desk.store
        assert store
        store.students.add([Student("kees", "4", "Kees", "", "Laan", "5V1", gone_since=date(2024, 7, 10))])
        await go(desk, pilot, "retention")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(desk.screen, MarkForm))
        await pilot.press("tab", *"klacht", "tab", *"directie", "f2")
        await until(pilot, lambda: isinstance(desk.screen, RetentionScreen))
        assert store.retention.due() == ()
        assert any("niet vernietigen · klacht · directie" in row for row in rows(desk, "due"))
        await pilot.press("x")
        await until(pilot, lambda: len(store.retention.due()) == 1)
        desk.screen.query_one("#due", Lines).go_to("term:file")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(desk.screen, TermForm))
        await pilot.press("backspace", "backspace", *"60", "f2")
        await until(pilot, lambda: isinstance(desk.screen, RetentionScreen))
        assert store.retention.due() == ()
        assert any("eigen keuze" in row and "5 jaar" in row for row in rows(desk, "due"))
        await pilot.press("enter")
        await until(pilot, lambda: "keuze van de school" in screen_text(desk))
        await pilot.press("enter", "x")
        await until(pilot, lambda: len(store.retention.due()) == 1)


def test_the_copies_from_before_are_listed_with_how_long_they_stay() -> None:
    at = datetime.fromisoformat("2026-11-25 12:00")
    listed = [
        Listed(Copy(Path(name_of(day)), day, BackupKind.ROUTINE, 4096, "aa", True), False, own)
        for day, own in (
            (at + timedelta(hours=1), True), (at - timedelta(hours=1), True), (at - timedelta(days=90), False)
        )
    ]  # fmt: skip
    old = [Replaced(Path(f"{hours}"), at + timedelta(hours=hours), 4096) for hours in (1, -2)]
    seen = Overview(None, tuple(listed), None, False, False, 0, (), tuple(old))
    held = still_held(seen, at, at.date())
    assert [(where, stay) for _, where, stay in held] == [
        ("do 27 aug 12:00, bij de kluis", BY_HAND),
        ("wo 25 nov 11:00, bij de kluis", "gaat weg na 9 nieuwe kopieën"),
        ("wo 25 nov 10:00, vervangen bij terugzetten", BY_HAND),
    ]
