"""Which act would work now but for another on the same key: asked of a screen as it stands."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from sotdesk.actions import by_id

BY_DESIGN = {
    # In a box of several rows, a list or a line with a list under it ↑/↓ go through the rows; Tab leaves it.
    ("TextBox.cursor_up", "form.up"),
    ("TextBox.cursor_down", "form.down"),
    ("TableBox.cursor_up", "form.up"),
    ("TableBox.cursor_down", "form.down"),
    ("Lines.cursor_up", "form.up"),
    ("Lines.cursor_down", "form.down"),
    ("choose.up", "form.up"),
    ("choose.down", "form.down"),
    # In the line of a meeting Tab completes what is typed; Esc leaves the line, then Tab goes round the panels.
    ("capture.take", "meeting.round"),
    ("capture.take.back", "meeting.round.back"),
    # In a line Ctrl+Z brings wiped text back; when none was wiped it leaves the key to the screen.
    ("line.back", "meeting.undo"),
    # Enter in a line or list of the first run tells the screen, which then goes on itself.
    ("Line.submit", "first_run.next"),
    ("Lines.select", "first_run.next"),
    # In the agreements of a card v moves one; elsewhere on a card it leads to the referral gate.
    ("case.move", "student.gate"),
    # The button of a message closes it.
    ("Button.press", "message.close"),
}
"""(what works, the act that gives way): a part of a screen that keeps a key for itself while it has the focus."""

ACTS = by_id()
Want = tuple[DOMNode, Binding]


@cache
def _own(node: type[DOMNode]) -> dict[str, list[Binding]]:
    """All bindings of a kind of node by key, the most derived class first; also those that a subclass covers."""
    found: dict[str, list[Binding]] = {}
    for kind in node.__mro__:
        if not issubclass(kind, DOMNode):
            continue
        for key, bound in BindingsMap(kind.__dict__.get("BINDINGS", [])).key_to_bindings.items():
            found.setdefault(key, []).extend(bound)
        if not kind._inherit_bindings:
            break
    return found


def _can(node: DOMNode, binding: Binding) -> bool:
    """Whether it would do anything now; Textual passes a key on when there is nothing to scroll."""
    if binding.action in ("scroll_up", "scroll_down") and isinstance(node, Widget):
        return node.allow_vertical_scroll
    return bool(node.app._check_action_state(binding.action, node))


def _wanted(screen: Screen[Any]) -> dict[str, list[Want]]:
    """Who wants each key now and can act on it, in the order in which Textual asks them."""
    wanted: dict[str, list[Want]] = {}
    for node, bound in screen._modal_binding_chain:
        own = _own(type(node))
        for key in bound.key_to_bindings:  # without the keys that a line with the focus takes as text
            for binding in own.get(key, ()):
                if _can(node, binding):
                    wanted.setdefault(key, []).append((node, binding))
    for key, asked in wanted.items():
        wanted[key] = [
            *(w for w in reversed(asked) if w[1].priority),
            *(w for w in asked if not w[1].priority),
        ]
    return wanted


def shadowed(screen: Screen[Any]) -> Iterator[str]:
    """Each act that would work now but for another on the same key, in words."""
    app = screen.app
    for key, ((winner_node, winner), *losers) in _wanted(screen).items():
        does = app._parse_action(winner.action, winner_node)
        name = winner.id or f"{type(winner_node).__name__}.{winner.action}"
        for node, loser in losers:
            if loser.id not in ACTS or app._parse_action(loser.action, node) == does:
                continue
            taken_over = winner.id in ACTS and ACTS[winner.id].instead_of == loser.id
            if not taken_over and (name, loser.id) not in BY_DESIGN:
                yield f"{key}: {name} instead of {loser.id}"
