"""Every document about a school that is full of nasty text: it is made, opens again, and says the text literally.

Issue 4, "Proven by". Markdown stays text (no heading, list, link or HTML of hers), a DOCX is well-formed XML, a
calendar has no line of its own.
"""

import re
from pathlib import Path

import pytest
from tests.documents.outputs import of_meeting, of_pupil, printed, told
from tests.documents.small_meeting import Meeting
from tests.nasty import GROUPS, fill

from sotdesk.data.store import Store
from sotdesk.domain.meetings import MeetingState
from sotdesk.domain.text import clean

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
MARKS = re.compile(r"(?<!\\)(?:<(?:b|script|w:t|!--)|\[a\]\(|`code`|\*ster\*|&amp;|&#0;)")
"""What would be markup if it stood in Markdown as it was typed."""


@pytest.mark.parametrize("name", ["signs", "control", "unbroken"])
def test_every_document_opens_again_and_stays_text(store: Store, tmp_path: Path, name: str) -> None:
    fill(store, GROUPS[name])
    meeting = next(m for m in store.meetings.all() if m.state is MeetingState.ADOPTED)
    held = Meeting(store, store.clock, meeting.id, {})
    made = (
        of_meeting(held, tmp_path) | told(held, tmp_path) | of_pupil(held, "nasty", tmp_path) | printed(held)
    )
    assert len(made) > 40
    for output, text in made.items():
        assert clean(text) == text.replace("\r\n", "\n"), output
        assert not TURNING.search(text), output
        if output.endswith("md") or output.startswith("command"):
            assert not MARKS.search(text), output
            assert not re.search(r"^ *(?:# kop|- punt|---\S|> x)", text, re.MULTILINE), output
        if output.endswith("ics"):
            assert all(re.match(r"[A-Z-]+[;:]| ", line) for line in text.splitlines() if line), output
