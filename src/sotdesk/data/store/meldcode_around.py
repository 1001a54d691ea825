"""What stands around the steps of a run: who was asked, Veilig Thuis, the team, who does what."""

from datetime import date

from sotdesk.data.store.meldcode_base import GONE, Changing, RunBase, item_row, part_of, row_of
from sotdesk.data.store.school import school_of
from sotdesk.data.tables.base import new_id
from sotdesk.data.tables.meldcode import RunConsultation, RunContact, RunItem, RunMember, RunTask
from sotdesk.domain.errors import NotFound, RuleError
from sotdesk.domain.meldcode import Consultation, Contact, ContactKind, Member, Standing, Task
from sotdesk.domain.public_holidays import add_working_days
from sotdesk.domain.text import one_line

REPLY_DAYS = 5
"""Working days in which Veilig Thuis decides after a report (domain.md §6.2 P02, §6.4 P07)."""


class RunParts(RunBase):
    """Wat er bij een traject hoort."""

    def consult(self, run_id: str, one: Consultation, item: str = "") -> None:
        """Someone was asked (an empty id adds one); `item` is done by it. RuleError without who."""
        self._not_to_come(one.day)
        if not one_line(one.who):
            raise RuleError("Zet erbij met wie je overlegde.")
        with self._changing(run_id) as at:
            row = part_of(at.session, RunConsultation, run_id, one.id) or RunConsultation(
                id=new_id(), run_id=run_id, day=one.day, who=""
            )
            row.day, row.who, row.role = one.day, one_line(one.who), one_line(one.role)
            row.said = one.said.strip()
            at.session.add(row)
            self._done_by(at, item, one.day, school_of(at.session).coordinator)

    def contact(self, run_id: str, one: Contact, item: str = "") -> None:
        """A contact with Veilig Thuis (an empty id adds one); `item` is done by it. A report starts the term of five
        working days.

        RuleError without what came of it, or for a reply before the report.
        """
        self._not_to_come(one.day)
        if one.replied_on:
            self._not_to_come(one.replied_on)
        if not one.said.strip():
            raise RuleError("Zet erbij wat er is besproken.")
        if one.replied_on and one.replied_on < one.day:
            raise RuleError("Het antwoord kwam niet voor de melding. Kijk de dagen na.")
        with self._changing(run_id, closed_too=True) as at:
            row = part_of(at.session, RunContact, run_id, one.id) or RunContact(
                id=new_id(), run_id=run_id, kind=one.kind.value, day=one.day
            )
            for name in (
                "day",
                "who",
                "spoke_with",
                "reference",
                "said",
                "agreements",
                "replied_on",
                "reply",
            ):
                value = getattr(one, name)
                setattr(row, name, value.strip() if isinstance(value, str) else value)
            report = row.kind == ContactKind.REPORT.value
            row.reply_by = add_working_days(one.day, REPLY_DAYS) if report else None
            at.session.add(row)
            self._done_by(at, item, one.day, one.who)

    def member(self, run_id: str, one: Member) -> None:
        """Someone of the interventieteam (an empty id adds one). RuleError without who."""
        if not one_line(one.who):
            raise RuleError("Zet erbij wie er in het interventieteam zit.")
        with self._changing(run_id) as at:
            row = part_of(at.session, RunMember, run_id, one.id) or RunMember(
                id=new_id(), run_id=run_id, who="", position=len(at.run.members)
            )
            row.who, row.role = one_line(one.who), one_line(one.role)
            at.session.add(row)

    def task(self, run_id: str, one: Task) -> None:
        """A task, a follower or a keeper of contact (an empty id adds one). RuleError without who or what.

        Words that change are approved anew. Tasks are changed after the run was closed too: aftercare goes on.
        """
        if not one_line(one.who) or not one_line(one.words):
            raise RuleError("Zet erbij wie het doet en wat.")
        with self._changing(run_id, closed_too=True) as at:
            row = part_of(at.session, RunTask, run_id, one.id) or RunTask(
                id=new_id(), run_id=run_id, kind=one.kind.value, who="", words="", position=len(at.run.tasks)
            )
            changed = (row.who, row.words) != (one_line(one.who), one_line(one.words)) and row.words
            row.kind, row.who, row.words = one.kind.value, one_line(one.who), one_line(one.words)
            row.with_whom, row.due, row.by_document = one_line(one.with_whom), one.due, one.by_document
            row.approved_on = None if changed else one.approved_on
            row.told_on = None if changed else one.told_on
            row.done_on, row.result = one.done_on, one.result.strip()
            at.session.add(row)

    def told(self, run_id: str, task_id: str) -> None:
        """The task's own words were approved and told, today."""
        with self._changing(run_id, closed_too=True) as at:
            row = row_of(at.session, RunTask, task_id)
            row.approved_on, row.told_on = row.approved_on or self.desk.today(), self.desk.today()

    def remove(self, run_id: str, part_id: str) -> None:
        """Takes away a task, a member or a consultation. A contact with Veilig Thuis is changed, never removed."""
        with self._changing(run_id) as at:
            for table in (RunTask, RunMember, RunConsultation):
                if row := part_of(at.session, table, run_id, part_id):
                    at.session.delete(row)
                    return
            raise NotFound(GONE)

    def _done_by(self, at: Changing, item: str, day: date, who: str) -> None:
        """An item is done by what was kept just now; one of which something was said stays as it is."""
        if not item or ((known := at.run.done.get(item)) and known.standing is Standing.DONE):
            return
        row = item_row(at.session, at.run.id, item) or RunItem(
            id=new_id(), run_id=at.run.id, item=item, standing="", day=day
        )
        row.standing, row.day, row.who, row.reason, row.due = (
            Standing.DONE.value,
            day,
            one_line(who),
            "",
            None,
        )
        at.session.add(row)
