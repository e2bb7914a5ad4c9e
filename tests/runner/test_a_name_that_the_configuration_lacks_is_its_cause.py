"""A scenario that asks for a name which a team's own configuration does not have fails because of that, and it is said.

The kit's configuration does not have it either, so there is nothing to put back: it is no scenario that cannot hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.pytest_plugin.conftest import Project

from callbook.core import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

CAST = ("--callbook-config", "centre.toml", "--callbook-cast", "Anna=keiko")
HOLDS = """
      Scenario: It holds
        Given Anna is logged in
"""
LACKS_AGENT = """
      Scenario: Nobody is called so
        Given Dora is logged in
"""
LACKS_QUEUE = """
      Scenario: No queue is called so
        Given the queue "nowhere" is removed
"""
FAILS = """
      Scenario: It fails everywhere
        Given somebody fails
"""
STEPS = """
    from pytest_bdd import given

    @given("somebody fails")
    def fails():
        raise LookupError
"""
AGENT = "  x.feature::Nobody is called so: There is no agent 'Dora'. Accepted: *"
QUEUE = "  x.feature::No queue is called so: There is no queue 'nowhere'. Accepted: *"

SAID: dict[str, tuple[str, list[str]]] = {
    "none": (HOLDS + FAILS, ["no scenario fails because of it"]),
    "one": (HOLDS + LACKS_AGENT, ["1 scenario asked for a name that it does not have:", AGENT]),
    "two": (LACKS_AGENT + LACKS_QUEUE, ["2 scenarios asked for a name that it does not have:", AGENT, QUEUE]),
}


@pytest.fixture
def own(pytester: pytest.Pytester) -> Project:
    """Give a project whose team has the configuration that the example shows."""
    project = Project(pytester)
    project.write("conftest.py", STEPS)
    project.write("centre.toml", (shipped_folder("examples") / "contact_center.toml").read_text(encoding="utf-8"))
    return project


@pytest.mark.measures_processes
@pytest.mark.parametrize(("scenarios", "said"), SAID.values(), ids=SAID)
@pytest.mark.parametrize("workers", ["0", "2"])
def test_it_is_said(own: Project, scenarios: str, said: Sequence[str], workers: str) -> None:
    """At the end of the run, with what the scenario was told; it has failed, and was not left out."""
    own.write("x.feature", f"    Feature: F\n{scenarios}")
    result = own.run(*CAST, "-n", workers)
    assert scenarios.count("Scenario:") - ("It holds" in scenarios) == result.parseoutcomes()["failed"]
    result.stdout.fnmatch_lines(["played by: *", *said, "---* callbook ---*"], consecutive=True)
