"""One meeting, moment by moment (meeting-story.md), in the real program in a real pseudo-terminal with its own clock.

Each function is a stretch of the meeting; the times in its docstring are those of the story. What must hold
afterwards (the story's closing paragraph) is asked of the vault itself, by afterwards.py.
"""

import base64
import os
import re
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
from tests.terminal import KEYS, Terminal

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
                self.child.send(".")
                self.see("› .")
                self.child.send(KEYS["backspace"])
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
        """Types lines and Enter; each stands in the line, and is gone from it before the next."""
        for line in lines:
            self.child.send(line.encode())
            self.see(f"› {line}")
            self.keys("enter")
            self.gone(f"› {line}")

    def closing_at(self, clock: str) -> None:
        """It becomes `14:33` while closing, where letters are keys: at each step she opens the help, and closes it."""
        hour, minute = map(int, clock.split(":"))
        goal = self.now.replace(hour=hour, minute=minute, second=0)
        while self.now < goal:
            self.now = min(self.now + STEP, goal)
            self._write()
            self.child.send("?")
            self.see("Esc sluit")
            self.child.send(KEYS["esc"])
            self.gone("Esc sluit")

    def ticked(self, words: str, times: int) -> None:
        """Waits until this stands on the screen so many times."""
        end = time.monotonic() + 10
        while self.text.count(words) < times:
            assert time.monotonic() < end, f"no {times} times {words!r}\n\n{self.text}"
            self.read(0.05)

    @property
    def copied(self) -> str:
        """The text that went to the clipboard last (OSC 52)."""
        found = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", self.raw)
        return base64.b64decode(found[-1]).decode() if found else ""


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
    t.see("wijkteam, of eerst", "wat kan nog")
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


def put_off(t: Story) -> None:
    """14:28: closing asks first what becomes of the two who were not reached."""
    t.at("14:28")
    t.keys("esc")
    t.see("s splitsen")
    t.keys("a")
    t.see("Nog open (2)", "Ilias R.", "Kees v. d. L.")
    t.keys("D")
    t.see("2 doorgeschoven naar wo 16 dec")


def not_in_the_story(t: Story) -> None:
    """14:28: closing asks what was decided about Noor too. The story says nothing of it; closed it would need `o`."""
    t.see("nog geen besluit of afspraak")
    t.keys("end", "up", "enter")
    t.see("zij vertelde op school", "Erbij")
    t.keep("! de coördinator pakt dit vandaag op")
    t.keys("esc")
    t.see("s splitsen")
    t.keys("a")
    t.see("Nog aanvullen (4)")


def closed(t: Story) -> None:
    """14:30-14:31: closed; read back from the beamer, without what is restricted."""
    t.closing_at("14:30")
    t.keys("a")
    t.see("Het verslag is een concept")
    t.closing_at("14:31")
    t.keys("tab")
    t.see("! aanmelden wijkteam", "□ SMW (N. Smit): huisbezoek plannen", "Noor · 3M2")
    assert "ziek" not in t.text
    t.keys("backtab")
    t.see("Nog aanvullen (4)")


def complete(t: Story) -> None:
    """14:33: Pietersen is a new contact; a date; of the consent what a line does not say; Noor's number."""
    t.closing_at("14:33")
    t.keys("enter")
    t.see("Wie is dit?")
    t.keys("enter")
    t.type("sportclub")
    t.keys("f2")
    t.see("Nog aanvullen (3)")
    t.keys("enter")
    t.see("Wanneer?", "stuurt brief")
    t.type("1 dec")
    t.see("di 1 dec")
    t.keys("enter")
    t.see("Nog aanvullen (2)")
    t.keys("enter")
    t.see("Van wie", "moeder (W. Achterberg)", "mondeling, overleg wo 25 nov")
    t.line("aanmelding")
    t.type("hulpvraag en verzuim")
    t.keys("f2")
    t.see("Nog aanvullen (1)")
    t.keys("enter")
    t.see("Leerlingnummer van Noor")
    t.type("041111")
    t.keys("f2")
    t.see("alles is ingevuld")


TELLING = (
    ("J. de Wit", "c", "c", "space"),
    ("K. Vos", "c", "c", "space"),
    ("M. Bos", "c", "c", "space"),
    ("H. Dekker", "c", "space"),
    ("B. Mulder", "down", "down", "down", "c", "space"),
    ("W. Achterberg", "down", "down", "c", "space"),
)
"""Who is told, and the keys for it: of each pupil the text is copied, then told. Left are the two coördinatoren (she
speaks to them herself) and Pietersen (for whom a ground is needed first)."""
SYSTEM = (
    ("Sem B.", "c", "C"),
    ("Davi P.", "c"),
    ("Lina K.", "c"),
    ("Sami K.", "c"),
    ("Fenna de G.", "c"),
    ("Yara A.", "c", "C"),
    ("Noor", "c", "C"),
)
"""The pupils in the school's own system, and the keys that copy what there is of each."""


def telling(t: Story) -> None:
    """14:35: four mentors, the LPA, Yara's mother."""
    t.closing_at("14:35")
    t.keys("tab", "tab")
    t.see("Terugkoppeling 0 van 9", "Dit leest J. de Wit (mentor)")
    for number, (who, *keys) in enumerate(TELLING, start=1):
        t.keys(*keys)
        t.see(f"Terugkoppeling {number} van 9")
        assert f"Beste {who}," in t.copied, t.text


def system(t: Story) -> None:
    """14:38: both blocks of the seven pupils, each copied and entered."""
    t.closing_at("14:38")
    t.keys("tab")
    t.see("▌ Sem B.", "□ logboek")
    for number, (who, *keys) in enumerate(SYSTEM, start=1):
        t.keys(*keys)
        t.see(f"▌ {who}")
        assert t.copied.startswith("SOT, woensdag 25 november 2026.")
        t.keys("space")
        t.ticked("✓ logboek", number)


def locked(t: Story) -> None:
    """14:40: locked; nothing of it stays on the screen or on the clipboard."""
    t.closing_at("14:40")
    t.keys("ctrl+l")
    t.see("Wachtwoordzin")
    t.gone("Sem", "Noor", "Afronden")
    assert not t.copied.strip()


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
        put_off(t)
        not_in_the_story(t)
        closed(t)
        complete(t)
        telling(t)
        system(t)
        locked(t)
    check_everything(t.vault)
