"""Shared by the tests of the store."""

import pytest
from tests.data.sitting import Sitting, begun

from sotdesk.data.vault import Vault


@pytest.fixture
def sitting(vault: Vault) -> Sitting:
    """A meeting that started at 13:00 with SMW at the table and the SVK expected."""
    return begun(vault)
