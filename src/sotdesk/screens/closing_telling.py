"""Closing, part 3: everyone is told his part and no more; the next text on one key, told on another."""

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content
from textual.widgets.option_list import Option

from sotdesk.domain.copying import Copied, Copyable, Part
from sotdesk.domain.dates import show_date
from sotdesk.domain.feedback import Entry, Note, Recipient
from sotdesk.domain.feedback_text import plain
from sotdesk.domain.telling import ABOUT_PHRASE, ways_to_tell
from sotdesk.screens.closing_base import SYSTEM, TELLING, ClosingBase
from sotdesk.screens.closing_preview import of_notes
from sotdesk.screens.closing_telling_forms import How, ToldForm
from sotdesk.screens.copying import copy_from
from sotdesk.screens.dialogs import MessageDialog
from sotdesk.screens.naming import pupil
from sotdesk.screens.reading import ReadingScreen
from sotdesk.widgets.lines import blank, heading, note, option
from sotdesk.widgets.pieces import Role, pieces
from sotdesk.widgets.row import col, fit, flex, name

SHORTEST_WHO, LONGEST_WHO = 12, 26
"""Cells for who is told: as many as the longest needs, within bounds."""


class ClosingTelling(ClosingBase):
    """Terugkoppeling."""

    _recipients: dict[str, Recipient]
    _copied: Copied
    """Which texts were copied since this screen was opened."""

    # --- showing

    def telling_rows(self) -> list[Option]:
        """Who must be told, then who may be but need not."""
        every = list(self._recipients.values())
        must, may = [r for r in every if r.expected], [r for r in every if not r.expected]
        if not every:
            return [note("Nog niemand om iets te vertellen: er is nog geen leerling besproken.")]
        self._width = max(SHORTEST_WHO, *(len(one.label) + len(_role(one)) for one in every))
        rows = [*map(self._row, must)]
        if may:
            rows += [blank()] if must and not self.low else []
            rows += [heading("Mag ook, hoeft niet"), *map(self._row, may)]
        return rows

    def _row(self, one: Recipient) -> Option:
        sign, role = _sign(one)
        about = ", ".join(pupil(entry.student, hidden=self.private) for entry in one.entries)
        return option(
            one.key,
            col(sign, 1, role),
            name(pieces(self._show.text(one.label), (_role(one), "muted")), min(self._width, LONGEST_WHO)),
            flex(about),
            fit(self._how(one), "muted"),
            wrap=True,
        )

    def _how(self, one: Recipient) -> str:
        told = [entry.told for entry in one.entries if entry.told]
        if len(told) < len(one.entries):
            return one.way
        last = max(told, key=lambda each: each.at)
        return f"{last.way} · {show_date(last.at.date(), self._show.today)}"

    def telling_preview(self) -> tuple[str, Content]:
        """The title and the text of the preview for the row under the cursor."""
        one = self._here
        if one is None:
            return "Voorbeeld", pieces()
        return self._show.text(_named(one)), of_notes(self._notes_of(one), self._show.text)

    @property
    def _here(self) -> Recipient | None:
        return self._recipients.get(self.rows_of(TELLING).current or "")

    def _notes_of(self, one: Recipient) -> list[tuple[Entry, Note]]:
        notes = self.store.feedback.notes(self.meeting_id, [(one.key, e.student_id) for e in one.entries])
        return list(zip(one.entries, notes, strict=True))

    # --- reading and copying

    def read_note(self) -> None:
        """Enter: the whole text, with what to look at above it."""
        one = self._here
        if one is not None:
            title, text = self.telling_preview()
            self.app.push_screen(
                ReadingScreen(title, text), lambda copy: self._copy_of(one) if copy else None
            )

    def action_copy_note(self) -> None:
        """c: copies the next text that was not told yet, and puts the cursor there."""
        rows = [_copyable(one) for one in self._recipients.values()]
        found = self._copied.next(rows, self.rows_of(TELLING).current or "")
        if found is None:
            self.tell(
                "Alles is gekopieerd of verteld. Spatie zet op verteld; Enter leest een tekst nog eens."
            )
        else:
            self._copy(self._recipients[found[0]], found[1].key)

    def _copy_of(self, one: Recipient) -> None:
        """From the preview: the next text of this one, or his first once more."""
        found = self._copied.next([_copyable(one)], one.key)
        self._copy(one, found[1].key if found else one.entries[0].student_id)

    def _copy(self, one: Recipient, student_id: str) -> None:
        self.rows_of(TELLING).go_to(one.key)
        entry = next(each for each in one.entries if each.student_id == student_id)
        made = self.store.feedback.note(self.meeting_id, one.key, student_id)
        place = f" ({one.entries.index(entry) + 1} van {len(one.entries)})" if len(one.entries) > 1 else ""
        about = pupil(entry.student, hidden=self.private)
        what = f"{self._show.text(one.label)} over {about}{place}"
        copy_from(self, plain(made), what, f"terugkoppeling {self._meeting.day:%Y-%m-%d}.txt")
        self._copied.note(one.key, student_id)

    def action_reword(self) -> None:
        """g: to the point of this row, to word a line in another way."""
        student_id = self._here.entries[0].student_id if self._here else ""
        if self.part == SYSTEM:
            student_id = self.rows_of(SYSTEM).current or ""
        item = next((i for i in self._meeting.items if student_id in {s.id for s in i.students}), None)
        if item is not None:
            self.to_item(item)

    # --- told

    def action_told(self) -> None:
        """Spatie: told in the usual way, now; on who was told, not told after all."""
        one = self._here
        if one is None:
            return
        parts = self._copied.to_tick(_copyable(one))
        feedback, key = self.store.feedback, one.key
        if parts:
            ids = [part.key for part in parts]
            done = self.attempt(lambda: feedback.tell_all(self.meeting_id, key, ids), self._said(one, ids))
        else:
            ids = [entry.student_id for entry in one.entries]
            done = self.attempt(
                lambda: feedback.untell_all(self.meeting_id, key, ids), "Toch nog niet verteld."
            )
        if done:
            self._copied.forget(key)
            self.reload()

    def _said(self, one: Recipient, ids: Sequence[str]) -> str:
        left = [e for e in one.entries if e.expected and not e.told and e.student_id not in ids]
        if not left:
            return f"Verteld: {one.way}, nu. e wijzigt dat, u maakt het ongedaan."
        who = ", ".join(pupil(entry.student, hidden=self.private) for entry in left)
        return f"Verteld. Nog te vertellen: {who}; c kopieert."

    def action_how(self) -> None:
        """e: whom, when and how."""
        if self._here is not None:
            self.open("how", self._here.key)

    def open_how(self, key: str) -> None:
        """Asks whom, when and how."""
        one = self._recipients.get(key)
        if one is None:
            return

        def keep(how: How) -> None:
            now = self.store.clock.now()
            at = now if how.day == now.date() else datetime.combine(how.day, now.timetz())
            self.store.feedback.tell_all(
                self.meeting_id, key, how.student_ids, how.way, at=at, label=how.label
            )

        ways = ways_to_tell(self.store.school.school().system)
        names = [pupil(entry.student, hidden=self.private) for entry in one.entries]
        form = ToldForm(one, ways, names, self._show.today, save=keep)
        self.app.push_screen(form, lambda done: self.reload() if done else None)

    def action_secret(self) -> None:
        """k: the passphrase of his encrypted files, on request only."""
        one = self._here
        if one is None or not one.external:
            return

        def show() -> None:
            phrase = self.store.feedback.passphrase(one.key)
            who = self._show.text(one.label)
            said = pieces((phrase, "strong"), "\n\n", ABOUT_PHRASE.format(who=who))
            self.app.push_screen(MessageDialog(f"Wachtwoordzin voor {who}", said))

        self.attempt(show)


def _sign(one: Recipient) -> tuple[str, Role]:
    if all(entry.told for entry in one.entries):
        return "✓", "good"
    return ("◐", "warn") if any(entry.told for entry in one.entries) else ("□", "muted")


def _role(one: Recipient) -> str:
    return "" if one.role in one.label else f" {one.role}"


def _named(one: Recipient) -> str:
    return one.label if one.role in one.label else f"{one.label} ({one.role})"


def _copyable(one: Recipient) -> Copyable:
    return Copyable(one.key, tuple(Part(e.student_id, bool(e.told), e.expected) for e in one.entries))
