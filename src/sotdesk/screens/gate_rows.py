"""The rows of the referral gate: a destination with its light in words, and what each need has and lacks."""

from collections.abc import Iterable

from textual.widgets.option_list import Option

from sotdesk.domain.dates import show_date
from sotdesk.domain.referral_gate import Gate, Light, Need
from sotdesk.domain.support_words import entered_words
from sotdesk.screens.case_rows import Showing
from sotdesk.widgets.lines import blank, heading, note, option
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import col, fit, flex

LIGHTS: dict[Light, tuple[str, Role]] = {
    Light.GREEN: ("✓", "good"),
    Light.AMBER: ("~", "ask"),
    Light.RED: ("✗", "warn"),
}
LIGHT = 8
"""Cells for the light in words."""
CERTAINTY = {"L": "Zo staat het waarschijnlijk in de bronnen.", "U": "Dit is een eigen voorstel van sotdesk."}


def gate_rows(gates: Iterable[Gate]) -> list[Option]:
    """Every destination: `✗ nog niet  Wijkteam     mist 3`; `reden`: she goes on without."""
    return [_gate(gate) for gate in gates]


def _gate(gate: Gate) -> Option:
    sign, role = LIGHTS[gate.light]
    many = len(gate.missing)
    lacks = f"mist {many}" if many else ""
    return option(
        gate.destination.code,
        col(sign, 1, role),
        col(gate.light.value, LIGHT, role),
        flex(gate.destination.name, "strong"),
        fit("reden" if gate.aside else lacks, "muted"),
    )


def need_rows(gate: Gate, show: Showing, system: str) -> list[Option]:
    """What one destination asks: what is missing first, then what is there."""
    there = [need for need in gate.needs if need.met]
    rows: list[Option] = []
    if gate.aside:
        since = f"sinds {show_date(gate.aside_on, show.today)}" if gate.aside_on else ""
        rows += [heading("Toch verder, met reden", since), note(show.text(gate.aside), ""), *_gap(show)]
    if gate.missing:
        rows += [heading("Ontbreekt nog"), *(_need(need, show, system) for need in gate.missing)]
    if there:
        rows += _gap(show) if rows else []
        rows += [heading("Is er"), *(_need(need, show, system) for need in there)]
    certain = CERTAINTY.get(gate.destination.certainty, "")
    return [*rows, *_gap(show), note(" ".join(filter(None, [certain, "w noemt de bron."])))]


def _gap(show: Showing) -> list[Option]:
    return [] if show.low else [blank()]


def _need(need: Need, show: Showing, system: str) -> Option:
    fact = need.fact
    said: list[Piece] = [(_upper(need.requirement.words), "" if need.met else "strong")]
    if fact and fact.words:
        said.append((f" · {show.text(fact.words)}", "muted"))
    if fact and fact.lacks:
        said.append((f" · {fact.lacks}", "warn"))
    if fact and need.requirement.in_system:
        entered = entered_words(fact.entered_on, system, show.today)
        said.append((f" · {entered}", "muted" if need.met else "warn"))
    return option(
        need.requirement.code,
        col("✓" if need.met else "□", 1, "good" if need.met else "warn"),
        flex(pieces(*said)),
        fit(show_date(fact.on, show.today) if fact else "", "muted"),
        wrap=True,
    )


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
