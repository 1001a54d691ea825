"""The run on paper: its own file, the sheet of one task, the call sheet of acute danger (issue 6, points 7 and 10).

The file is factual and dated: what was seen, who was asked, how it was weighed and decided, with the reasons. What she
wrote as an opinion (`mening: …`) stands as an opinion. Titles name no pupil: they become a property of the file.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from sotdesk.domain.acute import Card, call_words
from sotdesk.domain.dates import show_date
from sotdesk.domain.feedback_warnings import opinions
from sotdesk.domain.letters import Written, WrittenBlock
from sotdesk.domain.meldcode import Consultation, Contact, Round, Run, Standing, Task
from sotdesk.domain.meldcode_steps import settled, step_states
from sotdesk.domain.meldcode_words import (
    contact_words,
    done_words,
    outcome_words,
    reply_words,
    task_state,
    task_words,
)
from sotdesk.domain.protocol import Item, Phase
from sotdesk.domain.students import Student
from sotdesk.domain.words import full_date

TITLE = "Dossier van een traject"
TASK_TITLE = "Taak"
CALL_TITLE = "Belblad"
OPINION = "Mening"
NOT_DONE = "niets vastgelegd"
Line = tuple[str, str]
"""A short word before a line, and the line."""


def run_sheet(run: Run, school: str, today: date) -> Written:
    """The run's own file, in words. Every text of it may stand here and nowhere else."""
    blocks = (
        WrittenBlock("Aanleiding", "", tuple(said(run.why))),
        *_steps(run, today),
        WrittenBlock("Met wie is overlegd", "", tuple(_asked(run.consultations, today))),
        WrittenBlock("Veilig Thuis", "", tuple(_log(run.contacts, today))),
        *(_round(run, one, today) for one in run.rounds),
        WrittenBlock("Uitkomst", "", tuple(_outcome(run))),
        WrittenBlock("Team, taken en nazorg", "", tuple(_team(run, today))),
        WrittenBlock("Afsluiting", "", tuple(_end(run, today))),
    )
    opening = (
        ", ".join(filter(None, [school, full_date(today)])),
        f"{_who(run.student)}. {run.protocol.name}, versie {run.protocol.version}.",
        f"Begonnen op {full_date(run.started_on)} door {run.started_by}."
        + (f" Casushouder van het traject: {run.holder}." if run.holder else ""),
    )
    return Written(TITLE, today, opening, tuple(block for block in blocks if block.lines), ())


def task_sheet(task: Task, school: str, today: date) -> Written:
    """What one person is to do: his own words and the day, nothing of the run."""
    lines: list[Line] = [("", task_words(task))]
    lines += [("Uiterlijk", full_date(task.due))] if task.due else []
    closing = ("Vragen? Kom langs bij de ondersteuningscoördinator. Bewaar dit blad niet langer dan nodig.",)
    opening = (", ".join(filter(None, [school, full_date(today)])),)
    return Written(TASK_TITLE, today, opening, (WrittenBlock(task.who, "", tuple(lines)),), closing)


def call_sheet(card: Card, student: Student | None, school: str, today: date) -> Written:
    """The numbers that were called in acute danger, with the times, who answered and what was said."""
    opened = card.opened_at.astimezone()
    who = _who(student) if student else "Leerling: nog niet gezegd."
    opening = (", ".join(filter(None, [school, full_date(today)])), who)
    calls = tuple((f"{call.name} {call.phone}".strip(), call_words(call)) for call in card.calls)
    blocks = (
        WrittenBlock("Gebeld", f"kaart geopend {full_date(opened.date())} om {opened:%H:%M}", calls),
        WrittenBlock("Feiten", "", tuple(said(card.note))),
    )
    return Written(
        CALL_TITLE, today, opening, tuple(block for block in blocks if block.lines or block.about), ()
    )


def opinions_in(run: Run) -> tuple[str, ...]:
    """Words of judgement in the texts of a run, to look at before its file is made (rules/opinion.toml); each once."""
    texts = [run.why, run.close_words, *(f"{d.note} {d.reason}" for d in run.done.values())]
    texts += [given.facts for one in run.rounds for given in one.answers]
    texts += [*(one.said for one in run.consultations), *(one.said for one in run.contacts)]
    found = (
        word for text in texts for line in text.splitlines() if not _opinion(line) for word in opinions(line)
    )
    return tuple(dict.fromkeys(found))


