"""Rows, lists, panels, fields and the capture line: literal, exactly as wide as told, and losing nothing."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.events import Paste
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from sotdesk import themes
from sotdesk.widgets.capture import Capture
from sotdesk.widgets.capture_box import CaptureBox
from sotdesk.widgets.choices import Choice
from sotdesk.widgets.date_line import DateLine
from sotdesk.widgets.field import Field
from sotdesk.widgets.keyline import KeyLine
from sotdesk.widgets.line import Draft, Line, on_one_line
from sotdesk.widgets.lines import Lines, blank, heading, note, option, texts
from sotdesk.widgets.name_line import NameLine
from sotdesk.widgets.panel import Panel
from sotdesk.widgets.pick import Pick
from sotdesk.widgets.pieces import literal, pieces, plain
from sotdesk.widgets.places import PlacesBar
from sotdesk.widgets.row import Row, col, fit, flex, name
from sotdesk.widgets.text_box import TextBox

NASTY = "Ana [née Li] [/] [@click=app.quit]x[/] :smile: 李小龙 [/#888]"


class Stage(App[None]):
    """An app that shows the given widgets, and remembers what they post."""

    def __init__(self, *widgets: Widget, theme: str = "nacht", text: str = "") -> None:
        super().__init__(ansi_color=themes.ansi_color(theme))
        themes.install(self, theme)
        self.widgets = widgets
        self.text = text

    def compose(self) -> ComposeResult:
        yield from self.widgets

    def on_mount(self) -> None:
        """An Input takes its value only in a running app."""
        if self.text:
            self.screen.query_one(Line).set_draft(Draft(self.text, len(self.text)))


def screen_text(app: App[None]) -> list[str]:
    """What stands on the screen, line by line."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


# ---------------------------------------------------------------- text


@pytest.mark.parametrize("text", [NASTY, "[b]x[/b]", "a\\[b]", "$accent", "{x}"])
def test_text_is_literal(text: str) -> None:
    assert literal(text).plain == text
    assert pieces((text, "warn"), text).plain == text + text


@pytest.mark.parametrize(
    "typed,shown",
    [
        ("\x1b[31mrood", " [31mrood"),
        ("a\x07b\x9bc", "a b c"),
        ("tab\there", "tab here"),
        ("om\u202eegdraaid", "omegdraaid"),
        ("twee\nregels", "twee regels"),
    ],
)
def test_text_cannot_steer_the_terminal(typed: str, shown: str) -> None:
    assert plain(typed) == shown


# ---------------------------------------------------------------- rows


@pytest.mark.parametrize("width", [1, 5, 12, 20, 33, 60, 74, 120])
@pytest.mark.parametrize("wrap", [False, True])
@pytest.mark.parametrize("text", ["bel", NASTY, "李小龙" * 20, "", "een\ntwee"])
def test_every_line_of_a_row_is_as_wide_as_the_row(text: str, wrap: bool, width: int) -> None:
    row = Row(col("□", 1), flex(text), fit("vr 27 nov"), name(NASTY, 15), wrap=wrap)
    assert {line.cell_length for line in row.lines(width)} == {width}
    assert row.get_height({}, width) == len(row.lines(width))


def test_a_name_never_drops_and_the_rest_does_from_the_right() -> None:
    row = Row(flex("gesprek met de ouders"), col("vr 27 nov", 9), name("Yara A. 2H1", 11), col("te laat", 8))
    assert row.lines(60)[0].plain.split() == [
        "gesprek",
        "met",
        "de",
        "ouders",
        "vr",
        "27",
        "nov",
        "Yara",
        "A.",
        "2H1",
        "te",
        "laat",
    ]
    assert "te laat" not in row.lines(36)[0].plain
    assert row.lines(24)[0].plain.endswith("Yara A. 2H1")
    assert "nov" not in row.lines(24)[0].plain


@pytest.mark.parametrize("width,shown", [(49, False), (50, True)])
def test_a_column_drops_below_its_width(width: int, shown: bool) -> None:
    row = Row(flex("wat"), col("soort", 9, drop=50))
    assert ("soort" in row.lines(width)[0].plain) is shown


