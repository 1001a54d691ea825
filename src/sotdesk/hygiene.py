"""Before the first screen, and when something breaks: nothing of a pupil leaves the vault by accident.

Runs before textual is imported, so it imports none of it. The app's own crash screen is the app's; what it
may say comes from `crash_record` and `CRASH_SENTENCE`.
"""

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

CRASH_SENTENCE = "Er ging iets mis in sotdesk. Wat was opgeslagen staat in de kluis; start sotdesk opnieuw."

_QUIET_LOGGERS = (
    "sqlalchemy",
    "sqlalchemy.engine",
    "sqlalchemy.pool",
    "sqlalchemy.orm",
    "alembic",
    "asyncio",
    "msoffcrypto",
)
_PR_SET_DUMPABLE = 4
_DEEPEST_CHAIN = 10


def before_textual() -> None:
    """Close the ways out that stand open by default (security.md §2.11). Call first; harmless when called twice."""
    drop_textual_variables()
    os.umask(0o077)
    no_core_dump()
    quiet_logging()


def drop_textual_variables() -> None:
    """TEXTUAL_LOG writes typed passphrases to a file, TEXTUAL_SCREENSHOT the screen: none is passed on."""
    for name in [name for name in os.environ if name.upper().startswith("TEXTUAL")]:
        del os.environ[name]


def no_core_dump() -> None:
    """A core file would hold the passphrase: none is written; on Linux no process may look inside."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        prctl = getattr(ctypes.CDLL(None), "prctl", None)
        if prctl is not None:
            prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def quiet_logging() -> None:
    """SQLAlchemy logs rows at DEBUG, whatever it was told to hide; what these loggers say goes nowhere."""
    for name in _QUIET_LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def crash_record(error: BaseException) -> str:
    """What may be kept of a crash: types of errors and `module:line` of frames. No message, no value."""
    return "\n".join(_lines(error, _DEEPEST_CHAIN))


def _lines(error: BaseException, depth: int) -> Iterator[str]:
    yield type(error).__name__
    yield from (f"  {place}" for place in _places(error.__traceback__))
    if depth == 0:
        return
    if isinstance(error, BaseExceptionGroup):
        for member in error.exceptions:
            yield from _lines(member, depth - 1)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _lines(cause, depth - 1)


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        yield f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next


def install_hooks(keep: Callable[[str], None] | None = None) -> None:
    """Errors nobody caught, in any thread, print one Dutch sentence; `keep` receives the crash record."""

    def told(error: BaseException | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        _print(CRASH_SENTENCE)
        if keep is not None and error is not None:
            keep(crash_record(error))

    def in_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        told(error)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_type is not SystemExit:
            told(args.exc_value)

    def unraisable(args: Any) -> None:
        """An error in a finaliser: nothing a person can do, and its report would print objects."""

    sys.excepthook = in_main
    threading.excepthook = in_thread
    sys.unraisablehook = unraisable


def quiet_loop(loop: "asyncio.AbstractEventLoop", keep: Callable[[str], None] | None = None) -> None:
    """asyncio's own report of a lost error prints objects: only the crash record is kept."""

    def handle(loop: "asyncio.AbstractEventLoop", context: dict[str, Any]) -> None:
        error = context.get("exception")
        if keep is not None and isinstance(error, BaseException):
            keep(crash_record(error))

    loop.set_exception_handler(handle)


def _print(text: str) -> None:
    """To stderr, when there still is one (pythonw and a closed window have none)."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return
