"""What goes wrong in a hook is told of the hook, in text, stream and Cucumber JSON; the steps keep how they ended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.conftest import envelopes, stream

if TYPE_CHECKING:
    from tests.runner.conftest import Project

    from callbook.record import RanScenario

HOOKS = """
    import pytest


    @pytest.hookimpl
    def pytest_bdd_before_scenario(request, feature, scenario):
        '''The power is switched on.'''
        if "raises-before" in scenario.tags:
            raise RuntimeError("no power")
        if "skips-before" in scenario.tags:
            pytest.skip("a power cut")
        if "fails-before" in scenario.tags:
            pytest.fail("no light")
        if "expected-before" in scenario.tags:
            pytest.xfail("no lamp yet")


    def pytest_bdd_after_scenario(scenario):
        if "differs-after" in scenario.tags:
            assert "off" == "on"
        if "raises-after" in scenario.tags:
            raise RuntimeError("it stays on")
        if "skips-after" in scenario.tags:
            pytest.skip("a power cut")


    @then("it breaks")
    def it_breaks():
        assert "whole" == "in pieces"
"""
BEFORE, AFTER = "The power is switched on.", "pytest_bdd_after_scenario"


def _feature(tags: str, last: str = "") -> str:
    return f"Feature: A lamp\n  {tags}\n  Scenario: S\n    Given a bell\n{last}"


def _told(case: RanScenario) -> list[tuple[str, str]]:
    names = {step["id"]: step["text"] for step in case.pickle["steps"]}
    return [(step.hook.name if step.hook else names[step.id], step.result.status) for step in case.every_step]


# Where a function before the first step fails, pytest-bdd calls none after the last one.
ENDS: dict[str, tuple[str, dict[str, int], list[tuple[str, str]]]] = {
    "none": ("@quiet", {"passed": 1}, [(BEFORE, "PASSED"), ("a bell", "PASSED"), (AFTER, "PASSED")]),
    "raises before": ("@raises-before", {"failed": 1}, [(BEFORE, "FAILED"), ("a bell", "SKIPPED")]),
    "fails before": ("@fails-before", {"failed": 1}, [(BEFORE, "FAILED"), ("a bell", "SKIPPED")]),
    "skips before": ("@skips-before", {"skipped": 1}, [(BEFORE, "SKIPPED"), ("a bell", "SKIPPED")]),
    "expected before": ("@expected-before", {"xfailed": 1}, [(BEFORE, "PENDING"), ("a bell", "SKIPPED")]),
    "raises after": (
        "@raises-after",
        {"failed": 1},
        [(BEFORE, "PASSED"), ("a bell", "PASSED"), (AFTER, "FAILED")],
    ),
    "skips after": (
        "@skips-after",
        {"skipped": 1},
        [(BEFORE, "PASSED"), ("a bell", "PASSED"), (AFTER, "SKIPPED")],
    ),
}


@pytest.fixture
def lamp(project: Project) -> Project:
    """Give a project with a hook before and one after its scenarios, which tags let fail."""
    project.add_steps(HOOKS)
    return project


@pytest.mark.parametrize(("tag", "outcomes", "told"), ENDS.values(), ids=ENDS)
def test_in_the_stream(lamp: Project, tag: str, outcomes: dict[str, int], told: list[tuple[str, str]]) -> None:
    """A hook's status is its own; the steps were run, or were not."""
    lamp.write("x.feature", _feature(tag))
    result = lamp.run()
    assert outcomes == result.parseoutcomes()
    assert "do not agree" not in result.stdout.str()
    [case] = stream(lamp.root).cases
    assert told == _told(case)


def test_with_workers(lamp: Project) -> None:
    """The same."""
    lamp.write("x.feature", _feature("@raises-after"))
    lamp.run_with_workers().assert_outcomes(failed=1)
    [case] = stream(lamp.root).cases
    assert ENDS["raises after"][2] == _told(case)


@pytest.mark.parametrize(("tag", "where"), [("@raises-before", BEFORE), ("@raises-after", AFTER)])
def test_in_the_text(lamp: Project, tag: str, where: str) -> None:
    """The account of the failure names the hook, and no step."""
    lamp.write("x.feature", _feature(tag))
    lamp.run().stdout.fnmatch_lines([f"x.feature:3  it failed in {where!r}"])


def test_in_cucumber_json(lamp: Project) -> None:
    """It stands before or after the steps, with the place of its function."""
    lamp.write("x.feature", _feature("@raises-after"))
    lamp.run("--cucumberjson", "out.json")
    [element] = json.loads((lamp.root / "out.json").read_text(encoding="utf-8"))[0]["elements"]
    assert ["passed"] == [step["result"]["status"] for step in element["steps"]]
    assert (["passed"], ["failed"]) == tuple(
        [hook["result"]["status"] for hook in element[when]] for when in ("before", "after")
    )
    assert element["after"][0]["match"]["location"].startswith("conftest.py:")
    assert "RuntimeError: it stays on" in element["after"][0]["result"]["error_message"]


