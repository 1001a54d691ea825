"""A vault of an imagined older sotdesk, and the folder with the revision that brings it to a newer one."""

import shutil
from pathlib import Path

import sqlalchemy as sa
from tests.conftest import FAST_KDF, PASSPHRASE

from sotdesk.data.migrate import FOLDER
from sotdesk.data.vault import Vault

OLD, NEW = "a001", "a002"
BOTH = frozenset({OLD, NEW})
FIRST = """
revision, down_revision = "a001", None
def upgrade():
    pass
"""
REBUILDS = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "a002", "a001"
def upgrade():
    op.create_table("kind", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("parent", recreate="always") as batch:
        batch.add_column(sa.Column("more", sa.String))
        batch.alter_column("name", type_=sa.Text, nullable=False)
"""
BREAKS = f'{REBUILDS}    raise RuntimeError("halfway")\n'
LOSES = f'{REBUILDS}    op.execute("DELETE FROM child WHERE id = 1")\n'  # noqa: S608
LOOSENS = f"""{REBUILDS}    op.execute("UPDATE child SET parent_id = 'weg' WHERE id = 1")\n"""  # noqa: S608


def scripts(folder: Path, second: str = REBUILDS) -> Path:
    """A folder with our own env.py and two revisions."""
    (folder / "versions").mkdir(parents=True)
    shutil.copy(FOLDER / "env.py", folder / "env.py")
    (folder / "versions" / "a001.py").write_text(FIRST, encoding="utf-8")
    (folder / "versions" / "a002.py").write_text(second, encoding="utf-8")
    return folder


def make_old(path: Path, parents: int = 20, children: int = 3) -> None:
    """Parents with children that go with them, at the first revision."""

    def build(engine: sa.Engine) -> None:
        with engine.begin() as connection:
            for statement in (
                "CREATE TABLE parent (id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL)",
                "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id VARCHAR NOT NULL "
                "REFERENCES parent (id) ON DELETE CASCADE, words VARCHAR)",
                "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
                f"INSERT INTO alembic_version VALUES ('{OLD}')",  # noqa: S608
            ):
                connection.exec_driver_sql(statement)
            for number in range(parents):
                connection.exec_driver_sql("INSERT INTO parent VALUES (?, ?)", (f"p{number}", "naam"))
            rows = [(f"p{number % parents}", "woord " * 9) for number in range(parents * children)]
            connection.exec_driver_sql("INSERT INTO child (parent_id, words) VALUES (?, ?)", rows)

    Vault.create(path, PASSPHRASE, build=build, _kdf_iter=FAST_KDF).close()


def open_old(path: Path, known: frozenset[str] = BOTH) -> Vault:
    """Opened by a program that knows both revisions."""
    return Vault.open(path, PASSPHRASE, known=known, _kdf_iter=FAST_KDF)
