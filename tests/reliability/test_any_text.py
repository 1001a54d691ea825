"""Any text in every text field, in every document about it (issue 7, "The bar"): 10,000 examples with `make prove`.

The examples are hypothesis's own. A school is filled with a hundred of them at a time, so that each stands in every
field and comes in every document; each document is made, opens again, and has the structure that it has with plain
words: no heading, link, list or HTML of hers.
"""

import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.conftest import NOW, open_vault
from tests.documents.outputs import of_meeting, of_pupil, printed, told
from tests.documents.small_meeting import Meeting
from tests.nasty import fill
from tests.reliability.conftest import Figure
from tests.reliability.full import counts

from sotdesk.data.store import Store
from sotdesk.domain.clock import fixed_at
from sotdesk.domain.meetings import MeetingState
from sotdesk.domain.text import clean

EXAMPLES, AT_ONCE = counts(25, 10_000), 100
SIGNS = st.sampled_from([*"#*_`<>[]()!|\\~+-=&;:/\"'{}@^$%.,0123456789 \n\t", "<b>", "](", "1. ", "- ", "&#"])
TEXT = st.one_of(
    st.text(min_size=1, max_size=24),
    st.lists(st.one_of(SIGNS, st.sampled_from(["woord", "é", "Yara"])), min_size=1, max_size=12).map("".join),
    st.text(st.characters(categories=("Cc", "Cf", "Cs", "Co", "Mn", "Zl", "Zp")), min_size=1, max_size=12),
)
BUILDS = {
    "heading_open", "link_open", "image", "html_block", "html_inline", "code_inline", "code_block", "fence", "em_open",
    "strong_open", "s_open", "bullet_list_open", "ordered_list_open", "list_item_open", "blockquote_open", "hr",
    "table_open",
}  # fmt: skip
"""What Markdown can make of signs."""
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _examples() -> list[str]:
    found: list[str] = []

    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), deadline=None,
    )  # fmt: skip
    @given(TEXT)
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found


@contextmanager
def _new_school(empty_vault: Path, folder: Path) -> Iterator[Store]:
    path = folder / "school.kluis"
    shutil.copy(empty_vault, path)
    with open_vault(path) as vault:
        yield Store(vault.engine, fixed_at(NOW))


def _documents(store: Store, folder: Path, text: str) -> dict[str, str]:
    """Every document of a school that is full of this text, as text by its name."""
    fill(store, text)
    meeting = next(m for m in store.meetings.all() if m.state is MeetingState.ADOPTED)
    held = Meeting(store, store.clock, meeting.id, {})
    return of_meeting(held, folder) | told(held, folder) | of_pupil(held, "nasty", folder) | printed(held)


def _structure(document: str) -> Counter[str]:
    """How often Markdown makes what of it."""
    tokens = [each for block in MARKDOWN.parse(document) for each in (block, *(block.children or ()))]
    return Counter(token.type for token in tokens if token.type in BUILDS)


def _one_form(document: str) -> str:
    """The document as cleaning leaves it when nothing had to go; in an .ics an accent may follow the n of a `\\n`."""
    return unicodedata.normalize("NFC", document.replace("\r\n", "\n"))


def _structures(documents: dict[str, str]) -> dict[tuple[str, frozenset[tuple[str, int]]], str]:
    """(The kind of document, its structure) → the name of one that has it; only Markdown has a structure."""
    return {
        (name.split()[0], frozenset(_structure(document).items())): name
        for name, document in documents.items()
        if name.endswith("md") or name.startswith("command")
    }


@pytest.mark.timeout(7200)
def test_any_text_in_every_field_makes_every_document(
    tmp_path: Path, empty_vault: Path, figure: Figure
) -> None:
    with _new_school(empty_vault, tmp_path) as store:
        usual = _structures(_documents(store, tmp_path, "gewone woorden"))
    examples, made = _examples(), 0
    for start in range(0, len(examples), AT_ONCE):
        text = " ".join(examples[start : start + AT_ONCE])
        with _new_school(empty_vault, tmp_path) as store:
            documents = _documents(store, tmp_path, text)
        for name, document in documents.items():
            assert clean(document) == _one_form(document), (start, name)
        of_hers = {name: kind for kind, name in _structures(documents).items() if kind not in usual}
        assert of_hers == {}, start
        made += len(documents)
    figure(
        "any text through every field to every document", f"{len(examples)} examples, {made} documents whole"
    )
