"""Reads a protocol from the text of its file (docs/protocollen.md), or refuses it with the line and the reason.

A file takes the national weighing by `afweging = "landelijk"`: its steps, questions and reasons of safety are put
behind the text, so that the text that a run keeps is complete by itself, and reads the same ever after.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from sotdesk.domain.errors import ProtocolError
from sotdesk.domain.protocol import Choice, Item, ItemField, ItemKind, Phase, Protocol, Question, Step
from sotdesk.domain.protocol_check import check
from sotdesk.domain.protocol_lines import Lines
from sotdesk.domain.protocol_table import Table, quoted
from sotdesk.domain.text import clean
from sotdesk.domain.words import listed

LARGEST = 250_000
"""Bytes of a file: ten times the longest that ships. Ours [U]; what is larger was chosen by mistake."""
TAKEN = ("stap", "veiligheid", "vraag")
"""What comes with a weighing that is taken over."""
SAID = {
    "Cannot overwrite": "dit staat er al een keer",
    "Cannot declare": "dit staat er al een keer",
    "Illegal character": "een tekst is niet afgesloten met een aanhalingsteken",
    "Unterminated": "een tekst is niet afgesloten met een aanhalingsteken",
    "Unescaped": "een \\ in een tekst typ je dubbel",
    "Unclosed": "een haakje is niet gesloten",
    "Expected ']'": "een haakje is niet gesloten",
    "Expected ']]'": "een haakje is niet gesloten",
    "Expected '='": "achter het woord hoort een =",
    "Invalid date": "deze datum bestaat niet",
    "Invalid value": "achter de = staat geen tekst tussen aanhalingstekens, getal of datum",
}
"""What tomllib says, by its first words, in Dutch."""


def read(text: str, *, own: bool = False, today: date | None = None) -> Protocol:
    """The protocol of a file's text. ProtocolError names line and reason; nothing is kept of a text that is refused.

    `today` refuses a day of checking that is still to come; `own` = the school added it.
    """
    if len(text) > LARGEST:
        raise ProtocolError(f"het bestand is te groot; een protocol heeft hooguit {LARGEST // 1000} kB.")
    whole = _with_weighing(clean(text))
    top = Table(_parsed(whole), Lines(whole))
    found = _protocol(top, whole, own, today)
    check(found, top)
    return found


def kept(text: str) -> Protocol:
    """The protocol that a run keeps: accepted once, so no rule of today (a role that is gone) refuses it any more."""
    return _protocol(Table(_parsed(text), Lines(text)), text, own=False, today=None)


def read_bytes(data: bytes, *, own: bool = False, today: date | None = None) -> Protocol:
    """The same for the bytes of a file: ProtocolError as well when they are too many or no text in UTF-8."""
    if len(data) > LARGEST:
        raise ProtocolError(f"het bestand is te groot; een protocol heeft hooguit {LARGEST // 1000} kB.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise ProtocolError(
            "dit is geen gewone tekst; bewaar het bestand als tekst in UTF-8.", line
        ) from None
    return read(text, own=own, today=today)


def refuse_older(protocol: Protocol, running: int) -> None:
    """ProtocolError when a run started with a newer version (`running`) than this one."""
    if protocol.version < running:
        line = Lines(protocol.text).line("versie")
        begun = f"een traject dat loopt, begon met versie {running}"
        raise ProtocolError(f"versie {protocol.version} is ouder: {begun}.", line)


def refuse_instead(protocol: Protocol, present: Protocol) -> None:
    """ProtocolError when it cannot stand in the place of the one of this code: no newer, or of the other kind.

    A version is one text; and no list may take the place of the meldcode.
    """
    lines = Lines(protocol.text)
    if protocol.weighs != present.weighs:
        said = (
            f"de code '{protocol.code}' is van een protocol {'met' if present.weighs else 'zonder'} afweging"
        )
        raise ProtocolError(f"{said}; geef dit een andere code.", lines.line("code"))
    if protocol.version <= present.version:
        said = f"versie {present.version} van dit protocol staat er al; geef het een hoger nummer."
        raise ProtocolError(said, lines.line("versie"))


@cache
def shipped() -> dict[str, Protocol]:
    """The protocols that ship with sotdesk, by code: first those that weigh, then the lists."""
    folder = files("sotdesk") / "protocols"
    texts = [one.read_text(encoding="utf-8") for one in _toml(folder)]
    protocols = sorted(map(read, texts), key=lambda one: (not one.weighs, one.code))
    return {one.code: one for one in protocols}


@cache
def weighings() -> dict[str, str]:
    """The weighings that a file can take over: the text of each by its name."""
    folder = files("sotdesk") / "protocols" / "afweging"
    return {one.name.removesuffix(".toml"): one.read_text(encoding="utf-8") for one in _toml(folder)}


def _toml(folder: Any) -> Iterator[Any]:
    return (one for one in folder.iterdir() if one.name.endswith(".toml"))


def _parsed(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ProtocolError("er staan te veel haakjes in elkaar.") from None
    except ValueError as wrong:  # a TOMLDecodeError, or a number with more digits than Python reads
        at = re.search(r"at line (\d+)", str(wrong))
        line = int(at[1]) if at else text.rstrip().count("\n") + 1
        reason = next((said for begin, said in SAID.items() if str(wrong).startswith(begin)), "")
        reason = reason or "dit is niet geschreven zoals een protocol (TOML) hoort"
        raise ProtocolError(f"{reason}.", line) from None


def _with_weighing(text: str) -> str:
    """The text with what it takes over behind it, and its line `afweging` as a remark: every line keeps its number."""
    values = _parsed(text)
    if "afweging" not in values:
        return text
    top = Table(values, Lines(text))
    name = top.words("afweging")
    if name not in weighings():
        known = listed(tuple(weighings()))
        raise top.fail(f"de afweging '{quoted(name)}' is er niet; wel: {known}.", "afweging")
    for key in TAKEN:
        if key in values:
            place = (key, 0) if top.lines.has(key, 0) else (key,)
            said = f"'{key}' komt al mee met de afweging '{name}'; laat een van de twee weg."
            raise ProtocolError(said, top.lines.line(*place))
    rows = text.split("\n")
    row = top.lines.line("afweging") - 1
    rows[row] = f"# {rows[row]}"
    return (
        "\n".join(rows).rstrip()
        + f"\n\n# --- overgenomen: de afweging '{name}' van sotdesk\n{weighings()[name]}"
    )


def _protocol(top: Table, text: str, own: bool, today: date | None) -> Protocol:
    top.only("code", "naam", "versie", "gecontroleerd", "bron", "fase", *TAKEN)
    return Protocol(
        code=top.code(), name=top.words("naam"), version=_version(top), checked=_checked(top, today),
        phases=tuple(_phase(one) for one in top.tables("fase", "fase")),
        steps=tuple(_step(one) for one in top.tables("stap", "stap")),
        questions=tuple(_question(one) for one in top.tables("vraag", "vraag")),
        safety=tuple(_reason(one) for one in top.tables("veiligheid", "reden")),
        source=top.words("bron"), text=text, own=own,
    )  # fmt: skip


def _version(top: Table) -> int:
    version = top.number("versie")
    if version < 1:
        raise top.fail("een versie is 1, 2, 3 of hoger.", "versie")
    return version


def _checked(top: Table, today: date | None) -> date:
    day = top.day("gecontroleerd")
    if today and day > today:
        raise top.fail("de dag waarop het protocol is gecontroleerd, moet nog komen.", "gecontroleerd")
    return day


def _phase(table: Table) -> Phase:
    table.only("code", "naam", "bron", "onderdeel")
    items = tuple(_item(one) for one in table.tables("onderdeel", "onderdeel"))
    return Phase(table.code(), table.words("naam"), items, table.words("bron", needed=False))


def _item(table: Table) -> Item:
    table.only(
        "code", "tekst", "soort", "wie", "stap", "telt", "voorlopig", "geldt_als", "alleen_bij_onveilig", "stelt",
        "uitleg", "bron", "veld",
    )  # fmt: skip
    return Item(
        code=table.code(), words=table.words("tekst"), kind=_kind(table), who=table.listed("wie"),
        step=table.number("stap", needed=False), ticks=table.flag("telt"), provisional=table.flag("voorlopig"),
        stands_for=table.words("geldt_als", needed=False), only_if_unsafe=table.flag("alleen_bij_onveilig"),
        asks=table.listed("stelt"), fields=tuple(_field(one) for one in table.tables("veld", "veld")),
        help=table.paragraphs("uitleg"), source=table.words("bron"),
    )  # fmt: skip


def _kind(table: Table) -> ItemKind:
    kind = table.words("soort", needed=False)
    if kind and kind not in tuple(ItemKind):
        known = listed(tuple(one.value for one in ItemKind))
        raise table.fail(f"de soort '{quoted(kind)}' is er niet; wel: {known}.", "soort")
    return ItemKind(kind) if kind else ItemKind.DO


def _field(table: Table) -> ItemField:
    table.only("code", "tekst", "keuzes", "bron")
    return ItemField(
        table.code(), table.words("tekst"), table.listed("keuzes"), table.words("bron", needed=False)
    )


def _step(table: Table) -> Step:
    table.only("nummer", "naam", "bron")
    return Step(table.number("nummer"), table.words("naam"), table.words("bron"))


def _reason(table: Table) -> str:
    table.only("tekst", "bron")
    table.words("bron")
    return table.words("tekst")


def _question(table: Table) -> Question:
    table.only("code", "stap", "tekst", "wacht", "uitleg", "bron", "antwoord")
    return Question(
        code=table.code(), step=table.number("stap"), ask=table.words("tekst"),
        choices=tuple(_choice(one) for one in table.tables("antwoord", "antwoord")), waits=table.flag("wacht"),
        help=table.paragraphs("uitleg"), source=table.words("bron"),
    )  # fmt: skip


def _choice(table: Table) -> Choice:
    table.only("code", "tekst", "naar", "melden", "direct", "hulp", "acuut", "termijn", "gevolg")
    return Choice(
        code=table.code(), words=table.words("tekst"), leads=table.words("naar", needed=False),
        report=table.flag("melden"), at_once=table.flag("direct"), helps=table.flag_or_none("hulp"),
        acute=table.flag("acuut"), term=table.flag("termijn"), says=table.words("gevolg", needed=False),
    )  # fmt: skip
