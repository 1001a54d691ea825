"""What a protocol must have besides its keys, each rule with its own sentence: phases, items, steps.

The questions of the weighing: protocol_paths.py. Sources: domain.md §6.1 to §6.5; a file that breaks a rule would make
a run that can be done wrong.
"""

from collections.abc import Iterable, Sequence

from sotdesk.domain.protocol import Item, ItemKind, Protocol
from sotdesk.domain.protocol_paths import check_paths
from sotdesk.domain.protocol_table import Table, quoted
from sotdesk.domain.protocol_who import doers

STEPS = range(1, 6)
"""The five statutory steps."""
TALK, WEIGH = 3, 4
"""The talk with the parents; the first of the steps that are weighed."""
KINDS = {1: ItemKind.KINDCHECK, 2: ItemKind.CONSULT, TALK: ItemKind.TALK}
"""What must stand among the items that settle a step: domain.md §6.1 (P03, P10, P14)."""
ONLY_WEIGHING = ("stap", "telt", "voorlopig", "geldt_als", "alleen_bij_onveilig", "stelt")
"""Keys of an item that mean nothing in a list without questions."""


def check(protocol: Protocol, top: Table) -> None:
    """ProtocolError at the first thing that cannot be; `top` = the table that it was read from."""
    phases = top.tables("fase", "fase")
    if not phases:
        raise top.fail("er staat geen fase in; een fase begint met [[fase]].")
    tables = [one for phase in phases for one in phase.tables("onderdeel", "onderdeel")]
    for phase in phases:
        if not phase.tables("onderdeel", "onderdeel"):
            raise phase.fail(f"{phase.called} heeft geen onderdelen.")
    _once(phases, "code")
    _once(tables, "code")
    items = list(zip(protocol.items, tables, strict=True))
    for item, table in items:
        _once(table.tables("veld", "veld"), "code")
        _check_who(item, table)
    if protocol.weighs:
        _check_meldcode(protocol, items, top)
        check_paths(protocol, items, top)
    else:
        _check_list(items, top)


def _once(tables: Sequence[Table], key: str) -> None:
    seen = set()
    for table in tables:
        if table.values[key] in seen:
            raise table.fail(f"{table.called} staat er twee keer.", key)
        seen.add(table.values[key])


def _check_who(item: Item, table: Table) -> None:
    for role in item.who:
        if role not in doers():
            raise table.fail(f"de rol '{quoted(role)}' bij {table.called} is niet bekend.", "wie")


def _check_list(items: Iterable[tuple[Item, Table]], top: Table) -> None:
    """A list without questions has no statutory steps."""
    for key, called in (("stap", "stap"), ("veiligheid", "reden")):
        for table in top.tables(key, called):
            raise table.fail(f"zonder vragen (afweging) heeft een protocol geen '{key}'.")
    for item, table in items:
        for key in ONLY_WEIGHING:
            if key in table.values:
                raise table.fail(f"'{key}' kan alleen in een protocol met vragen (afweging).", key)
        if item.kind is ItemKind.WEIGH:
            raise table.fail("'wegen' kan alleen in een protocol met vragen (afweging).", "soort")


def _check_meldcode(protocol: Protocol, items: Sequence[tuple[Item, Table]], top: Table) -> None:
    _check_steps(protocol, top)
    for item, table in items:
        _check_item(protocol, item, table)
    ticking = {step: [item for item, _table in items if item.ticks and item.step == step] for step in STEPS}
    for table in top.tables("stap", "stap"):
        number = table.number("nummer")
        if not ticking[number]:
            raise table.fail(f"geen onderdeel telt voor stap {number} (telt = true).", "nummer")
        if number in KINDS and not any(item.kind is KINDS[number] for item in ticking[number]):
            raise table.fail(
                f"voor stap {number} telt geen onderdeel met soort '{KINDS[number].value}'.", "nummer"
            )
    for item, table in items:
        if item in ticking[TALK] and not item.only_if_unsafe:
            said = "het gesprek met de ouders vervalt alleen om de veiligheid: zet er alleen_bij_onveilig = true bij."
            raise table.fail(said)
    if not protocol.safety:
        raise top.fail("er staat geen reden in om het gesprek met de ouders over te slaan: [[veiligheid]].")


def _check_steps(protocol: Protocol, top: Table) -> None:
    tables = top.tables("stap", "stap")
    for table in tables:
        if table.number("nummer") not in STEPS:
            raise table.fail("een stap van de wet is 1, 2, 3, 4 of 5.", "nummer")
    _once(tables, "nummer")
    missing = [str(number) for number in STEPS if number not in {step.number for step in protocol.steps}]
    if missing:
        raise top.fail(f"stap {', '.join(missing)} van de wet ontbreekt: [[stap]].")


def _check_item(protocol: Protocol, item: Item, table: Table) -> None:
    if item.step and item.step not in STEPS:
        raise table.fail("een stap van de wet is 1, 2, 3, 4 of 5.", "stap")
    if item.ticks and not item.step:
        raise table.fail(f"{table.called} telt, maar er staat niet voor welke stap.", "telt")
    if item.ticks and item.provisional:
        raise table.fail("wat voorlopig is, telt nooit voor een stap.", "telt")
    if item.ticks and item.step >= WEIGH and item.kind is not ItemKind.WEIGH:
        said = f'stap {item.step} telt alleen door de vragen te beantwoorden: soort = "wegen".'
        raise table.fail(said, "telt")
    if item.only_if_unsafe and not (item.ticks and item.step == TALK and item.kind is ItemKind.TALK):
        said = f"'alleen_bij_onveilig' hoort bij het gesprek dat telt voor stap {TALK}."
        raise table.fail(said, "alleen_bij_onveilig")
    if item.stands_for:
        _check_stands_for(protocol, item, table)


def _check_stands_for(protocol: Protocol, item: Item, table: Table) -> None:
    """Only a talk can be marked as the talk of step 3, and it does not count by itself (domain.md §6.5, 2.5)."""
    other = {one.code: one for one in protocol.items}.get(item.stands_for)
    if other is None:
        raise table.fail(f"onderdeel '{quoted(item.stands_for)}' is er niet.", "geldt_als")
    if not (other.ticks and other.kind is ItemKind.TALK and item.kind is ItemKind.TALK):
        said = f"'geldt_als' is er alleen voor een gesprek in plaats van het gesprek van stap {TALK}."
        raise table.fail(said, "geldt_als")
    if item.ticks:
        raise table.fail(
            f"{table.called} telt niet vanzelf: het geldt als {other.code} wanneer jij dat zegt.", "telt"
        )
