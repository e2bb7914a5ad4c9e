"""Each invariant is broken once by force: the watcher says which, of whom."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import cast

import pytest
from msgspec.structs import force_setattr

from callbook.core.assumptions import Assumptions
from callbook.core.errors import CallbookError
from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import MessageSent
from callbook.core.messages import MalformedMessage
from callbook.core.messages.open_media import ReasonInfo, RequestReject
from callbook.core.messages.open_media_events import EventRevoked
from callbook.lab import Lab
from callbook.lab.evidence import COMES_AGAIN, Violated
from callbook.lab.watcher import Watcher
from callbook.workspace import Refused
from callbook.workspace.names import Action, CallbackState
from callbook.workspace.workspace import Workspace
from callbook_mocks.interaction_server import PlaceKind

SERVER = "Interaction Server"


def _in_hand(lab: Lab) -> tuple[Workspace, str]:
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact())
    anna.perform(Action.ACCEPT)
    return anna, callback


def _reject(lab: Lab) -> None:
    lab.wire("Anna", SERVER).to_server(RequestReject(ReferenceId=99, TicketId=1, InteractionId="4UR9HGNS0000ZZZZ"))
    lab.clock.settle()


def test_messages_and_steps_are_counted() -> None:
    """The figures of a run come from the watcher."""
    lab = Lab()
    watcher = Watcher(lab)
    lab.log_in("Anna")
    assert (7, 11) == (watcher.messages, watcher.steps)


def test_a_request_without_its_privilege_is_seen() -> None:
    """An agent who has not logged in has no privileges: whatever their desktop asks for is wrong."""
    lab = Lab()
    Watcher(lab)
    lab.agent("Anna")
    with pytest.raises(Violated, match=r"^Anna sends RequestReject without Can Decline, Can Use Web Callback Channel$"):
        _reject(lab)


def test_what_our_own_desktop_says_malformed_is_seen() -> None:
    """Nobody else checks what Callbook's own parties say to each other."""
    lab = Lab()
    Watcher(lab)
    lab.log_in("Anna")
    request = RequestReject(ReferenceId=99, TicketId=1, InteractionId="4UR9HGNS0000ZZZZ")
    force_setattr(request, "TicketId", 0)
    lab.wire("Anna", SERVER).to_server(request)
    with pytest.raises(MalformedMessage, match=r"^RequestReject is malformed: Expected `int` >= 1 - at `\$\.TicketId`"):
        lab.clock.settle()


def test_privileges_end_with_the_logout() -> None:
    """After the logout nothing may be asked for any more."""
    lab = Lab()
    Watcher(lab)
    lab.log_in("Anna").perform(Action.LOG_OUT)
    with pytest.raises(Violated):
        _reject(lab)


def test_a_refused_login_changes_no_privileges() -> None:
    """Privileges are those of the login that worked, not of the attempt to log in twice."""
    lab = Lab()
    Watcher(lab)
    anna = lab.log_in("Anna")
    lab.configuration.withhold_privilege("anna", "Can Decline")
    with pytest.raises(Refused):
        anna.perform(Action.LOG_IN)
    _reject(lab)
    assert "RequestReject" == _last_request(lab)


def test_privileges_that_are_read_at_each_use_are_those_of_now() -> None:
    """Where the assumption says so, what an administrator takes is gone at once."""
    lab = Lab(assumptions=Assumptions(privileges_read_at_login=False))
    Watcher(lab)
    lab.log_in("Anna")
    lab.configuration.withhold_privilege("anna", "Can Decline")
    with pytest.raises(Violated, match=r"^Anna sends RequestReject without Can Decline$"):
        _reject(lab)


def test_a_countdown_may_be_rejected_without_can_decline_where_that_is_assumed() -> None:
    """O6 alone allows it, by an assumption."""
    lab = Lab(assumptions=Assumptions(reject_in_countdown_needs_decline=False))
    Watcher(lab)
    lab.configuration.withhold_privilege("anna", "Can Decline")
    lab.log_in("Anna")
    _reject(lab)
    assert "RequestReject" == _last_request(lab)


def test_a_message_that_comes_again_is_not_judged_again() -> None:
    """What was allowed when it was sent stays so; what it says may be over, so nobody is blamed for believing it."""
    lab = Lab()
    watcher = Watcher(lab)
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact())
    anna.perform(Action.DECLINE)
    anna.perform(Action.LOG_OUT)
    sent = [entry for entry in lab.journal if isinstance(entry, MessageSent)]
    entry = next(entry for entry in sent if isinstance(entry.message, RequestReject))
    lab.journal.fault(entry.wire, COMES_AGAIN, entry.number)
    lab.wire("Anna", SERVER).to_server(cast("RequestReject", entry.message))
    lab.clock.settle()
    watcher.look()


def test_what_is_only_offered_belongs_to_nobody_yet() -> None:
    """A notification claims nothing, and what is refused on it changes nothing."""
    lab = Lab()
    watcher = Watcher(lab)
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact())
    with pytest.raises(Refused):
        anna.perform(Action.MARK_DONE)
    watcher.look()
    watcher.look_around()
    assert [CallbackState.OFFERED] == [callback.state for callback in anna.callbacks]


def test_a_callback_that_two_agents_could_take_for_theirs_is_seen() -> None:
    """The server gives a callback back and tells nobody: the desktop is wrong from then on."""
    lab = Lab()
    watcher = Watcher(lab)
    anna, callback = _in_hand(lab)
    _give_back(lab)
    with pytest.raises(Violated, match=rf"^Anna has callback {callback} in hand, and it is waiting for an agent"):
        watcher.look()
    assert anna.callback(callback).state == "in hand"


