"""Closing, part 5: the report as Word or Markdown, adopting it, opening the meeting again, a correction."""

from datetime import date
from pathlib import Path

from textual.widgets.option_list import Option

from sotdesk.domain.dates import show_date
from sotdesk.domain.initials import Decision, Naming, third_parties
from sotdesk.domain.meetings import Meeting, MeetingState
from sotdesk.domain.report_model import Minutes
from sotdesk.domain.words import count
from sotdesk.report_base import usable_base
from sotdesk.screens.agenda_rows import item_name
from sotdesk.screens.closing_base import READ, ClosingBase
from sotdesk.screens.closing_forms import CorrectionForm
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.export_review import ExportReview
from sotdesk.screens.handing_out import hand_out
from sotdesk.widgets.lines import heading, option
from sotdesk.widgets.row import col, fit, flex

LABEL = 18
"""Cells for what a row of the report does."""
ON_PAPER = (
    ("paper", "Word", "voor het SOT, met initialen", "p"),
    ("markdown", "Markdown", "voor het SOT, met initialen", "m"),
    ("own", "Eigen exemplaar", "Word met de besloten regels, alleen voor jou", "e"),
)


class ClosingReport(ClosingBase):
    """The report of the meeting."""

    def report_rows(self, meeting: Meeting) -> list[Option]:
        """How the report stands, and a row for each thing that can be done with it."""
        if meeting.running:
            to_close = ("close", "Afsluiten", "sluit het overleg af; dan is het verslag een concept", "a")
            return [heading("Verslag", "ontstaat als je het overleg afsluit"), _act(to_close)]
        rows = [heading("Verslag", stands(meeting, self._show.today)), *map(_act, ON_PAPER)]
        if meeting.adopted_on:
            return [
                *rows,
                _act(("correct", "Correctie", "bij een regel van Voorlezen; blijft zichtbaar", "c")),
            ]
        following = self.store.meetings.after(meeting)
        on = f": {show_date(following.day, self._show.today)}" if following else ""
        adopt = ("adopt", "Vaststellen", f"meestal in het volgende overleg{on}", "v")
        reopen = ("reopen", "Heropenen", "gaat verder met het overleg", "o")
        return [*rows, _act(adopt), _act(reopen)]

    def do_with_report(self, act: str) -> None:
        """Enter on a row: the same as its key."""
        getattr(self, f"action_{act}")()

    # --- on paper

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
        minutes = self.store.report.minutes(self.meeting_id, own=own)
        if third_parties(minutes, self.store.report.students()):
            self.open("review", ending, "own" if own else "")
        else:
            self._hand_out(ending, own, {})

    def open_review(self, ending: str, own: str) -> None:
        """The names of others, each to be decided."""
        minutes = self.store.report.minutes(self.meeting_id, own=bool(own))
        review = ExportReview(third_parties(minutes, self.store.report.students()))

        def decided(decisions: dict[str, Decision] | None) -> None:
            if decisions is not None:
                self._hand_out(ending, bool(own), decisions)

        self.app.push_screen(review, decided)

    def _hand_out(self, ending: str, own: bool, decisions: dict[str, Decision]) -> None:
        minutes = self.store.report.minutes(self.meeting_id, own=own)
        naming = Naming.of(minutes, self.store.report.students(), decisions)

        def make() -> bytes:
            if ending == "docx":
                return _docx(minutes, naming, usable_base(self.store))
            return _markdown(minutes, naming)

        hand_out(self, file_name(minutes, ending), make)

    # --- adopting and correcting

    def action_reopen(self) -> None:
        """o: go on with a meeting that was closed."""
        if self.attempt(lambda: self.store.table.reopen(self.meeting_id)):
            self.desk.go(("meeting", self.meeting_id), fresh=True)

    def action_adopt(self) -> None:
        """v: adopt the report; it cannot be undone, so it asks."""
        lacks = count(len(self._missing), "ding is", "dingen zijn")
        still = f"Nog {lacks} niet ingevuld. " if self._missing else ""
        question = ConfirmDialog(
            "Het verslag vaststellen?",
            f"{still}Meestal gebeurt dat in het volgende overleg. Het kan niet ongedaan worden gemaakt: daarna "
            "verandert het verslag alleen nog met een correctie die zichtbaar blijft.",
            yes="Vaststellen",
            harm=True,
        )
        self.app.push_screen(question, lambda sure: self._adopt() if sure else None)

    def _adopt(self) -> None:
        self.attempt(lambda: self.store.meetings.adopt(self.meeting_id), "Vastgesteld.")
        self.reload()

    def action_correct(self) -> None:
        """c: a correction at the item under the cursor of what is read aloud; it must be a row that she marked."""
        read = self.rows_of(READ)
        item_id = (read.current or "").partition("|")[0]
        if read.has_focus and self._meeting.item(item_id):
            self.open("correct", item_id)
        else:
            self.to_part(READ)
            self.tell("Kies de regel waar de correctie bij hoort en druk nog eens op c.")

    def open_correct(self, item_id: str) -> None:
        """The form for a correction."""
        item = self._meeting.item(item_id)
        if item is not None:
            form = CorrectionForm(
                item_name(item, hidden=self.private),
                save=lambda text: self.store.meetings.correct(self.meeting_id, item_id, text),
            )
            self.app.push_screen(form, self._corrected)

    def _corrected(self, done: object) -> None:
        if done:
            self.tell("De correctie staat bij het verslag.")
            self.reload()


def stands(meeting: Meeting, today: date) -> str:
    """How the report stands: `concept`, `vastgesteld op wo 16 dec`."""
    if meeting.state is MeetingState.ADOPTED and meeting.adopted_on:
        return f"vastgesteld op {show_date(meeting.adopted_on, today)}"
    return meeting.state.value


def file_name(minutes: Minutes, ending: str) -> str:
    """`SOT 2026-11-25 verslag.docx`: never a pupil's name."""
    short = "".join(sign for sign in minutes.short if sign.isalnum() or sign in " +-_").strip() or "overleg"
    own = " eigen exemplaar" if minutes.own else ""
    return f"{short} {minutes.day:%Y-%m-%d} verslag{own}.{ending}"


def _act(row: tuple[str, str, str, str]) -> Option:
    act, label, about, key = row
    return option(act, col(label, LABEL), flex(about, "muted"), fit(key, "kind"), wrap=True)


def _docx(minutes: Minutes, naming: Naming, base: Path | None) -> bytes:
    from sotdesk.documents.minutes_docx import render

    return render(minutes, naming, base)


def _markdown(minutes: Minutes, naming: Naming) -> bytes:
    from sotdesk.documents.minutes_md import render

    return render(minutes, naming).encode()
