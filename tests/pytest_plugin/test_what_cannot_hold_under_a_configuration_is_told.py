"""`pytest --callbook-config FILE`: the scenarios on a team's own configuration; what cannot hold there, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.environment.exported_centers import of_a_configuration_server

from callbook.core.shipped import shipped_folder
from callbook.lab import small_center
from callbook.lab.cast import cast
from callbook.pytest_plugin.own.own_configuration import account

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from tests.pytest_plugin.conftest import Project

FEATURE = """
    Feature: F
      Scenario: It holds
        Given Anna is logged in
        When Maria schedules a callback
        Then the callback is offered to Anna

      Scenario: Done is nowhere
        Given Anna is logged in
        When Maria schedules a callback
        And Anna accepts the callback
        And Anna marks the callback done
        Then the callback is over

      Scenario: Two reasons
        Given Ben is logged in
        When Maria schedules a callback
        And Ben accepts the callback
        And Ben marks the callback done
        Then the callback is over

      Scenario: Nobody can know this name
        Given the queue "travel-inbound" is not there

      Scenario: It fails everywhere
        Given Anna is logged in
        Then Anna is not logged in
"""
STEPS = """
    from pytest_bdd import given, then, when, parsers
    from callbook.workspace import Action

    @then("the callback is over")
    def over(stage):
        assert str(stage.lab.where(stage.callback)) == "done", stage.lab.where(stage.callback)

    @when(parsers.parse("{agent} marks the callback done"))
    def marks(stage, agent):
        stage.desk(agent).perform(Action.MARK_DONE)

    @given(parsers.parse('the queue "{queue}" is not there'))
    def not_there(lab, queue):
        assert not lab.configuration.queue_exists(queue)

    @then("Anna is not logged in")
    def not_logged_in():
        raise AssertionError
"""
CAST = ("--callbook-config", "centre.toml", "--callbook-cast", "Anna=keiko", "--callbook-cast", "Ben=jonas")
CHECK = """
    def test_of_another_kind():
        print("played")
"""


@pytest.fixture
def own(project: Project) -> Project:
    """Give a project whose team has the configuration that the example shows."""
    project.write("conftest.py", STEPS)
    project.write("x.feature", FEATURE)
    project.write("centre.toml", (shipped_folder("examples") / "contact_center.toml").read_text(encoding="utf-8"))
    return project


def _account(result: pytest.RunResult) -> str:
    """Give what is said of the configuration."""
    text = "\n".join(result.outlines)
    return text[text.index(" your configuration:") : text.index(" callbook -")].strip("- \n")


def _rehearsed(project: Project, *arguments: str) -> dict[str, Any]:
    """Rehearse in this process; give what the rehearsal writes down."""
    project.run(*CAST, *arguments, "--callbook-rehearsal", "out.json")
    found: dict[str, Any] = json.loads((project.root / "out.json").read_text(encoding="utf-8"))
    return found


def test_all_of_it_in_a_run(own: Project, snapshot: SnapshotAssertion) -> None:
    """What holds passes; what cannot hold is left out, with its reasons; what fails everywhere stays a failure."""
    own.write("test_x.py", CHECK)
    result = own.run(*CAST, "-rs")
    result.assert_outcomes(passed=2, skipped=3, failed=1)
    assert snapshot == _account(result)
    assert "rehearsing on centre.toml: which scenarios can hold? ..." in result.outlines
    assert "SKIPPED [1] x.feature: cannot hold under your configuration: webcallback.complete-queue is 'travel-com" in (
        result.stdout.str()
    )


def test_with_workers(own: Project) -> None:
    """The rehearsal is played once, and the workers are told."""
    result = own.run(*CAST, "-n", "2", "-q")
    result.assert_outcomes(passed=1, skipped=3, failed=1)
    account = _account(result)
    assert account.startswith("your configuration: centre.toml")
    assert "3 scenarios cannot hold under it:" in account
    assert "rehearsing" not in result.stdout.str()


def test_the_reasons_are_a_smallest_set(own: Project) -> None:
    """None too few and none too many, though the configuration differs in twenty ways."""
    own.write("test_x.py", CHECK)
    written = _rehearsed(own)
    assert 5 == written["played"]
    assert {
        "x.feature::Done is nowhere": 1,
        "x.feature::Two reasons": 2,
        "x.feature::Nobody can know this name": 1,
    } == {scenario: len(words) for scenario, words in written["reasons"].items()}
    assert [
        "login.webcallback.is-auto-ready is 'false' from Person 'jonas', not 'true', for Ben",
        "webcallback.complete-queue is 'travel-complete' from Tenant 'Northern Travel', not '', for Anna, Ben, Clara",
    ] == written["reasons"]["x.feature::Two reasons"]


def test_what_fails_in_a_rehearsal_opens_no_debugger(own: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenarios fail in it on purpose; and what is chosen from earlier runs is chosen in the rehearsal, too."""
    opened: list[str] = []

    def enter(*_: object) -> None:
        opened.append("opened")

    monkeypatch.setattr("_pytest.debugging._enter_pdb", enter)  # pytest's
    assert 3 == len(_rehearsed(own, "--pdb", "--lf")["reasons"])
    assert [] == opened


