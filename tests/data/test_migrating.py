"""A vault of an older sotdesk becomes one of this version whole, or stays what it was (security.md §1.8, §2.9)."""

from pathlib import Path

import pytest
from tests.conftest import FAST_KDF, NOW, PASSPHRASE
from tests.data.older_vault import BREAKS, LOOSENS, LOSES, NEW, OLD, make_old, open_old, scripts

from sotdesk.data import damage, migrating, schema
from sotdesk.data.backups_found import backup_folder, copies_in
from sotdesk.data.damage import open_or_tell
from sotdesk.data.migrating import CONVERTING, migrate, tables_of
from sotdesk.data.vault import Vault
from sotdesk.domain.backups import BackupKind
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.errors import BackupError, VaultNewer, VaultNotMigrated

ROWS = {"parent": 20, "child": 60, "alembic_version": 1}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "oud.sotdesk"
    make_old(path)
    return path


def test_a_parent_is_rebuilt_and_keeps_its_children(path: Path, tmp_path: Path) -> None:
    said: list[str] = []
    with open_old(path) as vault:
        rows = migrate(vault, NOW, said.append, folder=scripts(tmp_path / "s"), revision=NEW)
        assert rows == {**ROWS, "kind": 0} and vault.revision == NEW
        assert vault.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert vault.connection.execute("SELECT more FROM parent").fetchone() == (None,)
    assert said[-1] == CONVERTING
    (copy,) = copies_in(backup_folder(path))
    assert copy.kind is BackupKind.MIGRATION
    with open_old(copy.path) as before:
        assert before.revision == OLD and tables_of(before.connection) == ROWS


@pytest.mark.parametrize("script", [BREAKS, LOSES, LOOSENS])
def test_a_revision_that_fails_changes_nothing(path: Path, tmp_path: Path, script: str) -> None:
    with open_old(path) as vault:
        with pytest.raises(VaultNotMigrated):
            migrate(vault, NOW, folder=scripts(tmp_path / "s", script), revision=NEW)
        assert vault.revision == OLD and tables_of(vault.connection) == ROWS
        assert vault.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        migrate(vault, NOW, folder=scripts(tmp_path / "good"), revision=NEW)
        assert tables_of(vault.connection) == {**ROWS, "kind": 0}, "and a good one still passes"


def test_without_a_copy_nothing_is_converted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise BackupError("De reservekopie is niet gemaakt: de schijf is vol.")

    monkeypatch.setattr(migrating, "write_backup", full)
    with open_old(path) as vault:
        with pytest.raises(VaultNotMigrated, match="schijf is vol"):
            migrate(vault, NOW, revision=NEW)
        assert vault.revision == OLD


def test_opening_converts_an_older_vault_and_says_so(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "REVISION", NEW)
    monkeypatch.setattr(schema, "KNOWN_REVISIONS", frozenset({OLD, NEW}))
    folder = scripts(tmp_path / "s")
    monkeypatch.setattr(
        damage, "migrate", lambda vault, at, said: migrate(vault, at, said, folder=folder, revision=NEW)
    )
    said: list[str] = []

    def opened() -> Vault:
        return open_or_tell(
            path, PASSPHRASE, progress=said.append, clock=fixed_at(NOW),
            memory_file=tmp_path / "gezien.json", _kdf_iter=FAST_KDF,
        )  # fmt: skip

    with opened() as vault:
        assert vault.revision == NEW and CONVERTING in said
    said.clear()
    opened().close()
    assert CONVERTING not in said and len(copies_in(backup_folder(path))) == 1


def test_a_vault_of_a_newer_program_is_refused_as_it_is(path: Path) -> None:
    with open_old(path) as vault:
        vault.connection.execute("UPDATE alembic_version SET version_num = 'b009'")
    before = path.read_bytes()
    with pytest.raises(VaultNewer):
        open_or_tell(path, PASSPHRASE, _kdf_iter=FAST_KDF)
    assert path.read_bytes() == before and not copies_in(backup_folder(path))
