"""A part of a message is of its kind, and lacks only where it may."""

from typing import Any

import pytest

from callbook.core.messages import MalformedMessage
from callbook.core.messages.open_media import RequestReject
from callbook.core.messages.open_media_events import EventInvite

IDENTIFIER = "0000GaBNKN2Q0021"


@pytest.mark.parametrize("wrong", [None, {"InteractionId": IDENTIFIER}, IDENTIFIER])
def test_something_else_is_refused(wrong: Any) -> None:  # noqa: ANN401 - wrong on purpose
    """A mapping, a text or nothing is no Interaction."""
    with pytest.raises(MalformedMessage) as refused:
        EventInvite(TicketId=1, Interaction=wrong)
    expected = f"EventInvite is malformed: Expected `Interaction`, got `{type(wrong).__name__}` - at `$.Interaction`."
    assert str(refused.value) == expected


def test_a_part_that_may_lack_may() -> None:
    """A callback can be declined without a reason."""
    assert RequestReject(ReferenceId=1, TicketId=1, InteractionId=IDENTIFIER).Reason is None


def test_a_part_that_may_lack_is_checked_all_the_same() -> None:
    """A reason that is a text is none."""
    wrong: Any = "no time"
    with pytest.raises(MalformedMessage, match="Expected `ReasonInfo`, got `str`"):
        RequestReject(ReferenceId=1, TicketId=1, InteractionId=IDENTIFIER, Reason=wrong)
