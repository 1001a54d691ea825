"""What a run says on the screen and on paper: what is next, what became of an item, how the weighing stands."""

from dataclasses import dataclass
from datetime import date

from sotdesk.domain.dates import show_date
from sotdesk.domain.meldcode import Contact, ContactKind, Done, Run, Standing, Task, TaskKind
from sotdesk.domain.meldcode_steps import (
    FIRST_STEPS,
    missing,
    own,
    phase_now,
    report_due,
    said,
    settled,
    ticking,
    to_complete,
    untold,
)
from sotdesk.domain.protocol import Item, Phase
from sotdesk.domain.weighing import Outcome

SECTION = "section:"
ADVICE_LOG, TEAM, ASKED, WHY = "vt", "team", "asked", "why"
"""What stands beside the phases: the log of Veilig Thuis, team and tasks, who was asked, why it began."""
NEXT_CLOSE = "Alles wat moet is gedaan. Met a sluit je het traject af."
OUTCOME_WORDS = {
    Outcome.OPEN: "nog open",
    Outcome.NONE: "geen vermoeden meer",
    Outcome.HELP: "hulp",
    Outcome.REPORT: "melden",
    Outcome.BOTH: "melden, en hulp",
}


@dataclass(frozen=True)
class NextUp:
    """What is first now, and where it stands: the code of an item, of a question, or a section."""

    words: str
    at: str = ""


def next_up(run: Run) -> NextUp:
    """The one thing that is first now. A closed run has none: empty words."""
    if not run.running:
        return NextUp("")
    if not run.protocol.weighs:
        left = next((item for item in run.protocol.items if not said(run, item)), None)
        return NextUp(left.words, left.code) if left else _last(run)
    if report_due(run):
        return NextUp("Meld nu bij Veilig Thuis en zet het in het logboek (v).", f"{SECTION}{ADVICE_LOG}")
    if item := _first_open(run):
        return NextUp(item.words, item.code)
    question = run.path.next
    if question is not None:
        return NextUp(_question_words(run), question.code)
    if skipped := to_complete(run):
        words = f"Vul aan wat door het acute gevaar is overgeslagen: {skipped[0].words}"
        return NextUp(words, skipped[0].code)
    lacks = missing(run)
    return NextUp(lacks[0], _where(run)) if lacks else _last(run)


def _last(run: Run) -> NextUp:
    """What is left when nothing must be done any more: a task that its person does not know of, then closing."""
    if waiting := untold(run):
        return NextUp(f"{untold_words(waiting[0])} Met d leg je vast dat het is gedaan.", f"{SECTION}{TEAM}")
    return NextUp(NEXT_CLOSE)


def untold_words(task: Task) -> str:
    """That somebody does not know of his task yet."""
    return f"De taak van {task.who} is nog niet verteld."


def here(run: Run) -> Phase:
    """The phase in which what is first now stands; when that is beside the phases, as a report is, the phase of the
    question that is next; else the first that is not said whole. Of a closed run the last: how it ended."""
    if not run.running:
        return run.protocol.phases[-1]
    question = run.path.next if run.protocol.weighs else None
    for at in (next_up(run).at, question.code if question else ""):
        for phase in run.protocol.phases:
            if at and any(at == item.code or at in item.asks for item in phase.items):
                return phase
    return phase_now(run)


def badge_words(run: Run) -> str:
    """The run in one line, for the head of the card."""
    return f"{run.protocol.name} · {next_up(run).words}"


def _first_open(run: Run) -> Item | None:
    """The first item that a step before the weighing still needs."""
    items = (item for step in FIRST_STEPS for item in ticking(run, step))
    return next(
        (
            item
            for item in items
            if not settled(run, item) and not ((d := run.of(item)) and d.standing is Standing.ACUTE)
        ),
        None,
    )


def _question_words(run: Run) -> str:
    question = run.path.next
    if question is None:
        return ""
    due = next((g.due for g in (run.round.answers if run.round else ()) if g.due), None)
    if run.path.waits and due:
        return f"Hulp loopt. Beoordeel {show_date(due, due)} of zij werkt: vraag {question.code}."
    return f"Beantwoord vraag {question.code} van de weging."


def _where(run: Run) -> str:
    waiting = any(report.replied_on is None for report in run.reports)
    return f"{SECTION}{ADVICE_LOG if waiting else TEAM}"


def done_words(done: Done, today: date) -> str:
    """`wo 25 nov · N. Smit`, `n.v.t.: geen broers of zussen`, `later: vr 27 nov`."""
    if done.standing is Standing.NOT:
        return f"n.v.t.: {done.reason}"
    if done.standing is Standing.LATER and done.due:
        return f"later: {show_date(done.due, today)}"
    if done.standing is Standing.ACUTE:
        return Standing.ACUTE.value
    return " · ".join(filter(None, [show_date(done.day, today), done.who]))


def outcome_words(run: Run, *, short: bool = False) -> str:
    """How the weighing stands, in one line; `short` without the two decisions. Empty for a checklist or before it
    began."""
    if not run.protocol.weighs or run.round is None:
        return ""
    path = run.path
    if short or path.outcome is Outcome.NONE:
        return OUTCOME_WORDS[path.outcome]
    decisions = [f"melden: {'ja' if path.report else 'nee' if path.next is None else 'nog niet bekend'}"]
    decisions.append(f"hulp: {'ja' if path.helps else 'nee' if path.next is None else 'nog niet bekend'}")
    return f"{OUTCOME_WORDS[path.outcome]} ({', '.join(decisions)})"


def contact_words(contact: Contact, today: date) -> str:
    """`advies wo 25 nov, met mw. Vos (kenmerk 123)`."""
    who = f", met {contact.spoke_with}" if contact.spoke_with else ""
    mark = f" (kenmerk {contact.reference})" if contact.reference else ""
    return f"{contact.kind.value} {show_date(contact.day, today)}{who}{mark}"


def reply_words(contact: Contact, today: date) -> str:
    """What is known of the decision after a report; empty for advice."""
    if contact.kind is ContactKind.ADVICE:
        return ""
    if contact.replied_on:
        return f"antwoord {show_date(contact.replied_on, today)}"
    return f"antwoord uiterlijk {show_date(contact.reply_by, today)}" if contact.reply_by else ""


def task_words(task: Task) -> str:
    """`belt moeder`, `volgen: hoe gaat het in de klas`, `contact met wijkteam: …`."""
    lead = {
        TaskKind.TASK: "",
        TaskKind.WATCH: "volgen: ",
        TaskKind.CONTACT: f"contact met {task.with_whom}: ",
    }
    return f"{lead[task.kind]}{task.words}"


def by_when(task: Task) -> str:
    """`uiterlijk` for what is done once, `tot` for who keeps watching or keeps contact; empty without a day."""
    return "" if task.due is None else "uiterlijk" if task.kind is TaskKind.TASK else "tot"


def task_state(run: Run, task: Task, today: date) -> str:
    """Done, told, her own, or still to be told."""
    if task.done_on:
        return f"gedaan {show_date(task.done_on, today)}"
    if task.told_on:
        return f"verteld {show_date(task.told_on, today)}"
    return "eigen taak" if own(run, task) else "nog te vertellen"
