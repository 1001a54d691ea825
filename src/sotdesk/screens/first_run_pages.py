"""The pages of the first run, one question each. A page checks its own answers; first_run.py turns the pages."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from sotdesk.domain.meeting_presets import Preset, presets
from sotdesk.domain.passphrase import suggest
from sotdesk.paths import is_synced
from sotdesk.screens.dialogs import FieldError
from sotdesk.strength import dutch_words, strength
from sotdesk.widgets.field import Field
from sotdesk.widgets.ground import Vertical
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, blank, option
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.pieces import Piece, literal, pieces
from sotdesk.widgets.row import flex

PAUSE = 0.15
"""Seconds without a key before an own passphrase is judged; judging takes up to a tenth of a second."""


class Page(Vertical):
    """One page: `heading`, `KEYS` for the bottom edge, `check()` before the next one."""

    heading: ClassVar[str] = ""
    KEYS: ClassVar[str] = "Enter verder · Esc terug"

    def check(self) -> None:
        """Raises FieldError when an answer is missing or wrong."""

    def field(self, control: str) -> Field:
        """The row of the control with this id."""
        return next(row for row in self.query(Field) if row.control.id == control)

    def words(self, control: str) -> str:
        """What was filled in, without the spaces around it."""
        return self.field(control).words.strip()

    def need(self, control: str, sentence: str) -> None:
        """Raises FieldError when nothing was filled in."""
        if not self.words(control):
            raise FieldError(control, sentence)


def said(*parts: Piece) -> Static:
    """A paragraph."""
    return Static(pieces(*parts), classes="said", markup=False)


class SchoolPage(Page):
    """Who works here."""

    heading = "Een nieuwe kluis"
    KEYS = "Enter verder · Esc stoppen"

    def __init__(self, vault: Path) -> None:
        super().__init__(id="school-page")
        self._vault = vault

    def compose(self) -> ComposeResult:
        """What will be made, and the two names."""
        yield said(
            "sotdesk bewaart alles in één versleuteld bestand op deze computer:\n",
            (str(self._vault), "accent"),
        )
        if is_synced(self._vault):
            yield said(
                ("Deze map wordt gekopieerd naar een clouddienst. ", "warn"),
                "Spreek dat eerst af met je school, of stop en kies een andere plek met --vault.",
            )
        yield Field("School", Line(id="school"))
        yield Field("Jouw naam", Line(id="coordinator"), note="zo sta je in verslagen en bij afspraken")

    def check(self) -> None:
        """Both names are needed."""
        self.need("school", "Vul de naam van de school in.")
        self.need("coordinator", "Vul je eigen naam in.")


class MeetingPage(Page):
    """Which way of meeting to begin with."""

    heading = "Hoe overleggen jullie?"
    KEYS = "↑↓ kiezen · Enter verder · Esc terug"

    def compose(self) -> ComposeResult:
        """Both schools' ways, with their meetings."""
        yield said("Kies wat er het meest op lijkt. Je kunt later soorten overleg wijzigen en toevoegen.")
        rows = [[option(each.code, flex(_about(each)), wrap=True), blank()] for each in presets()]
        yield Lines(*chain.from_iterable(rows), id="preset")

    @property
    def chosen(self) -> Preset:
        """The way of meeting under the cursor."""
        found = {each.code: each for each in presets()}
        return found[self.query_one("#preset", Lines).current or next(iter(found))]


def _about(preset: Preset) -> Content:
    kinds = "\n".join(f"{kind.name}: {kind.about}" for kind in preset.kinds)
    return pieces((f"{preset.name[0].upper()}{preset.name[1:]}\n", "strong"), (kinds, "muted"))


class WordsPage(Page):
    """Five words to take, or an own phrase on the next page."""

    heading = "Je wachtwoordzin"
    KEYS = "r andere woorden · Enter verder · Esc terug"

    def __init__(self) -> None:
        super().__init__(id="words-page")
        self._proposed = Static(id="proposed", markup=False)

    def compose(self) -> ComposeResult:
        """What it is for, the proposal, and that nobody can bring it back."""
        yield said("Met deze woorden open je de kluis. Een voorstel dat niemand kan raden:")
        yield self._proposed
        yield said("Schrijf ze over op papier. Liever een eigen zin? Typ die op de volgende bladzijde.")
        yield said(
            ("Niemand kan deze zin terughalen", "strong"),
            ", ook de makers van sotdesk niet. Is de zin weg, dan is alles in de kluis weg.",
        )

    def on_mount(self) -> None:
        """The first proposal."""
        self.propose()

    def propose(self) -> None:
        """Other words."""
        self._proposed.update(literal(suggest(dutch_words()), "kind"))

    def wipe(self) -> None:
        """Nothing of it stays."""
        self._proposed.update(literal(""))


