"""What Instellingen says of the index: whether the school uses it, its name, and the school guide of this year.

Shielded the name shows in neither row, and neither form opens.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sotdesk.data.store.sisa_read import Module
from sotdesk.domain.calendar import school_year
from sotdesk.domain.dates import show_date
from sotdesk.domain.past_days import past_day
from sotdesk.domain.rules import load
from sotdesk.domain.sisa_words import guide_text
from sotdesk.domain.text import one_line
from sotdesk.screens.contact_forms import NO_YES
from sotdesk.screens.dialogs import FieldError, FormDialog
from sotdesk.screens.pupil_screen import NOT_A_DAY, past_line
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick

if TYPE_CHECKING:
    from sotdesk.data.store import Store

SHIELDED = "Dit staat afgeschermd. F5 laat het zien."
ON = (("ja", "aan"), ("nee", "uit"))
ORDINARY = (
    "die naam staat nooit in het afgeschermde beeld, ook niet in gewone tekst: kies geen alledaags woord"
)


def guide_year(today: date) -> str:
    """`2026–2027`."""
    first, last = school_year(today)
    return f"{first}–{last}"


def module_words(module: Module, *, shielded: bool) -> str:
    """`SISA`, `uit`, or shielded only whether it is on."""
    if not module.on:
        return "uit"
    return "aan" if shielded else f"aan · {module.name}"


def guide_words(store: "Store", today: date) -> str:
    """`2026–2027: staat erin sinds wo 25 nov`."""
    day = store.sisa.guide(school_year(today)[0])
    said = f"staat erin sinds {show_date(day, today)}" if day else "nog niet afgevinkt"
    return f"{guide_year(today)}: {said}"


class ModuleForm(FormDialog[Module]):
    """`ModuleForm(store)` keeps it itself."""

    heading = "Samenwerking"
    HELP = """
**Samenwerking**: de index waarin organisaties laten zien dat zij bij een kind betrokken zijn. Elke regio heeft een naam
ervoor; die van jouw school staat in alle teksten. Uitzetten laat staan wat er al is vastgelegd.
"""

    def __init__(self, store: "Store") -> None:
        super().__init__(save=lambda done: store.sisa.save_module(on=done.on, name=done.name))
        self._module = store.sisa.module()

    def fields(self) -> Iterable[Field]:
        """On or off, and its name."""
        status = load("sisa")["module"]["status"]
        yield Field("Gebruikt", Pick(ON, "ja" if self._module.on else "nee", "on"), note=status)
        yield Field("Naam", Line(self._module.name, load("sisa")["module"]["name"], id="name"), note=ORDINARY)

    def result(self) -> Module:
        """What was filled in; raises FieldError."""
        if not self.text("name"):
            raise FieldError("name", "Hoe noemt jouw school het?")
        return Module(self.text("on") == "ja", one_line(self.text("name")))


class GuideForm(FormDialog[str]):
    """`GuideForm(store)` keeps by itself whether the guide of this school year names the index."""

    def __init__(self, store: "Store") -> None:
        super().__init__(save=self._keep)
        self._store, self._today = store, store.clock.today()
        self.heading = f"Schoolgids {guide_year(self._today)}"

    def fields(self) -> Iterable[Field]:
        """Whether it does, since when, and a text for it."""
        day = self._store.sisa.guide(school_year(self._today)[0])
        yield Field("Staat erin", Pick(NO_YES, "ja" if day else "nee", "named"), note=self._text)
        yield Field("Sinds", past_line(self._today, day or self._today, "on"))

    def _text(self, _value: str = "") -> str:
        return f"Een tekst die kan:\n{guide_text(self._store.sisa.module().name)}"

    def on_mount(self) -> None:
        """A day only when it does."""
        super().on_mount()
        self.on_pick_changed()

    def on_pick_changed(self) -> None:
        """A day only when it does."""
        self.field("on").display = self.text("named") == "ja"

    def result(self) -> str:
        """The answer; raises FieldError."""
        if self.text("named") == "ja" and past_day(self.text("on"), self._today) is None:
            raise FieldError("on", NOT_A_DAY)
        return self.text("named")

    def _keep(self, named: str) -> None:
        day = past_day(self.text("on"), self._today) if named == "ja" else None
        self._store.sisa.tick_guide(school_year(self._today)[0], day)
