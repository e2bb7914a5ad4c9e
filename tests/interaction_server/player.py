"""Plays one thing after another to a server, in any order: traffic for what must hold whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from tests.interaction_server.conftest import CENTER

from callbook.configuration import Configuration
from callbook.configuration.loading import loads
from callbook.core.clock import Clock
from callbook.core.ids import Identifiers
from callbook.core.messages.open_media import (
    RequestAccept,
    RequestAgentLogin,
    RequestAgentLogout,
    RequestCancelNotReadyForMedia,
    RequestChangeProperties,
    RequestNotReadyForMedia,
    RequestPlaceInQueue,
    RequestPlaceInWorkbin,
    RequestPull,
    RequestReject,
    RequestStopProcessing,
    RequestSubmit,
    RequestTransfer,
    WorkbinAddress,
)
from callbook.core.messages.open_media_events import EventAck, EventInvite
from callbook_mocks.interaction_server import InteractionServer, ServerSettings

if TYPE_CHECKING:
    from callbook.core.messages.message import KVList, Message
    from callbook.core.wire import Sender

MINE = WorkbinAddress(WorkbinTypeId="in-progress")

ACTIONS = (
    "submit", "later", "gold", "accept", "reject", "ready", "not ready", "log in", "log out", "cut", "place", "hold",
    "stop", "change", "delete", "rank", "transfer", "bin", "pull", "wait", "long", "down", "up", "remove queue",
    "add queue", "again", "binned",
)  # fmt: skip


def writer(inbox: list[Message]) -> Sender:
    """Give a sender that writes down what it is told to send."""

    def write(message: Message) -> None:
        inbox.append(message)

    return write


class Player:
    """Does one thing after another to a server, whether it makes sense or not, and checks it each time."""

    def __init__(self, settings: ServerSettings | None = None) -> None:
        self.clock = Clock()
        self.configuration = Configuration(loads(CENTER))
        self.server = InteractionServer(self.clock, Identifiers(), self.configuration, settings=settings)
        self.answers: list[Message] = []
        self.website = self.server.connect("website", writer(self.answers))
        self.inboxes: dict[str, list[Message]] = {name: [] for name in ("anna", "ben", "cleo")}
        self.ends = {name: self.server.connect(name, writer(inbox)) for name, inbox in self.inboxes.items()}
        self.asked = 0
        for who in range(3):
            self.play("log in", who, 0)

    @property
    def submitted(self) -> int:
        """How many submits were acknowledged, each counted once."""
        return len({str(a.Extension) for a in self.answers if isinstance(a, EventAck) and a.Extension is not None})

    def play(self, action: str, who: int, which: int) -> None:
        """Do *action*; *who* and *which* pick an agent and an interaction."""
        name = tuple(self.ends)[who]
        known = (*self.server.interactions, *self.server.done)
        interaction = known[which % len(known)] if known else "0" * 16
        self._world(action)
        self._agent(action, name)
        self._interaction(action, name, interaction)
        self.server.check()

    def _world(self, action: str) -> None:
        if action in {"submit", "later", "gold", "binned", "again"}:
            self.asked += action != "again" or self.asked == 0
            data: KVList = {"start_time": "2026-03-02T08:05:00Z"} if action == "later" else {}
            workbin: KVList = {"Workbin": {"WorkbinTypeId": "in-progress", "WorkbinAgentId": "anna"}}
            self.website.receive(
                RequestSubmit(
                    ReferenceId=self.asked,
                    TenantId="Acme",
                    MediaType="webcallback",
                    Queue="gold" if action == "gold" else "inbound",
                    InteractionType="Inbound",
                    InteractionSubtype="InboundNew",
                    UserData=data,
                    Properties=workbin if action == "binned" else {},
                )
            )
        elif action in {"wait", "long"}:
            self.clock.advance(5_000 if action == "wait" else 4 * 3_600_000)
        elif action == "down":
            self.server.stop()
        elif action == "up":
            self.server.start()
        elif action == "remove queue" and self.configuration.queue_exists("inbound"):
            self.configuration.remove_queue("inbound")
        elif action == "add queue":
            self.configuration.define_queue("inbound", tenant="Acme", strategy="to anybody")

    def _agent(self, action: str, name: str) -> None:
        end = self.ends[name]
        if action == "log in":
            agent = self.configuration.agent(name)
            media = {"webcallback": 1}
            end.receive(
                RequestAgentLogin(ReferenceId=1, TenantId="Acme", PlaceId=agent.place, AgentId=name, MediaList=media)
            )
        elif action == "log out":
            end.receive(RequestAgentLogout(ReferenceId=1))
        elif action == "cut":
            end.disconnected()
        elif action == "ready":
            end.receive(RequestCancelNotReadyForMedia(ReferenceId=1, MediaTypeName="webcallback"))
        elif action == "not ready":
            end.receive(RequestNotReadyForMedia(ReferenceId=1, MediaTypeName="webcallback"))
        elif action in {"accept", "reject"}:
            kind = RequestAccept if action == "accept" else RequestReject
            for invite in self.inboxes[name][-3:]:
                if isinstance(invite, EventInvite):
                    offered = invite.Interaction.InteractionId
                    end.receive(kind(ReferenceId=1, TicketId=invite.TicketId, InteractionId=offered))

    def _interaction(self, action: str, name: str, interaction: str) -> None:
        requests = {
            "place": RequestPlaceInQueue(ReferenceId=1, InteractionId=interaction, Queue="gold"),
            "hold": RequestPlaceInQueue(ReferenceId=1, InteractionId=interaction, Queue="inbound", IsHeld=True),
            "stop": RequestStopProcessing(ReferenceId=1, InteractionId=interaction),
            "change": RequestChangeProperties(
                ReferenceId=1, InteractionId=interaction, ChangedProperties={"start_time": "2026-03-02T08:10:00Z"}
            ),
            "delete": RequestChangeProperties(
                ReferenceId=1, InteractionId=interaction, DeletedProperties=("start_time",)
            ),
            "rank": RequestChangeProperties(
                ReferenceId=1, InteractionId=interaction, ChangedProperties={"Priority": 7, "ExternalId": "x"}
            ),
            "transfer": RequestTransfer(ReferenceId=1, InteractionId=interaction, AgentId="cleo"),
            "bin": RequestPlaceInWorkbin(ReferenceId=1, InteractionId=interaction, Workbin=MINE),
            "pull": RequestPull(ReferenceId=1, InteractionId=interaction, Workbin=MINE),
        }
        if action in requests:
            self.ends[name].receive(requests[action])
            self.website.receive(requests[action])


PLAYS = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 2), st.integers(0, 5)), min_size=20, max_size=80)
"""Some of them."""
