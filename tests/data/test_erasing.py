"""What is destroyed is gone from every page of the file; the next pupil keeps all (domain.md §11, security.md §1.7)."""

import hashlib
import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col, func, select
from tests.conftest import FAST_KDF, NOW, PASSPHRASE

from sotdesk.data.store import Store
from sotdesk.data.store.handed import Document
from sotdesk.data.tables.desk import Change, SetAside
from sotdesk.data.tables.feedback import RecipientSecret
from sotdesk.data.tables.handover import HandedOutRow
from sotdesk.data.tables.meetings import ItemStudent, LineRow, LineStudent
from sotdesk.data.tables.people import StudentRow
from sotdesk.data.vault import Vault
from sotdesk.domain.attention import Row, rows
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.destruction import CONFIRM, HOLD, Backup, still_in
from sotdesk.domain.errors import RuleError, SotdeskError
from sotdesk.domain.retention import Kind
from sotdesk.domain.students import Student

LEFT, STILL_HERE = "weggaand", "blijvend"
NOBODYS = frozenset({
    "agency", "contact", "contact_role", "destruction", "draft", "found", "history",
    "holiday", "meeting", "meeting_kind", "namedmoment", "own_protocol", "recipient_secret",
    "refusal", "set_aside", "setting",
})  # fmt: skip
"""Tables that are not of a pupil; what they hold of him has tests of its own below."""
LAST = date(2019, 7, 31)
WHO = ("Noor Evers", "termijn voorbij")


def pages(vault: Vault) -> bytes:
    """Every page of the file, decrypted by hand, in lower case: also what no table shows any more."""
    raw = vault.path.read_bytes()
    key = hashlib.pbkdf2_hmac("sha512", PASSPHRASE.encode(), raw[:16], FAST_KDF, 32)
    found = []
    for at in range(0, len(raw), 4096):
        page = raw[at : at + 4096]
        cipher = Cipher(algorithms.AES(key), modes.CBC(page[4016:4032])).decryptor()
        found.append(cipher.update(page[16 if at == 0 else 0 : 4016]))
    return b"".join(found).lower()


def value_of(column: Any, table: str, word: str, number: int) -> Any:
    """A value of the column's type; a text is a word that begins like no other (the index shortens those)."""
    kind = getattr(column.type, "impl", column.type).python_type
    plain = {
        bool: False,
        int: 1,
        float: 1.0,
        date: date(2026, 3, 1) if word == STILL_HERE else date(2017, 3, 1),
        datetime: NOW.astimezone(),
        time: time(9, 0),
    }
    return plain.get(kind, f"{number}{table}{word}")


def models() -> dict[str, type[SQLModel]]:
    return {str(m.class_.__tablename__): m.class_ for m in SQLModel._sa_registry.mappers}


def fill(store: Store, word: str, *, gone: date | None) -> None:
    """A row of this pupil in every table, with his word in every text; each is changed once more afterwards."""
    with store.shared.writing(f"{word} toegevoegd") as session:
        for number, table in enumerate(SQLModel.metadata.sorted_tables, 100):
            if table.name in NOBODYS - {"meeting_kind", "meeting", "contact", "agency"}:
                continue
            shared = table.name in NOBODYS
            owner = "school" if shared else word
            values = {
                c.name: value_of(c, table.name, owner, number + i * 1000) for i, c in enumerate(table.columns)
            }
            for key in table.foreign_keys:
                parent = key.column.table.name
                values[key.parent.name] = f"{'school' if parent in NOBODYS else word}-{parent}"
            values["id"] = f"{owner}-{table.name}"
            if table.name == "student":
                values |= {"gone_since": gone, "birth_date": None}
            session.merge(models()[table.name](**values))
    with store.shared.writing(f"{word} gewijzigd") as session:
        for name, model in models().items():
            if name not in NOBODYS and (row := session.get(model, f"{word}-{name}")):
                for column in model.__table__.columns:  # type: ignore[attr-defined]
                    text = getattr(column.type, "impl", column.type).python_type is str
                    if text and not column.primary_key and not column.foreign_keys:
                        setattr(row, column.name, f"9{getattr(row, column.name)}")
    around(store, word)


def around(store: Store, word: str) -> None:
    """What the desk keeps beside his rows: a half-typed line, settings, a row set aside, a passphrase."""
    store.desk.keep_draft(f"meeting:{word}-item", f"half{word}", 3)
    store.school.set(
        "school_year.2019", {**(store.school.setting("school_year.2019") or {}), f"{word}-student": word}
    )
    store.school.set(f"list.{len(word)}", [f"{word}-student", "blijft"])
    with store.shared.writing("opzij") as session:
        session.add(
            SetAside(
                rule="r", subject_id=f"{word}-case", reason=f"opzij{word}", day=LAST, at=NOW.astimezone()
            )
        )
        session.add(RecipientSecret(recipient=f"guardian:{word}-guardian", passphrase=f"zin{word}"))
        session.add(RecipientSecret(recipient=f"student:{word}-student", passphrase=f"zin2{word}"))


