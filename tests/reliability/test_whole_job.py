"""The whole job in the real program, in a real pseudo-terminal: first run, import, case, agenda, meeting, report.

The report as DOCX is read back and compared with a text that was written by hand (issue: proven by).
"""

import re
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from sotdesk.domain.dates import show_date

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is POSIX", allow_module_level=True)

from tests.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.timeout(240)]

WORDS = "paard mosterd ketting zolder regen"
PUPILS = (
    "Stamnr;Roepnaam;Tussenv.;Achternaam;Klas;Geb.datum;Mentor;BSN\n"
    "040123;Yara;;Achahbar;2H1;04-03-2012;M. Bos;111222333\n"
    "040124;Davi;de;Pinto;3M2;06-05-2011;K. Vos;123456782\n"
    "040125;Roos;;Mulder;2H1;01-02-2012;M. Bos;111222333\n"
)
ASKER, ASKED = "Q. Zonderland", "wat er over de fietsenstalling is gezegd"
DUE, EVALUATE = date.today() + timedelta(days=21), date.today() + timedelta(days=30)  # noqa: DTZ011
"""Calendar dates that are typed; they are kept as they are whatever the school's calendar says."""
LINES = (
    "ouders weten van het verzuim",
    "Yara's fiets is stuk",
    "zij fietst samen met Roos",
    "ll: wil na de pauze blijven",
    "ou: slaapt slecht sinds de verhuizing",
    "smw: eerste gesprek was rustig",
    "! aanmelden bij het wijkteam",
    "! vaste plek in de mediatheek",
    "* geef opdrachten in twee delen",
    f"@mentor belt ouders >{DUE:%d-%m-%Y} >>{EVALUATE:%d-%m-%Y} #school",
    f"@smw,mentor plannen een huisbezoek >{DUE:%d-%m-%Y}",
    f"@pietersen: praat met de trainer >{DUE:%d-%m-%Y}",
    "@ik zoekt een laptop >zsm",
    "? welke arts schreef de brief",
    "( moeder is ziek",
    "(( eigen notitie over de sfeer",
    "ev: deels, durft weer te presenteren",
    "uit: volgen",
    "toest: moeder, wijkteam",
    "\\@home is de naam van de app",
)
GOLDEN = f"""\
Verslag SOT, DAG
School: Lyceum De Waterkant
Overleg: SOT, DAG, UU:MM–UU:MM
Aanwezig: OCO (E. van Loon); SMW (N. Smit)
Y.A. (2H1)
nieuw · 20 min gepland, N min besteed · erbij: OCO (E. van Loon), SMW (N. Smit)
Hulpvraag (mentor): Wat helpt Y.A. in de klas?
Feiten
ouders weten van het verzuim
Y.A.'s fiets is stuk
zij fietst samen met R.M.
@home is de naam van de app
Inbreng
leerling: wil na de pauze blijven
ouders: slaapt slecht sinds de verhuizing
SMW (N. Smit): eerste gesprek was rustig
Evaluatie
deels, durft weer te presenteren
Handelingsadvies
geef opdrachten in twee delen
Besluiten
aanmelden bij het wijkteam
vaste plek in de mediatheek
Afspraken
Wie | Wat | Waar | Wanneer | Evaluatie
mentor (M. Bos) | belt ouders | school | {show_date(DUE)} | {show_date(EVALUATE)}
SMW (N. Smit), mentor (M. Bos) | plannen een huisbezoek | – | {show_date(DUE)} | –
pietersen | praat met de trainer | – | {show_date(DUE)} | –
OCO (E. van Loon) | zoekt een laptop | – | nog te bepalen (zsm) | –
Uitkomst
volgen
Toestemming
moeder: voor wijkteam
"""
"""The whole report, written by hand from LINES: no `?`, `(` or `((` line in it, names as initials. The meeting's
day, its times and the minutes used are masked."""


