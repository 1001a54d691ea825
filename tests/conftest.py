"""Shared by all tests: a throw-away vault on disk, a store over it, a clock that stands still."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sotdesk.data.schema import build
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import Clock, fixed_at

PASSPHRASE = "testzin voor een fictieve school"
NOW = datetime(2026, 11, 25, 13, 24)  # noqa: DTZ001  (local time, as the story's table: wo 25 nov 13:24)
FAST_KDF = 4000
"""Tests need no strong key derivation; the product always uses SQLCipher's default."""


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """A new, empty, encrypted vault."""
    with Vault.create(tmp_path / "school.kluis", PASSPHRASE, build=build, _kdf_iter=FAST_KDF) as made:
        yield made


@pytest.fixture
def clock() -> Clock:
    """Wednesday 25 November 2026, 13:24."""
    return fixed_at(NOW)


@pytest.fixture
def store(vault: Vault, clock: Clock) -> Store:
    """A store over an empty vault."""
    return Store(vault.engine, clock)