def rows_of(store: Store, word: str, *, alone: bool = False) -> dict[str, int]:
    """How many rows of each table have this word anywhere; `alone`: versions that name them both do not count."""
    found = {}
    with Session(store.shared.engine) as session:
        for table in SQLModel.metadata.sorted_tables:
            rows = session.connection().execute(table.select()).all()
            both = (str(tuple(row)) for row in rows)
            found[table.name] = sum(word in row and not (alone and LEFT in row) for row in both)
    return found


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store, STILL_HERE, gone=None)
    fill(store, LEFT, gone=LAST)
    return store


def test_no_page_holds_anything_of_him_and_the_next_pupil_keeps_all(filled: Store, vault: Vault) -> None:
    before = rows_of(filled, STILL_HERE, alone=True)
    settings = len(filled.school.setting("school_year.2019"))
    assert pages(vault).count(LEFT.encode()) > 500  # the measure sees what is there
    assert all(before[name] for name in before if name not in NOBODYS)
    done = filled.retention.destroy(filled.retention.due(), CONFIRM, *WHO)
    assert pages(vault).count(LEFT.encode()) == 0
    assert rows_of(filled, STILL_HERE) == {**before, "setting": before["setting"] + 1}
    assert len(filled.school.setting("school_year.2019")) == settings - 1
    assert filled.retention.log() == (done,)
    assert done.pupils == 1
    assert done.rows > 40
    assert json.loads(json.dumps(filled.school.setting(f"list.{len(LEFT)}"))) == ["blijft"]


def test_what_is_destroyed_cannot_be_undone(filled: Store) -> None:
    assert filled.desk.to_undo()
    filled.retention.destroy(filled.retention.due(), CONFIRM, *WHO)
    assert filled.desk.to_undo() is None


def test_versions_of_rows_deleted_long_before_go_too(filled: Store, vault: Vault) -> None:
    with filled.shared.writing("weg") as session:
        for name in ("line_student", "tried", "signal"):
            session.delete(session.get_one(models()[name], f"{LEFT}-{name}"))
    with filled.shared.writing("weg") as session:
        session.delete(session.get_one(LineRow, f"{LEFT}-line"))
    filled.retention.destroy(filled.retention.due(), CONFIRM, *WHO)
    assert pages(vault).count(LEFT.encode()) == 0


def test_only_what_is_due_goes(filled: Store) -> None:
    with filled.shared.writing("later weg") as session:
        session.get_one(StudentRow, f"{LEFT}-student").gone_since = date(2023, 7, 31)
    due = filled.retention.due()
    assert Kind.ABSENCE not in {one.kind for one in due}
    filled.retention.destroy(due, CONFIRM, *WHO)
    left = rows_of(filled, f"{LEFT}-")
    tables = {name for name, rows in left.items() if rows}
    assert tables == {
        "student",
        "absence",
        "absence_day",
        "absence_report",
        "retention_mark",
        "history",
        "found",
    }


def test_what_is_about_another_too_stays_without_him_and_is_shown_first(filled: Store) -> None:
    with filled.shared.writing("samen") as session:
        session.add(
            ItemStudent(id=f"{LEFT}-samen", item_id=f"{STILL_HERE}-item", student_id=f"{LEFT}-student")
        )
        session.add(LineStudent(id=f"{LEFT}-ook", line_id=f"{STILL_HERE}-line", student_id=f"{LEFT}-student"))
        pupil = session.get_one(StudentRow, f"{LEFT}-student")
        pupil.first_name, pupil.last_name = "Quirijn", "Zandoog"
        session.get_one(LineRow, f"{STILL_HERE}-line").text = "zit in de pauze bij Quirijn"
    proposal = filled.retention.proposal(filled.retention.due())
    assert [(m.table, m.text) for m in proposal.mentions] == [("line", "zit in de pauze bij Quirijn")]
    assert (proposal.shared, proposal.pupils, proposal.last) == (2, 1, date(2024, 7, 31))
    filled.retention.destroy(proposal.dues, CONFIRM, *WHO)
    assert rows_of(filled, STILL_HERE)["item_student"] == rows_of(filled, STILL_HERE)["line"] == 1
    assert not rows_of(filled, LEFT)["item_student"]


def test_his_files_outside_are_named_before_he_goes_for_where_they_are_goes_with_him(filled: Store) -> None:
    his, other = f"{LEFT}-student", f"{STILL_HERE}-student"
    with filled.shared.writing("kluis van vroeger") as session:
        session.execute(delete(HandedOutRow))
    filled.handed.add(
        Document("plan.docx", his, path="/home/els/plan.docx"), Document("weg.docx", his, path="/home/els/weg.docx"),
        Document("gemaild.docx", his), Document("ander.docx", other, path="/home/els/ander.docx"),
    )  # fmt: skip
    filled.handed.gone([f.id for left in filled.handed.outside() for f in left.files if "weg" in f.path])
    proposal = filled.retention.proposal(filled.retention.due())
    assert (proposal.outside, proposal.documents) == (("/home/els/plan.docx",), 1)
    filled.retention.destroy(proposal.dues, CONFIRM, *WHO)
    assert [f.path for left in filled.handed.outside() for f in left.files] == ["/home/els/ander.docx"]


