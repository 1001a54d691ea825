"""Shared by Pilot tests: folders of this test's own, and the real app over a vault."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import FAST_KDF, PASSPHRASE

from sotdesk.app import SotDesk
from sotdesk.data.schema import KNOWN_REVISIONS, build
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import Clock

Reopen = Callable[[], Vault]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Preferences and documents of a test stay in its own folder."""
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "thuis"))


@pytest.fixture
def reopen(tmp_path: Path) -> Reopen:
    """Opens this test's vault, and makes it the first time."""
    path = tmp_path / "kluis.sotdesk"

    def reopen() -> Vault:
        if not path.exists():
            Vault.create(path, PASSPHRASE, build=build, _kdf_iter=FAST_KDF).close()
        return Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS, _kdf_iter=FAST_KDF)

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
