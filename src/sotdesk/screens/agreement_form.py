"""An agreement outside a meeting as a form: wie, wat, waar, wanneer, evaluatie; or one that is completed later."""

from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING

from textual.widgets import Input

from sotdesk.domain.actions import Action, Doer
from sotdesk.domain.capture_names import NameBook
from sotdesk.domain.confidentiality import AUDIENCES, inzage_note
from sotdesk.domain.dates import DateReading, Open, read
from sotdesk.domain.doers import doers_in, doers_words
from sotdesk.domain.students import Student
from sotdesk.domain.table_people import people_at
from sotdesk.domain.text import fold, one_line
from sotdesk.screens.action_forms import frame_of, reader_of
from sotdesk.screens.contact_forms import suggesting
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.data.store.actions import ActionDraft

NOT_A_DATE = "Dat lees ik niet als datum. Typ bijvoorbeeld vr, 2w, 9 dec of z.s.m."


class AgreementForm(FormDialog["ActionDraft"]):
    """`AgreementForm(store, student)` → a draft; with `action` that one is corrected (its date by *verzetten*)."""

    def __init__(
        self, store: "Store", student: Student, action: Action | None = None, *, hidden: bool = False
    ) -> None:
        super().__init__()
        self._frame = frame_of(store)
        self._action = action
        people = people_at(
            [student], store.contacts.all(), store.school.school(), (), store.students.guardians(student.id)
        )
        self._book = NameBook.of(people)
        self._names = [person.names[0] for person in people if person.names]
        whose = pupil_and_class(student, hidden=hidden)
        self.heading = f"Afspraak {'aanvullen' if action else 'maken'} · {whose}"

    def fields(self) -> Iterable[Field]:
        """Wie, wat, waar, wanneer, evaluatie (domain.md §4), who reads it; a date that is set moves by its own key, and
        what was agreed in a talk is read by who reads its line.
        """
        action = self._action
        who = ", ".join(doer.label for doer in action.doers) if action else ""
        wie = suggesting(Line(who, "mentor · SMW · ik · moeder", several=True, id="who"), self._names)
        yield Field("Wie", wie, note="de eerste trekt: mentor, SMW")
        yield Field("Wat", Line(action.text if action else "", "gesprek met ouders", id="what"))
        if action is None or action.due is None:
            yield Field(
                "Wanneer", DateLine(reader_of(self._frame), action.due_words if action else "", id="due")
            )
        evaluate = action.evaluate_words if action else ""
        yield Field(
            "Evaluatie", DateLine(reader_of(self._frame), evaluate, "mag leeg blijven", id="evaluate")
        )
        yield Field("Waar", Line(action.where if action else "", "mag leeg blijven", id="where"))
        if action is None or not action.line_id:
            readers = Pick(AUDIENCES, action.audience if action else None, "audience")
            yield Field("Wie leest het", readers, inzage_note)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Who was understood."""
        if event.input.id == "who":
            self.field("who").show(doers_words(self._doers()))

    def _doers(self) -> tuple[Doer, ...]:
        words = self.text("who")
        kept = {fold(doer.label): doer for doer in (self._action.doers if self._action else ())}
        if fold(words) == ", ".join(kept):
            return tuple(kept.values())
        return doers_in(words, self._book)

    def result(self) -> "ActionDraft":
        """The agreement; raises FieldError when wie or wat lacks, or a date is none."""
        from sotdesk.data.store.actions import ActionDraft

        if not self.text("who"):
            raise FieldError("who", "Wie doet het?")
        if not self.text("what"):
            raise FieldError("what", "Wat is de afspraak?")
        old = self._action
        settled = old is not None and old.due is not None
        due = None if settled else self._date("due", needed=True)
        evaluation = self._date("evaluate")
        if old is not None and settled:
            when: When = (old.due, old.due_time, old.due_words, old.ongoing)
        else:
            when = _when(due)
        return ActionDraft(
            one_line(self.text("what")), self._doers(), one_line(self.text("where")), *when,
            evaluation.day if evaluation else None, evaluation.words if evaluation else "",
            old.audience if old and old.line_id else self.text("audience"),
        )  # fmt: skip

    def _date(self, name: str, *, needed: bool = False) -> DateReading | None:
        words = self.text(name)
        if not words:
            if needed:
                raise FieldError(name, "Wanneer? Typ een datum, of z.s.m. als die er nog niet is.")
            return None
        found = read(words, self._frame)
        if found is None or (found.day is None and found.open is None):
            raise FieldError(name, " · ".join(found.notes) if found and found.notes else NOT_A_DATE)
        return found


When = tuple[date | None, time | None, str, bool]
"""Day, time, the typed words, whether it goes on without a date."""


def _when(due: DateReading | None) -> When:
    if due is None:
        return None, None, "", False
    return due.day, due.time, due.words, due.open is Open.ONGOING