@pytest.mark.parametrize("typed", ["", "ja", "vernietig"])
def test_without_the_word_nothing_goes(filled: Store, typed: str) -> None:
    before = rows_of(filled, LEFT)
    with pytest.raises(RuleError):
        filled.retention.destroy(filled.retention.due(), typed, *WHO)
    assert rows_of(filled, LEFT) == before


def test_a_hold_keeps_everything_even_when_it_was_chosen_before(filled: Store) -> None:
    chosen = filled.retention.due()
    filled.retention.mark(f"{LEFT}-student", HOLD, "klacht loopt", "directie")
    before = rows_of(filled, LEFT)
    assert not filled.retention.due()
    with pytest.raises(RuleError):
        filled.retention.destroy(chosen, CONFIRM, *WHO)
    assert rows_of(filled, LEFT) == before
    filled.retention.unmark(f"{LEFT}-student", HOLD)
    assert filled.retention.due() == chosen


def test_half_a_destruction_is_none(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows_of(filled, LEFT)

    def fails(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("sotdesk.data.store.retention.wipe", fails)
    with pytest.raises((SotdeskError, OSError)):
        filled.retention.destroy(filled.retention.due(), CONFIRM, *WHO)
    assert rows_of(filled, LEFT) == before


def test_the_log_has_no_name_and_history_counts_on(filled: Store) -> None:
    filled.retention.destroy(filled.retention.due(), CONFIRM, *WHO)
    with Session(filled.shared.engine) as session:
        last = session.exec(select(Change).order_by(col(Change.number).desc())).first()
        assert last
        assert (last.table_name, last.can_undo) == ("destruction", False)
        assert session.exec(select(func.count()).select_from(Change).where(col(Change.can_undo))).one() == 0


def test_the_copies_that_still_hold_it_are_named() -> None:
    made = {"b": "2026-11-20 09:00", "a": "2026-11-25 09:00", "c": "2026-11-25 13:00"}
    copies = [Backup(name, datetime.fromisoformat(at)) for name, at in made.items()]
    found = still_in(copies, datetime.fromisoformat("2026-11-25 12:00"))
    assert [one.name for one in found] == ["b", "a"]


def test_the_school_keeps_its_own_term(store: Store, tmp_path: Path) -> None:
    store.retention.save_term(Kind.FILE, 12)
    assert next(t for t in store.retention.terms() if t.kind is Kind.FILE).months == 12
    store.retention.save_term(Kind.FILE, None)
    assert next(t for t in store.retention.terms() if t.kind is Kind.FILE).months == 24
    with pytest.raises(RuleError):
        store.retention.save_term(Kind.ABSENCE, 12)


def test_a_half_filled_form_with_his_name_in_it_goes_whatever_accents_it_has(store: Store) -> None:
    """A form is kept as JSON, where an accent may be written as a number."""
    store.students.add([Student("zoe", "9", "Zoë", "", "Grôot", "5V1", gone_since=LAST)])
    store.desk.keep_draft("form:1", json.dumps({"what": "bel over Zoë Grôot"}), 0)
    store.desk.keep_draft("form:2", json.dumps({"what": "bel over Zoë"}), 0)
    store.retention.destroy(store.retention.due(), CONFIRM, *WHO)
    assert store.desk.draft("form:1") == ("", 0)
    assert store.desk.draft("form:2")[0], "a call name alone may be another's"


def test_a_hold_ends_by_itself_after_its_last_day(filled: Store, vault: Vault) -> None:
    today = filled.clock.today()
    filled.retention.mark(f"{LEFT}-student", HOLD, "klacht loopt", "directie", today)
    assert filled.retention.due() == ()
    tomorrow = Store(
        vault.engine, fixed_at(datetime.combine(today + timedelta(days=1), time(9)).astimezone())
    )
    assert tomorrow.retention.due()
    with pytest.raises(RuleError):
        filled.retention.mark(f"{LEFT}-student", HOLD, "klacht", "directie", today - timedelta(days=1))


def test_vandaag_says_it_in_one_line_without_a_name_until_it_is_done(store: Store) -> None:
    def said() -> list[Row]:
        return [row for row in rows(store.attention.open(), store.clock.today()) if row.rule == "retention"]

    store.students.add([Student("kees", "4", "Kees", "", "Laan", "5V1", gone_since=date(2024, 7, 10))])
    (line,) = said()
    assert (line.text, line.address, line.student) == ("van 1 leerling", ("retention",), None)
    store.retention.destroy(store.retention.due(), CONFIRM, *WHO)
    assert said() == []
