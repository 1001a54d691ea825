"""Closing, part 1: open points are put off or dropped, and what is missing is filled in from one list."""

from collections.abc import Sequence
from datetime import date

from textual.widgets.option_list import Option

from sotdesk.domain.actions import ActionState, Doer
from sotdesk.domain.closing import Lack, Missing, carried_items, open_items
from sotdesk.domain.contacts import Contact
from sotdesk.domain.dates import show_date
from sotdesk.domain.meetings import Item, ItemState, Meeting
from sotdesk.screens.case_forms import CloseForm
from sotdesk.screens.closing_base import TODO, ClosingBase
from sotdesk.screens.closing_forms import Filled, Numbered, NumberForm, WhenForm, WhoForm
from sotdesk.screens.consent_form import ConsentForm
from sotdesk.screens.dialogs import ConfirmDialog
from sotdesk.screens.meeting_forms import PlanForm, Planned
from sotdesk.screens.naming import pupil_and_class
from sotdesk.widgets.lines import blank, heading, note

OPEN = "open:"


class ClosingTodo(ClosingBase):
    """Open points, and what is to be completed."""

    def todo_rows(self, meeting: Meeting) -> list[Option]:
        """What is open first (it is the first thing that closing asks), then what is missing, then what was left."""
        show = self._show
        groups: list[list[Option]] = []
        still = open_items(meeting)
        if still and meeting.running:
            head = heading(f"Nog open ({len(still)})", "d doorschuiven · x vervalt · D alles")
            groups.append([head, *map(show.open_row, still)])
        if self._missing:
            head = heading(f"Nog aanvullen ({len(self._missing)})", "Enter vult in")
            groups.append([head, *map(show.missing_row, self._missing.values())])
        else:
            done = "het verslag is vastgesteld" if meeting.adopted_on else "alles is ingevuld"
            groups.append([heading("Nog aanvullen"), note(f"✓ {done}", "good")])
        left = [*carried_items(meeting), *(i for i in meeting.items if i.state is ItemState.DROPPED)]
        if left:
            said = (note(f"{show.title(item)} · {item.state.value}") for item in left)
            groups.append([heading("Niet besproken"), *said])
        spaced: list[Option] = []
        for group in groups:
            spaced += ([blank()] if spaced and not self.low else []) + group
        return spaced

    # --- completing

    def complete(self, key: str) -> None:
        """Enter: complete it, or go where it can be completed."""
        lack = self._missing.get(key)
        if lack is None:
            return
        forms = {
            Lack.WHO: "who",
            Lack.NOBODY: "who",
            Lack.WHEN: "when",
            Lack.NUMBER: "number",
            Lack.CONSENT: "consent",
            Lack.CASE: "close_case",
        }
        if lack.lack in forms:
            self.open(forms[lack.lack], lack.key)
        else:
            self.to_item(lack.item)

    def open_who(self, key: str) -> None:
        """Asks who does it."""
        lack = self._missing.get(key)
        if lack is not None:
            typed = lack.words if lack.lack is Lack.WHO else ""
            form = WhoForm(self.store, typed, save=lambda contact: self._fill_name(lack, contact))
            self.app.push_screen(form, lambda done: self.reload() if done else None)

    def _fill_name(self, lack: Missing, contact: Contact) -> None:
        contact_id = contact.id or self.store.contacts.save(contact)
        role = contact.roles[0].code if contact.roles else ""
        doer = Doer(contact.label, contact_id, role)
        if lack.lack is Lack.WHO:
            self.store.meetings.name_doer(self.meeting_id, lack.words, doer)
        elif lack.action:
            self.store.meetings.add_doer(lack.action.id, doer)

    def open_when(self, key: str) -> None:
        """Asks for the date."""
        lack = self._missing.get(key)
        if lack is not None and lack.action is not None:
            action_id = lack.action.id

            def keep(filled: Filled) -> None:
                self.store.meetings.fill_due(action_id, filled.day, filled.at, filled.words)

            form = WhenForm(self.store, self._show.text(lack.action.text), save=keep)
            self.app.push_screen(form, lambda done: self.reload() if done else None)

    def open_number(self, key: str) -> None:
        """Asks for the number, and the family name when only a call name is known."""
        lack = self._missing.get(key)
        student = next((s for s in lack.item.students if s.id == lack.student_id), None) if lack else None
        if student is not None:
            student_id = student.id

            def keep(found: Numbered) -> None:
                self.store.students.complete(student_id, found.number, found.infix, found.last_name)

            form = NumberForm(student, pupil_and_class(student, hidden=self.private), save=keep)
            self.app.push_screen(form, lambda done: self.reload() if done else None)

    def open_consent(self, key: str) -> None:
        """Asks what a consent still lacks."""
        lack = self._missing.get(key)
        if lack is not None and lack.consent is not None:
            form = ConsentForm(self.store, lack.consent, self._show.title(lack.item))
            self.app.push_screen(form, lambda done: self.reload() if done else None)

    def open_close_case(self, key: str) -> None:
        """Asks the reason and the result of a case that is to be closed."""
        lack = self._missing.get(key)
        if lack is not None:
            case = self.store.cases.get(lack.case_id)
            waiting = [
                a for a in self.store.actions.of_student(case.student.id) if a.state is ActionState.OPEN
            ]
            form = CloseForm(self.store, case, len(waiting), hidden=self.private or lack.item.anonymous)
            self.app.push_screen(form, lambda done: self.reload() if done else None)

    # --- open points

    def action_carry(self) -> None:
        """d: put the point off."""
        item = self._open_item
        if item:
            self._carry([item.id])

    def action_carry_all(self) -> None:
        """D: put all open points off."""
        self._carry([item.id for item in open_items(self._meeting)])

    def action_drop(self) -> None:
        """x: the point is dropped."""
        item = self._open_item
        if item and self.attempt(lambda: self.store.table.drop(item.id), "Vervallen. u maakt het ongedaan."):
            self.reload()

    @property
    def _open_item(self) -> Item | None:
        key = self.rows_of(TODO).current or ""
        return self._meeting.item(key.removeprefix(OPEN)) if key.startswith(OPEN) else None

    def _carry(self, item_ids: Sequence[str]) -> None:
        if not item_ids:
            return
        following = self.store.meetings.after(self._meeting)
        if following:
            self._carry_to(item_ids, following.day)
            return
        question = ConfirmDialog(
            f"Er staat nog geen volgend {self._meeting.kind.short} gepland",
            "Nu plannen? Zonder datum schuift het punt door naar het eerstvolgende overleg van deze soort.",
            heading="Doorschuiven",
            yes="Plannen",
            no="Zonder datum",
        )

        def answered(plan: bool | None) -> None:
            if plan:
                self.open("next", *item_ids)
            else:
                self._carry_to(item_ids, None)

        self.app.push_screen(question, answered)

    def open_next(self, *item_ids: str) -> None:
        """Plans the next meeting of this kind, then puts the points off to it."""

        def keep(planned: Planned) -> None:
            self.store.meetings.plan(
                planned.kind_id,
                planned.day,
                start=planned.start,
                minutes=planned.minutes,
                place=planned.place,
            )

        def after(planned: Planned | None) -> None:
            if planned:
                self._carry_to(item_ids, planned.day)

        self.app.push_screen(PlanForm(self.store, kind_id=self._meeting.kind.id, save=keep), after)

    def _carry_to(self, item_ids: Sequence[str], day: date | None) -> None:
        to = f" naar {show_date(day)}" if day else ""
        if self.attempt(
            lambda: self.store.meetings.carry_all(item_ids, day), f"Doorgeschoven{to}. u maakt het ongedaan."
        ):
            self.reload()
