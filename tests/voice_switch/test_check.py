"""The switch notices when something is true of it that must never be (F10)."""

# A test sabotages what no user reaches.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.messages.t_library import RequestAgentLogin, RequestHoldCall
from callbook_mocks.voice_switch.invariants import Inconsistent
from callbook_mocks.voice_switch.state import PartyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Floor


def _lose_a_party(floor: Floor) -> None:
    floor.switch.calls[0].parties.pop()


def _lose_the_switch(floor: Floor) -> None:
    floor.switch._state.link_up = False


def _lose_the_desktops(floor: Floor) -> None:
    floor.switch._state.dns["7001"].connections.clear()


def _talk_twice(floor: Floor) -> None:
    floor.switch.calls[0].parties[0].state = PartyState.TALKING


def _mix_up_calls(floor: Floor) -> None:
    floor.switch.calls[0].parties[1].call = floor.switch.calls[1]


def _forget_the_dn(floor: Floor) -> None:
    floor.switch._state.dns["7001"].parties.popitem()


def _stop_the_clock(floor: Floor) -> None:
    for timer in floor.clock.pending:
        floor.clock.cancel(timer)


def _answer_half(floor: Floor) -> None:
    floor.switch.calls[1].parties[1].state = PartyState.TALKING


def _forget_the_call(floor: Floor) -> None:
    del floor.switch._state.calls[floor.switch.calls[0].conn_id]


def _two_places_at_once(floor: Floor) -> None:
    dns = floor.switch._state.dns
    dns["7002"].agent = dns["7001"].agent


@pytest.mark.parametrize(
    ("sabotage", "expected"),
    [
        (_lose_a_party, "call CALL1 has 1 parties; ANNA is on the telephone in call CALL1, which is over"),
        (_lose_the_switch, "call CALL1 is up without a switch; call CALL2 is up without a switch"),
        (
            _lose_the_desktops,
            "; ".join(f"call CALL{number}: nobody is left that could end it, and nothing will" for number in (1, 2)),
        ),
        (_talk_twice, "DN 7001 is in 2 calls at once: 7001 in call CALL1: talking, 7001 in call CALL2: dialling"),
        (
            _mix_up_calls,
            (
                "ANNA in call CALL2: talking: it belongs to another call; "
                "ANNA is on the telephone in call CALL2, which is over"
            ),
        ),
        (_forget_the_dn, "7001 in call CALL2: dialling: its DN knows nothing of the call"),
        (_stop_the_clock, "BO in call CALL2: ringing: nothing will ever come of it"),
        (_answer_half, "7001 in call CALL2: dialling: it waits for somebody who has answered"),
        (
            _forget_the_call,
            "DN 7001 is in call CALL1, which is over; ANNA is on the telephone in call CALL1, which is over",
        ),
        (_two_places_at_once, "agent anna is logged in on two DNs"),
    ],
)
def test_sabotage_is_noticed(
    floor: Floor, anna: str, bo: str, sabotage: Callable[[Floor], None], expected: str
) -> None:
    """Each rule is broken once, and the text says which."""
    desk = floor.desk("7001")
    desk.ask(RequestAgentLogin, AgentID="anna")
    first = floor.talk(desk)
    desk.ask(RequestHoldCall, ConnID=first)
    second = desk.dial(bo)
    floor.wait(1_000)
    sabotage(floor)
    with pytest.raises(Inconsistent) as broken:
        floor.switch.check()
    text = str(broken.value)
    for value, name in ((first, "CALL1"), (second, "CALL2"), (anna, "ANNA"), (bo, "BO")):
        text = text.replace(value, name)
    assert expected == text
