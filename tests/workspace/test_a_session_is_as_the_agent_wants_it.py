"""Whatever becomes of logins and logouts: in the end the server has a session if the agent wants one (E7)."""

# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.configuration import Level
from callbook.core.assumptions import Assumptions
from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import MessageSent
from callbook.core.messages.open_media_events import EventError
from callbook.lab.invariants.agreement import disagreements
from callbook.workspace import Action, CallbackState, ChannelState

if TYPE_CHECKING:
    from tests.workspace.conftest import Office

SERVER = "Interaction Server"
PATIENCE = 30_000
_APPLICATION = (Level.APPLICATION, "Workspace")
NO_ANSWER_TO_LOGIN = "Interaction Server does not answer the login"
NO_ANSWER_TO_LOGOUT = "Interaction Server does not answer the logout"
ENDED = "Interaction Server has ended the session"


def _disturb(office: Office, mishap: Mishap, message: str, milliseconds: int = 0, times: int = 1) -> None:
    sender = SERVER if message.startswith("Event") else "Anna"
    fault = Fault(mishap, message, milliseconds=milliseconds, times=times)
    office.lab.disturb("Anna", SERVER, sender, fault)


def _lose(office: Office, *messages: str) -> None:
    for message in messages:
        _disturb(office, Mishap.DROPPED, message)


def _cut_and_mend(office: Office) -> None:
    wire = office.lab.wire("Anna", SERVER)
    wire.cut()
    wire.mend()
    office.lab.clock.settle()


def _sent(office: Office, name: str) -> int:
    entries = (entry for entry in office.lab.journal if isinstance(entry, MessageSent))
    return sum(entry.name == name and entry.sender == "Anna" and entry.receiver == SERVER for entry in entries)


def _ready(office: Office) -> tuple[str, ...]:
    return office.lab.interaction_server.ready_agents


def _states(office: Office) -> list[CallbackState]:
    return [callback.state for callback in office.anna.callbacks]


def _agrees(office: Office) -> bool:
    return () == tuple(disagreements(office.lab))


@pytest.mark.parametrize("lost", ["RequestAgentLogin", "EventCurrentAgentStatus"])
def test_a_login_that_is_not_answered_is_asked_for_again(office: Office, lost: str) -> None:
    """Or one after which the state of the channel is not shown; the agent is told."""
    _lose(office, lost)
    office.anna.perform(Action.LOG_IN)
    assert ChannelState.LOGGED_OFF is office.anna.shown().channel
    office.lab.advance(PATIENCE)
    assert ChannelState.READY is office.anna.shown().channel
    assert [NO_ANSWER_TO_LOGIN] == office.told("trouble")


def test_a_login_whose_answer_alone_is_lost_is_not_asked_for_again(office: Office) -> None:
    """The server shows the channel: it has the session."""
    _lose(office, "EventAck")
    office.anna.perform(Action.LOG_IN)
    office.lab.advance(PATIENCE)
    assert (1, []) == (_sent(office, "RequestAgentLogin"), office.told("trouble"))


def test_a_login_that_is_lost_after_an_outage_leaves_the_channel_as_it_was(office: Office) -> None:
    """Not Ready it was, so it is again."""
    office.anna.perform(Action.LOG_IN)
    office.anna.perform(Action.GO_NOT_READY)
    _lose(office, "RequestAgentLogin")
    _cut_and_mend(office)
    assert ChannelState.OUT_OF_SERVICE is office.anna.shown().channel
    office.lab.advance(PATIENCE)
    assert ChannelState.NOT_READY is office.anna.shown().channel


def test_how_long_the_desktop_waits_is_an_assumption(offices: type[Office]) -> None:
    """answer_timeout, as for everything that Interaction Server is asked."""
    office = offices(Assumptions(answer_timeout=5_000))
    _lose(office, "RequestAgentLogin")
    office.anna.perform(Action.LOG_IN)
    office.lab.advance(5_000)
    assert ChannelState.READY is office.anna.shown().channel


