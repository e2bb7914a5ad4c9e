"""A process that submits without end, and says which submissions were acknowledged: it is there to be killed.

It is given a state file and the ReferenceId to begin with; the first submission may have been taken by the process
before. Each third callback is stopped at once; of the others an agent has one in hand.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from callbook.core.messages.open_media import RequestStopProcessing, RequestSubmit
from callbook.core.messages.open_media_events import EventAck
from callbook.core.state_file import StateFile
from callbook.lab import Lab
from callbook.lab.keeping import Keeper, restored_lab
from callbook.workspace.names import Action

if TYPE_CHECKING:
    from callbook.core.messages.message import Message

RUN = "killed again and again"


class Portal:
    """A client that submits."""

    def __init__(self, lab: Lab) -> None:
        self._told: list[Message] = []
        self._end = lab.here.interaction_server.connect("portal", self._hear)

    def _hear(self, message: Message) -> None:
        self._told.append(message)

    def submit(self, reference: int) -> str:
        """Submit; give the id that it is answered with."""
        self._end.receive(
            RequestSubmit(
                ReferenceId=reference,
                TenantId="Lighthouse",
                MediaType="webcallback",
                Queue="callbacks",
                InteractionType="Inbound",
                InteractionSubtype="InboundNew",
                UserData={"number": reference},
            )
        )
        ack = self._told[-1]
        assert isinstance(ack, EventAck)
        assert ack.Extension is not None
        return str(ack.Extension["InteractionId"])

    def stop(self, reference: int, callback: str) -> None:
        """Stop it; one that a process before has stopped is unknown, which is as well."""
        self._end.receive(RequestStopProcessing(ReferenceId=reference, InteractionId=callback))


def main(path: str, first: str) -> None:
    """Submit until the process is killed."""
    state_file = StateFile(Path(path))
    lab = restored_lab(state_file, RUN) if RUN in state_file.runs() else Lab()
    keeper, portal, anna = Keeper(lab, state_file, RUN), Portal(lab), lab.log_in("Anna")
    for reference in count(int(first)):
        callback = portal.submit(reference)
        lab.advance(100)
        if reference % 3 == 0:
            portal.stop(reference, callback)
        elif any(shown.notification for shown in anna.shown().interactions):
            anna.perform(Action.ACCEPT)
        keeper.keep()
        sys.stdout.write(f"{reference} {callback}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
