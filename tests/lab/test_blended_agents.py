"""Blended agents: other media are accepted at once, fill capacity, and leave the Web Callback channel alone (D5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from callbook.core import BadInput, Fault, Mishap, Noted
from callbook.core.messages.open_media import RequestSubmit
from callbook.core.messages.open_media_events import EventForcedAgentStateChange, EventInvite, EventPropertiesChanged
from callbook.lab import (
    AfterCallWork,
    DoNotDisturb,
    FinishInteraction,
    Lab,
    OpenInteractions,
    Send,
    ShowInteraction,
    TakeMedium,
    small_center,
)
from callbook.lab.evidence import Violated
from callbook.lab.rerun import replay
from callbook.lab.watcher import Watcher
from callbook.record.trace import trace_of
from callbook.workspace import Action, ChannelState
from callbook_mocks.interaction_server import PlaceKind

if TYPE_CHECKING:
    from callbook.lab.outside.act import Act

SERVER = "Interaction Server"


def hand_in(lab: Lab, medium: str = "chat") -> str:
    """Let a media server hand in an interaction; return its id."""
    number = len(lab.ask(OpenInteractions())) + 1
    request = RequestSubmit(
        ReferenceId=number, TenantId="Lighthouse", MediaType=medium, Queue="callbacks", InteractionType="Inbound",
        InteractionSubtype="InboundNew", UserData={"number": lab.journal.last},
    )  # fmt: skip
    lab.do(Send("Media server", SERVER, request))
    return [*lab.ask(OpenInteractions())][-1]


def told(lab: Lab) -> list[str]:
    """Return what went wrong, as agents were told."""
    return [entry.text for entry in lab.journal if isinstance(entry, Noted) and entry.topic == "trouble"]


@pytest.mark.parametrize(
    ("act", "complaint"),
    [
        (TakeMedium("Ana", "chat"), "There is no agent 'Ana'. Did you mean 'Anna'?"),
        (
            TakeMedium("Anna", "telegraph"),
            "medium 'telegraph' in the contact centre cannot be used. Accepted: email, chat, sms, workitem; ",
        ),
        (FinishInteraction("Anna", "chat"), "none: there is nothing of another medium"),
        (
            TakeMedium("Ben", "chat"),
            "agent 'Ben' in be Ready for chat cannot be used. Accepted: one who is logged in, and connected.",
        ),
        (
            AfterCallWork("Ben"),
            "agent 'Ben' in go into after-call work cannot be used. Accepted: one who is logged in, and connected.",
        ),
    ],
)
def test_what_cannot_be_is_refused(act: Act, complaint: str) -> None:
    """With what would be accepted; whatever is refused before it is tried is not written down."""
    lab = Lab()
    lab.log_in("Anna")
    with pytest.raises(BadInput) as refused:
        lab.do(act)
    assert complaint in str(refused.value)


def test_a_center_without_other_media_says_so() -> None:
    """And whoever has something is told what."""
    lab = Lab(replace(small_center(), other_media={}))
    lab.log_in("Anna")
    with pytest.raises(BadInput, match="Accepted: none: other_media is empty; webcallback is the channel's own"):
        lab.do(TakeMedium("Anna", "chat"))


def test_what_is_in_hand_is_named_to_whoever_finishes_something_else() -> None:
    """Only of what is there one can be finished."""
    lab = Lab()
    lab.log_in("Anna")
    lab.do(TakeMedium("Anna", "chat"))
    hand_in(lab)
    with pytest.raises(BadInput, match=r"medium 'email' in what Anna has in hand cannot be used\. Accepted: chat\."):
        lab.do(FinishInteraction("Anna", "email"))


def test_nobody_who_is_cut_off_asks_for_anything() -> None:
    """As with what a desktop offers."""
    lab = Lab()
    lab.log_in("Anna")
    lab.cut("Anna", SERVER)
    lab.cut("Anna", lab.switch)
    for act in (DoNotDisturb("Anna"), AfterCallWork("Anna")):
        with pytest.raises(BadInput, match="one who is logged in, and connected"):
            lab.do(act)
    assert () == lab.close()


def _a_day(lab: Lab) -> None:
    anna = lab.log_in("Anna")
    lab.do(TakeMedium("Anna", "chat"))
    chat = hand_in(lab)
    callback = lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    lab.do(AfterCallWork("Anna"))
    lab.do(AfterCallWork("Anna", over=True))
    lab.do(DoNotDisturb("Anna"))
    assert ("handled by 'anna'", "handled by 'anna'") == (str(lab.where(chat)), str(lab.where(callback)))
    lab.do(FinishInteraction("Anna", "chat"))
    lab.do(DoNotDisturb("Anna", on=False))
    lab.do(TakeMedium("Anna", "chat", ready=False))


def test_a_recording_of_it_plays_again() -> None:
    """Whatever a blended agent does is an act."""
    lab = Lab()
    _a_day(lab)
    assert replay(trace_of(lab)).divergence is None
    assert () == lab.close()


def test_a_watcher_sees_the_same_on_both_sides() -> None:
    """Other media and Do Not Disturb are compared, too."""
    lab = Lab(replace(small_center(), interactions_at_once=2))
    watcher = Watcher(lab)
    _a_day(lab)
    watcher.look_around()
    lab.do(TakeMedium("Anna", "chat"))
    hand_in(lab)
    watcher.look_around()
    lab.do(DoNotDisturb("Anna"))
    watcher.look_around()
    lab.agent("Anna").other_media.in_hand.clear()
    with pytest.raises(Violated, match=r"Anna has nothing of other media; Interaction Server has .*: chat"):
        watcher.look_around()
    watcher.leave()


def _after(lab: Lab, *messages: Any) -> None:  # noqa: ANN401 - any event
    for message in messages:
        lab.wire("Anna", SERVER).to_client(message)
    lab.clock.settle()


def test_news_of_other_media_is_none_of_the_channel() -> None:
    """Properties that change, an invitation that comes twice, a state that is forced: the channel stays as it is."""
    lab = Lab(assumptions=None)
    anna = lab.log_in("Anna")
    lab.do(TakeMedium("Anna", "chat"))
    chat = hand_in(lab)
    shown = lab.ask(ShowInteraction(chat))
    _after(lab, EventPropertiesChanged(Interaction=shown), EventInvite(TicketId=1, Interaction=shown))
    assert ({chat: "chat"}, ChannelState.READY) == (anna.other_media.in_hand, anna.channel.state)
    assert ["Interaction Server refuses: 102 the ticket is not valid (any more): 1"] == told(lab)


def test_a_medium_that_the_server_does_not_know_is_added_again() -> None:
    """RequestAddMedia is lost, so the server knows nothing of chats; the channel is Ready all the same."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.disturb("Anna", SERVER, "Anna", Fault(Mishap.DROPPED, "RequestAddMedia"))
    lab.do(TakeMedium("Anna", "chat"))
    assert ["Interaction Server refuses: 106 unknown media type, or none that the agent has added: chat"] == told(lab)
    assert ChannelState.READY is anna.channel.state
    lab.do(TakeMedium("Anna", "chat"))
    assert {hand_in(lab): "chat"} == anna.other_media.in_hand