@pytest.mark.parametrize(
    "fault", [Fault(Mishap.DROPPED, "EventRevoked"), Fault(Mishap.DELAYED, "EventRevoked", 1_000)], ids=str
)
def test_who_cannot_know_is_not_blamed(fault: Fault) -> None:
    """While the message that tells is lost or late, a desktop may believe what it last heard."""
    lab = Lab()
    watcher = Watcher(lab)
    anna, callback = _in_hand(lab)
    lab.wire("Anna", SERVER).disturb(SERVER, fault)
    _give_back(lab)
    receiver = EventRevoked(Interaction=anna.callback(callback).interaction, Reason=ReasonInfo(ReasonSystemName="Test"))
    lab.wire("Anna", SERVER).to_client(receiver)
    lab.clock.settle()
    watcher.look()


def test_an_end_of_a_cut_wire_is_not_blamed() -> None:
    """Whoever is cut off learns nothing: the desktop closes its callbacks one step after the server took them."""
    lab = Lab()
    watcher = Watcher(lab)
    _in_hand(lab)
    lab.wire("Anna", SERVER).cut()
    _give_back(lab)
    watcher.look()


def test_a_callback_that_is_nowhere_is_seen() -> None:
    """What was submitted is never forgotten, not even when it is done."""
    lab = Lab()
    watcher = Watcher(lab)
    anna, callback = _in_hand(lab)
    anna.perform(Action.MARK_DONE)
    watcher.look()
    assert PlaceKind.DONE is lab.where(callback).kind
    lab.here.interaction_server._state.done.clear()
    with pytest.raises(Violated, match=rf"^callback {callback} was submitted and is nowhere$"):
        watcher.leave()


def test_between_looks_at_the_whole_what_is_named_is_checked() -> None:
    """With *every*, a step is judged by the callbacks that its messages name."""
    lab = Lab()
    watcher = Watcher(lab, every=1_000_000)
    anna, callback = _in_hand(lab)
    state = lab.here.interaction_server._state
    state.queue("callbacks").contents[callback] = state.interactions[callback]
    watcher.look()
    with pytest.raises(CallbookError, match=r"should be in handled, and is in \[.*queue.*handled"):
        anna.perform(Action.MARK_DONE)


def test_calls_that_no_window_shows_are_seen() -> None:
    """An agent who is in a call must be able to end it."""
    lab = Lab()
    watcher = Watcher(lab)
    anna, _ = _in_hand(lab)
    anna.perform(Action.DIAL)
    anna._callbacks.clear()
    with pytest.raises(Violated, match=r"^Anna sees 0 calls and has 1: \['\+44[0-9]+: dialling'\]$"):
        watcher.look_around()


def test_a_desktop_that_shows_other_callbacks_than_its_agent_has_is_seen() -> None:
    """With nothing on its way, desktop and server agree."""
    lab = Lab()
    watcher = Watcher(lab)
    anna, callback = _in_hand(lab)
    anna._callbacks.clear()
    with pytest.raises(Violated, match=rf"^Anna sees nothing; Interaction Server has {callback}: handled$"):
        watcher.look_around()


def test_a_desktop_that_shows_another_readiness_is_seen() -> None:
    """With nothing on its way, who is Ready and has capacity left is seen by routing."""
    lab = Lab()
    watcher = Watcher(lab)
    lab.log_in("Anna")
    lab.here.interaction_server._state.sessions["anna"].media.clear()
    with pytest.raises(Violated, match=r"^Anna is Ready with nothing; routing sees nobody of that name$"):
        watcher.look_around()


def test_a_desktop_that_shows_other_calls_than_there_are_is_seen() -> None:
    """With nothing on its way, desktop and switch agree; whoever was once cut off may see fewer."""
    lab = Lab()
    watcher = Watcher(lab)
    anna, _ = _in_hand(lab)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    (call,) = lab.here.voice_switch.calls
    anna.voice._calls.clear()
    anna._callbacks.clear()
    lab.wire("Anna", SERVER).cut()
    lab.clock.settle()
    with pytest.raises(Violated, match=rf"^Anna sees the calls \[\]; the voice switch has \['{call.conn_id}'\] there$"):
        watcher.look_around()
    lab.wire("Anna", lab.voice_switch.name).cut()
    lab.wire("Anna", lab.voice_switch.name).mend()
    lab.clock.settle()
    watcher.look_around()


def test_where_a_wire_was_disturbed_or_a_server_is_down_nothing_is_compared() -> None:
    """Nobody can expect that desktops know what never reached them."""
    lab = Lab()
    watcher = Watcher(lab)
    anna, _ = _in_hand(lab)
    lab.wire("Anna", SERVER).disturb(SERVER, Fault(Mishap.REPEATED, "EventAck"))
    anna.perform(Action.GO_NOT_READY)
    anna._callbacks.clear()
    watcher.look_around()
    lab.stop_voice_switch()
    lab.stop_interaction_server()
    watcher.look_around()


def test_whoever_leaves_looks_no_longer() -> None:
    """After the last look the clock runs alone."""
    lab = Lab()
    watcher = Watcher(lab)
    watcher.leave()
    lab.log_in("Anna")
    assert 0 == watcher.steps


def _last_request(lab: Lab) -> str:
    sent = [entry for entry in lab.journal if isinstance(entry, MessageSent) and entry.sender == "Anna"]
    return type(sent[-1].message).__name__


def _give_back(lab: Lab) -> None:
    """Let the server end Anna's session without a word."""
    server = lab.here.interaction_server
    server._sessions.end(server._state.sessions["anna"])
