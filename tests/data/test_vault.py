"""The encrypted file, on real files (issue 2 point 2; security.md §1, §2.3). Tables of its own, not the product's."""

import os
import random
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as sqlcipher

from sotdesk.data.vault import Vault, needs_vault, precheck, translate
from sotdesk.data.vault_checks import APPLICATION_ID
from sotdesk.domain import errors

PHRASE = "vlieger kastanje trompet sneeuw roeiboot"
KNOWN = frozenset({"0001"})
QUICK = 4000
PAGE = 4096
TEXT = "Een zin die nergens leesbaar mag staan"
posix = pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")

Folder = tuple[tuple[str, bytes, int], ...]


def build(engine: sa.Engine, revision: str = "0001", rows: int = 400) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        connection.exec_driver_sql("CREATE TABLE child (id INTEGER PRIMARY KEY, note_id REFERENCES note(id))")
        connection.execute(
            sa.text("INSERT INTO note (body) VALUES (:body)"),
            [{"body": f"{TEXT} {number} " * 5} for number in range(rows)],
        )
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute(sa.text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": revision})


def make(path: Path, phrase: str = PHRASE, build: Callable[[sa.Engine], None] = build) -> Vault:
    return Vault.create(path, phrase, build=build, _kdf_iter=QUICK)


def reopen(path: Path, phrase: str = PHRASE, known: frozenset[str] = KNOWN) -> Vault:
    return Vault.open(path, phrase, known=known, _kdf_iter=QUICK)


def folder(path: Path) -> Folder:
    """Every file beside the vault: name, bytes and the time it was changed."""
    files = sorted(path.parent.iterdir()) if path.parent.is_dir() else []
    return tuple((file.name, file.read_bytes(), file.stat().st_mtime_ns) for file in files)


def notes(vault: Vault) -> int:
    with vault.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM note").scalar_one())


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of one good vault, so that each test needs no making of its own."""
    path = tmp_path_factory.mktemp("model") / "kluis.sotdesk"
    make(path).close()
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, model: bytes) -> Path:
    place = tmp_path / "map" / "kluis.sotdesk"
    place.parent.mkdir(mode=0o700)
    place.write_bytes(model)
    place.chmod(0o600)
    return place


def refused(path: Path, kind: type[errors.SotdeskError], **how: object) -> errors.SotdeskError:
    """Opening fails with exactly this error, and nothing in the folder was made or changed."""
    before = folder(path)
    with pytest.raises(errors.SotdeskError) as caught:
        reopen(path, **how).close()  # type: ignore[arg-type]
    assert type(caught.value) is kind
    assert folder(path) == before
    return caught.value


# ── Making ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_vault_is_one_encrypted_file(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b é #?%20" / "kluis.sotdesk"
    assert needs_vault(path)
    make(path).close()
    data = path.read_bytes()
    assert [file.name for file in path.parent.iterdir()] == ["kluis.sotdesk"]
    assert not needs_vault(path)
    assert not data.startswith(b"SQLite")
    assert len(data) % PAGE == 0
    for spelling in ("utf-8", "utf-16-le"):
        assert TEXT.encode(spelling) not in data
    blocks = [data[start : start + 16] for start in range(0, len(data), 16)]
    assert len(set(blocks)) == len(blocks)


@posix
def test_a_new_vault_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "kluis.sotdesk"
    old = os.umask(0o022)
    try:
        vault = make(path)
        with vault.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM note WHERE id = 1")
            modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    finally:
        os.umask(old)
    vault.close()
    assert modes == {"kluis.sotdesk": 0o600, "kluis.sotdesk-journal": 0o600}
    assert [f.stat().st_mode & 0o777 for f in (path.parent, path.parent.parent)] == [0o700, 0o700]


def test_making_and_opening_say_what_they_do(tmp_path: Path) -> None:
    said: list[str] = []
    path = tmp_path / "kluis.sotdesk"
    Vault.create(path, PHRASE, build=build, progress=said.append, _kdf_iter=QUICK).close()
    assert said == ["Kluis maken…", "Sleutel berekenen…", "Kluis controleren…"]


def test_stock_sqlcipher_opens_the_schools_own_data(tmp_path: Path) -> None:
    """The product's own derivation, without any setting but the passphrase (security.md §2.1)."""
    path = tmp_path / "kluis.sotdesk"
    Vault.create(path, "Zoë's zin", build=build).close()
    connection = sqlcipher.connect(str(path))
    connection.execute("PRAGMA key = 'Zoë''s zin'")
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (400,)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA kdf_iter").fetchone() == ("256000",)
    connection.close()
    Vault.open(path, "Zoë's zin", known=KNOWN).close()


def test_making_never_replaces_a_file(path: Path) -> None:
    before = folder(path)
    with pytest.raises(errors.VaultExists):
        make(path)
    assert folder(path) == before


def test_a_name_taken_while_making_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "kluis.sotdesk"

    def slow(engine: sa.Engine) -> None:
        build(engine)
        path.write_bytes(b"van een ander")

    with pytest.raises(errors.VaultExists):
        make(path, build=slow)
    assert folder(path) == (("kluis.sotdesk", b"van een ander", path.stat().st_mtime_ns),)


def broken_build(engine: sa.Engine) -> None:
    build(engine)
    raise LookupError


def unstamped_build(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE note (id INTEGER)")


def refused_build(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABEL note")


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [(broken_build, LookupError), (unstamped_build, RuntimeError), (refused_build, errors.SaveFailed)],
)
def test_a_failed_making_leaves_nothing(
    tmp_path: Path, wrong: Callable[[sa.Engine], None], kind: type[Exception]
) -> None:
    path = tmp_path / "map" / "kluis.sotdesk"
    with pytest.raises(kind):
        make(path, build=wrong)
    assert folder(path) == ()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "map").write_text("geen map")
    with pytest.raises(errors.VaultUnwritable):
        make(tmp_path / "map" / "kluis.sotdesk")
    assert (tmp_path / "map").read_text() == "geen map"


@pytest.mark.parametrize("phrase", ["", "x'" + "0f" * 32 + "'", "X'" + "0F" * 48 + "'", "half \ud800 teken"])
def test_what_cannot_be_a_key_makes_no_vault_and_opens_none(tmp_path: Path, path: Path, phrase: str) -> None:
    new = tmp_path / "nieuw" / "kluis.sotdesk"
    with pytest.raises(errors.PassphraseUnusable):
        make(new, phrase)
    assert not new.parent.exists()
    refused(path, errors.WrongPassphrase, phrase=phrase)


# ── Passphrases ─────────────────────────────────────────────────────────────────────────────────────────────

NASTY = [
    "aanhaling ' enkel", 'aanhaling " dubbel', "beide ' en \"", "procent %s %20 {x}", "back\\slash \\n",
    "einde'; DROP TABLE note; --", "één naïeve zin met Ĳ en ß", "emoji 🦉 uil 👩‍👧", " blanco ervoor en erna ",
    "@:/?#&=+", "x'0f0f'", "nul\0erin", "a", "lang " * 200, "\tmet tab", "عربي 中文",
]  # fmt: skip


@pytest.mark.parametrize("phrase", NASTY, ids=range(len(NASTY)))
def test_nasty_passphrases_open_what_they_made(tmp_path: Path, phrase: str) -> None:
    path = tmp_path / "kluis.sotdesk"
    make(path, phrase, build=lambda engine: build(engine, rows=1)).close()
    refused(path, errors.WrongPassphrase, phrase=phrase + "x")
    with reopen(path, phrase) as vault:
        assert notes(vault) == 1


@pytest.mark.parametrize(("made", "typed"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_accents_typed_either_way_are_one_passphrase(tmp_path: Path, made: str, typed: str) -> None:
    path = tmp_path / "kluis.sotdesk"
    make(path, unicodedata.normalize(made, "José zijn café")).close()
    reopen(path, unicodedata.normalize(typed, "José zijn café")).close()


# ── Refusals: each its own error, nothing made or changed ───────────────────────────────────────────────────


def test_wrong_passphrase_names_damage_too(path: Path) -> None:
    told = refused(path, errors.WrongPassphrase, phrase="een andere zin").sentence
    assert "wachtwoordzin" in told
    assert "beschadigd" in told


def test_damaged_first_page_looks_like_a_wrong_passphrase(path: Path) -> None:
    flip(path, 100)
    refused(path, errors.WrongPassphrase)


def test_missing(path: Path) -> None:
    path.unlink()
    refused(path, errors.VaultMissing)
    refused(path.parent / "geen map" / "kluis.sotdesk", errors.VaultMissing)
    assert not (path.parent / "geen map").exists()


def test_a_folder_is_no_vault(path: Path) -> None:
    with pytest.raises(errors.VaultMissing):
        reopen(path.parent)


def test_empty(path: Path) -> None:
    """SQLCipher itself opens a zero-length file as a new database with any passphrase (security.md §1.1)."""
    path.write_bytes(b"")
    refused(path, errors.VaultEmpty)


def test_plain_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE note (id INTEGER)")
    connection.commit()
    connection.close()
    refused(path, errors.VaultPlain)


@pytest.mark.parametrize("size", [1, 15, 100, PAGE - 1, PAGE + 1, 3 * PAGE - 512])
def test_cut_short_within_a_page(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    refused(path, errors.VaultDamaged)


def test_cut_short_at_a_page(path: Path) -> None:
    """cipher_integrity_check alone misses this (security.md §1.5)."""
    path.write_bytes(path.read_bytes()[: -2 * PAGE])
    refused(path, errors.VaultDamaged)


def test_garbage_after_the_end(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0" * PAGE)
    refused(path, errors.VaultDamaged)


def test_two_pages_swapped(path: Path) -> None:
    good = path.read_bytes()
    for one, other in ((1, 2), (3, 7), (2, len(good) // PAGE - 1)):
        data = bytearray(good)
        data[one * PAGE : (one + 1) * PAGE] = good[other * PAGE : (other + 1) * PAGE]
        data[other * PAGE : (other + 1) * PAGE] = good[one * PAGE : (one + 1) * PAGE]
        path.write_bytes(data)
        refused(path, errors.VaultDamaged)


def test_every_damaged_page_is_found(path: Path) -> None:
    good = path.read_bytes()
    chance = random.Random(2)
    for page in range(1, len(good) // PAGE):
        path.write_bytes(good)
        flip(path, page * PAGE + chance.randrange(PAGE))
        refused(path, errors.VaultDamaged)


@posix
def test_read_only(path: Path) -> None:
    path.chmod(0o400)
    refused(path, errors.VaultReadOnly)


def test_read_only_that_only_sqlite_notices(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only disk: the file's own mode says nothing, BEGIN EXCLUSIVE neither (security.md §1.3)."""
    from sotdesk.data import vault

    uri = vault._uri
    monkeypatch.setattr(vault, "_uri", lambda place: uri(place).replace("mode=rw", "mode=ro"))
    refused(path, errors.VaultReadOnly)


def test_newer(path: Path) -> None:
    with reopen(path) as vault, vault.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")
    refused(path, errors.VaultNewer)
    with reopen(path, known=frozenset({"0001", "0002"})) as vault:
        assert vault.revision == "0002"


@pytest.mark.parametrize(
    "statement",
    ["PRAGMA application_id = 7", "DROP TABLE alembic_version", "DELETE FROM alembic_version"],
)
def test_of_another_program(path: Path, statement: str) -> None:
    with reopen(path) as vault, vault.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    refused(path, errors.VaultForeign)


def test_open_twice_in_one_program(path: Path) -> None:
    with reopen(path) as vault:
        refused(path, errors.VaultBusy)
        refused(path, errors.VaultBusy, phrase="ook met een verkeerde zin")
        assert notes(vault) == 400


def holder(path: Path, what: str) -> "subprocess.Popen[str]":
    """Another process that opens the vault, does `what`, says so and waits."""
    program = (
        "import sys; from pathlib import Path; from sotdesk.data.vault import Vault\n"
        f"v = Vault.open(Path(sys.argv[1]), {PHRASE!r}, known=frozenset({{'0001'}}), _kdf_iter={QUICK})\n"
        f"{what}\nprint('open', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_open_in_another_program_and_no_stale_lock(path: Path) -> None:
    process = holder(path, "")
    try:
        refused(path, errors.VaultBusy)
    finally:
        process.kill()
        process.communicate()
    reopen(path).close()


def test_killed_in_the_middle_of_a_change(path: Path) -> None:
    """The journal undoes the half change, also when the first passphrase typed is a wrong one."""
    process = holder(
        path,
        "c = v.engine.connect(); c.begin(); c.exec_driver_sql('PRAGMA cache_size=5')\n"
        "c.exec_driver_sql(\"UPDATE note SET body = 'weg'\")\n"
        'c.exec_driver_sql("INSERT INTO note (body) SELECT hex(randomblob(900)) FROM note")',
    )
    process.kill()
    process.communicate()
    assert path.with_name("kluis.sotdesk-journal").stat().st_size > 0
    with pytest.raises(errors.WrongPassphrase):
        reopen(path, "een andere zin")
    with reopen(path) as vault, vault.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar_one() == 400
        assert connection.exec_driver_sql("SELECT count(*) FROM note WHERE body = 'weg'").scalar_one() == 0
    assert [file.name for file in path.parent.iterdir()] == ["kluis.sotdesk"]


def test_a_last_page_half_written_when_the_power_went(path: Path) -> None:
    """With a journal beside it SQLite repairs that while opening: no reason to call the vault damaged."""
    process = holder(
        path,
        "c = v.engine.connect(); c.begin(); c.exec_driver_sql('PRAGMA cache_size=5')\n"
        'c.exec_driver_sql("INSERT INTO note (body) SELECT hex(randomblob(900)) FROM note")',
    )
    process.kill()
    process.communicate()
    grown = path.read_bytes()
    path.write_bytes(grown[:-512])
    precheck(path)
    with reopen(path) as vault:
        assert notes(vault) == 400
    assert path.stat().st_size < len(grown)


def test_a_torn_page_in_which_nothing_stood_is_no_damage_after_a_crash(path: Path) -> None:
    with reopen(path) as vault, vault.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE ruim (tekst TEXT)")
        connection.exec_driver_sql("INSERT INTO ruim VALUES (?)", ("x" * 400_000,))
        connection.exec_driver_sql("DELETE FROM ruim")
    data = bytearray(path.read_bytes())
    for page in (-1, -20):  # free ones
        data[page * 4096 + 1000 : page * 4096 + 1500] = bytes(500)
    path.write_bytes(data)
    with pytest.raises(errors.VaultDamaged):
        reopen(path)
    assert path.read_bytes() == data, "without a crash it is told, and nothing is written"
    path.with_name(path.name + "-journal").write_bytes(bytes(512))  # a crash left one that was finished
    reopen(path).close()
    assert path.stat().st_size < len(data)
    reopen(path).close()


def test_a_journal_does_not_excuse_a_file_without_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])
    path.with_name("kluis.sotdesk-journal").write_bytes(b"x" * 1024)
    refused(path, errors.VaultDamaged)


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (PermissionError(13, ""), errors.VaultUnwritable),
        (OSError(5, ""), errors.VaultDamaged),
        (FileNotFoundError(2, ""), errors.VaultMissing),
    ],
)
def test_a_file_that_may_not_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, cause: OSError, kind: type[errors.VaultError]
) -> None:
    def fail(*_: object) -> None:
        raise cause

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(errors.VaultError) as caught:
        precheck(path)
    assert type(caught.value) is kind


def test_precheck_accepts_a_good_file_and_changes_nothing(path: Path) -> None:
    before = folder(path)
    precheck(path)
    assert folder(path) == before


def test_every_cause_has_its_own_words() -> None:
    causes = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    told = [kind() for kind in causes if issubclass(kind, errors.VaultError)]
    assert len(told) >= 15
    assert len({error.sentence for error in told}) == len({error.title for error in told}) == len(told)
    assert all(error.sentence.endswith(".") and str(error) == error.sentence for error in told)


# ── An open vault ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("locking_mode", "exclusive"), ("journal_mode", "delete"), ("synchronous", 3), ("fullfsync", 1),
        ("checkpoint_fullfsync", 1), ("secure_delete", 1), ("temp_store", 2), ("foreign_keys", 1),
        ("trusted_schema", 0), ("cell_size_check", 1),
    ],
)  # fmt: skip
def test_settings_of_the_connection(path: Path, pragma: str, value: object) -> None:
    """security.md §2.3."""
    with reopen(path) as vault, vault.engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_what_was_saved_is_there_and_what_failed_is_not(path: Path) -> None:
    with reopen(path) as vault:
        with vault.engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO note (body) VALUES ('erbij')")
        with pytest.raises(LookupError), vault.engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
            connection.exec_driver_sql("INSERT INTO note (body) VALUES ('half')")
            raise LookupError
    with reopen(path) as vault, vault.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT body FROM note WHERE id > 400").scalars().all() == ["erbij"]
        assert connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'half'").all() == []


def test_one_connection_only(path: Path) -> None:
    """A session inside a session fails at once and shares no transaction (codebases.md trap 16)."""
    with reopen(path) as vault, vault.engine.connect(), pytest.raises(sa.exc.TimeoutError):
        vault.engine.connect()


def test_closing_drops_everything(path: Path) -> None:
    vault = reopen(path)
    held = vault.engine.connect()
    held.exec_driver_sql("INSERT INTO note (body) VALUES ('niet bewaard')")
    vault.close()
    vault.close()
    assert vault.closed
    with pytest.raises(sa.exc.ProgrammingError):
        held.exec_driver_sql("SELECT 1")
    for _ in range(2):
        with pytest.raises(errors.VaultClosed):
            vault.engine.connect()
    with pytest.raises(errors.VaultClosed):
        _ = vault.revision
    with reopen(path) as again:
        assert notes(again) == 400


def test_closing_a_vault_that_was_never_asked_anything(path: Path) -> None:
    vault = reopen(path)
    vault.close()
    with pytest.raises(errors.VaultClosed):
        vault.engine.connect()
    reopen(path).close()


def test_errors_hide_what_was_typed(path: Path) -> None:
    with (
        reopen(path) as vault,
        pytest.raises(sa.exc.StatementError) as caught,
        vault.engine.begin() as connection,
    ):
        connection.execute(sa.text("INSERT INTO note (id, body) VALUES (1, :body)"), {"body": TEXT})
    assert TEXT not in str(caught.value)
    assert TEXT not in str(translate(caught.value))


def test_nothing_is_printed_by_sqlcipher(path: Path) -> None:
    """Its ERROR CORE lines would land on the screen (security.md §1.2)."""
    flip(path, PAGE * 2 + 50)
    program = (
        "import sys; from pathlib import Path\n"
        "from sotdesk.data.vault import Vault; from sotdesk.domain.errors import VaultError\n"
        f"for phrase in ('verkeerd', '', {PHRASE!r}):\n"
        "    try: Vault.open(Path(sys.argv[1]), phrase, known=frozenset(), "
        f"_kdf_iter={QUICK})\n"
        "    except VaultError as error: print(type(error).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["WrongPassphrase", "WrongPassphrase", "VaultDamaged"]
    assert done.stderr == ""


def flip(path: Path, offset: int) -> None:
    """Change one bit."""
    data = bytearray(path.read_bytes())
    data[offset] ^= 1
    path.write_bytes(data)


# ── Naming failures ─────────────────────────────────────────────────────────────────────────────────────────


def driver_error(code: int) -> sa.exc.OperationalError:
    cause = sqlcipher.OperationalError("geheim")
    cause.sqlite_errorcode = code
    return sa.exc.OperationalError("INSERT geheim", {"body": "geheim"}, cause)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (driver_error(sqlite3.SQLITE_FULL), errors.DiskFull),
        (driver_error(sqlite3.SQLITE_READONLY), errors.VaultReadOnly),
        (driver_error(sqlite3.SQLITE_READONLY_DBMOVED), errors.VaultReadOnly),
        (driver_error(sqlite3.SQLITE_BUSY), errors.VaultBusy),
        (driver_error(sqlite3.SQLITE_LOCKED), errors.VaultBusy),
        (driver_error(sqlite3.SQLITE_CORRUPT), errors.VaultDamaged),
        (driver_error(sqlite3.SQLITE_CANTOPEN), errors.VaultUnwritable),
        (driver_error(sqlite3.SQLITE_IOERR_FSYNC), errors.SaveFailed),
        (OSError(28, "geheim"), errors.DiskFull),
        (PermissionError(13, "geheim"), errors.VaultUnwritable),
        (OSError(5, "geheim"), errors.SaveFailed),
        (RuntimeError("geheim"), errors.SaveFailed),
        (errors.RuleError("zo niet"), errors.RuleError),
    ],
)
def test_failures_get_dutch_words_and_no_data(error: BaseException, kind: type[errors.SotdeskError]) -> None:
    shown = translate(error)
    assert type(shown) is kind
    assert "geheim" not in f"{shown.title} {shown.sentence} {shown!r}"


@pytest.mark.skipif(os.name == "nt", reason="RLIMIT_FSIZE is POSIX")
def test_no_room_while_saving_loses_nothing(path: Path) -> None:
    """A limit on the file's size stands in for a full disk; what was saved before is whole."""
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from sotdesk.data.vault import Vault, translate\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "v = Vault.open(Path(sys.argv[1]), sys.argv[2], known={'0001'}, _kdf_iter=int(sys.argv[3]))\n"
        "size = Path(sys.argv[1]).stat().st_size\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, resource.RLIM_INFINITY))\n"
        "try:\n"
        "    with v.engine.begin() as c:\n"
        "        c.exec_driver_sql('INSERT INTO note (body) SELECT hex(randomblob(900)) FROM note')\n"
        "except Exception as error: print(type(translate(error)).__name__)\n"
        "with v.engine.connect() as c: print(c.exec_driver_sql('SELECT count(*) FROM note').scalar_one())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), PHRASE, str(QUICK)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == ["SaveFailed", "400"]
    with reopen(path) as vault:
        assert notes(vault) == 400
