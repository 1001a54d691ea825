"""The sheet of a warm handover: what works first, then what holds, runs and comes (domain.md §5 step 11, §12).

Only of this pupil: every text passes through OneName. What is besloten, hers alone or shielded stands on a page of its
own, which goes only when she chose so for this receiver; what his role does not read stands nowhere. Pure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sotdesk.domain.actions import Action, ActionState, due_order
from sotdesk.domain.ages import AgeFlag
from sotdesk.domain.calendar import school_year
from sotdesk.domain.capture_model import Audience, Kind
from sotdesk.domain.cases import SPOKEN, Confidentiality, Entry, Guardian
from sotdesk.domain.dates import show_date
from sotdesk.domain.exchanges import by_words
from sotdesk.domain.feedback_naming import OneName
from sotdesk.domain.handover import Reason, Receiver, parts
from sotdesk.domain.kwadrant import Kwadrant
from sotdesk.domain.kwadrant_sheet import kwadrant_lines
from sotdesk.domain.letters import Written, WrittenBlock
from sotdesk.domain.network import NO_AUTHORITY, Network, Partner
from sotdesk.domain.rules import load
from sotdesk.domain.shield import hidden_words, speaks
from sotdesk.domain.support import Support, ordered
from sotdesk.domain.support_words import lead_of, period_words, review_words, size_words
from sotdesk.domain.text import fold
from sotdesk.domain.words import full_date

TITLE = "Overdracht"
APART = "Overdracht: besloten deel"
KEEP_APART = "Alleen voor {who}. Bewaar deze bladzijde apart en geef hem niet door."
LINES_APART = "Besloten regels"
DUTCH = "nederlands"
UNKNOWN = "nog niet ingevuld"
EMPTY = "Er is nog niets vastgelegd dat je kunt overdragen."
RECEIVED = "Ontvangen door: ……………………………………  op: …………………"
OWN_ONLY = "Deze casus is alleen voor jou (alleen OCO): niets ervan gaat naar deze ontvanger."
OWN_CHOOSE = (
    "Deze casus is alleen voor jou (alleen OCO). Hij gaat alleen mee als je het besloten deel kiest (e)."
)
OWN_APART = "Deze casus is alleen voor jou (alleen OCO): hij staat helemaal op de besloten bladzijde."


@dataclass(frozen=True)
class HandoverFacts:
    """All that a sheet may say of one pupil. `entries` is his timeline, `meetings` = day and kind of planned ones."""

    school: str
    today: date
    level: str = ""
    status: str = ""
    holder: str = ""
    confidentiality: str = ""
    question: str = ""
    question_by: str = ""
    what_works: str = ""
    mentors: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    supports: tuple[Support, ...] = ()
    entries: tuple[Entry, ...] = ()
    network: Network | None = None
    meetings: tuple[tuple[date, str], ...] = ()
    ages: tuple[AgeFlag, ...] = ()
    kwadrant: Kwadrant | None = None

    @property
    def own_only(self) -> bool:
        """The whole case is the coordinator's alone."""
        return self.confidentiality == Confidentiality.OWN.value


@dataclass(frozen=True)
class Said:
    """One line: in which part, a short word before it, the text, who may read it."""

    part: str
    lead: str
    text: str
    audience: str = Audience.SOT.value


@dataclass(frozen=True)
class Pages:
    """The sheet, and the page of its own when it goes along. `apart` = how many lines stand, or would stand, there;
    `refused` says why nothing may go to this receiver."""

    sheet: Written
    restricted: Written | None = None
    apart: int = 0
    refused: str = ""

    @property
    def all(self) -> tuple[Written, ...]:
        """The pages in their order."""
        return (self.sheet, self.restricted) if self.restricted else (self.sheet,)


def handover_pages(
    facts: HandoverFacts, receiver: Receiver, reason: Reason, naming: OneName, *,
    restricted: bool = False, aside: str = "",
) -> Pages:  # fmt: skip
    """The pages for this receiver; `restricted`: she chose that the besloten page goes along. `aside` = why it goes
    without consent or another ground. The titles name no pupil: they become a property of the file."""
    plain, apart = _split(facts, receiver)
    own_apart = facts.own_only and Audience.OWN.value in receiver.kind.audiences
    refused = ""
    if facts.own_only and not (own_apart and restricted):
        refused = OWN_CHOOSE if own_apart else OWN_ONLY
    opening = _opening(facts, receiver, reason, naming, aside)
    blocks = _blocks(plain, naming, shielded=True)
    if facts.own_only:
        opening = (*opening, OWN_APART if own_apart else OWN_ONLY)
    elif not blocks:
        opening = (*opening, EMPTY)
    sheet = Written(TITLE, facts.today, opening, blocks, (RECEIVED,))
    page = _page_apart(facts, receiver, naming, apart) if restricted and apart else None
    return Pages(sheet, page, len(apart), refused)


