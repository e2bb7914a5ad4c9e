"""The voice channel of a desktop: its DN, its calls, and what it asks of the voice switch.

What the switch tells may be lost or late. So a call is recognised by whatever comes first of it; after a silence, or an
error that shows that both do not know the same calls, the DN is registered again, which names the calls that are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec

from callbook.messages import DNRole, t_library, t_library_events
from callbook.workspace.calls import NO_ANSWER, VoiceCall, ends_by_itself
from callbook.workspace.calls_over import CallsOver
from callbook.workspace.names import NOT_UP, CallMoment, CallPhase
from callbook.workspace.voice_events import CONN, DISAGREES, ENDS, LIVE, MOMENTS, NOT_REGISTERED, WHEN_LOGGED_IN
from callbook.workspace.voice_state import VoiceState
from callbook.workspace.voice_switch_link import VoiceSwitchLink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from callbook.core import Wire
    from callbook.messages import KVList, Message
    from callbook.workspace.desk import Desk
    from callbook.workspace.voice_switch_link import Asked


class VoiceChannel:
    """One agent's voice channel.

    Args:
        desk: the agent's desk.
        wire: the wire to the voice switch.
        on_ringing: what to do with a call that comes in.

    Attributes:
        registered, state: whether the switch shows the desktop its DN; how the agent stands on it.
    """

    def __init__(self, desk: Desk, wire: Wire, on_ringing: Callable[[VoiceCall], None]) -> None:
        self._desk = desk
        self._on_ringing = on_ringing
        self._calls: dict[str, VoiceCall] = {}
        self._asked: list[VoiceCall] = []  # those whose ConnID is not known yet
        self._over = CallsOver()
        self._known_when_asked: dict[int, frozenset[str]] = {}
        self._wanted = False
        self.registered = False
        self.link = VoiceSwitchLink(wire, desk, self)
        self.state = VoiceState(desk, self.link)

    @property
    def calls(self) -> tuple[VoiceCall, ...]:
        """The calls that are up, or on their way, in the order in which they came."""
        return tuple(call for call in self._all() if call.phase not in NOT_UP)

    def log_in(self) -> None:
        """Register the DN and log the agent in on it, now or as soon as the switch can be reached."""
        self._wanted = True
        if self.link.up:
            self._register()

    def log_out(self) -> None:
        """Log the agent out and give the DN back."""
        if self._wanted and self.registered:
            self.link.ask(t_library.RequestAgentLogout(ReferenceID=self.link.reference(), ThisDN=self._dn))
            self.link.ask(t_library.RequestUnregisterAddress(ReferenceID=self.link.reference(), ThisDN=self._dn))
        self._wanted = False
        self.registered = False

    def make_call(self, call: VoiceCall, data: KVList) -> None:
        """Ask the switch to call ``call.number`` with *data* attached (F3)."""
        request = t_library.RequestMakeCall(
            ReferenceID=self.link.reference(), ThisDN=self._dn, OtherDN=call.number, UserData=data
        )
        self._start(call, request)

    def consult(self, held: VoiceCall, call: VoiceCall) -> None:
        """Ask the switch to hold one call and to consult ``call.number`` in another, to transfer (F6)."""
        request = t_library.RequestInitiateTransfer(
            ReferenceID=self.link.reference(), ThisDN=self._dn, ConnID=held.conn_id, OtherDN=call.number
        )
        self._start(call, request)

    def complete_transfer(self, held: VoiceCall, consult: VoiceCall) -> None:
        """Ask the switch to join both calls and to leave them to the others (F6)."""
        request = t_library.RequestCompleteTransfer(
            ReferenceID=self.link.reference(), ThisDN=self._dn, ConnID=held.conn_id, TransferConnID=consult.conn_id
        )
        self.link.ask(request, held)

    def transfer(self, call: VoiceCall, target: str) -> None:
        """Ask the switch to hand the call to *target* (F6)."""
        request = t_library.RequestSingleStepTransfer(
            ReferenceID=self.link.reference(), ThisDN=self._dn, ConnID=call.conn_id, OtherDN=target
        )
        self.link.ask(request, call)

    def ask(self, request: type[t_library.CallRequest], call: VoiceCall) -> None:
        """Ask the switch to answer, hold, retrieve or release a call (F5)."""
        self.link.ask(request(ReferenceID=self.link.reference(), ThisDN=self._dn, ConnID=call.conn_id), call)

    @property
    def _dn(self) -> str:
        return self._desk.agent.dn

    def _start(self, call: VoiceCall, request: t_library.TLibraryRequest) -> None:
        call.fire(CallMoment.REQUESTED)
        if not self.registered:
            # E3: dialling fails with a clear error and the callback is kept.
            call.fire(CallMoment.LOST)
            return
        self._asked.append(call)
        self.link.ask(request, call)

    def _all(self) -> tuple[VoiceCall, ...]:
        return tuple(dict.fromkeys((*self._calls.values(), *self._asked)))

    # Answers.

    def answered(self, asked: Asked, answer: Message) -> bool:
        """Take the answer to what was asked, in time or late; return whether it is all that comes in answer."""
        call = asked.call
        if call is not None and call in self._asked:
            return self._start_answered(call, answer)
        if isinstance(answer, t_library_events.EventError):
            self._error(answer)
            if call is not None:
                self._error_about(call, asked.request, answer)
        return True

    def _start_answered(self, call: VoiceCall, answer: Message) -> bool:
        if isinstance(answer, t_library_events.EventDialing):
            if answer.ConnID in self._calls or answer.ConnID in self._over:
                return False  # what came of it was taken for another call to the same number
            self._comes_about(call, answer.ConnID)
            return True
        if isinstance(answer, t_library_events.EventError):
            self._asked.remove(call)
            call.fire(CallMoment.FAILED, answer)
            self._compare_calls(answer)
            return True
        return False  # RequestInitiateTransfer is first answered for the call that is put on hold

    def _error_about(self, call: VoiceCall, request: Message, error: t_library_events.EventError) -> None:
        asks_of_it = isinstance(request, t_library.CallRequest) and request.ConnID == call.conn_id
        for row in self._desk.rules.errors if asks_of_it else ():  # by now it may have another ConnID
            if row.code == error.ErrorCode and type(request) in row.requests:
                self._fire(call, row.moment, error)
        self._compare_calls(error)

    def unanswered(self, asked: Asked) -> None:
        """Learn that no answer came in time: the agent is told, and the switch is asked which calls there are."""
        call = asked.call
        if call is None:
            self._desk.note("voice", f"{NO_ANSWER} {asked.request.name}")
            if WHEN_LOGGED_IN.get(type(asked.request)) is self._wanted:
                self._ask_again(asked.request)
        elif call.phase is not CallPhase.OVER:
            if call.phase is CallPhase.REQUESTED:
                call.fire(CallMoment.UNANSWERED)
            else:
                call.tell_silence()
            self._register()

    def _ask_again(self, request: t_library.TLibraryRequest) -> None:
        if isinstance(request, t_library.RequestRegisterAddress):
            self._register()
        else:
            self.link.ask(msgspec.structs.replace(request, ReferenceID=self.link.reference()))

    # Calls.

    def _comes_about(self, call: VoiceCall, conn_id: str) -> None:
        """Take note that a call that was asked for is there; one that nobody waits for any more is released."""
        self._asked.remove(call)
        if call.phase is CallPhase.OVER:
            self._release(conn_id)
        else:
            self._calls[conn_id] = call

    def _release(self, conn_id: str) -> None:
        self._over.add(conn_id)
        self._desk.note("voice", f"the call {conn_id} is released: no window waits for it")
        self.link.ask(t_library.RequestReleaseCall(ReferenceID=self.link.reference(), ThisDN=self._dn, ConnID=conn_id))

    def _happened(self, event: t_library_events.CallEvent) -> None:
        moment = MOMENTS[type(event)]
        if event.PreviousConnID in self._calls:  # the call that it is now may be one that the agent had before
            self._over.remove(event.ConnID)
        if event.ConnID in self._over and not self._comes_back(event.ConnID, moment):
            self._comes_after_its_end(event)
            return
        call = self._call_of(event)
        if call is None:
            self.link.ignore(event)
            if isinstance(event, ENDS):  # what comes of it yet is late
                self._over.add(event.ConnID)
            return
        self._fire(call, moment, event)

    def _comes_after_its_end(self, event: t_library_events.CallEvent) -> None:
        if not (self.registered and self._over.keeps(event)):
            self.link.ignore(event, "its call is over")
        elif isinstance(event, t_library_events.EventRinging):
            self._desk.note("voice", f"the call {event.ConnID} was over and rings: the voice switch is asked for it")
            self._register()

    def _comes_back(self, conn_id: str, moment: CallMoment) -> bool:
        """Return whether *moment* means anything to a call that is over: by the table nothing does."""
        call = self._over.call(conn_id)
        if call is None or not self._desk.rules.call.at(call.phase, moment):
            return False
        self._calls[conn_id] = call
        self._over.remove(conn_id)
        return True

    def _fire(self, call: VoiceCall, moment: CallMoment, message: Message) -> None:
        call.fire(moment, message)
        if call.phase is CallPhase.OVER:
            for conn_id in [conn_id for conn_id, each in self._calls.items() if each is call]:
                del self._calls[conn_id]
                self._over.add(conn_id, call)

    def _call_of(self, event: t_library_events.CallEvent) -> VoiceCall | None:
        if event.PreviousConnID in self._calls:
            self._calls[event.ConnID] = self._calls.pop(event.PreviousConnID)
        known = self._calls.get(event.ConnID)
        if known is not None or not self._wanted:
            return known
        if isinstance(event, t_library_events.EventRinging):
            return self._rings(event)
        return self._waited_for(event) if event.ThisDNRole is DNRole.ORIGINATION else None

    def _rings(self, event: t_library_events.EventRinging) -> VoiceCall:
        call = VoiceCall(self._desk, event.OtherDN or "", ends_by_itself)
        self._calls[event.ConnID] = call
        self._on_ringing(call)
        return call

    def _waited_for(self, event: t_library_events.CallEvent) -> VoiceCall | None:
        """Return the call that was asked for and that *event* is about, its EventDialing lost or late."""
        for call in self._waiting():
            if call.number == event.OtherDN:
                self._comes_about(call, event.ConnID)
                call.fire(CallMoment.DIALING, event)
                return call
        if isinstance(event, LIVE) and self.registered:
            self._release(event.ConnID)
        return None

    def _waiting(self) -> Iterator[VoiceCall]:
        """Yield the calls that are asked for: those that are still awaited first."""
        for phase in (CallPhase.REQUESTED, CallPhase.UNANSWERED):
            yield from (call for call in reversed(self._asked) if call.phase is phase)

    def _compare_calls(self, error: t_library_events.EventError) -> None:
        if error.ErrorCode in DISAGREES and self.registered:
            self.registered = error.ErrorCode != NOT_REGISTERED
            self._register()

    def _compared(self, event: t_library_events.EventRegistered) -> None:
        there = [str(value) for key, value in (event.Extensions or {}).items() if key.startswith(CONN)]
        for conn_id in self._known_when_asked.pop(event.ReferenceID, frozenset[str]()).difference(there):
            if conn_id in self._calls:
                self._fire(self._calls[conn_id], CallMoment.GONE, event)
        if not self._known_when_asked:  # nothing has been asked since
            for each in self._over.back(there):
                self._happened(each)
        for conn_id in there:
            if conn_id not in self._calls and conn_id not in self._over:
                self._found(conn_id)

    def _found(self, conn_id: str) -> None:
        waiting = next(self._waiting(), None)
        if waiting is None:
            self._release(conn_id)
        else:
            self._comes_about(waiting, conn_id)
            waiting.found(conn_id)

    def _data_changed(self, event: t_library_events.EventAttachedDataChanged) -> None:
        call = self._calls.get(event.ConnID)
        if call is not None:
            call.user_data = dict(event.UserData)

    def _error(self, error: t_library_events.EventError) -> None:
        self._desk.note("voice", f"the voice switch refuses: {error.ErrorCode} {error.ErrorMessage}")

    # What its link asks of it.

    def take(self, event: Message) -> bool:
        """Take an event; return whether it means anything to the channel."""
        self.state.take(event)
        handler = self._HANDLERS.get(type(event))
        if handler is None:
            return False
        handler(self, event)
        return True

    def reachable(self) -> None:
        """Register again, if the agent is logged in."""
        if self._wanted:
            self._register()

    def _register(self) -> None:
        reference = self.link.reference()
        self._known_when_asked = {reference: frozenset(self._calls)}  # of several answers the last one counts
        self.link.ask(t_library.RequestRegisterAddress(ReferenceID=reference, ThisDN=self._dn))

    def _now_registered(self, event: t_library_events.EventRegistered) -> None:
        if not self._wanted:  # the agent has logged out since
            self.link.ask(t_library.RequestUnregisterAddress(ReferenceID=self.link.reference(), ThisDN=self._dn))
            return
        if not self.registered:
            self.registered = True
            self.link.ask(
                t_library.RequestAgentLogin(
                    ReferenceID=self.link.reference(), ThisDN=self._dn, AgentID=self._desk.agent.id
                )
            )
        self._compared(event)

    def unreachable(self) -> None:
        """Lose every call; whether they are over will be seen at the next registration."""
        self._lose_calls("the voice switch is lost")
        self._over.clear()  # with the connection all messages are gone that could come late

    def _given_back(self, _event: Message) -> None:
        """Register again, if what the logout before has asked for comes after the login."""
        if self.registered:
            self.registered = False
            self._register()

    def _link_lost(self, _event: t_library_events.EventLinkDisconnected) -> None:
        self._lose_calls("the voice switch has lost its switch")

    def _link_back(self, _event: t_library_events.EventLinkConnected) -> None:
        self.reachable()

    def _lose_calls(self, why: str) -> None:
        self.registered = False
        self._desk.note("voice", f"out of service: {why}")
        lost = tuple(call for call in self._all() if call.phase is not CallPhase.OVER)
        for conn_id, call in self._calls.items():
            self._over.add(conn_id, call)
        self._calls, self._asked = {}, []
        for call in lost:
            call.fire(CallMoment.LOST)

    def _nothing_to_do(self, _event: Message) -> None:
        """The event tells the desktop nothing that it needs."""

    _HANDLERS: ClassVar[Mapping[type[Message], Callable[..., None]]] = {
        **dict.fromkeys(MOMENTS, _happened),
        t_library_events.EventAttachedDataChanged: _data_changed,
        t_library_events.EventRegistered: _now_registered,
        t_library_events.EventLinkDisconnected: _link_lost,
        t_library_events.EventLinkConnected: _link_back,
        t_library_events.EventError: _error,
        t_library_events.EventAgentLogin: _nothing_to_do,
        t_library_events.EventAgentLogout: _given_back,
        t_library_events.EventAgentReady: _nothing_to_do,
        t_library_events.EventAgentNotReady: _nothing_to_do,
        t_library_events.EventUnregistered: _given_back,
        t_library_events.EventUserEvent: _nothing_to_do,
    }
