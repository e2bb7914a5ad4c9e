"""What can fail between desktops and servers, a row each: messages on both wires, the wires, the servers (F10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callbook.core import Fault, Mishap
from callbook.lab.outside.operations import Start, Stop
from callbook.lab.outside.wires import Cut, Disturb, Mend
from callbook.lab.servers import INTERACTION_SERVER

if TYPE_CHECKING:
    from callbook.lab.lab import Lab
    from callbook.lab.outside.act import Act

LONGEST_DELAY: Final = 45_000
"""Milliseconds that a message is late at most: longer than any desktop waits."""


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

    def act(self, lab: Lab, client: str, milliseconds: int, times: int = 1) -> Act:
        """Return what it takes to do it.

        Args:
            lab: where.
            client: on whose wire, where it befalls no server.
            milliseconds: how late a message is that is delayed.
            times: how many messages are befallen.
        """
        server = lab.switch if self.voice else INTERACTION_SERVER
        if self.mishap is not None:
            delay = milliseconds if self.mishap is Mishap.DELAYED else 0
            fault = Fault(self.mishap, milliseconds=delay, times=times)
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
