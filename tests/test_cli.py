"""The command line (product.md §5): its verbs on real vaults, its Dutch, its exit codes, and what a crash prints."""

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from sotdesk import cli, start
from sotdesk.commands.opening import Chosen, clock_for
from sotdesk.commands.opening import test_clock as clock_of_practice
from sotdesk.commands.practice import moment_of, ready_school
from sotdesk.data import schema
from sotdesk.data.demo import PASSPHRASE, make_school
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.errors import SotdeskError, VaultExists
from sotdesk.paths import demo_vault

WORDS = "gondel tulp havik zolder maanlicht"
VERBS = ("new", "demo", "import", "agenda", "minutes", "backup", "restore", "check", "passphrase", "dump")
LIST = "Stamnr;Roepnaam;Tussenv.;Achternaam;Klas\n040123;Yara;;Aydın;2H1\n030877;Davi;;Pinto;3M2\n;Zonder;;Nummer;3M2\n"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this computer is touched or asked."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("SOTDESK_VAULT", "SOTDESK_TEST_CLOCK"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def key(tmp_path: Path) -> str:
    file = tmp_path / "zin.txt"
    file.write_text(WORDS + "\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def vault(tmp_path: Path, key: str) -> list[str]:
    """The options before the verb for a new, empty vault."""
    before = ["--vault", str(tmp_path / "kluis.sotdesk"), "--passphrase-file", key]
    assert cli.run([*before, "new", "--school", "OSG De Linde", "--coordinator", "E. van Loon"]) == 0
    return before


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The options before the verb for a practice school of 25 November 2026."""
    folder = tmp_path_factory.mktemp("practice")
    make_school(folder / "oefen.sotdesk", moment_of("2026-11-25")).close()
    (folder / "zin.txt").write_text(PASSPHRASE, encoding="utf-8")
    yield ["--vault", str(folder / "oefen.sotdesk"), "--passphrase-file", str(folder / "zin.txt")]


def opened(before: list[str], words: str = WORDS) -> Vault:
    return Vault.open(Path(before[1]), words, known=schema.KNOWN_REVISIONS)


def roster(tmp_path: Path, text: str = LIST) -> str:
    file = tmp_path / "lijst.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


# Dutch, and used wrongly


@pytest.mark.parametrize(
    "args",
    [["--help"], ["-h"], *([verb, "--help"] for verb in VERBS)],
)
def test_help_is_dutch(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(args) == 0
    out = capsys.readouterr().out
    assert out.startswith("Gebruik: sotdesk") and "Toont deze hulp." in out
    assert not {"Usage", "Options", "Show this message", "[required]", "default"} & set(out.split("\n"))
    assert "Show this" not in out and "Usage" not in out


def test_help_names_only_what_works(capsys: pytest.CaptureFixture[str]) -> None:
    """Verbs of later issues have no entry."""
    cli.run(["--help"])
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.partition("Opdrachten:\n")[2].splitlines()] == [
        "new", "demo", "import", "agenda", "minutes", "backup", "restore", "check", "passphrase", "dump",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--wat"], "--wat bestaat hier niet"),
        (["verwijder"], "bestaat niet"),
        (["import"], "ontbreekt iets: BESTAND"),
        (["import", "x.csv", "--map"], "--map ontbreekt een waarde"),
        (["new", "--school", "X"], "ontbreekt iets: --coordinator"),
        (["agenda", "morgen"], "last, next of een datum"),
        (["agenda", "--format", "pdf"], "md, docx, ics"),
        (["minutes", "--format", "ics"], "md, docx"),
        (["minutes", "--format", "docx"], "--out"),
        (["--passphrase-file", "x"], "--passphrase-file weg"),
    ],
)
def test_misuse_is_told_in_one_sentence(
    args: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(args) == 2
    told = capsys.readouterr()
    assert said in told.err and told.err.count("\n") == 1 and not told.out


def test_the_program_needs_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([]) == 1
    assert "terminalvenster" in capsys.readouterr().err


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("sotdesk 0.")


# A new vault


def test_new_makes_a_vault_with_what_a_school_starts_from(vault: list[str]) -> None:
    with opened(vault) as made:
        store = Store(made.engine)
        school = store.school.school()
        assert (school.name, school.coordinator) == ("OSG De Linde", "E. van Loon")
        assert store.contacts.get(school.coordinator_id).has_role("oco")
        assert store.school.kinds() and store.school.calendar().holidays
        assert not store.students.all()


def test_new_never_replaces_a_file(vault: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(vault[1]).read_bytes()
    assert cli.run([*vault, "new", "--school", "X", "--coordinator", "Y"]) == 1
    assert "niet overschreven" in capsys.readouterr().err and Path(vault[1]).read_bytes() == before


def test_new_refuses_a_weak_passphrase(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "zwak").write_text("welkom01", encoding="utf-8")
    path = tmp_path / "x.sotdesk"
    args = ["--vault", str(path), "--passphrase-file", str(tmp_path / "zwak"), "new"]
    assert cli.run([*args, "--school", "X", "--coordinator", "Y"]) == 1
    assert "te raden" in capsys.readouterr().err and not path.exists()


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
def test_the_passphrase_may_come_from_standard_input(
    ending: str, vault: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((WORDS + ending).encode())))
    assert cli.run(["--vault", vault[1], "--passphrase-file", "-", "agenda"]) == 1
    assert capsys.readouterr().err == "Er is geen overleg gepland.\n"


def test_the_passphrase_is_not_asked_without_a_terminal(
    vault: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*vault[:2], "minutes"]) == 1
    assert "--passphrase-file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"), [("een andere zin van woorden", "klopt niet"), (None, "kan niet worden gelezen")]
)
def test_a_wrong_passphrase_file(
    content: str | None, said: str, vault: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "anders"
    if content:
        file.write_text(content, encoding="utf-8")
    assert cli.run([*vault[:3], str(file), "minutes"]) == 1
    assert said in capsys.readouterr().err


def test_the_vault_may_come_from_the_environment(
    vault: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOTDESK_VAULT", vault[1])
    assert cli.run([*vault[2:], "minutes"]) == 1
    assert capsys.readouterr().err == "Er is nog geen overleg afgerond.\n"


def test_a_missing_vault_is_told_before_anything_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["--vault", str(tmp_path / "weg.sotdesk"), "minutes"]) == 1
    assert "staat geen bestand" in capsys.readouterr().err and not (tmp_path / "weg.sotdesk").exists()


# Pupils in


def test_import_shows_and_stores(
    vault: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*vault, "import", roster(tmp_path), "--yes"]) == 0
    out = capsys.readouterr().out
    assert "Rij 4: het leerlingnummer ontbreekt." in out and "ingelezen" in out
    with opened(vault) as made:
        assert [p.number for p in Store(made.engine).students.all()] == ["040123", "030877"]


def test_import_twice_changes_nothing(
    vault: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = roster(tmp_path)
    cli.run([*vault, "import", file, "--yes"])
    assert cli.run([*vault, "import", file, "--yes"]) == 0
    assert "Er verandert niets" in capsys.readouterr().out


def test_a_dry_run_stores_nothing(
    vault: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*vault, "import", roster(tmp_path), "--dry-run"]) == 0
    assert "niets opgeslagen (--dry-run)" in capsys.readouterr().out
    with opened(vault) as made:
        assert Store(made.engine).students.all() == ()


@pytest.mark.parametrize(("answers", "stored"), [("ja\n", 2), ("wat\nnee\n", 0)])
def test_import_asks(
    answers: str, stored: int, vault: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = io.StringIO(answers)
    monkeypatch.setattr(typed, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", typed)
    assert cli.run([*vault, "import", roster(tmp_path)]) == 0
    with opened(vault) as made:
        assert len(Store(made.engine).students.all()) == stored


def test_import_without_a_terminal_needs_yes(
    vault: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*vault, "import", roster(tmp_path)]) == 1
    assert "--yes" in capsys.readouterr().err


def test_half_a_list_is_never_taken_over_unasked(
    practice: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--yes does not cover the warning that most pupils would leave."""
    assert cli.run([*practice, "import", roster(tmp_path), "--yes"]) == 1
    told = capsys.readouterr()
    assert "deel van de leerlingenlijst" in told.out and "bevestigen" in told.err


def test_columns_mapped_by_hand_are_remembered(
    vault: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = roster(tmp_path, LIST.replace("Stamnr", "Kenmerk"))
    assert cli.run([*vault, "import", file, "--yes"]) == 1
    assert "leerlingnummer" in capsys.readouterr().err
    assert cli.run([*vault, "import", file, "--yes", "--map", "Kenmerk=number"]) == 0
    again = roster(tmp_path, LIST.replace("Stamnr", "Kenmerk").replace("3M2\n;", "3M1\n;"))
    capsys.readouterr()
    assert cli.run([*vault, "import", again, "--yes"]) == 0
    assert "ingelezen" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Kenmerk=number", "geen kolom met de kop Kenmerk"),
        ("BSN=number", "nooit gelezen"),
        ("Stamnr=huis", "Kolomkop=veld"),
    ],
)
def test_a_mapping_that_cannot_be(
    given: str, said: str, vault: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*vault, "import", roster(tmp_path), "--map", given]) == 1
    assert said in capsys.readouterr().err


