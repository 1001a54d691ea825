"""All tables. Importing this package fills SQLModel.metadata; tables have no behaviour."""

from sotdesk.data.tables import (
    absence,
    actions,
    acute,
    cases,
    consents,
    desk,
    feedback,
    handover,
    kwadrant,
    meetings,
    meldcode,
    moments,
    network,
    people,
    school,
    support,
)

__all__ = [
    "absence",
    "actions",
    "acute",
    "cases",
    "consents",
    "desk",
    "feedback",
    "handover",
    "kwadrant",
    "meetings",
    "meldcode",
    "moments",
    "network",
    "people",
    "school",
    "support",
]
