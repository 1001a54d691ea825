"""The forms of Kluis: another passphrase, the second place, where the herstelblad goes, the passphrase of a copy.

None of them is opened by `BaseScreen.open`: what is typed in them is never kept as a draft.
"""

from collections.abc import Iterable
from pathlib import Path

from textual.timer import Timer
from textual.widgets import Static

from sotdesk.actions import bindings
from sotdesk.data.backups_found import backup_folder
from sotdesk.data.rekeying import OldCopies
from sotdesk.domain.passphrase import suggest
from sotdesk.opening import NewPassphrase
from sotdesk.screens.dialogs import AskDialog, FieldError, FormDialog
from sotdesk.screens.import_files import typed_path
from sotdesk.strength import dutch_words, strength
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.pieces import literal

PAUSE = 0.15
"""Seconds without a key before an own passphrase is judged (as in the first run)."""
OLDER = ((OldCopies.REKEY.value, "krijgen de nieuwe zin"), (OldCopies.REMOVE.value, "weghalen"))
OLDER_WORDS = {
    OldCopies.REKEY.value: "alle die er nu zijn; een kopie elders niet",
    OldCopies.REMOVE.value: "ook op de tweede plek; er komt één nieuwe",
}
SHEET = (("yes", "nieuw maken"), ("no", "later"))


class PassphraseForm(FormDialog[NewPassphrase]):
    """The new words twice, what happens to older copies, the new herstelblad."""

    heading = "Een andere wachtwoordzin"
    SAVE = "Veranderen"
    SCOPE = "form.passphrase"
    BINDINGS = bindings("form.passphrase")
    starts_at = "first"
    HELP = """
Eerst de nieuwe zin. Daarna gaat de kluis op slot en typ je nog één keer de zin van nu: pas dan verandert er iets.
Vooraf komt er een reservekopie, en het nieuwe bestand wordt helemaal nagelezen voor het in de plaats komt.

Het **herstelblad** met de oude woorden klopt daarna niet meer. Maak een nieuw, en vernietig het oude.
"""

    def __init__(self, school: str, coordinator: str, folder: Path) -> None:
        super().__init__()
        self._school, self._names, self._folder = school, (school, coordinator), folder
        self._proposed = Static(id="proposed", markup=False)
        self._judging: Timer | None = None

    def fields(self) -> Iterable[Field]:
        """A proposal, the words twice, two choices."""
        yield Field("Voorstel", self._proposed, "Ctrl+R andere; schrijf ze over op papier")
        yield Field(
            "Nieuwe zin",
            Line(password=True, id="first"),
            "dit voorstel of eigen woorden; Ctrl+T toont",
        )
        yield Field("Nog een keer", Line(password=True, id="second"))
        yield Field("Oudere kopieën", Pick(OLDER, id="older"), OLDER_WORDS.__getitem__)
        yield Field("Herstelblad", Pick(SHEET, id="sheet"), "het oude klopt niet meer: vernietig het")
        yield Field("Map", Line(str(self._folder), id="folder"))

    def on_mount(self) -> None:
        """The first proposal."""
        super().on_mount()
        self.action_other()

    def action_other(self) -> None:
        """Ctrl+R: other words."""
        self._proposed.update(literal(suggest(dutch_words()), "kind"))

    def action_show(self) -> None:
        """Ctrl+T: what is typed readable, or hidden again."""
        for name in ("first", "second"):
            line = self.query_one(f"#{name}", Line)
            line.password = not line.password

    def on_input_changed(self) -> None:
        """Judge when the typing pauses."""
        if self._judging:
            self._judging.stop()
        self._judging = self.set_timer(PAUSE, self._judge)

    def _judge(self) -> None:
        if typed := self.field("first").words:
            judged = strength(typed, self._names)
            self.field("first").show(judged.sentence, "good" if judged.enough else "warn")

    def on_pick_changed(self) -> None:
        """No sheet needs no folder."""
        self.field("folder").display = self.text("sheet") == "yes"

    def result(self) -> NewPassphrase:
        """Strong enough, the same twice, and a folder when a sheet is wanted."""
        words = self.field("first").words
        judged = strength(words, self._names)
        if not judged.enough:
            raise FieldError("first", judged.sentence)
        if self.field("second").words != words:
            raise FieldError("second", "De twee zinnen zijn niet gelijk. Ctrl+T laat zien wat je typte.")
        folder = self.text("folder") if self.text("sheet") == "yes" else None
        if folder == "":
            raise FieldError("folder", "Vul in in welke map het blad komt, of kies later.")
        return NewPassphrase(
            words, OldCopies(self.text("older")), typed_path(folder) if folder else None, self._school
        )


class CopyPassphraseForm(AskDialog):
    """The passphrase of a copy that has another one → as typed, or None."""

    starts_at = "answer"

    def __init__(self) -> None:
        super().__init__(
            "Deze kopie bekijken",
            "Wachtwoordzin",
            note="de zin die de kluis had toen deze kopie werd gemaakt",
        )

    def fields(self) -> Iterable[Field]:
        """The one line, hidden."""
        for field in super().fields():
            if isinstance(field.control, Line):
                field.control.password = True
            yield field

    def result(self) -> str:
        """As typed, spaces too."""
        return self.field("answer").words if super().result() else ""


def second_place_form(chosen: Path | None, vault: Path) -> AskDialog:
    """The folder of the second place → as typed, empty for none, or None."""
    return AskDialog(
        "Tweede plek",
        "Map",
        str(chosen or ""),
        note="een map op een stick of netwerkschijf; leeg: geen tweede plek",
        check=lambda typed: _wrong_place(typed, vault),
        needed=False,
    )


def _wrong_place(typed: str, vault: Path) -> str:
    """Looks at the words only: a disk that is away may keep one waiting."""
    if not typed:
        return ""
    place = typed_path(typed)
    if not place.is_absolute():
        return "Geef de hele naam van de map, zoals E:\\sotdesk of /media/stick."
    if place in (vault.parent, backup_folder(vault)):
        return "Daar staan de kopieën al. Kies een map op een andere schijf."
    return ""


def sheet_form(folder: Path) -> AskDialog:
    """The folder for the herstelblad → as typed, or None."""
    return AskDialog(
        "Herstelblad",
        "Map",
        str(folder),
        note="een blad met lege lijnen om te printen; de wachtwoordzin komt er niet in",
    )
