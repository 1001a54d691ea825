"""Feedback from a real encrypted file: what was typed is told once, ticked, taken back; passphrases that stand."""

from datetime import date

import pytest
from tests.conftest import PASSPHRASE
from tests.documents.small_meeting import DAY, Meeting, hold

from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.store import Store
from sotdesk.data.store.feedback_read import PROFILES
from sotdesk.data.tables.consents import ConsentRow
from sotdesk.data.vault import Vault
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.feedback import LOG, SHIELDED, PupilBlocks, Recipient
from sotdesk.domain.feedback_text import plain
from sotdesk.domain.meetings import Present
from sotdesk.strength import dutch_words


@pytest.fixture
def held(store: Store) -> Meeting:
    return hold(store)


def one(held: Meeting, name: str) -> Recipient:
    return next(each for each in held.store.feedback.recipients(held.id, everyone=True) if each.label == name)


def about(held: Meeting, student_id: str) -> PupilBlocks:
    return next(each for each in held.store.feedback.blocks(held.id) if each.student_id == student_id)


def undo(store: Store) -> None:
    last = store.desk.to_undo()
    assert last
    store.desk.undo(last.batch)


def test_what_was_typed_is_told_to_the_mentor_and_what_is_besloten_is_not(held: Meeting) -> None:
    bos = one(held, "M. Bos")
    assert [(e.student_id, e.told, e.expected) for e in bos.entries] == [
        ("yara", None, True),
        ("lina", None, True),
    ]
    text = plain(held.store.feedback.note(held.id, bos.key, "yara"))
    for told in (
        "aanmelden wijkteam",
        "vaste plek vooraan",
        "jij: gesprek over rooster",
        "deels, komt vaker",
        "volgen",
    ):
        assert told in text
    for kept in ("ziek", "huisarts", "dossier", "vermoeden", "slaapt", "verzuim", "gezag", "Omar"):
        assert kept not in text


def test_both_blocks_from_the_same_lines(held: Meeting) -> None:
    made = about(held, "yara")
    assert "Besluit: aanmelden wijkteam." in made.log
    assert "ziek" not in made.log and "slaapt" not in made.log
    assert "Besloten: moeder is ziek;" in made.shielded
    for kept in ("vermoeden", "dossier", "gezag", "vraag voor mezelf"):
        assert kept not in made.log + made.shielded


def test_a_planned_meeting_has_nothing_to_tell(held: Meeting) -> None:
    planned = held.store.meetings.plan(held.store.school.kinds()[0].id, date(2026, 12, 16))
    with pytest.raises(RuleError, match="nog niet gehouden"):
        held.store.feedback.recipients(planned)


def test_told_with_when_and_how_and_taken_back(held: Meeting) -> None:
    bos, feedback = one(held, "M. Bos"), held.store.feedback
    feedback.tell(held.id, bos.key, "yara")
    told = one(held, "M. Bos").entries[0].told
    assert told and (told.way, told.at) == ("in Magister", held.clock.now())
    assert not one(held, "M. Bos").done
    feedback.tell(held.id, bos.key, "yara", "op papier")
    again = one(held, "M. Bos").entries[0].told
    assert again and again.way == "op papier"
    undo(held.store)
    before = one(held, "M. Bos").entries[0].told
    assert before and before.way == "in Magister"
    feedback.untell(held.id, bos.key, "yara")
    assert one(held, "M. Bos").entries[0].told is None


def test_who_has_nothing_to_read_cannot_be_told(held: Meeting) -> None:
    bos = one(held, "M. Bos")
    with pytest.raises(NotFound):
        held.store.feedback.note(held.id, bos.key, "sami")
    with pytest.raises(NotFound):
        held.store.feedback.tell(held.id, bos.key, "omar")
    assert held.store.feedback.recipients(held.id)[0].entries[0].told is None


def test_entered_in_the_schools_own_system(held: Meeting) -> None:
    held.store.feedback.entered(held.id, "yara", LOG)
    assert (about(held, "yara").log_entered, about(held, "yara").entered) == (held.clock.now(), False)
    held.store.feedback.entered(held.id, "yara", SHIELDED)
    assert about(held, "yara").entered
    held.store.feedback.entered(held.id, "yara", LOG, done=False)
    assert about(held, "yara").log_entered is None
    with pytest.raises(ValueError, match="iets"):
        held.store.feedback.entered(held.id, "yara", "iets")


def test_a_line_that_is_put_right_is_told_as_it_reads_now(held: Meeting) -> None:
    bos = one(held, "M. Bos")
    assert "jij: gesprek over rooster" in plain(held.store.feedback.note(held.id, bos.key, "yara"))
    line = next(
        each for each in held.store.table.lines(held.items["yara"]) if each.text == "aanmelden wijkteam"
    )
    held.store.table.remove(line.capture_id)
    assert "wijkteam" not in plain(held.store.feedback.note(held.id, bos.key, "yara"))
    undo(held.store)
    assert "wijkteam" in plain(held.store.feedback.note(held.id, bos.key, "yara"))


def test_a_passphrase_stands_per_recipient_and_cannot_be_undone(held: Meeting, vault: Vault) -> None:
    first = held.store.feedback.passphrase("contact:a")
    assert len(first.split()) == 5
    assert set(first.split()) <= set(dutch_words())
    assert held.store.feedback.passphrase("contact:a") == first
    assert held.store.feedback.passphrase("contact:b") != first
    last = held.store.desk.to_undo()
    assert last is None or "wachtwoordzin" not in last.label
    path = vault.path
    vault.close()
    with Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS, _kdf_iter=4000) as opened:
        assert Store(opened.engine).feedback.passphrase("contact:a") == first


def test_the_school_changes_who_reads_what(held: Meeting) -> None:
    held.store.school.set(PROFILES, {"mentor": {"reads": {"outcome": "all"}}})
    text = plain(held.store.feedback.note(held.id, one(held, "M. Bos").key, "yara"))
    assert "volgen" in text
    assert "wijkteam" not in text


@pytest.mark.parametrize(
    ("role", "state", "receiver", "warned"),
    [
        ("wijkteam", "", "", False),
        ("ggz", "", "", True),
        ("ggz", "given", "GGZ", False),
        ("ggz", "refused", "GGZ", True),
        ("ggz", "given", "T. Kroon", False),
        ("ggz", "given", "wijkagent", True),
    ],
)
def test_a_recorded_consent_is_the_ground(
    held: Meeting, role: str, state: str, receiver: str, warned: bool
) -> None:
    """The meeting itself has `toest: moeder, wijkteam`."""
    store = held.store
    kroon = store.contacts.save(Contact("", "T. Kroon", (Role(role),), internal=False))
    if state:
        with store.shared.writing("toestemming") as session:
            session.add(
                ConsentRow(
                    student_id="yara", receiver=receiver, state=state, at=held.clock.now(), valid_from=DAY
                )
            )
    store.table.reopen(held.id)
    store.table.presence(held.id, Present("", "T. Kroon", role, kroon), here=True)
    held.keep("yara", "! komt langs")
    store.table.close(held.id)
    found = [w.kind for w in store.feedback.note(held.id, f"contact:{kroon}", "yara").warnings]
    assert ("ground" in found) is warned
