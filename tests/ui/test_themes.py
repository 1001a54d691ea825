"""The tokens of the four themes, against ui.md (d) and WCAG 2.2 (contrast 4.5:1; 7:1 in `contrast`)."""

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import Theme
from textual.widgets import Static

from sotdesk import themes

COLOURED = [theme for theme in themes.THEMES if not theme.ansi]
TEXT = ["foreground", "text", "text-muted", "accent", "warning", "error", "success"]
GROUNDS = ["background", "surface", "panel", "soft", "block-cursor-background"]
CUBE = [0, 95, 135, 175, 215, 255]
PALETTE = {(r, g, b) for r in CUBE for g in CUBE for b in CUBE} | {(8 + 10 * n,) * 3 for n in range(24)}


def tokens(theme: Theme) -> dict[str, str]:
    """Every token as the style sheet sees it."""
    return theme.to_color_system().generate() | theme.variables


def luminance(color: Color) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [value / 255 for value in color.rgb]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(Color.parse(one)), luminance(Color.parse(two))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXT)
def test_text_can_be_read_on_every_ground_it_stands_on(theme: Theme, ground: str, text: str) -> None:
    values = tokens(theme)
    assert contrast(values[text], values[ground]) >= (7 if theme.name == "contrast" else 4.5)


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_every_colour_is_one_of_the_256_palette(theme: Theme) -> None:
    own = [
        getattr(theme, name) for name in ("primary", "accent", "foreground", "background", "surface", "panel")
    ]
    own += [
        theme.warning,
        theme.error,
        theme.success,
        theme.boost,
        theme.secondary,
        *theme.variables.values(),
    ]
    for value in own:
        if value and value.startswith("#"):
            assert Color.parse(value).rgb in PALETTE, value


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_tokens_that_our_style_sheet_uses_are_no_blend(theme: Theme) -> None:
    values = tokens(theme)
    for name in [
        *TEXT,
        *GROUNDS,
        "boost",
        "line",
        "border",
        "border-blurred",
        "footer-key-foreground",
        "scrollbar",
    ]:
        assert Color.parse(values[name]).a == 1 and Color.parse(values[name]).rgb in PALETTE, name


def test_the_table_of_ui_md() -> None:
    seen = {theme.name: (theme.background, theme.foreground, theme.accent) for theme in COLOURED}
    assert seen == {
        "nacht": ("#1c1c1c", "#d0d0d0", "#5fafaf"),
        "dag": ("#ffffff", "#262626", "#005f5f"),
        "contrast": ("#000000", "#ffffff", "#00ffff"),
    }
    assert {name: theme.variables["text-muted"] for name, theme in zip(seen, COLOURED, strict=True)} == {
        "nacht": "#9e9e9e",
        "dag": "#5f5f5f",
        "contrast": "#e4e4e4",
    }


def test_kaal_has_what_textual_asks_of_an_ansi_theme() -> None:
    assert themes.KAAL.ansi
    assert {"ansi-background", "ansi-foreground"} <= themes.KAAL.variables.keys()
    assert themes.ansi_color("kaal") is True and themes.ansi_color("nacht") is None


@pytest.mark.parametrize(
    "asked,taken", [("dag", "dag"), ("kaal", "kaal"), ("", "nacht"), ("textual-dark", "nacht")]
)
async def test_install_takes_a_known_theme_or_the_default(asked: str, taken: str) -> None:
    class Bare(App[None]):
        def __init__(self) -> None:
            super().__init__(ansi_color=themes.ansi_color(asked))
            themes.install(self, asked)

        def compose(self):  # type: ignore[no-untyped-def]
            yield Static("x", markup=False)

    app = Bare()
    async with app.run_test():
        assert app.theme == taken
