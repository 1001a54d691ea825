"""What a power cut leaves of a disk: after some operation all stops, and what was not synced may be there, or not.

Each file has what is surely on the platter and what still waits in a cache. A cut keeps of what waits everything,
nothing, some writes, or pieces of 512 bytes of some; a deletion whose folder was not synced may not have happened,
and a new file whose folder was not synced may be gone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.reliability.disk import Op

SECTOR = 512
HALF = 0.5


@dataclass
class _File:
    """A file on the platter, with what waits; `named`: its name in the folder is there for sure."""

    sure: bytearray
    waiting: list[Op] = field(default_factory=list)
    named: bool = True


def cut(before: Mapping[str, bytes], done: Sequence[Op], chance: Random) -> dict[str, bytes]:
    """The files after a cut right behind the last of `done`; `before` = what lay there at its beginning."""
    files = {name: _File(bytearray(data)) for name, data in before.items()}
    undead: dict[str, _File] = {}
    mode = chance.choice(("nothing", "everything", "some", "torn"))
    for op in done:
        _happens(op, files, undead)
    left = {name: file for name, file in undead.items() if name not in files and chance.random() < HALF}
    for name, file in files.items():
        if file.named or chance.random() < HALF:
            left[name] = file
        elif name in undead:
            left[name] = undead[name]
    return {name: _kept(file, mode, chance) for name, file in left.items()}


def _happens(op: Op, files: dict[str, _File], undead: dict[str, _File]) -> None:
    if op.what == "open":
        files.setdefault(op.file, _File(bytearray(), named=False))
    elif op.what in ("write", "truncate"):
        files[op.file].waiting.append(op)
    elif op.what == "replace":
        _replaced(op, files, undead)
    elif op.what == "folder":
        undead.clear()
        for file in files.values():
            file.named = True
    elif op.what == "sync":
        file = files.setdefault(op.file, _File(bytearray(), named=False))
        for waiting in file.waiting:
            _apply(file.sure, waiting)
        file.waiting = []
        if op.file not in undead:
            file.named = True
    elif op.what == "delete":
        gone = files.pop(op.file, None)
        if gone is not None and gone.named and not op.synced:
            undead[op.file] = gone
        elif op.synced:
            undead.pop(op.file, None)


def _replaced(op: Op, files: dict[str, _File], undead: dict[str, _File]) -> None:
    """A file takes the name of another; until the folder is synced the old one may still have it."""
    name = op.data.decode()
    if name in files:
        undead[name] = files[name]
    files[name] = files.pop(op.file)
    files[name].named = False


def _kept(file: _File, mode: str, chance: Random) -> bytes:
    data = bytearray(file.sure)
    for op in file.waiting:
        if mode == "everything" or (mode in ("some", "torn") and chance.random() < HALF):
            for piece in _torn(op, chance) if mode == "torn" else (op,):
                _apply(data, piece)
    return bytes(data)


def _torn(op: Op, chance: Random) -> list[Op]:
    if op.what != "write":
        return [op]
    starts = range(0, len(op.data), SECTOR)
    return [
        Op("write", op.file, op.offset + at, op.data[at : at + SECTOR])
        for at in starts
        if chance.random() < HALF
    ]


def _apply(data: bytearray, op: Op) -> None:
    end = op.offset + len(op.data)
    if op.what == "truncate":
        del data[op.offset :]
    if len(data) < end:
        data.extend(bytes(end - len(data)))
    data[op.offset : end] = op.data
