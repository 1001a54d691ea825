"""The run on paper: its own file, the sheet of one task, the call sheet of acute danger (issue 6, points 7 and 10).

The file is factual and dated, every date with its year, for who reads it later: what was seen, who was asked, how it
was weighed and decided, with the reasons, and what was not done. What she wrote as an opinion (`mening: …`) stands as
an opinion. Titles name no pupil: they become a property of the file.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sotdesk.domain.acute import Card, call_words
from sotdesk.domain.feedback_warnings import opinions
from sotdesk.domain.letters import Written, WrittenBlock
from sotdesk.domain.meldcode import (
    Consultation,
    Contact,
    ContactKind,
    Done,
    Given,
    Round,
    Run,
    Standing,
    Task,
)
from sotdesk.domain.meldcode_steps import arranged, missing, settled, step_states
from sotdesk.domain.meldcode_words import OUTCOME_WORDS, by_when, task_words
from sotdesk.domain.protocol import Item, ItemKind, Phase
from sotdesk.domain.students import Student
from sotdesk.domain.words import full_date, long_date

TITLE = "Dossier van een traject"
TASK_TITLE = "Taak"
CALL_TITLE = "Belblad"
OPINION = "Mening"
NOT_DONE = "niets vastgelegd"
ASKED, LOG, WEIGHING, TEAM = "Met wie is overlegd", "Veilig Thuis", "Weging", "Team, taken en nazorg"
HOW_TO_READ = "Een mening staat er als mening bij; al het andere is gezien, gehoord, gezegd of gedaan."
KEPT = "Dit dossier is afgeschermd: bewaar het apart van andere papieren, alleen voor wie erbij betrokken is."
Line = tuple[str, str]
"""A short word before a line, and the line."""


def run_sheet(run: Run, school: str, today: date) -> Written:
    """The run's own file, in words. Every text of it may stand here and nowhere else."""
    blocks = (
        WrittenBlock("Aanleiding", "", tuple(said(run.why))),
        *_steps(run),
        WrittenBlock(ASKED, "", tuple(_asked(run.consultations))),
        WrittenBlock(LOG, "", tuple(_log(run.contacts))),
        *(_round(run, one) for one in run.rounds),
        WrittenBlock("Besluit", "het volgt uit de antwoorden", tuple(_decided(run))),
        WrittenBlock(TEAM, "", tuple(_team(run))),
        WrittenBlock("Afsluiting", "", tuple(_end(run))),
    )
    return Written(
        TITLE, today, tuple(_opening(run, school, today)), tuple(block for block in blocks if block.lines), (KEPT,)
    )  # fmt: skip


def task_sheet(task: Task, student: Student, school: str, today: date) -> Written:
    """What one person is to do, about whom (initials and class): his own words and the day, nothing of the run."""
    lines: list[Line] = [("", task_words(task))]
    lines += [(by_when(task).capitalize(), full_date(task.due))] if task.due else []
    closing = ("Vragen? Kom langs bij de ondersteuningscoördinator. Bewaar dit blad niet langer dan nodig.",)
    opening = (
        ", ".join(filter(None, [school, full_date(today)])),
        f"Over {student.name.initials} ({student.class_name}).",
    )
    return Written(TASK_TITLE, today, opening, (WrittenBlock(task.who, "", tuple(lines)),), closing)


def call_sheet(card: Card, student: Student | None, school: str, today: date) -> Written:
    """The numbers that were called in acute danger, with the times, who answered and what was said."""
    opened = card.opened_at.astimezone()
    who = _who(student) if student else "Leerling: nog niet gezegd."
    opening = (", ".join(filter(None, [school, full_date(today)])), who)
    calls = tuple(
        (" ".join(dict.fromkeys(filter(None, [call.name, call.phone]))), call_words(call))
        for call in card.calls
    )
    blocks = (
        WrittenBlock("Gebeld", f"kaart geopend {full_date(opened.date())} om {opened:%H:%M}", calls),
        WrittenBlock("Feiten", "", tuple(said(card.note))),
    )
    return Written(
        CALL_TITLE, today, opening, tuple(block for block in blocks if block.lines or block.about), ()
    )


def opinions_in(run: Run) -> tuple[str, ...]:
    """Words of judgement in the texts of a run, to look at before its file is made (rules/opinion.toml); each once."""
    texts = [run.why, run.close_words]
    texts += [text for d in run.done.values() for text in (d.note, d.reason, *d.fields.values())]
    texts += [text for one in run.rounds for text in (one.reason, one.mentor_reason)]
    texts += [
        text
        for one in run.rounds
        for given in one.answers
        for text in (given.facts, given.roles, given.result)
    ]
    texts += [one.said for one in run.consultations]
    texts += [text for one in run.contacts for text in (one.said, one.agreements, one.reply)]
    texts += [text for one in run.tasks for text in (one.words, one.result)]
    lines = (line for text in texts for line in text.splitlines() if not _opinion(line))
    return tuple(dict.fromkeys(word for line in lines for word in opinions(line)))