# Documents out


def test_minutes_of_the_last_meeting(practice: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([*practice, "minutes"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# Verslag SOT, woensdag 4 november 2026") and "## Y.A. (2H1)" in out
    assert "Yara" not in out and "Aydın" not in out and out.endswith("\n")


def test_minutes_of_a_day(practice: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([*practice, "minutes", "14-10-2026"]) == 0
    assert "woensdag 14 oktober 2026" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["minutes", "2026-11-26"], "Op 26-11-2026 is geen overleg."),
        (["minutes", "2026-11-25"], "nog niet gehouden"),
    ],
)
def test_no_minutes(
    args: list[str], said: str, practice: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*practice, *args]) == 1
    assert said in capsys.readouterr().err


def test_the_agenda_in_every_form(
    practice: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "klok").write_text("2026-11-25T12:45\n", encoding="utf-8")
    monkeypatch.setenv("SOTDESK_TEST_CLOCK", str(tmp_path / "klok"))
    assert cli.run([*practice, "agenda"]) == 0
    assert "| 13:15 | Y.A. (2H1) |" in capsys.readouterr().out
    assert cli.run([*practice, "agenda", "next", "--format", "ics"]) == 0
    calendar = capsys.readouterr().out
    assert "DTSTART;TZID=Europe/Amsterdam:20261125T130000" in calendar and "Y.A." not in calendar
    word = tmp_path / "agenda.docx"
    assert cli.run([*practice, "agenda", "2026-11-25", "--format", "docx", "--out", str(word)]) == 0
    assert word.read_bytes().startswith(b"PK")
    assert cli.run([*practice, "agenda", "2026-11-25", "--format", "docx", "--out", str(word)]) == 1
    assert "niet overschreven" in capsys.readouterr().err


