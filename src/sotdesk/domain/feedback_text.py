"""A note as plain text to paste: short lines, no signs that a mail program or a school's system would change."""

from collections.abc import Iterator

from sotdesk.domain.feedback import Agreement, Note, Said

PARTS = (
    "facts",
    "voices",
    "evaluations",
    "decisions",
    "advice",
    "settled",
    "agreements",
    "evaluation_date",
    "outcome",
)
"""The parts of a note in the order in which they are read."""
GREETING = "Met vriendelijke groet,"


def plain(note: Note) -> str:
    """The whole note as text, ended by one line end."""
    blocks = [[note.title, note.heading], [note.opening]]
    if note.intro:
        blocks.append([note.intro])
    blocks += [[title, *(f"- {line}" for line in lines)] for title, lines in sections(note)]
    if not note.has_content:
        blocks.append([note.titles["nothing"]])
    if note.closing:
        blocks += [[GREETING], [note.closing]]
    return "\n\n".join("\n".join(filter(None, block)) for block in blocks if any(block)) + "\n"


def sections(note: Note) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each part that has something: its heading and its lines."""
    for part in PARTS:
        found = getattr(note, part)
        lines = (found,) if isinstance(found, str) else tuple(map(line_of, found))
        if lines and any(lines):
            yield note.titles[part], lines


def line_of(one: Said | Agreement) -> str:
    """One line in words: `ouders: …`, `jij: belt ouders, vr 27 nov, evaluatie wo 9 dec`."""
    if isinstance(one, Said):
        return f"{one.who}: {one.text}" if one.who else one.text
    evaluation = f"evaluatie {one.evaluation}" if one.evaluation else ""
    return f"{one.who}: {', '.join(filter(None, [one.what, one.where, one.when, evaluation]))}"
