"""The agenda to hand round, as DOCX: times, initials and class, kind and minutes; nothing of a case."""

from pathlib import Path

from sotdesk.documents.agenda_md import COLUMNS, cells, subtitle, title
from sotdesk.documents.docx_parts import Sheet
from sotdesk.documents.layout import CONFIDENTIAL
from sotdesk.documents.writing import save
from sotdesk.domain.report_model import AgendaDoc

SHARES = (12, 56, 18, 14)


def write(agenda: AgendaDoc, path: Path, base: Path | None = None, *, over: bool = False) -> Path:
    """Writes the agenda as a DOCX (mode 0600) and gives its path; errors as in `minutes_docx.write`."""
    return save(path, render(agenda, base), over=over)


def render(agenda: AgendaDoc, base: Path | None = None) -> bytes:
    """The agenda as the bytes of a DOCX."""
    sheet = Sheet(title(agenda), CONFIDENTIAL, agenda.day, base)
    sheet.heading(title(agenda), 0)
    sheet.quiet(subtitle(agenda))
    sheet.table(COLUMNS, cells(agenda), SHARES)
    return sheet.content