class TypePage(Page):
    """The phrase typed twice, its strength said while it is typed."""

    heading = "Typ je wachtwoordzin"
    KEYS = "Ctrl+T tonen · Enter verder · Esc terug"

    def __init__(self, names: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(id="type-page")
        self._names = names
        self._judging: Timer | None = None

    def compose(self) -> ComposeResult:
        """Twice the same."""
        yield said(
            "De vijf woorden, of een eigen zin van minstens 52 bits, met een spatie tussen de woorden."
        )
        yield Field("Wachtwoordzin", Line(password=True, id="first"))
        yield Field("Nog een keer", Line(password=True, id="second"))

    @property
    def passphrase(self) -> str:
        """As typed."""
        return self.field("first").words

    def show(self) -> None:
        """Readable, or hidden again."""
        for line in self.query(Line):
            line.password = not line.password

    def wipe(self) -> None:
        """Nothing of it stays in the fields."""
        for line in self.query(Line):
            line.value = ""

    def on_input_changed(self) -> None:
        """Judge when the typing pauses."""
        if self._judging:
            self._judging.stop()
        self._judging = self.set_timer(PAUSE, self._judge)

    def _judge(self) -> None:
        typed = self.passphrase
        judged = strength(typed, self._names()) if typed else None
        if judged:
            self.field("first").show(judged.sentence, "good" if judged.enough else "warn")

    def check(self) -> None:
        """Strong enough, and the same twice."""
        judged = strength(self.passphrase, self._names())
        if not judged.enough:
            raise FieldError("first", judged.sentence)
        if not self.field("second").words:
            raise FieldError("second", "Typ de zin nog een keer.")
        if self.field("second").words != self.passphrase:
            raise FieldError("second", "De twee zinnen zijn niet gelijk. Ctrl+T laat zien wat je typte.")


class SheetPage(Page):
    """The herstelblad: yes or no, and where."""

    heading = "Het herstelblad"
    KEYS = "Enter kluis maken · Esc terug"

    def __init__(self, folder: Path) -> None:
        super().__init__(id="sheet-page")
        self._folder = folder

    def compose(self) -> ComposeResult:
        """What it is, and the choice."""
        yield said(
            "Een blad om te printen, met lege lijnen. Daarop schrijf je de woorden met pen; het gaat in een dichte "
            "envelop in de kluis van de school. De wachtwoordzin zelf komt nooit in een bestand."
        )
        yield Field("Herstelblad", Pick([("yes", "maken"), ("no", "overslaan")], id="sheet"))
        yield Field("Map", Line(str(self._folder), id="folder"))

    @property
    def folder(self) -> Path | None:
        """Where the sheet goes; None when it is not wanted."""
        return Path(self.words("folder")) if self.words("sheet") == "yes" else None

    def check(self) -> None:
        """A sheet needs a folder."""
        if self.words("sheet") == "yes":
            self.need("folder", "Vul in in welke map het blad komt.")


class DonePage(Page):
    """It stands; what to do with the sheet."""

    heading = "De kluis is gemaakt"
    KEYS = "Enter naar Vandaag"

    def __init__(self) -> None:
        super().__init__(id="done-page")
        self._told = Static(classes="said", markup=False)

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._told

    def tell(self, sheet: Path | None) -> None:
        """Where the sheet is."""
        if sheet is None:
            self._told.update(literal("Bewaar je wachtwoordzin op een veilige plek, op papier."))
            return
        self._told.update(
            pieces(
                "Het herstelblad staat in\n",
                (f"{sheet}\n\n", "accent"),
                "Print het, schrijf de woorden er met pen op en leg het in een dichte envelop in de kluis van de "
                "school. Gooi het bestand daarna weg.",
            )
        )
