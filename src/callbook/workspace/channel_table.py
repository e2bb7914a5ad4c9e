"""How the Web Callback channel of an agent behaves: E2, O1 to O3."""

from __future__ import annotations

from enum import StrEnum

from callbook.workspace.machine import Table, Transition
from callbook.workspace.names import ChannelEvent as On
from callbook.workspace.names import ChannelState as Is


class ChannelEffect(StrEnum):
    """What a transition of the channel does."""

    SHOW_OUTAGE = "show the outage"
    LOG_IN_AGAIN = "log in again"


_LIVE = (Is.LOGGED_OFF, Is.READY, Is.NOT_READY)
SHOWN = {On.READY_SEEN: Is.READY, On.NOT_READY_SEEN: Is.NOT_READY, On.ABSENT_SEEN: Is.LOGGED_OFF}
"""The channel state that each state of the media at the server stands for."""

CHANNEL = Table(
    "channel",
    (
        # The server's word counts: the channel is in the state that EventCurrentAgentStatus shows.
        *(
            Transition(state, seen, shown)
            for state in (*_LIVE, Is.OUT_OF_SERVICE)
            for seen, shown in SHOWN.items()
            if shown is not state
        ),
        # E2: without Interaction Server the channel is out of service, and comes back when the server does.
        *(Transition(state, On.SERVER_LOST, Is.OUT_OF_SERVICE, (ChannelEffect.SHOW_OUTAGE,)) for state in _LIVE),
        Transition(Is.OUT_OF_SERVICE, On.SERVER_BACK, Is.OUT_OF_SERVICE, (ChannelEffect.LOG_IN_AGAIN,)),
        *(Transition(state, On.LOGGED_OUT, Is.LOGGED_OFF) for state in (Is.READY, Is.NOT_READY, Is.OUT_OF_SERVICE)),
    ),
)