def test_where_all_holds_it_says_so(own: Project, snapshot: SnapshotAssertion) -> None:
    """What does not fit into the configuration was left out, which is said; whoever plays whom is chosen."""
    own.write("x.feature", FEATURE[: FEATURE.index("      Scenario: Done")])
    centre = own.root / "centre.toml"
    text = centre.read_text(encoding="utf-8").replace('"Early Rescheduler"]', '"Late Rescheduler"]')
    centre.write_text(text, encoding="utf-8")
    result = own.run(*CAST[:2])
    result.assert_outcomes(passed=1)
    assert snapshot == _account(result)


def test_what_has_no_place_in_the_channel_is_said(own: Project) -> None:
    """Another program's export is played as it is; what of it no scenario can meet is counted."""
    center = small_center()
    export = json.loads(of_a_configuration_server(center))
    own.write("export.json", json.dumps({**export, "skills": [{"name": "French"}]}))
    result = own.run("--callbook-config", "export.json", "-k", "holds")
    result.assert_outcomes(skipped=1)  # no export says which strategy reads a queue
    said = "5 things of export.json have no place in the channel: skills: 1 (first at export.json:1); *"
    result.stdout.fnmatch_lines([said])


def test_the_commonest_reason_is_told_first(snapshot: SnapshotAssertion) -> None:
    """With the first three of the scenarios that it concerns."""
    found = cast(small_center(), small_center())
    many = {f"x.feature::{number}": ["a common reason"] for number in range(5)}
    assert snapshot == list(account(found, {"x.feature::rare": ["a rare reason", "another"]} | many))
    assert snapshot == list(account(found, {"x.feature::rare": ["a rare reason"]}))


def test_nothing_is_rehearsed_where_nothing_is_run(own: Project) -> None:
    """Collecting only; what fails whatever the configuration does not fail because of it."""
    result = own.run(*CAST, "--collect-only", "-q")
    assert [] == [line for line in result.outlines if "rehears" in line]
    assert "x.feature::Two reasons" in result.outlines
    own.write("x.feature", "Feature: F\n  Scenario: S\n    Given nobody knows this step at all\n")
    result = own.run(*CAST)
    assert "cannot hold" not in result.stdout.str()


def test_a_rehearsal_that_breaks_down_stops_the_run(own: Project) -> None:
    """With what it said: nobody could tell what may fail."""
    own.write(
        "conftest.py",
        """
        def pytest_runtest_makereport():
            raise RuntimeError("the conftest gives up")
        """,
    )
    own.write("x.feature", FEATURE[: FEATURE.index("      Scenario: Done")])
    result = own.run(*CAST)
    said = result.stderr.str()
    assert pytest.ExitCode.USAGE_ERROR is result.ret
    assert said.startswith("ERROR: The rehearsal has broken down:\n")
    assert "RuntimeError: the conftest gives up" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ("--callbook-cast", "Anna=keiko"),
        ("--callbook-config", "none.toml"),
        ("--callbook-config", "broken.toml"),
        ("--callbook-config", "only.cfg"),
        ("--callbook-config", "centre.toml", "--callbook-cast", "Anna"),
        ("--callbook-config", "centre.toml", "--callbook-cast", "=keiko"),
        ("--callbook-config", "centre.toml", "--callbook-cast", "Anna="),
        ("--callbook-config", "centre.toml", "--callbook-cast", "Ana=keiko"),
        ("--callbook-config", "centre.toml", "--callbook-cast", "Anna=keikko"),
        ("--callbook-config", "centre.toml", "--callbook-cast", "Anna=keiko", "--callbook-cast", "Ben=keiko"),
        ("--callbook-config", "centre.toml", "--callbook-cast", "Anna=keiko", "--callbook-cast", "Anna=ines"),
        ("--callbook-config", "small.toml"),
    ],
)
def test_what_cannot_be_used(own: Project, snapshot: SnapshotAssertion, arguments: tuple[str, ...]) -> None:
    """One line before anything is collected: what was given, and what would be accepted."""
    own.write("broken.toml", 'name = "Broken\n')
    own.write("only.cfg", "[interaction-workspace]\nwebcallback.auto-dial = true\n")
    text = (shipped_folder("examples") / "contact_center.toml").read_text(encoding="utf-8")
    small = text.replace('tenant = "Northern Travel"\nplace', 'tenant = "Harbour Insurance"\nplace')
    own.write("small.toml", small[: small.index("[[agents]]")] + small[small.index("# --- Routing") :])
    result = own.run(*arguments)
    assert (pytest.ExitCode.USAGE_ERROR, "") == (result.ret, result.stdout.str().strip())
    assert snapshot == result.stderr.str()
