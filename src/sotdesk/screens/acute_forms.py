"""The forms of the acute card: a call, the facts, the pupil. Nothing in them has to be filled in but the pupil."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sotdesk.domain.students import Student
from sotdesk.domain.text import one_line
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.student_picker import StudentField
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.text_box import TextBox

if TYPE_CHECKING:
    from sotdesk.data.store import Store


@dataclass(frozen=True)
class Talked:
    """With whom, and what was said."""

    spoke_with: str
    said: str


class TalkForm(FormDialog[Talked]):
    """`TalkForm("Veilig Thuis", …)` → with whom she spoke and what was said."""

    def __init__(
        self, name: str, spoke_with: str, said: str, save: Callable[[Talked], object] | None = None
    ) -> None:
        super().__init__(save=save)
        self.heading = name
        self._stood = (spoke_with, said)

    def fields(self) -> Iterable[Field]:
        """Two lines."""
        yield Field("Gesproken met", Line(self._stood[0], "naam en functie", id="who"))
        yield Field("Wat is gezegd", Line(self._stood[1], "advies, afspraak, wie belt terug", id="said"))

    def result(self) -> Talked:
        """What was filled in."""
        return Talked(one_line(self.text("who")), one_line(self.text("said")))


@dataclass(frozen=True)
class Facts:
    """What was said and seen."""

    words: str


class FactsForm(FormDialog[Facts]):
    """`FactsForm(words)` → the facts as they are now."""

    heading = "Feiten"

    def __init__(self, words: str, save: Callable[[Facts], object] | None = None) -> None:
        super().__init__(save=save)
        self._words_before = words

    def fields(self) -> Iterable[Field]:
        """One box."""
        box = TextBox(self._words_before, rows=6, id="facts")
        yield Field("Gezegd, gezien", box, note="letterlijk, met tijd en plaats; geen uitleg")

    def result(self) -> Facts:
        """The text."""
        return Facts(self.text("facts"))


class PupilForm(FormDialog[str]):
    """`PupilForm(store, student_id, at_table)` → the id of the pupil it is about; who is spoken of now is offered.

    There is no time to lose: F2 takes who was half typed when only one fits.
    """

    heading = "Acuutkaart: om wie gaat het?"

    def __init__(
        self,
        store: "Store",
        student_id: str,
        at_table: Sequence[Student] = (),
        save: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(save=save)
        self._store, self._before_id = store, student_id
        self._at_table = [(student, "nu aan de beurt") for student in at_table]

    def fields(self) -> Iterable[Field]:
        """One pupil."""
        before = (self._before_id,) if self._before_id else ()
        yield StudentField(self._store, student_ids=before, proposed=self._at_table)

    def result(self) -> str:
        """His id; raises FieldError."""
        field = self.query_one(StudentField)
        if field.typed and (only := field.only_one):
            field.take(only)
        if not field.ids or field.typed:
            raise FieldError("student", "Kies een leerling uit de lijst.")
        return field.ids[0]
