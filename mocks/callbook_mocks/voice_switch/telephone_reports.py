"""What telephones report, and what becomes of the call (F3 to F6): one table, whoever holds the telephone.

A virtual telephone reports through its timers. What somebody does at a telephone comes from outside, by its number:
there what is possible depends on where the party is, and the table says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal, NamedTuple

from callbook.core import BadInput, Unknown, one_of
from callbook.messages import CallState, t_library_events
from callbook_mocks.voice_switch.errors import ErrorCode, RequestRefused
from callbook_mocks.voice_switch.state import CONNECTED, PartyState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from callbook_mocks.contacts import Behaviour
    from callbook_mocks.voice_switch.delivery import Delivery
    from callbook_mocks.voice_switch.handling import Handling
    from callbook_mocks.voice_switch.routing import Routing
    from callbook_mocks.voice_switch.state import CallParty, Equipment
    from callbook_mocks.voice_switch.transfer import Transfers

Report = Literal[
    "rings", "answers", "refuses to answer", "is busy", "declines", "does not answer", "does not exist",
    "hangs up", "holds", "retrieves", "refers", "is lost",
]  # fmt: skip
"""What a telephone reports, or what is reported of it."""

CALL_STATES: Final[dict[str, CallState]] = {
    "Ok": CallState.OK,
    "Busy": CallState.BUSY,
    "NoAnswer": CallState.NO_ANSWER,
    "AnsweringMachine": CallState.ANSWERING_MACHINE,
    "SitInvalidnum": CallState.SIT_INVALID_NUMBER,
}
"""What the network's report is called, and its CallState."""

_NOT_ANSWERED: Final = frozenset({PartyState.CALLED, PartyState.RINGING})
_MAKES_A_CALL: Final = frozenset({PartyState.DIALING})
_IN_A_CALL: Final = CONNECTED | _MAKES_A_CALL


class _Row(NamedTuple):
    """What becomes of a report.

    Attributes:
        states: where the party has to be.
        do: what is done; takes the part of the switch that hears reports, the party, and where a call is referred to.
        own: whether it is about the telephone of whoever calls, which rings before the call goes on.
    """

    states: frozenset[PartyState]
    do: Callable[[TelephoneReports, CallParty, str], None]
    own: bool = False

    def fits(self, party: CallParty) -> bool:
        """Return whether the report is possible there."""
        return party.state in self.states and (not self.own or party.destination is not None)


_RINGS: Final = "a number where a call rings"
_CALLED: Final = "a number that is called"
_TALKS: Final = "a number where somebody talks"
_POSSIBLE: Final[dict[Report, str]] = {
    "rings": _CALLED,
    "answers": _RINGS,
    "refuses to answer": _RINGS,
    "is busy": _CALLED,
    "declines": _RINGS,
    "does not answer": _CALLED,
    "does not exist": _CALLED,
    "hangs up": _TALKS,
    "holds": _TALKS,
    "retrieves": "a number where a call is on hold",
    "refers": _TALKS,
    "is lost": "a number where a call is",
}
"""Where each is possible, in words."""


