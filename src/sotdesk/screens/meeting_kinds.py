"""The kinds of meeting: the school's own, and the examples of two schools to take over. One dialog per kind."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk.actions import bindings
from sotdesk.domain.errors import RuleError
from sotdesk.domain.kind_words import (
    clock_in,
    fixed_in,
    fixed_words,
    minutes_by_kind_in,
    minutes_in,
    minutes_words,
    rhythm_words,
    role_words,
    roles_in,
)
from sotdesk.domain.meeting_presets import presets
from sotdesk.domain.meetings import MeetingKind
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import ConfirmDialog, FieldError, FormDialog
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.row import col, flex
from sotdesk.widgets.text_box import TextBox

if TYPE_CHECKING:
    from sotdesk.data.store import Store

DAYS = (("", "geen"), ("0", "ma"), ("1", "di"), ("2", "wo"), ("3", "do"), ("4", "vr"))
PRESET = "preset:"
Value = TypeVar("Value")


class KindsScreen(BaseScreen):
    """How this school meets."""

    SCOPE = "kinds"
    ROUTE = "kinds"
    HERE = 2
    BINDINGS = bindings("kinds")
    HELP = """
Een **soort overleg** zegt hoe jouw school vergadert: de leden naar rol, hoe vaak, de vaste punten en de minuten.

- **Leden** zijn rollen (SMW, SVK, mentor). Wie dat is, staat bij Contacten.
- **Voorbeelden** komen uit de ondersteuningsplannen van twee scholen. Wat je overneemt, pas je aan zoals je wilt.
- **Minuten per soort punt** zijn een voorstel; een landelijke norm is er niet.
"""

    def body(self) -> ComposeResult:
        """One list: own kinds, then the examples."""
        yield Panel(Lines(id="kinds"), title="Soorten overleg")

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one("#kinds").focus()

    def reload(self, keep: str | None = None) -> None:
        """The school's kinds, and the examples it does not have."""
        own = self.store.school.kinds()
        taken = {(kind.name, kind.source) for kind in own}
        self._examples = {
            f"{PRESET}{preset.code}:{number}": kind
            for preset in presets()
            for number, kind in enumerate(preset.kinds)
            if (kind.name, kind.source) not in taken
        }
        rows: list[Option] = [heading("Van deze school", "Enter wijzigt")] if own else []
        rows += [_row(kind.id, kind) for kind in own]
        for preset in presets():
            keys = [key for key in self._examples if key.startswith(f"{PRESET}{preset.code}:")]
            if keys:
                rows += [blank()] if rows else []
                rows.append(heading(f"Voorbeeld: {preset.name}", "Enter neemt over"))
                rows += [_row(key, self._examples[key]) for key in keys]
        self.query_one("#kinds", Lines).refill(rows, keep)

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: change an own kind, take an example over."""
        key = event.option_id or ""
        if key in self._examples:
            example = self._examples[key]
            if self.attempt(lambda: self.store.school.save_kind(example), f"Overgenomen: {example.name}."):
                self.reload()
        elif key:
            self.open("edit", key)

    def action_new(self) -> None:
        """n: an own kind."""
        self.open("edit", "")

    def open_edit(self, kind_id: str) -> None:
        """The one dialog of a kind; a new one begins with sensible values."""
        known = {kind.id: kind for kind in self.store.school.kinds()}
        form = KindForm(known.get(kind_id), self.store)
        self.app.push_screen(form, lambda saved: self.reload() if saved else None)

    def action_remove(self) -> None:
        """x: a kind that was never used goes."""
        key = self.query_one("#kinds", Lines).current
        kind = next((k for k in self.store.school.kinds() if k.id == key), None)
        if kind is None:
            return
        question = ConfirmDialog(f"‘{kind.name}’ weghalen?", "Met u haal je het terug.", yes="Weghalen")
        self.app.push_screen(question, lambda sure: self._remove(kind.id) if sure else None)

    def _remove(self, kind_id: str) -> None:
        self.attempt(lambda: self.store.meetings.remove_kind(kind_id), "Weggehaald. u haalt het terug.")
        self.reload()


def _row(key: str, kind: MeetingKind) -> Option:
    rhythm = rhythm_words(kind.every_weeks, kind.per_year)
    return option(
        key,
        col(kind.name, 26, "strong"),
        flex(role_words(kind.members), ""),
        col(rhythm, 24, "muted", drop=96),
        col(f"{kind.minutes} min", 7, "muted", right=True),
    )


class KindForm(FormDialog[MeetingKind]):
    """All of one kind of meeting in one dialog."""

    def __init__(self, kind: MeetingKind | None, store: "Store") -> None:
        super().__init__(save=store.school.save_kind)
        example = presets()[0].kinds[0]
        self._kind = kind or MeetingKind("", "", "", minutes_by_kind=example.minutes_by_kind)
        self.heading = kind.name if kind else "Eigen soort overleg"

    def fields(self) -> Iterable[Field]:
        """Name, members, rhythm, time, fixed items, minutes."""
        kind = self._kind
        yield Field("Naam", Line(kind.name, id="name"))
        yield Field("Kort", Line(kind.short, id="short"), note="zo staat het in lijsten; leeg: de naam")
        yield Field("Waarover", Line(kind.about, id="about"))
        yield Field(
            "Leden", Line(role_words(kind.members), id="members"), note="rollen, met komma’s ertussen"
        )
        weeks = str(kind.every_weeks or "")
        yield Field("Om de … weken", Line(weeks, id="weeks"), note="leeg: geen vast ritme")
        yield Field("Anders: hoe vaak", Line(kind.per_year, "3 tot 6 keer per jaar", id="per_year"))
        day = "" if kind.weekday is None else str(kind.weekday)
        yield Field("Vaste dag", Pick(DAYS, value=day, id="weekday"))
        yield Field("Tijd", Line(f"{kind.start:%H:%M}", id="start"))
        yield Field("Duur in minuten", Line(str(kind.minutes), id="minutes"))
        each = minutes_words(kind.minutes_by_kind)
        yield Field("Minuten per soort", Line(each, id="each"), note="een voorstel voor elk agendapunt")
        fixed = TextBox(fixed_words(kind.fixed), rows=3, id="fixed")
        yield Field("Vaste punten", fixed, note="een per regel, zoals ‘Opening 5’ of ‘Rondvraag 5 laatst’")

    def result(self) -> MeetingKind:
        """The kind as filled in; raises FieldError."""
        if not self.text("name"):
            raise FieldError("name", "Geef het overleg een naam.")
        weeks, day = self.text("weeks"), self.text("weekday")
        return replace(
            self._kind,
            name=self.text("name"),
            short=self.text("short") or self.text("name"),
            about=self.text("about"),
            members=roles_in(self.text("members")),
            every_weeks=self._asked("weeks", _weeks) if weeks else None,
            per_year=self.text("per_year"),
            weekday=int(day) if day else None,
            start=self._asked("start", clock_in),
            minutes=self._asked("minutes", minutes_in),
            minutes_by_kind=self._asked("each", minutes_by_kind_in),
            fixed=self._asked("fixed", fixed_in),
        )

    def _asked(self, field: str, read: Callable[[str], Value]) -> Value:
        try:
            return read(self.text(field))
        except RuleError as error:
            raise FieldError(field, error.sentence) from None


def _weeks(words: str) -> int:
    if words.isdecimal() and 1 <= int(words) <= 26:
        return int(words)
    raise RuleError("Typ een aantal weken van 1 tot 26, of laat het leeg.")
