"""What must hold at every moment, whatever fails (F10): calls have two ends, and nothing waits for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.core import CallbookError
from callbook_mocks.voice_switch.state import PartyState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callbook.core import Timer
    from callbook_mocks.voice_switch.state import DN, Call, CallParty, State


class Inconsistent(CallbookError):  # noqa: N818 - names what was found
    """Something is true of the switch that must never be: a fault of the switch itself, never of its clients (F10)."""


def check(state: State) -> None:
    """Check everything; the cost grows with all that there is.

    Raises:
        Inconsistent: when something does not hold; the text says everything that does not.
    """
    wrong = list(_wrong(state))
    if wrong:
        raise Inconsistent("; ".join(wrong))


def _wrong(state: State) -> Iterator[str]:
    for call in state.calls.values():
        yield from _wrong_with_call(call, state)
    for dn in state.dns.values():
        yield from _wrong_with_dn(dn, state)
    for number, party in state.engaged.items():
        if party.call.conn_id not in state.calls or party not in party.call.parties:
            yield f"{number} is on the telephone in call {party.call.conn_id}, which is over"
    agents = [dn.agent.id for dn in state.dns.values() if dn.agent is not None]
    yield from (f"agent {agent} is logged in on two DNs" for agent in set(agents) if agents.count(agent) > 1)


def _wrong_with_call(call: Call, state: State) -> Iterator[str]:
    if len(call.parties) != _BOTH_ENDS:
        yield f"call {call.conn_id} has {len(call.parties)} parties"
        return
    if not (state.running and state.link_up):
        yield f"call {call.conn_id} is up without a switch"
    if not call.attended and not _running(call.unattended):
        yield f"call {call.conn_id}: nobody is left that could end it, and nothing will"
    for party in call.parties:
        yield from (f"{party}: {text}" for text, wrong in _WRONG_WITH_PARTY.items() if wrong(call, party))


def _wrong_with_dn(dn: DN, state: State) -> Iterator[str]:
    active = [party for party in dn.parties.values() if party.state is not PartyState.HELD]
    if len(active) > 1:
        yield f"DN {dn.number} is in {len(active)} calls at once: {', '.join(map(str, active))}"
    for conn_id, party in dn.parties.items():
        if state.calls.get(conn_id) is not party.call or party not in party.call.parties:
            yield f"DN {dn.number} is in call {conn_id}, which is over"


def _running(timer: Timer | None) -> bool:
    return timer is not None and timer.action is not None


def _is_awaited(party: CallParty) -> bool:
    """Return whether somebody's own telephone decides what comes: the party's, or the one of whoever calls."""
    return party.has_telephone or party.other.destination is not None


_BOTH_ENDS = 2
_NOT_ANSWERED = frozenset({PartyState.CALLED, PartyState.RINGING})
_WRONG_WITH_PARTY: Final[dict[str, Callable[[Call, CallParty], bool]]] = {
    "it belongs to another call": lambda call, party: party.call is not call,
    "its DN knows nothing of the call": lambda call, party: (
        party.dn is not None and party.dn.parties.get(call.conn_id) is not party
    ),
    "nothing will ever come of it": lambda _, party: (
        party.state in _NOT_ANSWERED and not _is_awaited(party) and not _running(party.timer)
    ),
    "it waits for somebody who has answered": lambda _, party: (
        party.state is PartyState.DIALING and party.other.state not in _NOT_ANSWERED
    ),
}
"""What must never be true of a party in a call."""
