"""Kluis: a copy now, and a damaged copy that the check finds."""

from tests.ui.conftest import Reopen

from sotdesk.app import SotDesk
from sotdesk.data.backups_found import backup_folder, copies_in
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.vault_safe import VaultSafeScreen


async def test_a_copy_now_and_a_damaged_one_is_found(desk: SotDesk, reopen: Reopen) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.opened(reopen())
        desk.go(("vault",), fresh=True)
        await pilot.pause()
        assert isinstance(desk.screen, VaultSafeScreen)
        await pilot.press("k")
        (copy,) = copies_in(backup_folder(desk.path))
        data = bytearray(copy.path.read_bytes())
        data[5000] ^= 1
        copy.path.write_bytes(bytes(data))
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(desk.screen, MessageDialog)
        assert "reservekopie is beschadigd" in str(desk.screen.sentence)
        desk.close_vault()
