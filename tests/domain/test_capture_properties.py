"""What holds for every line anyone can type: no error, no word lost, spans inside the line (product.md §4)."""

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sotdesk.domain.calendar import Moment, Period, SchoolCalendar
from sotdesk.domain.capture import Audience, Kind, Person, Reading, Table, read
from sotdesk.domain.capture_complete import completions, next_choice
from sotdesk.domain.capture_preview import cells, preview
from sotdesk.domain.capture_pupils import Pupils
from sotdesk.domain.dates import Frame
from sotdesk.domain.outcomes import Outcome
from sotdesk.domain.students import Student
from sotdesk.domain.text import fold

TABLE = Table(
    Frame(
        date(2026, 11, 25),
        SchoolCalendar(
            (Period("kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),),
            (Moment("rapportvergadering", date(2027, 1, 25)),),
        ),
        date(2026, 12, 16),
    ),
    people=(
        Person("c3", "mentor (M. Bos)", ("mentor", "m. bos", "bos"), "mentor"),
        Person("c4", "mentor (J. Vos)", ("mentor", "j. vos", "vos"), "mentor"),
        Person("c1", "SMW (N. Smit)", ("smw", "n. smit"), "smw", True),
        Person("c2", "SVK (T. Kuiper)", ("svk", "t. kuiper"), "svk", True),
        Person("r", "moeder", ("moeder",), "moeder"),
    ),
    items=(("1", "Opening"), ("2", "Sem B. 1B4")),
    agreements=(1, 2),
    has_action=True,
    pupils=Pupils(
        (Student("lina", "1", "Lina", "", "Karimi", "2H1"), Student("sami", "2", "Sami", "", "Karimi", "4V1"))
    ),
    outcomes=(Outcome("volgen", status="volgen"), Outcome("afsluiten", act="close")),
)

PARTS = st.sampled_from(
    ["(", "((", "!", "*", "?", "!!", "@", "@smw", "@smw,mentor", "@mentor", "@de Vries:", "@m. bos", ">", ">vr",
     ">di 1 dec", ">>9 dec", ">>", ">na de toetsweek", ">16 uur", ">zsm", "#lokaal 112", "#", "&lina", "&piet",
     "ll:", "smw:", "moeder:", "ev: deels", "uit: volgen", "toest: moeder, wijkteam", "=1", "=2", "x", "+moeder",
     "-svk", "/", "/sem", "/+noor 3m2", "\\", "\\@smw", "\\!", ")", "belt", "ouders", "gesprek", ",", ".", "é",
     "10:30", "'t Hart", "李小龙", "👍"]
)  # fmt: skip
LINES = st.one_of(
    st.text(max_size=60),
    st.builds(
        lambda parts, glue: glue.join(parts), st.lists(PARTS, max_size=9), st.sampled_from([" ", "", "  "])
    ),
)
GRAMMAR_WORDS = {"ev", "uit", "toest", "x"}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def kept_words(reading: Reading) -> str:
    """All words that stand in a piece; who is named twice is kept once, so a name understood counts."""
    texts = [reading.raw[span.start : span.end] for span in reading.spans if span.role == "who"]
    for piece in reading.pieces:
        texts += [
            piece.text,
            piece.where,
            piece.reason,
            str(piece.number or ""),
            *(s.first_name for s in piece.also),
        ]
        texts += [who.words for who in (*piece.who, *([piece.voice] if piece.voice else []))]
        texts += [day.words for day in (piece.due, piece.evaluation) if day]
    return " ".join(texts)


@given(LINES)
def test_no_word_of_a_line_is_lost(line: str) -> None:
    reading = read(line, TABLE)
    if not reading.acts:
        assert set(words(line)) - GRAMMAR_WORDS <= set(words(kept_words(reading)))


@given(LINES)
def test_spans_lie_inside_the_line_one_after_the_other(line: str) -> None:
    at = 0
    for span in read(line, TABLE).spans:
        assert at <= span.start < span.end <= len(line)
        at = span.end


@given(LINES)
def test_every_line_that_is_not_blank_gives_something(line: str) -> None:
    """Enter always keeps the line: nothing typed disappears, and the raw line is kept whole."""
    reading = read(line, TABLE)
    assert bool(reading.pieces) == bool(line.strip())
    assert reading.raw == line
    assert all(piece.text or piece.kind is not Kind.FACT for piece in reading.pieces)


@given(st.text(alphabet="abcdeé ,.;'0123456789", max_size=60))
def test_a_line_without_any_sign_is_a_fact_with_its_own_text(line: str) -> None:
    pieces = read(line, TABLE).pieces
    assert [(piece.kind, piece.text) for piece in pieces] == (
        [(Kind.FACT, line.strip())] if line.strip() else []
    )


@given(LINES)
def test_a_bracket_narrows_whatever_follows(line: str) -> None:
    """A line that was meant to be besloten is never read by more people than that."""
    assert all(piece.audience is not Audience.SOT for piece in read(f"({line}", TABLE).pieces)


@given(LINES)
def test_reading_twice_is_reading_once(line: str) -> None:
    assert read(line, TABLE) == read(line, TABLE)


@settings(max_examples=200)
@given(LINES, st.sampled_from([60, 74, 100, 118]), st.integers(0, 60))
def test_every_line_has_a_preview_and_choices(line: str, width: int, cursor: int) -> None:
    reading = read(line, TABLE)
    shown = preview(
        reading,
        TABLE,
        width=width,
        typing=line[:cursor].rsplit(maxsplit=1)[-1] if line[:cursor].split() else "",
    )
    assert shown
    assert {style for _, style in shown} <= {"label", "kind", "text", "warn", "muted"}
    for choice in completions(line, min(cursor, len(line)), TABLE):
        assert 0 <= choice.start <= cursor
        assert cells(choice.label) > 0


@given(LINES)
def test_tab_changes_the_person_and_nothing_else(line: str) -> None:
    changed = next_choice(line, TABLE)
    if changed is not None:
        assert changed != line
        before, after = (read(text, TABLE).pieces for text in (line, changed))
        assert [piece.kind for piece in before] == [piece.kind for piece in after]
