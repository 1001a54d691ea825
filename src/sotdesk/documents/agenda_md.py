"""The agenda to hand round, as Markdown: times, initials and class, kind and minutes; nothing of a case."""

from sotdesk.documents.markdown import escaped, table
from sotdesk.domain.report_model import AgendaDoc
from sotdesk.domain.words import full_date

COLUMNS = ("Tijd", "Punt", "Soort", "Minuten")


def render(agenda: AgendaDoc) -> str:
    """The agenda as Markdown, ended by one line end."""
    lines = [f"# {escaped(title(agenda))}", "", escaped(subtitle(agenda)), "", *table(COLUMNS, cells(agenda))]
    return "\n".join(lines) + "\n"


def title(agenda: AgendaDoc) -> str:
    """`Agenda SOT, woensdag 25 november 2026`."""
    return f"Agenda {agenda.short or agenda.kind}, {full_date(agenda.day)}"


def subtitle(agenda: AgendaDoc) -> str:
    """School, time and place on one line."""
    return " · ".join(filter(None, [agenda.school, f"{agenda.start:%H:%M}–{agenda.end:%H:%M}", agenda.place]))


def cells(agenda: AgendaDoc) -> list[tuple[str, str, str, str]]:
    """The rows of the agenda as words."""
    return [(f"{row.at:%H:%M}", row.title, row.kind, str(row.minutes)) for row in agenda.rows]
