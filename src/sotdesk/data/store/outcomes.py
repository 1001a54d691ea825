"""The school's own list of outcomes (`uit: …`) in its settings; until it has one, the list that ships."""

import json
from collections.abc import Sequence

from sqlmodel import Session

from sotdesk.data.tables.school import Setting
from sotdesk.domain.errors import RuleError
from sotdesk.domain.outcomes import Outcome, packed, shipped, unpacked
from sotdesk.domain.text import as_json, fold

OUTCOMES = "outcomes"


def outcomes_of(session: Session) -> tuple[Outcome, ...]:
    """The words that `uit:` knows in this school."""
    row = session.get(Setting, OUTCOMES)
    return unpacked(json.loads(row.value)) if row else shipped()


def put_outcomes(session: Session, outcomes: Sequence[Outcome]) -> None:
    """Keeps the school's own list; none at all gives back the list that ships. RuleError when a word stands twice."""
    words = [fold(word) for outcome in outcomes for word in (outcome.word, *outcome.also)]
    if len(set(words)) < len(words):
        raise RuleError("Dit woord staat al in de lijst. Kies een ander woord.")
    if outcomes:
        session.merge(Setting(name=OUTCOMES, value=as_json(packed(outcomes))))
    elif row := session.get(Setting, OUTCOMES):
        session.delete(row)
