"""The one table of actions: keys, Dutch names and a sentence each → bindings, help, palette and docs/keys.md.

`app` works everywhere, dialogs included; `common` on every screen; `SCREEN_ACTS` holds one scope per screen
(`"today"`), and one per part of it with keys of its own (`"today.list"`: works while that part has the focus).
Adding an action is one line in the file of its place (`case.py`, `meeting.py`, …) and one `action_…` method
on the screen, whose class says `BINDINGS = bindings("today")`. An act stands here only when it works. No logic
of a screen belongs here.
"""

from sotdesk.actions.act import Act, footer_key, key_name, keys_of
from sotdesk.actions.everywhere import APP, COMMON, ELSEWHERE
from sotdesk.actions.table import (
    MODAL,
    PARTS,
    SCREEN_ACTS,
    acts,
    bindings,
    by_id,
    chain,
    clashes,
    key_rows,
    scopes_of,
)

__all__ = [
    "APP",
    "COMMON",
    "ELSEWHERE",
    "MODAL",
    "PARTS",
    "SCREEN_ACTS",
    "Act",
    "acts",
    "bindings",
    "by_id",
    "chain",
    "clashes",
    "footer_key",
    "key_name",
    "key_rows",
    "keys_of",
    "scopes_of",
]
