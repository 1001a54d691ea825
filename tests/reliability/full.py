"""Whether the proofs run with their full counts: `make prove` does, `make test` runs them short."""

import os

FULL_COUNTS = bool(os.environ.get("SOTDESK_PROVE"))


def counts(short: int, full: int) -> int:
    """How often: `short` in `make test`, `full` in `make prove`."""
    return full if FULL_COUNTS else short
