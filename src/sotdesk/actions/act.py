"""One act: its keys, Dutch name and sentence, and how keys are written for a person."""

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Act:
    """Something a key does."""

    id: str
    """Its lasting name, such as `today.agenda`; also the id of its binding."""
    keys: str
    """Textual's names, or the sign itself, with commas between: `n`, `f8,ctrl+n`, `?,f1`."""
    action: str
    """The action: `agenda` calls `action_agenda` of the screen, `app.place(1)` that of the app."""
    label: str
    """One or two Dutch words, for the key line."""
    tooltip: str
    """A Dutch sentence, for help, palette and docs."""
    show: bool = True
    """In the key line (at most seven fit)."""
    display: str = ""
    """How the key line writes the keys, when not as usual."""
    priority: bool = False
    """Before the focused part: only for keys that may never fail. Never for a letter."""
    instead_of: str = ""
    """The id of an act in a wider scope whose key it takes over on purpose."""
    palette: bool = True
    """In the list of all commands."""

    def key_list(self) -> list[str]:
        """Its keys by Textual's names."""
        return [_KEY_NAMES.get(key, key) for key in self.keys.split(",")]

    def binding(self) -> Binding:
        """The Textual binding for it."""
        shown = self.display or footer_key(self.key_list()[0])
        return Binding(
            ",".join(self.key_list()),
            self.action,
            self.label,
            show=self.show,
            key_display=shown,
            priority=self.priority,
            tooltip=self.tooltip,
            id=self.id,
        )


_KEY_NAMES = {
    "?": "question_mark",
    "/": "slash",
    "+": "plus",
    "-": "minus",
    "!": "exclamation_mark",
    "=": "equals_sign",
}
_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "exclamation_mark": "!",
    "equals_sign": "=",
    "space": "Spatie",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "delete": "Delete",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def key_name(key: str) -> str:
    """A key as it stands on a keyboard: `Ctrl+Z`, `F8`, `Spatie`, `?`."""
    key = _KEY_NAMES.get(key, key)
    if key in _SHOWN:
        return _SHOWN[key]
    *modifiers, last = key.split("+")
    shown = _SHOWN.get(last, last.upper() if modifiers or len(last) > 1 else last)
    return "+".join([*(each.capitalize() for each in modifiers), shown])


def footer_key(key: str) -> str:
    """A key as the key line writes it, where room is short: `^z`, `F8`, `Spatie`."""
    return f"^{key[5:]}" if key.startswith("ctrl+") and len(key) == 6 else key_name(key)


def keys_of(act: Act) -> str:
    """All keys of an act for a person: `? of F1`."""
    return " of ".join(key_name(key) for key in act.key_list())
