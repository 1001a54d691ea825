"""The ground of every DOCX: A4, Dutch, one quiet look, clean properties, page numbers. python-docx is loaded on use."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sotdesk.domain.text import clean, one_line

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

LANGUAGE = "nl-NL"
FONT = "Arial"
INK, ACCENT, QUIET = "1F2933", "1F4E5F", "5B6770"
"""Text, headings, and what stands in the background; all ≥ 4.5:1 on white."""


def new_document() -> "Document":
    """An empty A4 document in Dutch with the desk's own look."""
    from docx import Document

    document = Document()
    a4(document)
    dutch(document)
    _look(document)
    return document


def a4(document: "Document") -> None:
    """A4 upright, 2.5 cm at the sides and 2 cm above and below."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)


def dutch(document: "Document") -> None:
    """The Dutch language for every style, also in the defaults the styles come from."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    styles = document.styles
    languages = list(styles.element.iter(qn("w:lang")))
    if not languages:
        normal: Any = styles["Normal"]
        languages = [OxmlElement("w:lang")]
        normal.element.get_or_add_rPr().append(languages[0])
    for language in languages:
        language.set(qn("w:val"), LANGUAGE)


LONGEST_PROPERTY = 255
"""python-docx refuses more in a property of a file."""


def properties(document: "Document", title: str, today: date) -> None:
    """Clean properties: python-docx stamps itself and 2013 on every file, a school's own file its maker."""
    core = document.core_properties
    core.title, core.language = one_line(title)[:LONGEST_PROPERTY], LANGUAGE
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = ""
    core.category = core.content_status = core.identifier = core.version = ""
    core.created = core.modified = datetime.combine(today, time(), UTC)
    _drop_last_printed(core)
    core.revision = 1


def drop_traces(document: "Document") -> None:
    """python-docx's own template carries a thumbnail and another program's properties."""
    package: Any = document.part.package
    for key, relation in list(package.rels.items()):
        if not relation.reltype.endswith(("/officeDocument", "/core-properties")):
            del package.rels[key]


def content_of(document: "Document") -> bytes:
    """The finished file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def write(paragraph: "Paragraph", text: str, *, bold: bool = False, colour: str = "") -> None:
    """Adds literal text; what a document cannot hold is taken out."""
    from docx.shared import RGBColor

    run = paragraph.add_run(clean(text))
    if bold:
        run.bold = True
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)


def page_numbers(paragraph: "Paragraph") -> None:
    """`2 van 5`, kept right by the word processor."""
    _field(paragraph, "PAGE")
    paragraph.add_run(" van ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: "Paragraph", code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "instr", "separate", "result", "end"):
        run: Any = paragraph.add_run()
        if kind == "instr":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
        elif kind == "result":
            run.text = "1"
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _look(document: "Document") -> None:
    """One plain font; sizes and space that let a page be read from across a table."""
    for name, size, colour, before, after in (
        ("Normal", 10, INK, 0, 3),
        ("Title", 19, ACCENT, 0, 2),
        ("Heading 1", 14, ACCENT, 20, 2),
        ("Heading 2", 10, ACCENT, 9, 2),
        ("Heading 3", 10, INK, 6, 2),
        ("List Bullet", 10, INK, 0, 2),
        ("Header", 8, QUIET, 0, 0),
        ("Footer", 8, QUIET, 0, 0),
    ):
        _set(document.styles[name], size, colour, before, after)


def _set(one: Any, size: int, colour: str, before: int, after: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    fonts = one.element.get_or_add_rPr().rFonts
    if fonts is not None:
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
    one.font.name, one.font.size = FONT, Pt(size)
    one.font.color.rgb = RGBColor.from_string(colour)
    form = one.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.1
    borders = one.element.pPr.find(qn("w:pBdr")) if one.element.pPr is not None else None
    if borders is not None:
        one.element.pPr.remove(borders)


def _drop_last_printed(core: Any) -> None:
    for child in list(core._element):
        if child.tag.endswith("}lastPrinted"):
            core._element.remove(child)
