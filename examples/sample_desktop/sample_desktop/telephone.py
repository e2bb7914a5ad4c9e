"""The agent's telephone: its DN at the voice switch, and the calls on it (E3, E4, F3 to F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sample_desktop.call import Call
from sample_desktop.requests_sent import Requests
from sample_desktop.station import VOICE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_desktop.plain import Json
    from sample_desktop.station import Station

_TELLS: Final[dict[str, Callable[[Call, Json], None]]] = {
    "EventDialing": Call.dialling,
    "EventNetworkReached": Call.alerting,
    "EventRinging": Call.incoming,
    "EventEstablished": Call.established,
    "EventDestinationBusy": Call.engaged,
    "EventHeld": Call.held,
    "EventRetrieved": Call.resumed,
    "EventPartyChanged": Call.other_party,
    "EventReleased": Call.released,
    "EventAbandoned": Call.abandoned,
    "EventAttachedDataChanged": lambda _call, _message: None,
}
"""What each event of the switch tells a call."""


class Telephone:
    """The telephone on one desk.

    Args:
        station: where it stands.
        on_incoming: is told of each call that rings here.

    Attributes:
        works: whether the switch serves its DN.
    """

    def __init__(self, station: Station, on_incoming: Callable[[Call], None]) -> None:
        self._station = station
        self._on_incoming = on_incoming
        self._requests = Requests(station, VOICE, "ReferenceID")
        self._reachable = False
        self._wanted = False
        self._calls: dict[str, Call] = {}
        self._asked: list[Call] = []
        self.works = False

    @property
    def in_use(self) -> bool:
        """Whether any call is up, or asked for."""
        return bool(self._calls or self._asked)

    # Login.

    def sign_in(self) -> None:
        """Take the DN into use, now or when the switch can be reached."""
        self._wanted = True
        if self._reachable:
            self._register()

    def sign_out(self) -> None:
        """Give the DN back."""
        if self.works:
            self._ask("RequestAgentLogout")
            self._ask("RequestUnregisterAddress")
        self._wanted = False
        self.works = False

    # Calls.

    def make(self, call: Call, data: Json) -> None:
        """Call somebody, with *data* attached (F3)."""
        self._start(call, "RequestMakeCall", OtherDN=call.number, UserData=data)

    def consult(self, held: Call, call: Call) -> None:
        """Put one call on hold and call somebody else, to hand it over (F6)."""
        self._start(call, "RequestInitiateTransfer", ConnID=held.conn, OtherDN=call.number)

    def ask(self, name: str, call: Call, **fields: str) -> None:
        """Ask the switch for something about a call."""
        self._ask(name, None, ConnID=call.conn, **fields)

    def _start(self, call: Call, name: str, **fields: Any) -> None:  # noqa: ANN401 - as JSON has it
        call.asked()
        if not self.works:
            call.cut()  # E3: a clear error, and nothing is sent
            return
        self._asked.append(call)
        self._ask(name, lambda answer: self._started(call, answer), **fields)

    def _started(self, call: Call, answer: Json) -> None:
        if answer["message"] == "EventHeld":  # the first of the two answers to RequestInitiateTransfer
            self._requests.await_more(answer["ReferenceID"], lambda later: self._started(call, later))
            return
        self._asked = [each for each in self._asked if each is not call]
        if answer["message"] == "EventError":
            call.refused(answer)
        elif answer["message"] == "EventDialing":
            self._calls[answer["ConnID"]] = call

    # What the wire brings.

    def wire_up(self) -> None:
        """The switch can be reached."""
        self._reachable = True
        self._register_if_wanted()

    def wire_down(self) -> None:
        """The switch can no longer be reached."""
        self._reachable = False
        self._requests.forget_all()
        self._out_of_service("switch lost")

    def receive(self, message: Json) -> None:
        """Take a message from the switch."""
        answered = self._requests.answer(message)
        match message["message"]:
            case "EventRegistered":
                self._registered()
            case "EventLinkDisconnected":
                self._out_of_service("link lost")
            case "EventLinkConnected":
                self._register_if_wanted()
            case "EventError":
                if not answered:
                    self._station.tell("switch refuses", code=message["ErrorCode"], text=message["ErrorMessage"])
            case name if name in _TELLS:
                self._call_event(message)
            case _:
                pass  # agent states of the DN and the like: nothing on the desk depends on them

    def _call_event(self, message: Json) -> None:
        call = self._call_of(message)
        if call is None:
            return
        call.data = message.get("UserData", {})
        _TELLS[message["message"]](call, message)
        if call.idle:
            self._calls.pop(message["ConnID"], None)

    def _call_of(self, message: Json) -> Call | None:
        conn, before = message["ConnID"], message.get("PreviousConnID")
        if before in self._calls:
            self._calls[conn] = self._calls.pop(before)
        if conn not in self._calls and message["message"] == "EventRinging" and self._wanted:
            call = self._calls[conn] = Call(message.get("OtherDN") or "", lambda _call: None)
            self._on_incoming(call)
        return self._calls.get(conn)

    def _register_if_wanted(self) -> None:
        if self._wanted:
            self._register()

    def _register(self) -> None:
        self._ask("RequestRegisterAddress")

    def _registered(self) -> None:
        if self._wanted:
            self.works = True
            self._ask("RequestAgentLogin", AgentID=self._station.agent_id)
        else:  # the agent has gone meanwhile
            self._ask("RequestUnregisterAddress")

    def _out_of_service(self, why: str) -> None:
        self.works = False
        self._station.tell("telephone out of service", why=why)
        lost = dict.fromkeys([*self._calls.values(), *self._asked])
        self._calls, self._asked = {}, []
        for call in lost:
            call.cut()

    def _ask(self, name: str, on_answer: Callable[[Json], None] | None = None, **fields: Any) -> None:  # noqa: ANN401 - as JSON has it
        self._requests.send(name, on_answer, ThisDN=self._station.agent["dn"], **fields)
