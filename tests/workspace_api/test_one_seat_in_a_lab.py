"""A desktop behind the API in a lab of its own: what only the API can ask is done there, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core import MessageSent
from callbook.lab import Lab, NotExpressible
from callbook.network import workspace_api
from callbook.workspace import Action, ChannelState

if TYPE_CHECKING:
    from callbook.lab import Seat
    from callbook.network.workspace_api.desktop import DesktopBehindApi


def test_a_client_asks_for_more_than_scenarios_do() -> None:
    """Ready for voice and not, and attached data: each goes to its server as a message of the desktop's."""
    made: list[DesktopBehindApi] = []
    with workspace_api() as make:

        def remembered(seat: Seat) -> DesktopBehindApi:
            made.append(make(seat))
            return made[0]

        lab = Lab(desktops=remembered)
        desk = lab.desktop("Anna")
        desk.perform(Action.LOG_IN)
        maria = lab.contact("Maria")
        callback = lab.schedule(maria)
        lab.clock.settle()
        desk.perform(Action.ACCEPT)
        client = made[0].client
        client.post("/voice/ready")
        client.post("/voice/not-ready", agentWorkMode="AfterCallWork")
        client.post("/media/dnd-on")
        data = [{"key": "Note", "type": "str", "value": "x"}]
        client.post(f"/media/webcallback/interactions/{callback}/update-user-data", userData=data)
        sent = [entry.name for entry in lab.journal if isinstance(entry, MessageSent) and entry.sender == "Anna"]
        expected = ["RequestAgentReady", "RequestAgentNotReady", "RequestDoNotDisturbOn", "RequestChangeProperties"]
        assert expected == sent[-4:]
        assert "Anna" == desk.recorded().agent
        with pytest.raises(NotExpressible, match="to log in where one is logged in"):
            desk.perform(Action.LOG_IN)
        desk.perform(Action.ACTIVATE)  # activating the channels again changes nothing
        assert ChannelState.READY is desk.shown().channel
