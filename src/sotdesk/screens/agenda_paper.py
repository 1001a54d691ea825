"""The agenda on paper: Word, Markdown, and an entry for the calendar. Initials and class, nothing of the case."""

from sotdesk.domain.report_model import AgendaDoc
from sotdesk.report_base import usable_base
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.handing_out import hand_out


def file_name(agenda: AgendaDoc, ending: str) -> str:
    """`SOT 2026-11-25 agenda.docx`: never a pupil's name."""
    short = "".join(sign for sign in agenda.short if sign.isalnum() or sign in " +-_").strip() or "overleg"
    return f"{short} {agenda.day:%Y-%m-%d} agenda.{ending}"


class AgendaPaper(BaseScreen):
    """The three keys that write the agenda out; `ids[0]` is the meeting."""

    def action_paper(self) -> None:
        """p: Word."""
        from sotdesk.documents.agenda_docx import render

        agenda = self.store.report.agenda(self.ids[0])
        hand_out(self, file_name(agenda, "docx"), lambda: render(agenda, usable_base(self.store)))

    def action_markdown(self) -> None:
        """m: Markdown."""
        from sotdesk.documents.agenda_md import render

        agenda = self.store.report.agenda(self.ids[0])
        hand_out(self, file_name(agenda, "md"), lambda: render(agenda).encode())

    def action_calendar(self) -> None:
        """k: an entry for the calendar."""
        from sotdesk.documents.agenda_ics import render

        agenda, now = self.store.report.agenda(self.ids[0]), self.store.clock.now()
        hand_out(self, file_name(agenda, "ics"), lambda: render(agenda, now))
