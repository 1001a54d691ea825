"""What of a run stands in the pupil's timeline, in the unshielded view only: that it began, was decided, closed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sotdesk.domain.capture_model import Audience
from sotdesk.domain.cases import Entry
from sotdesk.domain.meldcode import Run, StaffRoute
from sotdesk.domain.meldcode_words import outcome_words

KIND = "protocol"


def run_entries(runs: Iterable[Run], routes: Iterable[StaffRoute]) -> tuple[Entry, ...]:
    """The turning points of these runs, hers alone; `ref` is the run."""
    found = [entry for run in runs for entry in _of(run)]
    for route in routes:
        day = route.shown_at.astimezone().date()
        found.append(_entry(route.id, day, "route van de meldplicht getoond", "", at=route.shown_at))
    return tuple(found)


def _of(run: Run) -> Iterator[Entry]:
    name = run.protocol.name
    yield _entry(f"{run.id}:begin", run.started_on, f"{name}: begonnen", run.id)
    for report in run.reports:
        yield _entry(report.id, report.day, f"{name}: gemeld", run.id)
    if run.closed_on:
        words = outcome_words(run)
        yield _entry(
            f"{run.id}:end", run.closed_on, f"{name}: afgesloten{f', {words}' if words else ''}", run.id
        )


def _entry(key: str, day: date, text: str, ref: str, at: datetime | None = None) -> Entry:
    return Entry(f"{KIND}:{key}", day, KIND, text, audience=Audience.OWN.value, ref=ref, at=at)
