"""Instellingen: lock, colours and documents on this computer; the school's own Word file. Saved as chosen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, cast

from textual.app import ComposeResult
from textual.widgets.option_list import Option

from sotdesk import settings
from sotdesk.actions import bindings
from sotdesk.domain.calendar import school_year
from sotdesk.domain.errors import SotdeskError
from sotdesk.domain.letters import FULL_NAMES
from sotdesk.domain.rules import load
from sotdesk.domain.words import count
from sotdesk.paths import export_folder, settings_file
from sotdesk.report_base import SETTING, BaseUnusable, named_base, usable_base
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import AskDialog, FormDialog
from sotdesk.screens.import_files import typed_path
from sotdesk.screens.settings_forms import (
    COPYING,
    LATER,
    NAMED,
    SYNCED,
    BaseForm,
    ColoursForm,
    CopyingForm,
    FolderForm,
    MinutesForm,
    NamesForm,
    SecondsForm,
    synced,
)
from sotdesk.screens.sisa_settings import SHIELDED, GuideForm, ModuleForm, guide_words, module_words
from sotdesk.settings import Settings
from sotdesk.themes import ANSI, DEFAULT
from sotdesk.widgets.lines import Lines, blank, heading, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import Role
from sotdesk.widgets.row import Row, col, flex

LABEL = 20
"""Cells for the name of a setting."""


class Chooser(Protocol):
    """The app, as far as this screen changes it."""

    preferences: Settings
    theme: str


class SettingsScreen(BaseScreen):
    """Reached by the palette. One list: this computer, then the school."""

    SCOPE = "settings"
    ROUTE = "settings"
    BINDINGS = bindings("settings")
    HELP = """
**Instellingen** gelden meteen.

- **Vergrendelen**: als je zo lang niets doet, gaat de kluis op slot. Wat je typte blijft staan. In een **overleg** dat
  loopt mag dat langer duren. Uitzetten kan niet.
- **Kopiëren**: een terugkoppeling of een tekst voor Magister gaat naar het **klembord** en wordt daar na zoveel
  seconden weer uitgehaald, ook als de kluis op slot gaat. Kan je terminal dat niet, dan staat de tekst alleen op het
  scherm, om te selecteren of als bestand te bewaren. Windows kan het klembord bewaren in zijn geschiedenis (Win+V).
- **Documenten**: in deze map komen agenda's en verslagen. Die zijn niet versleuteld. Kies dus geen map die
  OneDrive, Dropbox of iets dergelijks naar elders kopieert.
- **Leerling in teksten**: hoe mensen van de school een leerling lezen als je een afspraak navraagt of iemand uitnodigt.
- **Samenwerking**: of de school met de index van de gemeente werkt, en hoe die heet. Uitzetten laat staan wat er al is.
  **Schoolgids**: de tekst voor ouders, elk schooljaar af te vinken. Allebei open je zonder afscherming (F5).
- **Word-bestand**: een document (.docx) van de school, met het briefhoofd. Agenda en verslag in Word nemen er de
  opmaak van over: lettertype, logo, marges. De tekst die erin staat blijft weg. Het bestand moet op zijn plek
  blijven staan.
