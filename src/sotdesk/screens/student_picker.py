"""A row of a form in which pupils are found by a few letters, with the list of who fits under it.

First letters, surname without tussenvoegsel, number and class find; behind each pupil stands his case, so that
nobody opens a second one unseen. Enter takes who is under the mark.
"""

import json
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input
from textual.widgets.option_list import Option

from sotdesk.domain.capture_pupils import Newcomer, Pupils, newcomer
from sotdesk.domain.case_words import case_words
from sotdesk.domain.cases import CaseRow
from sotdesk.domain.student_find import find_students
from sotdesk.domain.students import Student
from sotdesk.screens.choosing import ChooseLine
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.field import Field
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.row import col, flex, name

if TYPE_CHECKING:
    from sotdesk.data.store import Store

HINT = "eerste letters, achternaam, nummer of klas"
NAME = 26
"""Cells for a whole name; wider than most."""
NOBODY = "Niemand past. Staat de leerling nog niet in de lijst? Lees dan eerst een nieuwe leerlingenlijst in."
NOBODY_YET = "Niemand past. Zet de klas erachter (Noor 3M2) om de leerling voorlopig toe te voegen."
NEW = "new:"
"""Before the words of a pupil who is not on the list, where else his key stands."""


class StudentField(Field):
    """`StudentField(store, id="student")`: `.ids` are who was taken; `many=True` takes more than one.

    `student_ids` are taken to begin with; `proposed` (pupil and why) are offered while nothing is typed, who is in
    `leave_out` never; with `may_add` call name and class of who is not on the list can be taken too: `.newcomer`.
    Use it in a form like any Field; the control's id is `id`.
    """

    DEFAULT_CSS = """
    StudentField {
        #found { height: auto; max-height: 8; padding: 0; display: none; }
        &.-looking #found { display: block; }
    }
    """

    class Changed(Message):
        """Someone was taken or let go; read `event.field.ids`."""

        def __init__(self, field: "StudentField") -> None:
            super().__init__()
            self.field = field

    def __init__(
        self, store: "Store", label: str = "Leerling", *, id: str = "student", many: bool = False,
        student_ids: tuple[str, ...] = (), proposed: Sequence[tuple[Student, str]] = (), may_add: bool = False,
        leave_out: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self._line = ChooseLine(placeholder=HINT, id=id)
        super().__init__(label, self._line)
        self._many = many
        self._today = store.clock.today()
        self._students = {student.id: student for student in store.students.all()}
        self._students |= {i: store.students.get(i) for i in student_ids if i not in self._students}
        self._cases = _newest_cases(store.cases.all(closed=True))
        self._taken = list(student_ids)
        self._had = len(self._taken)
        self._proposed = {student.id: why for student, why in proposed}
        self._students |= {student.id: student for student, _ in proposed}
        self._may_add, self._left_out = may_add, frozenset(leave_out)
        self._stepped = False
        self._list = Lines(id="found", always=True)
        self._list.can_focus = False
        self.just_taken = False
        """Whether the last Enter took someone, rather than going on."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The pupils that were taken, in that order."""
        return tuple(self._taken)

    @property
    def student(self) -> Student | None:
        """The first pupil that was taken."""
        return self._students[self._taken[0]] if self._taken else None

    @property
    def newcomer(self) -> Newcomer | None:
        """The pupil who was taken though he is not on the list: he is still to be made."""
        words = next((key.removeprefix(NEW) for key in self._taken if key.startswith(NEW)), "")
        return newcomer(words, self._pupils) if words else None

    @property
    def case(self) -> CaseRow | None:
        """His case: the open one, else the closed one."""
        return self._cases.get(self._taken[0]) if self._taken else None

    @property
    def typed(self) -> str:
        """What stands in the line and is nobody yet."""
        return "" if self._is_shown_name() else self._line.value.strip()

    @property
    def only_one(self) -> str:
        """The only one who fits what is typed; empty when more do, or nobody."""
        return self._list.keys[0] if len(self._list.keys) == 1 else ""

    def compose(self) -> ComposeResult:
        """The row, and the list under it."""
        yield from super().compose()
        yield self._list

    def on_mount(self) -> None:
        """Who is taken to begin with."""
        self._show_taken()

    # --- as a field of a form

    @property
    def words(self) -> str:
        """Who was taken and what is half typed, to be kept while the desk is locked."""
        return json.dumps([self._taken, self.typed]) if self._taken or self.typed else ""

    def fill(self, words: str) -> None:
        """Puts back what `words` gave."""
        taken, typed = json.loads(words) if words else ([], "")
        self._taken = [each for each in taken if each in self._students or self._is_new(each)]
        self._show_taken()
        if typed:
            self._line.value = typed

    # --- looking

    @on(Input.Changed)
    def look_again(self, event: Input.Changed) -> None:
        """Look again at every key; another word lets go of who was taken."""
        event.prevent_default()
        if not self._many and self._taken and not self._is_shown_name():
            self._taken = []
            self.post_message(self.Changed(self))
        self._look()
        self.show(self._said())

    def on_choose_line_step(self, event: ChooseLine.Step) -> None:
        """↑/↓ in the line move in the list."""
        self._stepped = True
        self._list.action_cursor_down() if event.by > 0 else self._list.action_cursor_up()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes who is under the mark; with nobody half typed it goes on."""
        self.just_taken = bool(self.typed) or self._takes_proposed()
        if not self.just_taken:
            return
        key = self._list.current
        if key is None:
            event.stop()
            self.fail("Kies een leerling uit de lijst, of maak de regel leeg.")
            return
        self.take(key)
        if self._many:
            event.stop()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """A click takes."""
        event.stop()
        if event.option_id:
            self.take(event.option_id)
            self._line.focus()

    def take(self, student_id: str) -> None:
        """Takes a pupil: instead of who was taken, or besides them."""
        self._taken = [*self._taken, student_id] if self._many else [student_id]
        self._show_taken()
        self.post_message(self.Changed(self))

    def _takes_proposed(self) -> bool:
        """Whether Enter takes who is proposed: at first, and whenever ↑/↓ was used; else it goes on."""
        open_yet = len(self._taken) == self._had or self._stepped
        return bool(self._proposed) and open_yet and self._list.current is not None

    def _look(self) -> None:
        typed = self.typed
        out = self._left_out.union(self._taken)
        free = [s for s in self._students.values() if s.id not in out and not s.id.startswith(NEW)]
        found = find_students(free, typed) if typed else [s for s in free if s.id in self._proposed]
        rows = [self._row(student) for student in found]
        if typed and self._is_new(NEW + typed):
            rows.append(self._new_row(typed))
        self._list.empty = NOBODY_YET if self._may_add else NOBODY
        self._list.refill(rows, rows[0].id if rows else None)
        self._stepped = False
        self.set_class(bool(typed or rows), "-looking")

    def _row(self, student: Student) -> Option:
        shown = pupil_and_class(student, hidden=True) if self._hidden else student.name.full
        why = "" if self.typed else self._proposed.get(student.id, "")
        return option(
            student.id,
            name(shown, NAME),
            name(student.class_name, 5, "muted"),
            col(student.number, 8, "muted", drop=44),
            flex(why or case_words(self._cases.get(student.id), self._today), "muted"),
        )

    @cached_property
    def _pupils(self) -> Pupils:
        return Pupils((), tuple(self._students.values()))

    def _is_new(self, key: str) -> bool:
        """Whether these words are call name and class of someone who is not on the list and may be added."""
        found = (
            newcomer(key.removeprefix(NEW), self._pupils) if self._may_add and key.startswith(NEW) else None
        )
        if found is None or found.known:
            return False
        self._students.setdefault(key, found.student(key))
        return True

    def _new_row(self, typed: str) -> Option:
        student = self._students[NEW + typed]
        why = "niet in de lijst: voorlopig"
        return option(
            student.id, name(student.name.full, NAME), name(student.class_name, 5), flex(why, "muted")
        )

    def _show_taken(self) -> None:
        self._line.value = "" if self._many or not self._taken else self._shown_name()
        self._line.cursor_position = len(self._line.value)
        self._look()
        self.show(self._said())

    def _said(self) -> str:
        if self._many and self._taken:
            names = " + ".join(self._shown(self._students[i]) for i in self._taken)
            return f"{names} · typ nog een leerling, of Enter"
        return ""

    def _shown(self, student: Student) -> str:
        return pupil_and_class(student, hidden=self._hidden)

    def _shown_name(self) -> str:
        student = self.student
        if student is None:
            return ""
        return self._shown(student) if self._hidden else f"{student.name.full} {student.class_name}".strip()

    def _is_shown_name(self) -> bool:
        return not self._many and bool(self._taken) and self._line.value.strip() == self._shown_name()

    @property
    def _hidden(self) -> bool:
        return bool(getattr(self.app, "private", False))


def _newest_cases(rows: tuple[CaseRow, ...]) -> dict[str, CaseRow]:
    """Each pupil's case; an open one before a closed one."""
    found: dict[str, CaseRow] = {}
    for row in rows:
        if row.student.id not in found or row.closed_on is None:
            found[row.student.id] = row
    return found
