"""`callbook everywhere` plays scenarios on every configuration, and says where each holds, where not, and why."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pandas as pd
import pytest
from rich.console import Console

from callbook.cli.everywhere_command import EverywhereRequest, account_lines, progress_in_words, run
from callbook.cli.long_work import seconds_of
from callbook.cli.whoever_works import WorkersWanted
from callbook.configuration import OWN_TEXTS
from callbook.core import BadInput
from callbook.lab import small_center
from callbook.record.decisions import Decision, Scenario
from callbook.verification.everywhere.deciding import Class, Decided
from callbook.verification.everywhere.job import LIST, DecidedBranches, Everywhere, Listed
from callbook.verification.everywhere.outcome import HOLDS
from callbook.verification.everywhere.space import space_of
from callbook.verification.queue.working import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Printed

FEATURE = """
@P2
Feature: Declining
  Scenario: It is declined
    Given Anna is offered the callback of Maria
    When Anna declines the callback
    Then Anna has no interaction

  Scenario: It dials by itself
    Given the option "webcallback.auto-dial" is "true"
    And Anna has the callback of Maria in hand
    Then Anna sees the callback "in hand"
"""
VARIED = ("--vary", "Can Decline", "--vary", "login.webcallback.is-auto-ready", "--vary", "webcallback.auto-dial")
DECLINE = "Can Decline"
FAILS_IN_HALF = "  fails in 50 % where login.webcallback.is-auto-ready is false:"
REFUSED = "  fails in 25 % where Can Decline is withheld and login.webcallback.is-auto-ready is true:"


CALL = ("everywhere", "declining.feature", *VARIED, "--workers", "1", "--resume", "kept")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with one feature, in which the command is called."""
    (tmp_path / "declining.feature").write_text(FEATURE, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "reasons.toml").write_text('O1 = "whoever is not Ready is offered nothing"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_scenario_has_its_table(callbook: Callable[..., Printed], project: Path) -> None:
    """A failing class of which no tag speaks is a finding, and gives exit code 1, unless it is listed.

    What is done is kept: nothing of it is played a second time, and a damaged file is done again.
    """
    printed = callbook(*CALL)
    assert 1 == printed.code
    assert [
        "declining.feature:4  It is declined",
        "  8 configurations, 3 runs",
        "  holds in 25 % where Can Decline is granted and login.webcallback.is-auto-ready is true",
        f"{FAILS_IN_HALF} not so at Given Anna is offered the callback of Maria (line 5)",
        "    FINDING: nothing that was read belongs to a clause among its tags",
        "    example: login.webcallback.is-auto-ready = false",
        f"{REFUSED} refused, P2 at When Anna declines the callback (line 6): the privilege 'Can Decline' is missing",
        "",
        "declining.feature:9  It dials by itself",
        "  4 configurations, 2 runs; it sets webcallback.auto-dial by itself",
        "  holds in 50 % where login.webcallback.is-auto-ready is true",
        f"{FAILS_IN_HALF} not so at And Anna has the callback of Maria in hand (line 11)",
        "    FINDING: nothing that was read belongs to a clause among its tags",
        "    example: login.webcallback.is-auto-ready = false",
        "",
    ] == printed.lines[:15]
    assert "│ declining.feature:4 │ 25 %     │ 3    │ 100 %   │ 1        │" in printed.lines

    listed = callbook(*CALL, "--reasons", "reasons.toml", "--examples", "found")
    assert (0, True) == (listed.code, "(listed: O1: whoever is not Ready is offered nothing)" in listed.out)
    assert "1 (1 listed)" in listed.out
    assert "3 tasks of 3 had been done before" in listed.lines
    names = sorted(path.name for path in (project / "found").iterdir())
    assert ["holds", "fails", "fails", "holds", "fails"] == [name.split("-")[-1].split(".")[0] for name in names]
    for name in names:
        assert callbook("lint", f"found/{name}").code in {0, 1}

    plain = json.loads(callbook(*CALL, "--json", "--html", "map.html", "--parquet", "rows.parquet").out)
    rows = pd.read_parquet(project / "rows.parquet")
    assert [("It is declined", 1.0, 8), ("It dials by itself", 1.0, 4)] == [
        (name, of["share"].sum(), of["configurations"].sum()) for name, of in rows.groupby("scenario", observed=True)
    ]
    assert 2 == (project / "map.html").read_text(encoding="utf-8").count("<section")
    assert [3, 2] == [each["runs"] for each in plain["scenarios"]]
    assert {"scenarios": 2, "decided": 2, "runs": 5, "findings": 2, "open": 2, "interrupted": False} == {
        name: value for name, value in plain["run"].items() if name != "seconds"
    }

    damaged = min((project / "kept" / "tasks").iterdir())
    damaged.write_bytes(b"")
    again = callbook(*CALL[:-3], "2", "--resume", "kept")
    assert "2 tasks of 3 had been done before" in again.lines
    assert f"damaged and done again: {damaged.name}" in again.lines
    assert printed.lines[:15] == again.lines[:15]
    other = callbook("everywhere", "declining.feature", "--resume", "kept")
    assert (2, True) == (other.code, "results of a run with the same only" in other.err)
    (project / "declining.feature").write_text(FEATURE + "\n", encoding="utf-8")
    changed = callbook(*CALL)
    assert (2, True) == (changed.code, "results of a run with the same texts" in changed.err)


def test_single_changes_of_a_teams_own_configuration(callbook: Callable[..., Printed], project: Path) -> None:
    """Which would break a scenario, and which would mend it."""
    center = space_of(small_center()).center_with({DECLINE: "withheld"})
    (project / "centre.toml").write_text(OWN_TEXTS[".toml"](center), encoding="utf-8")
    printed = callbook("everywhere", ".", *VARIED, "--workers", "1", "--config", "centre.toml")
    assert [
        "declining.feature:4  It is declined",
        "  as it is: refused, P2 at When Anna declines the callback (line 6): the privilege 'Can Decline' is missing",
        "  mended if Can Decline is granted: holds",
        "declining.feature:9  It dials by itself",
        "  as it is: holds",
    ] == printed.lines[:5]
    assert printed.lines[5].startswith("  broken if login.webcallback.is-auto-ready is false: not so at And Anna has")


def test_a_budget_leaves_the_rest_undecided(callbook: Callable[..., Printed], project: Path) -> None:
    """What is told is told of what was played: here, nothing but the list; two have to wait."""
    printed = callbook("everywhere", "declining.feature", "--budget", "0s")
    assert (0, ["0 scenarios, 0 decided whole, 0 runs, 0 s of a processor, 0 findings, 0 open"]) == (
        *(printed.code, printed.lines[:1]),
    )


def test_a_cluster_plays(callbook: Callable[..., Printed], project: Path) -> None:
    """It says where its dashboard is, and the tables are the same; what it has done is kept for whoever goes on."""
    printed = callbook(*CALL, "--dask", "local")
    again = callbook(*CALL)
    assert re.fullmatch(r"Dask's dashboard: http://127\.0\.0\.1:\d+/status\n", printed.err)
    assert (printed.code, printed.lines[:8]) == (again.code, again.lines[:8])
    assert "3 tasks of 3 had been done before" in again.lines


def test_a_mutant_can_play_and_tags_choose(project: Path) -> None:
    """What it breaks is found where the usual configuration would not find it; a terminal says how far it is."""
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    wanted = EverywhereRequest(
        ["declining.feature"],
        tags="@P2",
        only=[DECLINE],
        workers=WorkersWanted(1),
        sabotage="privilege: decline does not ask for Can Decline",
    )
    assert 0 == run(console, wanted, as_json=False)
    assert "starting" in screen.getvalue()
    assert "holds in 100 %" in screen.getvalue()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("declining.feature", "--vary", "Can Declin"), "There is no privilege or option 'Can Declin'. Did you mean"),
        (("declining.feature", "--budget", "long"), "--budget 'long' cannot be used."),
        (("declining.feature", "--reasons", "wrong.toml"), "There is no clause 'O99' in wrong.toml."),
        (("declining.feature", "--reasons", "none.toml"), "file of reasons 'none.toml' in "),
        (("declining.feature", "--sabotage", "nothing"), "There is no mutant 'nothing'."),
        (
            ("declining.feature", "--trust-cluster"),
            "--trust-cluster 'on' cannot be used. Accepted: it only with --dask",
        ),
        (
            ("declining.feature", "--dask", "tcp://10.0.0.1:1"),
            "--dask 'tcp://10.0.0.1:1' cannot be used. Accepted: local",
        ),
    ],
)
def test_what_cannot_be_used_is_refused(
    callbook: Callable[..., Printed], project: Path, arguments: tuple[str, ...], said: str
) -> None:
    """A clear error, with exit code 2."""
    (project / "wrong.toml").write_text('O99 = "x"\n', encoding="utf-8")
    printed = callbook("everywhere", *arguments, "--workers", "1")
    assert (2, True) == (printed.code, said in printed.err)


