"""The voice channel of a desktop: its DN, its calls, and what it asks of the voice switch."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from callbook.messages import t_library, t_library_events
from callbook.workspace.calls import VoiceCall, ends_by_itself
from callbook.workspace.link import VoiceSwitchLink
from callbook.workspace.names import CallMoment, CallPhase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.core import Wire
    from callbook.messages import KVList, Message
    from callbook.workspace.desk import Desk

_MOMENTS: dict[type[Message], CallMoment] = {
    t_library_events.EventDialing: CallMoment.DIALING,
    t_library_events.EventNetworkReached: CallMoment.REACHED,
    t_library_events.EventRinging: CallMoment.RINGING,
    t_library_events.EventEstablished: CallMoment.ESTABLISHED,
    t_library_events.EventDestinationBusy: CallMoment.BUSY,
    t_library_events.EventHeld: CallMoment.HELD,
    t_library_events.EventRetrieved: CallMoment.RETRIEVED,
    t_library_events.EventPartyChanged: CallMoment.PARTY_CHANGED,
    t_library_events.EventReleased: CallMoment.RELEASED,
    t_library_events.EventAbandoned: CallMoment.ABANDONED,
}


class VoiceChannel:
    """One agent's voice channel.

    Args:
        desk: the agent's desk.
        wire: the wire to the voice switch.
        on_ringing: what to do with a call that comes in.

    Attributes:
        registered: whether the switch shows the desktop its DN.
    """

    def __init__(self, desk: Desk, wire: Wire, on_ringing: Callable[[VoiceCall], None]) -> None:
        self._desk = desk
        self._on_ringing = on_ringing
        self._calls: dict[str, VoiceCall] = {}
        self._asked: list[VoiceCall] = []
        self._wanted = False
        self.registered = False
        self.link = VoiceSwitchLink(wire, desk.journal, self)

    @property
    def calls(self) -> tuple[VoiceCall, ...]:
        """The calls that are not over, in the order in which they came."""
        return tuple(dict.fromkeys((*self._calls.values(), *self._asked)))

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
        self.link.ask(
            t_library.RequestCompleteTransfer(
                ReferenceID=self.link.reference(),
                ThisDN=self._dn,
                ConnID=held.conn_id,
                TransferConnID=consult.conn_id,
            )
        )

    def transfer(self, call: VoiceCall, target: str) -> None:
        """Ask the switch to hand the call to *target* (F6)."""
        self.link.ask(
            t_library.RequestSingleStepTransfer(
                ReferenceID=self.link.reference(), ThisDN=self._dn, ConnID=call.conn_id, OtherDN=target
            )
        )

    def ask(self, request: type[t_library.CallRequest], call: VoiceCall) -> None:
        """Ask the switch to answer, hold, retrieve or release a call (F5)."""
        self.link.ask(request(ReferenceID=self.link.reference(), ThisDN=self._dn, ConnID=call.conn_id))

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
        self.link.ask(request, self._answered, call)

    def _answered(self, call: VoiceCall, answer: Message) -> None:
        if isinstance(answer, t_library_events.EventHeld):
            # RequestInitiateTransfer is first answered for the call that is put on hold.
            self.link.await_next(answer.ReferenceID, self._answered, call)
            return
        self._asked = [asked for asked in self._asked if asked is not call]
        if isinstance(answer, t_library_events.EventError):
            call.fire(CallMoment.FAILED, answer)
        elif isinstance(answer, t_library_events.EventDialing):
            self._calls[answer.ConnID] = call

    def _happened(self, event: t_library_events.CallEvent) -> None:
        call = self._call_of(event)
        if call is None:
            self.link.ignore(event)
            return
        call.fire(_MOMENTS[type(event)], event)
        if call.phase is CallPhase.OVER:
            self._calls.pop(event.ConnID, None)

    def _call_of(self, event: t_library_events.CallEvent) -> VoiceCall | None:
        if event.PreviousConnID in self._calls:
            self._calls[event.ConnID] = self._calls.pop(event.PreviousConnID)
        rings = isinstance(event, t_library_events.EventRinging) and self._wanted
        if rings and event.ConnID not in self._calls:
            call = VoiceCall(self._desk, event.OtherDN or "", ends_by_itself)
            self._calls[event.ConnID] = call
            self._on_ringing(call)
        return self._calls.get(event.ConnID)

    def _data_changed(self, event: t_library_events.EventAttachedDataChanged) -> None:
        call = self._calls.get(event.ConnID)
        if call is not None:
            call.user_data = dict(event.UserData)

    def _error(self, error: t_library_events.EventError) -> None:
        self._desk.note("voice", f"the voice switch refuses: {error.ErrorCode} {error.ErrorMessage}")

    # What its link asks of it.

    def take(self, event: Message) -> bool:
        """Take an event; return whether it means anything to the channel."""
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
        self.link.ask(t_library.RequestRegisterAddress(ReferenceID=self.link.reference(), ThisDN=self._dn))

    def _now_registered(self, _event: t_library_events.EventRegistered) -> None:
        if not self._wanted:  # the agent has logged out since
            self.link.ask(t_library.RequestUnregisterAddress(ReferenceID=self.link.reference(), ThisDN=self._dn))
            return
        self.registered = True
        self.link.ask(
            t_library.RequestAgentLogin(ReferenceID=self.link.reference(), ThisDN=self._dn, AgentID=self._desk.agent.id)
        )

    def unreachable(self) -> None:
        """Lose every call."""
        self._lose_calls("the voice switch is lost")

    def _link_lost(self, _event: t_library_events.EventLinkDisconnected) -> None:
        self._lose_calls("the voice switch has lost its switch")

    def _link_back(self, _event: t_library_events.EventLinkConnected) -> None:
        self.reachable()

    def _lose_calls(self, why: str) -> None:
        self.registered = False
        self._desk.note("voice", f"out of service: {why}")
        lost, self._calls, self._asked = self.calls, {}, []
        for call in lost:
            call.fire(CallMoment.LOST)

    def _nothing_to_do(self, _event: Message) -> None:
        """The event tells the desktop nothing that it needs."""

    _HANDLERS: ClassVar[Mapping[type[Message], Callable[..., None]]] = {
        **dict.fromkeys(_MOMENTS, _happened),
        t_library_events.EventAttachedDataChanged: _data_changed,
        t_library_events.EventRegistered: _now_registered,
        t_library_events.EventLinkDisconnected: _link_lost,
        t_library_events.EventLinkConnected: _link_back,
        t_library_events.EventError: _error,
        t_library_events.EventAgentLogin: _nothing_to_do,
        t_library_events.EventAgentLogout: _nothing_to_do,
        t_library_events.EventAgentReady: _nothing_to_do,
        t_library_events.EventAgentNotReady: _nothing_to_do,
        t_library_events.EventUnregistered: _nothing_to_do,
        t_library_events.EventUserEvent: _nothing_to_do,
    }
