"""The rows of *Aanname*: the list of candidates, and what is known of one. No keys and no store here."""

from collections.abc import Sequence
from datetime import date

from textual.widgets.option_list import Option

from sotdesk.domain.candidates import (
    Candidate,
    Part,
    Refusal,
    Term,
    decide_by,
    parts,
    refusal_words,
    stand,
)
from sotdesk.domain.dates import show_date
from sotdesk.domain.names import MASK
from sotdesk.domain.rules import load
from sotdesk.screens.case_rows import Showing
from sotdesk.widgets.lines import blank, heading, note, option
from sotdesk.widgets.pieces import Piece, Role, pieces
from sotdesk.widgets.row import Row, col, flex, name

NAME, SCHOOL, CLASS, DAY, STAND = 26, 24, 12, 11, 23
WITH_SCHOOL, WITH_DAY = 86, 74
"""From these row widths (cells) on a column is shown."""
LABEL, TITLE = 10, 14
DECISION, TALK = "decision", "talk"
"""Keys of the rows behind the parts."""
SOON = 7
"""Days before the end of the term from which on it is said in the list."""


def candidate_name(candidate: Candidate, *, hidden: bool) -> str:
    """`Tess van Houtem`, or the mask."""
    return MASK if hidden else candidate.name.full


def list_rows(
    found: Sequence[Candidate], refusals: Sequence[Refusal], term: Term, show: Showing
) -> list[Option]:
    """Who waits, who was taken, and what stays of who was refused."""
    groups = (
        ("Lopend", [c for c in found if not c.taken]),
        ("Aangenomen", [c for c in found if c.taken]),
    )
    rows: list[Option] = []
    for title, group in groups:
        if group:
            rows += _gap(rows, show)
            rows += [_heads(f"{title}  {len(group)}"), *(_candidate(one, term, show) for one in group)]
    if refusals:
        rows += [*_gap(rows, show), heading("Geweigerd", str(len(refusals)))]
        rows += [note(refusal_words(refusal, show.today)) for refusal in refusals]
    return rows


def _gap(rows: list[Option], show: Showing) -> list[Option]:
    return [blank()] if rows and not show.low else []


def _heads(title: str) -> Option:
    return Option(
        Row(
            col(title, NAME, "heading"),
            col("Komt van", SCHOOL, "muted", drop=WITH_SCHOOL),
            col("Voor", CLASS, "muted"),
            col("Aangemeld", DAY, "muted", drop=WITH_DAY),
            flex("Staat", "muted"),
        ),
        disabled=True,
    )


def _candidate(candidate: Candidate, term: Term, show: Showing) -> Option:
    due = decide_by(candidate, term)
    near = not candidate.taken and (due - show.today).days <= SOON
    said: list[Piece] = [(stand(candidate), "good" if candidate.taken else "")]
    if near:
        said.append((f" · uiterlijk {show_date(due, show.today)}", "warn"))
    return option(
        candidate.id,
        name(candidate_name(candidate, hidden=show.hidden), NAME, "" if candidate.taken else "strong"),
        col(show.text(candidate.from_school), SCHOOL, "muted", drop=WITH_SCHOOL),
        col(candidate.for_class, CLASS, "muted"),
        col(show_date(candidate.asked_on, show.today), DAY, "muted", drop=WITH_DAY),
        flex(pieces(*said)),
        wrap=True,
    )


# --- one candidate


def head_rows(candidate: Candidate, term: Term, show: Showing) -> list[Option]:
    """Where he comes from, for which class, since when, and until when the school decides."""
    age = candidate.as_student.age(show.today)
    born = candidate.birth_date
    birth = f"geboren {show_day(born)} ({age})" if born and not show.hidden else f"{age} jaar" if born else ""
    whence = " · ".join(filter(None, [show.text(candidate.from_school) or "niet ingevuld", birth]))
    asked = show_date(candidate.asked_on, show.today)
    words: list[Piece] = [asked]
    if not candidate.taken:
        due = decide_by(candidate, term)
        late = due < show.today
        said = f" · besluit uiterlijk {show_date(due, show.today)}"
        words.append(
            (f"{said}, dat is voorbij" if late else said, "warn" if (due - show.today).days <= SOON else "")
        )
        if candidate.extended_on:
            words.append(
                (
                    f" · verlengd, ouders weten het sinds {show_date(candidate.extended_on, show.today)}",
                    "muted",
                )
            )
    facts = (("Komt van", pieces(whence)), ("Voor klas", pieces(candidate.for_class or "niet ingevuld")),
             ("Aangemeld", pieces(*words)))  # fmt: skip
    return [
        Option(Row(col(label, LABEL, "label"), flex(text), wrap=True), disabled=True) for label, text in facts
    ]


def show_day(day: date) -> str:
    """`5 mrt 2014`: a birth date."""
    return f"{show_date(day).split(' ', 1)[1]} {day.year}"


def part_rows(candidate: Candidate, show: Showing) -> list[Option]:
    """The parts in their order, then the decision and the introduction talk."""
    gap = [] if show.low else [blank()]
    return [
        *(_part(candidate, part, show) for part in parts()),
        *gap,
        _decision(candidate, show),
        _talk(candidate, show),
    ]


def _part(candidate: Candidate, part: Part, show: Showing) -> Option:
    text = show.text(getattr(candidate, part.code))
    more = show.text(candidate.information) if part.code == "source" else ""
    said = [part_text for part_text in (text, more) if part_text]
    return _row(part.code, part.title, "\n".join(said), bool(text), part.hint)


def _decision(candidate: Candidate, show: Showing) -> Option:
    title = load("candidates")["decision"]["title"]
    day = show_date(candidate.decided_on, show.today) if candidate.decided_on else ""
    said = f"{candidate.decision} {day} · Enter gaat naar de kaart" if candidate.taken else ""
    lacks = len(candidate.missing)
    left = f"nog {lacks} van {len(parts())} delen leeg" if lacks else "de directeur besluit"
    return _row(DECISION, title, said, candidate.taken, f"{left} · a aannemen, g weigeren")


def _talk(candidate: Candidate, show: Showing) -> Option:
    title = load("candidates")["talk"]["title"]
    day = show_date(candidate.talk_on, show.today) if candidate.talk_on else ""
    if candidate.talk:
        return _row(TALK, title, f"{day}: {show.text(candidate.talk)}", True, "")
    planned = f"gepland {day}" if candidate.talk_on and candidate.talk_on >= show.today else ""
    asks = (
        f"was {day}: hoe was het?" if day and not planned else "met leerling en ouders, voor of bij de start"
    )
    return _row(TALK, title, planned, False, asks)


def _row(key: str, title: str, said: str, there: bool, asks: str) -> Option:
    sign: tuple[str, Role] = ("✓", "good") if there else ("□", "warn")
    return option(
        key, col(sign[0], 1, sign[1]), col(title, TITLE, "" if there else "strong"),
        flex(pieces((said or asks, "" if said else "muted"))), wrap=True,
    )  # fmt: skip
