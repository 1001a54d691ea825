"""Where a run stands, and what may not be done yet: the rules of domain.md §6, each with its source.

The five statutory steps are told by the items that tick them. What a rule refuses comes back as one Dutch sentence;
empty = it may be done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sotdesk.domain.meldcode import Done, Given, Round, Run, Standing, Task, TaskKind
from sotdesk.domain.protocol import Item, ItemKind, Phase, Question
from sotdesk.domain.weighing import Outcome

FIRST_STEPS = (1, 2, 3)
"""The weighing is step 4: it comes after these (§6.1)."""
CLOSED = "Dit traject is afgesloten. Blijven er zorgen, begin de stappen dan opnieuw."
UNDER = "De weging rust hierop, dus dit blijft vastliggen. Verander wel gerust wie, de dag of de toelichting."


@dataclass(frozen=True)
class StepState:
    """A statutory step: settled, and by what it was skipped when it was."""

    number: int
    name: str
    settled: bool
    skipped: str = ""


def settled(run: Run, item: Item) -> bool:
    """Whether an item needs nothing more. A weighing item is settled by the answers to its questions."""
    if item.kind is ItemKind.WEIGH:
        path = run.path
        if path.next is not None and path.next.code in item.asks:
            return False
        return path.next is None or all(path.answer(code) for code in item.asks)
    done = run.of(item)
    if done is not None and done.standing in (Standing.DONE, Standing.NOT):
        return True
    return _stood_for(run, item) is not None or arranged(run, item)


def arranged(run: Run, item: Item) -> bool:
    """Whether what an item asks for stands among team and tasks: nobody has to tick it besides.

    Aftercare is someone who keeps watching, until a day; what comes after it is who keeps contact with whom (§6.5).
    """
    if item.kind is ItemKind.TEAM:
        return bool(run.holder and run.members)
    if item.kind is ItemKind.TASKS:
        return any(task.kind is TaskKind.TASK for task in run.tasks)
    if item.kind is not ItemKind.AFTERCARE:
        return False
    kind = aftercare(run, item)
    return any(task.kind is kind and task.due for task in run.tasks)


def aftercare(run: Run, item: Item) -> TaskKind:
    """What an item of the aftercare asks for first: the first of them that someone watches, the next ones contact."""
    first = next(one for one in run.protocol.items if one.kind is ItemKind.AFTERCARE)
    return TaskKind.WATCH if item.code == first.code else TaskKind.CONTACT


def _stood_for(run: Run, item: Item) -> Done | None:
    """What was done in its place: 2.5 marked as the talk of step 3 (§6.5)."""
    places = (run.of(one) for one in run.protocol.items if one.stands_for == item.code)
    return next((d for d in places if d and d.stands_for and d.standing is Standing.DONE), None)


def step_states(run: Run) -> tuple[StepState, ...]:
    """The five statutory steps as they stand; empty for a checklist."""
    return tuple(
        StepState(step.number, step.name, _step_settled(run, step.number), _skipped(run, step.number))
        for step in run.protocol.steps
    )


def ticking(run: Run, step: int) -> tuple[Item, ...]:
    """The items that settle a statutory step. A provisional item is never among them (3.4, 3.5: §6.5)."""
    return tuple(item for item in run.protocol.items if item.step == step and item.ticks)


def _step_settled(run: Run, step: int) -> bool:
    return all(settled(run, item) or _acute(run, item) for item in ticking(run, step))


def _acute(run: Run, item: Item) -> bool:
    done = run.of(item)
    return done is not None and done.standing is Standing.ACUTE


def _skipped(run: Run, step: int) -> str:
    """Why a step was skipped; empty when it was not. What is skipped stays visible: of a talk that falls away for
    safety also when another talk of its step was held."""
    items = ticking(run, step)
    if any(_acute(run, item) and not settled(run, item) for item in items):
        return Standing.ACUTE.value
    left = {
        item.code: done.reason
        for item in items
        if (done := run.of(item)) and done.standing is Standing.NOT and not _stood_for(run, item)
    }
    whole = left and (
        len(left) == len(items) or any(item.only_if_unsafe for item in items if item.code in left)
    )
    return f"overgeslagen: {'; '.join(dict.fromkeys(left.values()))}" if whole else ""


def given_way(run: Run) -> tuple[Item, ...]:
    """The items not done that acute danger goes before: what settles the steps before the weighing, and the talk with
    the pupil himself, who belongs to step 3 as his parents do (§6.1: with parents *and child*, P03, P14)."""
    return tuple(
        item
        for item in run.protocol.items
        if item.step in FIRST_STEPS and not settled(run, item) and (item.ticks or _talk(item))
    )


def _talk(item: Item) -> bool:
    """A talk of its own, not one that may stand for another (2.5)."""
    return item.kind is ItemKind.TALK and not item.stands_for and not item.provisional


def to_complete(run: Run) -> tuple[Item, ...]:
    """The items that acute danger made her skip and that are still to be completed, in order."""
    return tuple(item for item in run.protocol.items if _acute(run, item) and not settled(run, item))


def phase_now(run: Run) -> Phase:
    """The phase that the run is in: the first with an item about which nothing was said; else the last."""
    return next(
        (phase for phase in run.protocol.phases if any(not said(run, item) for item in phase.items)),
        run.protocol.phases[-1],
    )


def said(run: Run, item: Item) -> bool:
    """Whether anything was said of an item, were it only for later."""
    return settled(run, item) or run.of(item) is not None


def unsaid(run: Run) -> tuple[Item, ...]:
    """The items that stay open when the run is closed now: they may, but not unseen."""
    return tuple(item for item in run.protocol.items if not settled(run, item))


def own(run: Run, task: Task) -> bool:
    """Whether a task is of who keeps the run: she knows it without being told."""
    return task.who == run.started_by


def untold(run: Run) -> tuple[Task, ...]:
    """The tasks that nobody told their person yet, and that were not done."""
    waiting = (task for task in run.tasks if task.told_on is None and task.done_on is None)
    return tuple(task for task in waiting if not own(run, task))


# --- what may not be done


def refuse_item(run: Run, item: Item, done: Done) -> str:
    """Why an item cannot become so. The talk is skipped for safety only (§6.1 step 3, P03, P14)."""
    if not run.running:
        return CLOSED
    if item.kind is ItemKind.WEIGH:
        return "Dit punt is gedaan als de vragen van de weging zijn beantwoord."
    if done.standing is Standing.NOT and not done.reason:
        return "Zet erbij waarom dit niet van toepassing is."
    if done.standing is Standing.NOT and item.only_if_unsafe and done.reason not in run.protocol.safety:
        return "Dit gesprek sla je alleen over als de veiligheid van de leerling of van een collega gevaar loopt."
    if done.standing is Standing.LATER and done.due is None:
        return "Zet erbij op welke dag je hierop terugkomt."
    if _under_weighing(run, item) and not settled(replace(run, done={**run.done, item.code: done}), item):
        return UNDER
    return ""


def refuse_clear(run: Run, item: Item) -> str:
    """Why what became of an item cannot be wiped."""
    if not run.running:
        return CLOSED
    return UNDER if _under_weighing(run, item) else ""


def _under_weighing(run: Run, item: Item) -> bool:
    """Whether a weighing was begun that rests on this item; acute danger weighs before the steps are done."""
    begun = run.round is not None and bool(run.round.participants)
    rests = item.ticks or bool(item.stands_for)
    return begun and rests and item.step in FIRST_STEPS and settled(run, item)


def _in_a_line(name: str) -> str:
    """The name of a step within a sentence: `overleggen, zo nodig met Veilig Thuis`."""
    return name[:1].lower() + name[1:]


def _steps_first(run: Run) -> str:
    """Which step before the weighing is still open; empty when none is."""
    left = next((s for s in step_states(run) if s.number in FIRST_STEPS and not s.settled), None)
    return (
        f"Eerst stap {left.number}: {_in_a_line(left.name)}. Doe die, of leg vast waarom die niet kan."
        if left
        else ""
    )


def refuse_weighing(run: Run, opened: Round, *, decider_is_mentor: bool) -> str:
    """Why a weighing cannot begin so: who takes part and who decides are named; the mentor decides with a reason only
    (§6.3: second-line staff weigh, not teachers, P02). A weighing that is done anew says why, and no longer goes before
    the steps: only the danger itself could not wait for them (§6.1)."""
    if not run.running:
        return CLOSED
    if first := _steps_first(run):
        return first
    anew = run.round is not None and bool(run.round.participants)
    if anew and (left := to_complete(run)):
        return f"Vul eerst aan wat door het acute gevaar is overgeslagen: {left[0].words.rstrip('?.')}."
    if not opened.participants:
        return "Zet erbij wie er meewegen."
    if not opened.decider:
        return "Zet erbij wie beslist."
    if decider_is_mentor and not opened.mentor_reason:
        return "De mentor beslist niet, tenzij daar een reden voor is. Kies een ander of zet de reden erbij."
    if any(one.participants for one in run.rounds) and not opened.reason:
        return "Zet erbij waarom je opnieuw weegt. De vorige weging blijft bewaard."
    return ""


def refuse_answer(run: Run, question: Question, given: Given) -> str:
    """Why a question cannot be answered now, or not so. The order is fixed (§6.2)."""
    if not run.running:
        return CLOSED
    if run.round is None or not run.round.participants:
        return "Zet eerst vast wie er meewegen en wie beslist."
    if first := _steps_first(run):
        return first
    path = run.path
    if path.next is None or path.next.code != question.code:
        if path.answer(question.code):
            return "Deze vraag is al beantwoord. Opnieuw wegen kan, met de reden erbij."
        return (
            f"Eerst vraag {path.next.code}." if path.next else "De weging is klaar: deze vraag is niet nodig."
        )
    if path.at_once and not run.reports:
        return "Eerst melden bij Veilig Thuis, nu meteen. De volgende vragen beantwoord je samen met hen."
    if not given.facts:
        return "Zet erbij op welke feiten dit antwoord rust."
    if question.choice(given.answer).term and not _agreed(given):
        return "Hulp begint met een afgesproken resultaat, een dag waarop je dat ziet, wie leidt en wie wat doet."
    return ""


def _agreed(given: Given) -> bool:
    """Whether help that starts has all that its judging asks for: result, day, lead, roles (§6.2, A4 and A5)."""
    return all((given.result, given.due, given.lead, given.roles))


def report_due(run: Run) -> bool:
    """Whether a report is necessary that was not made (§6.3, first decision).

    Help that did not work asks for a report after that was seen, also when there was one before (§6.2, A5).
    """
    if not run.protocol.weighs or run.round is None or not run.path.report:
        return False
    latest = next(
        (g for g in reversed(run.round.answers) if run.protocol.question(g.question).waits
         and run.protocol.question(g.question).choice(g.answer).report),
        None,
    )  # fmt: skip
    since = latest.at.astimezone().date() if latest else None
    return not any(since is None or report.day >= since for report in run.reports)


def missing(run: Run) -> tuple[str, ...]:
    """What must be done before a run can be closed, one Dutch sentence each; empty = it can.

    Acute or structural unsafety never ends without a report, whatever help there is (§6.3); help that worked, and a
    report, end with someone who keeps watching (§6.2 A5, §6.5 nazorg, P15).
    """
    return tuple(_missing(run)) if run.protocol.weighs else ()


def _missing(run: Run) -> Sequence[str]:
    path, lacks = run.path, []
    for step in step_states(run):
        if step.number in FIRST_STEPS and not step.settled:
            lacks.append(f"Stap {step.number} is nog open: {_in_a_line(step.name)}.")
    for item in to_complete(run):
        lacks.append(f"Nog aan te vullen na het acute gevaar: {item.words.rstrip('?.')}.")
    if report_due(run):
        lacks.append("De melding bij Veilig Thuis staat nog niet in het logboek.")
    if path.next is not None:
        lacks.append(f"Vraag {path.next.code} van de weging is nog niet beantwoord.")
    if any(report.replied_on is None for report in run.reports):
        lacks.append("Wat Veilig Thuis na de melding besloot, staat nog niet in het logboek.")
    followed = any(task.kind is TaskKind.WATCH and task.due for task in run.tasks)
    if path.outcome not in (Outcome.OPEN, Outcome.NONE) and not followed:
        lacks.append("Nog niet afgesproken wie blijft volgen, en tot welke dag.")
    return lacks
