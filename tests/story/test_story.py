"""One meeting, moment by moment (meeting-story.md), in the real program in a real pseudo-terminal with its own clock.

Each function is a stretch of the meeting; the times in its docstring are those of the story. What must hold
afterwards (the story's closing paragraph) is asked of the vault itself, by afterwards.py.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is POSIX", allow_module_level=True)

from tests.story import school
from tests.story.afterwards import check_everything
from tests.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.timeout(420)]

STEP = timedelta(seconds=55)
"""A jump of a minute is a closed lid; the clock moves in smaller steps, with a key at each that the screen shows."""
LOOK = 1.3
"""Seconds in which the program certainly looked at its clock once."""


class Story(Terminal):
    """The real program over the story's school, with a clock that is moved by hand."""

    def __init__(self, home: Path) -> None:
        self._file = home / "clock"
        self.now = datetime.combine(school.TODAY, datetime.min.time()).replace(hour=13)
        self._write()
        vault = home / "sotdesk" / "oefenschool" / "oefenschool.sotdesk"
        vault.parent.mkdir(parents=True)
        school.make(vault)
        self.vault = vault
        super().__init__(["demo"], home=home, env={"SOTDESK_TEST_CLOCK": str(self._file)})

    def _write(self) -> None:
        part = self._file.with_suffix(".part")
        part.write_text(self.now.isoformat(timespec="seconds"), encoding="utf-8")
        os.replace(part, self._file)

    def at(self, clock: str, *, quiet: bool = False) -> None:
        """It becomes `13:05`: in small steps, each with a key that the line shows, or (quiet) without any key."""
        hour, minute = map(int, clock.split(":"))
        goal = self.now.replace(hour=hour, minute=minute, second=0)
        while self.now < goal:
            self.now = min(self.now + STEP, goal)
            self._write()
            if quiet:
                self.settle_for(LOOK)
            else:
                self.type(".")
                self.see("› .")
                self.keys("backspace")
                self.gone("› .")

    def settle_for(self, seconds: float) -> None:
        """Takes in what the program writes during so many seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.1)

    @contextmanager
    def lid_closed_until(self, clock: str) -> Iterator[None]:
        """The machine sleeps; when it wakes the clock stands at `clock`."""
        os.kill(self.child.pid, signal.SIGSTOP)
        hour, minute = map(int, clock.split(":"))
        self.now = self.now.replace(hour=hour, minute=minute, second=0)
        self._write()
        yield
        os.kill(self.child.pid, signal.SIGCONT)

    def keep(self, *lines: str) -> None:
        """Types lines and Enter; each is gone from the line before the next."""
        for line in lines:
            self.line(line)
            self.gone(f"› {line}")


QUESTIONS = (
    "stoppen met faalangsttraining?",
    "wat kan nog vóór een melding?",
    "samen met Sami bespreken?",
    "durft Kees hulp te vragen?",
    "blijft zij bij haar groep?",
    "wijkteam, of eerst gesprek thuis?",
    "wie kijkt mee met zijn planner?",
)
"""For Sem, Davi, Lina, Kees, Fenna, Yara and Ilias, in the order of the agenda."""


def asked(student_id: str) -> str:
    """How a pupil's hulpvraag begins; the rest stands on the next line of a narrow panel."""
    return (school.DAVI_QUESTION if student_id == "davi" else school.QUESTIONS[student_id])[:20]


def before(t: Story) -> None:
    """12:45-12:57: the agenda; five of seven proposals; the questions, typed in the rows."""
    t.see("Wachtwoordzin")
    t.line(school.PASSPHRASE)
    t.see("Eerstvolgend overleg", "lokaal 112")
    t.keys("enter")
    t.see("Voorstel", "(7)")
    t.keys("tab", "down", "a", "a", "a", "a", "a")
    t.see("(2)", "Ilias R. · 3H2")
    t.keys("backtab", "home", "down", "down", "down", "shift+up", "shift+up")
    t.see("13:05 Sem B. · 1B4")
    t.keys("enter")
    for question in QUESTIONS:
        t.line(question)
    t.keys("esc")
    t.see("stoppen met faalangst", "wat kan nog")
    t.gone("nog geen vraag")


def opening(t: Story) -> None:
    """13:00-13:02: the SVK is late; the report of 4 November is adopted."""
    t.keys("s")
    t.see("Wie is er", "SVK (R. Vaal)")
    t.keys("down", "down", "space", "f2")
    t.see("Erbij", "1 Opening")
    t.at("13:02")
    t.type("uit: vastgesteld")
    t.see("stelt het verslag van wo 4 nov vast")
    t.keys("enter")
    t.gone("› uit: vastgesteld")
    t.keep("+svk")
    t.see("R. Vaal")


def sem(t: Story) -> None:
    """13:05-13:07: the training ended, its goal partly met; last time's agreement is done."""
    t.at("13:05")
    t.line("/sem")
    t.see(asked("sem"))
    t.keep("! stoppen met training", "ev: deels, durft weer te presenteren", "uit: volgen")
    t.at("13:07")
    t.keep("=1")


