"""What is assumed of desktops' patience has to fit the server: else each would give up what the other still offers."""

from __future__ import annotations

import re

import pytest

from callbook import Assumptions, Lab
from callbook.core import BadInput
from callbook_mocks.interaction_server import ServerSettings


@pytest.mark.parametrize(("seconds", "milliseconds"), [(60, 60_000), (120, 60_000), (30, 30_000)])
def test_an_invitation_is_not_given_back_before_it_is_taken_back(seconds: int, milliseconds: int) -> None:
    """The error names both, and what would do."""
    said = (
        f"invitation_timeout {milliseconds} in assumptions cannot be used. "
        f"Accepted: more than the delivering-timeout of Interaction Server, {seconds * 1_000} ms."
    )
    with pytest.raises(BadInput, match=f"^{re.escape(said)}$"):
        Lab(
            settings=ServerSettings(delivering_timeout=seconds),
            assumptions=Assumptions(invitation_timeout=milliseconds),
        )


def test_a_server_that_waits_longer_asks_for_more_patience() -> None:
    """With it, the lab is made."""
    lab = Lab(settings=ServerSettings(delivering_timeout=120), assumptions=Assumptions(invitation_timeout=121_000))
    assert 121_000 == lab.assumptions.invitation_timeout
