"""Shared by all tests: a throw-away vault on disk, a store over it, a clock that stands still."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sotdesk.data.schema import KNOWN_REVISIONS, build
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import Clock, fixed_at

PASSPHRASE = "testzin voor een fictieve school"
NOW = datetime(2026, 11, 25, 13, 24)  # noqa: DTZ001  (local time, as the story's table: wo 25 nov 13:24)
FAST_KDF = 4000
"""Tests need no strong key derivation; the product always uses SQLCipher's default."""


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a vault with nobody in it, made once: copy it, never open it. Making one costs 0.1 s a test."""
    path = tmp_path_factory.mktemp("leeg") / "leeg.kluis"
    Vault.create(path, PASSPHRASE, build=build, _kdf_iter=FAST_KDF).close()
    return path


def open_vault(path: Path) -> Vault:
    """A test's own vault, opened as the product does but for the quick key."""
    return Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS, _kdf_iter=FAST_KDF)


@pytest.fixture
def vault(tmp_path: Path, empty_vault: Path) -> Iterator[Vault]:
    """A new, empty, encrypted vault."""
    path = tmp_path / "school.kluis"
    shutil.copy(empty_vault, path)
    with open_vault(path) as made:
        yield made


@pytest.fixture
def clock() -> Clock:
    """Wednesday 25 November 2026, 13:24."""
    return fixed_at(NOW)


@pytest.fixture
def store(vault: Vault, clock: Clock) -> Store:
    """A store over an empty vault."""
    return Store(vault.engine, clock)
