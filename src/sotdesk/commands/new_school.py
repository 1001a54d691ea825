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
    from sotdesk.data.new_school import build_school
    from sotdesk.data.vault import Vault
    from sotdesk.domain.clock import system_clock
    from sotdesk.domain.meeting_presets import presets

    build = build_school(school, coordinator, presets()[0].kinds, system_clock())
    Vault.create(chosen.path, passphrase, build=build).close()
    say(f"De kluis is gemaakt: {chosen.path}")
