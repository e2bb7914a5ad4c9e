"""`--desktop NAME` lets the scenarios drive a third-party desktop, brought up once for the whole run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.pytest_plugin.own.desktops import opener_of

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from tests.pytest_plugin.conftest import Project

FEATURE = """
    Feature: F
      @golden
      Scenario: A golden one
        Given Anna is logged in
        When Maria schedules a callback
        Then the callback is offered to Anna

      Scenario: Another
        Given Ben is logged in
        When Ben declines
"""
MAKE = "tests.another_make:opened"


def test_scenarios_drive_it(project: Project) -> None:
    """It is switched on once; golden recordings are neither asked for nor compared; what it refuses is red."""
    project.write(
        "conftest.py",
        """
        from pytest_bdd import when
        from callbook.workspace import Action

        @when("Ben declines")
        def ben_declines(lab):
            lab.desktop("Ben").perform(Action.DECLINE)
        """,
    )
    project.write("x.feature", FEATURE)
    result = project.run("x.feature", "-s", "--desktop", MAKE)
    result.assert_outcomes(passed=1, failed=1)
    printed = result.stdout.str()
    assert (1, 1) == (printed.count("switched on"), printed.count("switched off"))
    assert "in this desktop cannot be used. Accepted: to accept." in printed
    assert "golden" not in printed
    assert [] == list(project.root.glob("*.ndjson"))


@pytest.mark.parametrize(
    "name", ["modle", "tests.no_such:opened", "tests.another_make:closed", ":opened", "tests.another_make:"]
)
def test_a_name_that_leads_nowhere(project: Project, snapshot: SnapshotAssertion, name: str) -> None:
    """One line before anything is collected: what was given, and what would be accepted."""
    project.write("x.feature", FEATURE)
    result = project.run("x.feature", "--desktop", name)
    assert (pytest.ExitCode.USAGE_ERROR, "") == (result.ret, result.stdout.str().strip())
    assert snapshot == result.stderr.str()


def test_an_installed_package_brings_its_desktop_along() -> None:
    """By the entry point group `callbook.desktops`."""
    assert ("sample_desktop.adapter", "sample") == (opener_of("sample").__module__, opener_of("sample").__name__)  # type: ignore[attr-defined]
