"""The documents beside the program: docs/keys.md says what the table of actions says."""

import re
from pathlib import Path

from bench.keys import FILE, keys_page
from sqlcipher3 import dbapi2 as sqlcipher
from tests.conftest import NOW

from sotdesk.commands import safekeeping
from sotdesk.data.backups import write_backup
from sotdesk.data.demo import PASSPHRASE
from sotdesk.data.schema import build
from sotdesk.data.vault import Vault

FORMAT = FILE.with_name("format.md").read_text(encoding="utf-8")


def test_the_page_of_keys_is_up_to_date() -> None:
    """Made by `make docs`."""
    assert FILE.read_text(encoding="utf-8") == keys_page()


def test_no_key_is_without_a_sentence() -> None:
    rows = [row for row in keys_page().splitlines() if row.startswith("| ") and "toets |" not in row]
    assert rows and all(row.count(" | ") >= 2 and row.rstrip(" |").endswith(".") for row in rows)


def test_the_lines_of_format_md_open_a_vault_and_a_reservekopie(tmp_path: Path) -> None:
    """As they are written there, in a bare SQLCipher with its default parameters; only the phrase is filled in."""
    lines = re.findall(r"^    (PRAGMA .*;|SELECT .*;)$", FORMAT, re.MULTILINE)
    assert [line.split()[0] for line in lines] == ["PRAGMA", "SELECT"]
    with Vault.create(tmp_path / "kluis.sotdesk", PASSPHRASE, build=build) as vault:
        copy = write_backup(vault, NOW).copy.path
    for file in (tmp_path / "kluis.sotdesk", copy):
        connection = sqlcipher.connect(str(file))
        assert connection.execute(lines[0].replace("de wachtwoordzin", PASSPHRASE)).fetchone() == ("ok",)
        assert connection.execute(lines[1]).fetchone() == (0,)
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone()
        assert connection.execute("PRAGMA cipher_version").fetchone()[0].startswith("4.")
        connection.close()


def test_format_md_names_every_exit_code() -> None:
    named = {int(code) for code in re.findall(r"^\| (\d+) \|", FORMAT, re.MULTILINE)}
    ours = {safekeeping.NO_GOOD_BACKUP, *(code for _, code in safekeeping.CODES)}
    assert named == {0, 1, 2} | ours
