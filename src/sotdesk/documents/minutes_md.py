"""The report as Markdown: the same words as the DOCX, readable as plain text."""

from collections.abc import Iterator

from sotdesk.documents.layout import COLUMNS, CONFIDENTIAL, Point, Section, lay_out
from sotdesk.documents.markdown import bullet, escaped, table
from sotdesk.domain.initials import Naming
from sotdesk.domain.report_model import Minutes


def render(minutes: Minutes, naming: Naming) -> str:
    """The report as Markdown, ended by one line end."""
    report = lay_out(minutes, naming)
    lines = [f"# {escaped(report.title)}", "", f"{CONFIDENTIAL} · {report.status}", ""]
    lines += [bullet(fact.text, fact.lead) for fact in report.facts]
    for point in report.points:
        lines += ["", *_point(point)]
    if report.left_over:
        lines += ["", "## Niet besproken", "", *(bullet(one.text, one.lead) for one in report.left_over)]
    return "\n".join(lines) + "\n"


def _point(point: Point, level: int = 2) -> Iterator[str]:
    """One item; the parts it was split into stand under it, one level lower."""
    yield f"{'#' * level} {escaped(point.heading)}"
    yield ""
    yield escaped(point.about)
    for section in point.sections:
        yield ""
        yield from _section(section, level + 1)
    for part in point.parts:
        yield ""
        yield from _point(part, level + 1)


def _section(section: Section, level: int) -> Iterator[str]:
    if section.title:
        yield f"{'#' * level} {section.title}"
        yield ""
    if section.rows:
        yield from table(COLUMNS, section.rows)
    for entry in section.entries:
        yield bullet(entry.text, entry.lead)
