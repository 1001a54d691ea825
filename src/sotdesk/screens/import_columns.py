"""The form that says by hand which column of a pupil list is what."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from sotdesk.exchange import mapping as roster
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.widgets.field import Field
from sotdesk.widgets.pick import Pick

NONE = ""
SHORT = {"full_name": "hele naam"}
"""Labels that are too long beside a field."""


class Listed(Protocol):
    """A list as it was read: its headers, which is what, and a few values of each."""

    @property
    def headers(self) -> tuple[str, ...]:
        """All of them."""

    @property
    def mapping(self) -> roster.Mapping:
        """Which is what."""

    @property
    def samples(self) -> tuple[tuple[str, ...], ...]:
        """Values per header."""


class ColumnsForm(FormDialog[dict[str, str]]):
    """`ColumnsForm(file)` → header → field ("" = do not read), as `read_roster` takes it; or None.

    `hidden`: names are hidden (F9), so no values of a column are shown. `labels`: the fields of another list.
    """

    heading = "Welke kolom is wat?"
    SAVE = "Lezen"

    def __init__(
        self, file: Listed, *, hidden: bool = False, labels: Mapping[str, str] = roster.LABELS
    ) -> None:
        super().__init__()
        self._file, self._labels = file, labels
        samples = () if hidden else file.samples
        self._samples = dict(zip(file.headers, samples, strict=False))
        self._now = {field: header for header, field in file.mapping.by_header.items()}

    def fields(self) -> Iterable[Field]:
        """Per field of a pupil the headers of the file."""
        options = [(NONE, "staat er niet in"), *((header, header) for header in self._file.headers)]
        for field, label in self._labels.items():
            chosen = self._now.get(field, NONE)
            yield Field(
                SHORT.get(field, label).capitalize(),
                Pick(options, chosen, id=field),
                note=self._sample(chosen),
            )

    def _sample(self, header: str) -> str:
        return " · ".join(self._samples.get(header, ()))

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """Under the field: a few values of the column."""
        self.field(event.pick.id or "").show(self._sample(event.pick.value) or " ")

    def result(self) -> dict[str, str]:
        """The choice; raises FieldError when nobody could be read with it."""
        chosen = {field: header for field in self._labels if (header := self.text(field))}
        for field, header in chosen.items():
            if list(chosen.values()).count(header) > 1:
                raise FieldError(field, "Deze kolom is twee keer gekozen.")
        self.check(tuple(chosen))
        left_out = dict.fromkeys(self._now.values(), "")
        return {**left_out, **{header: field for field, header in chosen.items()}}

    def check(self, chosen: Sequence[str]) -> None:
        """FieldError when a pupil cannot be read by these fields."""
        needed = ["number"] if "full_name" in chosen else ["number", "first_name", "last_name"]
        for field in needed:
            if field not in chosen:
                raise FieldError(field, "Zonder deze kolom is een leerling niet te herkennen.")
