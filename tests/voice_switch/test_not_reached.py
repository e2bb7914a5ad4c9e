"""A call that does not reach its contact says why, and leaves nothing behind (F4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.assumptions import Assumptions
from callbook.core.messages.t_library import RequestMakeCall
from callbook.core.messages.t_library_events import EventError
from callbook_mocks.contacts import Behaviour, behaves

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Floor

REACHED = ["EventDialing", "EventNetworkReached"]


@pytest.mark.parametrize(
    ("behaviour", "milliseconds", "expected"),
    [
        (behaves("busy"), 500, ["EventDialing", "EventDestinationBusy BUSY", "EventReleased BUSY"]),
        (behaves("rejects the call"), 4_000, [*REACHED, "EventReleased BUSY"]),
        (behaves("does not answer"), 61_000, [*REACHED, "EventReleased NO_ANSWER"]),
        (behaves("does not answer", after=20_000), 21_000, [*REACHED, "EventReleased NO_ANSWER"]),
        (behaves("number does not exist"), 1_000, ["EventDialing", "EventReleased SIT_INVALID_NUMBER"]),
    ],
)
def test_why_and_when(floor: Floor, anna: str, behaviour: Behaviour, milliseconds: int, expected: list[str]) -> None:
    """Each behaviour ends the call at its own time, with its own CallState."""
    floor.plays(anna, behaviour)
    desk = floor.desk("7001")
    desk.dial(anna)
    floor.wait(milliseconds - 1)
    assert expected[: 2 if "EventNetworkReached" in expected else 1] == desk.seen()
    floor.wait(1)
    assert expected[2 if "EventNetworkReached" in expected else 1 :] == desk.seen()
    assert floor.nothing_left()


def test_the_networks_patience(make_floor: Callable[..., Floor], anna: str) -> None:
    """How long a telephone rings that nobody answers is an assumption that can be replaced."""
    floor = make_floor(assumptions=Assumptions(network_gives_up_ringing=10_000))
    floor.plays(anna, behaves("does not answer"))
    desk = floor.desk("7001")
    desk.dial(anna)
    floor.wait(11_000)
    assert [*REACHED, "EventReleased NO_ANSWER"] == desk.seen()


@pytest.mark.parametrize("number", ["+46846500499", "0", "(08) 465.004/99"])
def test_a_sip_server_lets_the_network_find_out(floor: Floor, number: str) -> None:
    """Behind a SIP Server a number that nobody has is dialled; the network reports that it does not exist."""
    desk = floor.desk("7001")
    desk.dial(number)
    floor.wait(1_000)
    assert ["EventDialing", "EventReleased SIT_INVALID_NUMBER"] == desk.seen()
    assert floor.nothing_left()


@pytest.mark.parametrize("given", ["nobody", "anna"])
def test_a_t_server_refuses_a_wrong_number(
    make_floor: Callable[..., Floor], request: pytest.FixtureRequest, given: str
) -> None:
    """A T-Server knows at once that a number does not exist: error 71, and no call."""
    floor, number = make_floor("T-Server"), request.getfixturevalue(given)
    floor.plays(request.getfixturevalue("anna"), behaves("number does not exist"))
    desk = floor.desk("7001")
    asked = desk.ask(RequestMakeCall, OtherDN=number)
    assert ["EventError 71"] == desk.seen()
    error = desk.last(EventError)
    assert (asked, "7001", f"invalid called DN: no DN and no telephone has the number {number}") == (
        error.ReferenceID,
        error.ThisDN,
        error.ErrorMessage,
    )
    assert floor.nothing_left()


@pytest.mark.parametrize("number", ["gurk", "+-", "7001"])
def test_what_no_switch_can_dial(floor: Floor, number: str) -> None:
    """Something that is no number, and the DN that calls, lead nowhere for any switch."""
    desk = floor.desk("7001")
    desk.ask(RequestMakeCall, OtherDN=number)
    assert ["EventError 71"] == desk.seen()


def test_a_contact_on_the_telephone_is_busy(floor: Floor, anna: str) -> None:
    """Whoever is called twice at the same time is busy the second time, and free again after the first call."""
    first, second = floor.desk("7001"), floor.desk("7002")
    floor.talk(first)
    second.dial(anna)
    floor.wait(500)
    assert ["EventDialing", "EventDestinationBusy BUSY", "EventReleased BUSY"] == second.seen()
    floor.switch.hear(anna, "hangs up")
    floor.talk(second)
    assert [] == second.seen()


def test_behaviour_changes_between_two_calls(floor: Floor, anna: str) -> None:
    """A contact who was busy can be reached later."""
    desk = floor.desk("7001")
    floor.plays(anna, behaves("busy"))
    desk.dial(anna)
    floor.wait(500)
    floor.plays(anna, behaves("answers"))
    floor.talk(desk)
    assert 1 == len(floor.switch.calls)
