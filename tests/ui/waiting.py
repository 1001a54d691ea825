"""Waiting for what a worker does."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot


async def until(pilot: Pilot[Any], happened: Callable[[], object], seconds: float = 15.0) -> None:
    """Until it happened; fails when it does not within so many seconds."""
    for _ in range(int(seconds / 0.02)):
        await pilot.pause()
        if happened():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not happen in time")