def test_a_login_that_is_refused_is_told(office: Office) -> None:
    """As every refusal; nothing is asked again."""
    _disturb(office, Mishap.DROPPED, "RequestAgentLogin")
    office.anna.perform(Action.LOG_IN)
    office.lab.wire("Anna", SERVER).to_client(
        EventError(ReferenceId=1, ErrorCode=104, ErrorDescription="unknown agent")
    )
    office.lab.advance(PATIENCE)
    assert ["Interaction Server refuses: 104 unknown agent"] == office.told("trouble")
    assert 1 == _sent(office, "RequestAgentLogin")


def test_a_login_that_arrives_after_the_logout_is_followed_by_another_logout(office: Office) -> None:
    """The logout was refused, for nobody was logged in; the late login would keep the agent there."""
    office.anna.perform(Action.LOG_IN)
    _disturb(office, Mishap.OVERTAKEN, "RequestAgentLogin")
    _cut_and_mend(office)
    office.anna.perform(Action.LOG_OUT)
    office.lab.schedule(office.lab.contact())
    assert () == _ready(office)
    assert _agrees(office)


def test_even_where_its_answer_is_lost(office: Office) -> None:
    """An invitation, or the state of the channel, is told only to those who are logged in."""
    office.anna.perform(Action.LOG_IN)
    _disturb(office, Mishap.DELAYED, "RequestAgentLogin", 1_000)
    _cut_and_mend(office)
    office.anna.perform(Action.LOG_OUT)
    _lose(office, "EventAck", "EventCurrentAgentStatus")
    office.lab.advance(1_000)
    assert ("anna",) == _ready(office)
    callback = office.lab.schedule(office.lab.contact())
    assert () == _ready(office)
    assert "waits for an agent" in office.lab.place_in_words(office.lab.where(callback))
    assert 2 == _sent(office, "RequestAgentLogout")


def test_a_login_after_logouts_that_are_lost_gives_back_what_the_agent_had(office: Office) -> None:
    """The server has never learned of the logouts: without another the callback would stay with nobody for hours."""
    office.in_hand()
    _disturb(office, Mishap.DROPPED, "RequestAgentLogout", times=2)
    office.anna.perform(Action.LOG_OUT)
    office.anna.perform(Action.LOG_IN)
    assert 0 == len(office.anna.callbacks)
    office.lab.advance(PATIENCE)
    assert NO_ANSWER_TO_LOGOUT in office.told("trouble")
    assert [CallbackState.OFFERED] == _states(office)
    assert _agrees(office)


def test_a_logout_that_is_answered_late_is_not_asked_for_again(office: Office) -> None:
    """The second one was answered: the session has ended, whatever became of the first."""
    office.anna.perform(Action.LOG_IN)
    _lose(office, "RequestAgentLogout")
    office.anna.perform(Action.LOG_OUT)
    office.anna.perform(Action.LOG_IN)
    office.lab.advance(PATIENCE)
    assert (2, []) == (_sent(office, "RequestAgentLogout"), office.told("trouble"))


def test_who_logs_out_while_the_login_is_not_shown_is_logged_out(office: Office) -> None:
    """Nothing is waited for any more."""
    _lose(office, "EventCurrentAgentStatus")
    office.anna.perform(Action.LOG_IN)
    office.anna.perform(Action.LOG_OUT)
    office.lab.advance(PATIENCE)
    assert (1, 1, []) == (
        _sent(office, "RequestAgentLogin"), _sent(office, "RequestAgentLogout"), office.told("trouble"),
    )  # fmt: skip


def test_logouts_that_arrive_after_the_login_are_followed_by_another_login(office: Office) -> None:
    """Even where the answer to that login is lost: what was shown before the logout is answered is no sign of it."""
    office.anna.perform(Action.LOG_IN)
    _disturb(office, Mishap.OVERTAKEN, "RequestAgentLogout", times=2)
    office.anna.perform(Action.LOG_OUT)
    _lose(office, "EventAck")
    office.anna.perform(Action.LOG_IN)
    assert () == _ready(office)
    office.lab.advance(PATIENCE)
    assert ("anna",) == _ready(office)
    assert _agrees(office)


