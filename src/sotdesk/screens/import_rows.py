"""The preview of an import in groups: new, changed, gone, merged, refused, unchanged. Shows a plan, makes none."""

from dataclasses import dataclass
from datetime import date

from textual.widgets.option_list import Option

from sotdesk.domain.dates import show_date
from sotdesk.domain.names import MASK, Name
from sotdesk.domain.roster import FIELD_LABELS, Change, FieldChange, ImportPlan, Pupil, Value
from sotdesk.widgets.lines import option
from sotdesk.widgets.pieces import Role
from sotdesk.widgets.row import Cell, col, flex, name

NAME_FIELDS = frozenset(("first_name", "infix", "last_name"))
GROUPS: tuple[tuple[str, str], ...] = (
    ("new", "nieuw"),
    ("changed", "gewijzigd"),
    ("gone", "uit de lijst"),
    ("merged", "samengevoegd"),
    ("refused", "geweigerd"),
    ("unchanged", "ongewijzigd"),
)
"""Part of an ImportPlan and the word on screen, in the order of the tabs."""


def size(plan: ImportPlan, group: str) -> int:
    """How many rows a group has."""
    return len(getattr(plan, group))


@dataclass(frozen=True)
class RowsOf:
    """Makes the rows of a plan; `hidden` masks names (F9)."""

    plan: ImportPlan
    today: date
    hidden: bool = False

    def rows(self, group: str) -> list[Option]:
        """The rows of one group."""
        if group == "refused":
            return [
                option(f"r{one.row}", col(f"rij {one.row}", 9, "muted"), flex(one.reason, "warn"), wrap=True)
                for one in self.plan.refused
            ]
        if group == "new":
            return [option(f"r{one.row}", *self._who(one.pupil), *_rest(one.pupil)) for one in self.plan.new]
        if group == "gone":
            since = f"uit sinds {show_date(self.today)}"
            return [
                option(one.known.id, *self._who(one.known.pupil), flex(since, "warn"))
                for one in self.plan.gone
            ]
        if group == "unchanged":
            return [option(one.id, *self._who(one.pupil), *_rest(one.pupil)) for one in self.plan.unchanged]
        changes = self.plan.changed if group == "changed" else self.plan.merged
        return [self._changed(change, merged=group == "merged") for change in changes]

    def _changed(self, change: Change, *, merged: bool) -> Option:
        fields = " · ".join(self._field(one) for one in change.fields)
        words = f"was voorlopig · {fields}" if merged else fields
        return option(change.known.id, *self._who(change.pupil), flex(words), wrap=True)

    def _who(self, pupil: Pupil) -> tuple[Cell, Cell]:
        shown = MASK if self.hidden else Name(pupil.first_name, pupil.infix, pupil.last_name).full
        return name(shown, 28, "strong"), col(pupil.class_name, 8)

    def _field(self, one: FieldChange) -> str:
        """`klas 2H1 → 3H1`; a pupil who is back says so."""
        if one.field == "gone_since":
            return "weer op school"
        if self.hidden and one.field in NAME_FIELDS:
            return f"{FIELD_LABELS[one.field]} {MASK}"
        return f"{FIELD_LABELS[one.field]} {_value(one.old)} → {_value(one.new)}"


def _rest(pupil: Pupil) -> tuple[Cell, ...]:
    muted: Role = "muted"
    return (
        col(pupil.number, 10, muted),
        col(_value(pupil.birth_date) if pupil.birth_date else "", 10, muted, drop=76),
        flex(pupil.mentor, muted),
        col(pupil.municipality, 24, muted, drop=100),
    )


def _value(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return value or "leeg"