def yara(t: Story) -> None:
    """13:15-13:30: mother comes in as a guest; without her a second part; a line corrected; a look at Vandaag."""
    t.at("13:15")
    t.line("/yara")
    t.see(asked("yara"))
    t.keep("+moeder")
    t.see("gast")
    t.gone("Sem B.", "Davi P.")
    t.at("13:17")
    t.keep("ou: slaapt slecht sinds de scheiding")
    t.at("13:20")
    t.keep("! aanmelden wijkteam", "toest: moeder, wijkteam")
    t.at("13:24")
    t.keep("-moeder")
    t.see("Sem B.")
    t.keys("esc")
    t.see("s splitsen")
    t.keys("s")
    t.see("7b")
    t.at("13:26")
    t.keep("( moeder is ziek")
    t.at("13:28")
    t.keep("@smw huisbezoke plannen >di >>9 dec")
    t.see("huisbezoke")
    t.keys("up")
    t.see("v verplaats")
    t.keys("enter")
    t.see("Verbeteren")
    t.keys("ctrl+u")
    t.line("@smw huisbezoek plannen >di >>9 dec")
    t.gone("huisbezoke plannen")
    t.at("13:30")
    t.keys("esc")
    t.see("s splitsen")
    t.keys("1")
    t.see("Wat nu aandacht vraagt", "loopt")
    t.keys("tab", "tab", "space")
    t.see("z zet hem opzij met een reden")
    t.keys("2")
    t.see("huisbezoek", "Erbij")


def davi(t: Story) -> None:
    """13:31-13:50: eight minutes of listening; the LPA of his municipality; a stranger; back to Sem; the alarm."""
    t.at("13:40", quiet=True)
    t.see("huisbezoek", "Erbij")
    t.line("/davi")
    t.see(asked("davi"))
    t.type("+lpa")
    t.see("B. Mulder")
    t.keys("enter")
    t.at("13:43")
    t.keep("@pietersen: van de sportclub, belt ouders >vr")
    t.see("nieuw")
    t.at("13:45")
    t.type("@mentor gesprek >na de kerstvakantie >>na de rapportvergadering")
    t.see("ma 4 jan", "di 26 jan")
    t.keys("enter")
    t.at("13:46")
    t.keep("@lpa stuurt brief >zsm")
    t.see("nog te bepalen")
    t.at("13:48")
    t.line("/sem")
    t.see(asked("sem"))
    t.keep("houdt maandag een spreekbeurt")
    t.line("/davi")
    t.at("13:49")
    t.keep("durft nu ook vragen te stellen")
    t.keys("up")
    t.see("v verplaats")
    t.keys("v")
    t.see("Naar welk punt?")
    t.line("sem")
    t.gone("durft nu ook vragen te stellen")
    t.at("13:50")
    t.type("@mentor belt va")


def alarm(t: Story) -> None:
    """13:50-14:10: the lid closed in the middle of a line; back at the same item, line and cursor."""
    with t.lid_closed_until("14:10"):
        pass
    t.see("Wachtwoordzin")
    t.gone("Davi", "Pinas")
    t.line(school.PASSPHRASE)
    t.see("› @mentor belt va", asked("davi"))
    t.type("der >vr")
    t.keys("enter")
    t.see("belt vader")


def siblings(t: Story) -> None:
    """14:12: Lina and Sami in one talk; one agreement, both mentors."""
    t.at("14:12")
    t.line("/lina")
    t.see(asked("lina"))
    t.keys("esc")
    t.see("g samen")
    t.keys("g")
    t.see("samen met", "broer of zus")
    t.type("sam")
    t.keys("enter", "f2")
    t.see("Lina K. + Sami K.")
    t.type("@mentor maakt een ochtendafspraak >vr >>wo 16 dec")
    t.see("M. Bos", "H. Dekker")
    t.keys("enter")


def fenna_and_noor(t: Story) -> None:
    """14:18-14:26: no news of Fenna; the SVK leaves; Noor is added on the spot; the acute card."""
    t.at("14:18")
    t.line("/fenna")
    t.keep("uit: volgen")
    t.at("14:20")
    t.keep("-svk")
    t.at("14:22")
    t.line("/+noor 3m2")
    t.see("Noor", "voorlopig")
    t.keep("smw: komt al weken zonder jas", "zij vertelde op school dat zij is geslagen")
    t.at("14:26")
    t.line("!!")
    t.see("112", "Veilig Thuis")
    t.keys("space")
    t.keys("esc")
    t.see("zij vertelde op school")


def closing(t: Story) -> None:
    """14:30: closing asks first what becomes of the two who were not reached."""
    t.at("14:30")
    t.keys("esc")
    t.see("s splitsen")
    t.keys("a")
    t.see("Ilias R.", "Kees v. d. L.")


def test_one_meeting_moment_by_moment(tmp_path: Path) -> None:
    with Story(tmp_path) as t:
        before(t)
        opening(t)
        sem(t)
        yara(t)
        davi(t)
        alarm(t)
        siblings(t)
        fenna_and_noor(t)
        closing(t)
    check_everything(t.vault)
