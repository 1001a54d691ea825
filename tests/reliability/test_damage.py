"""Every damaged file is found before a byte is written, and told in a sentence, never as a traceback (security.md §3,
bar 5). One check alone misses some of these: see security.md §1.5.

`make test` damages a few dozen files, `make prove` 1,200 (SOTDESK_PROVE).
"""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from tests.conftest import FAST_KDF, NOW, PASSPHRASE, open_vault
from tests.reliability.conftest import Figure
from tests.reliability.full import counts
from tests.reliability.sitting import keep_lines, prepare

from sotdesk.data.damage import VaultAltered, VaultMendable, open_or_tell
from sotdesk.data.keeper import Keeper
from sotdesk.data.store import Store
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.errors import VaultError, WrongPassphrase

pytestmark = pytest.mark.timeout(7200)

FILES = counts(60, 1200)
PAGE = 4096
Damage = Callable[[bytes, bytes, Random], bytes]
"""(the file, an older one of the same vault, chance) → the file damaged."""


def _page(data: bytes, chance: Random) -> int:
    return chance.randrange(1, len(data) // PAGE) * PAGE


def _with(data: bytes, at: int, piece: bytes) -> bytes:
    return data[:at] + piece + data[at + len(piece) :]


def one_bit(data: bytes, _old: bytes, chance: Random) -> bytes:
    """A bit that fell over."""
    at = chance.randrange(len(data))
    return _with(data, at, bytes([data[at] ^ (1 << chance.randrange(8))]))


def zeroed_page(data: bytes, _old: bytes, chance: Random) -> bytes:
    """A page that was never written."""
    return _with(data, _page(data, chance), bytes(PAGE))


def swapped_pages(data: bytes, _old: bytes, chance: Random) -> bytes:
    """Two pages in each other's place."""
    first, second = (page * PAGE for page in chance.sample(range(1, len(data) // PAGE), 2))
    return _with(_with(data, first, data[second : second + PAGE]), second, data[first : first + PAGE])


def older_page(data: bytes, old: bytes, chance: Random) -> bytes:
    """One page as it was yesterday: rightly encrypted, in its own place."""
    same = min(len(data), len(old))
    changed = [at for at in range(PAGE, same, PAGE) if data[at : at + PAGE] != old[at : at + PAGE]]
    at = chance.choice(changed)
    return _with(data, at, old[at : at + PAGE])


def cut_at_a_page(data: bytes, _old: bytes, chance: Random) -> bytes:
    """A copy that was broken off between two pages."""
    return data[: _page(data, chance)]


def cut_anywhere(data: bytes, _old: bytes, chance: Random) -> bytes:
    """A copy that was broken off."""
    return data[: chance.randrange(1, len(data))]


def garbage_behind(data: bytes, _old: bytes, chance: Random) -> bytes:
    """Something stuck to its end."""
    return data + chance.randbytes(chance.choice((1, 100, PAGE, 3 * PAGE)))


def nothing(_data: bytes, _old: bytes, _chance: Random) -> bytes:
    """An empty file: what a full disk leaves of a careless copy."""
    return b""


def another_kind(_data: bytes, _old: bytes, chance: Random) -> bytes:
    """A file of another kind under the name of the vault."""
    begin = chance.choice((b"PK\x03\x04", b"%PDF-1.7", b"SQLite format 3\0", b"\xff\xd8\xff", b""))
    return begin + chance.randbytes(chance.choice((10, 3000, PAGE * 3)))


KINDS: tuple[Damage, ...] = (
    one_bit, zeroed_page, swapped_pages, older_page, cut_at_a_page, cut_anywhere, garbage_behind, nothing,
    another_kind,
)  # fmt: skip


@dataclass(frozen=True)
class School:
    """A vault that was closed on this computer after a reservekopie, and how its file was a little earlier."""

    path: Path
    memory: Path
    data: bytes
    old: bytes

    def open(self) -> None:
        """As the program does; the memory of this computer stays as it was."""
        seen = self.memory.read_bytes()
        try:
            open_or_tell(self.path, PASSPHRASE, memory_file=self.memory, _kdf_iter=FAST_KDF).close()
        finally:
            self.memory.write_bytes(seen)

    def files(self) -> set[str]:
        """What lies beside the vault, with the vault itself."""
        return {file.name for file in self.path.parent.iterdir()}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory, empty_vault: Path) -> School:
    path = tmp_path_factory.mktemp("schade") / "school.sotdesk"
    shutil.copy(empty_vault, path)
    prepare(path)
    old = path.read_bytes()
    memory = path.parent.parent / "gezien.json"
    keeper = Keeper(open_vault(path), memory)
    for _ in keep_lines(Store(keeper.vault.engine, fixed_at(NOW)), 12, lambda _number: None):
        pass
    keeper.backup(NOW)
    keeper.end()
    return School(path, memory, path.read_bytes(), old)


def test_every_damaged_file_is_found_and_left_as_it_was(school: School, figure: Figure) -> None:
    chance, told, there = Random(11), Counter[str](), school.files()
    for number in range(FILES):
        kind = KINDS[number % len(KINDS)]
        damaged = kind(school.data, school.old, chance)
        school.path.write_bytes(damaged)
        with pytest.raises(VaultMendable) as refused:
            school.open()
        assert school.path.read_bytes() == damaged, kind.__name__
        assert school.files() == there, kind.__name__
        assert "wachtwoordzin klopt" in refused.value.sentence or "niet zoals" in refused.value.sentence
        told[kind.__name__] += 1
    school.path.write_bytes(school.data)
    school.open()
    figure(
        "damaged files", f"{FILES} of {len(told)} kinds: all found, none changed, 0 called a wrong passphrase"
    )


def test_the_same_file_with_a_wrong_passphrase_is_a_wrong_passphrase(school: School) -> None:
    with pytest.raises(WrongPassphrase):
        open_or_tell(school.path, "een heel andere zin", memory_file=school.memory, _kdf_iter=FAST_KDF)


def test_a_changed_file_that_is_built_well_is_told_once(school: School) -> None:
    """One page as it was yesterday passes both checks now and then."""
    quiet = [
        data
        for data in (older_page(school.data, school.old, Random(n)) for n in range(60))
        if _passes(school, data)
    ]
    assert quiet, "none passes: this test shows nothing"
    seen = school.memory.read_bytes()
    school.path.write_bytes(quiet[0])
    with pytest.raises(VaultAltered):
        open_or_tell(school.path, PASSPHRASE, memory_file=school.memory, _kdf_iter=FAST_KDF)
    open_or_tell(school.path, PASSPHRASE, memory_file=school.memory, _kdf_iter=FAST_KDF).close()
    school.path.write_bytes(school.data)
    school.memory.write_bytes(seen)


def _passes(school: School, data: bytes) -> bool:
    school.path.write_bytes(data)
    try:
        open_vault(school.path).close()
    except VaultError:
        return False
    finally:
        school.path.write_bytes(school.data)
    return True
