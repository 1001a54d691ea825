"""A DOCX sheet to write on: frame of header and footer, headings, lines, tables. Knows no report and no agenda."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sotdesk.documents.docx_base import (
    QUIET,
    content_of,
    drop_traces,
    dutch,
    new_document,
    page_numbers,
    properties,
    write,
)
from sotdesk.documents.docx_template import open_base
from sotdesk.domain.words import with_colon

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

LINE = "B8C2C8"
"""Colour of the thin lines in a table."""


class Sheet:
    """A document that is being written, plain or on the school's own base."""

    def __init__(self, title: str, heading: str, today: date, base: Path | None = None) -> None:
        """`heading` stands in the header of every page; `title` in the properties, so it names no pupil.

        ExportError when `base` is no .docx.
        """
        self._document: Document = new_document() if base is None else open_base(base)
        self._ids: dict[str, str] = {
            style.name: style.style_id for style in self._document.styles if style.name
        }
        if base is None:
            drop_traces(self._document)
        else:
            dutch(self._document)
        properties(self._document, title, today)
        for header, footer in self._frames():
            self._styled(_free(header), "Header", heading)
            self._pages(_free(footer))

    @property
    def content(self) -> bytes:
        """The finished file."""
        return content_of(self._document)

    def line(self, text: str, lead: str = "", *, listed: bool = False) -> None:
        """A paragraph, or a line of a list; `lead` stands before it in bold."""
        paragraph = self._document.add_paragraph()
        if listed and not self._style(paragraph, "List Bullet"):
            write(paragraph, "• ")
        if lead:
            write(paragraph, f"{with_colon(lead)} ", bold=True)
        write(paragraph, text)

    def quiet(self, text: str) -> None:
        """A line in the background, under a heading; with the heading it stays on the page of what follows."""
        from docx.shared import Pt

        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(6)
        paragraph.paragraph_format.keep_with_next = True
        write(paragraph, text, colour=QUIET)

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        """A title (0) or heading; a base without that style gets it in bold."""
        paragraph = self._document.add_paragraph()
        if new_page:
            paragraph.paragraph_format.page_break_before = True
        known = self._style(paragraph, "Title" if level == 0 else f"Heading {level}")
        write(paragraph, text, bold=not known)
        paragraph.paragraph_format.keep_with_next = True

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[int]) -> None:
        """A table with a header row that repeats on each page; `shares` are the columns' parts of the text width."""
        table = self._document.add_table(rows=1, cols=len(header))
        table.autofit = False
        _lines(table)
        _fill(table.rows[0], header, bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(_made("w:tblHeader"))
        for row in rows:
            _fill(table.add_row(), [cell or "–" for cell in row])
        self._widths(table, shares)
        self._room()

    def _widths(self, table: Any, shares: Sequence[int]) -> None:
        from docx.shared import Emu

        section = self._document.sections[0]
        page, left, right = (
            size or 0 for size in (section.page_width, section.left_margin, section.right_margin)
        )
        widths = [Emu((page - left - right) * share // sum(shares)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width

    def _room(self) -> None:
        """A little room under a table, which has no space of its own."""
        from docx.shared import Pt

        form = self._document.add_paragraph().paragraph_format
        form.space_after, form.line_spacing = Pt(0), Pt(6)

    def _style(self, paragraph: "Paragraph", name: str) -> bool:
        """Gives a paragraph a built-in style by its English name; False when a school's own file lacks it.

        By the style's id, since python-docx searches all styles for every paragraph otherwise.
        """
        found = self._ids.get(name)
        if found is not None:
            element: Any = paragraph._p
            element.style = found
        return found is not None

    def _styled(self, paragraph: "Paragraph", name: str, text: str) -> None:
        self._style(paragraph, name)
        write(paragraph, text)

    def _pages(self, paragraph: "Paragraph") -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        self._style(paragraph, "Footer")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        page_numbers(paragraph)

    def _frames(self) -> list[tuple[Any, Any]]:
        """The headers and footers in use: also of a first page or of even pages that differ."""
        section = self._document.sections[0]
        found: list[tuple[Any, Any]] = [(section.header, section.footer)]
        if section.different_first_page_header_footer:
            found.append((section.first_page_header, section.first_page_footer))
        if self._document.settings.odd_and_even_pages_header_footer:
            found.append((section.even_page_header, section.even_page_footer))
        return found


def _free(place: Any) -> "Paragraph":
    """An empty paragraph at the end of a header or footer: the only one there is, or one behind the school's own."""
    place.is_linked_to_previous = False
    last = place.paragraphs[-1] if place.paragraphs else None
    if last is not None and not last.runs and not last.text and last._p.getnext() is None:
        return last  # type: ignore[no-any-return]
    return place.add_paragraph()  # type: ignore[no-any-return]


def _fill(row: Any, cells: Sequence[str], *, bold: bool = False) -> None:
    from docx.shared import Pt

    row._tr.get_or_add_trPr().append(_made("w:cantSplit"))
    for cell, text in zip(row.cells, cells, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        write(paragraph, text, bold=bold)


def _lines(table: Any) -> None:
    """Thin lines between rows only, and the text of the first column in line with the text above."""
    borders = _made("w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        borders.append(_made(f"w:{edge}", val="single", sz="4", space="0", color=LINE))
    margins = _made("w:tblCellMar")
    margins.append(_made("w:left", w="0", type="dxa"))
    margins.append(_made("w:right", w="120", type="dxa"))
    behind = ("w:tblLook", "w:tblCaption", "w:tblDescription")
    properties = table._tbl.tblPr
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", *behind)
    properties.insert_element_before(margins, *behind)


def _made(name: str, **values: str) -> Any:
    """A WordprocessingML element with its attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element
