"""Distinct states in a second of a processor: the search of `callbook explore` against Hypothesis's state machine.

Both let the same things happen to the same world, check the same after each, and tell states apart in the same way. The
machine makes its choices by chance, the search goes breadth first; how many states each has seen is what counts.
"""

from __future__ import annotations

import time

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from benchmarks.measure import Figure
from callbook.verification import Setting, World
from callbook.verification.exploration.expanding import name_of_state
from callbook.verification.exploration.levels import explore
from callbook.verification.exploration.possible import possible

_BAR = 1 / 1.5
_SETTING = Setting(agents=2)
_DEPTH = 10
_STEPS = 20
_EXAMPLES = 300


class AnyOrder(RuleBasedStateMachine):
    """Lets one of the things happen that can."""

    seen: set[str] = set()  # noqa: RUF012 - of all runs

    @initialize()
    def begin(self) -> None:
        """Make a new world."""
        self.world = World(_SETTING)

    @rule(chosen=st.integers(0, 1_000))
    def something(self, chosen: int) -> None:
        """Choose by chance."""
        sentences = [words for words, _ in possible(self.world)]
        self.world.happens(sentences[chosen % len(sentences)])
        self.seen.add(name_of_state(self.world))


def run() -> tuple[Figure, ...]:
    """Measure states a second of both, the machine first, each once after a short run of it."""
    _machine(1)
    AnyOrder.seen.clear()
    by_chance, chance_seconds = _machine(_EXAMPLES)
    explore(_SETTING, depth=2)
    began = time.process_time()
    found = explore(_SETTING, depth=_DEPTH)
    seconds = time.process_time() - began
    theirs, ours = by_chance / chance_seconds, found.states / seconds
    told = f"{by_chance} states in {chance_seconds:.1f} s against {found.states} in {seconds:.1f} s"
    return (Figure("distinct states a second: Hypothesis's state machine / explore", theirs / ours, _BAR, told),)


def _machine(examples: int) -> tuple[int, float]:
    chosen = settings(
        max_examples=examples,
        stateful_step_count=_STEPS,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    began = time.process_time()
    run_state_machine_as_test(AnyOrder, settings=chosen)
    return len(AnyOrder.seen), time.process_time() - began
