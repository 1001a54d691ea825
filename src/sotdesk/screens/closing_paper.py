"""The report on paper: Word or Markdown for the SOT, and the coordinator's own copy; names are reviewed first."""

from pathlib import Path

from sotdesk.domain.initials import Decision, Naming, third_parties
from sotdesk.domain.report_model import Minutes
from sotdesk.report_base import usable_base
from sotdesk.screens.base import BaseScreen
from sotdesk.screens.export_review import ExportReview
from sotdesk.screens.handing_out import hand_out


class ClosingPaper(BaseScreen):
    """The keys that write the report out; `ids[0]` is the meeting."""

    def action_paper(self) -> None:
        """p: Word, for the SOT."""
        self._review("docx", own=False)

    def action_markdown(self) -> None:
        """m: Markdown, for the SOT."""
        self._review("md", own=False)

    def action_own(self) -> None:
        """e: Word, the coordinator's own copy with the besloten lines."""
        self._review("docx", own=True)

    def _review(self, ending: str, *, own: bool) -> None:
        minutes = self.store.report.minutes(self.ids[0], own=own)
        if third_parties(minutes, self.store.report.students()):
            self.open("review", ending, "own" if own else "")
        else:
            self._hand_out(ending, own, {})

    def open_review(self, ending: str, own: str) -> None:
        """The names of others, each to be decided."""
        minutes = self.store.report.minutes(self.ids[0], own=bool(own))
        review = ExportReview(third_parties(minutes, self.store.report.students()))

        def decided(decisions: dict[str, Decision] | None) -> None:
            if decisions is not None:
                self._hand_out(ending, bool(own), decisions)

        self.app.push_screen(review, decided)

    def _hand_out(self, ending: str, own: bool, decisions: dict[str, Decision]) -> None:
        minutes = self.store.report.minutes(self.ids[0], own=own)
        naming = Naming.of(minutes, self.store.report.students(), decisions)

        def make() -> bytes:
            if ending == "docx":
                return _docx(minutes, naming, usable_base(self.store))
            return _markdown(minutes, naming)

        hand_out(self, file_name(minutes, ending), make)


def file_name(minutes: Minutes, ending: str) -> str:
    """`SOT 2026-11-25 verslag.docx`: never a pupil's name."""
    short = "".join(sign for sign in minutes.short if sign.isalnum() or sign in " +-_").strip() or "overleg"
    own = " eigen exemplaar" if minutes.own else ""
    return f"{short} {minutes.day:%Y-%m-%d} verslag{own}.{ending}"


def _docx(minutes: Minutes, naming: Naming, base: Path | None) -> bytes:
    from sotdesk.documents.minutes_docx import render

    return render(minutes, naming, base)


def _markdown(minutes: Minutes, naming: Naming) -> bytes:
    from sotdesk.documents.minutes_md import render

    return render(minutes, naming).encode()
