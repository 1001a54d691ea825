"""The forms of closing: who a new name is, when an agreement is due, a pupil's number, a correction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from textual.widgets import Input
from textual.widgets.option_list import Option

from sotdesk.domain.contacts import Contact, Role, role_kinds
from sotdesk.domain.dates import read
from sotdesk.domain.kind_words import roles_in
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold
from sotdesk.screens.action_forms import frame_of, reader_of
from sotdesk.screens.choosing import ChooseLine
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.name_line import NameLine
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.row import fit, flex
from sotdesk.widgets.text_box import TextBox

if TYPE_CHECKING:
    from sotdesk.data.store import Store

NEW = "new"
INSIDE, OUTSIDE = "inside", "outside"
MOST = 6


class WhoForm(FormDialog[Contact]):
    """`WhoForm(store, "Pietersen")` → a contact that is known, or a new one without an id."""

    heading = "Wie is dit?"

    def __init__(self, store: "Store", typed: str, save: Callable[[Contact], object] | None = None) -> None:
        super().__init__(save=save)
        self._typed = typed
        self._contacts = {contact.id: contact for contact in store.contacts.all()}

    def fields(self) -> Iterable[Field]:
        """A name to look for, who fits under it, and a role for someone new."""
        yield Field("Naam", ChooseLine(self._typed, id="about"), note="kies een contact, of maak een nieuw")
        found = Lines(id="found", always=True)
        found.can_focus = False
        yield Field("", found, id="found-field")
        yield Field(
            "Rol", Line(placeholder="mentor, SMW, LPA …", id="role"), note="alleen bij een nieuw contact"
        )
        places = [(OUTSIDE, "buiten de school"), (INSIDE, "de school")]
        yield Field(
            "Werkt bij", Pick(places, id="place"), note="voor buiten de school is een grondslag nodig"
        )

    def on_mount(self) -> None:
        """Who fits what was typed in the meeting."""
        self._look()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look again at every key."""
        if event.input.id == "about":
            self._look()
        elif event.input.id == "role":
            kinds = [role_kinds().get(code) for code in roles_in(self.text("role"))]
            self.query_one("#place", Pick).value = INSIDE if any(k and k.inside for k in kinds) else OUTSIDE

    def on_choose_line_step(self, event: ChooseLine.Step) -> None:
        """↑/↓ in the line move in what was found."""
        lines = self.query_one("#found", Lines)
        lines.action_cursor_down() if event.by > 0 else lines.action_cursor_up()
        self._show_role()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter on a contact saves; on someone new it goes on to the role."""
        if event.input.id == "about" and self._chosen != NEW:
            event.prevent_default()
            self.action_save()

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """A click on what was found."""
        self._show_role()

    @property
    def _chosen(self) -> str:
        return self.query_one("#found", Lines).current or NEW

    def _look(self) -> None:
        words = self.text("about")
        fits = [c for c in self._contacts.values() if _fits(c, words)][:MOST]
        rows: list[Option] = [option(c.id, flex(c.name), fit(_roles(c), "muted")) for c in fits]
        if words:
            rows.append(option(NEW, flex(f"‘{words}’"), fit("nieuw contact", "muted")))
        self.query_one("#found", Lines).refill(rows, fits[0].id if fits else NEW)
        self._show_role()

    def _show_role(self) -> None:
        for control in ("role", "place"):
            self.field(control).display = self._chosen == NEW

    def result(self) -> Contact:
        """The contact; raises FieldError."""
        if self._chosen in self._contacts:
            return self._contacts[self._chosen]
        if not self.text("about"):
            raise FieldError("about", "Typ een naam, of kies een contact.")
        roles = tuple(Role(code) for code in roles_in(self.text("role")))
        return Contact("", self.text("about"), roles, internal=self.text("place") == INSIDE)


def _fits(contact: Contact, words: str) -> bool:
    wanted = fold(words)
    return wanted in fold(f"{contact.name} {_roles(contact)}")


def _roles(contact: Contact) -> str:
    return ", ".join(role.name for role in contact.roles)


@dataclass(frozen=True)
class Filled:
    """A date that was filled in, with the words it was typed in."""

    day: date
    at: time | None
    words: str


class WhenForm(FormDialog[Filled]):
    """`WhenForm(store, text)` → the date of the agreement with this text."""

    heading = "Wanneer?"

    def __init__(self, store: "Store", text: str, save: Callable[[Filled], object] | None = None) -> None:
        super().__init__(save=save)
        self._frame = frame_of(store)
        self._text = text

    def fields(self) -> Iterable[Field]:
        """One date; under the empty line stands what the agreement says."""
        yield Field("Uiterlijk", DateLine(reader_of(self._frame), id="due"), note=self._text)

    def result(self) -> Filled:
        """The date; raises FieldError when it is none."""
        words = self.text("due")
        found = read(words, self._frame)
        if found is None or found.day is None:
            raise FieldError("due", "Typ een datum, zoals vr, 2w of 9 dec.")
        return Filled(found.day, found.time, words)


@dataclass(frozen=True)
class Numbered:
    """The number of a pupil who was added by hand, and his family name."""

    number: str
    infix: str
    last_name: str


class NumberForm(FormDialog[Numbered]):
    """`NumberForm(student, "Noor 3M2")` → his number and family name; a later list then finds him by it."""

    def __init__(
        self, student: Student, about: str, save: Callable[[Numbered], object] | None = None
    ) -> None:
        super().__init__(save=save)
        self.heading = f"Leerlingnummer van {about}"
        self._student = student

    def fields(self) -> Iterable[Field]:
        """The number; the name too when only the call name is known."""
        known = self._student
        yield Field("Leerlingnummer", Line(known.number, id="number"), note="zoals in de leerlingenlijst")
        yield Field("Tussenvoegsel", Line(known.infix, id="infix"))
        yield Field(
            "Achternaam", NameLine(known.last_name, id="last"), note="mag later, met de leerlingenlijst"
        )

    def result(self) -> Numbered:
        """The number; raises FieldError when it is none."""
        if not any(sign.isdigit() for sign in self.text("number")):
            raise FieldError("number", "Typ het nummer uit de leerlingenlijst, zoals 040123.")
        return Numbered(self.text("number"), self.text("infix"), self.text("last"))


class CorrectionForm(FormDialog[str]):
    """`CorrectionForm("Yara A. · 2H1")` → the text of the correction."""

    def __init__(self, about: str, save: Callable[[str], object] | None = None) -> None:
        super().__init__(save=save)
        self.heading = f"Correctie bij {about}"

    def fields(self) -> Iterable[Field]:
        """One text."""
        said = "komt zichtbaar bij het verslag, naast wat er stond"
        yield Field("Wat er moet staan", TextBox(rows=4, id="text"), note=said)

    def result(self) -> str:
        """The text; raises FieldError when it is empty."""
        if not self.text("text"):
            raise FieldError("text", "Schrijf wat er moet staan.")
        return self.text("text")
