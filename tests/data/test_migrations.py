"""Both roads give the same schema: made at once, or grown revision by revision (architecture.md)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel
from tests.conftest import FAST_KDF, PASSPHRASE

from sotdesk.data.migrate import FOLDER, upgrade
from sotdesk.data.schema import KNOWN_REVISIONS, REVISION
from sotdesk.data.vault import Vault


def schema(engine: sa.Engine) -> dict[str, str]:
    """Every table and index by its name, in words that do not depend on how it was written down."""
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        return {
            name: repr(
                (
                    [
                        (c["name"], str(c["type"]), c["nullable"], c["primary_key"])
                        for c in inspector.get_columns(name)
                    ],
                    sorted(str(i) for i in inspector.get_indexes(name)),
                    sorted(str(f) for f in inspector.get_foreign_keys(name)),
                )
            )
            for name in inspector.get_table_names()
        }


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[Vault]:
    """A vault whose tables were made revision by revision."""
    with Vault.create(tmp_path / "gegroeid.kluis", PASSPHRASE, build=upgrade, _kdf_iter=FAST_KDF) as vault:
        yield vault


def test_both_roads_give_the_same_schema(vault: Vault, grown: Vault) -> None:
    assert schema(vault.engine) == schema(grown.engine)
    assert vault.revision == grown.revision == REVISION


def test_the_tables_ask_for_nothing_that_no_revision_makes(grown: Vault) -> None:
    with grown.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, SQLModel.metadata)
    ours = [change for change in found if not _is_index_of_fts(change)]
    assert ours == []


def _is_index_of_fts(change: object) -> bool:
    """FTS5 keeps tables of its own beside `find`."""
    return isinstance(change, tuple) and change[0] == "remove_table" and change[1].name.startswith("find")


def test_the_newest_revision_is_the_one_that_new_vaults_carry() -> None:
    scripts = ScriptDirectory(str(FOLDER))
    assert scripts.get_current_head() == REVISION
    assert {script.revision for script in scripts.walk_revisions()} == set(KNOWN_REVISIONS)
