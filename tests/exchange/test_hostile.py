"""Files made to hurt (security.md bar 15): a Dutch sentence each, no crash, bounded time and memory."""

import random
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.exchange.files import HEADER, PUPILS, csv_text, repack, write_xlsx

from sotdesk.domain.errors import ImportFileError
from sotdesk.exchange.roster_file import read_roster
from sotdesk.exchange.tables import read_table

SHEET = "xl/worksheets/sheet1.xml"
START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"
MB = 1024 * 1024


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "lijst.xlsx", Blad1=[HEADER, *PUPILS])


def cell(reference: str, text: str) -> bytes:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def row(number: int, *texts: str) -> bytes:
    cells = b"".join(cell(f"{chr(65 + i)}{number}", text) for i, text in enumerate(texts))
    return f'<row r="{number}">'.encode() + cells + b"</row>"


LIST = row(1, "Stamnr", "Roepnaam", "Achternaam") + row(2, "040123", "Yara", "Aydin")
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SHARED = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

SHEETS: dict[str, dict[str, bytes]] = {
    "bomb: one cell of 200 MB": {SHEET: START + b" " * (200 * MB) + END},
    "bomb: many entries of 10 MB": {f"xl/media/{n}.bin": bytes(10 * MB) for n in range(8)},
    "too many entries": {f"xl/media/{n}.bin": b"" for n in range(250)},
    "a cell at the far corner": {SHEET: START + LIST + b"<row>" + cell("XFD1048576", "x") + b"</row>" + END},
    "a far row without references": {
        SHEET: START + LIST + b'<row r="900000"><c t="inlineStr"><is><t>x</t></is></c></row>' + END
    },
    "a far cell behind a tricky attribute": {
        SHEET: START + LIST + b'<row><c s=">" r = "XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>' + END
    },
    "a million columns": {SHEET: START + LIST + b'<row r="3">' + cell("AAAAA3", "x") + b"</row>" + END},
    "one long text shared by every cell": {
        "xl/sharedStrings.xml": SHARED + b"<si><t>" + b"x" * MB + b"</t></si></sst>",
        SHEET: START + b"".join(b'<row><c t="s"><v>0</v></c></row>' for _ in range(5000)) + END,
    },
    "external entity": {
        SHEET: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        + START + row(1, "Stamnr", "Roepnaam", "Achternaam") + row(2, "040123", "&e;", "Aydin") + END
    },
    "entity bomb": {SHEET: ENTITIES + START + row(1, "Stamnr", "Roepnaam") + row(2, "&b;", "Yara") + END},
    "not xml": {SHEET: b"Stamnr;Roepnaam"},
    "half a sheet": {SHEET: START + LIST[:-40]},
    "no sheet data": {SHEET: b""},
    "wrong shared text": {SHEET: START + b'<row><c t="s"><v>99</v></c><c t="s"><v>-1</v></c></row>' + END},
    "wrong style": {SHEET: START + b'<row><c s="99999999999"><v>1e999</v></c></row>' + END},
    "bad utf-8": {SHEET: START + LIST.replace(b"Yara", b"\xff\xfe\xed\xa0\x80") + END},
    "no relations": {"xl/_rels/workbook.xml.rels": b""},
    "no workbook": {"xl/workbook.xml": b"<a>"},
    "deep nesting": {SHEET: START + b"<a>" * 100_000 + END},
    "21 000 rows": {SHEET: START + LIST + b"".join(row(n, str(n), "a", "b") for n in range(3, 21_003)) + END},
    "201 columns": {SHEET: START + b"<row>" + b"<c><v>1</v></c>" * 201 + b"</row>" + END},
}  # fmt: skip


@pytest.mark.parametrize("changes", SHEETS.values(), ids=SHEETS)
def test_hostile_workbook(workbook: Path, changes: dict[str, bytes]) -> None:
    repack(workbook, changes)
    start = time.process_time()
    with pytest.raises(ImportFileError) as caught:
        read_table(workbook)
    assert time.process_time() - start < 5
    assert caught.value.sentence.endswith(".")


def test_libreoffice_s_last_row_is_no_far_cell(workbook: Path) -> None:
    empty = b'<row r="1048576" ht="12.8"><c r="A1048576" s="0"/></row>'
    repack(workbook, {SHEET: START + LIST + empty + END})
    assert len(read_table(workbook).rows) == 1


def test_a_size_that_lies_is_not_believed(tmp_path: Path, workbook: Path) -> None:
    repack(workbook, {"xl/media/bomb.bin": bytes(60 * MB)})
    data = bytearray(workbook.read_bytes())
    at = data.rindex(b"xl/media/bomb.bin") - 46  # the central directory's record of that entry
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<L", data, at + 24, 10)
    workbook.write_bytes(data)
    with pytest.raises(ImportFileError, match="te groot"):
        read_table(workbook)


@pytest.mark.parametrize(
    ("entry", "words"),
    [("xl/workbook.bin", ".xlsb"), ("content.xml", ".ods"), ("word/document.xml", "ingepakt")],
)
def test_other_zip_files(tmp_path: Path, entry: str, words: str) -> None:
    path = tmp_path / "lijst.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "x")
    with pytest.raises(ImportFileError, match=words):
        read_table(path)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_half_a_workbook(workbook: Path, share: float) -> None:
    data = workbook.read_bytes()
    workbook.write_bytes(data[: max(4, int(len(data) * share))])
    with pytest.raises(ImportFileError, match="beschadigd"):
        read_table(workbook)


