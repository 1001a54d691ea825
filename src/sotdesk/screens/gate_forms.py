"""The small forms of the referral gate: what no record holds, and why she goes on without what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.domain.referral_gate import Requirement
from sotdesk.domain.text import one_line
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line

if TYPE_CHECKING:
    from sotdesk.data.store import Store


@dataclass(frozen=True)
class Noted:
    """Since when it is there (None: not after all), and in a few words."""

    on: date | None
    words: str


class NoteForm(FormDialog[Noted]):
    """`NoteForm(store, student_id, requirement, about)` keeps it itself; an empty date takes it back."""

    def __init__(self, store: "Store", student_id: str, requirement: Requirement, about: str) -> None:
        super().__init__(
            save=lambda done: store.gates.note(student_id, requirement.code, done.on, done.words)
        )
        self._today = store.clock.today()
        self._known = store.gates.by_hand(student_id, requirement.code)
        self._requirement = requirement
        words = requirement.words
        self.heading = f"{words[:1].upper()}{words[1:]} · {about}"

    def fields(self) -> Iterable[Field]:
        """A day and a few words."""
        known = self._known
        day = known.on if known else self._today
        yield Field("Sinds", past_line(self._today, day, "on", empty="leeg: het is er (nog) niet"))
        yield Field("In woorden", Line(known.words if known else "", "van wie, waar het staat", id="words"))

    def result(self) -> Noted:
        """What was filled in; raises FieldError."""
        return Noted(_day_of(self), one_line(self.text("words")))


class EnteredForm(FormDialog[Noted]):
    """`EnteredForm(store, moment_id, system)` keeps when a contact moment was entered in the school's own system."""

    def __init__(self, store: "Store", moment_id: str, system: str) -> None:
        super().__init__(save=lambda done: store.gates.enter_moment(moment_id, done.on))
        self._today = store.clock.today()
        self.heading = f"Contactmoment met advies: in {system}"

    def fields(self) -> Iterable[Field]:
        """The day."""
        yield Field("Gezet op", past_line(self._today, self._today, "on", empty="leeg: nog niet"))

    def result(self) -> Noted:
        """The day; raises FieldError."""
        return Noted(_day_of(self), "")


def _day_of(form: FormDialog[Noted]) -> date | None:
    line = form.field("on").control
    day = line.date if isinstance(line, DateLine) else None
    if day is None and form.text("on"):
        raise FieldError("on", NOT_A_DAY)
    return day


class AsideForm(FormDialog[str]):
    """`AsideForm(store, student_id, destination, name, reason)` keeps the reason itself."""

    SAVE = "Toch verder"

    def __init__(self, store: "Store", student_id: str, destination: str, name: str, reason: str) -> None:
        super().__init__(save=lambda said: store.gates.set_aside(student_id, destination, said))
        self._reason = reason
        self.heading = f"Toch verder: {name}"

    def fields(self) -> Iterable[Field]:
        """Why."""
        yield Field("Reden", Line(self._reason, id="reason"), note="komt op papier bij de verwijzing")

    def result(self) -> str:
        """The reason; raises FieldError without one."""
        reason = one_line(self.text("reason"))
        if not reason:
            raise FieldError("reason", "Schrijf in een paar woorden waarom je toch verdergaat.")
        return reason