def test_a_long_text_wraps_with_a_hanging_indent() -> None:
    lines = [
        line.plain.rstrip()
        for line in Row(col("!", 2), flex("aanmelden bij het wijkteam"), wrap=True).lines(16)
    ]
    assert lines == ["!  aanmelden bij", "   het wijkteam"]


def test_a_row_without_a_place_yet_does_not_lay_out_a_very_long_word() -> None:
    long = Row(col("!", 2), flex("x" * 10_000), wrap=True)
    assert len(long.lines(4)) == 1, "a list asks before it is as wide as it will be"
    assert "".join(line.plain.strip() for line in long.lines(60)).count("x") == 10_000


def test_a_text_that_does_not_wrap_ends_in_an_ellipsis_and_right_is_right() -> None:
    row = Row(flex("aanmelden bij het wijkteam"), col("5'", 4, right=True))
    assert row.lines(16)[0].plain == "aanmelden …   5'"


# ---------------------------------------------------------------- lists


def numbered(count: int) -> list:  # type: ignore[type-arg]
    return [option(f"k{n}", flex(f"regel {n}")) for n in range(count)]


async def test_refill_keeps_the_row_by_its_id() -> None:
    lines = Lines(*numbered(30))
    async with Stage(lines).run_test() as pilot:
        lines.go_to("k20")
        lines.refill(list(reversed(numbered(30))))
        assert lines.current == "k20"
        lines.refill(numbered(30), keep="k3")
        assert lines.current == "k3"
        assert not lines.go_to("weg")
        await pilot.pause()


async def test_refill_stays_on_the_place_when_the_row_is_gone() -> None:
    lines = Lines(*numbered(5))
    async with Stage(lines).run_test():
        lines.go_to("k2")
        lines.refill([each for each in numbered(5) if each.id != "k2"])
        assert lines.current == "k3"
        lines.refill(numbered(2))
        assert lines.current == "k1"
        lines.refill([])
        assert lines.current is None


