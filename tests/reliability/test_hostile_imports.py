"""Two hundred lists made to hurt, through the real import into a real vault (issue 7, "The bar").

Each is refused with a Dutch sentence, or taken over as its preview says; never half. In a process of its own, for the
peak of its memory: at most 300 MB and 5 s.
"""

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import PASSPHRASE
from tests.exchange.files import HEADER, PUPILS, csv_text, repack, write_xlsx
from tests.exchange.test_hostile import SHEETS, damage
from tests.reliability.conftest import Figure
from tests.reliability.full import counts

from sotdesk.data.schema import build
from sotdesk.data.vault import Vault

FILES = counts(40, 200)
MB, SECONDS = 300, 5.0
PEAK = Path("/proc/self/status")
IMPORT = """
import json, sys, time
from pathlib import Path
from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.store import Store
from sotdesk.data.vault import Vault
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.roster import plan
from sotdesk.exchange.roster_file import read_roster

vault, folder, words = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
for path in sorted(folder.iterdir()):
    began, said, wanted = time.process_time(), "", None
    with Vault.open(vault, words, known=KNOWN_REVISIONS, _kdf_iter=4000) as opened:
        store = Store(opened.engine)
        before = len(store.students.known())
        try:
            roster = read_roster(path)
            found = plan(roster.rows, store.students.known(), store.clock.today(), roster.fields)
            wanted = before + len(found.new)
            store.students.take_over(found, store.clock.today(), None)
        except SotdeskError as error:
            said, wanted = error.sentence, before
        after = len(store.students.known())
    took = time.process_time() - began
    print(json.dumps([path.name, said, wanted, after, took]), flush=True)
print(json.dumps(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]))
"""


def _hostile(workbook: Path) -> Iterator[tuple[str, bytes]]:
    """The bombs and the malformed sheets, then damaged files of every kind, each with the end of its name."""
    whole = workbook.read_bytes()
    for changes in SHEETS.values():
        yield "xlsx", _changed(workbook, whole, changes)
    chance, text = random.Random(7), csv_text([HEADER, *PUPILS])
    with zipfile.ZipFile(workbook) as archive:
        entries = {name: archive.read(name) for name in sorted(archive.namelist())}
    while True:
        name = chance.choice(list(entries))
        yield "xlsx", _changed(workbook, whole, {name: damage(entries[name], chance)})
        yield "xlsx", damage(whole, chance)
        yield "csv", damage(text.encode(chance.choice(["utf-8", "utf-16", "cp1252"])), chance)


def _changed(workbook: Path, whole: bytes, changes: dict[str, bytes]) -> bytes:
    workbook.write_bytes(whole)
    made = repack(workbook, changes).read_bytes()
    workbook.write_bytes(whole)
    return made


@pytest.mark.skipif(not PEAK.exists(), reason="the peak of a process is read from /proc")
@pytest.mark.timeout(1800)
def test_hostile_lists_are_refused_or_taken_over_whole(tmp_path: Path, figure: Figure) -> None:
    vault, folder = tmp_path / "school.sotdesk", tmp_path / "lijsten"
    Vault.create(vault, PASSPHRASE, build=build, _kdf_iter=4000).close()
    folder.mkdir()
    source = _hostile(write_xlsx(tmp_path / "lijst.xlsx", Blad1=[HEADER, *PUPILS]))
    for number in range(FILES):
        end, content = next(source)
        (folder / f"{number:03d}.{end}").write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, str(vault), str(folder), PASSPHRASE],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    *lines, peak = map(json.loads, done.stdout.splitlines())
    assert len(lines) == FILES
    for name, said, wanted, there, took in lines:
        assert there == wanted, name
        assert took < SECONDS, name
        assert not said or said.endswith("."), name
        assert not any(pupil[1] in said for pupil in PUPILS), name
    refused = sum(bool(said) for _, said, *_ in lines)
    assert 0 < refused < FILES
    assert int(peak) < MB * 1024
    slowest = max(took for *_, took in lines)
    figure(
        "hostile lists through the import",
        f"{FILES} files, {refused} refused, 0 half; slowest {slowest:.1f} s, peak {int(peak) // 1024} MB",
    )
