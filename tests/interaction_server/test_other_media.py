"""Media beside web callback: taken at login, with states and capacities of their own, and one of all together (D5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from callbook.configuration import Configuration
from callbook.core.assumptions import Assumptions
from callbook.core.messages.open_media import (
    RequestAddMedia,
    RequestAgentLogin,
    RequestNotReadyForMedia,
    RequestPlaceInWorkbin,
    RequestPull,
    RequestRemoveMedia,
    RequestSubmit,
    RequestTransfer,
    WorkbinAddress,
)
from callbook.core.messages.open_media_events import EventCurrentAgentStatus, EventForcedAgentStateChange
from callbook_mocks.interaction_server.invariants import Inconsistent

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

    from callbook.core.clock import Clock
    from callbook_mocks.interaction_server import InteractionServer

    Submission = Callable[..., dict[str, Any]]

BLENDED: dict[str, Any] = {
    "TenantId": "Acme", "PlaceId": "1", "AgentId": "anna", "MediaList": {"webcallback": 1, "email": 1, "chat": 0},
}  # fmt: skip


@pytest.fixture
def blended(desktop: Callable[[], FakeAgent]) -> FakeAgent:
    """Anna, Ready for web callbacks and e-mails, Not Ready for chats."""
    opened = desktop()
    opened.agent_id = "anna"
    opened.granted(RequestAgentLogin, **BLENDED)
    return opened


@pytest.fixture
def hand_in(website: FakeWebsite, submission_of: Submission) -> Callable[[str], str]:
    """Hands in an interaction of a medium, and gives its id."""

    def handed_in(medium: str) -> str:
        ack = website.granted(RequestSubmit, **{**submission_of(), "MediaType": medium})
        assert ack.Extension is not None
        return str(ack.Extension["InteractionId"])

    return handed_in


def allow(configuration: Configuration, **media: Any) -> None:  # noqa: ANN401 - fields of a contact center
    """Let the administrator change what agents may have."""
    configuration.change(replace(configuration.contact_center, **media))


def test_other_media_are_taken_at_login(blended: FakeAgent) -> None:
    """Each is shown with its state and its capacity."""
    status = blended.last(EventCurrentAgentStatus)
    assert {"webcallback": 1, "email": 1, "chat": 0} == status.MediaStateList
    assert {"webcallback": 1, "email": 1, "chat": 1} == status.MediaCapacityList


def test_each_medium_has_its_own_state_and_capacity(blended: FakeAgent, hand_in: Callable[[str], str]) -> None:
    """An e-mail in hand leaves room for a callback, not for another e-mail; chats wait until she is Ready for them."""
    email, callback = hand_in("email"), hand_in("webcallback")
    another, chat = hand_in("email"), hand_in("chat")
    assert [email, callback] == blended.invited_to
    assert {"webcallback": 1, "email": 1, "chat": 1} == blended.last(EventCurrentAgentStatus).MediaCapacityList
    blended.granted(RequestAgentLogin, **{**BLENDED, "MediaList": {"webcallback": 1, "email": 1, "chat": 1}})
    assert [email, callback, chat] == blended.invited_to
    assert {"webcallback": 0, "email": 0, "chat": 1} == blended.last(EventCurrentAgentStatus).MediaCapacityList
    assert another not in blended.invited_to


def test_all_together_have_a_capacity_where_the_center_says_so(
    blended: FakeAgent, server: InteractionServer, configuration: Configuration, hand_in: Callable[[str], str]
) -> None:
    """One e-mail, and nothing else is offered; with more room the callback comes."""
    allow(configuration, interactions_at_once=1)
    email, callback = hand_in("email"), hand_in("webcallback")
    assert ([email], ()) == (blended.invited_to, server.ready_agents)
    allow(configuration, interactions_at_once=2)
    server.follow_configuration()
    assert [email, callback] == blended.invited_to


def test_what_is_too_much_stays_where_it_is(
    blended: FakeAgent, server: InteractionServer, configuration: Configuration, hand_in: Callable[[str], str]
) -> None:
    """Less capacity takes nothing away, and nothing more is offered; the server knows why."""
    allow(configuration, other_media={"email": 2, "chat": 1})
    emails = [hand_in("email"), hand_in("email")]
    allow(configuration, other_media={"email": 1, "chat": 1}, interactions_at_once=1)
    callback = hand_in("webcallback")
    server.check()
    assert emails == blended.invited_to
    assert "strategy" == server.where(callback).kind


def test_more_than_is_allowed_is_found_by_the_server_itself(
    blended: FakeAgent, server: InteractionServer, configuration: Configuration, hand_in: Callable[[str], str]
) -> None:
    """Capacity is among what always holds."""
    hand_in("email")
    server.check()
    session = server._state.sessions["anna"]  # pyright: ignore[reportPrivateUsage]
    session.capacities = {"email": 0}
    with pytest.raises(Inconsistent, match="anna has 1 interactions, more than allowed"):
        server.check()
    assert blended.invited_to
    assert configuration.contact_center.at_once is None


def test_an_interaction_of_another_medium_is_no_callback(
    server: InteractionServer, website: FakeWebsite, submission_of: Submission
) -> None:
    """It has no status of a callback, and start_time means nothing to it."""
    data = {"start_time": "2026-03-02T09:00:00Z"}
    website.granted(RequestSubmit, **{**submission_of("shelf"), "MediaType": "chat", "UserData": data})
    (shown,) = server.interactions.values()
    assert ("chat", data) == (shown.MediaType, shown.UserData)


def test_a_medium_that_is_added_later_is_routed_to(blended: FakeAgent, hand_in: Callable[[str], str]) -> None:
    """Not Ready first, as every medium that is added; one that is removed is not routed to any more."""
    blended.granted(RequestRemoveMedia, MediaTypeName="email")
    email = hand_in("email")
    assert [] == blended.invited_to
    blended.granted(RequestAddMedia, MediaTypeName="email")
    assert [] == blended.invited_to
    blended.granted(RequestAgentLogin, **BLENDED)
    assert [email] == blended.invited_to


class TestWhereAnUnansweredInvitationEndsReady:
    """An assumption of its own."""

    @pytest.fixture
    @staticmethod
    def assumptions() -> Assumptions:
        """Whoever lets an invitation expire is Not Ready."""
        return Assumptions(not_ready_after_expiry=True)

    @staticmethod
    def test_it_is_the_medium_of_the_invitation(
        blended: FakeAgent, clock: Clock, hand_in: Callable[[str], str]
    ) -> None:
        """The others stay Ready."""
        hand_in("email")
        clock.advance(30_000)
        forced = blended.last(EventForcedAgentStateChange)
        assert ("email", {"email": 0}) == (forced.MediaTypeName, forced.MediaList)
        assert {"webcallback": 1, "email": 0, "chat": 0} == blended.last(EventCurrentAgentStatus).MediaStateList


def test_a_medium_of_its_own_may_be_taken_away(
    blended: FakeAgent, server: InteractionServer, configuration: Configuration, hand_in: Callable[[str], str]
) -> None:
    """From the configuration: nothing of it is offered any more, and nobody may log in with it."""
    allow(configuration, other_media={})
    server.follow_configuration()
    assert {"webcallback"} == {medium for medium in ("webcallback", "email") if _is_taken(blended, medium)}
    assert hand_in("webcallback") in blended.invited_to


def _is_taken(agent: FakeAgent, medium: str) -> bool:
    answer = agent.ask(RequestAddMedia, MediaTypeName=medium)
    return answer is not None and answer.name == "EventAck"


def test_a_transfer_needs_room_for_the_medium(
    blended: FakeAgent, agent: Callable[..., FakeAgent], hand_in: Callable[[str], str]
) -> None:
    """Ben is Ready for web callbacks only, so no e-mail can be transferred to him."""
    hand_in("email")
    email = blended.accept()
    agent("ben")
    assert 110 == blended.refused(RequestTransfer, InteractionId=email, AgentId="ben")[0]


def test_so_does_pulling_from_a_workbin(blended: FakeAgent, hand_in: Callable[[str], str]) -> None:
    """One e-mail in hand, and no second one may be pulled."""
    bin_ = WorkbinAddress(WorkbinTypeId="in-progress")
    hand_in("email")
    first = blended.accept()
    blended.granted(RequestPlaceInWorkbin, InteractionId=first, Workbin=bin_)
    hand_in("email")
    blended.accept()
    assert 114 == blended.refused(RequestPull, InteractionId=first, Workbin=bin_)[0]


def test_not_ready_for_one_is_ready_for_the_others(blended: FakeAgent, hand_in: Callable[[str], str]) -> None:
    """Web callback has a state of its own."""
    blended.granted(RequestNotReadyForMedia, MediaTypeName="webcallback")
    hand_in("webcallback")
    assert [hand_in("email")] == blended.invited_to
    assert [] == blended.all(EventForcedAgentStateChange)
