"""How the log of the index reads: the rows of the log, the head, the badge, the timeline, the sources. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sotdesk.domain.dates import show_date
from sotdesk.domain.rules import load
from sotdesk.domain.sisa import Consent, Log, Match, State, Told, Weighing, question_words
from sotdesk.domain.sisa_steps import EXPIRY, MATCH, TOLD, steps
from sotdesk.domain.words import count, listed

REFUSED_AGE = (
    "Deze leerling is {age} jaar of ouder. De index is er voor kinderen en jongeren tot {age} jaar; wat erin stond, "
    "is dan gewist."
)


@dataclass(frozen=True)
class LogRow:
    """One row of the log: its key (`match:<id>`), its day, what it is, what it says, and quiet words under it."""

    key: str
    day: date
    kind: str
    words: str
    more: str = ""


def log_rows(log: Log, today: date) -> tuple[LogRow, ...]:
    """Everything that happened, newest first."""
    found = [row for one in log.weighings for row in _rows(one, today)]
    return tuple(sorted(found, key=lambda row: row.day, reverse=True))


def _rows(one: Weighing, today: date) -> Iterator[LogRow]:
    """The last thing first, so that rows of one day stand in the order of the log."""
    if one.closed_on:
        yield LogRow(f"closed:{one.id}", one.closed_on, "afgesloten", one.close_reason)
    for renewal in reversed(one.renewals):
        yield LogRow(f"renewal:{renewal.id}", renewal.on, "verlengd", f"door {renewal.by}")
    for match in reversed(one.matches):
        yield LogRow(f"match:{match.id}", match.on, "match", match_words(match), match_more(match, today))
    if not one.told.empty:
        kind = "niet verteld" if one.told.not_why else "verteld"
        yield LogRow(f"told:{one.id}", one.told.on or one.on, kind, told_words(one.told))
    why = f"reden: {one.reason}" if one.reason else ""
    yield LogRow(f"signal:{one.id}", one.on, "gezet" if one.is_set else "niet gezet", weighed_words(one), why)


def weighed_words(one: Weighing) -> str:
    """`door N. Smit · meer vragen tegelijk · vermoeden van mishandeling of geweld`."""
    by = f"door {one.by}" if one.by else ""
    abuse = "vermoeden van mishandeling of geweld" if one.abuse else ""
    return " · ".join(filter(None, [by, question_words(one.question), abuse]))


def told_words(told: Told) -> str:
    """`gesprek op school: dat er een signaal staat, waarom en waar bezwaar te maken`, or the reason why not."""
    if told.not_why:
        return f"reden: {told.not_why}"
    parts = (
        (told.that, "dat er een signaal staat"),
        (told.why, "waarom"),
        (told.where, "waar bezwaar te maken"),
    )
    said = listed([words for done, words in parts if done])
    return ": ".join(filter(None, [told.how, said]))


def match_words(match: Match) -> str:
    """`Wijkteam Noord · R. Blom · 010 123 45 67`."""
    who = " · ".join(filter(None, [match.organisation, match.person, match.phone]))
    return f"{who} (gezin)" if match.family else who


def match_more(match: Match, today: date) -> str:
    """What became of a match: contact, consent for content, the agreement."""
    contact = f"contact {show_date(match.contact_on, today)}" if match.contact_on else "nog geen contact"
    day = f" {show_date(match.consent_on, today)}" if match.consent_on else ""
    consent = f"toestemming om inhoud te delen: {match.consent.value}{day}"
    agreed = f"afspraak: {match.agreement}" if match.agreement else "nog geen afspraak"
    return " · ".join([contact, *([consent] if match.consent is not Consent.UNASKED else []), agreed])


def standing_words(one: Weighing, born: date | None, today: date) -> str:
    """`actief tot za 25 nov 2028, nog 731 dagen`; how it stands in the index today."""
    state = one.state(born, today)
    if state is State.ACTIVE:
        left = count(one.days_left(born, today), "dag", "dagen")
        return f"{state} tot {show_date(one.expires(born), today)}, nog {left}"
    if state is State.INACTIVE:
        since, gone = show_date(one.ended(born), today), show_date(one.gone_on(born), today)
        return f"{state} sinds {since}; gewist op {gone}"
    if state is State.GONE:
        return f"{state} op {show_date(one.gone_on(born), today)}"
    return state.value


def badge_words(log: Log, today: date) -> tuple[str, bool]:
    """What stands in the head of the card, and whether something is to be done; empty without a signal."""
    one = log.now(today)
    if one is None or not one.is_set:
        return "", False
    asked = {step.rule for step in steps(log, today)}
    short = {
        TOLD: "thuis nog vertellen", MATCH: "match nog afspreken", EXPIRY: "verlengen of afsluiten",
    }  # fmt: skip
    lacks = [words for rule, words in short.items() if rule in asked]
    state = one.state(log.born, today)
    until = f" tot {show_date(one.expires(log.born), today)}" if state is State.ACTIVE else ""
    return " · ".join([f"{state}{until}", *lacks]), bool(lacks)


def sources() -> str:
    """Every rule with its source, and how the law stands."""
    rules, terms = load("sisa"), load("sisa")["terms"]
    named = {
        "active": terms["active_months"], "inactive": terms["inactive_months"], "age": terms["until_age"],
        "remind": terms["remind_days"],
    }  # fmt: skip
    aid = [(f"‘{q['words']}’. {rules['advice'][q['advice']]}", q["source"]) for q in rules["question"]]
    aid.append((rules["advice"]["always"], rules["abuse"]["source"]))
    told = [(each["words"].format(**named), each["source"].format(**named)) for each in rules["line"]]
    status = (rules["module"]["status"], rules["module"]["status_source"])
    return "\n\n".join(f"{words}\nBron: {source}" for words, source in [*aid, *told, status])


def guide_text(name: str) -> str:
    """A text for the school guide, in which the school calls the index by its name."""
    return str(load("sisa")["guide"]["text"]).format(name=name, age=load("sisa")["terms"]["until_age"])


def refused_age() -> str:
    """Why nothing can be set for someone of 23 or older (S001, P21)."""
    return REFUSED_AGE.format(age=load("sisa")["terms"]["until_age"])
