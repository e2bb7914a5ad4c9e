"""Playing one scenario many times in one process, on one configuration after another, and noting what it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from _pytest.runner import runtestprotocol

from callbook.pytest_plugin.collect.scenario_facts import CENTER, READS
from callbook.pytest_plugin.result.message_stream import MessageStream
from callbook.pytest_plugin.run.account import ACCOUNT
from callbook.pytest_plugin.run.expectation import cause_of
from callbook.pytest_plugin.run.goldens import Goldens
from callbook.pytest_plugin.run.recording import Recorder
from callbook.pytest_plugin.run.scenario_results import ScenarioResults
from callbook.verification import Outcome, Played
from callbook.workspace import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.configuration import ContactCenter
    from callbook.verification import Assignment, Space

_KEEP_RECORDS: Final = (Recorder, Goldens, ScenarioResults, MessageStream)
"""Parts of the plugin that write down what happens: nobody reads it where a scenario is played a thousand times."""


class Player:
    """Plays the scenarios of one pytest session.

    Args:
        config: of the session; the parts that keep records leave it.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._error: BaseException | None = None
        self._phase = ""
        for plugin in [*config.pluginmanager.get_plugins()]:
            if isinstance(plugin, _KEEP_RECORDS):
                config.pluginmanager.unregister(plugin)

    def of(self, item: pytest.Item, space: Space) -> Callable[[Assignment], Played]:
        """Return what plays the scenario of a test on configurations of *space*."""

        def play(assignment: Assignment) -> Played:
            reads = space.reads()
            self._config.stash[READS] = reads
            try:
                outcome = self.run(item, space.center_with(assignment))
            finally:
                del self._config.stash[READS]
            return Played(outcome, tuple(reads.seen), tuple(sorted(reads.set_by_run)))

        return play

    def run(self, item: pytest.Item, center: ContactCenter, *, then: pytest.Item | None = None) -> Outcome:
        """Return how a scenario ends that starts from *center*.

        Args:
            item: the scenario.
            center: what it starts from.
            then: what is played next, before which nothing is taken down that it needs as well.
        """
        self._config.stash[CENTER] = center
        self._error, self._phase = None, ""
        runtestprotocol(item, log=False, nextitem=then)
        return self._outcome(item)

    def pytest_runtest_makereport(self, call: pytest.CallInfo[object]) -> None:
        """Note what a scenario fails with first."""
        if call.excinfo is not None and self._error is None:
            self._error, self._phase = call.excinfo.value, call.when

    def _outcome(self, item: pytest.Item) -> Outcome:
        error = self._error
        if error is None:
            return Outcome()
        if self._phase == "teardown":
            return Outcome("invariant", "the end of the scenario", reason=_short(str(error)))
        step = item.stash[ACCOUNT].step
        where = "its beginning" if step is None else f"{step.keyword} {step.name} (line {step.line_number})"
        if isinstance(error, Refused):
            obstacle = error.refusal.obstacle
            return Outcome("refusal", where, obstacle.clause, obstacle.because)
        # A step of the project may skip its scenario: nothing was shown then, so it does not hold.
        if isinstance(error, pytest.skip.Exception):
            return Outcome("skip", where, reason=_short(str(error)))
        return Outcome(cause_of(error), where, reason="" if isinstance(error, AssertionError) else _short(str(error)))


def _short(text: str) -> str:
    return " ".join(text.split())[:160]
