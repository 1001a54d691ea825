"""One reader's note about one pupil as DOCX, on plain A4 or on the school's own base; its properties name no pupil."""

from pathlib import Path

from sotdesk.documents.docx_parts import Sheet
from sotdesk.documents.layout import CONFIDENTIAL
from sotdesk.domain.feedback import Note
from sotdesk.domain.feedback_text import GREETING, sections


def render(note: Note, base: Path | None = None) -> bytes:
    """The note as the bytes of a DOCX; ExportError when the school's own `base` cannot be read."""
    sheet = Sheet(note.title, CONFIDENTIAL, note.day, base)
    sheet.heading(note.title, 0)
    sheet.heading(note.heading, 1)
    for paragraph in filter(None, (note.opening, note.intro)):
        sheet.line(paragraph)
    for title, said in sections(note):
        sheet.heading(title, 2)
        for line in said:
            sheet.line(line, listed=True)
    if not note.has_content:
        sheet.line(note.titles["nothing"])
    if note.closing:
        sheet.line("")
        sheet.line(GREETING)
        sheet.line(note.closing)
    return sheet.content
