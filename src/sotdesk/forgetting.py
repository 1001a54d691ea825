"""Forgetting what was painted: Textual and Rich keep texts they measured and split in caches of the process.

Called after a lock, when the screens are gone. Knows no screen and no store.
"""

import gc
from functools import lru_cache

_CACHE = type(lru_cache(lambda: None))
_PAINTERS = ("textual", "rich")


def forget_texts() -> None:
    """Empty every cache of Textual and Rich, and free what nobody holds any more. Takes about 0.1 s."""
    gc.unfreeze()  # what opening.py set aside is looked through too
    for thing in gc.get_objects():
        if isinstance(thing, _CACHE) and (thing.__module__ or "").split(".")[0] in _PAINTERS:
            thing.cache_clear()
    gc.collect()
    gc.freeze()
