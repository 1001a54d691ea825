"""The form for another point of the agenda: about one or more pupils, a class, or only a title.

One line takes all three: what is typed is looked for among pupils and classes, and else is a title.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import Input
from textual.widgets.option_list import Option

from sotdesk.domain.agenda import usual_kind
from sotdesk.domain.errors import RuleError
from sotdesk.domain.kind_words import minutes_in
from sotdesk.domain.meetings import ItemKind, Meeting
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold
from sotdesk.screens.agenda_cells import KINDS
from sotdesk.screens.choosing import ChooseLine
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.row import fit, flex

if TYPE_CHECKING:
    from sotdesk.data.store import Store

MOST = 5
"""So many pupils are offered at once."""
TITLE_MINUTES = 5


@dataclass(frozen=True)
class NewItem:
    """What was filled in: one of pupils, class and title."""

    student_ids: tuple[str, ...]
    class_name: str
    title: str
    kind: ItemKind
    minutes: int
    request: str


class ItemForm(FormDialog[NewItem]):
    """`ItemForm(store, meeting)` → NewItem, or None."""

    heading = "Punt erbij"
    SAVE = "Op de agenda"

    def __init__(
        self, store: "Store", meeting: Meeting, save: Callable[[NewItem], object] | None = None
    ) -> None:
        super().__init__(save=save)
        self._store, self._meeting = store, meeting
        self._there = {student.id for item in meeting.items for student in item.students}
        self._picked: list[Student] = []
        self._class = ""

    def fields(self) -> Iterable[Field]:
        """Whom or what it is about with what fits under it, then kind, minutes and question."""
        kind = usual_kind("")
        yield Field("Over", ChooseLine(placeholder="leerling, klas of een onderwerp", id="about"))
        found = Lines(id="found", always=True)
        found.can_focus = False
        yield Field("", found, id="found-field")
        yield Field("Soort", Pick(KINDS, value=kind.value, id="kind"))
        yield Field("Minuten", Line(str(self._meeting.kind.minutes_for(kind)), id="minutes"))
        yield Field("Vraag aan het SOT", Line(placeholder="mag later", id="request"))

    def on_mount(self) -> None:
        """What was picked stands above the line."""
        self._look()

    # --- whom or what

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed."""
        if event.input.id == "about":
            self._look()

    def on_choose_line_step(self, event: ChooseLine.Step) -> None:
        """↑/↓ in the line move in what was found."""
        lines = self.query_one("#found", Lines)
        lines.action_cursor_down() if event.by > 0 else lines.action_cursor_up()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the first line takes what is under the cursor; empty goes on."""
        if event.input.id == "about" and self.text("about") and not self._class:
            event.prevent_default()
            self._take(self.query_one("#found", Lines).current or "")

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """A click on what was found."""
        if event.option_list.id == "found":
            self._take(event.option_id or "")

    def _look(self) -> None:
        words = self.text("about")
        rows: list[Option] = []
        self._found: dict[str, Student] = {}
        if words and not self._class:
            for hit in self._store.finding.find(words, 40):
                new = hit.student and hit.student.id not in self._there | {s.id for s in self._picked}
                if hit.kind == "student" and hit.student and new and len(self._found) < MOST:
                    self._found[hit.student.id] = hit.student
            rows += [self._row(student) for student in self._found.values()]
            if not self._picked:
                rows = self._with_classes(rows, words)
                rows.append(option("title", flex(f"‘{words}’"), fit("onderwerp", "muted")))
        self.query_one("#found", Lines).refill(rows, rows[0].id if rows else None)
        self.query_one("#found-field").display = bool(rows)
        self._say_chosen()

    def _with_classes(self, rows: list[Option], words: str) -> list[Option]:
        """A class typed in full comes before its pupils; one that only begins so comes after them."""
        classes = self._classes_like(words)
        found = [option(f"class:{c}", flex(c), fit("klas", "muted")) for c in classes]
        return found + rows if fold(words) in [fold(c) for c in classes] else rows + found

    def _classes_like(self, words: str) -> list[str]:
        return [c for c in self._store.students.classes() if fold(c).startswith(fold(words))][:2]

    def _row(self, student: Student) -> Option:
        return option(student.id, flex(student.name.full), fit(student.class_name, "muted"))

    def _take(self, key: str) -> None:
        if key in self._found:
            self._picked.append(self._found[key])
            self.field("about").fill("")
            self._usual()
        elif key.startswith("class:"):
            self._class = key.removeprefix("class:")
            self.field("about").fill(self._class)
            self._next(self.query_one("#about"))
        elif key == "title":
            self.query_one("#kind", Pick).value = ItemKind.GENERAL.value
            self.field("minutes").fill(str(TITLE_MINUTES))
            self._next(self.query_one("#about"))
        self._look()

    def _usual(self) -> None:
        """The list and the minutes that fit the first pupil's case; two talks in one take longer."""
        case = self._store.cases.of_student(self._picked[0].id)
        status = case.status.value if case and case.closed_on is None else ""
        kind = usual_kind(status)
        self.query_one("#kind", Pick).value = kind.value
        self.field("minutes").fill(str(self._meeting.kind.minutes_for(kind)))

    def _say_chosen(self) -> None:
        hidden = bool(getattr(self.app, "private", False))
        if self._picked:
            names = " + ".join(pupil_and_class(student, hidden=hidden) for student in self._picked)
            self.field("about").show(f"{names} · typ nog een leerling, of Enter")
        else:
            self.field("about").show("")

    # --- result

    def result(self) -> NewItem:
        """What was filled in; raises FieldError."""
        words = self.text("about")
        if self._picked and words:
            raise FieldError("about", "Kies een leerling uit de lijst, of maak de regel leeg.")
        if not self._picked and not words:
            raise FieldError("about", "Over wie of wat gaat dit punt?")
        try:
            minutes = minutes_in(self.text("minutes"))
        except RuleError as error:
            raise FieldError("minutes", error.sentence) from None
        students = tuple(student.id for student in self._picked)
        title = "" if students or self._class else words
        kind = ItemKind(self.text("kind"))
        return NewItem(students, self._class, title, kind, minutes, self.text("request"))

    @property
    def touched(self) -> bool:
        """Also when only pupils were picked."""
        return bool(self._picked) or super().touched

    def packed(self) -> str:
        """With the pupils that were picked."""
        if not self.touched:
            return ""
        rows = json.loads(super().packed())
        return json.dumps({**rows, "picked": [s.id for s in self._picked], "class": self._class})

    def unpack(self, packed: str) -> None:
        """Puts back what `packed` gave."""
        words = json.loads(packed)
        self._picked = [self._store.students.get(i) for i in words.pop("picked", [])]
        self._class = words.pop("class", "")
        words.pop("found", None)
        super().unpack(json.dumps(words))
        self._look()
