"""Screens, dialogs, help, palette, blank screen and the table of actions."""

from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pytest
from rich.cells import cell_len
from tests.ui.conftest import Reopen
from tests.ui.meeting_desk import opened
from tests.ui.waiting import until
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Markdown, Static

import sotdesk
from sotdesk import actions, themes
from sotdesk.actions import SCREEN_ACTS, Act, bindings, clashes, footer_key, key_name
from sotdesk.app import SotDesk
from sotdesk.data.store import Store
from sotdesk.domain.errors import RuleError
from sotdesk.palette import PaletteScreen, open_palette
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.blank import BlankScreen, toggle_blank
from sotdesk.screens.dialogs import AskDialog, ConfirmDialog, FieldError, FormDialog, MessageDialog
from sotdesk.screens.help import HelpScreen
from sotdesk.widgets.capture import Capture
from sotdesk.widgets.capture_box import CaptureBox
from sotdesk.widgets.field import Field
from sotdesk.widgets.keyline import KeyLine
from sotdesk.widgets.line import Line
from sotdesk.widgets.lines import Lines, option
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.row import Row, flex
from sotdesk.widgets.text_box import TextBox

NASTY = "Ana [née Li] [/] [@click=app.quit]x[/] :smile: 李小龙 [/#888]"
STYLE = Path(sotdesk.__file__).parent / "sotdesk.tcss"


class Place(BaseScreen):
    """A place with one list and a capture line."""

    HERE = 1
    HELP = "### Woorden\n\n- **signaal**: iets wat opvalt\n"
    AUTO_FOCUS = "Lines"

    def __init__(self) -> None:
        super().__init__(cast("Store", None))
        self.reloads = 0

    def body(self) -> ComposeResult:
        yield Panel(Lines(id="mine"), title=NASTY)
        yield CaptureBox()

    def reload(self, keep: str | None = None) -> None:
        self.reloads += 1
        shown = "Y. A." if self.private else "Yara A."
        self.query_one(Lines).refill([option("a", flex(shown)), option("b", flex(NASTY))], keep)


class Desk(App[None]):
    """The smallest app that a screen can stand in."""

    CSS_PATH = STYLE
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("app")
    places = ("Vandaag", "Overleg")
    day_and_school = ("wo 25 november",)
    lifted = ""
    running = ""
    private = False
    shielded = False

    def __init__(self, theme: str = "nacht") -> None:
        super().__init__(ansi_color=themes.ansi_color(theme))
        themes.install(self, theme)
        self.place = Place()
        self.went: list[int] = []
        self.locked = 0

    def on_mount(self) -> None:
        self.push_screen(self.place)

    def action_place(self, place: int) -> None:
        self.went.append(place)

    def action_private(self) -> None:
        self.private = not self.private
        self.place.reload()

    def action_blank(self) -> None:
        toggle_blank(self)

    def action_lock(self) -> None:
        self.locked += 1

    def action_palette(self) -> None:
        open_palette(self.screen)