class TelephoneReports:
    """Hears what telephones report.

    Args:
        equipment: what every part of the switch works with.
        routing: finds who has a number.
        delivery: brings calls on.
        handling: connects and ends calls.
        transfers: hands calls over.
    """

    def __init__(
        self, equipment: Equipment, routing: Routing, delivery: Delivery, handling: Handling, transfers: Transfers
    ) -> None:
        self._name = equipment.name
        self._state = equipment.state
        self._settings = equipment.settings
        self._events = equipment.events
        self._routing = routing
        self._delivery = delivery
        self._handling = handling
        self._transfers = transfers
        equipment.telephones.report_to(self)

    # From virtual telephones.

    def reached(self, party: CallParty) -> None:
        """Let it ring at *party*, and tell whoever waits for it: EventNetworkReached."""
        party.state = PartyState.RINGING
        if party.other.state is PartyState.DIALING and party.dn is None:
            self._events.of_call(t_library_events.EventNetworkReached, party.other)

    def responded(self, party: CallParty, behaviour: Behaviour) -> None:
        """Let what the contact does become of the call."""
        report = behaviour.report
        state = CALL_STATES[report.call_state]
        if report.connects:
            reported = state is not CallState.ANSWERING_MACHINE or self._settings.answering_machine_is_reported
            self._handling.connect(party, state if reported else CallState.OK)
        elif behaviour.kind == "busy":
            self._handling.busy(party)
        else:
            self._handling.end(party.call, state)

    def not_answered(self, party: CallParty) -> None:
        """End the call that nobody answers."""
        self._handling.end(party.call, CallState.NO_ANSWER)

    def hung_up(self, party: CallParty) -> None:
        """End the call from there."""
        # What a call is may change while the timer runs: a transfer puts the party into another one.
        self._handling.end(party.call, by=party)

    # From outside.

    def register(self, number: str, *, there: bool) -> None:
        """Let a number have a telephone of its own from the next call on, or no longer.

        Raises:
            Unknown: it is neither the number of a DN nor that of a contact.
        """
        change = self._state.registered.add if there else self._state.registered.discard
        change(self._line(number))

    def hear(self, number: str, report: Report, to: str = "", conn_id: str = "") -> None:
        """Take what the telephone with this number reports; *to* is where it refers the call.

        Where the telephone is in several calls, *conn_id* says of which it reports; else it is the first that fits.

        Raises:
            BadInput: there is no such report, no call is there for it, or it refers the call to nowhere.
        """
        rows = self.TABLE.get(report)
        if rows is None:
            raise Unknown("report of a telephone", report, self.TABLE, where=f"voice switch {self._name!r}")
        line = self.known_line(number)
        for row, party in self._fitting(rows, line, conn_id):
            row.do(self, party, to)
            return
        there = one_of(self._lines(rows, inside=line in self._state.dns))
        raise BadInput("phone number", number, where="voice switch", accepted=f"{_POSSIBLE[report]}: {there}")

    def takes(self, number: str, report: Report) -> bool:
        """Return whether the telephone with this number can report that now."""
        return any(self._fitting(self.TABLE[report], self.known_line(number)))

    def _fitting(self, rows: tuple[_Row, ...], line: str | None, conn_id: str = "") -> Iterator[tuple[_Row, CallParty]]:
        calls = (call for call in self._state.calls.values() if conn_id in {"", call.conn_id})
        parties = [party for call in calls for party in call.parties if party.line == line]
        return ((row, party) for party in parties for row in rows if row.fits(party))

    def _lines(self, rows: tuple[_Row, ...], *, inside: bool) -> list[str]:
        parties = (party for call in self._state.calls.values() for party in call.parties)
        fitting = (party for party in parties if any(row.fits(party) for row in rows))
        return [party.line for party in fitting if (party.dn is not None) is inside]

    def _line(self, number: str) -> str:
        line = self.known_line(number)
        if line is None:
            where = f"voice switch {self._name!r}"
            raise Unknown("DN or contact with the number", number, self._state.dns, where=where)
        return line

    def known_line(self, number: str) -> str | None:
        """Return the number as the switch has it: of a DN, or of a contact; None where nobody has it."""
        if number in self._state.dns:
            return number
        contact = self._routing.contact(number)
        return None if contact is None else contact.person.phone_number

    # What is done.

    def _rings(self, party: CallParty, _to: str) -> None:
        self.reached(party)

    def _answers(self, party: CallParty, _to: str) -> None:
        self._handling.connect(party)

    def _own_answers(self, party: CallParty, _to: str) -> None:
        self._delivery.go_on(party)

    def _refuses_to_answer(self, party: CallParty, _to: str) -> None:
        requester, party.asked = party.asked, None
        if requester is not None:
            refused = RequestRefused(ErrorCode.UNSUCCESSFUL_ANSWER, f"the telephone of {party.number} does not do it")
            self._events.refused(requester, refused)

    def _is_busy(self, party: CallParty, _to: str) -> None:
        self._handling.busy(party)

    def _declines(self, party: CallParty, _to: str) -> None:
        if party.dn is None:
            self._handling.end(party.call, CallState.BUSY)  # a rejected call reaches the caller as busy (assumed)
        else:
            self._handling.end(party.call, by=party, others=CallState.BUSY)

    def _does_not_answer(self, party: CallParty, _to: str) -> None:
        self.not_answered(party)

    def _own_does_not(self, party: CallParty, _to: str) -> None:
        self._handling.end(party.call, self._settings.own_telephone_declines)

    def _does_not_exist(self, party: CallParty, _to: str) -> None:
        self._handling.end(party.call, CallState.SIT_INVALID_NUMBER)

    def _hangs_up(self, party: CallParty, _to: str) -> None:
        self._handling.end(party.call, by=party)

    def _holds(self, party: CallParty, _to: str) -> None:
        if self._settings.hold_at_the_telephone_is_told:
            self._handling.held(party)

    def _retrieves(self, party: CallParty, _to: str) -> None:
        if self._settings.hold_at_the_telephone_is_told:
            self._handling.retrieved(party)

    def _refers(self, party: CallParty, to: str) -> None:
        if party.dn is None:
            raise BadInput(
                "phone number", party.number, where="voice switch", accepted="a DN: only agents hand calls on"
            )
        self._transfers.referred(party, party.dn, to)

    def _is_lost(self, party: CallParty, _to: str) -> None:
        self._handling.end(party.call, CallState.GENERAL_ERROR)

    TABLE: ClassVar[Mapping[Report, tuple[_Row, ...]]] = {
        "rings": (_Row(frozenset({PartyState.CALLED}), _rings),),
        "answers": (
            _Row(frozenset({PartyState.RINGING}), _answers),
            _Row(_MAKES_A_CALL, _own_answers, own=True),
        ),
        "refuses to answer": (_Row(frozenset({PartyState.RINGING}), _refuses_to_answer),),
        "is busy": (_Row(_NOT_ANSWERED, _is_busy), _Row(_MAKES_A_CALL, _own_does_not, own=True)),
        "declines": (_Row(frozenset({PartyState.RINGING}), _declines), _Row(_MAKES_A_CALL, _own_does_not, own=True)),
        "does not answer": (
            _Row(_NOT_ANSWERED, _does_not_answer),
            _Row(_MAKES_A_CALL, _own_does_not, own=True),
        ),
        "does not exist": (
            _Row(_NOT_ANSWERED, _does_not_exist),
            _Row(_MAKES_A_CALL, _own_does_not, own=True),
        ),
        "hangs up": (_Row(_IN_A_CALL, _hangs_up),),
        "holds": (_Row(frozenset({PartyState.TALKING}), _holds),),
        "retrieves": (_Row(frozenset({PartyState.HELD}), _retrieves),),
        "refers": (_Row(frozenset({PartyState.TALKING}), _refers),),
        "is lost": (_Row(frozenset(PartyState), _is_lost),),
    }
    """What becomes of each report, by where the party is: the first row that fits."""
