"""`sotdesk` without a verb: opens the program over a vault."""

from sotdesk import parting
from sotdesk.commands.opening import Chosen, clock_for, has_screen
from sotdesk.domain.errors import SotdeskError


def open_desk(chosen: Chosen) -> None:
    """Runs the program until she stops; SotdeskError when there is no terminal to run it in."""
    if not has_screen():
        raise SotdeskError(
            "Het programma heeft een terminalvenster nodig. Zie sotdesk --help voor de opdrachten."
        )
    from sotdesk.app import SotDesk

    try:
        SotDesk(chosen.path, clock=clock_for(chosen.path)).run()
    finally:
        parting.finish()
