"""A QA engineer's project in miniature, and what a run of it said."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from tests.pytest_plugin.conftest import PLUGINS
from tests.pytest_plugin.conftest import Project as AnyProject

STEPS = """
from pytest_bdd import given, parsers, then, when


@given("a bell")
def a_bell():
    pass


@when(parsers.parse("it rings {times:d} times"))
def it_rings(times):
    pass


@then(parsers.parse('the sign says "{words}"'))
def the_sign_says(words):
    assert words == "open"
"""


class Project(AnyProject):
    """A project folder with steps of its own, run by pytest with pytest-bdd and Callbook, and no other plugin."""

    steps = STEPS

    def scenario(self, steps: str, name: str = "x.feature") -> None:
        """Write a feature file with one scenario of these *steps*."""
        indented = "".join(f"    {line}\n" for line in dedent(steps).strip("\n").splitlines())
        self.write(name, f"Feature: F\n  Scenario: S\n{indented}")

    def run(self, *arguments: str) -> pytest.RunResult:
        """Run pytest in this process."""
        return self.pytester.runpytest_inprocess(*PLUGINS, "-p", "no:cacheprovider", *arguments)

    def run_until_interrupted(self, *arguments: str) -> pytest.RunResult:
        """Run pytest in this process; Ctrl-C there ends that run alone."""
        plugins = (*PLUGINS, "-p", "no:cacheprovider")
        return self.pytester.runpytest_inprocess(*plugins, *arguments, no_reraise_ctrlc=True)

    def run_with_workers(self, *arguments: str) -> pytest.RunResult:
        """Run pytest in a process of its own, with two workers."""
        return self.pytester.runpytest_subprocess(*PLUGINS, "-p", "xdist.plugin", "-n", "2", *arguments)

    def names(self, *arguments: str) -> list[str]:
        """List the ids of the scenarios that would run."""
        lines = self.run("--collect-only", "-q", *arguments).outlines
        return [line for line in lines if "::" in line]

    def unfit(self, *arguments: str) -> str:
        """Run, and give what pytest says of the scenarios with steps that cannot be run; all of them have failed."""
        result = self.run(*arguments)
        outcomes = result.parseoutcomes()
        assert {"failed"} == outcomes.keys() - {"seconds"}, outcomes
        text = "\n".join(result.outlines)
        failures = re.findall(r"^_+ (?!_)(.*?) _+\n(.*?)\n-+ Scenario -+$", text, re.DOTALL | re.MULTILINE)
        paste = re.search(r"^-+ steps that nobody defines -+\n(.*?)\n-+ callbook", text, re.DOTALL | re.MULTILINE)
        told = [f"{name}\n{said}" for name, said in failures] + ([paste[1].strip()] if paste else [])
        # Where the kit's own definitions stand is not what these tests are about.
        return re.sub(r"(callbook_steps/\w+\.py):\d+", r"\1:LINE", "\n\n".join(told))

    def refused(self, *arguments: str) -> str:
        """Run, and give what pytest says of the one file that cannot be run; nothing has run."""
        result = self.run(*arguments)
        result.assert_outcomes(errors=1)
        text = "\n".join(result.outlines)
        found = re.search(
            r"^_+ ERROR collecting .*? _+\n(?P<said>.*?)\n=+ short test summary", text, re.DOTALL | re.MULTILINE
        )
        assert found is not None, text
        # Where the kit's own definitions stand is not what these tests are about.
        return re.sub(r"(callbook_steps/\w+\.py):\d+", r"\1:LINE", found["said"])


@pytest.fixture
def project(pytester: pytest.Pytester) -> Project:
    """Give a project with three steps."""
    return Project(pytester)
