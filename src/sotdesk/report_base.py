"""The school's own Word file under agenda and report: where it is kept in the vault, and whether it can be used.

Only its path is kept, never its content. Loads python-docx when a file is looked at.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sotdesk.domain.errors import ExportError

if TYPE_CHECKING:
    from sotdesk.data.store import Store

SETTING = "report.base"
"""The setting in the vault: a path as text; empty for the desk's own look."""

_GONE = "Het Word-bestand van de school staat niet (meer) op zijn plek, of mag niet worden gelezen."
_UNREADABLE = (
    "Het Word-bestand van de school is geen Word-document (.docx) dat sotdesk kan lezen. Open het in Word en bewaar "
    "het als Word-document (.docx)."
)
_LARGE = "Het Word-bestand van de school is groter dan 20 MB. Neem een bestand met alleen het briefhoofd."
_WAY_ON = "Kies het opnieuw bij Instellingen, of maak dat veld leeg."


class BaseUnusable(ExportError):
    """The school's own Word file is gone or broken: choose it again, or work without it."""

    def __init__(self, wrong: str) -> None:
        super().__init__(f"{wrong} {_WAY_ON}")
        self.wrong = wrong
        """What is wrong with it, for where it is chosen."""


def named_base(store: "Store") -> str:
    """The path as it was chosen; empty when there is none."""
    named = store.school.setting(SETTING, "")
    return named if isinstance(named, str) else ""


def usable_base(store: "Store") -> Path | None:
    """The file to write on, looked at just now; None for the desk's own look. BaseUnusable when it cannot be used."""
    named = named_base(store)
    return check_base(Path(named)) if named else None


def check_base(path: Path) -> Path:
    """The path itself; BaseUnusable when there is no file there, or none that a document can be written on."""
    from sotdesk.documents.docx_template import LARGEST, open_base

    try:
        with path.open("rb"):
            size = path.stat().st_size
    except (OSError, ValueError):
        raise BaseUnusable(_GONE) from None
    if size > LARGEST:
        raise BaseUnusable(_LARGE)
    try:
        open_base(path)
    except (ExportError, LookupError, AttributeError, TypeError):  # the last three: a document without a page
        raise BaseUnusable(_UNREADABLE) from None
    return path