def said(text: str) -> Iterator[Line]:
    """A free text line by line; a line that begins with `mening:` stands as an opinion."""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        yield (OPINION, line.partition(":")[2].strip()) if _opinion(line) else ("", line)


def _opinion(line: str) -> bool:
    return line.strip().casefold().startswith("mening:")


def _who(student: Student) -> str:
    day = student.birth_date
    born = f", geboren {day.day}-{day.month}-{day.year}" if day else ""
    return f"{student.name.full} ({student.class_name}){born}"


def _steps(run: Run, today: date) -> Iterator[WrittenBlock]:
    """Per phase what became of each item; what is skipped is visible."""
    for phase in run.protocol.phases:
        lines = [line for item in phase.items for line in _item(run, item, today)]
        number = f"{phase.code} " if phase.code[:1].isdigit() else ""
        yield WrittenBlock(f"{number}{phase.name}", _steps_of(run, phase), tuple(lines))


def _steps_of(run: Run, phase: Phase) -> str:
    numbers = {item.step for item in phase.items if item.ticks}
    states = [state for state in step_states(run) if state.number in numbers]
    return "; ".join(
        f"wettelijke stap {s.number}: {s.skipped or ('gedaan' if s.settled else 'nog open')}" for s in states
    )


def _item(run: Run, item: Item, today: date) -> Iterator[Line]:
    done = run.of(item)
    if done is None:
        yield item.words, "gedaan, zie de weging" if item.asks and settled(run, item) else NOT_DONE
        return
    stood = ", telt als het gesprek met de ouders" if done.stands_for else ""
    word = f"{done.standing.value}, " if done.standing is Standing.DONE else ""
    yield item.words, f"{word}{done_words(done, today)}{stood}"
    for field in item.fields:
        if value := done.fields.get(field.code):
            yield field.ask, value
    yield from said(done.note)


def _asked(found: Iterable[Consultation], today: date) -> Iterator[Line]:
    for one in found:
        yield (
            f"{show_date(one.day, today)}, {', '.join(filter(None, [one.who, one.role]))}",
            one.said or "overlegd",
        )


def _log(found: Iterable[Contact], today: date) -> Iterator[Line]:
    for one in found:
        lead = contact_words(one, today)
        yield lead[:1].upper() + lead[1:], f"{one.said}{f' (belde: {one.who})' if one.who else ''}"
        if one.agreements:
            yield "Afspraken", one.agreements
        if words := reply_words(one, today):
            yield "Besluit", f"{words}{f': {one.reply}' if one.reply else ''}"


def _round(run: Run, one: Round, today: date) -> WrittenBlock:
    """A weighing: who took part and decided, each answer with its facts; one that was done anew with its reason."""
    lines: list[Line] = []
    lines += [("Waarom opnieuw", one.reason)] if one.reason else []
    lines += [("Wogen mee", one.participants), ("Besliste", one.decider)] if one.participants else []
    lines += [("Waarom de mentor besliste", one.mentor_reason)] if one.mentor_reason else []
    for given in one.answers:
        question = run.protocol.question(given.question)
        lines.append((f"{question.code}. {question.ask}", question.choice(given.answer).words))
        lines += said(given.facts)
        if given.due:
            lines.append(
                ("Hulp", f"{given.lead} leidt, {given.roles}; beoordelen {show_date(given.due, today)}")
            )
    number = f" {one.number}" if len(run.rounds) > 1 else ""
    return WrittenBlock(f"Weging{number}", full_date(one.day), tuple(lines))


def _outcome(run: Run) -> Iterator[Line]:
    if words := outcome_words(run):
        yield "Volgt uit de antwoorden", words


def _team(run: Run, today: date) -> Iterator[Line]:
    for member in run.members:
        yield "Interventieteam", ", ".join(filter(None, [member.who, member.role]))
    for task in run.tasks:
        due = f", uiterlijk {show_date(task.due, today)}" if task.due else ""
        result = f": {task.result}" if task.result else ""
        yield task.who, f"{task_words(task)}{due} ({task_state(task, today)}{result})"


def _end(run: Run, today: date) -> Iterator[Line]:
    if run.closed_on:
        yield f"Afgesloten {show_date(run.closed_on, today)}", run.close_words
    elif run.protocol.weighs:
        yield "Stand", "het traject loopt nog"
