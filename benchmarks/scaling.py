"""How a lab's and a server's time grows: callbacks that are queued, messages, agents, runs.

Each is drawn over its number on logarithmic scales; the slope is the exponent: 1 where twice as much takes twice as
long, 0 where it makes no difference.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from msgspec import structs

from benchmarks.contestants import ask, callbook
from benchmarks.measure import Figure
from benchmarks.picture import picture_of, slope_of
from benchmarks.simulation import large_center
from benchmarks.whole_callback import Shift
from callbook.configuration import Agent, ContactCenter
from callbook.lab import Lab
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable

_GROWS, _FLAT = 1.05, 0.1
_QUEUED = (1, 100, 10_000)
_MESSAGES = (10_000, 100_000, 1_000_000)
_PER_CALLBACK = 21
_BOUND = 100_000
"""What the journal keeps, as on a server: a million messages would need a gigabyte."""
_AGENTS = (1, 14, 200)
_RUNS = (1, 10, 100)
_TIMES, _REQUESTS, _ROUNDS = 200, 300, 3


def run() -> tuple[Figure, ...]:
    """Measure all four by the processor's time, the runs by the wall."""
    return (
        _figure("a callback, by callbacks that are queued", {each: _with_queued(each) for each in _QUEUED}, _FLAT),
        _figure("a day, by its messages", {each: _with_messages(each) for each in _MESSAGES}, _GROWS),
        _figure("a callback for each agent, by agents", {each: _with_agents(each) for each in _AGENTS}, _GROWS),
        _figure("a request, by runs on the server", _with_runs(), _FLAT),
    )


def _figure(what: str, seconds: dict[int, float], bar: float) -> Figure:
    detail = ", ".join(f"{number:,}: {taken:.3g} s" for number, taken in seconds.items())
    return Figure(f"scaling: exponent of {what}", slope_of(seconds), bar, detail, picture_of(what, seconds))


def _taken(work: Callable[[], object], times: int) -> float:
    """Return the processor's seconds of one time, the least of the rounds."""
    work()
    best = float("inf")
    for _ in range(_ROUNDS):
        gc.collect()
        start = time.process_time()
        for _ in range(times):
            work()
        best = min(best, (time.process_time() - start) / times)
    return best


def _with_queued(count: int) -> float:
    lab = Lab()
    maria = lab.contact("Maria")
    for _ in range(count + 1):
        lab.schedule(maria)
    anna = lab.log_in("Anna")

    def one() -> None:
        lab.schedule(maria)
        anna.perform(Action.ACCEPT)
        anna.perform(Action.MARK_DONE)

    return _taken(one, _TIMES)


def _with_messages(count: int) -> float:
    shift = Shift(Lab(journal_bound=_BOUND))
    start = time.process_time()
    for _ in range(count // _PER_CALLBACK):
        shift.callback()
    return time.process_time() - start


def _with_agents(count: int) -> float:
    lab = Lab(_center(count))
    maria = lab.contact("Maria")
    agents = [lab.log_in(agent.name) for agent in lab.configuration.agents]

    def one_each() -> None:
        for _ in agents:
            lab.schedule(maria)
        for agent in agents:
            agent.perform(Action.ACCEPT)
            agent.perform(Action.MARK_DONE)

    return _taken(one_each, _TIMES // count)


def _center(agents: int) -> ContactCenter:
    center = large_center()
    pattern = center.agents[0]
    made = tuple(_agent(pattern, number) for number in range(agents))
    return structs.replace(center, agents=made)


def _agent(pattern: Agent, number: int) -> Agent:
    place, dn = f"Place {number}", f"{2000 + number}"
    return structs.replace(pattern, id=f"agent{number}", name=f"Agent{number}", place=place, dn=dn)


def _with_runs() -> dict[int, float]:
    """Return what a request takes while so many runs are there."""
    seconds: dict[int, float] = {}
    with callbook() as (port, _):
        there = 0
        for count in _RUNS:
            for number in range(there, count):
                ask(port, "POST", "/runs", {"name": f"run-{number}"})
            there = count
            seconds[count] = min(_requests(port, count) for _ in range(_ROUNDS))
    return seconds


def _requests(port: int, runs: int) -> float:
    start = time.perf_counter()
    for number in range(_REQUESTS):
        ask(port, "POST", f"/runs/run-{number % runs}/acts", {"act": "add contact", "name": "Maria"})
    return (time.perf_counter() - start) / _REQUESTS
