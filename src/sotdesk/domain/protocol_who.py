"""Who does an item: a role of the school (rules/roles.toml), or a place that somebody has in the protocol itself."""

from collections.abc import Iterable, Mapping
from functools import cache

from sotdesk.domain.contacts import role_kinds

PLACES = {
    "iedereen": "iedereen",
    "casushouder": "casushouder",
    "team": "interventieteam",
    "spreker": "wie het gesprek voert",
    "beslisser": "wie besluit",
    "ib": "intern begeleider",
}
"""What the protocols name beside the roles: domain.md §6.5 (S002); intern begeleider = the OCO of a primary school."""


@cache
def doers() -> Mapping[str, str]:
    """Every code that may stand at `wie`, with its word on screen."""
    return {**{code: kind.name for code, kind in role_kinds().items()}, **PLACES}


def who_words(codes: Iterable[str]) -> str:
    """`OCO + mentor`: who does an item, as a screen shows it; an unknown code is its own word."""
    return " + ".join(doers().get(code, code) for code in codes)
