"""What can fail between desktops and servers, a row each: messages on both wires, the wires, the servers (F10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callbook.core import ANY_MESSAGE, Fault, FaultInjected, MessageSent, Mishap
from callbook.lab.outside.operations import Start, Stop
from callbook.lab.outside.wires import Cut, Disturb, Mend
from callbook.lab.servers import INTERACTION_SERVER

if TYPE_CHECKING:
    from callbook.lab.lab import Lab
    from callbook.lab.outside.act import Act

LONGEST_DELAY: Final = 45_000
"""Milliseconds that a message is late at most: longer than any desktop waits."""

MESSAGES: Final[dict[tuple[bool, bool], tuple[str, ...]]] = {
    (False, True): (
        "EventInvite", "EventRevoked", "EventAck", "EventPartyAdded", "EventPartyRemoved", "EventCurrentAgentStatus",
    ),
    (False, False): (
        "RequestAccept", "RequestReject", "RequestChangeProperties", "RequestPlaceInQueue", "RequestStopProcessing",
        "RequestAgentLogin", "RequestAgentLogout",
    ),
    (True, True): (
        "EventDialing", "EventEstablished", "EventReleased", "EventHeld", "EventRinging", "EventPartyChanged",
        "EventRegistered", "EventError",
    ),
    (True, False): (
        "RequestMakeCall", "RequestReleaseCall", "RequestAnswerCall", "RequestSingleStepTransfer",
        "RequestInitiateTransfer", "RequestCompleteTransfer", "RequestRegisterAddress",
    ),
}  # fmt: skip
"""The messages that matter most: on the wire to the voice switch or not, and from the server or not."""


@dataclass(frozen=True, slots=True)
class Disturbance:
    """One kind of failure.

    Attributes:
        mishap: what befalls a message; None where it befalls a wire or a server as a whole.
        voice: whether it is the wire to the voice switch, or that server.
        to_client: whether it befalls what the server sends.
        whole: what befalls the wire or the server, in a word, where it is no message.
    """

    voice: bool
    mishap: Mishap | None = None
    to_client: bool = False
    whole: str = ""

    @property
    def name(self) -> str:
        """A name that tells it from all others."""
        wire = "voice switch" if self.voice else INTERACTION_SERVER
        if self.mishap is None:
            return f"{wire}: {self.whole}"
        return f"{'from' if self.to_client else 'to'} {wire}: {self.mishap}"

    @property
    def messages(self) -> tuple[str, ...]:
        """The names of the messages that it befalls, ``*`` for any; nothing where it befalls no message."""
        return () if self.mishap is None else (ANY_MESSAGE, *MESSAGES[self.voice, self.to_client])

    def act(self, lab: Lab, client: str, milliseconds: int, times: int = 1, message: str = ANY_MESSAGE) -> Act:
        """Return what it takes to do it.

        Args:
            lab: where.
            client: on whose wire, where it befalls no server.
            milliseconds: how late a message is that is delayed.
            times: how many messages are befallen.
            message: which, by name.
        """
        server = lab.switch if self.voice else INTERACTION_SERVER
        if self.mishap is not None:
            delay = milliseconds if self.mishap is Mishap.DELAYED else 0
            fault = Fault(self.mishap, message, milliseconds=delay, times=times)
            return Disturb.by(fault, client, server, server if self.to_client else client)
        if self.whole == _CUT:
            return Cut(client, server) if lab.wire(client, server).up else Mend(client, server)
        return Stop(server) if lab.outages.runs(server) else Start(server)


_CUT: Final = "the connection is cut"
_DOWN: Final = "the server is down"
_OF_MESSAGES: Final = (Mishap.DROPPED, Mishap.REPEATED, Mishap.OVERTAKEN, Mishap.DELAYED)

DISTURBANCES: Final = tuple(
    disturbance
    for voice in (False, True)
    for disturbance in (
        *(Disturbance(voice, mishap, to_client) for to_client in (False, True) for mishap in _OF_MESSAGES),
        Disturbance(voice, whole=_CUT),
        Disturbance(voice, whole=_DOWN),
    )
)
"""Every kind of failure, on both wires."""


def disturbance_of(entry: FaultInjected, message: MessageSent, switch: str) -> Disturbance | None:
    """Return what befell *message* by *entry*, None where the wire was cut; *switch* is the voice switch's name."""
    to_client = message.sender in {switch, INTERACTION_SERVER}
    server = message.sender if to_client else message.receiver
    rows = (row for row in DISTURBANCES if row.voice == (server == switch) and row.to_client == to_client)
    return next((row for row in rows if row.mishap is not None and entry.fault.startswith(row.mishap)), None)
