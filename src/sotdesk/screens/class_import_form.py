"""The forms of *Waarden inlezen*: which instrument, when, by whom, pasted or a file; and which column is what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.document._edit import Edit
from textual.widgets.text_area import EditResult

from sotdesk.domain.kwadrant_rules import Instrument, instruments
from sotdesk.domain.past_days import past_day
from sotdesk.domain.text import one_line
from sotdesk.exchange.measures_file import SCALE, MeasureFile, labels, lacking
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.import_columns import ColumnsForm
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.text_box import TextBox

if TYPE_CHECKING:
    from sotdesk.data.store import Store


@dataclass(frozen=True)
class Measuring:
    """What is read: the instrument, the day it was measured, by whom; `pasted` is empty when it comes from a file."""

    instrument: str
    day: date
    who: str = ""
    pasted: str = ""

    @property
    def kind(self) -> Instrument:
        return instruments()[self.instrument]


class TableBox(TextBox):
    """A box for a table from a spreadsheet: its tabs, which no box can hold, become the sign between columns."""

    def edit(self, edit: Edit) -> EditResult:
        """What is typed or pasted."""
        edit.text = edit.text.replace("\t", ";")
        return super().edit(edit)

    def load_text(self, text: str) -> None:
        """All of it at once."""
        super().load_text(text.replace("\t", ";"))


class MeasuringForm(FormDialog[Measuring]):
    """`MeasuringForm(store, now)` → what is to be read, or None; nothing is kept here."""

    heading = "Waarden inlezen voor een klas"
    SAVE = "Verder"
    HELP = """
**Waarden inlezen**: de uitslag van een vragenlijst of test voor een hele klas, of voor een leerjaar tegelijk.

- Boven elke kolom staat hoe hij heet: leerlingnummer (of naam en klas), en dan de schalen.
- Plak de tabel uit Excel, of laat het vak leeg en kies een bestand (CSV of Excel).
- Wat gemeten is blijft staan zoals het is. Een waarde (zorg, gewoon, sterk) is alleen een voorstel; jij kiest straks of
  de voorstellen waarden worden.
"""

    def __init__(self, store: "Store", now: Measuring | None = None) -> None:
        super().__init__()
        self._today = store.clock.today()
        self._now = now or Measuring(next(iter(instruments())), self._today)

    def fields(self) -> Iterable[Field]:
        """Which, when, by whom; the paste last, for it is long."""
        now = self._now
        every = [(one.code, one.name) for one in instruments().values()]
        yield Field("Instrument", Pick(every, now.instrument, "instrument"), note=_scales(now.kind))
        yield Field("Gemeten op", past_line(self._today, now.day, "day"))
        yield Field("Door", Line(now.who, "mentor, psycholoog …", id="who"))
        yield Field(
            "Plakken",
            TableBox(now.pasted, rows=7, placeholder="leeg: straks een bestand kiezen", id="pasted"),
            note="kolomkoppen mee; Tab gaat verder",
        )

    def on_pick_changed(self, event: Pick.Changed) -> None:
        """The scales that are read, and what their numbers are."""
        if event.pick.id == "instrument":
            self.field("instrument").show(_scales(instruments()[event.pick.value]))

    def result(self) -> Measuring:
        """What is to be read; raises FieldError."""
        day = past_day(self.text("day"), self._today)
        if day is None:
            raise FieldError("day", NOT_A_DAY)
        return Measuring(self.text("instrument"), day, one_line(self.text("who")), self.text("pasted"))


def _scales(instrument: Instrument) -> str:
    return f"{', '.join(scale.name for scale in instrument.scales)} · {instrument.unit}"


class MeasureColumns(ColumnsForm):
    """Which column is who, and which is which scale."""

    def __init__(self, file: MeasureFile, instrument: Instrument, *, hidden: bool = False) -> None:
        super().__init__(file, hidden=hidden, labels=labels(instrument))

    def check(self, chosen: Sequence[str]) -> None:
        """FieldError when nobody can be known by these, or no scale is read."""
        if not lacking(chosen):
            return
        if any(field.startswith(SCALE) for field in chosen):
            raise FieldError("number", "Zonder nummer of hele naam is een leerling niet te herkennen.")
        first = next(field for field in self._labels if field.startswith(SCALE))
        raise FieldError(first, "Wijs minstens één kolom met waarden aan.")
