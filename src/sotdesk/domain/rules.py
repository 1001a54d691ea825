"""Reads the rules that ship as data (TOML in sotdesk/rules). Nothing here knows what a rule means."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The rule file `rules/<name>.toml` as a dictionary; read once."""
    return tomllib.loads((files("sotdesk") / "rules" / f"{name}.toml").read_text(encoding="utf-8"))