async def test_a_step_paints_only_the_row_it_left_and_the_row_it_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A key in any list repaints within 20 ms (issue, "How good"), and shows what a whole painting would."""
    lines = Lines(heading("Nu"), *numbered(20))
    async with Stage(lines).run_test(size=(30, 24)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        painted: list[int] = []
        paint = Lines.render_line

        def counted(self: Lines, y: int) -> Strip:
            painted.append(y)
            return paint(self, y)

        monkeypatch.setattr(Lines, "render_line", counted)
        await pilot.press("down")
        await pilot.pause()
        assert len(set(painted)) == 2
        stepped = screen_strips(pilot.app)
        lines.refresh()
        await pilot.pause()
        assert screen_strips(pilot.app) == stepped


def screen_strips(app: App[None]) -> list[str]:
    """Every line as it stands there, its styles included."""
    return [repr(list(strip)) for strip in app.screen._compositor.render_strips()]


async def test_refill_keeps_the_scroll_position() -> None:
    lines = Lines(*numbered(200))
    async with Stage(lines).run_test(size=(60, 12)) as pilot:
        lines.go_to("k100")
        await pilot.pause()
        before = lines.scroll_offset.y
        assert before > 0
        lines.refill(numbered(200))
        await pilot.pause()
        assert lines.scroll_offset.y == before and lines.current == "k100"


async def test_headings_are_skipped_and_the_ends_are_ends() -> None:
    lines = Lines(
        heading("Nu"), *numbered(2), blank(), heading("Straks"), option("last", flex("x")), note("einde")
    )
    async with Stage(lines).run_test() as pilot:
        lines.focus()
        seen = []
        for key in ["home", "down", "down", "down", "up", "up", "up"]:
            await pilot.press(key)
            seen.append(lines.current)
        assert seen == ["k0", "k1", "last", "last", "k1", "k0", "k0"]
        assert lines.keys == ["k0", "k1", "last"]


async def test_going_up_to_the_first_row_shows_the_heading_above_it() -> None:
    lines = Lines(heading("Nu"), *numbered(40))
    async with Stage(lines).run_test(size=(40, 8)) as pilot:
        lines.focus()
        await pilot.press("end", *["up"] * 39)
        assert lines.current == "k0" and lines.scroll_offset.y == 0


async def test_the_cursor_row_has_a_mark_only_with_focus() -> None:
    lines, other = Lines(*numbered(3)), Line()
    app = Stage(lines, other)
    async with app.run_test(size=(40, 10)) as pilot:
        lines.focus()
        await pilot.pause()
        assert screen_text(app)[0].startswith("▌ regel 0") and screen_text(app)[1].startswith("  regel 1")
        other.focus()
        await pilot.pause()
        assert "▌" not in "".join(screen_text(app))


async def test_an_empty_list_says_so_and_cannot_be_chosen() -> None:
    lines = Lines(empty="Nog geen afspraken.")
    app = Stage(lines)
    async with app.run_test(size=(40, 10)) as pilot:
        lines.focus()
        await pilot.press("down", "enter")
        assert lines.current is None and lines.keys == []
        assert "Nog geen afspraken." in screen_text(app)[0]
        lines.refill(numbered(1))
        assert texts(lines.options) == ["regel 0"]


async def test_wrapped_rows_get_their_whole_height() -> None:
    long = option("a", flex("woord " * 30), wrap=True)
    lines = Lines(long, id="auto")
    lines.styles.height = "auto"
    app = Stage(Vertical(lines))
    async with app.run_test(size=(40, 30)):
        assert lines.size.height == len(lines._lines) and not lines.show_vertical_scrollbar


async def test_rows_keep_their_last_line_when_the_scrollbar_comes_and_goes() -> None:
    """A row that just fits is a line longer beside a scrollbar: Vandaag with a long name."""
    lines = Lines()
    async with Stage(lines).run_test(size=(36, 12)) as pilot:
        room = lines.scrollable_content_region.width - 2 - 2  # gutter, and the first column with its gap
        fits = [
            option(str(n), col("●", 1), flex(f"{'x' * (room - 10)} practicum"), wrap=True) for n in range(30)
        ]
        for rows, tall in ((fits, 2), (fits[:3], 1), (fits, 2)):
            lines.refill(rows)
            await pilot.pause()
            assert {lines._heights[n] for n in range(len(rows))} == {tall}


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("theme", themes.NAMES)
async def test_nasty_text_stays_literal_on_the_screen(theme: str, size: tuple[int, int]) -> None:
    lines = Lines(heading(NASTY), option("a", flex(NASTY)), empty=NASTY)
    app = Stage(
        Panel(lines, title=NASTY, subtitle=NASTY), Line(), PlacesBar([NASTY]), theme=theme, text=NASTY
    )
    async with app.run_test(size=size):
        shown = screen_text(app)
        assert sum("Ana [née Li] [/] [@click=app.quit]x[/] :smile:" in line for line in shown) >= 6
        assert {cell_len(line) for line in shown} == {size[0]}
        assert not any("@click" in app.screen.get_style_at(x, y).meta for x in range(60) for y in range(6))


# ---------------------------------------------------------------- top line and key line


@pytest.mark.parametrize(
    "width,says,not_says",
    [
        (130, ["wo 25 november · OSG De Linde", "? hulp", "● overleg loopt 13:24"], []),
        (120, ["● overleg loopt 13:24   wo 25 november   ? hulp"], ["Linde"]),
        (80, ["● 13:24", "?"], ["november", "hulp", "loopt"]),
        (60, ["5 Contacten"], ["november"]),
    ],
)
async def test_the_top_line_gives_way_from_the_right(
    width: int, says: list[str], not_says: list[str]
) -> None:
    places = ("Vandaag", "Overleg", "Casussen", "Afspraken", "Contacten")
    bar = PlacesBar(
        places,
        2,
        ("wo 25 november", "OSG De Linde"),
        "overleg loopt 13:24",
    )
    app = Stage(bar)
    async with app.run_test(size=(width, 5)):
        line = screen_text(app)[0]
        assert all(each in line for each in says) and not any(each in line for each in not_says)
        assert len(line) == width


async def test_at_80_columns_it_still_says_which_meeting_runs() -> None:
    """product.md §4: every screen shows that it runs."""
    places = ("Vandaag", "Overleg", "Casussen", "Afspraken", "Contacten")
    app = Stage(PlacesBar(places, 2, ("wo 25 november",), "SOT loopt 13:24"))
    async with app.run_test(size=(80, 5)):
        assert screen_text(app)[0].rstrip().endswith("5 Contacten ● SOT loopt 13:24 ?")


@pytest.mark.parametrize("meeting", ["", "SOT loopt 13:24"])
async def test_at_80_columns_it_still_says_that_the_shield_is_lifted(meeting: str) -> None:
    """product.md "Guests and shielding": others at the table may be looking on."""
    places = ("Vandaag", "Overleg", "Casussen", "Afspraken", "Contacten")
    bar = PlacesBar(places, 2, ("wo 25 november",), meeting, "niet afgeschermd")
    app = Stage(bar)
    async with app.run_test(size=(80, 5)):
        assert screen_text(app)[0].rstrip().endswith("5 Contacten  niet afgeschermd ?")
        bar.lifted = ""
        await app.animator.wait_for_idle()
        assert "afgeschermd" not in screen_text(app)[0]


@pytest.mark.parametrize("x,place", [(1, 1), (9, 1), (12, 2), (25, 3)])
async def test_a_click_on_a_place(x: int, place: int) -> None:
    chosen: list[int] = []

    def hook(message: Message) -> None:
        if isinstance(message, PlacesBar.Chosen):
            chosen.append(message.place)

    app = Stage(PlacesBar(("Vandaag", "Overleg", "Casussen"), 1))
    async with app.run_test(message_hook=hook) as pilot:
        await pilot.click(PlacesBar, offset=(x, 0))
        await pilot.pause()
    assert set(chosen) == {place}


@pytest.mark.parametrize("width,most", [(120, 7), (50, 6), (46, 5)])
async def test_the_key_line_holds_at_most_seven_keys_and_cuts_none(width: int, most: int) -> None:
    class Many(Stage):
        BINDINGS = [(key, f"app.go({number})", "toets") for number, key in enumerate("abcdefghij")]

    app = Many(KeyLine())
    async with app.run_test(size=(width, 5)) as pilot:
        await pilot.pause()
        line = screen_text(app)[-1].rstrip()
        assert line.count("toets") == most and line.endswith("toets")


async def test_a_click_on_a_key_of_the_key_line_presses_it() -> None:
    class Pressed(Stage):
        BINDINGS = [("a", "press('a')", "eerst"), ("b", "press('b')", "dan")]
        pressed = ""

        def action_press(self, key: str) -> None:
            self.pressed += key

    app = Pressed(KeyLine())
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.pause()
        assert screen_text(app)[-1].strip() == "a eerst b dan"
        await pilot.click(KeyLine, offset=(10, 0))
        await pilot.pause()
        assert app.pressed == "b"
        await pilot.click(KeyLine, offset=(40, 0))
        assert app.pressed == "b"


# ---------------------------------------------------------------- lines of text


@pytest.mark.parametrize("words", ["kort", "Wat heeft Yara nodig om weer elke dag naar de les te gaan?"])
async def test_a_long_first_value_shows_its_beginning_until_the_cursor_moves(words: str) -> None:
    class Prefilled(Stage):
        def compose(self) -> ComposeResult:
            yield Line(words)

    app, fits = Prefilled(), len(words) < 20
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        line = app.query_one(Line)
        assert screen_text(app)[0].startswith(words[:19])
        line.focus()
        await pilot.pause()
        assert screen_text(app)[0].startswith(words[:19])
        assert line.cursor_position == (len(words) if fits else 0)
        await pilot.press("end")
        assert screen_text(app)[0].rstrip().endswith(words[-10:])
        await pilot.resize_terminal(16, 5)
        await pilot.pause()
        assert screen_text(app)[0].rstrip().endswith(words[-10:]), "a later width keeps the cursor in view"


async def test_a_half_typed_line_comes_back_with_its_cursor_however_long() -> None:
    words = "Wat heeft Yara nodig om weer elke dag naar de les te gaan?"
    line = Line()
    async with Stage(line, text=words).run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        assert line.cursor_position == len(words)


async def test_what_was_wiped_comes_back_before_anything_else() -> None:
    line = Line()
    async with Stage(line, text="gesprek met ouders").run_test() as pilot:
        line.focus()
        await pilot.press("ctrl+w")
        assert line.value == "gesprek met "
        await pilot.press("ctrl+u")
        assert line.value == ""
        await pilot.press("ctrl+z", "ctrl+z")
        assert line.value == "gesprek met ouders" and line.cursor_position == len(line.value)


@pytest.mark.parametrize(
    "keys,value",
    [
        (["ctrl+u", "x", "ctrl+z"], "een tweex"),
        (["home", "ctrl+k", "ctrl+z"], "een twee"),
        (["home", "shift+end", "x", "ctrl+z"], "een tweex"),
    ],
)
async def test_wiped_text_returns_beside_what_was_typed_since(keys: list[str], value: str) -> None:
    line = Line()
    async with Stage(line, text="een twee").run_test() as pilot:
        line.focus()
        await pilot.press(*keys)
        assert line.value == value


async def test_with_nothing_wiped_the_key_goes_on_to_undo() -> None:
    class Undoing(Stage):
        BINDINGS = [("ctrl+z", "undo", "herstel")]
        undone = 0

        def action_undo(self) -> None:
            self.undone += 1

    line = Line()
    app = Undoing(line, text="abc")
    async with app.run_test() as pilot:
        line.focus()
        await pilot.press("ctrl+u", "ctrl+z")
        assert (line.value, app.undone) == ("abc", 0)
        await pilot.press("ctrl+z")
        assert (line.value, app.undone) == ("abc", 1)


async def test_a_password_is_not_remembered() -> None:
    line = Line(password=True)
    async with Stage(line, text="geheim woord").run_test() as pilot:
        line.focus()
        await pilot.press("ctrl+u")
        assert line.draft.wiped == ()


async def test_a_paste_keeps_all_its_lines() -> None:
    line = Line()
    async with Stage(line, text="a ").run_test() as pilot:
        line.focus()
        line.post_message(Paste("een\r\n\n  twee\ndrie\x1b[0m\n"))
        await pilot.pause()
        assert line.value == "a een twee drie [0m"
    assert on_one_line("\n \n") == ""


async def test_a_draft_never_brings_the_wiped_text_of_another_line() -> None:
    line = Line()
    async with Stage(line, text="tekst over Yara").run_test() as pilot:
        line.focus()
        await pilot.press("ctrl+u")
        draft = line.draft
        line.set_draft(Draft("over Davi", 4))
        assert line.cursor_position == 4
        await pilot.press("ctrl+z")
        assert line.value == "over Davi"
        line.set_draft(draft)
        await pilot.press("ctrl+z")
        assert line.value == "tekst over Yara"


# ---------------------------------------------------------------- the capture line

PEOPLE = [("@mentor", "mentor", "M. Bos"), ("@moeder", "moeder", NASTY), ("@smw", "SMW", "N. Smit")]


def completer(line: str, cursor: int) -> Sequence[Choice]:
    match = re.search(r"(?:^|\s)(@\S*)$", line[:cursor])
    if not match:
        return []
    return [Choice(match.start(1), cursor, k, label, n) for k, label, n in PEOPLE if k.startswith(match[1])]


class Table(Stage):
    """A stage with a capture line and something else to go to."""

    def __init__(self, theme: str = "nacht") -> None:
        self.box = CaptureBox(
            lambda line, _cursor: [(0, 1, "kind")] if line[:1] == "!" else [], completer, "wat?"
        )
        self.list = Lines(*numbered(20))
        super().__init__(self.list, self.box, theme=theme)
        self.posted: list[Message] = []

    @property
    def line(self) -> Capture:
        return self.box.line

    def kept(self) -> list[str]:
        return [each.line for each in self.posted if isinstance(each, Capture.Kept)]

    def hook(self, message: Message) -> None:
        own = Capture.Kept | Capture.Leave | Capture.Cycle | Capture.Back
        if isinstance(message, own) and message not in self.posted:
            self.posted.append(message)


async def play(*keys: str, text: str = "") -> Table:
    """Type in a new capture line; `text` stands there first."""
    app = Table()
    async with app.run_test(size=(100, 30), message_hook=app.hook) as pilot:
        app.line.focus()
        await pilot.pause()
        app.line.value = text
        app.line.cursor_position = len(text)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        app.seen = (app.line.value, app.line.choices.display, app.line.has_focus)  # type: ignore[attr-defined]
    return app


@pytest.mark.parametrize(
    "text,keys,kept,value",
    [
        ("gewoon", ["enter"], ["gewoon"], ""),
        ("  ", ["enter"], [], "  "),
        ("met @m", ["enter"], ["met @m"], ""),
        ("met @m", ["down", "enter"], [], "met @moeder "),
        ("met @m", ["down", "enter", "enter"], ["met @moeder "], ""),
        ("met @m", ["up", "enter"], [], "met @moeder "),
        ("met @m", ["tab"], [], "met @mentor "),
        ("met @m", ["tab", "x", "enter"], ["met @mentor x"], ""),
        ("met @m", ["escape", "enter"], ["met @m"], ""),
        ("met @m", ["escape", "down", "enter"], ["met @m"], ""),
    ],
)
async def test_enter_keeps_unless_the_arrows_chose(
    text: str, keys: list[str], kept: list[str], value: str
) -> None:
    app = await play(*keys, text=text)
    assert app.kept() == kept
    assert app.seen == (value, False, True)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text,keys,posted",
    [
        ("", ["up"], [Capture.Back]),
        ("iets", ["up"], []),
        ("iets", ["tab"], [Capture.Cycle]),
        ("iets", ["shift+tab"], [Capture.Cycle]),
        ("@smw", ["tab"], [Capture.Cycle]),
        ("iets", ["escape"], [Capture.Leave]),
        ("@m", ["escape"], []),
        ("@m", ["escape", "escape"], [Capture.Leave]),
    ],
)
async def test_keys_of_the_capture_line(text: str, keys: list[str], posted: list[type[Message]]) -> None:
    app = await play(*keys, text=text)
    assert [type(each) for each in app.posted] == posted
    assert app.seen == (text, False, True)  # type: ignore[attr-defined]


async def test_choices_open_in_mid_line_and_above_it() -> None:
    app = Table()
    async with app.run_test(size=(100, 30)) as pilot:
        app.line.focus()
        await pilot.pause()
        app.line.value = "met @m over huiswerk"
        app.line.cursor_position = 6
        await pilot.pause()
        choices = app.line.choices
        assert choices.display and choices.region.bottom <= app.line.region.y
        assert any("Ana [née Li] [/]" in line for line in screen_text(app))
        app.line.cursor_position = 12
        await pilot.pause()
        assert not choices.display
        app.line.cursor_position = 6
        await pilot.press("tab")
        assert app.line.value == "met @mentor over huiswerk" and app.line.cursor_position == 12


async def test_a_line_that_could_not_be_kept_comes_back_before_what_was_typed_since() -> None:
    app = Table()
    async with app.run_test() as pilot:
        app.line.focus()
        await pilot.press("n", "u")
        app.line.give_back("eerst dit")
        assert app.line.value == "eerst dit nu"


async def test_the_frame_and_the_prompt_tell_which_keys_count() -> None:
    app = Table()
    async with app.run_test(size=(80, 20)) as pilot:
        app.line.focus()
        await pilot.pause()
        assert any("› " in line for line in screen_text(app))
        app.list.focus()
        await pilot.pause()
        assert any("│ i " in line for line in screen_text(app))


async def test_only_what_was_understood_is_tinted() -> None:
    app = Table()
    async with app.run_test(size=(80, 20)) as pilot:
        app.line.focus()
        app.line.value = "! besluit"
        await pilot.pause()
        first, second = app.line._value.get_style_at_offset, app.line._value
        assert first(app.console, 0).color is not None and first(app.console, 0).bold
        assert second.get_style_at_offset(app.console, 3).color is None


async def test_the_preview_is_literal() -> None:
    app = Table()
    async with app.run_test(size=(120, 20)) as pilot:
        app.box.preview.say(("Afspraak", "kind"), "  ", NASTY)
        await pilot.pause()
        assert app.box.preview.plain == f"Afspraak  {NASTY}"
        assert any("[@click=app.quit]x[/] :smile:" in line for line in screen_text(app))


# ---------------------------------------------------------------- fields


def read(words: str) -> tuple[date | None, str]:
    """A reader that knows one day."""
    return (date(2026, 11, 27), "vr 27 nov") if words == "vr" else (None, "dit lees ik niet als datum")


async def test_a_date_field_shows_the_day_it_means() -> None:
    field = Field("Uiterlijk", DateLine(read, id="due"))
    app = Stage(field)
    async with app.run_test(size=(60, 10)) as pilot:
        line = app.query_one(DateLine)
        line.focus()
        await pilot.press("v", "r")
        await pilot.pause()
        assert "vr 27 nov" in screen_text(app)[1] and line.date == date(2026, 11, 27)
        await pilot.press("x")
        await pilot.pause()
        assert "dit lees ik niet" in screen_text(app)[1] and line.date is None


@pytest.mark.parametrize(
    "keys,value",
    [
        (["right"], "e"),
        (["left"], "f"),
        (["v"], "v"),
        (["v", "v"], "f"),
        (["space", "space"], "v"),
        (["x"], "n"),
    ],
)
async def test_a_pick_by_arrows_and_letters(keys: list[str], value: str) -> None:
    pick = Pick([("n", "nieuw"), ("e", "evaluatie"), ("v", "voortgang"), ("f", "volgen")])
    async with Stage(pick).run_test() as pilot:
        pick.focus()
        await pilot.press(*keys)
        assert pick.value == value


@pytest.mark.parametrize(
    "width,says", [(60, "‹nieuw› voortgang"), (16, "‹nieuw› 1 van 2"), (12, "‹n…› 1 van 2")]
)
async def test_a_pick_shows_all_choices_when_they_fit(width: int, says: str) -> None:
    app = Stage(Pick([("n", "nieuw"), ("v", "voortgang")]))
    async with app.run_test(size=(width, 4)):
        assert " ".join(screen_text(app)[0].split()) == says[:width].strip()


async def test_a_name_gets_capitals_once_when_she_leaves_it_and_says_so() -> None:
    name = NameLine("", id="last")
    field = Field("Achternaam", name)
    async with Stage(field, TextBox("a", id="more")).run_test(size=(60, 10)) as pilot:
        name.focus()
        await pilot.press(*"de vries", "tab")
        await pilot.pause()
        assert name.value == "de Vries" and "hoofdletters" in "".join(screen_text(pilot.app))
        name.focus()
        await pilot.press("end", *["backspace"] * 5, *"vries", "tab")  # typed back: so it stays
        await pilot.pause()
        assert name.value == "de vries"


async def test_a_field_shows_what_is_wrong_until_something_is_typed() -> None:
    field = Field("Vraag", Line(id="ask"), note="in één zin")
    app = Stage(field, TextBox("a", id="more"))
    async with app.run_test(size=(60, 10)) as pilot:
        field.fail("Schrijf de vraag op.")
        await pilot.pause()
        assert "✗ Schrijf de vraag op." in screen_text(app)[1]
        await pilot.press("w")
        await pilot.pause()
        assert "in één zin" in screen_text(app)[1] and field.words == "w"


async def test_a_short_prefilled_field_is_typed_over_and_a_sentence_is_added_to() -> None:
    day, said, free = Line(id="day"), Line(id="said"), Line(id="free")
    who = Line(several=True)
    app = Stage(Field("Datum", day), Field("Wat", said), Field("Wie", who), free)
    async with app.run_test() as pilot:
        day.value, said.value, free.value = "vr 27 nov", "wat er thuis aan de hand lijkt", "2H1"
        who.value = "E. van Loon"
        free.focus()
        await pilot.pause()
        day.focus()
        await pilot.pause()
        await pilot.press("m", "a")
        assert day.value == "ma"
        await pilot.press("ctrl+z")
        assert day.value.startswith("vr 27 nov"), "what was typed over comes back"
        said.focus()
        await pilot.pause()
        await pilot.press("end", "!")
        assert said.value == "wat er thuis aan de hand lijkt!"
        who.focus()
        await pilot.pause()
        await pilot.press(",")
        assert who.value == "E. van Loon,", "to a list one adds"
        free.focus()
        await pilot.pause()
        await pilot.press("end", "a")
        assert free.value == "2H1a", "a line that is no field of a form is left alone"
        day.focus()
        await pilot.pause()
        Field.fill(app.query(Field).first(), "do 3 dec")
        await pilot.press("!")
        assert day.value == "do 3 dec!", "what a lock kept is not typed over"
