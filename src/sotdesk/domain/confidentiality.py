"""Who may read what, in one set of words (team, SOT, besloten, alleen OCO), and what none of them limits: inzage.

Source: domain.md §12 (confidentiality of a case), §11 (confidential notes about a pupil are part of his file; no
secret notes), §3 (the file's rights are those of parents with authority, from 16 on those of the pupil: S004, P74).
"""

from collections.abc import Mapping

from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import Confidentiality

SHUT: Mapping[str, str] = {Audience.RESTRICTED.value: "besloten", Audience.OWN.value: "alleen OCO"}
"""How a text that not everyone may read is marked, on every screen."""
AUDIENCES = ((Audience.SOT.value, Confidentiality.SOT.value), *SHUT.items())
"""Who reads one line, agreement or measure: value and word, as a form lets her choose."""

INZAGE = "Beperkt alleen wie dit leest. Ouders met gezag, vanaf 16 jaar de leerling zelf, mogen het inzien."
"""Said while she chooses or types what limits the readers."""
INZAGE_LINE = "Beperkt alleen wie dit leest; ouders of leerling (16+) mogen het inzien"
"""The same while a line is typed, in one line of 80 cells."""
_LIMITS = frozenset({*SHUT, Confidentiality.OWN.value})


def inzage_note(value: str) -> str:
    """What stands under the field while this choice of readers is on it; empty when it limits nobody."""
    return INZAGE if value in _LIMITS else ""


def mark_of(audience: str) -> str:
    """`besloten · ` or `alleen OCO · `, to stand before a text on a screen; '' for what the SOT reads."""
    return f"{SHUT[audience]} · " if audience in SHUT else ""


def audience_of(case: str) -> str:
    """Who may read what stands in a case, by its own confidentiality: as the value of an Audience."""
    return Audience.OWN.value if case == Confidentiality.OWN.value else Audience.SOT.value
