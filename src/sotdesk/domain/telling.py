"""How a contact can be told what was agreed (rules/telling.toml)."""

from sotdesk.domain.rules import load


def ways_to_tell(system: str) -> tuple[str, ...]:
    """`in Magister`, `mondeling` …; `system` is the name of the school's own system."""
    return tuple(way.format(system=system) for way in load("telling")["ways"])
