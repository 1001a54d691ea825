"""Closing, part 4: the school's own system: two texts per pupil, ready to paste, and when each was entered."""

from textual.content import Content
from textual.widgets.option_list import Option

from sotdesk.domain.copying import Copied, Copyable, Part
from sotdesk.domain.dates import show_date
from sotdesk.domain.feedback import LOG, SHIELDED, PupilBlocks
from sotdesk.screens.closing_base import SYSTEM, ClosingBase
from sotdesk.screens.closing_preview import of_blocks
from sotdesk.screens.copying import copy_from
from sotdesk.screens.naming import pupil_and_class
from sotdesk.screens.reading import ReadingScreen
from sotdesk.widgets.lines import note, option
from sotdesk.widgets.pieces import pieces
from sotdesk.widgets.row import col, fit, flex

TICK = 14
"""Cells for a block with its tick."""


class ClosingSystem(ClosingBase):
    """Magister, or what the school uses."""

    _blocks: dict[str, PupilBlocks]
    _system: str
    """What the school calls it: Magister, SOMtoday."""
    _pasted: Copied
    """Which blocks were copied since this screen was opened."""

    def system_rows(self) -> list[Option]:
        """A row for each pupil with both ticks."""
        if not self._blocks:
            return [note("Nog niets om in te voeren: er is nog geen leerling besproken.")]
        return [self._block_row(blocks) for blocks in self._blocks.values()]

    def _block_row(self, blocks: PupilBlocks) -> Option:
        entered = [at for at in (blocks.log_entered, blocks.shielded_entered) if at]
        when = f"ingevoerd {show_date(max(entered).date(), self._show.today)}" if blocks.entered else ""
        return option(
            blocks.student_id,
            flex(pupil_and_class(blocks.student, hidden=self.private)),
            col(_tick(LOG, blocks.log, done=bool(blocks.log_entered)), TICK - 4),
            col(_tick(SHIELDED, blocks.shielded, done=bool(blocks.shielded_entered)), TICK),
            fit(when, "muted"),
            wrap=True,
        )

    def system_preview(self) -> tuple[str, Content]:
        """The title and both texts of the pupil under the cursor."""
        blocks = self._pupil
        if blocks is None:
            return "Voorbeeld", pieces()
        title = f"Dit komt in {self._system}: {pupil_and_class(blocks.student, hidden=self.private)}"
        return title, of_blocks(blocks, self._show.text)

    @property
    def _pupil(self) -> PupilBlocks | None:
        return self._blocks.get(self.rows_of(SYSTEM).current or "")

    def read_blocks(self) -> None:
        """Enter: both texts, whole."""
        blocks = self._pupil
        if blocks is not None:
            title, text = self.system_preview()
            self.app.push_screen(
                ReadingScreen(title, text), lambda copy: self._copy_block(blocks, LOG) if copy else None
            )

    def action_copy_log(self) -> None:
        """c: copies the next logboek text."""
        self._copy_next(LOG)

    def action_copy_shielded(self) -> None:
        """C: copies the next text for the shielded heading."""
        self._copy_next(SHIELDED)

    def _copy_next(self, which: str) -> None:
        rows = [_copyable(blocks) for blocks in self._blocks.values()]
        found = self._pasted.next(rows, self.rows_of(SYSTEM).current or "", among=which)
        if found is None:
            self.tell(f"Elk blok {which} is gekopieerd of ingevoerd. Spatie zet op ingevoerd.")
        else:
            self._copy_block(self._blocks[found[0]], which)

    def _copy_block(self, blocks: PupilBlocks, which: str) -> None:
        self.rows_of(SYSTEM).go_to(blocks.student_id)
        text = blocks.log if which == LOG else blocks.shielded
        about = pupil_and_class(blocks.student, hidden=self.private)
        day = f"{self._meeting.day:%Y-%m-%d}"
        copy_from(self, text, f"{which.capitalize()} van {about}", f"{which} {day}.txt")
        self._pasted.note(blocks.student_id, which)

    def action_enter(self) -> None:
        """Spatie: entered now, what was copied, else both; on what was entered, not after all."""
        blocks = self._pupil
        if blocks is None:
            return
        row = _copyable(blocks)
        parts = self._pasted.to_tick(row)
        keys = [part.key for part in parts or row.parts]
        said = (
            f"Ingevoerd: {' en '.join(keys)}. u maakt het ongedaan." if parts else "Toch nog niet ingevoerd."
        )
        student_id, feedback = blocks.student_id, self.store.feedback
        if self.attempt(
            lambda: feedback.entered_all(self.meeting_id, student_id, keys, done=bool(parts)), said
        ):
            self._pasted.forget(student_id)
            self.reload()


def _tick(which: str, text: str, *, done: bool) -> Content:
    if not text:
        return pieces(("– ", "muted"), ("niets", "muted"))
    return pieces(("✓ ", "good") if done else ("□ ", "muted"), (which, "muted" if done else ""))


def _copyable(blocks: PupilBlocks) -> Copyable:
    parts = [Part(LOG, bool(blocks.log_entered))] if blocks.log else []
    parts += [Part(SHIELDED, bool(blocks.shielded_entered))] if blocks.shielded else []
    return Copyable(blocks.student_id, tuple(parts))