def read_back(path: Path) -> list[str]:
    """The paragraphs and table rows of a DOCX in their order, times masked."""
    from docx import Document
    from docx.table import Table

    lines: list[str] = []
    for part in Document(str(path)).iter_inner_content():
        if isinstance(part, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            lines += part.text.splitlines()
    return [masked(line.strip()) for line in lines if line.strip()]


def masked(line: str) -> str:
    """Without what differs from run to run."""
    line = re.sub(r"\w+dag \d+ \w+ \d{4}", "DAG", line)
    return re.sub(r"\d+ min besteed", "N min besteed", re.sub(r"\d\d:\d\d", "UU:MM", line))


def first_run(t: Terminal) -> None:
    t.see("stap 1 van 5")
    t.line("Lyceum De Waterkant")
    t.line("E. van Loon")
    t.see("stap 2 van 5")
    t.keys("enter")
    t.see("stap 3 van 5")
    t.keys("enter")
    t.see("stap 4 van 5")
    t.line(WORDS)
    t.line(WORDS)
    t.see("stap 5 van 5")
    t.keys("enter", "enter")
    t.see("De kluis is gemaakt")
    t.keys("enter")
    t.see("Vandaag", "Nog geen overleg gepland")


def bring_pupils_in(t: Terminal, file: Path) -> None:
    t.keys("5")
    t.see("1 contact")
    t.keys("i")
    t.see("Leerlingen inlezen")
    t.line(str(file))
    t.see("3 nieuw", "Nooit gelezen BSN")
    t.keys("enter")
    t.see("Nu aanmaken")
    t.keys("enter")
    t.see("3 contacten", "mentor 2H1")
    t.keys("n")
    t.see("Rollen")
    t.line("N. Smit")
    t.line("SMW")
    t.keys("f2")
    t.see("4 contacten")


def open_case(t: Terminal) -> None:
    t.keys("3")
    t.see("0 open casussen")
    t.keys("n")
    t.see("Casus openen")
    t.type("yar")
    t.see("Yara Achahbar")
    t.keys("enter")
    t.line("Wat helpt Yara in de klas?")
    t.type("mentor")
    t.keys("f2")
    t.see("Yara A. (14)", "Hulpvraag", "Tijdlijn")


def make_agenda(t: Terminal) -> None:
    t.keys("2")
    t.see("Nog geen overleg")
    t.keys("n")
    t.see("Overleg plannen")
    t.keys("f2")
    t.see("Gepland")
    t.keys("enter")
    t.see("Rondvraag en sluiting", "Yara A. 2H1")
    t.keys("tab", "a")
    t.see("Yara A. · 2H1")


def hold_meeting(t: Terminal) -> None:
    t.keys("s")
    t.see("Wie is er")
    t.keys("f2")
    t.see("afronden", "Erbij")
    t.line("/yara")
    t.see("Wat helpt Yara in de klas?", "mentor M. Bos")
    for line in LINES:
        t.type(line)
        t.keys("enter")
        t.gone(f"› {line}")
    t.see("@home is de naam van de app")


def close_and_export(t: Terminal) -> None:
    t.keys("f8")
    t.see("Voorlezen", "pietersen: wie is dit?", "datum voor ‘zsm’")
    t.keys("a")
    t.see("Afgesloten")
    t.keys("backtab")  # the last part: the report
    t.see("concept", "op papier")
    t.keys("p")
    t.see("Namen van anderen", "zij fietst samen met Roos")
    t.keys("f2")
    t.see("staat klaar", seconds=30)
    t.keys("n")
    t.gone("staat klaar")


def come_back(t: Terminal) -> None:
    """Locked, and back at the same place."""
    t.keys("ctrl+l")
    t.see("Wachtwoordzin")
    t.gone("Yara", "Achahbar")
    t.line(WORDS)
    t.see("Afronden", "op papier")


def ask_to_read(t: Terminal) -> None:
    """A request of a parent about the pupil's file; who asks and what is known nowhere else."""
    t.keys("3")
    t.see("1 open casus")
    t.keys("enter")
    t.see("Tijdlijn")
    t.keys("i")
    t.see("Nog geen verzoek")
    t.keys("n")
    t.see("Gevraagd op")
    t.keys("tab", "tab")
    t.type(ASKER)
    t.keys("tab", "tab")
    t.type(ASKED)
    t.keys("f2")
    t.see(f"door ouder ({ASKER})", ASKED)


def test_from_first_run_to_the_report(tmp_path: Path) -> None:
    file = tmp_path / "leerlingen.csv"
    file.write_text(PUPILS, encoding="cp1252")
    with Terminal([], home=tmp_path) as t:
        first_run(t)
        bring_pupils_in(t, file)
        open_case(t)
        make_agenda(t)
        hold_meeting(t)
        close_and_export(t)
        come_back(t)
        ask_to_read(t)
        t.keys("ctrl+q")
        assert t.ends() == 0
        assert WORDS.encode() not in t.raw
    report = next(tmp_path.rglob("*verslag.docx"))
    assert read_back(report) == GOLDEN.splitlines()
    vault = next(tmp_path.rglob("*.sotdesk")).read_bytes()
    assert b"SQLite format 3" not in vault and b"Achahbar" not in vault and ASKER.encode() not in vault
