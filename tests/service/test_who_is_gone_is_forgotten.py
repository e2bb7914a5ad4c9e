"""A client that has left leaves no name behind, and what its run has done plays again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.service.conftest import House, ask, log_in

from callbook.core.errors import BadInput
from callbook.lab.outside.clients import Connect, Disconnect, Forget
from callbook.lab.outside.wires import Cut, Disturb, Mend
from callbook.network.service.run import TooMany
from callbook.network.service.settings import Limits

if TYPE_CHECKING:
    from callbook.core.faults import Mishap
    from callbook.network.service.run import Run

SERVER = "interaction-server"
HANDLING_TIMEOUT = 180 * 60_000


def _names(run: Run) -> list[str]:
    return [client for _, client, _ in run.clients]


def test_who_has_left_is_forgotten(house: House) -> None:
    """A thousand that come and go leave about as many names as a hundred; who is there stays."""
    run = house.run
    log_in(run)
    for number in range(1_000):
        run.connect(SERVER, f"client {number}")
        run.disconnect(SERVER, f"client {number}")
    assert ("Anna", True) == (_names(run)[0], len(run.clients) <= 201)
    assert len(run.lab.wires) <= len(run.clients) + 1


def test_who_comes_back_soon_finds_what_was_missed(house: House) -> None:
    """Nobody who is there is forgotten, nor who has left and come again."""
    run = house.run
    run.connect(SERVER, "Anna")
    run.disconnect(SERVER, "Anna")
    run.connect(SERVER, "Anna")
    for number in range(300):
        run.connect(SERVER, f"client {number}")
    assert 3 == run.mailbox(SERVER, "Anna").last


def _fill(run: Run, mark: str) -> None:
    for number in range(250):
        run.connect(SERVER, f"{mark} {number}")


@pytest.mark.parametrize(
    ("takes", "waits", "is_kept"), [(True, HANDLING_TIMEOUT, False), (True, 1, True), (False, HANDLING_TIMEOUT, True)]
)
def test_whose_wire_is_cut_is_forgotten_when_nothing_is_left_for_it(
    house: House, *, takes: bool, waits: int, is_kept: bool
) -> None:
    """It has taken all that it was told, and has not been heard of for the handling-timeout."""
    run = house.run
    run.connect(SERVER, "Anna")
    run.do(Cut("Anna", "Interaction Server"))
    if takes:
        run.mailbox(SERVER, "Anna").after(0, 10)
    run.lab.advance(waits)
    _fill(run, "other")
    assert is_kept is ("Anna" in _names(run))


def test_a_full_run_takes_others_when_some_have_left() -> None:
    """The bound is on those who are there."""
    run = House(Limits(clients=3)).run
    for name in ("a", "b", "c"):
        run.connect(SERVER, name)
    with pytest.raises(TooMany):
        run.connect(SERVER, "d")
    run.disconnect(SERVER, "b")
    run.connect(SERVER, "d")
    assert ["a", "c", "d"] == _names(run)


def test_who_is_refused_leaves_nothing_behind() -> None:
    """Neither a name nor a wire."""
    run = House(Limits(clients=1)).run
    run.connect(SERVER, "a")
    with pytest.raises(TooMany):
        ask(run, "b", "RequestNotReadyForMedia", MediaTypeName="webcallback")
    assert (1, ["a"]) == (len(run.lab.wires), _names(run))


@pytest.mark.parametrize("name", ["", "x" * 257])
def test_a_name_has_a_length(house: House, name: str) -> None:
    """It stands in each entry of the journal."""
    for act in (Connect(name, "Interaction Server"), Cut(name, "Interaction Server")):
        with pytest.raises(BadInput):
            house.run.do(act)


def test_faults_and_wires_have_a_bound(lost: Mishap) -> None:
    """Whichever way they come."""
    run = House(Limits(clients=1, faults=1)).run
    fault = Disturb("*", "Interaction Server", "*", lost)
    run.do(fault)
    with pytest.raises(TooMany):
        run.do(fault)
    run.do(Mend("a", "Interaction Server"))
    run.do(Mend("b", "Interaction Server"))
    run.do(Mend("b", "Interaction Server"))
    with pytest.raises(TooMany):
        run.do(Mend("c", "Interaction Server"))


def test_only_who_is_gone_can_be_forgotten(house: House) -> None:
    """It is an act: written down, done again when the run is played again."""
    run = house.run
    run.connect(SERVER, "Anna")
    for name in ("Anna", "Ben"):
        with pytest.raises(BadInput):
            run.do(Forget(name, "Interaction Server"))
    run.do(Disconnect("Anna", "Interaction Server"))
    run.do(Forget("Anna", "Interaction Server"))
    assert 0 == len(run.lab.wires)


@pytest.fixture
def lost() -> Mishap:
    """Give what becomes of a message."""
    from callbook.core.faults import Mishap  # noqa: PLC0415 - only here

    return next(iter(Mishap))
