"""How a contact can be told what was agreed (rules/telling.toml)."""

from sotdesk.domain.contacts import Contact
from sotdesk.domain.rules import load


def ways_to_tell(system: str) -> tuple[str, ...]:
    """`in Magister`, `mondeling` …; `system` is the name of the school's own system."""
    return tuple(way.format(system=system) for way in load("telling")["ways"])


def usual_way(contact: Contact | None, by_role: str, system: str) -> str:
    """How someone is told: as it stands with the contact, else as is usual for his role."""
    return (contact.told_by if contact else "") or by_role.format(system=system)


ABOUT_PHRASE = (
    "Hiermee opent {who} een versleuteld bestand van jou, steeds hetzelfde. Geef het door langs een andere weg dan "
    "het bestand, bijvoorbeeld telefonisch."
)
"""What is said under the passphrase of someone outside the school."""
