"""Whoever repeats tests, or parametrises them once more, repeats scenarios and rows; each time counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.report.conftest import stream

from callbook.record.report.contents import contents_of_run
from callbook.record.report.page import report_summary

if TYPE_CHECKING:
    from tests.runner.conftest import Project

REPEATED = """
import pytest


@pytest.fixture
def again(request):
    return request.param


def pytest_generate_tests(metafunc):
    metafunc.fixturenames.append("again")
    metafunc.parametrize("again", range(2), indirect=True)


@when(parsers.parse("it is struck for the {number:d} time"))
def struck(number, again):
    assert number != again
"""

FEATURE = """
    Feature: F
      Scenario: Plain
        Given a bell
      Scenario: Plain, too
        Given a bell
      Scenario Outline: Rows
        When it is struck for the <number> time
        Examples:
          | number |
          | 0      |
          | 7      |
"""

CASES = [
    ("x.feature:2", "Plain[0]", "passed"),
    ("x.feature:2", "Plain[1]", "passed"),
    ("x.feature:4", "Plain, too[0]", "passed"),
    ("x.feature:4", "Plain, too[1]", "passed"),
    ("x.feature:10", "Rows[0-0]", "failed"),
    ("x.feature:10", "Rows[1-0]", "passed"),
    ("x.feature:11", "Rows[0-7]", "passed"),
    ("x.feature:11", "Rows[1-7]", "passed"),
]


@pytest.fixture
def repeated(project: Project) -> Project:
    """Give a project in which each test runs twice, with a value of its own."""
    project.add_steps(REPEATED)
    project.write("x.feature", FEATURE)
    return project


def _cases(project: Project) -> list[tuple[str, str, str]]:
    return [(case.pickle["id"], case.name, case.outcome) for case in stream(project.root).cases]


def test_each_time_is_told(repeated: Project) -> None:
    """By itself: it is no further attempt at the same."""
    result = repeated.run()
    result.assert_outcomes(passed=7, failed=1)
    assert CASES == _cases(repeated)
    assert {1} == {case.attempts for case in stream(repeated.root).cases}


def test_the_report_counts_each(repeated: Project) -> None:
    """As pytest does."""
    repeated.run()
    assert "8 scenarios, 7 passed, 1 failed" == report_summary(contents_of_run(repeated.root / ".callbook/last-run"))


def test_with_workers(repeated: Project) -> None:
    """The same."""
    repeated.run_with_workers().assert_outcomes(passed=7, failed=1)
    assert CASES == _cases(repeated)


def test_a_line_chooses_all_of_its_times(repeated: Project) -> None:
    """A row is chosen with each value it is given."""
    repeated.run("x.feature:11").assert_outcomes(passed=2)


def test_an_item_that_is_run_twice(project: Project) -> None:
    """Whoever runs the same item once more makes a second test case, not an attempt."""
    project.add_steps("""
        import pytest
        from _pytest.runner import runtestprotocol


        @pytest.hookimpl(tryfirst=True)
        def pytest_runtest_protocol(item, nextitem):
            for _ in range(2):
                item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
                runtestprotocol(item, nextitem=nextitem)
                item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
            return True
    """)
    project.scenario("Given a bell")
    project.run().assert_outcomes(passed=2)
    assert [1, 1] == [case.attempts for case in stream(project.root).cases]


def test_some_are_repeated_and_others_not(project: Project) -> None:
    """Whoever repeats tests chooses among them."""
    project.add_steps("""
        def pytest_generate_tests(metafunc):
            if metafunc.function.__name__ == "B":
                metafunc.fixturenames.append("again")
                metafunc.parametrize("again", range(2))
    """)
    project.write("x.feature", "Feature: F\n  Scenario: A\n    Given a bell\n  Scenario: B\n    Given a bell\n")
    project.run().assert_outcomes(passed=3)
    assert ["A", "B[0]", "B[1]"] == [case.name for case in stream(project.root).cases]


def test_a_fixture_with_several_values(project: Project) -> None:
    """Each scenario runs with each of them."""
    project.add_steps("""
        import pytest


        @pytest.fixture(autouse=True, params=["loud", "quiet"])
        def volume(request):
            return request.param
    """)
    project.write("x.feature", "Feature: F\n  Scenario: A\n    Given a bell\n  Scenario: B\n    Given a bell\n")
    project.run().assert_outcomes(passed=4)
    assert ["A[loud]", "A[quiet]", "B[loud]", "B[quiet]"] == [case.name for case in stream(project.root).cases]


def test_an_end_that_is_reported_twice(project: Project) -> None:
    """It is one end all the same."""
    project.add_steps("""
        import pytest


        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_logfinish(nodeid, location):
            result = yield
            if LAST:
                PLUGINS.hook.pytest_runtest_logreport(report=LAST.pop())
                PLUGINS.hook.pytest_runtest_logfinish(nodeid=nodeid, location=location)
            return result


        LAST = []


        def pytest_runtest_makereport(item, call):
            global PLUGINS
            PLUGINS = item.config.pluginmanager


        def pytest_runtest_logreport(report):
            if report.when == "teardown" and not hasattr(report, "seen"):
                report.seen = True
                LAST.append(report)
    """)
    project.scenario("Given a bell")
    project.run().assert_outcomes(passed=1)
    assert [1] == [case.attempts for case in stream(project.root).cases]


def test_a_tag_that_parametrises(project: Project) -> None:
    """What a project makes of its tags can repeat rows, too."""
    project.add_steps("""
        import pytest


        def pytest_bdd_apply_tag(tag, function):
            if tag == "twice":
                pytest.mark.usefixtures("again")(function)
                pytest.mark.parametrize("again", [0, 1], indirect=True)(function)
                return True
            return None


        @pytest.fixture
        def again(request):
            return request.param
    """)
    rows = "    Examples:\n      | thing |\n      | bell  |\n      | tent  |\n"
    project.write("x.feature", f"Feature: F\n  @twice\n  Scenario Outline: S\n    Given a <thing>\n{rows}")
    project.run().assert_outcomes(passed=2, failed=2)
    assert [(7, "passed"), (7, "passed"), (8, "failed"), (8, "failed")] == [
        (case.line, case.outcome) for case in stream(project.root).cases
    ]
