"""Overdracht aan een andere kluis: domain.md §5 step 11 (S003), §11 (S004: to third parties only with consent)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel
from tests.conftest import FAST_KDF, PASSPHRASE
from tests.data.sitting import DAY, Sitting, begun
from tests.nasty import GROUPS, fill

from sotdesk.data import transfer_file
from sotdesk.data.schema import KNOWN_REVISIONS, build
from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.tables.cases import CaseTable
from sotdesk.data.tables.support import SupportRow
from sotdesk.data.transfer_file import Parcel, TransferUnreadable
from sotdesk.data.transfer_rows import LEFT_HERE, TAKEN
from sotdesk.data.vault import Vault
from sotdesk.domain.actions import Doer
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.cases import Guardian
from sotdesk.domain.clock import Clock
from sotdesk.domain.contacts import Contact, Role, School
from sotdesk.domain.dates import Frame
from sotdesk.domain.errors import RuleError, SotdeskError, VaultExists, VaultForeign
from sotdesk.domain.exchanges import Exchange
from sotdesk.domain.students import Student
from sotdesk.domain.support import Support
from sotdesk.domain.transfer import NO_CONSENT, OWN_ONLY, OWN_STAYS, Wish, code_of

WORDS = "molen kaars fiets dijk regen"
COLLEAGUE = Wish(("yara",), "M. Visser", "nieuwe coördinator")
SCHOOL = Wish(("yara",), "Lyceum Zuid", "andere school")
CONSENT = Exchange(
    "", "Lyceum Zuid", giver="moeder", purpose="overstap", data="hele dossier", proof="formulier"
)


@pytest.fixture
def at(vault: Vault) -> Sitting:
    """Yara and Davi in one meeting that was held, with lines about both, restricted ones, and more in Yara's file."""
    at = begun(vault)
    store = at.store
    store.school.save_school(School("Lyceum Noord", "N. Oudcoördinator"))
    store.cases.open("yara", question="wat heeft Yara nodig?"), store.cases.open("davi")
    at.type("Yara A.", "zitgroen past bij Yara, anders dan bij Davi Pinas")
    at.type("Yara A.", "@smw belt moeder >vr >>9 dec")
    at.type("Yara A.", "( besloterood gaat over thuis")
    at.type("Davi P.", "davigeheim: Davi slaapt slecht")
    at.type("Davi P.", "@smw davitaak regelen >vr")
    store.table.close(at.meeting_id)
    store.students.save_guardian("yara", Guardian("", "K. Achterberg", "moeder", phone="06-1"))
    store.students.save_guardian("davi", Guardian("", "P. Davimoeder", "moeder"))
    store.support.save(Support("", "yara", "training", DAY, goal="rust in de klas"))
    return at


