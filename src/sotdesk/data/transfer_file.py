"""The file of an overdracht: a small vault of its own, with the same tables and a slip that says what it is.

Written whole or not at all, readable only by its owner, never over a file unasked; read at once and closed again.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from sotdesk.data import schema
from sotdesk.data.store.base import ANY_ORDER
from sotdesk.data.tables.school import Setting
from sotdesk.data.transfer_rows import TAKEN, Rows, copy_of, ordered
from sotdesk.data.vault import Vault
from sotdesk.data.vault_checks import TRANSFER
from sotdesk.domain.errors import (
    DiskFull,
    ExportError,
    SotdeskError,
    VaultBusy,
    VaultEmpty,
    VaultError,
    VaultExists,
    VaultForeign,
    VaultMissing,
    VaultNewer,
    VaultPlain,
    VaultReadOnly,
    VaultUnwritable,
    WrongPassphrase,
)
from sotdesk.domain.transfer import Slip, WrongWords
from sotdesk.private import move_new, part_of, sync_folder

SLIP = "overdracht"
"""The setting that only such a file has."""


class TransferUnreadable(SotdeskError):
    """The file of an overdracht cannot be opened; nothing was taken over."""

    title = "De overdracht gaat niet open"


class WordsDoNotFit(TransferUnreadable, WrongWords):
    """The words are not those of this file."""


DAMAGED = "Het bestand is beschadigd of niet heel. Vraag de gever het opnieuw te sturen."
NOT_ONE = (
    "Dit is geen overdracht, maar een kluis of een ander bestand. "
    "Kies het bestand dat op .sotdesk-overdracht eindigt."
)
REVISION = f"{TRANSFER}{schema.REVISION}"
"""Stamps the file, so that it is not opened as a vault by mistake."""
SENTENCES: dict[type[VaultError], str] = {
    WrongPassphrase: (
        "De woorden kloppen niet, of het begin van het bestand is beschadigd. Typ ze nog eens; vraag ze zo nodig "
        "opnieuw aan de gever."
    ),
    VaultMissing: "Op deze plek staat geen bestand. Kijk de naam na.",
    VaultEmpty: "Het bestand is leeg: zo blijft een mislukte kopie achter. Vraag de gever het opnieuw te sturen.",
    VaultPlain: NOT_ONE,
    VaultForeign: NOT_ONE,
    VaultNewer: (
        "Dit bestand is gemaakt met een nieuwere sotdesk. Werk sotdesk op deze computer bij en probeer het opnieuw."
    ),
    VaultReadOnly: "Het bestand is alleen-lezen. Kopieer het naar een map waarin je mag schrijven.",
    VaultUnwritable: "Je mag dit bestand niet lezen. Kopieer het naar een eigen map en probeer het opnieuw.",
    VaultBusy: "Het bestand is al open in een ander venster. Sluit het daar en probeer het opnieuw.",
}


@dataclass(frozen=True)
class Parcel:
    """What a file holds: its slip and the rows of each table, parents before children."""

    slip: Slip
    rows: Rows


def write_part(path: Path, passphrase: str, slip: Slip, rows: Rows) -> Path:
    """Makes the file beside `path`, under a name of its own, and gives that; it does not count until `place`.

    Asks nothing of the open vault, so it may be done in a thread. An ExportError leaves nothing behind.
    """
    part = part_of(path)
    try:
        Vault.create(part, passphrase, build=_filled(slip, rows)).close()
    except BaseException as error:
        drop(part)
        raise _told(error) from None
    return part


def place(part: Path, path: Path, *, over: bool = False) -> None:
    """Gives the finished file its name. VaultExists when there is one and `over` was not asked; else an ExportError."""
    try:
        if over:
            os.replace(part, path)
            sync_folder(path.parent)
        else:
            move_new(part, path)
    except OSError as error:
        raise _told(error) from None


def drop(part: Path) -> None:
    """The file that does not leave after all is gone."""
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _told(error: BaseException) -> BaseException:
    """What a person can be told of it."""
    if isinstance(error, FileExistsError):
        return VaultExists()
    if isinstance(error, DiskFull):
        return ExportError("De schijf is vol: het bestand is niet gemaakt. Maak ruimte vrij.")
    if isinstance(error, VaultError | OSError):
        return ExportError(
            "Het bestand kan hier niet worden gemaakt. Kies bij Instellingen een andere map voor documenten."
        )
    return error


def _filled(slip: Slip, rows: Rows) -> Callable[[Engine], None]:
    def build(engine: Engine) -> None:
        schema.build(engine)
        with Session(engine) as session, session.begin():
            session.connection().exec_driver_sql(ANY_ORDER)
            session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = ?", (REVISION,))
            session.add(Setting(name=SLIP, value=json.dumps(slip.packed(), ensure_ascii=False)))
            for some in rows.values():
                session.add_all(copy_of(row) for row in some)

    return build


def read(path: Path, passphrase: str) -> Parcel:
    """What a file holds; TransferUnreadable with the way on when it cannot be opened. Changes nothing."""
    try:
        with (
            Vault.open(path, passphrase, known=frozenset({REVISION})) as vault,
            Session(vault.engine) as session,
        ):
            return _parcel(session)
    except VaultError as error:
        sentence = next((words for kind, words in SENTENCES.items() if isinstance(error, kind)), DAMAGED)
        wrong = WordsDoNotFit if isinstance(error, WrongPassphrase) else TransferUnreadable
        raise wrong(sentence) from None
    except (SQLAlchemyError, OSError, ValueError, KeyError, TypeError):
        raise TransferUnreadable(DAMAGED) from None


def _parcel(session: Session) -> Parcel:
    kept = session.get(Setting, SLIP)
    if kept is None:
        raise TransferUnreadable(DAMAGED)
    rows: Rows = {model: [copy_of(row) for row in session.exec(select(model))] for model in TAKEN}
    return Parcel(Slip.unpacked(json.loads(kept.value)), ordered(rows))