def test_the_agenda_for_one_member(
    practice: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """product.md §5: --for RECIPIENT; who reads what is proved in tests/domain/test_prep.py."""
    assert cli.run([*practice, "agenda", "2026-11-25", "--for", "smw"]) == 0
    sheet = capsys.readouterr().out
    assert sheet.startswith("# Voorbereiding SOT voor N. Smit")
    assert "## 13:15 · Y.A. (2H1)" in sheet and "Vraag aan het SOT:** wijkteam" in sheet
    assert "Yara" not in sheet and "Aydın" not in sheet
    assert cli.run([*practice, "agenda", "2026-11-25", "--for", "LPA"]) == 0
    sheet = capsys.readouterr().out
    assert "D.P. (3M2)" in sheet and "Y.A." not in sheet and "melding?" not in sheet
    word = tmp_path / "blad.docx"
    args = [*practice, "agenda", "2026-11-25", "--for", "Oudshoorn", "--format", "docx", "--out", str(word)]
    assert cli.run(args) == 0 and word.read_bytes().startswith(b"PK")
    assert cli.run([*practice, "agenda", "2026-11-25", "--for", "lpa", "--format", "ics"]) == 0
    calendar = capsys.readouterr().out
    assert "T134000" in calendar and "T130000" not in calendar and "3M2" not in calendar
    with opened(practice, PASSPHRASE) as vault:
        store = Store(vault.engine)
        meeting = store.meetings.on(datetime(2026, 11, 25).date())  # noqa: DTZ001
        assert meeting and {told.way for told in store.prep.handed(meeting.id).values()} == {
            "voorbereidingsblad (Markdown)", "voorbereidingsblad (Word)",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--for", "wijkagent"], 1, "geen lid van dit overleg"),
        (["--for", "iemand anders"], 1, "Er zijn bladen voor: OCO, SMW"),
        (["--for", "smw", "--format", "ics"], 1, "niet voor een eigen punt uitgenodigd"),
    ],
)
def test_no_sheet_for_who_does_not_come(
    args: list[str], code: int, said: str, practice: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*practice, "agenda", "2026-11-25", *args]) == code
    told = capsys.readouterr()
    assert said in told.err and not told.out


def test_minutes_in_word(practice: list[str], tmp_path: Path) -> None:
    word = tmp_path / "verslag.docx"
    assert cli.run([*practice, "minutes", "--format", "docx", "--out", str(word)]) == 0
    assert word.read_bytes().startswith(b"PK")


# The practice school


def test_demo_without_a_terminal_prints_the_last_report(capsys: pytest.CaptureFixture[str]) -> None:
    """Issue, point 1: `make demo` without a terminal, exit 0; and the school is kept for that day."""
    assert cli.run(["demo", "--today", "2026-11-25"]) == 0
    first = capsys.readouterr()
    assert first.out.startswith("# Verslag SOT, woensdag 4 november 2026") and not first.err
    made = demo_vault().stat().st_mtime_ns
    assert cli.run(["demo", "--today", "2026-11-25T16:00"]) == 0
    assert capsys.readouterr().out == first.out and demo_vault().stat().st_mtime_ns == made


