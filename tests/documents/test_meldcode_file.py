"""The file of a run, the sheet of a task and the call sheet: what stands on paper (issue 6, points 7 and 10)."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.documents.outputs import words_of
from tests.nasty import ALL

from sotdesk.documents import letters
from sotdesk.domain.acute import Call, Card
from sotdesk.domain.meldcode import (
    Consultation,
    Contact,
    ContactKind,
    Done,
    Given,
    Member,
    Round,
    Run,
    Standing,
    Task,
    TaskKind,
)
from sotdesk.domain.meldcode_file import call_sheet, opinions_in, run_sheet, task_sheet
from sotdesk.domain.protocol_read import shipped
from sotdesk.domain.students import Student
from sotdesk.domain.text import clean

GOLDEN = Path(__file__).parent / "golden_run.md"
SCHOOL, NATIONAL = "Lyceum De Lindehof", shipped()["meldcode_landelijk"]
YARA = Student("yara", "040123", "Yara", "", "Achterberg", "2H1", date(2012, 3, 4))
BEGUN, TALKED, WEIGHED, ANEW = date(2026, 10, 5), date(2026, 10, 12), date(2026, 10, 14), date(2026, 11, 23)
TODAY = date(2026, 12, 17)


def at(day: date, hour: int = 14, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute).astimezone()


FIRST = Round(
    1, WEIGHED, "SMW (N. Smit), I. Faber", "I. Faber",
    answers=(
        Given("A1", "ja", at(WEIGHED), "twee keer een blauwe plek; Yara vertelt dat er thuis wordt geslagen"),
        Given("A2", "nee", at(WEIGHED, 14, 5), "moeder woont nu met Yara bij oma"),
        Given("A3", "ja", at(WEIGHED, 14, 10), "het wijkteam kan volgende week beginnen"),
        Given(
            "A4", "ja", at(WEIGHED, 14, 20), "moeder heeft zelf gebeld", due=ANEW, lead="wijkteam (D. Kok)",
            roles="wijkteam: elke week thuis\nmentor: elke dag even contact",
            result="Yara en moeder wonen bij oma, en Yara komt zonder plekken op school",
        ),
        Given("A5", "nee", at(ANEW, 9, 15), "Yara en moeder zijn terug naar huis; op 20 november weer een plek"),
    ),
)  # fmt: skip
SECOND = Round(
    2, ANEW, "SMW (N. Smit), I. Faber, wijkteam (D. Kok)", "I. Faber", reason="moeder is terug naar huis gegaan",
    answers=(
        Given("A1", "ja", at(ANEW, 10), "zie de vorige weging"),
        Given("A2", "ja", at(ANEW, 10, 5), "het slaan gaat door\nmening: D. Kok verwacht dat het erger wordt"),
        Given("A3", "nee", at(ANEW, 11), "Veilig Thuis neemt het over"),
    ),
)  # fmt: skip
RUN = Run(
    "run", "case", YARA, NATIONAL, BEGUN, "M. Bos",
    why="Yara had op 1 oktober een blauwe plek op haar arm.\nMening: ik denk dat zij bang is voor haar vader.",
    holder="I. Faber",
    closed_on=date(2026, 12, 16), close_words="Veilig Thuis doet onderzoek en heeft de regie.",
    done={
        "1.1": Done("1.1", Standing.DONE, BEGUN, "M. Bos", note="‘Papa slaat als hij moe is.’ (Yara, 5 oktober)"),
        "1.2": Done("1.2", Standing.NOT, BEGUN, "I. Faber", reason="Yara heeft geen broers of zussen"),
        "2.1": Done("2.1", Standing.DONE, date(2026, 10, 6), "I. Faber"),
        "3.1": Done("3.1", Standing.DONE, TALKED, "I. Faber", note="met moeder; vader kwam niet"),
        "3.2": Done("3.2", Standing.DONE, TALKED, "M. Bos"),
    },
    rounds=(FIRST, SECOND),
    consultations=(Consultation("c", date(2026, 10, 6), "R. Vos", "aandachtsfunctionaris", "bel om advies"),),
    contacts=(
        Contact("a", ContactKind.ADVICE, date(2026, 10, 7), "I. Faber", "mw. De Wit", "", "praat met moeder alleen"),
        Contact(
            "m", ContactKind.REPORT, ANEW, "I. Faber", "dhr. Blom", "VT-0417", "gemeld, met wat Yara vertelde",
            "wij vertellen het moeder vandaag", date(2026, 11, 30), date(2026, 11, 27), "er komt onderzoek",
        ),
    ),
    tasks=(
        Task(
            "t", TaskKind.WATCH, "M. Bos", "hoe Yara binnenkomt", due=date(2027, 1, 15), approved_on=ANEW, told_on=ANEW,
        ),
        Task("u", TaskKind.CONTACT, "I. Faber", "elke twee weken bellen", "Veilig Thuis", date(2027, 1, 8)),
    ),
    members=(Member("l", "N. Smit", "SMW"),),
)  # fmt: skip


def test_the_whole_file_reads_as_it_was_written_by_hand() -> None:
    """Facts, dates with their year, weighing, decision, reasons; opinion marked; what was not done is visible."""
    assert letters.markdown(run_sheet(RUN, SCHOOL, TODAY)) == GOLDEN.read_text(encoding="utf-8")


def test_in_word_stands_the_same(tmp_path: Path) -> None:
    written = run_sheet(RUN, SCHOOL, TODAY)
    text = words_of(letters.docx(written), tmp_path / "run.docx")
    for block in written.blocks:
        for part in (block.heading, block.about, *(words for line in block.lines for words in line)):
            assert part in text
    assert "Yara" not in text.splitlines()[-4:], "no name in the properties of the file"


def test_what_is_open_is_said_while_the_run_goes_on() -> None:
    """Never a decision that is not there: domain.md §6.3, open is a fifth state."""
    run = replace(RUN, closed_on=None, close_words="", rounds=(replace(FIRST, answers=FIRST.answers[:1]),))
    blocks = {block.heading: block.lines for block in run_sheet(run, SCHOOL, TODAY).blocks}
    assert [said for _, said in blocks["Besluit"]] == ["nog open", "nog open", "nog open"]
    assert ("Nog te doen", "Vraag A2 van de weging is nog niet beantwoord.") in blocks["Afsluiting"]
    skipped = Done("3.1", Standing.ACUTE, TALKED)
    acute = replace(run, acute_at=at(TALKED, 13, 24), done={**RUN.done, "3.1": skipped})
    text = letters.text(run_sheet(acute, SCHOOL, TODAY))
    assert "Acuut gevaar vastgelegd op ma 12 oktober 2026 om 13:24." in text
    assert "overgeslagen: acuut gevaar, ma 12 oktober 2026" in text


def test_a_checklist_has_no_weighing_and_no_decision() -> None:
    run = replace(RUN, protocol=shipped()["pesten"], done={}, rounds=(), contacts=())
    headings = [block.heading for block in run_sheet(run, SCHOOL, TODAY).blocks]
    assert not {"Besluit", "Weging", "Veilig Thuis"} & set(headings)


def test_a_judgement_is_pointed_out_unless_it_is_said_to_be_an_opinion() -> None:
    """domain.md §4, the writing rule of S004: the file is not a collection of opinions."""
    assert opinions_in(RUN) == ()
    assert opinions_in(replace(RUN, why="Vader is agressief type.\nmening: moeder is zielig")) == (
        "agressief type",
    )
    reply = replace(RUN.contacts[1], reply="vader is onbetrouwbaar")
    assert opinions_in(replace(RUN, contacts=(reply,))) == ("onbetrouwbaar",)


def test_the_sheet_of_a_task_and_the_call_sheet(tmp_path: Path) -> None:
    """Point 7: the task by name, date and wording; point 4: the numbers with their times."""
    assert letters.text(task_sheet(RUN.tasks[0], RUN.student, SCHOOL, TODAY)).splitlines() == [
        "Taak", "", "Lyceum De Lindehof, donderdag 17 december 2026", "", "Over Y.A. (2H1).", "", "M. Bos",
        "- volgen: hoe Yara binnenkomt",
        "- Tot: vrijdag 15 januari 2027", "",
        "Vragen? Kom langs bij de ondersteuningscoördinator. Bewaar dit blad niet langer dan nodig.",
    ]  # fmt: skip
    called = Call(
        "k", "112", "112", "", None, at(ANEW, 13, 24), at(ANEW, 13, 25), "meldkamer", "auto onderweg"
    )
    card = Card(
        "card", at(ANEW, 13, 23), "yara", calls=(called,), note="vader staat met een mes bij de poort"
    )
    text = words_of(letters.docx(call_sheet(card, YARA, SCHOOL, TODAY)), tmp_path / "call.docx")
    assert "kaart geopend maandag 23 november 2026 om 13:23" in text
    assert "gebeld 13:24 · gehoor 13:25 · meldkamer: auto onderweg" in text and "met een mes" in text


@pytest.mark.parametrize("form", ["md", "docx"])
def test_nasty_text_stays_text(tmp_path: Path, form: str) -> None:
    nasty = clean(ALL)
    given = replace(FIRST.answers[3], facts=nasty, lead=nasty, roles=nasty, result=nasty)
    run = replace(
        RUN, why=nasty, holder=nasty, close_words=nasty, student=replace(YARA, last_name=nasty),
        rounds=(replace(FIRST, participants=nasty, answers=(*FIRST.answers[:3], given)), SECOND),
        contacts=(replace(RUN.contacts[1], said=nasty, reply=nasty, spoke_with=nasty),),
        tasks=(replace(RUN.tasks[0], who=nasty, words=nasty, result=nasty),),
    )  # fmt: skip
    written = run_sheet(run, nasty, TODAY)
    text = letters.markdown(written) if form == "md" else words_of(letters.docx(written), tmp_path / "n.docx")
    assert clean(text) == text
    headings = [line for line in text.splitlines() if line.startswith("#")] if form == "md" else []
    assert len(headings) == (len(written.blocks) + 1 if form == "md" else 0)
