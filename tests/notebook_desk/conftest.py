"""Shared by the tests of the desks."""

from __future__ import annotations

import pytest
from tests.notebook_desk.session_by_hand import Session


@pytest.fixture
def session() -> Session:
    """Give a session of Anna and Ben, both Ready."""
    return Session()