def lines_apart(facts: HandoverFacts, receiver: Receiver) -> int:
    """How many lines would stand on the page of its own for this receiver."""
    return len(_split(facts, receiver)[1])


def readable(facts: HandoverFacts, receiver: Receiver) -> tuple[Said, ...]:
    """What this receiver reads on the sheet itself; nothing of what is besloten, or of a case that is hers alone."""
    return tuple(_split(facts, receiver)[0])


def _split(facts: HandoverFacts, receiver: Receiver) -> tuple[list[Said], list[Said]]:
    """What his role reads: on the sheet, and on the page of its own. A line with shielded words stands on both."""
    readable = [line for line in _lines(facts, receiver) if line.part in (*receiver.kind.parts, LINES_APART)]
    if facts.own_only:
        readable = [Said(x.part, x.lead, x.text, Audience.OWN.value) for x in readable]
    plain = [x for x in readable if x.audience == Audience.SOT.value]
    may = receiver.kind.audiences
    return plain, [
        x for x in readable if x.audience in may or (may and x in plain and speaks(f"{x.lead} {x.text}"))
    ]


def _page_apart(facts: HandoverFacts, receiver: Receiver, naming: OneName, apart: Sequence[Said]) -> Written:
    """The page that can be left out: its own title, its own heading, who it is for."""
    opening = (naming.with_class, KEEP_APART.format(who=receiver.label))
    return Written(APART, facts.today, opening, _blocks(apart, naming, shielded=False), ())


def _blocks(lines: Sequence[Said], naming: OneName, *, shielded: bool) -> tuple[WrittenBlock, ...]:
    write = naming.write if shielded else naming.named
    headings = {**parts(), LINES_APART: LINES_APART}
    found = []
    for code, heading in headings.items():
        mine = tuple((write(x.lead), write(x.text)) for x in lines if x.part == code)
        if mine:
            found.append(WrittenBlock(heading, "", mine))
    return tuple(found)


def _opening(
    facts: HandoverFacts, receiver: Receiver, reason: Reason, naming: OneName, aside: str
) -> tuple[str, ...]:
    level = f"niveau {facts.level}" if facts.level else ""
    holder = f"casushouder: {facts.holder}" if facts.holder else ""
    who = (naming.with_class, level, lead_of(facts.mentors, "mentor") if facts.mentors else "", holder)
    whom = " · ".join(filter(None, [f"Voor {receiver.label}", reason.words, ground_words(receiver, aside)]))
    return (
        ", ".join(filter(None, [facts.school, full_date(facts.today)])),
        hidden_words(" · ".join(filter(None, who))),
        hidden_words(whom),
    )


def ground_words(receiver: Receiver, aside: str = "") -> str:
    """On what ground it leaves the school: `toestemming van moeder (K. Achterberg)`, `grond: wettelijke plicht`, or
    why it goes without; empty where none is asked."""
    if not receiver.need.asks:
        return ""
    if receiver.ground is not None:
        said = by_words(receiver.ground)
        return said if said.startswith("grond") else f"toestemming {said}".strip()
    return f"zonder toestemming, met reden: {aside}" if aside else ""


# --- what there is to say


def _lines(facts: HandoverFacts, receiver: Receiver) -> Iterator[Said]:
    yield Said("works", "", facts.what_works or UNKNOWN)
    if facts.question:
        by = f" ({facts.question_by})" if facts.question_by else ""
        yield Said("question", "", f"{facts.question}{by}")
    yield from _advice(facts)
    open_ones = sorted((a for a in facts.actions if a.state is ActionState.OPEN), key=due_order)
    for action in open_ones:
        yield _action(action, facts.today)
    for support in ordered(facts.supports):
        if support.running:
            yield from _support(support, facts)
    if facts.kwadrant is not None:
        for lead, text in kwadrant_lines(facts.kwadrant, facts.today, involved=receiver.kind.involved):
            yield Said("kwadrant", lead, text)
    if facts.network is not None:
        yield from _people(facts.network, facts.today)
    yield from _dates(facts, open_ones)
    yield from _apart(facts)


def _advice(facts: HandoverFacts) -> Iterator[Said]:
    """The handling advice of this school year, the newest first; an older one is superseded."""
    begin = school_year(facts.today)[0]
    found = [e for e in _spoken(facts.entries) if e.mark == Kind.ADVICE.value and e.day >= date(begin, 8, 1)]
    newest = sorted(found, key=lambda e: e.day, reverse=True)[: load("handover")["sheet"]["most_advice"]]
    for entry in newest:
        if entry.audience == Audience.SOT.value:
            yield Said("advice", show_date(entry.day, facts.today), entry.text)


