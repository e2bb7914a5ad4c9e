"""A step that is expected to fail is PENDING, and its run is no success in the stream, as in Cucumber's own kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.report.conftest import envelopes, stream

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

STEPS = """
    import pytest
    from pytest_bdd import given

    @given("it is not built yet")
    def not_built_yet():
        pytest.xfail("not built yet")

    @given("it is there")
    def there():
        pass

    @given("there is none today")
    def none_today():
        pytest.skip("none today")
"""
ENDS: dict[str, tuple[str, str, dict[str, int], str, bool]] = {
    "expected in a step": ("@quiet", "it is not built yet", {"xfailed": 1}, "PENDING", False),
    "a tag that is wrong": ("@xfail", "it is there", {"xpassed": 1}, "PASSED", True),
    "skipped": ("@quiet", "there is none today", {"skipped": 1}, "SKIPPED", True),
    "passed": ("@quiet", "it is there", {"passed": 1}, "PASSED", True),
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("workers", ["0", "2"])
def test_the_run(project: Project, end: str, workers: str) -> None:
    """Pytest's exit code is 0 for each of them."""
    tag, step, outcomes, status, success = ENDS[end]
    project.write("conftest.py", STEPS)
    project.write("x.feature", f"Feature: F\n  {tag}\n  Scenario: S\n    Given {step}\n")
    result = project.run("-n", workers, "-o", "strict=false")
    assert (pytest.ExitCode.OK, outcomes) == (result.ret, result.parseoutcomes())
    [case] = stream(project.root).cases
    assert (status, success) == (
        case.steps[0].result.status,
        envelopes(project.root)[-1]["testRunFinished"]["success"],
    )
