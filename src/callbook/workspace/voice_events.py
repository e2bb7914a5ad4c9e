"""What events and errors of the voice switch mean to a desktop, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.messages import t_library, t_library_events
from callbook.workspace.names import CallMoment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.messages import Message

MOMENTS: Final[Mapping[type[Message], CallMoment]] = {
    t_library_events.EventDialing: CallMoment.DIALING,
    t_library_events.EventNetworkReached: CallMoment.REACHED,
    t_library_events.EventRinging: CallMoment.RINGING,
    t_library_events.EventEstablished: CallMoment.ESTABLISHED,
    t_library_events.EventDestinationBusy: CallMoment.BUSY,
    t_library_events.EventHeld: CallMoment.HELD,
    t_library_events.EventRetrieved: CallMoment.RETRIEVED,
    t_library_events.EventPartyChanged: CallMoment.PARTY_CHANGED,
    t_library_events.EventReleased: CallMoment.RELEASED,
    t_library_events.EventAbandoned: CallMoment.ABANDONED,
}
"""What an event of the voice switch means to the call that it is about."""

LIVE: Final = (
    t_library_events.EventDialing,
    t_library_events.EventNetworkReached,
    t_library_events.EventEstablished,
    t_library_events.EventHeld,
    t_library_events.EventRetrieved,
)
"""Events after which a call is up."""

NOT_REGISTERED: Final = 41
"""The error code by which the switch shows that it does not know the DN as registered."""

DISAGREES: Final = frozenset({NOT_REGISTERED, 56, 79})
"""Error codes by which the switch shows that it knows other calls at the DN than the desktop does."""

WHEN_LOGGED_IN: Final[Mapping[type[Message], bool]] = {
    t_library.RequestRegisterAddress: True,
    t_library.RequestAgentLogin: True,
    t_library.RequestReleaseCall: True,
    t_library.RequestUnregisterAddress: False,
}
"""What is asked again after a silence, as long as the agent is logged in, or is not."""

ENDS: Final = (t_library_events.EventReleased, t_library_events.EventAbandoned)
"""Events after which a call is gone from the DN."""

CONN: Final = "conn-"
"""With what the names of extensions begin that hold the calls of a DN."""
