"""What is due in a run, for Vandaag: each with the rule that asks for it (rules/attention.toml)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sotdesk.domain.meldcode import Run, StaffRoute, Standing, TaskKind
from sotdesk.domain.meldcode_steps import report_due, to_complete
from sotdesk.domain.words import count

REPORT, REPLY, EFFECT, LATER, ACUTE, TASK, STILL, BOARD = (
    "meldcode_report", "meldcode_reply", "meldcode_effect", "meldcode_later", "meldcode_acute", "meldcode_task",
    "meldcode_still", "meldplicht_board",
)  # fmt: skip
"""The rules, by their name in rules/attention.toml."""
QUIET_DAYS = 14
"""A run of which nothing has a date is shown again after so many days (our own proposal [U]: §6.5, revisit date)."""


@dataclass(frozen=True)
class Due:
    """Something to do: which rule asks for it, about what (an id within the run), by which day, in words."""

    rule: str
    subject_id: str
    text: str
    day: date


def dues(run: Run, last_change: date) -> tuple[Due, ...]:
    """What is due in a run. `last_change` = the day something was last noted in it.

    A closed run only asks for its aftercare: who keeps watching, by its date (domain.md §6.5, P15).
    """
    found = tuple(_tasks(run))
    if run.running:
        found = (*_running(run), *found)
        if not found:
            found = (Due(STILL, run.id, "hoe staat het ermee?", last_change),)
    return found


def _running(run: Run) -> Iterator[Due]:
    if report_due(run):
        given = run.round.answers[-1] if run.round else None
        day = given.at.astimezone().date() if given else run.started_on
        yield Due(REPORT, run.id, "melding bij Veilig Thuis nog niet gedaan", day)
    for contact in run.reports:
        if contact.replied_on is None and contact.reply_by:
            yield Due(REPLY, contact.id, "wat besloot Veilig Thuis?", contact.reply_by)
    if run.protocol.weighs and run.path.waits and run.round:
        for given in run.round.answers:
            if given.due:
                yield Due(EFFECT, run.id, "hulp loopt: beoordelen of zij werkt", given.due)
    for item in run.protocol.items:
        done = run.of(item)
        if done and done.standing is Standing.LATER and done.due:
            yield Due(LATER, f"{run.id}:{item.code}", item.words, done.due)
    left = to_complete(run)
    if left and run.acute_at:
        text = f"na het acute gevaar nog {count(len(left), 'punt', 'punten')} aan te vullen"
        yield Due(ACUTE, run.id, text, run.acute_at.astimezone().date())


def _tasks(run: Run) -> Iterator[Due]:
    for task in run.tasks:
        if task.due and not task.done_on:
            lead = {TaskKind.TASK: "", TaskKind.WATCH: "volgen: ", TaskKind.CONTACT: f"{task.with_whom}: "}
            yield Due(TASK, task.id, f"{lead[task.kind]}{task.who} · {task.words}", task.due)


def board_dues(routes: Iterable[StaffRoute]) -> Iterator[Due]:
    """The other route was shown, and that the board was told is not noted yet (§6.6: at once, P04, P11)."""
    for route in routes:
        if route.board_told_on is None:
            day = route.shown_at.astimezone().date()
            yield Due(BOARD, route.id, "is het bestuur ingelicht?", day)
