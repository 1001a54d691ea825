"""Kluis: the reservekopieën and the warnings of this vault; a copy now, a check, putting back, another passphrase."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from textual.app import ComposeResult
from textual.widgets import Static

from sotdesk import safekeeping, settings
from sotdesk.actions import bindings
from sotdesk.at_work import Progress
from sotdesk.data.backups_found import Replaced
from sotdesk.domain.errors import RuleError
from sotdesk.domain.words import count
from sotdesk.opening import NewPassphrase, Task, make_sheet, passphrase_task, restore_task
from sotdesk.paths import export_folder, settings_file
from sotdesk.safekeeping import Listed
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import ConfirmDialog, MessageDialog
from sotdesk.screens.import_files import typed_path
from sotdesk.screens.vault_forms import CopyPassphraseForm, PassphraseForm, second_place_form, sheet_form
from sotdesk.screens.vault_rows import (
    Standing,
    check_words,
    comparison,
    head,
    replaced_row,
    row,
    standing,
    when,
)
from sotdesk.screens.working import work
from sotdesk.settings import Settings
from sotdesk.widgets.ground import Vertical
from sotdesk.widgets.lines import Lines, blank, heading
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pieces import literal

if TYPE_CHECKING:
    from sotdesk.data.backups import Written
    from sotdesk.data.checking import Checked
    from sotdesk.data.contents import Comparison
    from sotdesk.data.keeper import Keeper

Result = TypeVar("Result")


PLACES = {"beide plekken": "op beide plekken", "tweede plek": "op de tweede plek"}
"""A place within a sentence."""


class Kept(Protocol):
    """The app, as far as this screen needs it."""

    keeper: "Keeper | None"
    preferences: Settings
    path: Path

    def lock_for(self, task: Task) -> None:
        """Lock, and do this with the closed vault."""


class VaultSafeScreen(BaseScreen):
    """Reached by the palette, and from Vandaag when something is the matter."""

    SCOPE = "vault"
    ROUTE = "vault"
    BINDINGS = bindings("vault")
    HELP = """
**Kluis** laat zien of je werk veilig staat.

- **Reservekopie**: een versleuteld bestand naast de kluis. sotdesk maakt er zelf een als je na een wijziging afsluit
  of vergrendelt. De laatste tien blijven, en van elke maand de laatste.
- **Tweede plek**: een map op een stick of netwerkschijf waar elke kopie ook heen gaat. Is hij er even niet, dan werkt
  alles door en staat het hier.
- **Nalezen** leest de hele kluis en de nieuwste reservekopie na. Er verandert niets.
- **Terugzetten** laat eerst zien wat in de kopie staat en wat je kwijt zou zijn. Het bestand van nu blijft bewaard,
  onder een andere naam.
- **Wachtwoordzin**: de kluis en de kopieën krijgen een andere. Een kopie die er dan niet is (een stick in een la) opent
  nog met de oude.
- **Herstelblad**: een blad om te printen, waarop je de woorden met pen schrijft. Het gaat in een dichte envelop.
- **Andere wachtwoordzin** bij een kopie: hij opent met een zin die je eerder had.
- **Wissen** haalt een kopie of een vervangen bestand weg, bijvoorbeeld omdat er nog iemand in staat die je vernietigde.
  De nieuwste goede kopie blijft altijd.