def test_a_practice_school_of_another_day_is_made_anew(practice: list[str], tmp_path: Path) -> None:
    path = tmp_path / "oefen.sotdesk"
    path.write_bytes(Path(practice[1]).read_bytes())
    with ready_school(path, moment_of("2026-11-25"), own_place=False, tell=False) as kept:
        assert Store(kept.engine).meetings.on(datetime(2026, 11, 25).date())  # noqa: DTZ001
    with ready_school(path, moment_of("2026-12-02"), own_place=False, tell=False) as made:
        assert Store(made.engine).meetings.on(datetime(2026, 12, 2).date())  # noqa: DTZ001


def test_demo_never_replaces_a_real_vault(
    vault: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(vault[1]).read_bytes()
    assert cli.run(["--vault", vault[1], "demo"]) == 1
    assert "niet overschreven" in capsys.readouterr().err and Path(vault[1]).read_bytes() == before
    same_words = tmp_path / "echt.sotdesk"
    Vault.create(same_words, PASSPHRASE, build=schema.build).close()
    with pytest.raises(VaultExists):
        ready_school(same_words, moment_of("2026-11-25"), own_place=False, tell=False)


@pytest.mark.parametrize(
    ("text", "means"), [("2026-11-25", "2026-11-25T12:45"), ("2026-11-25T13:24", "2026-11-25T13:24")]
)
def test_the_present_of_the_practice_school(text: str, means: str) -> None:
    assert moment_of(text) == datetime.fromisoformat(means).astimezone()


@pytest.mark.parametrize("text", ["vandaag", "25-11-2026", "2026-13-01"])
def test_a_day_that_is_none(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["demo", "--today", text]) == 1
    assert "--today" in capsys.readouterr().err


def test_only_a_practice_school_has_its_own_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """product.md §5: a demo vault, no other, takes its clock from the file; read anew at each look."""
    file = tmp_path / "klok"
    monkeypatch.setenv("SOTDESK_TEST_CLOCK", str(file))
    file.write_text("2026-11-25T13:24", encoding="utf-8")
    clock = clock_for(demo_vault())
    assert f"{clock.now():%d-%m %H:%M}" == "25-11 13:24"
    file.write_text("2026-11-26T08:00", encoding="utf-8")
    assert f"{clock.now():%d-%m %H:%M}" == "26-11 08:00"
    file.write_text("1999-01-01T00:00", encoding="utf-8")
    assert clock.now().year == 1999 and clock_for(Chosen().path).now().year > 2020
    file.write_text("straks", encoding="utf-8")
    with pytest.raises(SotdeskError):
        clock_of_practice().now()


# A crash


def test_a_crash_prints_no_data(tmp_path: Path) -> None:
    """Sentinel: what an unexpected error holds never reaches the terminal (issue, "How good")."""
    code = (
        "import sys\nfrom sotdesk import start\nfrom sotdesk.commands import practice\n"
        "def broken(*_):\n    yara = 'ZEER-GEHEIM'\n    raise ValueError('ZEER-GEHEIM ' + yara)\n"
        "practice.demo = broken\nsys.argv = ['sotdesk', 'demo']\nstart.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "GEHEIM" not in done.stderr + done.stdout and "Traceback" not in done.stderr
    assert done.stderr.startswith("Er ging iets mis")


def test_the_module_runs_as_the_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sotdesk", "--version"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0 and done.stdout.startswith("sotdesk ")


# The daily start


@pytest.mark.parametrize(
    ("args", "vault"),
    [
        ([], "of-the-variable"),
        (["--vault", "x.sotdesk"], "x.sotdesk"),
        (["--vault", ""], None),
        (["--vault"], None),
        (["--vault", "--help"], None),
        (["--help"], None),
        (["demo"], None),
        (["--vault", "x.sotdesk", "minutes"], None),
    ],
)
def test_only_a_start_without_a_verb_skips_the_command_line(
    args: list[str], vault: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first screen must stand there at once (issue, "How good"); whatever has more to say goes to cli.py."""
    monkeypatch.setenv("SOTDESK_VAULT", "of-the-variable")
    assert start._only_vault(args) == vault


def test_a_start_without_a_terminal_says_so() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sotdesk"], capture_output=True, text=True, check=False, timeout=60,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == "" and done.stderr.startswith("Het programma heeft een terminalvenster nodig.")