def damage(data: bytes, chance: random.Random) -> bytes:
    """One of the ways a file goes wrong: bits, zeros, a cut, a doubled or a foreign piece."""
    made, at = bytearray(data), chance.randrange(len(data))
    match chance.randrange(5):
        case 0:
            made[at] ^= 1 << chance.randrange(8)
        case 1:
            made[at : at + 40] = bytes(40)
        case 2:
            del made[at:]
        case 3:
            made[at:at] = made[: chance.randrange(200)]
        case _:
            made[at : at + 20] = chance.randbytes(20)
    return bytes(made)


def rows_or_sentence(path: Path) -> str:
    try:
        read_roster(path)
    except ImportFileError as error:
        return error.sentence
    return ""


@pytest.mark.parametrize("seed", range(4))
def test_damaged_files_are_read_or_refused(tmp_path: Path, workbook: Path, seed: int) -> None:
    chance = random.Random(seed)
    text = csv_text([HEADER, *PUPILS])
    whole = [workbook.read_bytes(), text.encode(), text.encode("utf-16"), text.encode("cp1252")]
    path = tmp_path / "kapot"
    refused = 0
    for _ in range(60):
        path.write_bytes(damage(chance.choice(whole), chance))
        sentence = rows_or_sentence(path)
        refused += bool(sentence)
        assert "Yara" not in sentence
    assert refused > 5


@pytest.mark.parametrize("seed", range(2))
def test_damaged_sheets_in_a_whole_archive(workbook: Path, seed: int) -> None:
    """A damaged zip file is caught by its checksums; here the reader of sheets itself gets the damage."""
    chance = random.Random(seed)
    with zipfile.ZipFile(workbook) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    path = workbook.with_name("kapot.xlsx")
    refused = 0
    for _ in range(60):
        name = chance.choice(sorted(entries))
        path.write_bytes(workbook.read_bytes())
        repack(path, {name: damage(entries[name], chance)})
        refused += bool(rows_or_sentence(path))
    assert refused > 5


def wide(columns: int) -> bytes:
    return b";".join(b"k%d" % n for n in range(columns)) + b"\n" + b"1;" * columns


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: wide(100_000), "kolommen"),
        (lambda: wide(201), "kolommen"),
        (lambda: b"Stamnr;Naam\n" + b"1;Yara Aydin\n" * 20_001, "rijen"),
        (lambda: b"Stamnr;Naam\n" + b"1;Yara Aydin\n" * 40_000, "rijen"),
        (lambda: b"Stamnr;Naam\n1;" + b"x" * 3 * MB, "aanhalingstekens"),
        (lambda: b"Stamnr;" + b"x" * 3 * MB, "aanhalingstekens"),
        (lambda: b"a" * (20 * MB + 1), "20 MB"),
        (lambda: b"Stamnr;Naam\n" + bytes(5000), "geen tabel"),
    ],
    ids=[
        "100k columns",
        "201 columns",
        "20 001 rows",
        "40 000 rows",
        "long cell",
        "long header",
        "21 MB",
        "zeros",
    ],
)
def test_hostile_text(tmp_path: Path, make: Callable[[], bytes], words: str) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(make())
    start = time.process_time()
    with pytest.raises(ImportFileError, match=words):
        read_table(path)
    assert time.process_time() - start < 5


def test_stray_control_characters_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(b"Stamnr;Roepnaam;Achternaam\n1;Ya\x00ra;Ay\x1b[31mdin\x0b\n" + b"2;Zoe;Groot\n" * 20)
    assert read_table(path).rows[0].cells == ("1", "Yara", "Ay[31mdin")


def test_a_formula_in_a_csv_is_text(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Stamnr;Roepnaam;Achternaam\n1;=cmd|'/c calc'!A1;+Aydin\n")
    assert read_roster(path).rows[0].pupil.first_name == "=cmd|'/c calc'!A1"


LARGEST = {
    "long texts": b"".join(row(n, str(n), *["naam" * 5] * 20) for n in range(3, 20_000)),
    "small cells": b"".join(b"<row>" + b"<c><v>1</v></c>" * 200 + b"</row>" for _ in range(2_490)),
    "a far cell": b'<row r="2500">' + cell("GR2500", "x") + b"</row>",
}
PEAK = """
import sys
import time
from pathlib import Path
from sotdesk.exchange.tables import read_table
read_table(Path(sys.argv[1]))
print(time.process_time())
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is read from /proc")
@pytest.mark.parametrize("body", LARGEST.values(), ids=LARGEST)
def test_time_and_memory_of_the_largest_list_that_is_read(workbook: Path, body: bytes) -> None:
    """Bar 15: at most 300 MB and 5 s; in a process of its own, for its peak."""
    repack(workbook, {SHEET: START + LIST + body + END})
    done = subprocess.run([sys.executable, "-c", PEAK, workbook], capture_output=True, text=True, check=True)
    seconds, peak = done.stdout.split()
    assert float(seconds) < 5
    assert int(peak) < 300 * 1024


def test_a_csv_of_too_many_cells(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes((b";" * 199 + b"\n") * 15_000)
    with pytest.raises(ImportFileError, match="cellen"):
        read_table(path)


class Panic(BaseException):
    """What a reader written in Rust raises when it meets something impossible: no Exception."""


@pytest.mark.parametrize(
    ("raised", "seen"),
    [(Panic, ImportFileError), (ValueError, ImportFileError), (KeyboardInterrupt, KeyboardInterrupt)],
)
def test_a_failing_reader(
    workbook: Path, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException], seen: type[BaseException]
) -> None:
    class Broken:
        @staticmethod
        def from_filelike(_: object) -> None:
            raise raised("Yara")

    monkeypatch.setattr("python_calamine.CalamineWorkbook", Broken)
    with pytest.raises(seen) as caught:
        read_table(workbook)
    if seen is ImportFileError:
        assert "Yara" not in str(caught.value)
