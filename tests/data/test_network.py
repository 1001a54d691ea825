"""The people around a pupil in a real encrypted file: siblings, parents who are shared only when she says so."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sotdesk.data.store import Store
from sotdesk.data.store.actions import ActionDraft
from sotdesk.data.tables.meetings import LineRow, LineStudent
from sotdesk.data.tables.moments import MomentRow
from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.cases import Guardian
from sotdesk.domain.contacts import Contact, Role
from sotdesk.domain.errors import RuleError
from sotdesk.domain.exchanges import Exchange
from sotdesk.domain.finding import address_of
from sotdesk.domain.network import Partner, last_words
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
MOTHER = Guardian("", "K. Kamal", "moeder", language="Tigrinya", interpreter=True, phone="06-1")


@pytest.fixture
def desk(store: Store) -> Store:
    store.students.add(
        [
            Student("lina", "1", "Lina", "", "Kamal", "3M2", mentor="M. Bos"),
            Student("sami", "2", "Sami", "", "Kamal", "1B4"),
            Student("noor", "3", "Noor", "", "Kamal", "4V1"),
            Student("sem", "4", "Sem", "", "Bos", "1B4"),
        ]
    )
    return store


def names(store: Store, student_id: str) -> list[str]:
    return [f"{g.relation} {g.name} {g.phone}" for g in store.network.of_student(student_id).guardians]


def test_siblings_share_parents_only_when_she_says_so(desk: Store) -> None:
    desk.network.save_guardian("lina", MOTHER)
    desk.network.link("lina", "sami")
    assert [s.first_name for s in desk.network.of_student("sami").siblings] == ["Lina"]
    assert names(desk, "sami") == []
    desk.network.link("noor", "lina", share_parents=True)
    assert names(desk, "noor") == ["moeder K. Kamal 06-1"]
    assert {s.first_name for s in desk.network.of_student("sami").siblings} == {"Lina", "Noor"}, "one family"
    (mother,) = desk.network.of_student("lina").guardians
    desk.network.save_guardian("lina", replace(mother, phone="06-2"))
    assert names(desk, "noor") == ["moeder K. Kamal 06-1"], "a change is Lina's alone"
    desk.network.save_guardian("lina", replace(mother, phone="06-3"), siblings_too=True)
    assert names(desk, "noor") == names(desk, "sami") == ["moeder K. Kamal 06-3"]
    desk.network.remove_guardian(mother.id)
    assert (names(desk, "lina"), len(names(desk, "noor"))) == ([], 1)


def test_unlinking_leaves_nobody_alone_in_a_family(desk: Store) -> None:
    desk.network.link("lina", "sami")
    desk.network.unlink("sami")
    desk.network.link("sem", "noor")
    assert desk.network.of_student("lina").siblings == ()
    with pytest.raises(RuleError, match="leerling zelf"):
        desk.network.link("lina", "lina")
    undoable = desk.desk.to_undo()
    assert undoable
    desk.desk.undo(undoable.batch)
    assert desk.network.of_student("noor").siblings == ()


def test_the_last_contact_is_what_was_said_or_done(desk: Store) -> None:
    """Issue 4, point 5: computed from contact moments, lines with their voice, and agreements done."""
    smit = desk.contacts.save(Contact("", "N. Smit", (Role("smw"),), internal=False, phone="06-9"))
    desk.network.save_guardian("lina", MOTHER)
    desk.network.save_partner("lina", Partner("", "n. smit", since=date(2026, 10, 12), kept_by="mentor"))
    desk.network.save_partner("lina", Partner("", "wijkteam Noord", role="wijkteam"))
    network = desk.network.of_student("lina")
    assert [last_words(p.last, TODAY) for p in network.partners] == ["nog geen contact"] * 2
    assert (network.partners[0].label, network.partners[0].phone) == ("SMW (N. Smit)", "06-9")
    at = datetime(2026, 11, 20, 9, 30).astimezone()
    with desk.shared.writing("gesprek") as session:
        session.add(
            MomentRow(id="m", student_id="lina", at=at, with_whom="moeder, wijkteam", channel="telefoon")
        )
        session.add(
            LineRow(
                id="l", moment_id="m", capture_id="c", position=0, kind="voice", text="slaapt slecht",
                voice="SMW (N. Smit)", at=at + timedelta(days=1),
            )
        )  # fmt: skip
        session.add(LineStudent(line_id="l", student_id="lina"))
    done = desk.actions.add(
        ActionDraft("belt terug", (Doer("SMW (N. Smit)", smit, "smw"),)), student_ids=["lina"]
    )
    desk.actions.settle(done, ActionState.DONE)
    network = desk.network.of_student("lina")
    assert {p.label: last_words(p.last, TODAY) for p in network.partners} == {
        "SMW (N. Smit)": "wo 25 nov (afspraak)",
        "wijkteam Noord": "vr 20 nov (telefoon)",
    }
    assert last_words(network.last_with(network.guardians[0].id), TODAY) == "vr 20 nov (telefoon)"


def test_who_did_something_and_is_not_listed_is_proposed(desk: Store) -> None:
    arts = desk.contacts.save(Contact("", "E. Roos", (Role("jeugdarts"),), internal=False))
    desk.actions.add(ActionDraft("spreekuur", (Doer("E. Roos", arts),)), student_ids=["lina"])
    assert [c.name for c in desk.network.of_student("lina").proposed] == ["E. Roos"]
    desk.network.save_partner("lina", Partner("", "E. Roos"))
    assert desk.network.of_student("lina").proposed == ()


def test_a_partner_without_a_ground_is_said_and_who_left_keeps_his_row(desk: Store) -> None:
    """S004: nothing to third parties without consent, or another ground per exchange (P77)."""
    key = desk.network.save_partner("lina", Partner("", "wijkteam", role="wijkteam", since=date(2026, 9, 1)))
    assert [p.ungrounded for p in desk.network.of_student("lina").partners] == [True]
    assert desk.network.ungrounded("lina") == ("wijkteam",)
    full = Exchange("", "wijkteam", giver="moeder", purpose="meedenken", data="verzuim", proof="mail")
    desk.exchanges.save("lina", full)
    (partner,) = desk.network.of_student("lina").partners
    assert not partner.ungrounded
    desk.network.save_partner("lina", replace(partner, until=date(2026, 11, 20)))
    (partner,) = desk.network.of_student("lina").partners
    assert (partner.id, partner.over(TODAY)) == (key, True)
    with pytest.raises(RuleError, match="voor de eerste"):
        desk.network.save_partner("lina", replace(partner, until=date(2026, 8, 1)))
    desk.network.remove_partner(key)
    assert desk.network.of_student("lina").partners == ()


def test_people_are_found_by_their_name(desk: Store) -> None:
    desk.network.save_guardian("lina", replace(MOTHER, name="Selam Kamal"))
    (hit,) = desk.finding.find("selam")
    assert (hit.word, (address_of(hit) or ())[:2]) == ("thuis", ("people", "lina"))
    with pytest.raises(RuleError):
        desk.network.save_guardian("lina", Guardian("", " ", ""))
