"""The four colour themes: nacht (default), dag, contrast and kaal (the terminal's own 16 colours).

Only colour values live here. Every value of the first three is one of the 240 fixed colours of a
256-colour terminal (the 6×6×6 cube and the greys), so the screen looks the same everywhere; none of them is
a blend. One accent, petrol. tests/ui/test_themes.py measures every text token on every ground it stands on.
"""

from textual.app import App
from textual.theme import Theme

DEFAULT = "nacht"
ANSI = "kaal"
"""The theme that must also be asked for by `App(ansi_color=True)`: see `ansi_color`."""


_ON_GROUND = (
    "background",
    "surface",
    "footer-background",
    "footer-item-background",
    "scrollbar-background",
    "scrollbar-background-hover",
    "scrollbar-background-active",
    "scrollbar-corner-color",
    "input-cursor-foreground",
)
_AS_TEXT = (
    "foreground",
    "text",
    "block-cursor-foreground",
    "block-cursor-blurred-foreground",
    "button-foreground",
    "input-selection-foreground",
    "screen-selection-foreground",
    "link-color-hover",
    "markdown-h3-color",
)
_AS_ACCENT = (
    "primary",
    "secondary",
    "accent",
    "text-accent",
    "text-primary",
    "text-secondary",
    "border",
    "footer-key-foreground",
    "input-cursor-background",
    "scrollbar-active",
    "link-color",
    "markdown-h1-color",
    "markdown-h2-color",
)
_AS_CURSOR = (
    "boost",
    "block-cursor-background",
    "input-selection-background",
    "screen-selection-background",
    "link-background-hover",
)
_AS_MUTED = ("text-muted", "footer-foreground", "footer-description-foreground", "scrollbar-hover")


def _theme(
    name: str,
    *,
    dark: bool,
    ground: str,
    panel: str,
    soft: str,
    cursor: str,
    text: str,
    muted: str,
    faint: str,
    line: str,
    accent: str,
    warning: str,
    error: str,
    success: str,
    weight: str = "none",
) -> Theme:
    """A theme with every token as a value: Textual's own are blends, and some are off by one."""
    variables = {
        **dict.fromkeys(_ON_GROUND, ground),
        **dict.fromkeys(_AS_TEXT, text),
        **dict.fromkeys(_AS_ACCENT, accent),
        **dict.fromkeys(_AS_CURSOR, cursor),
        **dict.fromkeys(_AS_MUTED, muted),
        **dict.fromkeys(("warning", "text-warning"), warning),
        **dict.fromkeys(("error", "text-error"), error),
        **dict.fromkeys(("success", "text-success"), success),
        **dict.fromkeys(("line", "border-blurred", "scrollbar"), line),
        **dict.fromkeys(("soft", "block-hover-background"), soft),
        **dict.fromkeys(("block-cursor-blurred-background", "link-background"), "transparent"),
        "panel": panel,
        "text-disabled": faint,
        "block-cursor-text-style": weight,
        "button-focus-text-style": "bold reverse",
    }
    return Theme(
        name,
        dark=dark,
        primary=accent,
        secondary=accent,
        accent=accent,
        foreground=text,
        background=ground,
        surface=ground,
        panel=panel,
        boost=cursor,
        warning=warning,
        error=error,
        success=success,
        variables=variables,
    )


NACHT = _theme(
    "nacht",
    dark=True,
    ground="#1c1c1c",
    panel="#262626",
    soft="#262626",
    cursor="#303030",
    text="#d0d0d0",
    muted="#9e9e9e",
    faint="#767676",
    line="#444444",
    accent="#5fafaf",
    warning="#d7af5f",
    error="#d78787",
    success="#87af87",
)

DAG = _theme(
    "dag",
    dark=False,
    ground="#ffffff",
    panel="#eeeeee",
    soft="#eeeeee",
    cursor="#e4e4e4",
    text="#262626",
    muted="#5f5f5f",
    faint="#767676",
    line="#bcbcbc",
    accent="#005f5f",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
)

CONTRAST = _theme(
    "contrast",
    dark=True,
    ground="#000000",
    panel="#000000",
    soft="#303030",
    cursor="#303030",
    text="#ffffff",
    muted="#e4e4e4",
    faint="#bcbcbc",
    line="#bcbcbc",
    accent="#00ffff",
    warning="#ffff00",
    error="#ffafaf",
    success="#87ff87",
    weight="bold",
)

KAAL = Theme(
    ANSI,
    dark=True,
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_cyan",
    accent="ansi_cyan",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    variables={
        # Screen's own style sheet asks for these two in an ansi theme; without them the app dies at start.
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "line": "ansi_bright_black",
        "soft": "ansi_default",
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        "border": "ansi_cyan",
        "border-blurred": "ansi_bright_black",
        "block-cursor-text-style": "bold",
        "block-cursor-background": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-blurred-background": "ansi_default",
        "button-focus-text-style": "bold reverse",
        "footer-key-foreground": "ansi_cyan",
        "scrollbar": "ansi_bright_black",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    },
)

THEMES: tuple[Theme, ...] = (NACHT, DAG, CONTRAST, KAAL)
NAMES: tuple[str, ...] = tuple(theme.name for theme in THEMES)


def install(app: App[object], name: str = DEFAULT) -> None:
    """Register the four themes and take `name`; an unknown name (an old setting) means the default."""
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = name if name in NAMES else DEFAULT


def ansi_color(name: str) -> bool | None:
    """What `App.__init__(ansi_color=…)` needs for this theme.

    The colour filter is chosen in `App.__init__`, before the theme is set: without this, `kaal` under
    NO_COLOR is black on black.
    """
    return True if name == ANSI else None
