"""The seam between scenarios and a desktop: what an agent does, what is offered, what is shown.

Steps and notebooks use nothing else, so the same scenarios can drive this model or any other desktop.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import msgspec

from callbook.core import Frozen
from callbook.workspace.information import CallbackInformation
from callbook.workspace.names import Action, CallbackState, CallPhase, ChannelState


class Shown(Frozen, msgspec.Struct, frozen=True, gc=False):
    """One notification or interaction window as the agent sees it.

    Attributes:
        id: the InteractionId, or the name of a voice window.
        state: where the callback is; ``no callback`` for a voice call alone.
        notification: whether it is a notification (offered) rather than a window.
        window: whether its interaction window is open.
        case: what the contact said: name and value of each field of the attached data.
        information: the Callback Information view; None for a voice call alone.
        phone_number: the number that Dial would call, or the other end of the voice call.
        call: where the call is; *call_result* how the last one ended, in words.
        consult: where the consult call is.
        disposition: the code that is set, or empty.
        reschedule: the new moment and number that are set, or empty.
        seconds_left: of the countdown.
        bell: what can be heard, or empty.
        trouble: what the agent was last told.
    """

    id: str
    state: CallbackState
    notification: bool
    window: bool
    case: dict[str, object]
    information: CallbackInformation | None
    phone_number: str
    call: CallPhase
    call_result: str
    consult: CallPhase
    disposition: str
    reschedule: str
    seconds_left: int
    bell: str
    trouble: str


class Screen(Frozen, msgspec.Struct, frozen=True, gc=False):
    """Everything that the agent sees.

    Attributes:
        channel: the state of the Web Callback channel, *reason* why it is Not Ready.
        voice_in_service: whether the voice channel works.
        interactions: notifications and windows, the oldest first; those that are closed are not shown.
    """

    agent: str
    channel: ChannelState
    reason: str
    voice_in_service: bool
    interactions: tuple[Shown, ...]


class Desktop(Protocol):
    """Any desktop that scenarios can drive."""

    def perform(self, action: Action, on: str | None = None, **details: object) -> None:
        """Do *action*, on the interaction of this id, or on the newest where none is given.

        Raises:
            Refused: when the agent may not; nothing has changed.
            BadInput: when *details* cannot be used; nothing has changed.
        """
        ...

    def actions(self, on: str | None = None) -> frozenset[Action]:
        """Return what is offered now, on one interaction or on the desktop itself."""
        ...

    def shown(self) -> Screen:
        """Return everything that the agent sees."""
        ...


def performed(agent: str, action: str, on: str, details: Mapping[str, object]) -> dict[str, object]:
    """Return what an agent does as it is written down: the act ``perform``, as plain data.

    Args:
        agent: the agent's name.
        action: what the agent does.
        on: the id of the window that it concerns; empty for the desktop itself.
        details: what is given to it; what is neither a text nor a whole number is written as a text.
    """
    plain = (str, int, type(None))
    given = {name: value if isinstance(value, plain) else str(value) for name, value in details.items()}
    return {"act": "perform", "agent": agent, "action": action, "on": on, "given": given}