def said(text: str, lead: str = "") -> Iterator[Line]:
    """A free text line by line, the first behind `lead`; a line that begins with `mening:` stands as an opinion."""
    for line in filter(None, (line.strip() for line in text.splitlines())):
        words = line.partition(":")[2].strip() if _opinion(line) else line
        if lead:
            yield lead, f"{OPINION.lower()}: {words}" if _opinion(line) else words
            lead = ""
        else:
            yield OPINION if _opinion(line) else "", words


def _opinion(line: str) -> bool:
    return line.strip().casefold().startswith("mening:")


def _who(student: Student) -> str:
    day = student.birth_date
    born = f", geboren {day.day}-{day.month}-{day.year}" if day else ""
    return f"{student.name.full} ({student.class_name}){born}"


def _day(day: date) -> str:
    """`wo 25 november 2026`: who reads this in ten years asks for the year."""
    return f"{long_date(day)} {day.year}"


def _moment(at: datetime) -> str:
    there = at.astimezone()
    return f"{_day(there.date())} om {there:%H:%M}"


def _opening(run: Run, school: str, today: date) -> Iterator[str]:
    """Where and when the paper was made, whom it is about, by which protocol, who began, acute danger."""
    yield ", ".join(filter(None, [school, full_date(today)]))
    yield f"{_who(run.student)}. {run.protocol.name}, versie {run.protocol.version}."
    began = f" door {run.started_by}" if run.started_by else ""
    holder = f" Casushouder van het traject: {run.holder}." if run.holder else ""
    again = " Dit traject volgt op een eerder traject." if run.again_of else ""
    yield f"Begonnen op {full_date(run.started_on)}{began}.{holder}{again}"
    if run.acute_at:
        yield f"Acuut gevaar vastgelegd op {_moment(run.acute_at)}."
    yield HOW_TO_READ


def _steps(run: Run) -> Iterator[WrittenBlock]:
    """Per phase what became of each item; what is skipped is visible."""
    for phase in run.protocol.phases:
        lines = [line for item in phase.items for line in _item(run, item)]
        number = f"{phase.code} " if phase.code[:1].isdigit() else ""
        yield WrittenBlock(f"{number}{phase.name}", _steps_of(run, phase), tuple(lines))


def _steps_of(run: Run, phase: Phase) -> str:
    numbers = {item.step for item in phase.items if item.ticks}
    states = [state for state in step_states(run) if state.number in numbers]
    return "; ".join(
        f"wettelijke stap {s.number}: {s.skipped or ('gedaan' if s.settled else 'nog open')}" for s in states
    )


def _item(run: Run, item: Item) -> Iterator[Line]:
    words = f"{item.words} (voorlopig)" if item.provisional else item.words
    done = run.of(item)
    if done is None:
        there = _elsewhere(run, item)
        yield words, f"zie {there}" if there else NOT_DONE
        return
    stood = f"; telt als: {run.protocol.item(item.stands_for).words}" if done.stands_for else ""
    yield words, f"{_became(done)}{stood}"
    for field in item.fields:
        yield from said(done.fields.get(field.code, ""), field.ask)
    yield from said(done.note, "Toelichting")


def _elsewhere(run: Run, item: Item) -> str:
    """Where in the file stands what was done of an item that she did not tick herself; empty: nowhere."""
    there = {
        ItemKind.WEIGH: (WEIGHING, settled(run, item)),
        ItemKind.CONSULT: (ASKED, run.consultations),
        ItemKind.TEAM: (TEAM, arranged(run, item)),
        ItemKind.TASKS: (TEAM, arranged(run, item)),
        ItemKind.AFTERCARE: (TEAM, arranged(run, item)),
    }
    name, known = there.get(item.kind, ("", False))
    return f"‘{name}’" if known else ""


def _became(done: Done) -> str:
    """`gedaan, wo 25 november 2026, N. Smit`; of what was not done the reason or the day."""
    noted = ", ".join(filter(None, [_day(done.day), done.who]))
    if done.standing is Standing.NOT:
        return f"{done.standing.value}: {done.reason} ({noted})"
    if done.standing is Standing.LATER and done.due:
        return f"{done.standing.value}, op {_day(done.due)} ({noted})"
    return f"{done.standing.value}, {noted}"


