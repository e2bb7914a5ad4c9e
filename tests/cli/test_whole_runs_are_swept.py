"""`callbook sweep` plays whole runs on configurations, seeds and desktops: a matrix, and where desktops differ."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pandas as pd
import pytest
from rich.console import Console

from callbook.cli.sweep_command import SweepRequest, lines_of, progress_in_words, run
from callbook.cli.whoever_works import WorkersWanted
from callbook.configuration import OWN_TEXTS
from callbook.lab import small_center
from callbook.record.decisions import Scenario
from callbook.verification.everywhere.outcome import HOLDS, Outcome
from callbook.verification.everywhere.space import space_of
from callbook.verification.queue.working import Progress
from callbook.verification.sweep.job import Ended, Place, RunDone, Sweep

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Printed

pytestmark = pytest.mark.measures_processes

PLANTED = """
Feature: Rows
  @P4
  Scenario: A preview is moved
    Given Anna has the callback of Maria in hand
    When Anna reschedules to "tomorrow at 09:30"
    And Anna marks the callback done
    Then Anna has no interaction

  @O13
  Scenario: A callback that was moved waits in its queue
    Given the option "webcallback.reschedule-queue" is "rescheduled"
    And Anna has talked to Maria and released the call
    When Anna reschedules to "tomorrow at 09:30"
    And Anna marks the callback done
    Then the callback is in the queue "rescheduled"

  @O10
  Scenario: A strategy gives a callback its colour
    Given the Transaction "Gold" sets "webcallback.callback-information.header-foreground-color" to "#FFB8400B"
    And the strategy of the queue "callbacks" attaches "IW_OverrideOptions" with the value "Gold"
    And Anna has the callback of Maria in hand
    Then Anna's Callback Information has the header "#FFB8400B"
"""
SIMPLE = """
Feature: Simple
  Scenario: It holds
    Given Anna is logged in

  Scenario: It goes by the seed
    Given Anna is logged in
    Then the seed is 1

  Scenario: It is declined
    Given Anna is offered the callback of Maria
    When Anna declines the callback

  @skipped
  Scenario: It is skipped
    Then it is skipped
"""
STEPS = """
import pytest
from pytest_bdd import then


@then("the seed is 1")
def seed_is_one(lab):
    assert lab.seed == 1


@then("it is skipped")
def is_skipped(lab):
    pytest.skip("not here")  # the case that is tried: a project's own step may skip
