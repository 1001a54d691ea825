"""A letter to one person as plain text to paste, as Markdown and as DOCX: the same words in three forms."""

from collections.abc import Iterator
from pathlib import Path

from sotdesk.documents.docx_parts import Sheet
from sotdesk.documents.layout import CONFIDENTIAL
from sotdesk.documents.markdown import bullet, escaped
from sotdesk.domain.letters import Written
from sotdesk.domain.text import clean


def text(letter: Written) -> str:
    """The letter as plain text, for a message or the school's own system; ended by one line end."""
    paragraphs = [letter.title, *letter.opening]
    paragraphs += ["\n".join(_plain(letter, number)) for number in range(len(letter.blocks))]
    return clean("\n\n".join([*paragraphs, *letter.closing])) + "\n"


def _plain(letter: Written, number: int) -> Iterator[str]:
    block = letter.blocks[number]
    yield block.heading
    if block.about:
        yield block.about
    for lead, said in block.lines:
        yield f"- {lead}: {said}" if lead else f"- {said}"


def markdown(letter: Written) -> str:
    """The letter as Markdown, ended by one line end."""
    lines = [f"# {escaped(letter.title)}", "", CONFIDENTIAL]
    for paragraph in letter.opening:
        lines += ["", escaped(paragraph)]
    for block in letter.blocks:
        lines += ["", f"## {escaped(block.heading)}", ""]
        lines += [escaped(block.about), ""] if block.about else []
        lines += [bullet(said, lead) for lead, said in block.lines] or []
        if not block.lines:
            lines.pop()
    for paragraph in letter.closing:
        lines += ["", escaped(paragraph)]
    return "\n".join(lines) + "\n"


def docx(letter: Written, base: Path | None = None) -> bytes:
    """The letter as the bytes of a DOCX; ExportError when the school's own `base` cannot be read."""
    sheet = Sheet(letter.title, CONFIDENTIAL, letter.day, base)
    sheet.heading(letter.title, 0)
    for paragraph in letter.opening:
        sheet.line(paragraph)
    for block in letter.blocks:
        sheet.heading(block.heading, 1)
        if block.about:
            sheet.quiet(block.about)
        for lead, said in block.lines:
            sheet.line(said, lead, listed=True)
    for paragraph in letter.closing:
        sheet.line(paragraph)
    return sheet.content
