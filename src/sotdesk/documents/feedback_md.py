"""One reader's note about one pupil as Markdown: the same words as the plain text and the DOCX."""

from sotdesk.documents.layout import CONFIDENTIAL
from sotdesk.documents.markdown import bullet, escaped
from sotdesk.domain.feedback import Note
from sotdesk.domain.feedback_text import GREETING, sections


def render(note: Note) -> str:
    """The note as Markdown, ended by one line end."""
    lines = [f"# {escaped(note.title)}", "", CONFIDENTIAL, "", f"**{escaped(note.heading)}**"]
    for paragraph in filter(None, (note.opening, note.intro)):
        lines += ["", escaped(paragraph)]
    for title, said in sections(note):
        lines += ["", f"## {escaped(title)}", "", *map(bullet, said)]
    if not note.has_content:
        lines += ["", escaped(note.titles["nothing"])]
    if note.closing:
        lines += ["", GREETING, "", escaped(note.closing)]
    return "\n".join(lines) + "\n"