def test_an_agent_whom_the_server_does_not_know_is_logged_in_again(office: Office) -> None:
    """A late logout has ended the session, and the answer is lost; error 105 to anything says so."""
    office.anna.perform(Action.LOG_IN)
    _disturb(office, Mishap.DELAYED, "RequestAgentLogout", 60_000)
    office.anna.perform(Action.LOG_OUT)
    office.anna.perform(Action.LOG_IN)
    office.in_hand()
    office.lab.advance(59_000)
    _lose(office, "EventAck")
    office.lab.advance(1_000)
    assert () == _ready(office)
    office.anna.perform(Action.MARK_DONE)
    assert ENDED in office.told("trouble")
    assert [CallbackState.OFFERED] == _states(office)
    assert _agrees(office)


def test_an_agent_who_has_logged_out_is_not_logged_in_again(office: Office) -> None:
    """Error 105 to what was asked before is no news then, and while the login is under way neither."""
    office.anna.perform(Action.LOG_IN)
    _disturb(office, Mishap.OVERTAKEN, "RequestNotReadyForMedia")
    office.anna.perform(Action.GO_NOT_READY)
    office.anna.perform(Action.LOG_OUT)
    assert () == _ready(office)
    assert 1 == _sent(office, "RequestAgentLogin")
    assert ENDED not in office.told("trouble")


def test_what_overtakes_the_login_does_not_begin_it_anew(office: Office) -> None:
    """Of a login with a reason for Not Ready the second request comes first."""
    office.lab.configuration.set_option(*_APPLICATION, "login.webcallback.is-auto-ready", "false")
    office.lab.configuration.set_option(*_APPLICATION, "login.webcallback.auto-not-ready-reason", "Lunch")
    _disturb(office, Mishap.OVERTAKEN, "RequestAgentLogin")
    office.anna.perform(Action.LOG_IN)
    assert 1 == _sent(office, "RequestAgentLogin")
    assert ENDED not in office.told("trouble")
    assert ChannelState.NOT_READY is office.anna.shown().channel


def test_a_channel_whose_medium_the_server_does_not_know_is_logged_off(office: Office) -> None:
    """The news that it was removed is lost; error 106 says so, and the agent can log on to the channel again."""
    office.anna.perform(Action.LOG_IN)
    _lose(office, "EventCurrentAgentStatus")
    office.anna.perform(Action.UNACTIVATE)
    assert ChannelState.READY is office.anna.shown().channel
    office.anna.perform(Action.GO_NOT_READY)
    assert ChannelState.LOGGED_OFF is office.anna.shown().channel
    assert Action.ACTIVATE in office.anna.actions()


def test_a_request_that_is_not_answered_is_told(office: Office) -> None:
    """Whatever it is: here the agent can ask again."""
    office.anna.perform(Action.LOG_IN)
    _lose(office, "RequestNotReadyForMedia")
    office.anna.perform(Action.GO_NOT_READY)
    office.lab.advance(PATIENCE)
    assert ["Interaction Server does not answer RequestNotReadyForMedia"] == office.told("trouble")
    assert Action.GO_NOT_READY in office.anna.actions()


def test_the_desktop_waits_late_for_fifty_answers(office: Office) -> None:
    """Of requests that nobody answers it remembers the newest: an answer may come late, but not for ever."""
    office.anna.perform(Action.LOG_IN)
    _disturb(office, Mishap.DROPPED, "RequestNotReadyForMedia", times=51)
    for _ in range(51):
        office.anna.perform(Action.GO_NOT_READY)
    office.lab.advance(PATIENCE)
    assert 50 == len(office.anna.link._waiting)
