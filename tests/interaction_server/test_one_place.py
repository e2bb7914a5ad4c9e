"""Every callback is in exactly one place at every moment (F10), and the server notices when it is not."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from tests.interaction_server.player import PLAYS, Player

from callbook.core.errors import Unknown
from callbook_mocks.interaction_server import InteractionServer
from callbook_mocks.interaction_server.invariants import Inconsistent

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite


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
    with pytest.raises(Inconsistent, match=name):
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
    with pytest.raises(Inconsistent):
        server.check()


def test_check_one(server: InteractionServer, website: FakeWebsite) -> None:
    """One interaction can be checked by itself."""
    name = website.submit("shelf")
    server.check_one(name)
    in_no_place(server, name)
    with pytest.raises(Inconsistent, match=rf"{name} should be in queue, and is in \[\]"):
        server.check_one(name)


@settings(max_examples=60, deadline=None)
@given(plays=PLAYS)
def test_whatever_happens(plays: list[tuple[str, int, int]]) -> None:
    """Whatever agents, media servers, time and failures do, no callback is lost or doubled."""
    player = Player()
    for action, who, which in plays:
        player.play(action, who, which)
    assert player.submitted == len(player.server.interactions) + len(player.server.done)