def test_a_time_is_written_with_its_unit() -> None:
    """Seconds, minutes, hours."""
    assert [30.0, 600.0, 3600.0] == [seconds_of(text) for text in ("30s", "10m", "1h")]
    with pytest.raises(BadInput):
        seconds_of("1d")


def test_what_was_not_decided_as_it_is_says_so() -> None:
    """The budget was spent on other configurations."""
    verdict = Decision(Scenario("n", "f", "s", 1, ()), 8, (), 0, 1.0, ())
    assert ["f:1  s", "  as it is: not decided"] == list(verdict.lines_of_changes())


def test_an_interruption_is_told() -> None:
    """What was done by then is there."""
    *_, last = account_lines(Progress(interrupted=True), 0, [], [])
    assert "interrupted: what was done by then is told; with --resume DIR it is gone on with" == last


def test_what_was_not_played_has_no_verdict() -> None:
    """A scenario may be listed, and the budget spent."""
    job = Everywhere(small_center(), {})
    job.follow({"do": LIST}, msgspec.to_builtins(Listed((Scenario("n", "f", "s", 1, ()),))))
    assert [] == list(job.verdicts())


def test_progress_is_told_with_an_estimate() -> None:
    """Scenarios, the part that is decided, tasks that wait, and what is left by that rate."""
    job = Everywhere(small_center(), {})
    assert "0 scenarios, 0 % decided, 1 tasks wait" == progress_in_words(Progress(waiting=1), job)
    scenario = Scenario("n", "f", "s", 1, ())
    job.follow({"do": LIST}, msgspec.to_builtins(Listed((scenario,))))
    half = Class((("Can Decline", "granted"),), HOLDS)
    job.follow({"node": "n", "do": ""}, msgspec.to_builtins(DecidedBranches(Decided((half,), ()))))
    assert "1 scenario, 50 % decided, 0 tasks wait, about 3 s of a processor left" == (
        progress_in_words(Progress(seconds=3), job)
    )
