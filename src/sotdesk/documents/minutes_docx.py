"""The report as DOCX: heading 1 per point, agreements in a table, on plain A4 or on the school's own base."""

from pathlib import Path

from sotdesk.documents.docx_parts import Sheet
from sotdesk.documents.layout import COLUMNS, CONFIDENTIAL, Point, Section, lay_out
from sotdesk.documents.writing import save
from sotdesk.domain.initials import Naming
from sotdesk.domain.report_model import Minutes

SHARES = (21, 33, 11, 20, 15)
"""Parts of the text width for wie, wat, waar, wanneer, evaluatie."""


def write(
    minutes: Minutes, naming: Naming, path: Path, base: Path | None = None, *, over: bool = False
) -> Path:
    """Writes the report as a DOCX (mode 0600) and gives its path.

    `base` is a school's own .docx. ExportError when it cannot be read or the file cannot be written; its
    subclass `writing.Exists` when there is a file already and `over` was not asked.
    """
    return save(path, render(minutes, naming, base), over=over)


def render(minutes: Minutes, naming: Naming, base: Path | None = None) -> bytes:
    """The report as the bytes of a DOCX."""
    report = lay_out(minutes, naming)
    sheet = Sheet(report.title, f"{CONFIDENTIAL} · {report.status}", minutes.today, base)
    sheet.heading(report.title, 0)
    for fact in report.facts:
        sheet.line(fact.text, fact.lead)
    for point in report.points:
        _point(sheet, point)
    if report.left_over:
        sheet.heading("Niet besproken", 1)
        for one in report.left_over:
            sheet.line(one.text, one.lead, listed=True)
    return sheet.content


def _point(sheet: Sheet, point: Point, level: int = 1) -> None:
    """One item; the parts it was split into stand under it, one level lower."""
    sheet.heading(point.heading, level)
    sheet.quiet(point.about)
    for section in point.sections:
        _section(sheet, section, level + 1)
    for part in point.parts:
        _point(sheet, part, level + 1)


def _section(sheet: Sheet, section: Section, level: int) -> None:
    if section.title:
        sheet.heading(section.title, level)
    if section.rows:
        sheet.table(COLUMNS, section.rows, SHARES)
    for entry in section.entries:
        sheet.line(entry.text, entry.lead, listed=bool(section.title))
