"""Statements that SQLAlchemy compiled before a vault was open, for the engine of the vault. Holds no data.

SQLAlchemy keeps what it compiled per engine, and every vault has an engine of its own: the first look at the
desk would compile dozens of statements while she waits. Compiled on an empty database (warm.py), they carry no
value of anyone; what a vault adds is kept with its own engine and goes with it.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.util import LRUCache

KEPT = 500
"""Statements an engine keeps, as SQLAlchemy does by default."""

_ready: list[tuple[sa.Dialect, dict[Any, Any]]] = []
"""The dialect they were compiled for, and the statements; empty until warmed."""


def keep(engine: sa.Engine) -> None:
    """Keep for engines to come what this one compiled; only for one that never saw a person's data."""
    compiled = engine.get_execution_options()["compiled_cache"]
    _ready[:] = [(engine.dialect, {key: compiled[key] for key in tuple(compiled)})]


def share(engine: sa.Engine) -> None:
    """Give a new engine a place for its statements, with those that are ready in it."""
    compiled: LRUCache[Any, Any] = LRUCache(KEPT)
    for dialect, statements in tuple(_ready):
        engine.dialect = dialect
        for key, statement in statements.items():
            compiled[key] = statement
    engine.update_execution_options(compiled_cache=compiled)