@pytest.fixture
def there(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """Another vault, of the same school."""
    with Vault.create(tmp_path / "ander.sotdesk", PASSPHRASE, build=build, _kdf_iter=FAST_KDF) as made:
        store = Store(made.engine, clock)
        store.school.save_school(School("Lyceum Noord", "M. Visser"))
        yield store


def given(at: Sitting, wish: Wish, path: Path) -> Parcel:
    at.store.transfers.give(wish, WORDS, path)
    return transfer_file.read(path, WORDS)


def everything(path: Path) -> str:
    """Every value of every table of the decrypted file."""
    with (
        Vault.open(path, WORDS, known=frozenset({transfer_file.REVISION})) as vault,
        Session(vault.engine) as session,
    ):
        tables = session.connection().exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")
        found = []
        for (name,) in tables.all():
            found += [repr(row) for row in session.connection().exec_driver_sql(f'SELECT * FROM "{name}"')]  # noqa: S608
    return "\n".join(found).casefold()


def timeline(store: Store, student_id: str = "yara") -> list[str]:
    case = store.cases.of_student(student_id)
    assert case
    return [entry.text for entry in store.cases.get(case.id).timeline]


# --- what goes along


def test_nothing_of_another_pupil_of_the_same_meeting_is_in_the_file(at: Sitting, tmp_path: Path) -> None:
    """§11: one recipient gets one pupil; §4: a combined list goes to SOT members only."""
    path = tmp_path / "a.sotdesk-overdracht"
    given(at, COLLEAGUE, path)
    text = everything(path)
    assert "zitgroen" in text and "rust in de klas" in text and "k. achterberg" in text, "hers is there"
    for sentinel in ("davi", "pinas", "k. kok", "'2'"):
        assert sentinel not in text, sentinel
    assert "een andere leerling" in text
    assert "besloterood" not in text, "the restricted part was not chosen, in no column"
    assert at.store.transfers.preview(COLLEAGUE).withheld == 1
    given(at, replace(COLLEAGUE, restricted=True), tmp_path / "b.sotdesk-overdracht")
    text = everything(tmp_path / "b.sotdesk-overdracht")
    assert "besloterood" in text and "davi" not in text


def test_the_file_is_private_and_never_overwrites_unasked(at: Sitting, tmp_path: Path) -> None:
    """security.md §2.13: O_EXCL, 0600, .part and replace; the log says what, for whom, when."""
    path = tmp_path / "a.sotdesk-overdracht"
    at.store.transfers.give(COLLEAGUE, WORDS, path)
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    with pytest.raises(VaultExists):
        at.store.transfers.give(COLLEAGUE, WORDS, path)
    assert path.read_bytes() == before and len(at.store.transfers.given()) == 1, "no log line without a file"
    at.store.transfers.give(COLLEAGUE, WORDS, path, over=True)
    assert path.read_bytes() != before
    assert not [one for one in tmp_path.iterdir() if one.name.endswith(".part")]
    assert [(g.receiver, g.file_name, g.received_by) for g in at.store.transfers.given()] == [
        ("M. Visser", path.name, "")
    ] * 2
    undoable = at.store.desk.to_undo()
    assert undoable is None or "overdracht" not in undoable.label, "what left cannot be undone"


def test_every_table_goes_along_or_is_named_as_staying() -> None:
    """A new table must be thought of here."""
    every = set(SQLModel.metadata.tables)
    taken = {str(model.__tablename__) for model in TAKEN}
    assert taken | set(LEFT_HERE) == every and not taken & set(LEFT_HERE)


# --- who may go


def test_another_school_needs_consent_or_a_ground_for_each_pupil(at: Sitting, tmp_path: Path) -> None:
    """§11 (S004): nothing to third parties without explicit consent, except by legal duty."""
    both = replace(SCHOOL, student_ids=("yara", "davi"))
    assert [one.refused for one in at.store.transfers.preview(both).leaving] == [NO_CONSENT] * 2
    with pytest.raises(RuleError):
        at.store.transfers.give(both, WORDS, tmp_path / "a")
    assert not (tmp_path / "a").exists()
    at.store.exchanges.save("yara", CONSENT)
    going = at.store.transfers.preview(both)
    assert [one.refused for one in going.leaving] == ["", NO_CONSENT]
    assert going.leaving[0].ground == "toestemming van moeder, voor hele dossier"
    duty = replace(both, ground="wettelijke plicht")
    given(at, duty, tmp_path / "b")
    said = at.store.exchanges.of_student("davi")
    assert [(c.ground, c.receiver) for c in said] == [("wettelijke plicht", "Lyceum Zuid")], (
        "kept per exchange"
    )


def test_consent_from_before_his_sixteenth_birthday_is_asked_again(at: Sitting) -> None:
    """§3 (S004, P73, P74): from 16 the pupil decides himself."""
    at.store.exchanges.save("yara", replace(CONSENT, valid_from=date(2026, 10, 1)))
    with at.store.shared.writing("geboortedatum") as session:
        from sotdesk.data.tables.people import StudentRow

        session.get_one(StudentRow, "yara").birth_date = date(2010, 11, 1)
    (one,) = at.store.transfers.preview(SCHOOL).leaving
    assert "16" in one.refused


def test_a_case_for_the_coordinator_alone_goes_only_with_the_restricted_part(at: Sitting) -> None:
    """Issue 4 point 7: *alleen OCO* is carried to every output."""
    case = at.store.cases.of_student("yara")
    assert case
    at.store.cases.edit(case.id, confidentiality="alleen OCO")
    assert at.store.transfers.preview(COLLEAGUE).leaving[0].refused == OWN_ONLY
    assert not at.store.transfers.preview(replace(COLLEAGUE, restricted=True)).leaving[0].refused
    outside = replace(SCHOOL, ground="wettelijke plicht", restricted=True)
    assert at.store.transfers.preview(outside).leaving[0].refused == OWN_STAYS


def test_what_is_hers_alone_leaves_the_school_never(at: Sitting, tmp_path: Path) -> None:
    """A line that begins with `((` is read by the coordinator only: by the next one too, by no other school."""
    at.store.moments.keep(
        "yara", "", read("((eigenblauw over thuis", Table(Frame(DAY, at.store.school.calendar())))
    )
    given(at, replace(COLLEAGUE, restricted=True), tmp_path / "a")
    assert "eigenblauw" in everything(tmp_path / "a")
    outside = replace(SCHOOL, ground="wettelijke plicht", restricted=True)
    given(at, outside, tmp_path / "b")
    assert "eigenblauw" not in everything(tmp_path / "b") and "besloterood" in everything(tmp_path / "b")


# --- receiving


def test_what_comes_reads_as_it_did(at: Sitting, tmp_path: Path, there: Store) -> None:
    parcel = given(at, COLLEAGUE, tmp_path / "a")
    (one,) = there.receiving.arrivals(parcel)
    assert one.known is None and one.rows > 5
    receipt = there.receiving.take(parcel, {})
    assert (receipt.new, receipt.joined, receipt.by) == (1, 0, "M. Visser")
    case = there.cases.get(there.cases.all()[0].id)
    assert (case.question, case.holder, case.student.number) == ("wat heeft Yara nodig?", "M. Visser", "1")
    said = [e for e in case.timeline if "zitgroen" in e.text]
    assert [(e.day, e.place) for e in said] == [(date(2026, 11, 25), "overleg SOT")], (
        "on the day of the meeting"
    )
    (action,) = there.actions.all()
    assert (action.text, action.doers[0].label, action.due) == (
        "belt moeder",
        "SMW (N. Smit)",
        date(2026, 11, 27),
    )
    assert action.doers[0].contact_id == "", "nobody of this vault has that name"
    assert [s.goal for s in there.support.of_student("yara")] == ["rust in de klas"]
    assert there.finding.find("zitgroen", limit=5), "it is found at once"
    label = there.desk.to_undo()
    assert label and label.label == "overdracht ontvangen"
    there.desk.undo(label.batch)
    assert there.cases.all() == () and there.students.all() == ()


def test_the_same_file_twice_changes_nothing_and_a_newer_one_adds_what_is_new(
    at: Sitting, tmp_path: Path, there: Store
) -> None:
    parcel = given(at, COLLEAGUE, tmp_path / "a")
    there.receiving.take(parcel, {})
    before = timeline(there)
    again = there.receiving.take(parcel, {})
    assert not again.changed and timeline(there) == before
    at.store.actions.add(ActionDraft("nieuw plan", (Doer("mentor"),)), student_ids=["yara"])
    newer = there.receiving.take(given(at, COLLEAGUE, tmp_path / "b"), {})
    assert (newer.new, newer.joined) == (0, 0) and newer.changed
    assert len([text for text in timeline(there) if "nieuw plan" in text]) == 1
    assert len([text for text in timeline(there) if "zitgroen" in text]) == 1


def test_a_pupil_who_is_known_here_keeps_one_case(at: Sitting, tmp_path: Path, there: Store) -> None:
    there.students.add([Student("hier", "1", "Yara", "", "Achterberg", "3H1")])
    mine = there.cases.open("hier", question="mijn vraag")
    there.cases.close(mine, "verhuisd")
    parcel = given(at, COLLEAGUE, tmp_path / "a")
    (one,) = there.receiving.arrivals(parcel)
    assert one.known and (one.known.id, one.why, one.same) == ("hier", "zelfde nummer", True)
    receipt = there.receiving.take(parcel, {"yara": True})
    assert (receipt.new, receipt.joined) == (0, 1)
    (case,) = there.cases.all(closed=True)
    whole = there.cases.get(case.id)
    assert (case.id, whole.question, whole.closed_on) == (mine, "mijn vraag", None), (
        "open again, in his own words"
    )
    assert any("zitgroen" in text for text in timeline(there, "hier"))
    assert not there.receiving.take(parcel, {"yara": True}).changed
    assert len(there.cases.all(closed=True)) == 1


def test_she_can_say_that_he_is_another_one(at: Sitting, tmp_path: Path, there: Store) -> None:
    there.students.add([Student("hier", "01", "Yara", "", "Achterberg", "3H1")])
    there.receiving.take(given(at, COLLEAGUE, tmp_path / "a"), {"yara": False})
    came = there.students.get("yara")
    assert (came.number, came.provisional) == ("", True), "a number is one pupil's only"


def test_of_another_school_people_and_numbers_are_no_ones_here(
    at: Sitting, tmp_path: Path, there: Store
) -> None:
    """§11: consent to share with that school's SMW is none for this school's."""
    there.school.save_school(School("Lyceum Zuid", "M. Visser"))
    there.contacts.save(Contact("", "N. Smit", (Role("smw"),)))
    there.students.add([Student("hier", "1", "Piet", "", "Zuid", "1A1")])
    at.store.exchanges.save("yara", CONSENT)
    at.store.exchanges.save("yara", replace(CONSENT, receiver="SMW (N. Smit)"))
    parcel = given(at, SCHOOL, tmp_path / "a")
    (one,) = there.receiving.arrivals(parcel)
    assert one.known is None, "the same number at another school is another pupil"
    there.receiving.take(parcel, {})
    (doer,) = there.actions.all()[0].doers
    assert (doer.label, doer.contact_id, doer.role) == ("SMW (N. Smit)", "", "")
    assert "Lyceum Noord: SMW (N. Smit)" in [c.receiver for c in there.exchanges.of_student("yara")]
    assert (there.students.get("yara").class_name, there.students.get("yara").number) == ("", "")


def test_the_receipt_makes_the_log_line_say_received(at: Sitting, tmp_path: Path, there: Store) -> None:
    """Issue 4 point 11: an encrypted file with receipt, the giver keeps the log line."""
    parcel = given(at, COLLEAGUE, tmp_path / "a")
    receipt = there.receiving.take(parcel, {})
    assert there.transfers.given() == (), "what came in is not among what left"
    (one,) = at.store.transfers.given()
    assert receipt.code == code_of(one.transfer_id)
    day = date(2026, 11, 25)
    with pytest.raises(RuleError):
        at.store.transfers.acknowledge(one.transfer_id, "AAA-AAA", "M. Visser", day)
    with pytest.raises(RuleError):
        at.store.transfers.acknowledge(one.transfer_id, receipt.code, "M. Visser", date(2026, 12, 1))
    at.store.transfers.acknowledge(one.transfer_id, receipt.code.lower().replace("-", " "), "M. Visser", day)
    (one,) = at.store.transfers.given()
    assert (one.received_by, one.received_on) == ("M. Visser", day)


# --- files that cannot be read


@pytest.mark.parametrize("harm", ["wrong words", "empty", "cut", "garbage", "a vault", "newer", "gone"])
def test_a_file_that_cannot_be_read_says_why(at: Sitting, tmp_path: Path, harm: str) -> None:
    """security.md §1.5: wrong words, damage, an empty and a newer file; nothing is changed."""
    path = tmp_path / "a"
    at.store.transfers.give(COLLEAGUE, WORDS, path)
    expected, words = "beschadigd", WORDS
    if harm == "wrong words":
        expected, words = "woorden", "heel andere woorden"
    elif harm == "empty":
        expected = "leeg"
        path.write_bytes(b"")
    elif harm == "cut":
        path.write_bytes(path.read_bytes()[:-100])
    elif harm == "garbage":
        path.write_bytes(path.read_bytes()[:8192] + bytes(4096) + path.read_bytes()[12288:])
    elif harm == "gone":
        expected = "geen bestand"
        path.unlink()
    elif harm == "a vault":
        expected, path = "kluis", tmp_path / "b"
        Vault.create(path, WORDS, build=build).close()
    else:
        expected, path = "nieuwere", tmp_path / "b"
        Vault.create(path, WORDS, build=_newer).close()
    with pytest.raises(TransferUnreadable) as told:
        transfer_file.read(path, words)
    assert expected in told.value.sentence and isinstance(told.value, SotdeskError)


def test_what_comes_back_adds_only_what_is_new(at: Sitting, tmp_path: Path, there: Store) -> None:
    """A colleague who stood in gives the case back: nothing stands there twice, not even an empty talk."""
    at.store.meetings.adopt(at.meeting_id)
    at.store.meetings.correct(at.meeting_id, at.item("Yara A."), "zo was het")
    before = sorted(timeline(at.store))
    own = given(at, COLLEAGUE, tmp_path / "a")
    assert not at.store.receiving.take(own, {}).changed
    there.receiving.take(own, {})
    there.actions.add(ActionDraft("onderweg afgesproken", (Doer("mentor"),)), student_ids=["yara"])
    there.transfers.give(Wish(("yara",), "N. Oudcoördinator", "nieuwe coördinator"), WORDS, tmp_path / "b")
    receipt = at.store.receiving.take(at.store.receiving.read(tmp_path / "b", WORDS), {})
    assert (receipt.new, receipt.joined) == (0, 0) and receipt.changed
    added = Counter(timeline(at.store)) - Counter(before)
    assert sorted(added.elements()) == [
        "mentor: onderweg afgesproken", "ontvangen door N. Oudcoördinator", "voor M. Visser: nieuwe coördinator",
        "voor N. Oudcoördinator: nieuwe coördinator, van Lyceum Noord",
    ], "and that it went and came"  # fmt: skip
    assert [one.receiver for one in at.store.transfers.given()] == ["M. Visser"]


def test_what_this_version_does_not_know_is_refused_as_a_whole(
    at: Sitting, tmp_path: Path, there: Store
) -> None:
    parcel = given(at, COLLEAGUE, tmp_path / "a")
    (support,) = parcel.rows[SupportRow]
    support.state = "een stand van later"
    with pytest.raises(RuleError):
        there.receiving.take(parcel, {})
    assert there.students.all() == () and there.cases.all() == ()
    support.state = "loopt"
    (case,) = parcel.rows[CaseTable]
    case.status = "een stand van later"
    assert there.receiving.arrivals(parcel)[0].refused
    with pytest.raises(RuleError):
        there.receiving.take(parcel, {})


def test_a_transfer_is_not_opened_as_a_vault(at: Sitting, tmp_path: Path) -> None:
    given(at, COLLEAGUE, tmp_path / "a")
    before = (tmp_path / "a").read_bytes()
    with pytest.raises(VaultForeign) as told:
        Vault.open(tmp_path / "a", WORDS, known=KNOWN_REVISIONS)
    assert "Overdracht ontvangen" in told.value.sentence and (tmp_path / "a").read_bytes() == before


def _newer(engine: object) -> None:
    from sqlalchemy import Engine, text

    assert isinstance(engine, Engine)
    build(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'overdracht-9999'"))


@pytest.mark.parametrize("name", GROUPS)
def test_nasty_text_arrives_as_it_left(
    vault: Vault, there: Store, clock: Clock, tmp_path: Path, name: str
) -> None:
    """Issue 4, proven by: brackets, markup, right-to-left, 10,000 characters, emoji, control characters."""
    here = Store(vault.engine, clock)
    fill(here, GROUPS[name])
    ids = tuple(case.student.id for case in here.cases.all(closed=True))
    path = tmp_path / "a"
    here.transfers.give(Wish(ids, "M. Visser", "nieuwe coördinator", restricted=True), WORDS, path)
    there.receiving.take(there.receiving.read(path, WORDS), {})
    for case in here.cases.all(closed=True):
        ours, theirs = here.cases.get(case.id), there.cases.get(case.id)
        assert (ours.question, ours.what_works) == (theirs.question, theirs.what_works)
        assert {e.text for e in ours.timeline if e.kind == "gesprek"} <= {e.text for e in theirs.timeline}
