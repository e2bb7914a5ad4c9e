"""The loop calls a step as pytest-bdd would: converters, values read anew, and what a hook has made of the scenario."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.conftest import stream

from callbook.pytest_plugin.collect import scenario_test
from callbook.pytest_plugin.collect.plan import PLAN, Plan

if TYPE_CHECKING:
    from tests.runner.conftest import Project

TONES = """
    TONES = []


    def tones(text):
        return text.split("+")


    @given(parsers.parse("the tones {tones:Tones}", extra_types={"Tones": tones}))
    def the_tones(tones):
        assert tones == ["c", "e"]
        tones.append("g")


    @given(parsers.re(r"the bell number (?P<number>\\d+) of (?P<whom>\\w+)"), converters={"number": int})
    def the_bell_number(number, whom):
        assert (number, whom) == (7, "Anna")


    def whole(text):
        if not text.isdecimal():
            raise ValueError(text)
        return int(text)


    @given(parsers.parse("{number:Whole} bells", extra_types={"Whole": whole}))
    def bells(number):
        assert number == 3


    @given(parsers.parse("some {what}"))
    def some(what, loud=True):
        assert (what, loud) == ("bells", True)


    @given(parsers.parse("a {datatable} under the step"))
    def under_the_step(datatable):
        pass
"""

PASSES = {
    "a value that a step changes is read anew": "Given the tones c+e\nAnd the tones c+e",
    "converters": "Given the bell number 7 of Anna\nAnd the bell number 7 of Anna",
    "a reader that takes no other text": "Given 3 bells",
    "a parameter with a default": "Given some bells",
}


@pytest.mark.parametrize("steps", PASSES.values(), ids=PASSES)
def test_what_a_step_is_called_with(project: Project, steps: str) -> None:
    """What stands in it, as it is read; the rest are fixtures."""
    project.add_steps(TONES)
    project.scenario(steps)
    project.run().assert_outcomes(passed=1)


def test_a_text_that_its_reader_refuses_is_not_matched(project: Project) -> None:
    """For pytest-bdd a ValueError says that the text is another one."""
    project.add_steps(TONES)
    project.scenario("Given three bells")
    project.run().assert_outcomes(failed=1)
    assert ["UNDEFINED"] == [step.result.status for step in project.played()[0].steps]


def test_a_placeholder_with_a_reserved_name(project: Project) -> None:
    """pytest-bdd refuses it, in its own words."""
    project.add_steps(TONES)
    project.scenario("Given a table under the step")
    result = project.run()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*StepImplementationError: Step * defines argument names that are reserved*datatable*"]
    )


CHANGES = """
    from copy import copy

    CALLED = []


    def pytest_bdd_before_scenario(scenario):
        [first, *_] = scenario.steps
        first.name = "{first}"
        further = copy(first)
        further.name = "{further}"
        scenario.steps.append(further)


    def pytest_bdd_step_func_lookup_error(step, exception):
        print("nobody defines", step.name, type(exception).__name__)


    @given(parsers.parse("{{number:d}} bells"))
    def bells(number):
        CALLED.append(number)


    def pytest_bdd_after_scenario():
        print("called with", CALLED)
"""


def test_a_hook_that_changes_the_steps(project: Project) -> None:
    """What is run is the scenario as the hook has left it."""
    project.add_steps(CHANGES.format(first="3 bells", further="4 bells"))
    project.scenario("Given a bell")
    result = project.run("-s")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*called with [[]3, 4[]]*"])


def test_a_hook_that_brings_in_what_nobody_defines(project: Project) -> None:
    """pytest-bdd's own error, and its hook."""
    project.add_steps(CHANGES.format(first="3 bells", further="a tent"))
    project.scenario("Given a bell")
    result = project.run("-s")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*nobody defines a tent StepDefinitionNotFoundError", "called with [[]3[]]"])
    result.stdout.fnmatch_lines(['  got *Step definition is not found: *a tent*Line 3 in scenario "S" in the *'])


def test_fixtures_of_a_folder_that_has_no_steps(project: Project) -> None:
    """What was found of the definitions stays when a folder adds fixtures alone."""
    project.scenario("Given a bell", "a/x.feature")
    project.write("b/conftest.py", "import pytest\n\n\n@pytest.fixture\ndef lamp():\n    return 1\n")
    project.scenario("Given a bell", "b/y.feature")
    project.run().assert_outcomes(passed=2)


def test_a_set_up_that_fails_after_there_was_a_lab(project: Project) -> None:
    """Its recording says so."""
    project.add_steps("""
        import pytest


        class Lab:
            def shown(self):
                return []


        @pytest.fixture
        def lab():
            return Lab()


        @pytest.fixture(autouse=True)
        def power(lab):
            raise RuntimeError("no power")


        def pytest_callbook_ladder(lab):
            return ""


        def pytest_callbook_write_trace(lab, path, facts, outcome):
            path.write_text(outcome)
            return True
    """)
    project.scenario("Given a bell")
    project.run().assert_outcomes(errors=1)
    [case] = stream(project.root).cases
    assert "error" == (project.root / ".callbook/last-run" / case.trace).read_text(encoding="utf-8")


@pytest.mark.parametrize("pattern", ["_plain", "_of_a_row"])
def test_the_patterns_of_test_functions(pattern: str) -> None:
    """Tests are copies of them that stand in the feature file; one without a plan is pytest-bdd's to run."""
    called: list[str] = []

    class Hook:
        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a hook takes anything
            def call(**_: object) -> None:
                called.append(name)

            return call

    scenario: Any = SimpleNamespace(feature=None, steps=[])
    request = SimpleNamespace(
        node=SimpleNamespace(stash={PLAN: Plan(scenario, [])}), config=SimpleNamespace(hook=Hook())
    )
    getattr(scenario_test, pattern)(*(request, {})[: 1 if pattern == "_plain" else 2])
    assert ["pytest_bdd_before_scenario", "pytest_bdd_after_scenario"] == called