def shown(app: App[None]) -> str:
    """All text on the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


# ---------------------------------------------------------------- the table of actions


def test_no_two_acts_want_one_key_at_the_same_moment() -> None:
    assert clashes() == []


def test_a_clash_is_found_in_a_screen_between_its_parts_and_with_the_common_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def act(name: str, keys: str, instead_of: str = "") -> Act:
        return Act(name, keys, "x", "x", "X.", instead_of=instead_of)

    monkeypatch.setitem(
        SCREEN_ACTS, "proef", (act("proef.a", "a,?"), act("proef.b", "b"), act("proef.c", "b"))
    )
    monkeypatch.setitem(
        SCREEN_ACTS, "proef.list", (act("proef.list.a", "a"), act("p.u", "u", instead_of="undo"))
    )
    found = clashes(["proef", "proef.list"])
    assert ("question_mark", "proef.a", "help") in found and ("b", "proef.b", "proef.c") in found
    assert ("a", "proef.list.a", "proef.a") in found
    assert not any(key == "u" for key, *_ in found)


@pytest.mark.parametrize("act", actions.by_id().values(), ids=lambda act: act.id)
def test_every_act_can_be_told_and_typed(act: Act) -> None:
    assert act.label and act.tooltip.endswith(".") and act.tooltip[0].isupper()
    for key in act.key_list():
        # codebases.md (b)4: what a plain terminal does not deliver; ui.md (b): F11, and j/k for moving.
        assert not key.startswith("alt+") and key not in {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+enter", "f11"}
        assert len(key) > 1 or not act.priority, "a letter with priority cannot be typed any more"


def test_ids_are_unique() -> None:
    every = [act.id for act in actions.acts("app", "common", *SCREEN_ACTS)]
    assert len(every) == len(set(every))


@pytest.mark.parametrize("widget,scope", [(Capture, "capture"), (Line, "line")])
def test_the_table_says_what_the_shared_parts_bind(widget: type[Widget], scope: str) -> None:
    bound = {each.id: (each.key, each.action) for each in widget.BINDINGS if isinstance(each, Binding)}
    table = {act.id: (",".join(act.key_list()), act.action) for act in actions.acts(scope)}
    assert bound == table


@pytest.mark.parametrize(
    "key,name,short",
    [
        ("ctrl+z", "Ctrl+Z", "^z"),
        ("f8", "F8", "F8"),
        ("space", "Spatie", "Spatie"),
        ("question_mark", "?", "?"),
        ("shift+up", "Shift+↑", "Shift+↑"),
        ("n", "n", "n"),
        ("pagedown", "PgDn", "PgDn"),
    ],
)
def test_keys_are_written_as_on_a_keyboard(key: str, name: str, short: str) -> None:
    assert (key_name(key), footer_key(key)) == (name, short)


# ---------------------------------------------------------------- screens


@pytest.mark.parametrize("theme", themes.NAMES)
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36)])
async def test_a_screen_fills_every_size_in_every_theme_literally(size: tuple[int, int], theme: str) -> None:
    app = Desk(theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        lines = shown(app).split("\n")
        assert len(lines) == size[1] and {cell_len(line) for line in lines} == {size[0]}
        assert sum("[née Li] [/] [@click=app.quit]x[/]" in line for line in lines) == 2


@pytest.mark.parametrize("width,name", [(80, "-narrow"), (100, "-medium"), (120, "-wide"), (150, "-huge")])
async def test_breakpoints(width: int, name: str) -> None:
    app = Desk()
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        assert app.screen.has_class(name) and app.screen.has_class("-low")


async def test_digits_go_to_places_but_are_text_in_the_line() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.press("2")
        app.place.query_one(Capture).focus()
        await pilot.press("1")
        assert app.went == [2] and app.place.query_one(Capture).value == "1"


async def test_f9_hides_names_and_the_cursor_stays() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.press("down", "f9")
        assert "Yara" not in shown(app) and app.place.query_one(Lines).current == "b"


async def test_f12_leaves_nothing_on_the_screen_even_over_a_dialog() -> None:
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(MessageDialog("Titel", NASTY))
        await pilot.press("f12")
        assert isinstance(app.screen, BlankScreen)
        assert shown(app).split() == ["scherm", "leeg", "·", "F12", "of", "Esc", "terug"]
        await pilot.press("f12")
        assert isinstance(app.screen, MessageDialog)


async def test_lock_works_in_a_field_of_a_dialog() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        app.push_screen(AskDialog("Zet opzij", "Reden"))
        await pilot.pause()
        await pilot.press("x", "ctrl+l")
        assert app.locked == 1


async def test_a_screen_is_shown_anew_after_another_screen_but_not_after_a_dialog() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.place.reloads == 1
        await pilot.press("?", "escape")
        assert app.place.reloads == 1
        app.push_screen(Place())
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.place and app.place.reloads == 2


async def test_esc_on_a_place_does_nothing() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        await pilot.press("escape", "escape")
        assert app.screen is app.place


async def test_an_error_is_told_and_work_that_failed_says_so() -> None:
    def refuse() -> None:
        raise RuleError(NASTY)

    app = Desk()
    async with app.run_test(size=(100, 30)) as pilot:
        assert app.place.attempt(lambda: None) is True
        assert app.place.attempt(refuse) is False
        await pilot.pause()
        assert "[@click=app.quit]x[/]" in shown(app) and "Dat kan zo niet" in shown(app)
        await pilot.press("enter")
        assert app.screen is app.place


async def test_a_toast_stands_at_the_top_and_is_literal() -> None:
    app = Desk()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        app.place.tell(NASTY)
        await pilot.pause()
        rows = shown(app).split("\n")
        assert "[@click=app.quit]" in "".join(rows[:5]) and "Ana [née" not in "".join(rows[-6:])


async def test_only_the_newest_toast_stands() -> None:
    app = Desk()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        app.place.tell("Gekopieerd.")
        await pilot.pause()
        app.place.tell("Verteld.")
        await pilot.pause()
        assert "Verteld." in shown(app) and "Gekopieerd." not in shown(app)


# ---------------------------------------------------------------- help and palette


async def test_help_tells_keys_and_words_once() -> None:
    app = Desk()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("?")
        await pilot.press("f9")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "signaal: iets wat opvalt" in shown(app) and "Vergrendelt de kluis" in shown(app)
        await pilot.press("?")
        assert app.screen is app.place


async def test_the_palette_finds_by_letters_and_does_it() -> None:
    app = Desk()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"overl")
        await pilot.pause()
        assert isinstance(app.screen, PaletteScreen) and "▌" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is app.place and app.went == [2]


async def test_the_palette_has_the_colours_and_no_screenshot() -> None:
    app = Desk()
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("ctrl+p", *"kleuren dag")
        await pilot.press("enter")
        await pilot.pause()
        assert app.theme == "dag"
        await pilot.press("ctrl+p", *"screen")
        await pilot.pause()
        assert "geen opdracht met deze letters" in shown(app)


# ---------------------------------------------------------------- dialogs


@pytest.mark.parametrize(
    "key,answer", [("j", True), ("y", True), ("n", False), ("escape", False), ("enter", True)]
)
async def test_confirm_by_key(key: str, answer: bool) -> None:
    app, answers = Desk(), []
    async with app.run_test(size=(100, 30)) as pilot:
        app.push_screen(ConfirmDialog(NASTY, NASTY), answers.append)
        await pilot.pause()
        assert shown(app).count("[@click=app.quit]x[/]") >= 2
        await pilot.press(key)
        assert answers == [answer]


@pytest.mark.parametrize(
    "keys,answer", [(["enter"], False), (["left", "enter"], True), (["tab", "enter"], True)]
)
async def test_a_question_about_harm_begins_on_no(keys: list[str], answer: bool) -> None:
    app, answers = Desk(), []
    async with app.run_test() as pilot:
        app.push_screen(ConfirmDialog("Wissen?", harm=True), answers.append)
        await pilot.pause()
        await pilot.press(*keys)
        assert answers == [answer]


class Referral(FormDialog[tuple[str, str, str]]):
    """A form with a line, a choice and a last line."""

    heading = NASTY

    def fields(self) -> Iterable[Field]:
        yield Field("Leerling", Line(NASTY, id="who"))
        yield Field("Soort", Pick([("n", "nieuw"), ("v", "volgen")], id="kind"))
        yield Field("Geprobeerd", TextBox(id="tried", rows=2))
        yield Field("Vraag", Line(id="ask"))

    def result(self) -> tuple[str, str, str]:
        if not self.text("ask"):
            raise FieldError("ask", "Schrijf de vraag op.")
        return self.text("who"), self.text("kind"), self.text("ask")


async def fill(*keys: str, refuse: bool = False) -> tuple[list[object], list[object], str]:
    """Answers, what was saved, and the screen, after these keys in the form."""
    app, answers, saved = Desk(), [], []  # type: ignore[var-annotated]

    def save(result: object) -> None:
        if refuse:
            raise RuleError("Deze leerling heeft al een casus.")
        saved.append(result)

    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Referral(save), answers.append)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return answers, saved, shown(app)


async def test_enter_goes_through_the_fields_and_the_last_one_saves() -> None:
    answers, saved, _ = await fill("enter", "v", "enter", "x", "tab", *"hoe", "enter")
    assert answers == saved == [(NASTY, "v", "hoe")]


@pytest.mark.parametrize("key", ["f2", "ctrl+s"])
async def test_a_form_says_which_field_is_wrong_and_goes_there(key: str) -> None:
    answers, saved, text = await fill(key)
    assert not answers and not saved and "✗ Schrijf de vraag op." in text
    answers, _, _ = await fill(key, *"hoe", key)
    assert answers == [(NASTY, "n", "hoe")]


async def test_a_form_stays_when_saving_is_refused() -> None:
    answers, _, text = await fill("f2", *"hoe", "f2", refuse=True)
    assert not answers and "Deze leerling heeft al een casus." in text


@pytest.mark.parametrize(
    "keys,answers",
    [
        (["escape"], [None]),
        (["x", "escape"], []),
        (["x", "escape", "y", "escape"], []),
        (["x", "escape", "escape"], [None]),
    ],
)
async def test_esc_asks_only_when_something_was_typed(keys: list[str], answers: list[None]) -> None:
    got, saved, text = await fill(*keys)
    assert got == answers and not saved
    assert ("Esc nog eens gooit dit weg" in text) is (not answers)


async def test_the_label_of_the_field_with_the_focus_stands_out_and_no_other() -> None:
    app = Desk(themes.NAMES[0])
    async with app.run_test() as pilot:
        app.push_screen(Referral())
        for _ in range(3):
            await pilot.pause()
            rows = list(app.screen.query(Field))
            colours = [row.query_one(".label").styles.color for row in rows]
            accent = next(c for c, row in zip(colours, rows, strict=True) if row.has_focus_within)
            assert [colour == accent for colour in colours] == [row.has_focus_within for row in rows]
            await pilot.press("tab")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("theme", themes.NAMES)
async def test_a_form_shows_its_title_and_buttons_at_every_size(theme: str, size: tuple[int, int]) -> None:
    app = Desk(theme)
    async with app.run_test(size=size) as pilot:
        app.push_screen(Referral())
        await pilot.pause()
        text = shown(app)
        assert "Ana [née Li] [/] [@click=app.quit]x[/] :smile:" in text
        assert "Bewaren" in text and "Esc annuleren" in text and "Vraag" in text


@pytest.mark.parametrize(
    ("question", "heading", "keys"),
    [
        (ConfirmDialog("Weghalen?", yes="Weghalen"), "─ Weghalen ─", "j weghalen · n nee"),
        (
            ConfirmDialog("‘a.docx’ staat klaar", heading="Document", yes="Openen", no="Sluiten"),
            "─ Document ─",
            "j openen · n sluiten",
        ),
        (ConfirmDialog("Zeker?"), "─ Ja of nee? ─", "j ja · n nee"),
    ],
)
async def test_a_question_says_what_it_is_about_and_what_each_key_does(
    question: ConfirmDialog, heading: str, keys: str
) -> None:
    app = Desk()
    async with app.run_test() as pilot:
        app.push_screen(question)
        await pilot.pause()
        assert heading in shown(app) and keys in shown(app)


@pytest.mark.parametrize("typed,answer", [("later", "later"), ("", None), ("nee", None)])
async def test_ask_one_line(typed: str, answer: str | None) -> None:
    app, answers = Desk(), []
    async with app.run_test() as pilot:
        check = lambda text: "Dat mag niet." if text == "nee" else ""  # noqa: E731
        app.push_screen(AskDialog("Zet opzij", "Reden", check=check), answers.append)
        await pilot.pause()
        await pilot.press(*typed, "enter")
        assert answers == ([answer] if answer else [])


def help_text(app: Desk) -> str:
    parts = [part.content for part in app.screen.query_one("#help").query(Static)]
    shown = [part.plain if isinstance(part, Row) else str(part) for part in parts]
    return "\n".join([*shown, *(str(part.source) for part in app.screen.query(Markdown))])


async def test_f1_in_a_form_shows_its_help_and_loses_nothing() -> None:
    """Product §4: `?` (in a field F1) help of this screen and its terms."""
    app, answers = Desk(), []  # type: ignore[var-annotated]
    async with app.run_test(size=(80, 24)) as pilot:
        form = Referral()
        app.push_screen(form, answers.append)
        await pilot.pause()
        await pilot.press("tab", "tab", "h", "é", "f1")
        await pilot.pause()
        said = help_text(app)
        assert "F2 of Ctrl+S" in said and "iets wat opvalt" in said, "its keys, and the words of its screen"
        assert "Ctrl+N" not in said and "Ctrl+L" in said, "only keys that work here"
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is form and form.text("tried") == "hé" and not answers
        assert app.focused is not None and app.focused.id == "tried"
        await pilot.press("!")
        assert form.text("tried") == "hé!"
        Referral.HELP = "eigen woorden"
        try:
            await pilot.press("f1")
            await pilot.pause()
            assert "eigen woorden" in help_text(app) and "opvalt" not in help_text(app)
        finally:
            Referral.HELP = ""


async def test_the_key_line_is_there_when_a_screen_is_first_painted(
    desk: SotDesk, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No moment without keys, none painted that change at once, and none made anew for nothing."""
    painted: dict[str, list[int]] = {}
    paint = BaseScreen._compositor_refresh

    def look(screen: BaseScreen) -> None:
        if screen.is_current and not screen.app._batch_count:
            painted.setdefault(screen.ROUTE, []).append(len(screen.query_one(KeyLine).shown))
        paint(screen)

    async with desk.run_test(size=(120, 36)) as pilot:
        store = await opened(desk, reopen, pilot)
        store.cases.add_signal("lina", "mentor", "weggelopen")
        monkeypatch.setattr(BaseScreen, "_compositor_refresh", look)
        for route in ("today", "meetings", "cases", "actions", "contacts", "school"):
            desk.go((route,), fresh=True)
            await until(pilot, lambda: desk.screen.is_mounted and bool(painted.get(route)))  # noqa: B023
            await pilot.pause()
    assert all(painted.values()) and all(set(counts) == {counts[-1]} for counts in painted.values()), painted
    assert 0 not in {counts[-1] for counts in painted.values()}
