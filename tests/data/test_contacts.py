"""Contacts and agencies on a real encrypted file."""

from dataclasses import replace

import pytest

from sotdesk.data.store import Store
from sotdesk.domain.contacts import Agency, Contact, Role
from sotdesk.domain.errors import NotFound

LPA = Contact(
    "", "R. Pot", (Role("lpa", municipalities=("Rotterdam", "Capelle")), Role("jeugdcoach", ("onderbouw",))),
    internal=False, organisation="Leerplicht", phone="010-0001", email="r@x.example", told_by="veilige mail",
    working_days=(0, 3), note="liefst bellen",
)  # fmt: skip


def test_a_contact_comes_back_as_it_was_kept(store: Store) -> None:
    contact_id = store.contacts.save(LPA)
    assert store.contacts.get(contact_id) == replace(LPA, id=contact_id)


def test_roles_are_replaced_as_a_whole(store: Store) -> None:
    contact_id = store.contacts.save(LPA)
    store.contacts.save(Contact(contact_id, "R. Pot", (Role("mentor", classes=("2H1",)),)))
    assert [r.words for r in store.contacts.get(contact_id).roles] == ["mentor 2H1"]


def test_who_is_removed_is_kept_out_of_the_list_and_returns_by_undo(store: Store) -> None:
    contact_id = store.contacts.save(LPA)
    store.contacts.remove(contact_id)
    assert store.contacts.all() == ()
    assert [c.name for c in store.contacts.all(gone=True)] == ["R. Pot"]
    assert store.contacts.get(contact_id).name == "R. Pot"
    last = store.desk.to_undo()
    assert last
    store.desk.undo(last.batch)
    assert [c.name for c in store.contacts.all()] == ["R. Pot"]


def test_several_at_once_are_one_step(store: Store) -> None:
    mentors = [Contact("", name, (Role("mentor", classes=("2H1",)),)) for name in ("M. Bos", "K. Vos")]
    store.contacts.add_all(mentors, label="mentoren als contact")
    assert [(c.name, c.roles[0].words) for c in store.contacts.all()] == [
        ("K. Vos", "mentor 2H1"),
        ("M. Bos", "mentor 2H1"),
    ]
    last = store.desk.to_undo()
    assert last and last.label == "mentoren als contact"
    store.desk.undo(last.batch)
    assert store.contacts.all() == ()


def test_the_sociale_kaart(store: Store) -> None:
    agency_id = store.contacts.save_agency(Agency("", "Wijkteam Noord", "wijkteam", "010-0002"))
    contact_id = store.contacts.save(
        Contact("", "S. Berk", agency_id=agency_id, organisation="Wijkteam Noord")
    )
    assert store.contacts.agency(agency_id).phone == "010-0002"
    store.contacts.remove_agency(agency_id)
    assert store.contacts.agencies() == ()
    assert store.contacts.get(contact_id).agency_id == "", "its people stay"
    with pytest.raises(NotFound):
        store.contacts.agency(agency_id)
