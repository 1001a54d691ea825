"""Overdracht ontvangen: the form that asks the words of a file."""

from collections.abc import Iterable

from sotdesk.domain.text import one_line
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line


class WordsForm(FormDialog[str]):
    """The words that open a file; they are never kept, also not while the desk is locked."""

    SAVE = "Openen"
    HELP = "**De woorden** krijg je van de gever, meestal aan de telefoon: vijf woorden met spaties ertussen."

    def __init__(self, name: str, words: str = "", said: str = "") -> None:
        """`words` that did not fit, with what is said of them: they may be mended."""
        super().__init__()
        self._typed, self._said = words, said
        self.heading = f"Overdracht openen · {name}"

    def on_mount(self) -> None:
        """What was wrong stands under the words."""
        if self._said:
            self.field("words").fail(self._said)

    def fields(self) -> Iterable[Field]:
        """The one line."""
        yield Field("Vijf woorden", Line(self._typed, id="words"), note="van de gever, met spaties ertussen")

    def result(self) -> str:
        """The words; raises FieldError."""
        words = one_line(self.text("words"))
        if not words:
            raise FieldError("words", "Typ de woorden die bij het bestand horen.")
        return words

    def packed(self) -> str:
        """Nothing."""
        return ""
