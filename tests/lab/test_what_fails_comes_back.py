"""Faults of a lab are counted and ended; servers are down for a while, or restart with and without their state."""

from __future__ import annotations

import pytest

from callbook.core.errors import BadInput, Unknown
from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import StateChanged
from callbook.lab import Lab
from callbook.lab.servers import INTERACTION_SERVER as SERVER
from callbook.lab.web_server import NotSubmitted
from callbook.lab.wires import ANY_CLIENT
from callbook.workspace import Action


def always(mishap: Mishap = Mishap.DROPPED) -> Fault:
    """Strike any number of times."""
    return Fault(mishap, times=None)


def test_faults_are_numbered_and_listed_until_they_are_spent() -> None:
    """A number is never given again."""
    lab = Lab()
    once = lab.disturb("Anna", SERVER, "Anna", Fault(Mishap.DROPPED))
    ever = lab.disturb("Anna", SERVER, SERVER, always())
    assert [once, ever] == [each.number for each in lab.faults]
    lab.log_in("Anna")
    assert [ever] == [each.number for each in lab.faults]
    assert (1, 2, 3) == (once, ever, lab.disturb("Ben", SERVER, "Ben", always()))


def test_a_fault_of_every_client_befalls_wires_to_come() -> None:
    """All wires to that server, none to the other."""
    lab = Lab()
    lab.agent("Anna")
    lab.disturb(ANY_CLIENT, SERVER, ANY_CLIENT, always())
    for name in ("Anna", "Ben"):
        lab.log_in(name)
    with pytest.raises(NotSubmitted):
        lab.schedule(lab.contact())
    [in_force] = lab.faults
    assert (3, ()) == (in_force.fault.struck, lab.interaction_server.ready_agents)
    assert all(desk.voice.registered for desk in lab.desks)


def test_a_fault_that_cannot_be_is_not_in_force() -> None:
    """Neither on the wires that there are nor on those to come."""
    lab = Lab()
    with pytest.raises(BadInput):
        lab.disturb(ANY_CLIENT, SERVER, SERVER, Fault(Mishap.REFUSED, code=43))
    with pytest.raises(Unknown):
        lab.disturb("Anna", SERVER, "Ana", always())
    assert () == lab.faults


def test_a_fault_is_ended() -> None:
    """One, or all; one that is over cannot be."""
    lab = Lab()
    first, second, third = (lab.disturb(ANY_CLIENT, SERVER, ANY_CLIENT, always()) for _ in range(3))
    lab.end_fault(second)
    assert [first, third] == [each.number for each in lab.faults]
    with pytest.raises(Unknown) as refusal:
        lab.end_fault(second)
    assert "There is no fault 2. Accepted: 1, 3." == str(refusal.value)
    lab.end_faults()
    lab.log_in("Anna")
    assert ((), ("anna",)) == (lab.faults, lab.interaction_server.ready_agents)


def test_a_fault_is_ended_on_wires_that_there_are() -> None:
    """What was under way is not undone."""
    lab = Lab()
    lab.agent("Anna")
    lab.end_fault(lab.disturb("Anna", SERVER, "Anna", always()))
    lab.log_in("Anna")
    assert ("anna",) == lab.interaction_server.ready_agents


def test_a_cut_while_the_server_is_down_is_not_mended_by_itself() -> None:
    """The wire comes back with the server, and not before it."""
    lab = Lab()
    wire = lab.log_in("Anna").link.wire
    lab.stop_interaction_server()
    lab.cut("Anna", SERVER, 1_000)
    lab.advance(2_000)
    assert not wire.up
    lab.start_interaction_server()
    lab.cut("Anna", SERVER, 1_000)
    lab.advance(1_000)
    assert wire.up


def test_a_server_that_goes_down_takes_every_mending_with_it() -> None:
    """A wire that is to be mended is not, while there is nobody at its other end."""
    lab = Lab()
    wire = lab.log_in("Anna").link.wire
    lab.cut("Anna", SERVER, 1_000)
    lab.stop_interaction_server(5_000)
    lab.advance(4_999)
    assert not wire.up
    lab.advance(1)
    assert wire.up


@pytest.mark.parametrize("server", ["interaction_server", "voice_switch"])
def test_an_outage_ends_by_the_clock_or_earlier(server: str) -> None:
    """Once: what was said of it is forgotten when somebody starts, or stops, the server meanwhile."""
    lab = Lab()
    running = getattr(lab, server)
    stop, start = getattr(lab, f"stop_{server}"), getattr(lab, f"start_{server}")
    stop(1_000)
    start()
    stop()
    lab.advance(5_000)
    assert (False, ()) == (running.running, lab.clock.pending)
    stop(1_000)
    stop(3_000)
    lab.advance(2_999)
    assert not running.running
    lab.advance(1)
    assert running.running


def test_an_outage_ends_with_the_lab() -> None:
    """It is no timer that was left behind, and neither is a wire that was to be mended."""
    lab = Lab()
    lab.log_in("Anna")
    lab.cut("Anna", SERVER, 1_000)
    lab.stop_voice_switch(1_000)
    assert () == lab.close()


@pytest.mark.parametrize("with_state", [True, False])
def test_interaction_server_restarts(with_state: bool) -> None:  # noqa: FBT001 - a parameter
    """With its state the callback is offered again; without it nothing knows of it, and all goes on (E2)."""
    lab = Lab()
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact())
    anna.perform(Action.ACCEPT)
    lab.restart_interaction_server(with_state=with_state)
    assert with_state == (callback in lab.interaction_server.interactions)
    assert with_state == bool(anna.shown().interactions)
    lab.check()
    places = [entry.after for entry in lab.journal if isinstance(entry, StateChanged) and entry.machine == "place"]
    assert places[-1] == ("offered to 'anna'" if with_state else "lost with the server's state")


def test_ids_go_on_after_the_state_was_lost() -> None:
    """A new callback has no name that an old one had."""
    lab = Lab()
    maria = lab.contact()
    before = lab.schedule(maria)
    lab.restart_interaction_server(with_state=False)
    assert before != lab.schedule(maria)
    with pytest.raises(NotSubmitted, match="43"):
        lab.cancel(before)


def test_the_voice_switch_restarts() -> None:
    """Calls are gone; whoever was registered is so again (E3)."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact())
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    assert lab.voice_switch.legs_up()
    lab.restart_voice_switch()
    assert ((), True) == (lab.voice_switch.legs_up(), anna.voice.registered)
