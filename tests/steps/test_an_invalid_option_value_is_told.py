"""An option that a scenario sets to an invalid value stands in the run's summary, unless the scenario is about that."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from callbook.cli import check_command

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

HEADING = "-* option values that are invalid, and so have no effect -*"
YES = """Given the option "webcallback.auto-answer" is "yes"\nAnd Anna is logged in"""
SLIPS = (
    YES,
    YES,
    """Given these options are set
      | level  | holder | option                | value |
      | Person | Anna   | webcallback.auto-dial | ture  |""",
    'Given the Transaction "Gold" sets "webcallback.auto-dial" to "on"',
    'When an administrator sets the option "webcallback.park-queue" to "nowhere"',
)
QUEUES = "callbacks, callbacks for Anna, callbacks for Aurora, done, parked, rescheduled, urgent callbacks"
TOLD = [
    "x.feature:4, x.feature:8: webcallback.auto-answer is 'yes'; accepted: true or false",
    "x.feature:12: webcallback.auto-dial is 'ture'; accepted: true or false",
    "x.feature:17: webcallback.auto-dial is 'on'; accepted: true or false",
    (
        "x.feature:20: webcallback.park-queue is 'nowhere'; accepted: the name of an Interaction Queue that exists, or "
        f"empty for none ({QUEUES})"
    ),
]
ABOUT_IT = (
    f'{YES}\nThen a configuration problem is reported: "webcallback.auto-answer"',
    f'{YES}\nThen the explanation of "webcallback.auto-answer" for Anna says "invalid"',
)


@pytest.mark.parametrize("arguments", [(), ("-n", "2")], ids=["here", "with workers"])
def test_it_stands_in_the_summary(feature: Feature, arguments: tuple[str, ...]) -> None:
    """Once, with its places; the run is as green as before."""
    feature.write(*SLIPS)
    result = feature.run(*(("-p", "xdist.plugin", *arguments) if arguments else ()))
    result.assert_outcomes(passed=len(SLIPS))
    result.stdout.fnmatch_lines([HEADING, *TOLD, "-* callbook -*"], consecutive=True)


def test_the_dry_run_tells_it_as_well(feature: Feature) -> None:
    """It is no problem: the exit code stays 0."""
    feature.write(*SLIPS)
    console = Console(file=io.StringIO(), width=200)
    assert 0 == check_command.run(console, [Path("x.feature")], None, as_json=False)
    assert isinstance(console.file, io.StringIO)
    assert TOLD == console.file.getvalue().splitlines()[:-1]


@pytest.mark.parametrize(("steps", "tags"), [*((steps, "") for steps in ABOUT_IT), (YES, "@C5")])
def test_a_scenario_that_is_about_it_is_let_be(feature: Feature, steps: str, tags: str) -> None:
    """It judges the problem, or is tagged with the clause of bad values."""
    feature.write(steps, tags=tags)
    result = feature.run()
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line(HEADING)


def test_valid_values_are_not_told(feature: Feature) -> None:
    """Nor one of a queue that a step of the project's own may have made."""
    feature.add_steps("""
        from pytest_bdd import given

        @given("our usual queues")
        def usual(lab):
            pass
    """)
    feature.write(
        'Given the option "webcallback.park-queue" is "parked"',
        'Given our usual queues\nAnd the option "webcallback.park-queue" is "ours"',
    )
    feature.run().stdout.no_fnmatch_line(HEADING)
