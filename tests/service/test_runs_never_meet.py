from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.service.conftest import House, Wall, log_in, told

from callbook.core.errors import BadInput
from callbook.lab import small_center
from callbook.lab.outside.operations import Stop
from callbook.network.service.run import NotThere, TooMany
from callbook.network.service.runs import Runs
from callbook.network.service.settings import ClockKind, Limits, RunSettings

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def test_what_happens_in_one_run_is_in_no_other(house: House) -> None:
    """The same agent, the same seed, two worlds."""
    one, other = house.runs.make(RunSettings()), house.runs.make(RunSettings())
    log_in(one)
    callback = one.lab.schedule(one.lab.contact())
    assert "EventInvite" == told(one, "Anna")[-1]
    assert ((), 0, {}) == (other.clients, other.lab.journal.last, other.lab.interaction_server.interactions)
    log_in(other)
    assert callback == other.lab.schedule(other.lab.contact())
    assert told(one, "Anna") == told(other, "Anna")


def test_a_thousand_callbacks_in_twenty_runs_do_not_mix(house: House) -> None:
    """Each run's books hold its own callbacks, in its own numbers, and nothing else."""
    runs = [house.runs.make(RunSettings(seed=seed)) for seed in range(20)]
    submitted: dict[str, list[str]] = {run.name: [] for run in runs}
    for _ in range(50):
        for run in runs:
            submitted[run.name].append(run.lab.schedule(run.lab.contact()))
    assert submitted == {run.name: list(run.lab.interaction_server.interactions) for run in runs}
    assert 1_000 == len({callback for callbacks in submitted.values() for callback in callbacks})
    for run in runs:
        run.lab.check()


def test_runs_are_named_or_given_a_name(house: House) -> None:
    """A name that is taken is never given twice."""
    house.runs.make(RunSettings(name="run-1"))
    assert ["default", "run-1", "mine", "run-2"] == [
        *(run.name for run in house.runs),
        house.runs.make(RunSettings(name="mine")).name,
        house.runs.make(RunSettings()).name,
    ]
    assert 4 == len(house.runs)


def test_a_name_that_is_taken_is_refused(house: House, snapshot: SnapshotAssertion) -> None:
    """Two jobs that mean the same name are told so."""
    with pytest.raises(BadInput) as refused:
        house.runs.make(RunSettings(name="default"))
    assert snapshot == str(refused.value)


def test_runs_have_a_bound(snapshot: SnapshotAssertion) -> None:
    """One run too many is refused with the way out."""
    runs = Runs(RunSettings(), Limits(runs=2), Wall())
    runs.make(RunSettings())
    with pytest.raises(TooMany) as refused:
        runs.make(RunSettings())
    assert snapshot == str(refused.value)


def test_a_run_that_names_no_configuration_has_the_servers(house: House) -> None:
    """What the server was started with is what jobs get that say nothing else."""
    center = small_center()
    runs = Runs(RunSettings(contact_center=center), Limits(), Wall())
    assert center is runs.make(RunSettings()).lab.contact_center


def test_a_run_begins_anew(house: House) -> None:
    """After a reset nothing of before is left, and the same identifiers come again."""
    run = house.runs.make(RunSettings(name="mine", seed=7))
    log_in(run)
    first = run.lab.schedule(run.lab.contact())
    again = house.runs.reset("mine")
    assert ((), 0) == (again.clients, again.lab.journal.last)
    assert first == again.lab.schedule(again.lab.contact())


def test_a_run_is_forgotten_the_default_one_begins_anew(house: House, snapshot: SnapshotAssertion) -> None:
    """The default run is always there."""
    log_in(house.run)
    house.runs.make(RunSettings(name="mine"))
    house.runs.reset_all()
    assert ([("default", 0)]) == [(run.name, run.lab.journal.last) for run in house.runs]
    with pytest.raises(NotThere) as refused:
        house.runs.get("mine")
    assert snapshot == str(refused.value)


def test_a_real_clock_keeps_pace_with_the_wall(house: House) -> None:
    """Ten virtual seconds to one of the wall; a virtual clock stays where it is."""
    run = house.runs.make(RunSettings(clock=ClockKind.REAL, speed=10))
    begin = run.lab.clock.instant
    house.wall.seconds = 2.0
    run.catch_up(1.0)
    house.run.catch_up(1.0)
    assert (20_000, begin) == (run.lab.clock.instant - begin, house.run.lab.clock.instant)


def test_only_a_led_clock_is_led(house: House, snapshot: SnapshotAssertion) -> None:
    """An instant in a header moves nobody else's time."""
    led = house.runs.make(RunSettings(clock=ClockKind.LED))
    led.lead_to(led.lab.clock.instant + 5)
    with pytest.raises(BadInput) as refused:
        house.run.lead_to(house.run.lab.clock.instant + 5)
    assert snapshot == str(refused.value)


@pytest.mark.parametrize("kind", [ClockKind.VIRTUAL, ClockKind.LED])
def test_one_step_is_one_timer(house: House, kind: ClockKind) -> None:
    """A step goes to the next timer and lets it fire: here, that an invitation is taken back (E6)."""
    run = house.runs.make(RunSettings(clock=kind))
    log_in(run)
    run.lab.schedule(run.lab.contact())
    begin = run.lab.clock.instant
    run.step()
    assert (30_000, "EventRevoked") == (run.lab.clock.instant - begin, told(run, "Anna")[-1])


def test_a_led_run_leaves_the_wires_to_its_leader(house: House) -> None:
    """A server that stops cuts no wire there: whoever leads says what becomes of them, and connects when it will."""
    run = house.runs.make(RunSettings(clock=ClockKind.LED))
    log_in(run)
    run.do(Stop("Interaction Server"))
    assert (("interaction-server", "Anna", True),) == run.clients
    run.disconnect("interaction-server", "Anna")
    run.connect("interaction-server", "Anna")
    assert (("interaction-server", "Anna", True),) == run.clients
