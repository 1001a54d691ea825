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


_GROUNDS = (
    "footer-background",
    "footer-item-background",
    "scrollbar-background",
    "scrollbar-background-hover",
    "scrollbar-background-active",
    "scrollbar-corner-color",
    "input-cursor-foreground",
)


def _variables(
    *,
    text: str,
    ground: str,
    muted: str,
    faint: str,
    line: str,
    soft: str,
    cursor: str,
    accent: str,
    weight: str = "none",
) -> dict[str, str]:
    """The derived tokens, as values: Textual's own defaults are blends that shift in 256 colours."""
    return {
        "text": text,
        "text-muted": muted,
        "text-disabled": faint,
        "text-accent": accent,
        "text-primary": accent,
        "text-secondary": accent,
        "border": accent,
        "border-blurred": line,
        "line": line,
        "soft": soft,
        "block-cursor-background": cursor,
        "block-cursor-foreground": text,
        "block-cursor-text-style": weight,
        "block-cursor-blurred-background": "transparent",
        "block-cursor-blurred-foreground": text,
        "block-hover-background": soft,
        "button-foreground": text,
        "button-focus-text-style": "bold reverse",
        "footer-foreground": muted,
        "footer-key-foreground": accent,
        "footer-description-foreground": muted,
        "input-cursor-background": accent,
        "input-selection-background": cursor,
        "input-selection-foreground": text,
        "screen-selection-background": cursor,
        "screen-selection-foreground": text,
        "scrollbar": line,
        "scrollbar-hover": muted,
        "scrollbar-active": accent,
        "link-color": accent,
        "link-background": "transparent",
        "link-color-hover": text,
        "link-background-hover": cursor,
        "markdown-h1-color": accent,
        "markdown-h2-color": accent,
        "markdown-h3-color": text,
        **dict.fromkeys(_GROUNDS, ground),
    }


def _status(warning: str, error: str, success: str) -> dict[str, str]:
    return {"text-warning": warning, "text-error": error, "text-success": success}


NACHT = Theme(
    "nacht",
    dark=True,
    primary="#5fafaf",
    secondary="#5fafaf",
    accent="#5fafaf",
    foreground="#d0d0d0",
    background="#1c1c1c",
    surface="#1c1c1c",
    panel="#262626",
    boost="#303030",
    warning="#d7af5f",
    error="#d78787",
    success="#87af87",
    variables=_variables(
        text="#d0d0d0",
        ground="#1c1c1c",
        muted="#9e9e9e",
        faint="#767676",
        line="#444444",
        soft="#262626",
        cursor="#303030",
        accent="#5fafaf",
    )
    | _status("#d7af5f", "#d78787", "#87af87"),
)

DAG = Theme(
    "dag",
    dark=False,
    primary="#005f5f",
    secondary="#005f5f",
    accent="#005f5f",
    foreground="#262626",
    background="#ffffff",
    surface="#ffffff",
    panel="#eeeeee",
    boost="#e4e4e4",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
    variables=_variables(
        text="#262626",
        ground="#ffffff",
        muted="#5f5f5f",
        faint="#767676",
        line="#bcbcbc",
        soft="#eeeeee",
        cursor="#e4e4e4",
        accent="#005f5f",
    )
    | _status("#875f00", "#af0000", "#005f00"),
)

CONTRAST = Theme(
    "contrast",
    dark=True,
    primary="#00ffff",
    secondary="#00ffff",
    accent="#00ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#303030",
    warning="#ffff00",
    error="#ffafaf",
    success="#87ff87",
    variables=_variables(
        text="#ffffff",
        ground="#000000",
        muted="#e4e4e4",
        faint="#bcbcbc",
        line="#bcbcbc",
        soft="#303030",
        cursor="#303030",
        accent="#00ffff",
        weight="bold",
    )
    | _status("#ffff00", "#ffafaf", "#87ff87"),
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
