"""Navragen: who is asked how his agreements stand, and the text he gets. Only his own, never a besloten one.

Over all cases, one block a pupil; nothing of the case and no hulpvraag (domain.md §3: each reads his own actions).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

from sotdesk.domain.actions import Action, Doer, due_order
from sotdesk.domain.attention import is_mine
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.contacts import Contact, School, role_kinds, who_fits
from sotdesk.domain.dates import show_date
from sotdesk.domain.letters import Block, Letter, Words
from sotdesk.domain.report_model import Passage
from sotdesk.domain.students import Student


class Turn(IntEnum):
    """Where someone stands in the list: still to be asked, asked already, at the table himself, or none of these."""

    ASK = 0
    ASKED = 1
    AT_TABLE = 2
    OTHER = 3


@dataclass(frozen=True)
class Asked:
    """Someone's open agreements about one pupil, overdue first; without a pupil what is general."""

    student: Student | None
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class ToAsk:
    """Someone who can be asked. `reader` is how a text names him; `left_out` counts his besloten agreements."""

    key: str
    label: str
    reader: str
    contact: Contact | None
    blocks: tuple[Asked, ...]
    left_out: int = 0
    turn: Turn = Turn.OTHER

    @property
    def actions(self) -> tuple[Action, ...]:
        """All his agreements that the text holds, each once."""
        return tuple({a.id: a for block in self.blocks for a in block.actions}.values())

    @property
    def asked_on(self) -> date | None:
        """When he was last asked about one of these."""
        return max((a.asked_on for a in self.actions if a.asked_on), default=None)

    def late(self, today: date) -> int:
        """How many of his agreements are overdue."""
        return sum(1 for action in self.actions if action.late(today))


@dataclass(frozen=True)
class Round:
    """Before which meeting is asked: its pupils, who sits there anyway, and since when an answer counts."""

    students: frozenset[str]
    at_table: frozenset[str] = frozenset()
    since: date | None = None


