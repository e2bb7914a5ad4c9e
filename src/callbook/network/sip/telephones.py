"""Telephones by SIP behind the port of the voice switch: registered, called, connected, and heard.

The switch asks, as it asks any telephone; what telephones report becomes acts from outside, so that a run in which they
rang plays again without them. Acts are not done while a message is read, but when whoever leads here has a turn with
the run (`flush`). Calls go to registered numbers alone, and are made at desktops: a telephone that dials is refused.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from callbook.core import CallbookError
from callbook.lab import RegisterTelephone, ReportFromTelephone, UnregisterTelephone
from callbook.network.sip import asked_in_a_call
from callbook.network.sip.endpoint import Endpoint, Incoming, Peer
from callbook.network.sip.leg import Leg
from callbook.network.sip.leg_table import LEG, LegEvent, LegState
from callbook.network.sip.message_log import MessageLog, address_text
from callbook.network.sip.messages import ALLOW, SDP, Request, address_of, tag_of
from callbook.network.sip.registrations import Registrations
from callbook_mocks.voice_switch import NobodyThere

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.core import Clock
    from callbook.lab import Act
    from callbook.network.sip.digest import Digest
    from callbook.network.sip.leg_table import LegTable
    from callbook_mocks.voice_switch import CallParty, Report

_IN_A_CALL: Final = frozenset({"BYE", "INFO", "NOTIFY", "REFER"})
_NOT_HERE: Final = frozenset({"MESSAGE", "SUBSCRIBE", "UPDATE", "PRACK", "PUBLISH"})
_WAITS: Final = (LegState.CALLING, LegState.PROCEEDING, LegState.RINGING)


class _Told(NamedTuple):
    """A report that waits for its turn; *leg* is None for a registration."""

    act: Act
    leg: Leg | None


class SipTelephones:
    """All telephones that speak SIP with one switch.

    Args:
        clock: what all of it goes by: not the run's own, where each timer would be an entry of the journal.
        transmit: sends bytes to a peer.
        host: the address that telephones reach it at.
        port: the port.
        here: the address of that host, where the name is another one.
        line_of: returns the number of a DN or contact as the switch has it; None where nobody has it.
        news: called whenever a report waits.
        patience: milliseconds after which a call is given up that nobody answers.
        salt: tells its identifiers from those of others.
        digest: asks telephones who they are; None believes them.
        table: what becomes of a call.

    Attributes:
        endpoint: its end of SIP.
        registrations: which telephone is registered for which number.
        log: writes each message into a journal.
    """

    def __init__(  # noqa: PLR0913 - all that it stands on, by name
        self,
        clock: Clock,
        transmit: Callable[[Peer, bytes], None],
        *,
        host: str,
        port: int,
        line_of: Callable[[str], str | None],
        news: Callable[[], None],
        patience: int,
        here: str = "",
        salt: str = "",
        digest: Digest | None = None,
        table: LegTable = LEG,
    ) -> None:
        self.clock = clock
        self.registrations = Registrations(clock, self._registered)
        self.log = MessageLog(address_text(here or host, port), line_of, self.registrations.line_at)
        self._transmit = transmit
        self.endpoint = Endpoint(clock, self._send, self, host=host, port=port, salt=salt)
        self.table = table
        self._line_of = line_of
        self._news = news
        self._patience = patience
        self._digest = digest
        self._parties: dict[CallParty, Leg] = {}
        self._legs: dict[tuple[str, str], Leg] = {}
        self._told: deque[_Told] = deque()

    def __deepcopy__(self, memo: dict[int, object]) -> NobodyThere:
        """Return telephones that nobody holds on to: a copy of a run rings nobody."""
        return NobodyThere()

    @property
    def legs(self) -> tuple[str, ...]:
        """Where each call to a telephone is."""
        return tuple(f"{leg.dialog.call_id}: {leg.state}" for leg in self._legs.values())

    @property
    def is_settled(self) -> bool:
        """Whether each telephone that talks has what it was offered."""
        return all(leg.session.is_settled for leg in self._legs.values())

    def receive(self, data: bytes, peer: Peer) -> None:
        """Take what has come from *peer*, and write it down; what is answered at once happens because of it."""
        with self.log.received(peer, data):
            self.endpoint.receive(data, peer)

    def _send(self, peer: Peer, data: bytes) -> None:
        self.log.sent(peer, data)
        self._transmit(peer, data)

    # What the switch asks.

    def ring(self, party: CallParty) -> None:
        """Call the telephone that is registered; whoever makes a call is called without a description."""
        there = self.registrations.of(party.line)
        if there is None:  # it is gone, and the switch has still to be told so
            self._tell(_Told(ReportFromTelephone(party.line, "does not answer", "", party.call.conn_id), None))
            return
        partner = self._parties.get(party.other)
        offer = None if partner is None or party.destination is not None else partner.session.theirs or None
        with self.log.calling(party.line):
            made = Leg(self, there.contact, there.peer, caller=_shown(party), offer=offer)
        self._parties[party] = self._legs[made.dialog.call_id, made.dialog.tag] = made
        self.clock.call_later(self._patience, self._not_answered, f"{party.line} does not answer", made)

    def answer(self, party: CallParty) -> None:
        """Ask the telephone that rings to answer: NOTIFY talk."""
        leg = self._parties.get(party)
        if leg is not None:
            leg.asked = True
            leg.fire(LegEvent.ASKED_TO_ANSWER)

    def hold(self, party: CallParty) -> None:
        """Let nobody hear the other."""
        leg, other = self._parties.get(party), self._parties.get(party.other)
        for one, with_ in ((leg, other), (other, leg)):
            if one is not None:
                one.session.offer((with_ or one).session.theirs, "inactive")

    def retrieve(self, party: CallParty) -> None:
        """Let both talk again."""
        self.join(party)

    def talk(self, party: CallParty) -> None:
        """Let the other end hear whoever has answered now."""
        leg, other = self._parties.get(party), self._parties.get(party.other)
        if leg is not None and other is not None:
            other.session.offer(leg.session.theirs, "sendrecv")

    def join(self, party: CallParty) -> None:
        """Let *party* and whoever is at the other end now talk: one is offered what the other has given."""
        leg, other = self._parties.get(party), self._parties.get(party.other)
        if leg is not None and other is not None:
            mine, its = leg.session, other.session
            mine.offer(its.theirs, "sendrecv", lambda: its.offer(mine.theirs, "sendrecv"))

    def stop_ringing(self, party: CallParty) -> None:
        """It knows that it is answered."""

    def leave(self, party: CallParty) -> None:
        """End the call there: CANCEL while it rings, BYE later."""
        leg = self._parties.pop(party, None)
        if leg is not None:
            leg.fire(LegEvent.LEAVE)

    def _not_answered(self, leg: Leg) -> None:
        if leg.state in _WAITS:
            self.report(leg, "does not answer")

    # What legs say.

    def report(self, leg: Leg, report: Report, to: str = "") -> None:
        """Keep what a telephone reports until there is a turn."""
        party = self._party(leg)
        if party is None:
            return
        if report == "rings" and (party.dn is not None or party.destination is not None):
            return  # the switch has told so already
        self._tell(_Told(ReportFromTelephone(party.line, report, to, party.call.conn_id), leg))

    def forget(self, leg: Leg) -> None:
        """Keep it no longer."""
        self._legs.pop((leg.dialog.call_id, leg.dialog.tag), None)

    def partner(self, leg: Leg) -> Leg | None:
        """Return the telephone at the other end of the call, if there is one."""
        party = self._party(leg)
        return None if party is None else self._parties.get(party.other)

    def _party(self, leg: Leg) -> CallParty | None:
        return next((party for party, known in self._parties.items() if known is leg), None)

    def _registered(self, line: str, there: bool) -> None:  # noqa: FBT001 - what is told
        self._tell(_Told(RegisterTelephone(line) if there else UnregisterTelephone(line), None))

    def _tell(self, told: _Told) -> None:
        self._told.append(told)
        self._news()

    def flush(self, do: Callable[[Act], object]) -> None:
        """Do what telephones have reported, in order; what the call has overtaken meanwhile is left out."""
        while self._told:
            act, leg = self._told.popleft()
            if leg is not None and leg not in self._parties.values():
                continue
            try:
                do(act)
                status = 200
            except CallbookError:  # no call is there for it any more, or it can not go there
                status = 603
            if leg is not None and isinstance(act, ReportFromTelephone) and act.report == "refers":
                leg.tell_of_referral(status)

    def begin_anew(self) -> None:
        """Belong to a new switch: calls end, and it is told who is registered."""
        for party in tuple(self._parties):
            self.leave(party)
        self._told.clear()
        for line in self.registrations:
            self._registered(line, True)  # noqa: FBT003 - what is told

    # What telephones ask.

    def knows(self, peer: Peer) -> bool:
        """Return whether a telephone is registered from there."""
        return self.registrations.line_at(peer) is not None

    def believes(self, peer: Peer) -> bool:
        """Return whether any answer may be sent there: always on loopback, where nobody is asked who he is."""
        return self._digest is None or self.knows(peer)

    def acknowledged(self, request: Request) -> None:
        """Know that a success has arrived."""

    def unacknowledged(self, request: Request) -> None:
        """Take a telephone for lost that does not take our answers."""
        leg = self._of(request)
        if leg is not None:
            leg.fire(LegEvent.LOST)

    def broken(self, peer: Peer) -> None:
        """Learn that a connection is gone: whoever was called over it is lost."""
        self.endpoint.broken(peer)
        self.registrations.broken(peer)
        for leg in tuple(self._legs.values()):
            if leg.dialog.peer == peer:
                leg.fire(LegEvent.LOST)

    def asked(self, incoming: Incoming) -> None:
        """Answer a request."""
        request = incoming.request
        problem = _problem(request)
        if problem is not None:
            self._answer(incoming, *problem)
        elif tag_of(request.get_header("To") or ""):
            leg = self._of(request)
            if leg is None or leg.dialog.remote_tag != tag_of(request.get_header("From") or ""):
                incoming.answer(481)
            else:
                asked_in_a_call.take(leg, incoming)
        else:
            self._NEW.get(request.method, SipTelephones._outside)(self, incoming)

    def _of(self, request: Request) -> Leg | None:
        return self._legs.get((request.get_header("Call-ID") or "", tag_of(request.get_header("To") or "")))

    def _answer(self, incoming: Incoming, status: int, headers: tuple[tuple[str, str], ...] = ()) -> None:
        incoming.answer(status, tag=self.endpoint.new("t"), headers=headers)

    def _proves(self, incoming: Incoming, user: str) -> bool:
        """Return whether the request comes from *user*; if not, it is answered with a challenge."""
        if self._digest is None or self._digest.proves(incoming.request, user):
            return True
        self._answer(incoming, 401, (self._digest.challenge(),))
        return False

    def _register(self, incoming: Incoming) -> None:
        user = address_of(incoming.request, "To").uri.user or ""
        if not self._proves(incoming, user):
            return
        line = self._line_of(user)
        if line is None:
            self._answer(incoming, 404)
            return
        status, headers = self.registrations.take(line, incoming.request, incoming.peer)
        self._answer(incoming, status, tuple(headers))

    def _invite(self, incoming: Incoming) -> None:
        if not self._proves(incoming, address_of(incoming.request, "From").uri.user or ""):
            return
        line = self._line_of(incoming.request.uri.partition(":")[2].partition("@")[0])
        there = line is not None and self.registrations.of(line) is not None
        self._answer(incoming, 403 if there else 404)

    def _options(self, incoming: Incoming) -> None:
        self._answer(incoming, 200, (ALLOW, ("Accept", SDP)))

    def _outside(self, incoming: Incoming) -> None:
        """Answer what makes sense in a call alone, or nowhere."""
        method = incoming.request.method
        if method in _IN_A_CALL:
            self._answer(incoming, 481)
        else:
            self._answer(incoming, 405 if method in _NOT_HERE else 501, (ALLOW,))

    _NEW: ClassVar[Mapping[str, Callable[[Any, Incoming], None]]] = {
        "REGISTER": _register,
        "INVITE": _invite,
        "OPTIONS": _options,
    }


def _problem(request: Request) -> tuple[int, tuple[tuple[str, str], ...]] | None:
    """Return why a request is refused, whatever it asks; None if it is not."""
    if not request.uri.startswith(("sip:", "sips:")):
        return 416, ()
    if request.get_header("Max-Forwards") == "0":
        return 483, ()
    required = request.get_header_values("Require")
    if required:
        return 420, tuple(("Unsupported", each) for each in required)
    kind = (request.get_header("Content-Type") or SDP).partition(";")[0].strip()
    if request.method == "INVITE" and request.body and kind != SDP:
        return 415, (("Accept", SDP),)
    return None


def _shown(party: CallParty) -> str:
    """Return the number that a telephone shows: of whoever is at the other end."""
    return party.other.number.replace(" ", "")
