"""Shared by the tests of documents: the small meeting, held once for each test that asks."""

import pytest
from tests.documents.small_meeting import Meeting, hold

from sotdesk.data.store import Store


@pytest.fixture
def held(store: Store) -> Meeting:
    """The small SOT meeting of wo 25 nov, closed at 14:20."""
    return hold(store)