def test_a_new_session_begins_with_the_media_that_are_there() -> None:
    """One that was taken out of the configuration is left out: the login would be refused."""
    lab = Lab()
    anna = lab.log_in("Anna")
    for medium in ("chat", "email"):
        lab.do(TakeMedium("Anna", medium))
    lab.configuration.change(replace(lab.configuration.contact_center, other_media={"email": 1}))
    lab.cut("Anna", SERVER)
    lab.mend("Anna", SERVER)
    assert (ChannelState.READY, {hand_in(lab, "email"): "email"}) == (anna.channel.state, anna.other_media.in_hand)
    assert [] == told(lab)


def test_a_state_that_the_server_forces_is_that_of_the_medium() -> None:
    """The Web Callback channel stays Ready, and so the next session begins."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.do(TakeMedium("Anna", "chat"))
    _after(lab, EventForcedAgentStateChange(AgentId="anna", MediaTypeName="chat", MediaList={"chat": 0}))
    lab.cut("Anna", SERVER)
    lab.mend("Anna", SERVER)
    hand_in(lab)
    assert (ChannelState.READY, {}) == (anna.channel.state, anna.other_media.in_hand)


def test_nothing_is_accepted_after_the_logout() -> None:
    """Whatever comes late is none of hers any more."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.do(TakeMedium("Anna", "chat"))
    lab.disturb("Anna", SERVER, SERVER, Fault(Mishap.DELAYED, "EventInvite", 1_000))
    chat = hand_in(lab)
    anna.perform(Action.LOG_OUT)
    lab.advance(2_000)
    assert {} == anna.other_media.in_hand
    assert PlaceKind.STRATEGY is lab.where(chat).kind
    lab.check()