"""

    @property
    def wanted(self) -> str | None:
        """The setting that the address names."""
        return self.ids[0] if self.ids else None

    def body(self) -> ComposeResult:
        """One list."""
        yield Panel(Lines(id="settings"), title="Instellingen")

    def reload(self, keep: str | None = None) -> None:
        """All settings as they are now."""
        self._base = named_base(self.store)
        self.query_one(Lines).refill([*self._computer_rows(), blank(), *self._school_rows()], keep)

    def _computer_rows(self) -> list[Option]:
        now = self._chooser.preferences
        folder = Path(now.export_folder) if now.export_folder else export_folder()
        rows = [
            heading("Op deze computer"),
            _row("lock", "Vergrendelen", f"na {_minutes(now.lock_minutes)} zonder toets of klik"),
            _row("meeting_lock", "Tijdens een overleg", f"na {_minutes(now.meeting_lock_minutes)}"),
            _row("colours", "Kleuren", self._chooser.theme),
        ]
        if self._chooser.theme == ANSI:
            rows.append(_under(LATER))
        seconds = count(now.clipboard_seconds, "seconde", "seconden")
        rows.append(
            _row("copying", "Kopiëren", dict(COPYING)[now.copying if now.copying in dict(COPYING) else ""])
        )
        rows.append(_row("clipboard", "Klembord", f"leeg na {seconds}"))
        rows.append(_row("folder", "Documenten", str(folder)))
        if synced(folder):
            rows.append(_under(f"! {SYNCED}", "warn"))
        return rows

    def _school_rows(self) -> list[Option]:
        named = dict(NAMED)["full" if self._full_names else ""]
        rows = [heading("Voor deze school"), _row("names", "Leerling in teksten", named)]
        today, shielded = self.store.clock.today(), self.desk.shielded
        module = self.store.sisa.module()
        rows.append(_row("module", "Samenwerking", module_words(module, shielded=shielded)))
        if module.on:
            rows.append(_row("guide", "Schoolgids", guide_words(self.store, today)))
        rows.append(_row("base", "Word-bestand", self._base or "geen"))
        if not self._base:
            return [*rows, _under("Agenda en verslag in Word krijgen de opmaak van sotdesk.")]
        try:
            usable_base(self.store)
        except BaseUnusable as error:
            return [*rows, _under(f"! {error.wrong} Kies het opnieuw, of maak dit leeg.", "warn")]
        return [*rows, _under("Agenda en verslag in Word krijgen de opmaak van dit bestand.")]

    @property
    def _chooser(self) -> Chooser:
        return cast(Chooser, self.app)

    # --- keys

    def on_option_list_option_selected(self) -> None:
        """Enter."""
        self.action_edit()

    def action_edit(self) -> None:
        """e: the form of this setting."""
        if key := self.query_one(Lines).current:
            self.open(key)

    def action_standard(self) -> None:
        """x: this setting as it was at the first start."""
        first = Settings()
        match self.query_one(Lines).current:
            case "lock":
                self._prefer("lock", lock_minutes=first.lock_minutes)
            case "meeting_lock":
                self._prefer("meeting_lock", meeting_lock_minutes=first.meeting_lock_minutes)
            case "colours":
                self._colour(DEFAULT)
            case "copying":
                self._prefer("copying", copying=first.copying)
            case "clipboard":
                self._prefer("clipboard", clipboard_seconds=first.clipboard_seconds)
            case "folder":
                self._prefer("folder", export_folder=first.export_folder)
            case "names":
                self._keep_names("")
            case "module":
                name = load("sisa")["module"]["name"]
                if self.attempt(lambda: self.store.sisa.save_module(on=True, name=name), "Bewaard."):
                    self.reload("module")
            case "guide":
                first_year = school_year(self.store.clock.today())[0]
                if self.attempt(lambda: self.store.sisa.tick_guide(first_year, None), "Bewaard."):
                    self.reload("guide")
            case "base":
                self._keep_base("")

    def open_lock(self) -> None:
        """Minutes until the lock."""
        form = MinutesForm("Vergrendelen", self._chooser.preferences.lock_minutes)
        self._ask(form, lambda typed: self._prefer("lock", lock_minutes=int(typed)))

    def open_meeting_lock(self) -> None:
        """The same in a running meeting."""
        form = MinutesForm("Tijdens een overleg", self._chooser.preferences.meeting_lock_minutes)
        self._ask(form, lambda typed: self._prefer("meeting_lock", meeting_lock_minutes=int(typed)))

    def open_colours(self) -> None:
        """The four themes."""
        self._ask(ColoursForm(self._chooser.theme), self._colour)

    def open_copying(self) -> None:
        """Whether texts go to the clipboard."""
        form = CopyingForm(self._chooser.preferences.copying)
        self._ask(form, lambda chosen: self._prefer("copying", copying=chosen))

    def open_clipboard(self) -> None:
        """Seconds until the clipboard is emptied."""
        form = SecondsForm(self._chooser.preferences.clipboard_seconds)
        self._ask(form, lambda typed: self._prefer("clipboard", clipboard_seconds=int(typed)))

    def open_folder(self) -> None:
        """The folder for documents."""
        form = FolderForm(self._chooser.preferences.export_folder, export_folder())
        self._ask(form, lambda typed: self._prefer("folder", export_folder=_path(typed)))

    def open_names(self) -> None:
        """How texts for the school's own people name a pupil."""
        self._ask(NamesForm(self._full_names), self._keep_names)

    def open_module(self) -> None:
        """Whether the school uses the index, and its name."""
        self._ask_unshielded(ModuleForm(self.store), "module")

    def open_guide(self) -> None:
        """Whether the guide of this school year names it."""
        self._ask_unshielded(GuideForm(self.store), "guide")

    def conceals(self, opener: str) -> bool:
        """These two say the name of the index."""
        return self.desk.shielded and opener in ("module", "guide")

    def _ask_unshielded(self, form: FormDialog[Any], row: str) -> None:
        """These say the name of the index; shielded they do not open."""
        if self.desk.shielded:
            self.tell(SHIELDED)
        else:
            self.app.push_screen(form, lambda done: self._after_form(None if done is None else row))

    def _after_form(self, row: str | None) -> None:
        if row:
            self.reload(row)

    @property
    def _full_names(self) -> bool:
        return bool(self.store.school.setting(FULL_NAMES, False))

    def open_base(self) -> None:
        """The school's own Word file."""
        self._ask(BaseForm(self._base), lambda typed: self._keep_base(_path(typed)))

    # --- keeping

    def _ask(
        self, form: AskDialog | ColoursForm | CopyingForm | NamesForm, take: Callable[[str], None]
    ) -> None:
        self.app.push_screen(form, lambda typed: None if typed is None else take(typed))

    def _prefer(self, row: str, **changed: int | str) -> None:
        """Keeps a preference of this computer; the app knows it at once."""
        wanted = replace(self._chooser.preferences, **changed)  # type: ignore[arg-type]

        def keep() -> None:
            try:
                settings.save(wanted, settings_file())
            except OSError:
                raise SotdeskError(
                    "Deze instelling kan op deze computer niet worden bewaard. Maak ruimte op de schijf, of kijk of "
                    "je in je eigen map mag schrijven."
                ) from None
            self._chooser.preferences = wanted

        if self.attempt(keep, "Bewaard."):
            self.reload(row)

    def _colour(self, name: str) -> None:
        """Shows the colours now and keeps them for the next start."""
        self._chooser.theme = name
        self._prefer("colours", theme=name)

    def _keep_names(self, chosen: str) -> None:
        full = chosen == "full"
        if self.attempt(lambda: self.store.school.set(FULL_NAMES, full, "leerling in teksten"), "Bewaard."):
            self.reload("names")

    def _keep_base(self, path: str) -> None:
        if self.attempt(
            lambda: self.store.school.set(SETTING, path, "Word-bestand van de school"), "Bewaard."
        ):
            self.reload("base")


def _minutes(number: int) -> str:
    return count(number, "minuut", "minuten")


def _path(typed: str) -> str:
    return str(typed_path(typed)) if typed else ""


def _row(key: str, label: str, value: str) -> Option:
    return option(key, col(label, LABEL, "muted"), flex(value), wrap=True)


def _under(words: str, role: Role = "muted") -> Option:
    """A quiet line under a value."""
    return Option(Row(col("", LABEL), flex(words, role), wrap=True), disabled=True)
