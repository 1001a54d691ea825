"""Nieuw schooljaar: from Vandaag through everyone who is followed, stopped halfway, and done (issue 4 point 11)."""

from datetime import date, datetime
from pathlib import Path

from tests.conftest import FAST_KDF, PASSPHRASE
from tests.ui.meeting_desk import go, rows
from tests.ui.waiting import until
from textual.pilot import Pilot

from sotdesk.app import SotDesk
from sotdesk.data.schema import build
from sotdesk.data.vault import Vault
from sotdesk.domain.cases import CaseStatus
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.students import Student
from sotdesk.domain.support import Support
from sotdesk.screens.case_forms import CloseForm
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.school_year import GoesOnForm, SchoolYearScreen
from sotdesk.screens.transfer import TransferScreen

AUGUST = datetime(2027, 8, 18, 9, 0)  # noqa: DTZ001  (local time)


async def shown(desk: SotDesk, pilot: Pilot[None], kind: type) -> None:
    await until(pilot, lambda: isinstance(desk.screen, kind))


async def test_the_year_is_begun_pupil_by_pupil(tmp_path: Path) -> None:
    vault = Vault.create(tmp_path / "k.sotdesk", PASSPHRASE, build=build, _kdf_iter=FAST_KDF)
    desk = SotDesk(vault.path, clock=fixed_at(AUGUST))
    async with desk.run_test(size=(100, 30)) as pilot:
        desk.opened(vault)
        store = desk.store
        assert store
        store.students.add(
            [
                Student("sem", "2", "Sem", "", "Bos", "1B4"),
                Student("yara", "1", "Yara", "", "Achterberg", "2H1"),
                Student("kees", "4", "Kees", "", "Laan", "5V1", gone_since=date(2027, 7, 10)),
            ]
        )
        store.cases.open("sem", status=CaseStatus.FOLLOW), store.cases.open("yara"), store.cases.open("kees")
        since, ended = date(2027, 2, 1), date(2027, 7, 2)
        store.support.save(Support("", "yara", "training", since, starts_on=since, ends_on=ended))
        await go(desk, pilot, "today")
        await until(
            pilot, lambda: any("3 leerlingen worden gevolgd" in row for row in rows(desk, "attention"))
        )
        await go(desk, pilot, "school_year")
        await pilot.press("down", "space")  # Sem stays
        assert any(row.startswith("✓ Sem B. 1B4 volgen") for row in rows(desk, "year"))
        await pilot.press("down", "d")  # the support of Yara goes on, as long again
        await shown(desk, pilot, GoesOnForm)
        await pilot.press("f2")
        await shown(desk, pilot, SchoolYearScreen)
        assert store.support.of_student("yara")[0].ends_on == date(2027, 12, 30)
        await pilot.press("c")
        await shown(desk, pilot, CloseForm)
        form = desk.screen
        assert isinstance(form, CloseForm)
        form.field("reason").fill("doel behaald")
        await pilot.press("f2")
        await shown(desk, pilot, SchoolYearScreen)
        assert [case.student.id for case in store.cases.all()] == ["sem", "kees"], "only what she closed"
        await pilot.press("end", "o")  # who left goes to another vault
        await shown(desk, pilot, TransferScreen)
        assert "1 gekozen" in str(desk.screen.query_one("#choice-panel").border_subtitle)
        await go(desk, pilot, "school_year")  # another day: what was decided stands there still
        assert "nog overdragen" in rows(desk, "year")[-1] and any(
            row.startswith("✓ Sem") for row in rows(desk, "year")
        )
        await pilot.press("k")
        await shown(desk, pilot, ConfirmDialog)
        await pilot.press("j")
        await shown(desk, pilot, SchoolYearScreen)
        assert store.years.ahead(2027).done_on == AUGUST.date()
        await go(desk, pilot, "today")
        assert not any("worden gevolgd" in row for row in rows(desk, "attention"))
