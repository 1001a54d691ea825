"""`sotdesk new`: an empty vault with what every school starts from, made without questions."""

from sotdesk.commands.opening import Chosen, asked_passphrase, say
from sotdesk.domain.errors import SotdeskError, VaultExists


def new(chosen: Chosen, school: str, coordinator: str) -> None:
    """Makes the vault. VaultExists when something is there; SotdeskError when the passphrase is too weak."""
    from sotdesk.data.vault_file import needs_vault

    if not needs_vault(chosen.path):
        raise VaultExists
    passphrase = asked_passphrase(chosen, twice=True)
    from sotdesk.strength import strength

    judged = strength(passphrase, [school, coordinator])
    if not judged.enough:
        raise SotdeskError(judged.sentence)
    _make(chosen, passphrase, school, coordinator)
    say(f"De kluis is gemaakt: {chosen.path}")


def _make(chosen: Chosen, passphrase: str, school: str, coordinator: str) -> None:
    """The vault with the school's name, its coordinator, the holidays that ship and the first kinds of meeting."""
    from sotdesk.data import schema
    from sotdesk.data.store import Store
    from sotdesk.data.vault import Vault
    from sotdesk.domain.calendar import SchoolCalendar, shipped_holidays
    from sotdesk.domain.contacts import Contact, Role, School
    from sotdesk.domain.meeting_presets import presets
    from sotdesk.domain.text import one_line

    with Vault.create(chosen.path, passphrase, build=schema.build) as vault:
        store = Store(vault.engine)
        name = one_line(coordinator)
        contact_id = store.contacts.save(Contact("", name, (Role("oco"),)))
        store.school.save_school(School(one_line(school), name, contact_id))
        store.school.save_calendar(SchoolCalendar(shipped_holidays()))
        store.school.save_kinds(presets()[0].kinds)
