"""The forms of telling: whom, when and how someone was told; and what goes into the folder of files."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sotdesk.domain.dates import show_date
from sotdesk.domain.feedback import Recipient
from sotdesk.domain.past_days import past_day
from sotdesk.domain.words import count
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.row import flex

ALL = "all"


@dataclass(frozen=True)
class How:
    """That someone was told: about which pupils, to whom, how, on which day."""

    student_ids: tuple[str, ...]
    label: str
    way: str
    day: date


class ToldForm(FormDialog[How]):
    """`ToldForm(recipient, ways, names, today)` → How; `names` are the pupils as they are shown."""

    def __init__(
        self, one: Recipient, ways: Sequence[str], names: Sequence[str], today: date,
        save: Callable[[How], object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(save=save)
        self.heading = "Verteld"
        self._one = one
        told = next((entry.told for entry in one.entries if entry.told), None)
        self._way = told.way if told else one.way
        self._label = (told.label if told else "") or one.label
        self._day = told.at.date() if told else today
        self._ways = list(dict.fromkeys((*filter(None, [self._way, one.way]), *ways)))
        self._names = names
        self._today = today

    def fields(self) -> Iterable[Field]:
        """Whom, about whom, how, when."""
        yield Field("Aan wie", Line(self._label, id="label"), note="een ander? typ wie het hoorde")
        if len(self._one.entries) > 1:
            ids = [entry.student_id for entry in self._one.entries]
            yield Field(
                "Over wie", Pick([(ALL, "iedereen"), *zip(ids, self._names, strict=True)], id="about")
            )
        yield Field("Hoe", Pick([(way, way) for way in self._ways], self._way, id="way"))
        day = show_date(self._day, self._today)
        yield Field("Wanneer", DateLine(self._read, day, "vandaag · gisteren · ma · 20 nov", id="day"))

    def _read(self, words: str) -> tuple[date | None, str]:
        day = past_day(words, self._today)
        return day, show_date(day, self._today) if day else "dat lees ik niet als een dag die geweest is"

    def result(self) -> How:
        """What was filled in; raises FieldError."""
        if not self.text("label"):
            raise FieldError("label", "Typ wie het hoorde.")
        day = past_day(self.text("day"), self._today)
        if day is None:
            raise FieldError("day", "Typ een dag die geweest is, zoals vandaag, gisteren of ma.")
        every = tuple(entry.student_id for entry in self._one.entries)
        about = self.text("about") if len(every) > 1 else ALL
        return How(every if about == ALL else (about,), self.text("label"), self.text("way"), day)


@dataclass(frozen=True)
class Files:
    """What goes into the folder: for whom, in which form, and whether files for outside are encrypted."""

    everyone: bool
    form: str
    encrypt: bool


FORMS = (("docx", "Word"), ("md", "Markdown"), ("txt", "tekst"))


class FilesForm(FormDialog[Files]):
    """`FilesForm(warnings, left=3, every=7, outside=2)` → Files; the warnings stand first."""

    heading = "Alle terugkoppeling in één nieuwe map"
    SAVE = "Maken"

    def __init__(self, warnings: Sequence[str], *, left: int, every: int, outside: int) -> None:
        super().__init__()
        self._warnings = warnings
        self._left, self._every, self._outside = left, every, outside

    @property
    def _chooses(self) -> bool:
        """Whether some were told already and others not."""
        return 0 < self._left < self._every

    def fields(self) -> Iterable[Field]:
        """What to look at first; then for whom and how."""
        if self._warnings:
            said = "staat er iets wat niet kan? Esc, en verbeter de regel bij het punt"
            rows = (
                option(str(at), flex(f"! {one}", "warn"), wrap=True) for at, one in enumerate(self._warnings)
            )
            yield Field("Kijk eerst naar", Lines(*rows, id="warnings"), note=said)
        if self._chooses:
            left, every = f"nog niet verteld ({self._left})", f"iedereen ({self._every})"
            yield Field("Voor", Pick([("left", left), (ALL, every)], id="whom"))
        yield Field("Als", Pick(FORMS, id="form"))
        if self._outside:
            about = f"{count(self._outside, 'bestand', 'bestanden')} voor buiten de school; alleen Word kan versleuteld"
            lock = Pick([("yes", "versleuteld"), ("no", "zonder wachtwoord")], id="encrypt")
            yield Field("Naar buiten", lock, note=about)

    def on_option_list_option_selected(self, event: Lines.OptionSelected) -> None:
        """Enter: looked at, to the next field."""
        self._next(event.option_list)

    def result(self) -> Files:
        """What was chosen; raises FieldError when it does not go together."""
        encrypt = bool(self._outside) and self.text("encrypt") == "yes"
        if encrypt and self.text("form") != "docx":
            raise FieldError(
                "form", "Alleen Word kan versleuteld. Kies Word, of bij Naar buiten: zonder wachtwoord."
            )
        return Files(not self._chooses or self.text("whom") == ALL, self.text("form"), encrypt)