"""

    def body(self) -> ComposeResult:
        """What stands on top, and the copies."""
        with Vertical(classes="body"):
            yield Panel(Static(id="safe", markup=False), title="Kluis", id="safe-panel")
            empty = "Nog geen reservekopieën. k maakt er een."
            yield Panel(Lines(id="copies", empty=empty), title="Reservekopieën", id="copies-panel")

    def reload(self, keep: str | None = None) -> None:
        """Ask the open vault here, and look at the places in a thread: a disk that is away may keep one waiting."""
        keeper = self._app.keeper
        if keeper is None:
            return
        asked, today = safekeeping.ask(keeper), self.store.clock.today()

        def look() -> None:
            seen = safekeeping.look_around(asked)
            self.app.call_from_thread(show, seen)

        def show(seen: safekeeping.Overview) -> None:
            if not self.is_attached:
                return
            self._standing = {str(each.one.copy.path): each for each in standing(seen.copies)}
            self.query_one("#safe", Static).update(head(seen, asked.path, today))
            self._replaced = {str(each.path): each for each in seen.replaced}
            self._last = seen.last
            rows = [row(each, today) for each in self._standing.values()]
            many = count(len(rows), "kopie", "kopieën") if rows else ""
            if seen.replaced:
                rows += [] if self.low or not rows else [blank()]
                rows.append(heading("Vervangen bij terugzetten", "de kluis zoals hij tot dan was"))
                rows += [replaced_row(each, today) for each in seen.replaced]
            self.query_one("#copies", Lines).refill(rows, keep)
            self.query_one("#copies-panel", Panel).label(None, many)
            self.refresh_bindings()

        self.run_worker(look, thread=True, exclusive=True, group="look")

    _standing: dict[str, Standing] = {}
    _replaced: dict[str, Replaced] = {}
    _last: Listed | None = None
    """The newest good copy: it is never thrown away."""

    @property
    def _key(self) -> str:
        return self.query_one("#copies", Lines).current or ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Putting back needs a copy under the cursor, throwing away a copy or a replaced file."""
        if action == "restore" and self.is_mounted:
            return self._key not in self._replaced
        if action == "discard":
            return self.is_mounted and bool(self._key)
        return True

    def on_option_list_option_highlighted(self) -> None:
        """Other keys on another row."""
        self.refresh_bindings()

    @property
    def _app(self) -> Kept:
        return cast(Kept, self.app)

    def _work(
        self, title: str, job: Callable[["Keeper", Progress], Result], done: Callable[[Result], None]
    ) -> None:
        """A job on the open vault."""
        if keeper := self._app.keeper:
            work(self, title, partial(job, keeper), done)

    # --- a copy now, and a check

    def action_backup(self) -> None:
        """k: a copy now."""
        now = self.store.clock.now()

        def done(made: "Written") -> None:
            self.reload()
            self.tell(" ".join(filter(None, ("Reservekopie gemaakt en nagelezen.", made.trouble))))

        self._work("Reservekopie", lambda keeper, say: safekeeping.back_up_now(keeper, now, say), done)

    def action_check(self) -> None:
        """c: read everything, and say what was found."""

        def done(found: "Checked") -> None:
            self.app.push_screen(MessageDialog("Nagelezen", check_words(found)))

        self._work("Nalezen", safekeeping.check_now, done)

    # --- putting back

    def action_restore(self) -> None:
        """t: what is in the copy under the cursor and what would be lost; then, if she wants, put it back."""
        chosen = self._standing.get(self.query_one("#copies", Lines).current or "")
        if chosen is None:
            self.tell("Er is nog geen reservekopie om terug te zetten.")
        elif not chosen.one.copy.whole:
            self.fail(RuleError("Deze reservekopie is beschadigd of niet heel. Kies een andere."))
        elif chosen.one.same_passphrase:
            path = chosen.one.copy.path
            self._compare(chosen, lambda keeper, say: safekeeping.compare_beside(path, keeper, say))
        else:
            self.app.push_screen(CopyPassphraseForm(), lambda typed: self._with_words(chosen, typed))

    def _with_words(self, chosen: Standing, typed: str | None) -> None:
        if typed:
            path, vault = chosen.one.copy.path, self._app.path
            self._compare(chosen, lambda keeper, say: safekeeping.compare(path, vault, typed, keeper))

    def _compare(self, chosen: Standing, look: "Callable[[Keeper, Progress], Comparison]") -> None:
        self._work("Reservekopie bekijken", look, lambda found: self._ask_to_restore(chosen, found))

    def _ask_to_restore(self, chosen: Standing, found: "Comparison") -> None:
        copy, today = chosen.one.copy, self.store.clock.today()
        at = when(copy.at, today)
        task = restore_task(self._app.path, copy.path, self.store.clock, at, today=chosen.one.same_passphrase)
        dialog = ConfirmDialog(
            f"De kopie van {at} terugzetten?",
            comparison(found, today),
            heading="Terugzetten",
            yes="Terugzetten",
            no="Laten zoals het is",
            harm=True,
        )
        self.app.push_screen(dialog, lambda yes: self._app.lock_for(task) if yes else None)

    # --- throwing one away

    def action_discard(self) -> None:
        """x: deletes the copy (in both places) or the replaced file under the cursor, after a question."""
        chosen, replaced = self._standing.get(self._key), self._replaced.get(self._key)
        today = self.store.clock.today()
        if chosen and self._last and chosen.one.copy.path.name == self._last.copy.path.name:
            self.fail(RuleError("Dit is de nieuwste goede kopie. Die blijft; maak eerst een nieuwe met k."))
        elif chosen:
            files, where = [each.copy.path for each in chosen.all], chosen.place
            self._ask_to_discard(f"De kopie van {when(chosen.one.copy.at, today)} wissen?", files, where)
        elif replaced:
            question = f"Het bestand dat {when(replaced.at, today)} is vervangen wissen?"
            self._ask_to_discard(question, [replaced.path], "bij de kluis")

    def _ask_to_discard(self, question: str, files: list[Path], where: str) -> None:
        detail = f"Het staat {PLACES.get(where, where)}. Wissen is voorgoed; in de kluis verandert niets."
        dialog = ConfirmDialog(question, detail, heading="Wissen", yes="Wissen", no="Bewaren", harm=True)
        self.app.push_screen(dialog, lambda yes: self._discard(files) if yes else None)

    def _discard(self, files: list[Path]) -> None:
        self._work("Wissen", lambda _keeper, _say: safekeeping.throw_away(files), self._discarded)

    def _discarded(self, _done: None) -> None:
        self.reload()
        self.tell("Gewist.")

    # --- the passphrase, the second place, the herstelblad

    def action_passphrase(self) -> None:
        """w: another passphrase."""
        school = self.store.school.school()
        form = PassphraseForm(school.name, school.coordinator, self._folder)
        self.app.push_screen(form, self._change)

    def _change(self, new: NewPassphrase | None) -> None:
        if new is not None:
            self._app.lock_for(passphrase_task(self._app.path, self.store.clock, new))

    def action_second(self) -> None:
        """p: choose or clear the second place."""
        self.open("second")

    def open_second(self) -> None:
        """The form with the path."""
        keeper = self._app.keeper
        if keeper is not None:
            self.app.push_screen(second_place_form(keeper.second, self._app.path), self._choose_second)

    def _choose_second(self, typed: str | None) -> None:
        keeper = self._app.keeper
        if typed is None or keeper is None:
            return
        place = typed_path(typed) if typed else None
        chosen = replace(self._app.preferences, second_place=str(place or ""))
        try:
            settings.save(chosen, settings_file())
        except OSError:
            self.fail(
                RuleError(
                    "De keuze kan niet worden bewaard: in de map met instellingen mag je niet schrijven."
                )
            )
            return
        self._app.preferences = chosen
        keeper.choose_second(place, self.store.clock.today())
        self.reload()
        self.tell(
            "Tweede plek gekozen. k zet er nu een kopie neer." if place else "Er is geen tweede plek meer."
        )

    def action_sheet(self) -> None:
        """h: a sheet to write the words on."""
        self.open("sheet")

    def open_sheet(self) -> None:
        """The form with the folder."""
        self.app.push_screen(sheet_form(self._folder), self._make_sheet)

    def _make_sheet(self, typed: str | None) -> None:
        if not typed:
            return
        folder, clock, vault = typed_path(typed), self.store.clock, self._app.path.name
        school = self.store.school.school().name

        def done(sheet: Path) -> None:
            told = (
                f"Het staat in\n{sheet}\n\nPrint het, schrijf de woorden er met pen op en leg het in een dichte "
                "envelop in de kluis van de school. Gooi het bestand daarna weg."
            )
            self.app.push_screen(MessageDialog("Het herstelblad is gemaakt", literal(told)))

        self._work("Herstelblad", lambda _keeper, _say: make_sheet(folder, school, vault, clock), done)

    @property
    def _folder(self) -> Path:
        return Path(self._app.preferences.export_folder or export_folder())
