"""A letter to one person as plain text to paste, as Markdown and as DOCX: the same words in three forms."""

from collections.abc import Iterator
from pathlib import Path

from sotdesk.documents.docx_parts import Sheet
from sotdesk.documents.layout import CONFIDENTIAL
from sotdesk.documents.markdown import bullet, escaped
from sotdesk.domain.letters import Written
from sotdesk.domain.text import clean
from sotdesk.domain.words import with_colon

PAGE = "---"
"""Between two pages of Markdown: a line across."""


def text(letter: Written, *more: Written) -> str:
    """The letter as plain text, for a message or the school's own system, and `more` under it; ends in a line end."""
    paragraphs: list[str] = []
    for page in (letter, *more):
        paragraphs += [page.title, *page.opening]
        paragraphs += ["\n".join(_plain(page, number)) for number in range(len(page.blocks))]
        paragraphs += page.closing
    return clean("\n\n".join(paragraphs)) + "\n"


def _plain(letter: Written, number: int) -> Iterator[str]:
    block = letter.blocks[number]
    yield block.heading
    if block.about:
        yield block.about
    for lead, said in block.lines:
        yield f"- {with_colon(lead)} {said}" if lead else f"- {said}"


def markdown(letter: Written, *more: Written) -> str:
    """The letter as Markdown, ended by one line end; `more` pages each behind a line across."""
    return f"\n{PAGE}\n\n".join("\n".join(_page(page)) + "\n" for page in (letter, *more))


def _page(letter: Written) -> list[str]:
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
    return lines


def docx(letter: Written, base: Path | None = None, *more: Written) -> bytes:
    """The letter as the bytes of a DOCX, `more` each on a page of its own; ExportError when the school's own `base`
    cannot be read."""
    sheet = Sheet(letter.title, CONFIDENTIAL, letter.day, base)
    for number, page in enumerate((letter, *more)):
        _on(sheet, page, new_page=number > 0)
    return sheet.content


def _on(sheet: Sheet, letter: Written, *, new_page: bool) -> None:
    sheet.heading(letter.title, 0, new_page=new_page)
    for paragraph in letter.opening:
        sheet.line(paragraph)
    for block in letter.blocks:
        sheet.heading(block.heading, 1)
        if block.about:
            sheet.quiet(block.about)
        for lead, said in block.lines:
            sheet.line(said, lead, listed=True)
    if letter.closing and letter.blocks:
        sheet.line("")
    for paragraph in letter.closing:
        sheet.line(paragraph)
