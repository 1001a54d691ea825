"""Where she was: the screens of the stack by their addresses, what had the focus, which row, which form.

A `Whereabouts` holds routes and ids, never a pupil's data, so it may be remembered while the desk is locked.
What was half typed waits in the vault, as drafts; so does a copy of the whereabouts, for after a crash.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from sotdesk.screens.routes import ROUTES, Address

if TYPE_CHECKING:
    from sotdesk.data.store import Store
    from sotdesk.screens.base import BaseScreen
    from sotdesk.screens.dialogs import FormDialog

SETTLE = 0.05
"""Seconds after which a list has followed the letters that were put back, and its row can be put back too."""
PLACE = "desk:where"
"""The draft that holds the whereabouts while a form is half filled in."""


@dataclass(frozen=True)
class Spot:
    """A place within one screen: the part with the focus, the cursor of its text, the row of each list."""

    focus: str = ""
    cursor: tuple[int, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Whereabouts:
    """One screen of the stack: its address, its spot, and the form that stood on it with its own spot."""

    address: Address
    spot: Spot = field(default_factory=Spot)
    opened: tuple[str, ...] = ()
    form: Spot = field(default_factory=Spot)


@dataclass(frozen=True)
class Waiting:
    """A form that stood on a screen and may not be seen while the view is shielded: calling it brings it back.

    The screen waits until the form is filled again: what was typed in it stays in the vault until then.
    """

    screen: "BaseScreen"
    place: Whereabouts
    number: int

    def __call__(self) -> None:
        if self.screen.waiting is self and not self.screen.conceals(self.place.opened[0]):
            _bring_back(self.screen, self.place, self.number)


def screens_of(stack: Sequence[Screen[Any]]) -> list[tuple["BaseScreen", "FormDialog[Any] | None"]]:
    """The full screens of a stack, each with the form on it; dialogs that are no form are left out."""
    from sotdesk.screens.base import BaseScreen
    from sotdesk.screens.dialogs import FormDialog

    found: list[tuple[BaseScreen, FormDialog[Any] | None]] = []
    for screen in stack:
        if isinstance(screen, BaseScreen):
            found.append((screen, None))
        elif isinstance(screen, FormDialog) and screen.opened_by and found:
            found[-1] = (found[-1][0], screen)
    return found


def look_around(stack: Sequence[Screen[Any]]) -> tuple[Whereabouts, ...]:
    """The whereabouts of a stack of screens."""
    return tuple(_where(screen, form) for screen, form in screens_of(stack))


def _where(screen: "BaseScreen", form: "FormDialog[Any] | None") -> Whereabouts:
    if form:
        return Whereabouts(screen.address, _spot(screen), form.opened_by, _spot(form))
    if isinstance(screen.waiting, Waiting):
        still = screen.waiting.place
        return Whereabouts(screen.address, _spot(screen), still.opened, still.form)
    return Whereabouts(screen.address, _spot(screen))


def keep(stack: Sequence[Screen[Any]], store: "Store") -> None:
    """Keep in the vault what is half typed on every screen and form, and where they stand.

    Nothing here may keep the desk from locking: what one screen cannot keep does not stop the others.
    """
    half_filled = False
    drafts: dict[str, tuple[str, int]] = {}
    for number, (screen, form) in enumerate(screens_of(stack)):
        with suppress(Exception):
            screen.keep_draft()
        with suppress(Exception):
            drafts[f"screen:{number}"] = (_typed(screen), 0)
        if screen.waiting:  # what was typed in it waits in the vault already
            half_filled = True
            continue
        with suppress(Exception):
            packed = form.packed() if form else ""
            half_filled = half_filled or bool(packed)
            drafts[f"form:{number}"] = (packed, 0)
    with suppress(Exception):
        drafts[PLACE] = (_pack(look_around(stack)) if half_filled else "", 0)
    with suppress(Exception):
        store.desk.keep_drafts(drafts)


def hide_form(stack: Sequence[Screen[Any]], store: "Store") -> None:
    """The view was shielded: a form on top that may not be seen goes, with what is typed in it kept until F5."""
    places = screens_of(stack)
    screen, form = places[-1] if places else (None, None)
    if screen and form and form is stack[-1] and screen.conceals(form.opened_by[0]):
        keep(stack, store)
        screen.waiting = Waiting(screen, _where(screen, form), len(places) - 1)
        form.dismiss(None)


def kept(store: "Store") -> tuple[Whereabouts, ...]:
    """Where a form was half filled in when the program ended; empty when none was."""
    packed, _ = store.desk.draft(PLACE)
    try:
        places = [_unpack(each) for each in json.loads(packed or "[]")]
    except (ValueError, TypeError, KeyError):
        return ()
    return tuple(places) if all(place.address[0] in ROUTES for place in places) else ()


def put_back(screen: "BaseScreen", place: Whereabouts, number: int) -> None:
    """On a screen that was just made: what was half typed, the rows, the focus, the cursor, the form."""
    screen.restore_draft()
    _retype(screen, screen.store.desk.draft(f"screen:{number}")[0])
    _go_to(screen, place.spot)
    screen.set_timer(SETTLE, partial(_go_to_rows, screen, place.spot))
    if place.opened and screen.conceals(place.opened[0]):
        screen.waiting = Waiting(screen, place, number)
    elif place.opened:
        _bring_back(screen, place, number)


def _bring_back(screen: "BaseScreen", place: Whereabouts, number: int) -> None:
    """The form that stood on a screen, with what was typed in it."""
    screen.open(*place.opened)
    form = screen.app.screen
    form.call_later(_refill, form, screen, number, place.form)


def _refill(form: "FormDialog[Any]", screen: "BaseScreen", number: int, spot: Spot) -> None:
    packed, _ = screen.store.desk.draft(f"form:{number}")
    if packed:
        form.unpack(packed)
    screen.waiting = None
    _go_to(form, spot)


def _typed(screen: Screen[Any]) -> str:
    """The text of every line of a screen that has one, by id; '' when nothing is typed."""
    lines = {line.id: line.value for line in screen.query(Input) if line.id and line.value}
    return json.dumps(lines) if lines else ""


def _retype(screen: Screen[Any], packed: str) -> None:
    """Put the texts back in lines that do not hold them yet."""
    for name, text in json.loads(packed or "{}").items():
        for line in screen.query(f"#{name}").results(Input):
            if line.value != text:
                line.value = text


def _spot(screen: Screen[Any]) -> Spot:
    from sotdesk.widgets.lines import Lines

    rows = {lines.id: lines.current for lines in screen.query(Lines) if lines.id and lines.current}
    focused = screen.focused
    return Spot(focused.id or "", _cursor(focused), rows) if focused else Spot("", (), rows)


def _go_to(screen: Screen[Any], spot: Spot) -> None:
    _go_to_rows(screen, spot)
    for part in screen.query(f"#{spot.focus}") if spot.focus else ():
        part.focus()
        _set_cursor(part, spot.cursor)


def _go_to_rows(screen: Screen[Any], spot: Spot) -> None:
    from sotdesk.widgets.lines import Lines

    for name, row in spot.rows.items():
        for lines in screen.query(f"#{name}").results(Lines):
            lines.go_to(row)


def _cursor(part: Widget) -> tuple[int, ...]:
    if isinstance(part, Input):
        return (part.cursor_position,)
    return tuple(getattr(part, "cursor_location", ()))


def _set_cursor(part: Widget, cursor: tuple[int, ...]) -> None:
    from textual.widgets import TextArea

    if isinstance(part, Input) and cursor:
        part.cursor_position = cursor[0]
    elif isinstance(part, TextArea) and len(cursor) == 2:
        part.move_cursor((cursor[0], cursor[1]))


def _pack(places: Sequence[Whereabouts]) -> str:
    return json.dumps([asdict(place) for place in places])


def _unpack(place: Mapping[str, Any]) -> Whereabouts:
    return Whereabouts(
        tuple(place["address"]), _spot_of(place["spot"]), tuple(place["opened"]), _spot_of(place["form"])
    )


def _spot_of(spot: Mapping[str, Any]) -> Spot:
    return Spot(spot["focus"], tuple(spot["cursor"]), spot["rows"])
