"""The forms of the kwadrant: what stands beside a value, and all values of one instrument in one go."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.actions import bindings
from sotdesk.data.store.kwadrant import Taken
from sotdesk.domain.dates import show_date
from sotdesk.domain.errors import RuleError
from sotdesk.domain.kwadrant import Reading
from sotdesk.domain.kwadrant_measuring import Raw, read_raw
from sotdesk.domain.kwadrant_rules import Instrument, Scale, instruments, part_names
from sotdesk.domain.past_days import past_day
from sotdesk.domain.text import one_line
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.ticks import Ticks

if TYPE_CHECKING:
    from sotdesk.data.store import Store

ALL = "Spatie: deze ook als waarde · F4: alles wat wordt voorgesteld"


@dataclass(frozen=True)
class Beside:
    """What stands beside a value."""

    day: date
    who: str
    note: str
    instrument: str


class BesideForm(FormDialog[Beside]):
    """`BesideForm(store, reading, about)` keeps it itself."""

    starts_at = "note"

    def __init__(self, store: "Store", reading: Reading, about: str) -> None:
        super().__init__(save=self._keep)
        self._store, self._reading, self._today = store, reading, store.clock.today()
        self.heading = f"{part_names()[reading.part].capitalize()} {reading.value} · {about}"

    def fields(self) -> Iterable[Field]:
        """The day, who says it, what it rests on, a note."""
        reading, part = self._reading, self._reading.part.split(".")[0]
        about = [i for i in instruments().values() if any(s.part.split(".")[0] == part for s in i.scales)]
        yield Field("Dag", past_line(self._today, reading.day, "day"))
        yield Field("Wie zegt het", Line(reading.who, "mentor, docenten, leerling", id="who"))
        options = [("", "oordeel"), *((i.code, i.name) for i in about)]
        yield Field("Rust op", Pick(options, reading.instrument, "instrument"))
        yield Field("Toelichting", Line(reading.note, "wat is er te zien of gezegd?", id="note"))

    def result(self) -> Beside:
        """What was filled in; raises FieldError."""
        day = past_day(self.text("day"), self._today)
        if day is None:
            raise FieldError("day", NOT_A_DAY)
        return Beside(day, one_line(self.text("who")), one_line(self.text("note")), self.text("instrument"))

    def _keep(self, beside: Beside) -> None:
        self._store.kwadrant.annotate(
            self._reading.id, day=beside.day, note=beside.note, who=beside.who, instrument=beside.instrument
        )


@dataclass(frozen=True)
class Measures:
    """One instrument: its raw values, the scales whose suggestion becomes the value, day and who."""

    raws: tuple[Raw, ...]
    take: frozenset[str]
    day: date
    who: str


class InstrumentForm(FormDialog[Measures]):
    """`InstrumentForm(store, student_id, instrument, about)` keeps it itself."""

    BINDINGS = bindings("form.instrument")
    SCOPE = "form.instrument"
    HELP = """
**Meting**: wat er op het blad staat blijft staan zoals het is. Een getal stelt alleen een waarde voor.

- Bij elk getal staat wat het voorstelt. Onder **Overnemen** zet je met Spatie aan wat ook de waarde wordt; F4 zet
  alles aan wat er voorgesteld wordt.
- Wat leeg blijft, is niet gemeten; het wordt geen nul.
"""

    def __init__(self, store: "Store", student_id: str, instrument: Instrument, about: str) -> None:
        super().__init__(save=self._keep)
        self._store, self._student_id, self._instrument = store, student_id, instrument
        self._today = store.clock.today()
        self.heading = f"{instrument.name} · {about}"
        self.starts_at = instrument.scales[0].code

    def fields(self) -> Iterable[Field]:
        """The day, every scale with what it suggests, what is taken over."""
        found = self._instrument
        yield Field("Dag", past_line(self._today, self._today, "day"))
        yield Field("Afgenomen door", Line(placeholder="mag leeg blijven", id="who"))
        for scale in found.scales:
            line = Line(placeholder=found.unit, id=scale.code)
            yield Field(scale.name.capitalize(), line, self._says(scale))
        if found.bands:
            yield Field("Overnemen", Ticks([(s.code, s.name) for s in found.scales], (), id="take"), note=ALL)

    def action_take_all(self) -> None:
        """F4: every suggestion becomes a value, or none when all did."""
        if not self._instrument.bands:
            return
        suggested = {scale.code for scale in self._instrument.scales if self._suggests(scale)}
        take = self.field("take").control
        if isinstance(take, Ticks):
            take.marked = frozenset() if suggested <= take.marked else frozenset(suggested)

    def _suggests(self, scale: Scale) -> bool:
        try:
            raw = self._raw(scale)
        except FieldError:
            return False
        return raw is not None and raw.suggests is not None

    def _says(self, scale: Scale) -> Callable[[str], str]:
        """What stands under a scale: what its number suggests, or why it is no number of it."""

        def note(words: str) -> str:
            if not words.strip():
                return ""
            try:
                raw = read_raw(self._instrument, scale, words)
            except RuleError as error:
                return error.sentence
            return f"stelt voor: {raw.suggests}" if raw.suggests else ""

        return note

    def result(self) -> Measures:
        """What was filled in; raises FieldError."""
        day = past_day(self.text("day"), self._today)
        if day is None:
            raise FieldError("day", NOT_A_DAY)
        raws = tuple(raw for scale in self._instrument.scales if (raw := self._raw(scale)))
        if not raws:
            raise FieldError(self._instrument.scales[0].code, "Vul minstens één waarde in.")
        take = self.field("take").control if self._instrument.bands else None
        ticked = frozenset(take.ticked) if isinstance(take, Ticks) else frozenset()
        return Measures(raws, ticked, day, one_line(self.text("who")))

    def _raw(self, scale: Scale) -> Raw | None:
        words = self.text(scale.code)
        if not words.strip():
            return None
        try:
            return read_raw(self._instrument, scale, words)
        except RuleError as error:
            raise FieldError(scale.code, error.sentence) from None

    def _keep(self, measures: Measures) -> None:
        taken = Taken(self._student_id, measures.raws, measures.take)
        self._store.kwadrant.measure(self._instrument, [taken], day=measures.day, who=measures.who)


@dataclass(frozen=True)
class Since:
    """The day that is compared with; None = the last time."""

    day: date | None


class SinceForm(FormDialog[Since]):
    """From which day what moved is told."""

    heading = "Vergelijken met"

    def __init__(self, today: date, since: date | None) -> None:
        super().__init__()
        self._today, self._since = today, since

    def fields(self) -> Iterable[Field]:
        """One day."""
        yield Field("Stand op", past_line(self._today, self._since, "day", empty="leeg: met de vorige keer"))

    def result(self) -> Since:
        """The day; raises FieldError."""
        if not self.text("day").strip():
            return Since(None)
        day = past_day(self.text("day"), self._today)
        if day is None:
            raise FieldError("day", NOT_A_DAY)
        return Since(day)


def since_words(since: date | None, today: date) -> str:
    """`vergeleken met di 1 sep`, or with the last time."""
    return f"vergeleken met {show_date(since, today)}" if since else "vergeleken met de vorige keer"
