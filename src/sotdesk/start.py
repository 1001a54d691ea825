"""The console script: opens the desk at once when no verb is named, else reads the command line (cli.py).

The library of the command line costs a fourteenth of the time to the first screen, and the daily start has
nothing for it to read.
"""

import os
import sys
from pathlib import Path

from sotdesk import hygiene


def main() -> None:
    """Starts sotdesk; the process ends with the exit code of `cli.run`."""
    hygiene.before_textual()
    hygiene.install_hooks()
    args = sys.argv[1:]
    named = _only_vault(args)
    sys.exit(_run(args) if named is None else _open(named))


def _only_vault(args: list[str]) -> str | None:
    """The vault when nothing else was asked ("": the user's own); None when there is more to read."""
    if not args:
        return os.environ.get("SOTDESK_VAULT", "")
    return args[1] if len(args) == 2 and args[0] == "--vault" and args[1][:1] not in ("", "-") else None


def _run(args: list[str]) -> int:
    from sotdesk.cli import run

    return run(args)


def _open(named: str) -> int:
    from sotdesk.commands.desk import open_desk
    from sotdesk.commands.opening import Chosen
    from sotdesk.domain.errors import SotdeskError

    try:
        open_desk(Chosen(Path(named) if named else None))
    except SotdeskError as error:
        return _told(error.sentence, 1)
    except KeyboardInterrupt:
        return _told("Gestopt.", 130)
    return 0


def _told(sentence: str, code: int) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")
    return code
