"""A measure in Dutch words, as the card, the timeline and the plan say it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sotdesk.domain.cases import Entry
from sotdesk.domain.dates import show_date
from sotdesk.domain.support import Review, Support, aspects
from sotdesk.domain.words import count, listed

KIND = "ondersteuning"
"""Its kind on the timeline."""


def aspect_words(support: Support) -> str:
    """`expertise, samenwerking met anderen`."""
    known = aspects()
    return ", ".join(known[code].means for code in support.aspects if code in known)


def hours_words(hours: float) -> str:
    """`1,5 uur`."""
    return f"{hours:g} uur".replace(".", ",")


def size_words(support: Support) -> str:
    """`6 gesprekken, 4,5 uur`; empty when it is not known."""
    talks = count(support.talks, "gesprek", "gesprekken") if support.talks else ""
    return ", ".join(filter(None, [talks, hours_words(support.hours) if support.hours else ""]))


def period_words(support: Support, today: date) -> str:
    """`ma 5 okt – vr 18 dec`, `vanaf ma 5 okt`, `tot vr 18 dec`; empty when nothing is known."""
    begin = show_date(support.starts_on, today) if support.starts_on else ""
    end = show_date(support.ends_on, today) if support.ends_on else ""
    if begin and end:
        return f"{begin} – {end}"
    return f"vanaf {begin}" if begin else f"tot {end}" if end else ""


def stands(support: Support, today: date) -> str:
    """Where it stands in a few words: `loopt`, `begint ma 30 nov`, `afgerond vr 18 dec`."""
    if support.running:
        later = support.starts_on is not None and support.starts_on > today
        return f"begint {show_date(support.starts_on, today)}" if later and support.starts_on else "loopt"
    ended = f" {show_date(support.ends_on, today)}" if support.ends_on else ""
    return f"{support.state.value}{ended}"


def review_words(review: Review) -> str:
    """`doel deels behaald: durft weer te presenteren · niet binnen de termijn · tevreden: leerling ja, ouders nee`."""
    said = ": ".join(filter(None, [review.result_words, review.words]))
    return " · ".join(filter(None, [said, term_words(review), satisfied_words(review)]))


def term_words(review: Review) -> str:
    """Whether it was given within the agreed term; empty when that was not asked."""
    return {"ja": "binnen de afgesproken termijn", "nee": "niet binnen de afgesproken termijn"}.get(
        review.in_time, ""
    )


def satisfied_words(review: Review) -> str:
    """`tevreden: leerling ja, ouders nee`; empty when nobody was asked."""
    asked = (("leerling", review.student_satisfied), ("ouders", review.parents_satisfied))
    said = [f"{who} {answer}" for who, answer in asked if answer]
    return f"tevreden: {', '.join(said)}" if said else ""


def entered_words(day: date | None, system: str, today: date) -> str:
    """`in Magister gezet op di 3 nov`, or that it was not yet."""
    return f"in {system} gezet op {show_date(day, today)}" if day else f"nog niet in {system}"


def lead_of(names: Sequence[str], role: str) -> str:
    """Who it is when nobody is named: the people who have the role, else the role itself."""
    return listed([f"{role} ({name})" for name in names]) if names else role


def support_entries(supports: Iterable[Support]) -> list[Entry]:
    """What the timeline tells of the measures: begun, evaluated, ended. A result that a meeting gave stands there."""
    return [entry for support in supports for entry in _entries(support)]


def with_measures(entries: Iterable[Entry], supports: Iterable[Support]) -> list[Entry]:
    """The entries of a timeline, each result of a meeting with the measure that it is about."""
    about = {
        review.line_id: support.name for support in supports for review in support.reviews if review.line_id
    }
    return [
        replace(entry, text=f"{entry.text} ({about[entry.id]})") if entry.id in about else entry
        for entry in entries
    ]


def _entries(support: Support) -> Iterable[Entry]:
    def entry(key: str, day: date, text: str, audience: str = support.audience) -> Entry:
        return Entry(key, day, KIND, text, audience=audience, ref=support.id)

    goal = f" · {support.goal}" if support.goal else ""
    begins, made = support.starts_on or support.made_on, support.made_on
    if begins <= made:
        yield entry(f"{support.id}:begin", begins, f"begonnen: {support.name}{goal}")
    else:
        text = f"afgesproken: {support.name}, vanaf {show_date(begins, made)}{goal}"
        yield entry(f"{support.id}:begin", made, text)
    for review in support.reviews:
        if not review.line_id:
            reader = review.audience if review.restricted else support.audience
            yield entry(review.id, review.on, f"evaluatie: {support.name} · {review_words(review)}", reader)
    if not support.running:
        reason = f" ({support.end_reason})" if support.end_reason else ""
        ended = support.ends_on or support.made_on
        yield entry(f"{support.id}:end", ended, f"{support.state.value}: {support.name}{reason}")
