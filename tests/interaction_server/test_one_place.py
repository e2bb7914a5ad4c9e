"""Every callback is in exactly one place at every moment (F10), and the server notices when it is not."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callbook.assumptions import Assumptions
from callbook.clock import Clock
from callbook.configuration import Configuration
from callbook.errors import Unknown
from callbook.ids import Identifiers
from callbook.messages.open_media import (
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
from callbook.messages.open_media_events import EventAck, EventInvite
from callbook_mocks.interaction_server import InteractionServer, Misplaced

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

    from callbook.messages.message import KVList, Message
    from callbook.wire import Sender

MINE = WorkbinAddress(WorkbinTypeId="in-progress")


def test_unknown_interaction(server: InteractionServer) -> None:
    """Where nothing of that name ever was, that is said."""
    with pytest.raises(Unknown, match="There is no interaction 'X'"):
        server.where("X")


def in_no_place(server: InteractionServer, name: str) -> None:
    """Lose it from its queue."""
    del server._state.queues["shelf"].contents[name]


def in_two_places(server: InteractionServer, name: str) -> None:
    """Put it into another queue as well."""
    server._state.queue("gold").contents[name] = server._state.interactions[name]


def not_known(server: InteractionServer, name: str) -> None:
    """Forget it while it lies in its queue."""
    del server._state.interactions[name]


@pytest.mark.parametrize("harm", [in_no_place, in_two_places, not_known])
def test_misplaced(
    server: InteractionServer, website: FakeWebsite, harm: Callable[[InteractionServer, str], None]
) -> None:
    """An interaction in no place, in two, or in one without being known, is found."""
    name = website.submit("shelf")
    harm(server, name)
    with pytest.raises(Misplaced, match=name):
        server.check()


def without_timer(server: InteractionServer, name: str) -> None:
    """Take the invitation's timer away."""
    invitation = server._state.interactions[name].invitation
    assert invitation is not None
    invitation.timer = None


def unknown_to_the_agent(server: InteractionServer, name: str) -> None:
    """Let the agent forget the invitation."""
    server._state.sessions["anna"].invitations.clear()


def over_capacity(server: InteractionServer, name: str) -> None:
    """Give the agent the interaction twice."""
    session = server._state.sessions["anna"]
    session.invitations["another"] = session.invitations[name]


def not_ranked(server: InteractionServer, name: str) -> None:
    """Let the agent look free without being ranked so."""
    session = server._state.sessions["ben"]
    for target in session.targets:
        target.agents.discard(session)


@pytest.mark.parametrize("harm", [without_timer, unknown_to_the_agent, over_capacity, not_ranked])
def test_astray(
    server: InteractionServer,
    website: FakeWebsite,
    agent: Callable[..., FakeAgent],
    harm: Callable[[InteractionServer, str], None],
) -> None:
    """An invitation without a timer or an agent, and an agent with too much or too little, is found."""
    agent("anna")
    agent("ben")
    name = website.submit()
    harm(server, name)
    with pytest.raises(Misplaced):
        server.check()


def test_check_one(server: InteractionServer, website: FakeWebsite) -> None:
    """One interaction can be checked by itself."""
    name = website.submit("shelf")
    server.check_one(name)
    in_no_place(server, name)
    with pytest.raises(Misplaced, match=rf"{name} should be in queue, and is in \[\]"):
        server.check_one(name)


ACTIONS = (
    "submit", "later", "gold", "accept", "reject", "ready", "not ready", "log in", "log out", "cut", "place", "hold",
    "stop", "change", "transfer", "bin", "pull", "wait", "long", "down", "up", "remove queue", "add queue",
)  # fmt: skip


def writer(inbox: list[Message]) -> Sender:
    """Give a sender that writes down what it is told to send."""

    def write(message: Message) -> None:
        inbox.append(message)

    return write


class Player:
    """Does one thing after another to a server, whether it makes sense or not, and checks it each time."""

    def __init__(self, configuration: Configuration) -> None:
        self.clock = Clock()
        self.configuration = configuration
        self.server = InteractionServer(self.clock, Identifiers(), configuration, assumptions=Assumptions())
        self.answers: list[Message] = []
        self.website = self.server.connect("website", writer(self.answers))
        self.inboxes: dict[str, list[Message]] = {name: [] for name in ("anna", "ben", "cleo")}
        self.ends = {name: self.server.connect(name, writer(inbox)) for name, inbox in self.inboxes.items()}
        self.asked = 0

    @property
    def submitted(self) -> int:
        """How many submits were acknowledged."""
        return sum(isinstance(answer, EventAck) and answer.Extension is not None for answer in self.answers)

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
        if action in {"submit", "later", "gold"}:
            self.asked += 1
            data: KVList = {"start_time": "2026-03-02T08:05:00Z"} if action == "later" else {}
            self.website.receive(
                RequestSubmit(
                    ReferenceId=self.asked,
                    TenantId="Acme",
                    MediaType="webcallback",
                    Queue="gold" if action == "gold" else "inbound",
                    InteractionType="Inbound",
                    InteractionSubtype="InboundNew",
                    UserData=data,
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
            "transfer": RequestTransfer(ReferenceId=1, InteractionId=interaction, AgentId="cleo"),
            "bin": RequestPlaceInWorkbin(ReferenceId=1, InteractionId=interaction, Workbin=MINE),
            "pull": RequestPull(ReferenceId=1, InteractionId=interaction, Workbin=MINE),
        }
        if action in requests:
            self.ends[name].receive(requests[action])
            self.website.receive(requests[action])


@settings(max_examples=60, deadline=None)
@given(
    plays=st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 2), st.integers(0, 5)), min_size=20, max_size=80)
)
def test_whatever_happens(plays: list[tuple[str, int, int]]) -> None:
    """Whatever agents, media servers, time and failures do, no callback is lost or doubled."""
    player = Player(_center())
    for who in range(3):
        player.play("log in", who, 0)
    for action, who, which in plays:
        player.play(action, who, which)
    assert player.submitted == len(player.server.interactions) + len(player.server.done)


CENTER: list[Configuration] = []


@pytest.fixture(autouse=True)
def _remember(configuration: Configuration) -> None:
    """Keep the contact centre for the plays, each of which takes a copy."""
    CENTER[:] = [configuration]


def _center() -> Configuration:
    return Configuration(CENTER[0].contact_center)