@dataclass
class _Person:
    label: str
    reader: str
    contact: Contact | None
    found: dict[str, tuple[Student | None, list[Action]]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


def people_to_ask(
    actions: Iterable[Action], contacts: Iterable[Contact], school: School, before: Round | None = None
) -> tuple[ToAsk, ...]:
    """Everyone with open agreements but the coordinator herself, whom to ask first; `actions` are the open ones.

    Who is no contact (a parent, a role that nobody holds, a new name) is someone else for each pupil: the mother
    of one must never read about another's child.
    """
    known = {contact.id: contact for contact in contacts}
    people: dict[str, _Person] = {}
    for action in sorted(actions, key=due_order):
        for doer in action.doers:
            if not is_mine(doer_only(action, doer), school.coordinator_id):
                _add(people, action, doer, known, school.departments)
    made = (_made(key, person, before) for key, person in people.items())
    return tuple(sorted((p for p in made if p.blocks), key=lambda p: (p.turn, p.label.casefold(), p.key)))


def doer_only(action: Action, doer: Doer) -> Action:
    """An agreement as if only this person did it: whether it is hers is asked for each."""
    return Action(action.id, action.text, (doer,))


def _add(
    people: dict[str, _Person],
    action: Action,
    doer: Doer,
    known: Mapping[str, Contact],
    departments: Mapping[str, Sequence[str]],
) -> None:
    contact = known.get(doer.contact_id)
    for student in pupils_for(action, doer, contact, departments) or (None,):
        about = student.id if student else ""
        key = contact.id if contact else f"{doer.label}|{about}"
        person = people.setdefault(key, _Person(*_named(doer, contact), contact))
        if action.audience != Audience.SOT:
            person.hidden.add(action.id)
        else:
            person.found.setdefault(about, (student, []))[1].append(action)


def _named(doer: Doer, contact: Contact | None) -> tuple[str, str]:
    """How the list and how a text names him: a parent's own name tells whose child it is, so it stays out."""
    if contact:
        return contact.label, contact.name
    return f"{doer.label} (nieuw)" if doer.new else doer.label, doer.short


def pupils_for(
    action: Action, doer: Doer, contact: Contact | None, departments: Mapping[str, Sequence[str]]
) -> tuple[Student, ...]:
    """The pupils of an agreement that concern this person: of two pupils each mentor reads only his own."""
    kind = role_kinds().get(doer.role)
    if len(action.students) < 2 or contact is None or kind is None or not kind.per_pupil:
        return action.students
    own = (s for s in action.students if who_fits(doer.role, s, (contact,), departments))
    return tuple(own) or action.students


def _made(key: str, person: _Person, before: Round | None) -> ToAsk:
    blocks = tuple(Asked(student, tuple(actions)) for student, actions in _in_order(person))
    made = ToAsk(key, person.label, person.reader, person.contact, blocks, len(person.hidden))
    return replace(made, turn=_turn(made, before))


def _in_order(person: _Person) -> Iterator[tuple[Student | None, list[Action]]]:
    """By the earliest agreement; what is about no pupil comes last."""
    yield from sorted(person.found.values(), key=lambda pair: (pair[0] is None, due_order(pair[1][0])))


def _turn(person: ToAsk, before: Round | None) -> Turn:
    if any(action.ask_after for action in person.actions):
        return Turn.ASK
    if before is None:
        return Turn.ASKED if person.asked_on else Turn.OTHER
    here = [a for block in person.blocks if _of(block, before) for a in block.actions]
    if not here:
        return Turn.OTHER
    if person.contact and person.contact.id in before.at_table:
        return Turn.AT_TABLE
    return Turn.ASKED if all(_was_asked(a, before.since) for a in here) else Turn.ASK


def _of(block: Asked, before: Round) -> bool:
    return block.student is not None and block.student.id in before.students


def _was_asked(action: Action, since: date | None) -> bool:
    return action.asked_on is not None and (since is None or action.asked_on > since)


# --- the text


def asking_letter(
    person: ToAsk, today: date, *, before: str = "", full: bool = False, known_names: tuple[str, ...] = ()
) -> Letter:
    """What he is asked. `before` names the meeting: `het SOT van wo 25 nov, 13:00`; `full`: names, not initials."""
    until = f" vóór {before}" if before else ""
    return Letter(
        title=f"Open afspraken van {person.reader}", day=today,
        opening=(f"Hoe staat het met deze afspraken? Graag een reactie{until}.",),
        blocks=tuple(_block(n, block, today) for n, block in enumerate(person.blocks, start=1)),
        full=full, known_names=known_names,
    )  # fmt: skip


def _block(number: int, block: Asked, today: date) -> Block:
    lines = tuple(agreement_words(action, today, number) for action in block.actions)
    if block.student is None:
        return Block(number, title=Passage("general", "Algemeen", "kop"), lines=lines)
    return Block(number, (block.student,), lines=lines)


def agreement_words(action: Action, today: date, block: int) -> Words:
    """`gesprek met ouders (thuis): uiterlijk vr 20 nov (voorbij), evaluatie wo 9 dec`; `block` is its number."""
    key = f"ask:{block}:{action.id}"
    parts: list[str | Passage] = [Passage(f"{key}:what", action.text, "afspraak")]
    if action.where:
        parts += [" (", Passage(f"{key}:where", action.where, "afspraak"), ")"]
    parts += [": ", *_when(action, today, key)]
    if action.evaluate:
        parts.append(f", evaluatie {show_date(action.evaluate, today)}")
    return Words(tuple(parts))


def _when(action: Action, today: date, key: str) -> list[str | Passage]:
    if action.due:
        at = f" {action.due_time:%H:%M}" if action.due_time else ""
        return [f"uiterlijk {show_date(action.due, today)}{at}{' (voorbij)' if action.late(today) else ''}"]
    if action.ongoing:
        return ["doorlopend"]
    if not action.due_words:
        return ["nog geen datum"]
    return ["nog geen datum (", Passage(f"{key}:words", action.due_words, "afspraak"), ")"]