def test_a_step_and_a_hook_that_fail(lamp: Project) -> None:
    """Each keeps its own, and its account; the scenario has failed by the first of them."""
    lamp.write("x.feature", _feature("@differs-after", "    Then it breaks\n    Given a bell\n"))
    result = lamp.run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "x.feature:5  Then it breaks",
            "  expected  'whole'",
            "  got       'in pieces'",
            f"x.feature:3  it failed in {AFTER!r}",
            "  expected  'off'",
            "  got       'on'",
        ]
    )
    [case] = stream(lamp.root).cases
    assert [
        (BEFORE, "PASSED"),
        ("a bell", "PASSED"),
        ("it breaks", "FAILED"),
        ("a bell", "SKIPPED"),
        (AFTER, "FAILED"),
    ] == _told(case)
    errors = [step.result.exception for step in case.every_step]
    assert ["AssertionError", "AssertionError"] == [each.type for each in errors if each]
    assert "Then it breaks" == (case.failure.step if case.failure else "")


def test_functions_after_the_last_step_are_all_called(project: Project) -> None:
    """One that fails does not keep the others from cleaning up; the first that failed is what pytest shows."""
    project.add_steps("""
        def pytest_bdd_after_scenario():
            raise RuntimeError("of the project")
    """)
    project.write("sub/conftest.py", 'def pytest_bdd_after_scenario():\n    raise RuntimeError("of the folder")\n')
    project.scenario("Given a bell", "sub/x.feature")
    result = project.run()
    result.assert_outcomes(failed=1)
    [case] = stream(project.root).cases
    assert ["RuntimeError: of the folder", "RuntimeError: of the project"] == [
        f"{step.result.exception.type}: {step.result.exception.message}"
        for step in case.after
        if step.result.exception is not None
    ]
    result.stdout.fnmatch_lines(["E       RuntimeError: of the folder"])
    result.stdout.no_fnmatch_line("E       RuntimeError: of the project")


def test_a_hook_that_wraps_others(project: Project) -> None:
    """Where one wraps the others they are told as one."""
    project.add_steps("""
        import pytest


        @pytest.hookimpl(wrapper=True)
        def pytest_bdd_before_scenario():
            yield
            raise RuntimeError("no power")
    """)
    project.scenario("Given a bell")
    project.run().assert_outcomes(failed=1)
    [case] = stream(project.root).cases
    assert [("pytest_bdd_before_scenario", "FAILED"), ("a bell", "SKIPPED")] == _told(case)


def test_what_wraps_the_call_of_a_test(project: Project) -> None:
    """Whatever else goes wrong after the steps has a place of its own."""
    project.add_steps("""
        import pytest


        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_call():
            try:
                return (yield)
            except AssertionError:
                raise LookupError("no log") from None
    """)
    project.scenario('Given a bell\nThen the sign says "shut"')
    project.run().assert_outcomes(failed=1)
    [case] = stream(project.root).cases
    assert [("a bell", "PASSED"), ('the sign says "shut"', "FAILED"), ("after the steps", "FAILED")] == _told(case)
    errors = [step.result.exception for step in case.every_step]
    assert ["AssertionError", "LookupError"] == [each.type for each in errors if each]


def test_where_pytest_bdd_tells_the_steps(project: Project) -> None:
    """Its terminal reporter needs what it writes down in its own hooks: these are called then."""
    project.scenario("Given a bell")
    result = project.run("--gherkin-terminal-reporter", "-v")
    result.stdout.fnmatch_lines(["*Scenario: S PASSED*"])


def test_fixtures_without_a_second_half(project: Project) -> None:
    """They are hooks before, whether they return or were not written in a file."""
    project.add_steps("""
        import pytest


        @pytest.fixture(autouse=True)
        def returns():
            return 1


        MADE = "@pytest.fixture(autouse=True)\\ndef made():\\n    yield 2\\n"
        exec(compile("\\n" * 500 + MADE, __file__, "exec"))
    """)
    project.scenario("Given a bell")
    project.run().assert_outcomes(passed=1)
    [case] = stream(project.root).cases
    assert (["made", "returns"], ["made"]) == (
        [step.hook.name for step in case.before if step.hook],
        [step.hook.name for step in case.after if step.hook],
    )


FIXTURES = """
    import pytest


    @pytest.fixture(autouse=True)
    def power():
        '''The power is on.

        For as long as it takes.
        '''
        {before}
        yield
        {after}
"""
PHASES: dict[str, tuple[str, str, dict[str, int], list[str]]] = {
    "before": ("1 / 0", "pass", {"errors": 1}, ["FAILED", "SKIPPED"]),
    "after": ("pass", "1 / 0", {"passed": 1, "errors": 1}, ["PASSED", "PASSED", "FAILED"]),
    "skips": ("pytest.skip('a power cut')", "pass", {"skipped": 1}, ["SKIPPED", "SKIPPED"]),
}


@pytest.mark.parametrize(("before", "after", "outcomes", "statuses"), PHASES.values(), ids=PHASES)
def test_a_fixture_around_each_scenario(
    project: Project, before: str, after: str, outcomes: dict[str, int], statuses: list[str]
) -> None:
    """Up to its `yield` it is a hook before, and then a hook after; pytest counts what fails in it as an error."""
    project.add_steps(FIXTURES.format(before=before, after=after))
    project.scenario("Given a bell")
    project.run().assert_outcomes(**outcomes)
    [case] = stream(project.root).cases
    assert statuses == [status for _, status in _told(case)]
    hooks: list[Any] = [line["hook"] for line in envelopes(project.root) if "hook" in line]
    assert {("The power is on.", "conftest.py")} == {(each["name"], each["sourceReference"]["uri"]) for each in hooks}
