"""Keys work in the order in which they were typed, however fast (typed_ahead.py)."""

import time

import pytest
from tests.ui.waiting import until
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from sotdesk.typed_ahead import KeysInOrder


class Question(ModalScreen[str]):
    """A dialog with one line; Enter gives it back, slowly."""

    def compose(self) -> ComposeResult:
        yield Input(id="answer", select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        time.sleep(0.02)
        self.dismiss(event.value)


class Desk(KeysInOrder):
    """Two lines: Enter in the first goes to the second, after work; Enter in the second asks a question."""

    BINDINGS = [("f2", "ask", "ask")]
    said = ""

    def compose(self) -> ComposeResult:
        yield Input(id="one", select_on_focus=False)
        yield Input(id="two", select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        time.sleep(0.02)
        if event.input.id == "one":
            self.query_one("#two").focus()
        else:
            self.action_ask()

    def action_ask(self) -> None:
        self.push_screen(Question(), self.take)

    def take(self, answer: str | None) -> None:
        self.said = answer or ""
        self.query_one("#one", Input).value = ""
        self.query_one("#one").focus()

    def value(self, which: str) -> str:
        return self.screen_stack[0].query_one(which, Input).value


def burst(desk: Desk, *keys: str) -> None:
    """All at once, as a terminal hands over what was typed while the program was busy."""
    for key in keys:
        desk.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize("answer", ["enter", "f2"])
async def test_what_is_typed_in_one_go_lands_where_it_belongs(answer: str) -> None:
    desk = Desk()
    async with desk.run_test() as pilot:
        burst(desk, *"een", "enter", *"twee", answer, *"drie", "enter", *"vier", "enter", *"vijf")
        await until(pilot, lambda: desk.value("#two") == "tweevijf")
        assert (desk.said, desk.value("#one")) == ("drie", "vier")


async def test_pasted_text_keeps_its_place_among_the_keys() -> None:
    desk = Desk()
    async with desk.run_test() as pilot:
        burst(desk, *"een", "enter")
        desk.post_message(events.Paste("geplakt"))
        burst(desk, *"!", "f2", *"drie", "enter", "x")
        await until(pilot, lambda: desk.value("#one") == "x")
        assert (desk.value("#two"), desk.said) == ("geplakt!", "drie")


async def test_the_last_key_may_close_the_program() -> None:
    desk = Desk()
    async with desk.run_test() as pilot:
        burst(desk, "a", "ctrl+q", "b")
        await until(pilot, lambda: not desk.is_running)


class Deep(ModalScreen[None]):
    """A form as ours are: its lines stand in rows, so the form itself hears of Enter a while after the app."""

    def compose(self) -> ComposeResult:
        for name in ("name", "role"):
            with Vertical(), Vertical(), Vertical():
                yield Input(id=name, select_on_focus=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#role").focus()


async def test_the_next_field_of_a_form_gets_all_that_is_typed_behind_enter() -> None:
    desk = Desk()
    async with desk.run_test() as pilot:
        form = Deep()
        await desk.push_screen(form)
        burst(desk, *"een", "enter", *"twee")
        await until(pilot, lambda: form.query_one("#role", Input).value.endswith("wee"))
        assert form.query_one("#name", Input).value == "een"
