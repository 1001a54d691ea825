"""How a date is shown to a person: `wo 25 nov`, `vr 27 nov 10:30`, `nog te bepalen (z.s.m.)`."""

from datetime import date

from sotdesk.domain.dates_model import DateReading, Open
from sotdesk.domain.dates_words import DAYS, SHORT_MONTHS, spell

_OBVIOUS_YEAR = 300  # days, about ten months: further away the year is shown
_TO_BE_SET = "nog te bepalen"
_ONGOING = "doorlopend"


def show_date(day: date, today: date | None = None) -> str:
    """`wo 25 nov`; with the year when `day` is more than about ten months from `today`."""
    shown = f"{DAYS[day.weekday()][:2]} {day.day} {SHORT_MONTHS[day.month - 1]}"
    far = today is not None and abs((day - today).days) > _OBVIOUS_YEAR
    return f"{shown} {day.year}" if far else shown


def show_moment(reading: DateReading, today: date | None = None) -> str:
    """What a person sees of a reading; the typed words stay beside what has no date."""
    if reading.day is not None:
        shown = show_date(reading.day, today)
        return f"{shown} {reading.time:%H:%M}" if reading.time else shown
    label = _ONGOING if reading.open is Open.ONGOING else _TO_BE_SET
    words = reading.words.strip()
    return label if spell(words) in ("", label) else f"{label} ({words})"


def remarks(due: DateReading | None, evaluation: DateReading | None) -> tuple[str, ...]:
    """What to say about the two dates of an agreement together; dates.md.

    An evaluation before its due date is said, and that what goes on without a date needs an evaluation.
    """
    if due is None:
        return ()
    if due.open is Open.ONGOING and (evaluation is None or evaluation.asks):
        return ("doorlopend: spreek een evaluatiedatum af",)
    if due.day is None or evaluation is None or evaluation.day is None or evaluation.day >= due.day:
        return ()
    return (f"evaluatie ({show_date(evaluation.day)}) ligt vóór de afspraak zelf ({show_date(due.day)})",)
