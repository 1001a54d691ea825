"""The rows of Nieuw schooljaar: the list, who stays followed, who left school. No keys and no store here."""

from collections.abc import Callable
from datetime import date

from textual.widgets.option_list import Option

from sotdesk.domain.confidentiality import mark_of
from sotdesk.domain.dates import show_date
from sotdesk.domain.school_year import Followed, NewYear, proposed_end
from sotdesk.domain.students import Student
from sotdesk.screens.naming import pupil
from sotdesk.widgets.lines import blank, heading, note, option
from sotdesk.widgets.pieces import Role
from sotdesk.widgets.row import col, fit, flex, name

LIST = "list"
"""The row of the pupil list."""
SUPPORT = "support:"
"""Before the id of a measure: its row."""
PUPIL, CLASS = 17, 5
NOBODY = "Er wordt niemand gevolgd. Leerlingen zonder casus of ondersteuning blijven hier buiten."


def year_rows(
    year: NewYear, today: date, shown: Callable[[str, Student], str], *, hidden: bool, low: bool
) -> list[Option]:
    """The steps in their order; who was looked at has a tick. `shown` writes a text about a pupil as it may be seen."""
    gap = [] if low else [blank()]
    rows = [heading("1 Leerlingenlijst"), _list_row(year, today), *gap]
    rows.append(heading("2 Wie blijft gevolgd", str(len(year.here))))
    if not year.followed:
        rows.append(note(NOBODY))
    for one in year.here:
        rows += _pupil_rows(year, one, today, shown, hidden=hidden)
    if year.left:
        rows += [*gap, heading("Van school", f"{len(year.left)} · nog een casus of ondersteuning")]
        for one in year.left:
            rows += _pupil_rows(year, one, today, shown, hidden=hidden)
    return rows


def _list_row(year: NewYear, today: date) -> Option:
    done = year.list_read_on
    words = (
        "ingelezen: klassen en mentoren zijn die van dit jaar"
        if done
        else "de lijst van dit schooljaar inlezen"
    )
    return option(
        LIST,
        col("✓" if done else "□", 2, "good" if done else "muted"),
        flex(words),
        fit(show_date(done, today) if done else "nog niet", "muted" if done else "warn"),
    )


def _pupil_rows(
    year: NewYear, one: Followed, today: date, shown: Callable[[str, Student], str], *, hidden: bool
) -> list[Option]:
    """A pupil with why he is followed; under him each measure whose last day is past."""
    decided = bool(one.choice or one.handed_on)
    standing = one.standing() if decided else f"{one.standing()}?"
    role: Role = "warn" if one.standing() == "nog overdragen" else "good" if decided else "muted"
    since = f"uit sinds {show_date(one.student.gone_since, today)}" if one.student.gone_since else ""
    rows = [
        option(
            one.student.id,
            col("✓" if decided else "□", 2, role),
            name(pupil(one.student, hidden=hidden), PUPIL, "strong"),
            col(one.student.class_name, CLASS, "muted"),
            flex(" · ".join(filter(None, [since, shown(one.why(today, year.starts), one.student)])), "muted"),
            fit(standing, role),
            wrap=True,
        )
    ]
    for support in year.ran_out(one):
        until = show_date(support.ends_on, today) if support.ends_on else ""
        ask = f"loopt door tot {show_date(proposed_end(support, year.first), today)}?"
        rows.append(
            option(
                f"{SUPPORT}{support.id}",
                col("", 2), col("", PUPIL), col("", CLASS),
                flex(f"{mark_of(support.audience)}{shown(support.name, one.student)} liep tot {until}"),
                fit(ask, "warn"),
                wrap=True,
            )
        )  # fmt: skip
    return rows
