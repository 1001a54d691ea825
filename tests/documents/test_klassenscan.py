"""The klassenscan for the teachers of a class, and the kwadrant on a handover (issue 5 points 7 and 8).

Sources: domain.md §2 and §5 step 0 (S004: klassenscan), §3 (vakdocent: handling advice only, never reasons: S003), §8.2
(SAQI only for those directly involved: P43).
"""

from datetime import date
from pathlib import Path

import pytest
from tests.documents.outputs import words_of

from sotdesk.data.store import Store
from sotdesk.data.store.kwadrant import Taken
from sotdesk.documents import letters
from sotdesk.domain.calendar import SchoolCalendar
from sotdesk.domain.capture import read
from sotdesk.domain.capture_model import Table
from sotdesk.domain.cases import Confidentiality
from sotdesk.domain.dates import Frame
from sotdesk.domain.handover import Receiver, reader_kinds, reasons
from sotdesk.domain.handover_sheet import handover_pages
from sotdesk.domain.klassenscan import klassenscan
from sotdesk.domain.kwadrant_measuring import read_all
from sotdesk.domain.kwadrant_rules import Value, instruments
from sotdesk.domain.kwadrant_sheet import WITHHELD
from sotdesk.domain.letters import Written
from sotdesk.domain.students import Student

TODAY = date(2026, 11, 25)
SAQI = instruments()["saqi"]


@pytest.fixture
def desk(store: Store) -> Store:
    store.students.add(
        [
            Student("yara", "040123", "Yara", "", "Achterberg", "2H1"),
            Student("sem", "040124", "Sem", "", "Bos", "2H1"),
            Student("lina", "040125", "Lina", "", "Kamal", "2H1"),
            Student("daan", "040126", "Daan", "", "Dijk", "3M2"),
        ]
    )
    for key, works in (("yara", "zqwerkt, naast Sem"), ("lina", "zqhaarzelf"), ("daan", "zqandereklas")):
        case = store.cases.open(key, question="zqhulpvraag", question_by="mentor")
        own = Confidentiality.OWN if key == "lina" else Confidentiality.SOT
        store.cases.edit(case, what_works=works, request="zqvraag", confidentiality=own.value)
    moment = ""
    for line in (
        "* zqeen advies", "* zqtwee advies", "* zqdrie advies", "* zqvier", "zqfeit", "! zqbesluit", "(* zqbesloten",
        "((* zqvanmij", "ou: zqouders",
    ):  # fmt: skip
        moment = store.moments.keep("yara", moment, read(line, Table(Frame(TODAY, SchoolCalendar()))))
    raws = read_all(SAQI, {"motivatie": "2"})
    store.kwadrant.measure(SAQI, [Taken("yara", raws, frozenset({"motivatie"}))])
    store.kwadrant.say("yara", "willen", Value.CARE, note="zqnotitie", instrument="saqi")
    store.kwadrant.say("yara", "doen", Value.STRONG)
    store.kwadrant.conclude("yara", "zqconclusie")
    return store


def scan(desk: Store) -> tuple[Written, tuple[str, ...]]:
    scanned = desk.classes.scanned("2H1")
    return klassenscan("2H1", "Lyceum De Lindehof", TODAY, scanned, lambda s: desk.support.naming(s.id))


def test_a_klassenscan_holds_what_works_and_advice_only(desk: Store, tmp_path: Path) -> None:
    """S004 and S003: handling advice only, never reasons; nothing besloten, no kwadrant, no other class."""
    sheet, ids = scan(desk)
    assert ids == ("yara",), "Lina's case is alleen OCO; of Sem nothing is kept"
    forms = [letters.markdown(sheet), words_of(letters.docx(sheet), tmp_path / "a.docx")]
    for text in forms:
        found = {word.strip("*,.:") for word in text.split() if word.strip("*").startswith("zq")}
        assert found == {"zqwerkt", "zqeen", "zqtwee", "zqdrie"}
        assert "een andere leerling" in text and "Sem" not in text, "one pupil's lines name no other"
        for word in ("zorg", "sterk", "SAQI", "motivatie", "Kwadrant"):
            assert word not in text
    assert len(sheet.blocks) == 1 and len(sheet.blocks[0].lines) == 2, "one or two lines a pupil"


def test_of_a_class_of_which_nothing_is_known_nothing_stands_on_it(desk: Store) -> None:
    sheet, ids = klassenscan(
        "1B1", "", TODAY, desk.classes.scanned("1B1"), lambda s: desk.support.naming(s.id)
    )
    assert (sheet.blocks, ids) == ((), ())


@pytest.mark.parametrize(
    ("reader", "willen", "doen"),
    [
        ("oco", "zorg", "sterk"), ("mentor", "zorg", "sterk"), ("coordinator", "zorg", "sterk"),
        ("team", WITHHELD, "sterk"), ("schoolleider", "", ""), ("docent", "", ""), ("supporter", "", ""),
        ("lpa", "", ""), ("outside", "", ""),
    ],
)  # fmt: skip
def test_who_takes_over_reads_the_kwadrant_and_saqi_only_when_involved(
    desk: Store, reader: str, willen: str, doen: str
) -> None:
    """domain.md §8.2: a SAQI report may be seen only by those directly involved in the pupil's development (P43)."""
    kind = next(each for each in reader_kinds() if each.code == reader)
    facts, naming = desk.handovers.facts("yara"), desk.support.naming("yara")
    pages = handover_pages(facts, Receiver("C. Nootenboom", "", kind), reasons()["year"], naming)
    lines = {
        lead: text
        for block in pages.sheet.blocks
        if block.heading == "Kwadrant"
        for lead, text in block.lines
    }
    assert list(lines) == (["Kunnen", "Willen", "Presteren", "Doen"] if doen else [])
    assert lines.get("Willen", "").startswith(willen) and lines.get("Doen", "").startswith(doen)
    text = letters.text(pages.sheet)
    assert "zqnotitie" not in text and "zqconclusie" not in text
    assert ("motivatie zorg" in text) == (willen == "zorg")
