"""Shared by Pilot tests: folders of this test's own, and the real app over a vault."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import open_vault

from sotdesk import parting
from sotdesk.app import SotDesk
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import Clock

Reopen = Callable[[], Vault]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Preferences and documents of a test stay in its own folder."""
    for name in (
        "HOME",
        "USERPROFILE",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_DOCUMENTS_DIR",
    ):
        monkeypatch.setenv(name, str(tmp_path / "thuis"))


@pytest.fixture
def reopen(tmp_path: Path, empty_vault: Path) -> Reopen:
    """Opens this test's vault; the first time there is nobody in it."""
    path = tmp_path / "kluis.sotdesk"

    def reopen() -> Vault:
        if not path.exists():
            shutil.copy(empty_vault, path)
        parting.wait()  # a reservekopie behind the lock screen
        return open_vault(path)

    return reopen


@pytest.fixture(scope="session")
def small_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a vault with the small school in it: copy it over this test's own, never open it."""
    from tests.ui.small_school import make

    return make(tmp_path_factory.mktemp("school") / "klein.sotdesk")


@pytest.fixture
def desk(reopen: Reopen, clock: Clock) -> SotDesk:
    """The real app over this test's vault; call `desk.opened(reopen())` in `run_test`."""
    vault = reopen()
    vault.close()
    return SotDesk(vault.path, clock=clock)
