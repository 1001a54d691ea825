"""To what a changed row belongs: its pupil, or the row above it. The history of one pupil is found by it."""

from collections.abc import Mapping
from typing import Any

PARENT: Mapping[str, str] = {
    "student": "id",
    "case_event": "case_id",
    "referral": "case_id",
    "tried": "referral_id",
    "action_doer": "action_id",
    "action_move": "action_id",
    "moment_version": "moment_id",
    "acute_call": "acute_id",
}
"""Table → the column that holds what its rows belong to; every other table by `student_id` when it has one."""

LINKED: Mapping[str, str] = {
    "action_student": "action_id",
    "line_student": "line_id",
    "item_student": "item_id",
}
"""Tables that join a pupil to a row which may be another's too → the column of that row."""


def owner_of(table: str, values: Mapping[str, Any]) -> str:
    """The id of what a row belongs to; '' when it belongs to no pupil."""
    return str(values.get(PARENT.get(table, "student_id")) or "")
