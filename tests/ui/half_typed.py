"""Whether what is half typed in the fields of a form is kept each second and comes back (issue 7 point 6)."""

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from sotdesk.app import SotDesk
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.dialogs import FormDialog
from sotdesk.whereabouts import look_around, put_back, screens_of

TYPED = "half getypt"
FORGETS = {
    "WordsForm": "the words that open a file of another vault are kept nowhere",
    "CopyPassphraseForm": "nor is the passphrase of a reservekopie",
    "PassphraseForm": "nor the new one of this vault",
    "DestroyForm": "what she types before something is destroyed for good, she types anew",
}
"""Forms that come back empty, or not at all, on purpose."""


def _fields(form: FormDialog[object]) -> dict[str, Input | TextArea]:
    """The fields of a form in which text is typed, by id."""
    found: dict[str, Input | TextArea] = {}
    for field in (*form.query(Input), *form.query(TextArea)):
        found[field.id or ""] = field
    return found


def _text(field: Input | TextArea) -> str:
    return field.value if isinstance(field, Input) else field.text


async def lost_from_form(desk: SotDesk, pilot: Pilot[None]) -> set[str]:
    """Types in every field of the form on top, keeps as the desk does each second, and opens it as after a crash.

    The fields that came back with something else, as words; the form on top is the one that came back.
    """
    form = desk.screen
    assert isinstance(form, FormDialog)
    name = type(form).__name__
    if name in FORGETS:
        return set()
    for field in _fields(form).values():
        if isinstance(field, Input):
            field.value = TYPED
        else:
            field.text = TYPED
    await pilot.pause()
    typed = {key: _text(field) for key, field in _fields(form).items()}
    if not typed:
        return set()
    if "" in typed:
        return {f"{name}: a field without an id"}
    below = next((screen for screen, opened in screens_of(desk.screen_stack) if opened is form), None)
    if below is None:
        return {f"{name}: not opened by its screen, nothing brings it back"}
    return await _brought_back(desk, pilot, below, typed)


async def _brought_back(
    desk: SotDesk, pilot: Pilot[None], below: BaseScreen, typed: dict[str, str]
) -> set[str]:
    name = type(desk.screen).__name__
    desk.keep_half_typed()
    number = len(screens_of(desk.screen_stack)) - 1
    place = look_around(desk.screen_stack)[number]
    await desk.pop_screen()
    put_back(below, place, number)
    for _ in range(3):
        await pilot.pause()
    again = desk.screen
    if type(again).__name__ != name or not isinstance(again, FormDialog):
        return {f"{name}: came back as {type(again).__name__}"}
    there = {key: _text(field) for key, field in _fields(again).items()}
    return {f"{name} {key}: {there.get(key)!r}" for key, words in typed.items() if there.get(key) != words}