"""
VARIED = ("Can Reschedule Before Call", "webcallback.complete-queue", "Can Decline")

P5 = "refused, P5 at When Anna reschedules"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with two features and steps of its own, in which the command is called."""
    (tmp_path / "planted.feature").write_text(PLANTED, encoding="utf-8")
    (tmp_path / "simple.feature").write_text(SIMPLE, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(STEPS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_rows_find_the_three_faults_of_the_sample_desktop(callbook: Callable[..., Printed], project: Path) -> None:
    """Each with a smallest configuration: two need one thing, the third nothing."""
    vary = tuple(argument for name in VARIED for argument in ("--vary", name))
    call = ("sweep", "planted.feature", "--desktop", "model,sample", "--array", "2", *vary, "--workers", "1")
    printed = callbook(*call, "--resume", "kept")
    assert 1 == printed.code
    told = [line for line in printed.lines if line.startswith(("differ where", "  planted", "    sample", "    model"))]
    assert [
        "differ where Can Reschedule Before Call = withheld: 1 way",
        "  planted.feature:4  A preview is moved (in 2 runs)",
        f"    model: {P5} to \"tomorrow at 09:30\" (line 6): the privilege 'Can Reschedule Before Call' is missing",
        "    sample: holds",
        "differ where webcallback.complete-queue = done: 1 way",
        "  planted.feature:11  A callback that was moved waits in its queue (in 2 runs)",
        "    model: holds",
        '    sample: not so at Then the callback is in the queue "rescheduled" (line 16)',
        "differ where nothing is changed: 1 way",
        "  planted.feature:19  A strategy gives a callback its colour (in 4 runs)",
        "    model: holds",
        '    sample: not so at Then Anna\'s Callback Information has the header "#FFB8400B" (line 23)',
    ] == told
    assert "│ the usual one        │ 1    │ 3 of 3 hold │ 2 of 3 hold │ 1      │" in printed.lines
    agree = callbook(*call[:4], "--array", "2", "--vary", "Can Decline", "--tags", "@P4", "--workers", "1")
    assert (0, True) == (agree.code, "1 row in which desktops agree" in agree.lines)
    again = callbook(*call, "--resume", "kept")
    assert "10 tasks of 10 had been done before" in again.lines
    assert printed.lines[:-3] == again.lines[: len(printed.lines) - 3]


def test_configurations_and_seeds_make_a_matrix(callbook: Callable[..., Printed], project: Path) -> None:
    """A scenario that goes by the seed is named, and one that fails on a configuration that was named gives 1."""
    withheld = space_of(small_center()).center_with({"Can Decline": "withheld"})
    for name, center in (("day.toml", small_center()), ("night.toml", withheld)):
        (project / name).write_text(OWN_TEXTS[".toml"](center), encoding="utf-8")
    named = ("--configs", "day.toml", "--configs", "night.toml", "--workers", "1", "--resume", "kept")
    printed = callbook("sweep", "simple.feature", *named, "--seeds", "1,2")
    assert 1 == printed.code
    assert [
        ["day.toml", "1", "3 of 3 hold, 1 skipped", ""],
        ["day.toml", "2", "2 of 3 hold, 1 skipped", ""],
        ["night.toml", "1", "2 of 3 hold, 1 skipped", ""],
        ["night.toml", "2", "1 of 3 hold, 1 skipped", ""],
    ] == [[cell.strip() for cell in line.split("│")[1:-1]] for line in printed.lines[3:7]]
    assert "goes by the seed: simple.feature:6  It goes by the seed" in printed.lines
    plain = json.loads(
        callbook("sweep", "simple.feature", *named, "--seeds", "1,2", "--json", "--parquet", "rows.parquet").out
    )
    rows = pd.read_parquet("rows.parquet")
    of_runs = rows[rows["cause"] == ""].groupby(["configuration", "seed"], observed=True)
    assert {("day.toml", 1): 3, ("day.toml", 2): 2, ("night.toml", 1): 2, ("night.toml", 2): 1} == {**of_runs.size()}
    assert (4, 4, ["It goes by the seed"]) == (
        *(plain["run"]["wanted"], plain["run"]["done"]),
        [each["name"] for each in plain["by_seed"]],
    )
    assert {"skipped"} == {
        each["scenario"]["name"].split()[-1] for run in plain["runs"] for each in run["ended"] if not each["outcome"]
    }
    refused = callbook("sweep", "planted.feature", *named)
    assert (2, True) == (refused.code, "results of a run with the same paths" in refused.err)


def test_what_holds_gives_0(project: Path) -> None:
    """And a terminal says how far it is; tags choose."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    assert 0 == run(console, SweepRequest(["simple.feature"], tags="@skipped", workers=WorkersWanted(1)), as_json=False)
    assert "0 of 0 hold, 1 skipped" in screen.getvalue()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--array", "4"), "--array 4 cannot be used. Accepted: 2 or 3."),
        (("--vary", "Can Decline"), "it only together with --array"),
        (("--seeds", "1,x"), "whole numbers, separated by commas"),
        (("--configs", "nowhere.toml"), "nowhere.toml"),
        (("--desktop", "sampel"), "There is no desktop 'sampel'"),
        (("--budget", "long"), "--budget 'long' cannot be used."),
    ],
)
def test_what_cannot_be_used_is_refused(
    callbook: Callable[..., Printed], project: Path, arguments: tuple[str, ...], said: str
) -> None:
    """A clear error, with exit code 2."""
    printed = callbook("sweep", "simple.feature", "--workers", "1", *arguments)
    assert (2, True) == (printed.code, said in printed.err), printed.err


def test_what_was_not_played_is_said(callbook: Callable[..., Printed], project: Path) -> None:
    """The budget is spent before anything is."""
    printed = callbook("sweep", "simple.feature", "--budget", "0s")
    assert (0, True) == (printed.code, "not played" in printed.out)
    assert "0 of 1 run played, 0 s of a processor, 0 differences" in printed.lines


def test_an_account_of_much() -> None:
    """Three of many are named; what an interrupted sweep did not find out is said; progress has an estimate."""
    row = Place("centre.toml, row 1", "centre.toml", {"Can Decline": "withheld"}, 1)
    job = Sweep((row,), ("model", "theirs"))
    assert "0 of 2 runs, 2 tasks wait" == progress_in_words(Progress(waiting=2), job)
    scenarios = [Scenario(f"f::{number}", "f", f"number {number}", number, ()) for number in range(5)]
    for task, outcome in zip(job.first(), (HOLDS, Outcome("difference", "Then it is so")), strict=True):
        job.follow(task, msgspec.to_builtins(RunDone(tuple(Ended(each, outcome) for each in scenarios))))
    assert "2 of 2 runs, 1 task wait, about 0 s of a processor left" == (
        progress_in_words(Progress(waiting=1, seconds=3), job)
    )
    lines = list(lines_of(job, list(job.differences()), Progress(interrupted=True)))
    assert "differ where a row says so in centre.toml; what it takes was not found out: 5 ways" == lines[0]
    assert "  ... 2 more" in lines
    assert lines[-1].startswith("interrupted: what was done by then is told")
