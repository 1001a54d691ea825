"""How *Samenwerking* shows things: what stands now, what is to be done first, the log. No keys and no store."""

from collections.abc import Sequence

from textual.widgets.option_list import Option

from sotdesk.domain.dates import show_date
from sotdesk.domain.sisa import Log, State, Weighing, is_too_old
from sotdesk.domain.sisa_steps import Step
from sotdesk.domain.sisa_words import LogRow, refused_age, standing_words, told_words, weighed_words
from sotdesk.domain.words import count, listed
from sotdesk.screens.case_rows import Showing
from sotdesk.widgets.lines import blank, heading, note, option
from sotdesk.widgets.pieces import Role, pieces
from sotdesk.widgets.row import Row, col, flex

LABEL, DAY, WHAT = 12, 14, 12
"""Cells for a label of the head, a day, what happened."""
STEP = "step:"
"""Before the place of something to do: the id of its row."""
PEOPLE = "people"
"""The row that leads to Contacten, where it is said who may signal."""
SHIELDED = "Dit staat afgeschermd. F5 laat het zien, niet zolang er een gast is."
OFF = "Uitgezet bij Instellingen. Wat er staat blijft te lezen; er komt niets bij."
EMPTY = "Nog niets gewogen. n weegt of je een signaal zet; de vragen helpen daarbij, w noemt de bronnen."
EMPTY_OFF = "Uitgezet bij Instellingen, en over deze leerling staat er niets."
NOBODY = "eerst zeggen wie namens de school mag signaleren: bij een persoon in Contacten"


def head_rows(log: Log, now: Weighing | None, show: Showing) -> list[Option]:
    """What stands now: state and days left, by whom, what home knows, matches, when to look again."""
    rows = [_fact("Let op", OFF, "warn")] if not log.on else []
    if is_too_old(log.born, show.today):
        rows.append(_fact("Let op", refused_age(), "warn"))
    if now is None:
        return rows
    state = now.state(log.born, show.today)
    role: Role = "good" if state is State.ACTIVE else "muted"
    rows.append(_fact("Stand", standing_words(now, log.born, show.today), role))
    day = f"{show_date(now.on, show.today)} · {show.text(weighed_words(now))}"
    rows.append(_fact("Gezet" if now.is_set else "Gewogen", day))
    if now.is_set:
        rows += _about(now, state, show)
    elif now.reason:
        rows.append(_fact("Reden", show.text(now.reason)))
    return rows


def _about(now: Weighing, state: State, show: Showing) -> list[Option]:
    """What home knows, the matches, when it is looked at again."""
    told, day = now.told, f"{show_date(now.told.on, show.today)} · " if now.told.on else ""
    lacks = f" · ontbreekt: {listed(told.lacks)}" if told.lacks and not told.empty else ""
    words = f"niet verteld, {told_words(told)}" if told.not_why else f"{day}{told_words(told)}{lacks}"
    rows = [
        _fact("Thuis", "nog niets verteld" if told.empty else show.text(words), "warn" if told.lacks else "")
    ]
    if now.matches:
        due = sum(match.due for match in now.matches)
        said = count(len(now.matches), "match", "matches")
        rows.append(_fact("Samen", f"{said} · {due} nog af te spreken" if due else f"{said} · afgesproken"))
    if now.review_on and state is State.ACTIVE:
        rows.append(_fact("Herzien", show_date(now.review_on, show.today)))
    return rows


def _fact(label: str, words: str, role: Role = "") -> Option:
    return Option(Row(col(label, LABEL, "label"), flex(words, role), wrap=True), disabled=True)


def shielded_rows() -> list[Option]:
    """All that the shielded view shows."""
    return [Option(Row(flex(SHIELDED, "muted"), wrap=True), disabled=True)]


def log_options(
    steps: Sequence[Step], rows: Sequence[LogRow], show: Showing, *, people: bool
) -> list[Option]:
    """What is to be done first, then everything that happened; `people` = it is still to be said who may signal."""
    made: list[Option] = []
    if people or steps:
        made.append(heading("Nu te doen"))
        made += [option(PEOPLE, col("□", 1, "warn"), flex(NOBODY), wrap=True)] if people else []
        made += [_step(at, step, show) for at, step in enumerate(steps)]
    elif rows:
        made += [heading("Nu te doen"), note("Niets.")]
    if rows:
        made += [blank()] if not show.low else []
        made += [heading("Verloop", str(len(rows))), *(_row(row, show) for row in rows)]
    return made


def _step(at: int, step: Step, show: Showing) -> Option:
    sign = col("□", 1, "warn" if step.day <= show.today else "muted")
    return option(f"{STEP}{at}", sign, flex(show.text(step.words)), wrap=True)


def _row(row: LogRow, show: Showing) -> Option:
    more = f"\n{show.text(row.more)}" if row.more else ""
    return option(
        row.key, col(show_date(row.day, show.today), DAY, "muted"), col(row.kind, WHAT, "muted"),
        flex(pieces(show.text(row.words), (more, "muted"))), wrap=True,
    )  # fmt: skip