def _spoken(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.kind in SPOKEN and entry.text)


def _action(action: Action, today: date) -> Said:
    """An agreement that holds (doorlopend), or something that is still to be done: who, what, where, when."""
    where = f" ({action.where})" if action.where else ""
    due = f"uiterlijk {show_date(action.due, today)}" if action.due else ""
    if action.ongoing:
        due = f"doorlopend tot {show_date(action.due, today)}" if action.due else "doorlopend"
    when = due or "datum nog te bepalen"
    late = "te laat" if action.late(today) else ""
    evaluate = action.evaluate if action.to_evaluate else None
    evaluation = f"evaluatie {show_date(evaluate, today)}" if evaluate else ""
    text = " · ".join(filter(None, [f"{action.text}{where}", when, late, evaluation]))
    return Said("agreements" if action.ongoing else "actions", action.who or "wie?", text, action.audience)


def _support(support: Support, facts: HandoverFacts) -> Iterator[Said]:
    """A measure with its goal and evaluation date; what a besloten evaluation brought stands apart."""
    does = support.does or lead_of(facts.mentors, "mentor")
    given = f"{support.giver} geeft het" if support.giver else ""
    evaluate = support.evaluate_on if support.to_evaluate else None
    said = [
        f"doel: {support.goal or UNKNOWN}", period_words(support, facts.today), size_words(support), given,
        f"uitvoering: {does}", f"evaluatie {show_date(evaluate, facts.today)}" if evaluate else "",
    ]  # fmt: skip
    last = support.readable.last
    if last is not None:
        said.append(f"{show_date(last.on, facts.today)}: {review_words(last)}")
    yield Said("support", support.name, " · ".join(filter(None, said)), support.audience)
    for review in support.reviews:
        if review.restricted and not support.restricted:
            text = f"{show_date(review.on, facts.today)}: {review_words(review)}"
            yield Said("support", support.name, text, review.audience)


def _people(network: Network, today: date) -> Iterator[Said]:
    """In short: who they are and who keeps contact; no telephone numbers."""
    for guardian in network.guardians:
        yield Said("people", guardian.relation or "ouder", _guardian(guardian))
    for partner in network.partners:
        if not partner.over(today):
            yield Said("people", partner.label, _partner(partner, network.holder, today))


def _guardian(guardian: Guardian) -> str:
    language = "" if fold(guardian.language) in ("", DUTCH) else f"spreekt {guardian.language}"
    keeps = f"contact: {guardian.kept_by or 'mentor'}"
    said = [
        guardian.name, "" if guardian.authority else NO_AUTHORITY.split(":")[0], language,
        "tolk nodig" if guardian.interpreter else "", keeps,
    ]  # fmt: skip
    return " · ".join(filter(None, said))


def _partner(partner: Partner, holder: str, today: date) -> str:
    role = "" if partner.role and partner.label.startswith(partner.role) else partner.role
    since = f"sinds {show_date(partner.since, today)}" if partner.since else ""
    keeps = f"contact: {partner.kept_by or holder or 'casushouder'}"
    return " · ".join(filter(None, [role, partner.organisation, since, keeps]))


def _dates(facts: HandoverFacts, actions: Sequence[Action]) -> Iterator[Said]:
    """What comes, the first day first: meetings, evaluations, ages at which something changes."""
    sot, today = Audience.SOT.value, facts.today
    found = [(day, f"staat op de agenda van {kind}", sot) for day, kind in facts.meetings]
    found += [
        (a.evaluate, f"evaluatie: {a.text}", a.audience) for a in actions if a.evaluate and a.to_evaluate
    ]
    found += [
        (s.evaluate_on, f"evaluatie: {s.name}", s.audience)
        for s in facts.supports
        if s.to_evaluate and s.evaluate_on
    ]
    found += [(f.day, f"wordt {f.rule.age}: {f.rule.soon}", sot) for f in facts.ages if not f.passed]
    for day, text, audience in sorted(found, key=lambda each: each[0]):
        yield Said("dates", show_date(day, today), text, audience)


def _apart(facts: HandoverFacts) -> Iterator[Said]:
    """Besloten lines of talks, the newest first; what she was still to look into is hers alone."""
    since = facts.today - timedelta(days=load("handover")["sheet"]["restricted_days"])
    for entry in facts.entries:
        own = entry.kind in SPOKEN and entry.mark == Kind.OPEN.value
        audience = Audience.OWN.value if own else entry.audience
        shielded = audience != Audience.SOT.value and (entry.kind in SPOKEN or entry.kind == "acuut")
        action = entry.mark in (Kind.ACTION.value, Kind.AGREED.value)  # those stand among the agreements
        if shielded and entry.text and entry.day >= since and not action:
            yield Said(LINES_APART, show_date(entry.day, facts.today), entry.text, audience)