def _asked(found: Iterable[Consultation]) -> Iterator[Line]:
    for one in found:
        lead = f"{_day(one.day)}, {', '.join(filter(None, [one.who, one.role]))}"
        yield from said(one.said or "overlegd", lead)


def _log(found: Iterable[Contact]) -> Iterator[Line]:
    """Advice and reports; of a report also until when Veilig Thuis decides, and what it decided."""
    for one in found:
        name = (
            "Advies, zonder naam van het gezin"
            if one.kind is ContactKind.ADVICE
            else one.kind.value.capitalize()
        )
        who = [f"met {one.spoke_with}" if one.spoke_with else "", f"gebeld door {one.who}" if one.who else ""]
        mark = f"kenmerk {one.reference}" if one.reference else ""
        yield from said(one.said, ", ".join(filter(None, [name, _day(one.day), *who, mark])))
        yield from said(one.agreements, "Afspraken")
        if one.replied_on:
            yield from said(one.reply or "antwoord", f"Besluit van Veilig Thuis, {_day(one.replied_on)}")
        elif one.reply_by:
            yield "Besluit van Veilig Thuis", f"wordt verwacht, uiterlijk {_day(one.reply_by)}"


def _round(run: Run, one: Round) -> WrittenBlock:
    """A weighing: who took part and decided, each answer with its facts; one that was done anew with its reason."""
    lines: list[Line] = list(said(one.reason, "Waarom opnieuw"))
    lines += [("Wogen mee", one.participants), ("Besliste", one.decider)] if one.participants else []
    lines += said(one.mentor_reason, "Waarom de mentor besliste")
    lines += [line for given in one.answers for line in _answered(run, given)]
    later = one.number < len(run.rounds)
    number = f" {one.number}" if len(run.rounds) > 1 else ""
    return WrittenBlock(
        f"{WEIGHING}{number}",
        f"{_day(one.day)}{'; vervangen door een latere weging' if later else ''}",
        tuple(lines),
    )


def _answered(run: Run, given: Given) -> Iterator[Line]:
    question = run.protocol.question(given.question)
    acute = "; door acuut gevaar vast te leggen" if given.acute else ""
    words = question.choice(given.answer).words
    yield f"{question.code}. {question.ask}", f"{words} ({_moment(given.at)}{acute})"
    yield from said(given.facts, "Want")
    if given.due:
        yield "Hulp", f"{given.lead} leidt; beoordelen of zij werkt op {_day(given.due)}"
        yield from said(given.result, "Afgesproken resultaat")
        yield from said(given.roles, "Wie doet wat")


def _decided(run: Run) -> Iterator[Line]:
    """The two decisions in their fixed order (domain.md §6.3), each with the answers it follows from."""
    if not run.protocol.weighs or run.round is None:
        return
    path = run.path
    left = "nog open" if path.next else "nee"
    why = ", ".join(
        f"{question.code} ({choice.words})" for question, choice in path.answered if choice.report
    )
    yield "Eerst: is melden nodig?", f"ja, door het antwoord op {why}" if path.report else left
    yield "Dan: is hulp geven of regelen (ook) mogelijk?", "ja" if path.helps else left
    asked = {question.code for question, _ in path.answered}
    others = [question.code for question in run.protocol.questions if question.code not in asked]
    if path.next is None and others:
        yield "Niet aan de orde", ", ".join(others)
    yield "Uitkomst", OUTCOME_WORDS[path.outcome]


def _team(run: Run) -> Iterator[Line]:
    for member in run.members:
        yield "Interventieteam", ", ".join(filter(None, [member.who, member.role]))
    for task in run.tasks:
        due = f", {by_when(task)} {_day(task.due)}" if task.due else ""
        yield task.who, f"{task_words(task)}{due} ({_state(task)})"
        yield from said(task.result, "Wat het werd")


def _state(task: Task) -> str:
    """Told and done, with the days; on paper or by word of mouth."""
    how = "op papier" if task.by_document else "mondeling"
    told = f"verteld {_day(task.told_on)}, {how}" if task.told_on else "niet verteld"
    return f"{told}; {f'gedaan {_day(task.done_on)}' if task.done_on else 'nog niet gedaan'}"


def _end(run: Run) -> Iterator[Line]:
    """Why it was closed; of a run that goes on what must still be done before it can be."""
    if run.closed_on:
        yield from said(run.close_words, f"Afgesloten {_day(run.closed_on)}")
        return
    yield "Stand", "het traject loopt nog"
    for lack in missing(run):
        yield "Nog te doen", lack
