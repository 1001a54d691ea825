"""Measures read from the vault, and what a line `ev: …` of a meeting does to the one it is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from sotdesk.data.tables.feedback import ToldRow
from sotdesk.data.tables.meetings import ItemRow, LineRow
from sotdesk.data.tables.moments import MomentRow
from sotdesk.data.tables.support import SupportReviewRow, SupportRow
from sotdesk.domain.capture_model import Audience
from sotdesk.domain.feedback import LOG
from sotdesk.domain.support import SEPARATOR, Review, Support, SupportState

PLAIN = (
    "name", "goal", "level", "giver", "does", "accountable", "starts_on", "ends_on", "hours", "talks", "cost",
    "evaluate_on", "end_reason", "audience", "entered_on", "made_on",
)  # fmt: skip
"""Columns that a Support has as they are."""
REVIEW = (
    "on", "result", "words", "in_time", "student_satisfied", "parents_satisfied", "evaluated_for", "audience",
    "line_id", "entered_on",
)  # fmt: skip


def read_supports(session: Session, student_ids: Iterable[str]) -> tuple[Support, ...]:
    """The measures of these pupils in the order they were made; two queries."""
    ids = list(student_ids)
    rows = session.exec(
        select(SupportRow).where(col(SupportRow.student_id).in_(ids)).order_by(col(SupportRow.made_on))
    ).all()
    return supports_of(session, rows)


def supports_of(session: Session, rows: Sequence[SupportRow]) -> tuple[Support, ...]:
    """These rows with their evaluations, oldest first."""
    query = select(SupportReviewRow).where(col(SupportReviewRow.support_id).in_([row.id for row in rows]))
    found = (
        session.exec(query.order_by(col(SupportReviewRow.on), col(SupportReviewRow.at))).all() if rows else ()
    )
    entered = _entered_with_its_line(session, [r for r in found if r.line_id and r.entered_on is None])
    reviews: dict[str, tuple[Review, ...]] = {}
    for row in found:
        review = review_of(row)
        if row.id in entered:
            review = replace(review, entered_on=entered[row.id])
        reviews[row.support_id] = (*reviews.get(row.support_id, ()), review)
    return tuple(support_of(row, reviews.get(row.id, ())) for row in rows)


def _entered_with_its_line(session: Session, rows: Sequence[SupportReviewRow]) -> Mapping[str, date]:
    """When what a line said it brought was entered in the school's own system: with the logboek of that meeting, in
    which it stands under *opbrengst*, or with its contact moment."""
    if not rows:
        return {}
    of_meeting = (
        select(SupportReviewRow.id, func.max(ToldRow.at))
        .join(LineRow, col(LineRow.id) == SupportReviewRow.line_id)
        .join(ItemRow, col(ItemRow.id) == LineRow.item_id)
        .join(
            ToldRow,
            (col(ToldRow.meeting_id) == ItemRow.meeting_id)
            & (col(ToldRow.student_id) == SupportReviewRow.student_id),
        )
        .where(col(SupportReviewRow.id).in_([row.id for row in rows]), col(ToldRow.recipient) == LOG)
        .where(col(ToldRow.at) >= LineRow.at, col(LineRow.audience) == Audience.SOT.value)
        .group_by(col(SupportReviewRow.id))
    )
    of_moment = (
        select(SupportReviewRow.id, MomentRow.entered_on)
        .join(LineRow, col(LineRow.id) == SupportReviewRow.line_id)
        .join(MomentRow, col(MomentRow.id) == LineRow.moment_id)
        .where(col(SupportReviewRow.id).in_([row.id for row in rows]), col(MomentRow.entered_on).is_not(None))
    )
    found = [*session.exec(of_meeting).all(), *session.exec(of_moment).all()]
    return {review: at.astimezone().date() for review, at in found if at}


def support_of(row: SupportRow, reviews: tuple[Review, ...] = ()) -> Support:
    """A table row as the plain measure that screens show."""
    return Support(
        id=row.id, student_id=row.student_id, giver_id=row.giver_id or "", case_id=row.case_id or "",
        aspects=tuple(row.aspects.split(SEPARATOR)) if row.aspects else (), state=SupportState(row.state),
        reviews=reviews, **{name: getattr(row, name) for name in PLAIN},
    )  # fmt: skip


def review_of(row: SupportReviewRow) -> Review:
    """A table row as the plain evaluation."""
    return Review(id=row.id, at=row.at, **{name: getattr(row, name) for name in REVIEW})


def supports_by_line(session: Session, line_ids: Sequence[str]) -> Mapping[str, tuple[str, str]]:
    """By line `ev: …` the measure it is about: id and name."""
    if not line_ids:
        return {}
    query = (
        select(SupportReviewRow.line_id, SupportRow.id, SupportRow.name)
        .join(SupportRow, col(SupportRow.id) == SupportReviewRow.support_id)
        .where(col(SupportReviewRow.line_id).in_(line_ids))
    )
    return {line: (support, name) for line, support, name in session.exec(query)}


def review_by_line(session: Session, line: LineRow, word: str, support_id: str) -> bool:
    """A line of a meeting gave this result of a measure; False when there is no such measure.

    What it brought is in the line's own words behind the result; of a besloten line they stay besloten.
    """
    support = session.get(SupportRow, support_id)
    if support is None:
        return False
    words = line.text[len(word) :] if line.text.casefold().startswith(word.casefold()) else line.text
    day = line.at.astimezone().date()
    session.add(
        SupportReviewRow(
            support_id=support.id, student_id=support.student_id, on=day, at=line.at, result=word,
            words=words.strip(" ,.:;"), evaluated_for=support.evaluate_on, line_id=line.id,
            audience=line.audience if line.audience != Audience.SOT.value else support.audience,
        )
    )  # fmt: skip
    return True


def forget_review(session: Session, line_id: str) -> None:
    """The line is gone or says something else: the result it gave goes with it."""
    for row in session.exec(select(SupportReviewRow).where(SupportReviewRow.line_id == line_id)):
        session.delete(row)


ANSWERS = ("in_time", "student_satisfied", "parents_satisfied")
"""What is asked of an evaluation besides what a line says."""


def answers_of(session: Session, line_ids: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """By measure the answers at the evaluations that these lines gave."""
    query = select(SupportReviewRow).where(col(SupportReviewRow.line_id).in_(line_ids))
    return {row.support_id: {name: getattr(row, name) for name in ANSWERS} for row in session.exec(query)}


def give_answers(session: Session, line_ids: Sequence[str], kept: Mapping[str, Mapping[str, str]]) -> None:
    """The same evaluation in other words keeps its answers."""
    query = select(SupportReviewRow).where(col(SupportReviewRow.line_id).in_(line_ids))
    for row in session.exec(query) if kept else ():
        for name, answer in kept.get(row.support_id, {}).items():
            setattr(row, name, answer)
