"""Reads the fictional school's data files (school, names, cases, meetings, signals). What they mean is told there."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def content(name: str) -> dict[str, Any]:
    """One data file of this folder by its name without `.toml`; shared, so not to be changed."""
    file = files("sotdesk") / "data" / "demo" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
