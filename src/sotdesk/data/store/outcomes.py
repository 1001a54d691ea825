"""The school's own list of outcomes (`uit: …`) in its settings; until it has one, the list that ships."""

import json

from sqlmodel import Session

from sotdesk.data.tables.school import Setting
from sotdesk.domain.outcomes import Outcome, shipped, unpacked

OUTCOMES = "outcomes"


def outcomes_of(session: Session) -> tuple[Outcome, ...]:
    """The words that `uit:` knows in this school."""
    row = session.get(Setting, OUTCOMES)
    return unpacked(json.loads(row.value)) if row else shipped()
