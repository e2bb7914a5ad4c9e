"""A desktop remembers the newest of what is over, to recognise messages that come late or twice, and no more."""

import pytest

from callbook.core.errors import Unknown
from callbook.lab import Lab
from callbook.workspace import Action, CallbackState
from callbook.workspace.workspace import REMEMBERED


def test_only_the_newest_closed_callbacks_are_known() -> None:
    """Of one more than is remembered, the oldest is forgotten and the next one is not."""
    lab = Lab()
    anna = lab.log_in("Anna")
    maria = lab.contact("Maria")
    callbacks = [lab.schedule(maria)]
    anna.perform(Action.ACCEPT)
    anna.perform(Action.MARK_DONE)
    for _ in range(REMEMBERED):
        callbacks.append(lab.schedule(maria))
        anna.perform(Action.ACCEPT)
        anna.perform(Action.MARK_DONE)
    assert anna.callback(callbacks[1]).state is CallbackState.CLOSED
    with pytest.raises(Unknown, match="There is no callback"):
        anna.callback(callbacks[0])
