"""``kill -9`` in the middle of a scenario: its recording is there up to the last whole line, and can be read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from callbook.lab import Lab
from callbook.pytest_plugin.run.account import Account
from callbook.record import read_trace

if TYPE_CHECKING:
    from pytest_bdd.parser import Step

FEATURE = """
    Feature: Long
      Scenario: It is killed
        Given 30 callbacks
        And 30 callbacks
        When somebody kills it
"""
STEPS = """
    import os
    import signal

    import pytest
    from callbook.lab import Lab
    from pytest_bdd import given, when

    @pytest.fixture
    def lab():
        return Lab()

    @given("30 callbacks")
    def _(lab):
        for _ in range(30):
            lab.schedule(lab.contact("Maria"))

    @when("somebody kills it")
    def _(lab):
        lab.schedule(lab.contact("Maria"))
        os.kill(os.getpid(), signal.SIGKILL)
"""
TRACE = ".callbook/last-run/long/0003-it-is-killed.ndjson"


RUN = ("-p", "pytest_bdd.plugin", "-p", "callbook.pytest_plugin", "long.feature")


def _write(pytester: pytest.Pytester, steps: str) -> None:
    pytester.makeconftest(steps)
    pytester.path.joinpath("long.feature").write_text(FEATURE.replace("\n    ", "\n"), encoding="utf-8")


def _killed(pytester: pytest.Pytester, steps: str) -> None:
    _write(pytester, steps)
    pytester.runpytest_subprocess(*RUN)


def test_what_was_written_can_be_read(pytester: pytest.Pytester) -> None:
    """The step that was over stands there whole; of the one at work nothing was written yet."""
    _killed(pytester, STEPS)
    trace = read_trace(pytester.path / TRACE)
    assert "It is killed" == trace.head.scenario
    assert ("", False) == (trace.head.outcome, trace.complete)
    assert "step ended" == trace.entries[-1].__struct_config__.tag
    assert f"the last line is missing: the recording breaks off after entry {len(trace.entries)}" == trace.trouble


def test_a_short_one_leaves_nothing(pytester: pytest.Pytester) -> None:
    """Less than 64 kB waits for the end of the scenario."""
    _killed(pytester, STEPS.replace("range(30)", "range(1)"))
    assert not (pytester.path / TRACE).exists()


def test_in_the_end_it_says_how_it_ended(pytester: pytest.Pytester) -> None:
    """Then the whole of it is written anew."""
    _write(pytester, STEPS.replace("os.kill(os.getpid(), signal.SIGKILL)", "pass"))
    pytester.runpytest_inprocess(*RUN)
    trace = read_trace(pytester.path / TRACE)
    assert ("passed", True) == (trace.head.outcome, trace.complete)


OTHERS = """
    import pytest
    from pytest_bdd import given, when

    class Theirs:
        def step_began(self, keyword, text, line):
            pass

        def step_ended(self, outcome, error):
            pass

        def shown(self):
            return []

    @pytest.fixture
    def lab():
        return Theirs()

    @given("30 callbacks")
    @when("somebody kills it")
    def _(lab):
        pass
"""


def test_the_lab_of_another_is_left_alone(pytester: pytest.Pytester) -> None:
    """Whoever knows it writes its recording."""
    _write(pytester, OTHERS)
    pytester.runpytest_inprocess(*RUN).assert_outcomes(passed=1)
    assert not (pytester.path / TRACE).exists()


def test_where_nothing_is_recorded_steps_are_written_all_the_same() -> None:
    """An account by itself tells a lab of its steps, and nobody else."""
    lab, account = Lab(), Account()
    account.use(lab)
    account.began(cast("Step", SimpleNamespace(keyword="Given", name="it is so", line_number=3)), None)
    account.passed()
    assert ["StepBegan", "StepEnded"] == [type(entry).__name__ for entry in lab.journal]
