"""How the screen *Verzuim* shows things: a snapshot on one line, a report with what was done. No keys and no store."""

from collections.abc import Sequence
from datetime import date

from textual.widgets.option_list import Option

from sotdesk.domain.absence import distances, number
from sotdesk.domain.absence_reports import AbsenceFile, Due, Report, Stand, due_words, report_words
from sotdesk.domain.dates import show_date
from sotdesk.screens.case_rows import Showing
from sotdesk.widgets.lines import note, option
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import Row, col, fit, flex

DAY = 11
"""Cells for a day; `wo 25 nov`, with the year when it is long ago it is cut after the month."""
COLUMNS = (14, 14, 12, 11)
"""Cells for the hours, the sick reports, the sick days on end, the weeks away."""
NO_STANDS = "Nog geen stand. n typt wat er in het systeem van de school staat; p leest geplakte dagen."
NO_REPORTS = "Geen melding nodig volgens de laatste stand. m legt een andere melding vast."
SICK_ASKS = (
    "Een norm voor ziekteverzuim is bereikt. De afspraak is dan: overleg met de jeugdarts (w toont de bron)."
)
DUE = "due:"
"""Before the kind and the day of a report that is asked for and not kept yet."""


def stand_rows(file: AbsenceFile, show: Showing) -> list[Option]:
    """A head with what is counted, the snapshots newest first: one line each, and the note under it."""
    if not file.stands:
        return []
    rows = [_head(file), *(row for stand in file.stands for row in _stand(stand, file, show))]
    _hours, reports, streak, _long = distances(file.stands[0].snapshot, rules=file.rules)
    if reports.reached or streak.reached:
        rows.append(note(SICK_ASKS, "ask"))
    return rows


def _head(file: AbsenceFile) -> Option:
    words = (f"uur in {file.rules.school_weeks} weken", "ziekmeldingen", "ziek op rij", "weken weg")
    cells = [col(word, wide, "muted", right=True) for word, wide in zip(words, COLUMNS, strict=True)]
    return Option(Row(col("stand van", DAY, "muted"), *cells), disabled=True)


def _stand(stand: Stand, file: AbsenceFile, show: Showing) -> list[Option]:
    """The numbers, and under them what was noted with them: beside them it would be cut."""
    found, rules = stand.snapshot, file.rules
    reached = [one.reached for one in distances(found, file.student.birth_date, rules)]
    counts = (
        f"{number(found.hours)} van {number(rules.hours)}",
        f"{found.sick_reports} van {rules.sick_reports}",
        f"{found.sick_days} van {rules.sick_days}",
        f"{number(found.weeks_away)} van {rules.long_weeks}",
    )
    cells = [
        col(f"! {words}" if met else words, wide, "warn" if met else "", right=True)
        for words, wide, met in zip(counts, COLUMNS, reached, strict=True)
    ]
    row = option(stand.id, col(show_date(found.day, show.today), DAY), *cells)
    said = Row(col("", DAY), flex(show.text(stand.note), "muted"), wrap=True)
    return [row, Option(said, disabled=True)] if stand.note else [row]


def old_words(file: AbsenceFile, today: date) -> str:
    """`stand van di 3 nov: 22 dagen oud`; empty while it is recent."""
    stand = file.newest
    if stand is None or not stand.old(today):
        return ""
    return f"stand van {show_date(stand.snapshot.day, today)}: {stand.age(today)} dagen oud"


def due_key(due: Due) -> str:
    """The id of its row: the kept report, else the kind and the day."""
    return due.report_id or f"{DUE}{due.kind}:{due.reached_on.isoformat()}"


def report_rows(file: AbsenceFile, show: Showing) -> list[Option]:
    """What must be reported now, then the reports, newest first."""
    rows = [_due(due, show) for due in file.dues if not due.report_id]
    waiting = {due.report_id: due for due in file.dues if due.report_id}
    return rows + [_report(report, waiting.get(report.id), show) for report in file.reports]


def _due(due: Due, show: Showing) -> Option:
    role: Role = "warn" if due.by else "ask"
    words = due_words(due, show.today)
    return option(
        due_key(due), col("!", 1, role), flex(words, role), fit("Enter legt vast", "muted"), wrap=True
    )


def _report(report: Report, due: Due | None, show: Showing) -> Option:
    sign, role = ("✓", "good") if report.reported_on else ("□", "warn") if report.waits else ("·", "muted")
    said = due_words(due, show.today) if due else report_words(report, show.today)
    parts: list[Piece] = [(show.text(said), "warn" if due else "")]
    for label, words in (("oorzaken", report.causes), ("plan", report.plan), ("resultaat", report.result)):
        if words:
            parts += [(f"\n{label:<10}", "label"), show.text(" ".join(words.split()))]
    return option(report.id, col(sign, 1, _role(role)), flex(pieces(*parts)), wrap=True)


def _role(word: str) -> Role:
    return "good" if word == "good" else "warn" if word == "warn" else "muted"


def sources(file: AbsenceFile) -> str:
    """Each norm with the distance of the newest snapshot, and the source; what is not known yet counts as nothing."""
    from sotdesk.domain.absence import Snapshot

    found = file.newest.snapshot if file.newest else Snapshot(date.min)
    return "\n\n".join(
        f"{one.words}\nBron: {one.source}" for one in distances(found, file.student.birth_date, file.rules)
    )


def counted_again(reports: Sequence[Report], today: date) -> str:
    """`telt opnieuw sinds do 12 nov`: after a report the count begins anew; empty without one."""
    from sotdesk.domain.absence_reports import counted_from

    day = counted_from(reports)
    return f"gemeld over {show_date(day, today)}: daarna telt het opnieuw" if day else ""
