"""An item that was split, and a line that names another pupil, in the report: the words as they leave the desk."""

from datetime import date, datetime, time

import docx
import pytest

from sotdesk.documents import minutes_docx, minutes_md
from sotdesk.domain.initials import Naming
from sotdesk.domain.meetings import (
    Item,
    ItemKind,
    ItemState,
    Line,
    Meeting,
    MeetingKind,
    MeetingState,
    Present,
)
from sotdesk.domain.report import Material, Minutes, compose
from sotdesk.domain.report_agenda import agenda_doc
from sotdesk.domain.students import Student

DAY = date(2026, 11, 25)
YARA = Student("yara", "1", "Yara", "", "Achterberg", "2H1")
LINA = Student("lina", "2", "Lina", "", "Karimi", "2H1")


def at(clock: str) -> datetime:
    return datetime.combine(DAY, time.fromisoformat(clock))


def item(key: str, position: int, pupil: Student, part_of: str = "") -> Item:
    minutes = 0 if part_of else 10
    return Item(
        key,
        "m",
        position,
        ItemKind.PROGRESS,
        "",
        minutes,
        (pupil,),
        state=ItemState.DISCUSSED,
        part_of=part_of,
    )


PEOPLE = (
    Present("smw", "SMW (N. Smit)", "smw", "c1", at("13:00"), at("14:00")),
    Present("ma", "moeder", "moeder", "", at("13:15"), at("13:24"), item_id="y", guest=True),
)
ITEMS = (item("y", 1, YARA), item("y2", 2, YARA, "y"), item("l", 3, LINA))
LINES = (
    Line("1", "y", "voice", "slaapt slecht", "sot", at("13:17"), voice="ouders"),
    Line("2", "y2", "fact", "Yara is bang thuis", "sot", at("13:26")),
    Line("3", "y2", "decision", "samen fietsen met Lina", "sot", at("13:28"), also=(LINA,)),
)
STRETCHES = {"y": ((at("13:15"), at("13:26")),), "y2": ((at("13:26"), at("13:40")),), "l": ()}
GOLDEN = """\
## Y.A. (2H1)

voortgang · 10 min gepland, 0 min besteed · erbij: SMW (N. Smit), moeder (tot 13:24)

### Inbreng

- **ouders:** slaapt slecht

### Deel 2

0 min besteed · erbij: SMW (N. Smit)

#### Feiten

- Y.A. is bang thuis

#### Besluiten

- samen fietsen met L.K.

## L.K. (2H1)

voortgang · 10 min gepland, 0 min besteed

### Besluiten

- samen fietsen met L.K.
"""


@pytest.fixture
def meeting() -> Meeting:
    kind = MeetingKind("k", "SOT", "SOT")
    return Meeting(
        "m", kind, DAY, time(13), 90, state=MeetingState.CONCEPT, closed_at=at("14:00"), items=ITEMS,
        present=PEOPLE, started_at=at("13:00"),
    )  # fmt: skip


@pytest.fixture
def minutes(meeting: Meeting) -> Minutes:
    return compose(Material(meeting, LINES, "", at("15:00"), stretches=STRETCHES))


def test_the_second_part_stands_under_the_same_pupil_and_does_not_name_who_had_left(minutes: Minutes) -> None:
    """meeting-story.md: the second part of Yara's item does not name her mother as present."""
    text = minutes_md.render(minutes, Naming.of(minutes, (YARA, LINA)))
    assert text[text.index("## Y.A.") :] == GOLDEN
    assert [each.number for each in minutes.items] == [1, 2]


def test_the_docx_says_the_same(minutes: Minutes, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "deel.docx"
    path.write_bytes(minutes_docx.render(minutes, Naming.of(minutes, (YARA, LINA))))
    found = [(p.style.name, p.text) for p in docx.Document(str(path)).paragraphs if p.style]
    assert ("Heading 1", "Y.A. (2H1)") in found
    assert ("Heading 2", "Deel 2") in found
    assert ("Heading 3", "Feiten") in found
    assert [text for _, text in found if "moeder" in text] == [
        "voortgang · 10 min gepland, 0 min besteed · erbij: SMW (N. Smit), moeder (tot 13:24)"
    ]


def test_the_agenda_that_leaves_has_the_item_once(meeting: Meeting) -> None:
    rows = agenda_doc(meeting, "", (YARA, LINA), ()).rows
    assert [(f"{row.at:%H:%M}", row.title) for row in rows] == [
        ("13:00", "Y.A. (2H1)"),
        ("13:10", "L.K. (2H1)"),
    ]
