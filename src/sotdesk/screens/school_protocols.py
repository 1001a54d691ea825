"""Protocols on the School screen: which there are, what one is, a file that comes in, one of the school that goes."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.suggester import Suggester
from textual.widgets import Input
from textual.widgets.option_list import Option

from sotdesk.domain.dates_show import show_date
from sotdesk.domain.errors import ProtocolError
from sotdesk.domain.protocol import Protocol
from sotdesk.domain.protocol_read import LARGEST, read_bytes
from sotdesk.domain.words import count
from sotdesk.screens.dialogs import FieldError, FormDialog, MessageDialog
from sotdesk.screens.import_files import changed_on, completed, newest_tables, typed_path, usual_folders
from sotdesk.widgets.field import Field
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import blank, heading, option
from sotdesk.widgets.row import fit, flex

if TYPE_CHECKING:
    from sotdesk.data.store import Store

PROTOCOL = "protocol"
ENDINGS = frozenset((".toml",))
STAYS = "Dit protocol hoort bij sotdesk en blijft. Een eigen versie komt in zijn plaats."
KEEPS = "Een traject dat loopt, houdt de versie waarmee het begon."
Words = Callable[[str], str]
"""A text as it may be shown here: without the words that the shield hides."""


def protocol_rows(protocols: Iterable[Protocol], words: Words) -> list[Option]:
    """The list, with a row to take a file over."""
    rows = [
        option(
            f"{PROTOCOL}|{one.code}",
            flex(words(one.name)),
            fit(f"eigen · v{one.version}" if one.own else f"v{one.version}", "muted"),
        )
        for one in protocols
    ]
    add = option(f"{PROTOCOL}|", flex("protocol erbij: een bestand", "accent"))
    return [blank(), heading("Protocollen", "Enter: wat het is"), *rows, add]


def about(protocol: Protocol, words: Words) -> MessageDialog:
    """What a protocol is: its version, the day it was checked, its source, how much is in it."""
    whose = "van je school" if protocol.own else "van sotdesk"
    leave = "Met x haal je het weg." if protocol.own else "Een eigen versie komt in zijn plaats."
    lines = (
        f"Versie {protocol.version}, {whose}, gecontroleerd {show_date(protocol.checked)}.",
        f"Bron: {protocol.source}.",
        f"{_size(protocol)}.",
        f"{leave} {KEEPS}",
    )
    return MessageDialog(words(protocol.name), words("\n\n".join(lines)))


def _size(protocol: Protocol) -> str:
    parts = [count(len(protocol.phases), "fase", "fasen")]
    parts.append(count(len(list(protocol.items)), "onderdeel", "onderdelen"))
    parts += [f"{count(len(protocol.questions), 'vraag', 'vragen')} om te wegen"] if protocol.weighs else []
    return ", ".join(parts)


def leaving(store: "Store", code: str, shipped: Iterable[str]) -> tuple[str, Callable[[], object]] | None:
    """The question and the work of taking one away; None for one that ships."""
    if not store.protocols.get(code).own:
        return None
    back = " De versie van sotdesk komt terug." if code in shipped else ""
    return f"Dit protocol weghalen? {KEEPS}{back}", lambda: store.protocols.remove(code)


class Paths(Suggester):
    """Completes a path to a protocol file."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The path as far as there is only one way."""
        found = completed(value, ENDINGS) if value.strip() else value
        return found if found != value else None


class ProtocolForm(FormDialog[bytes]):
    """`ProtocolForm(store, words)` takes the file over itself; while a path is typed it says what is in it."""

    heading = "Protocol van je school"
    SAVE = "Overnemen"
    HELP = """
**Een eigen protocol** is een tekstbestand (`.toml`). Hoe je het schrijft, staat in *docs/protocollen.md*, met
een voorbeeld om te kopiëren.

- Klopt er iets niet, dan zegt sotdesk op welke regel en waarom. Er verandert dan niets.
- Heeft het dezelfde code als een protocol dat er al is, dan komt het in zijn plaats. Geef het een hoger versienummer.
- Een traject dat loopt, houdt de versie waarmee het begon.
"""

    def __init__(self, store: "Store", words: Words) -> None:
        super().__init__(save=store.protocols.add)
        self._today = store.clock.today()
        self._shown = words

    def fields(self) -> Iterable[Field]:
        """Where the file is; the newest one of the usual folders stands there already."""
        newest = _newest(newest_tables(usual_folders(), ENDINGS))
        line = Line(newest, "waar staat het bestand? → vult aan", id="path")
        line.suggester = Paths()
        yield Field("Bestand", line, note=self._said)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is in the file of this path."""
        self.field("path").show()

    def say(self, sentence: str) -> None:
        """A sentence may quote the file."""
        super().say(self._shown(sentence))

    def result(self) -> bytes:
        """The bytes of the file; raises FieldError."""
        path = typed_path(self.text("path"))
        if not self.text("path") or not path.is_file():
            raise FieldError("path", "Hier staat geen bestand.")
        try:
            file = _bytes(path)
            read_bytes(file, own=True, today=self._today)
        except ProtocolError as wrong:
            raise FieldError("path", self._shown(wrong.sentence)) from None
        except OSError:
            raise FieldError("path", "Dit bestand kan niet worden gelezen.") from None
        return file

    def _said(self, typed: str) -> str:
        path = typed_path(typed)
        try:
            if not typed.strip() or not path.is_file():
                return "een tekstbestand dat op .toml eindigt"
            found = read_bytes(_bytes(path), own=True, today=self._today)
        except ProtocolError as wrong:
            return self._shown(wrong.sentence)
        except OSError:
            return "dit bestand kan niet worden gelezen"
        day = changed_on(path)
        changed = f", gewijzigd {show_date(day, self._today)}" if day else ""
        return self._shown(f"{found.name}: {_size(found)} (versie {found.version}{changed})")


def _newest(paths: Sequence[Path]) -> str:
    """The newest file that is a protocol; other programs have .toml files too."""
    for path in paths:
        try:
            read_bytes(_bytes(path))
        except (ProtocolError, OSError):
            continue
        return str(path)
    return ""


def _bytes(path: Path) -> bytes:
    """No more of a file than says that it is too large."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)
