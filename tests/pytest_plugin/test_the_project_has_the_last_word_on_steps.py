"""The step language comes with the plugin; a conftest.py of the project overrides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pytest_plugin.conftest import PLUGINS

from callbook_steps import STEP_MODULES

if TYPE_CHECKING:
    import pytest
    from tests.pytest_plugin.conftest import Project

LANGUAGE = """
    import pytest
    from pytest_bdd import when

    @pytest.fixture
    def who():
        return "the kit"

    @when("somebody speaks")
    def somebody_speaks(who):
        print("said by", who)
"""
FEATURE = "Feature: F\n  Scenario: S\n    When somebody speaks\n"


def test_a_step_module_that_is_loaded_already_is_not_loaded_again(project: Project) -> None:
    """Whoever names one on the command line gets it before the others."""
    project.write("x.feature", "Feature: F\n  Scenario: S\n    Given a contact centre\n")
    first = ("-p", "pytest_bdd.plugin", "-p", STEP_MODULES[0])
    project.pytester.runpytest_inprocess(*first, *PLUGINS).assert_outcomes(passed=1)


def test_a_conftest_overrides_a_step_and_a_fixture(project: Project, pytester: pytest.Pytester) -> None:
    """Definitions of a conftest.py win over those of a plugin, at the root of the project as well."""
    pytester.syspathinsert()
    project.write("language.py", LANGUAGE)
    project.write("x.feature", FEATURE)
    project.run("x.feature", "-p", "language", "-s").stdout.fnmatch_lines(["*said by the kit*"])
    project.add_steps("""
        @pytest.fixture
        def who():
            return "the project"
    """)
    project.run("x.feature", "-p", "language", "-s").stdout.fnmatch_lines(["*said by the project*"])
    project.add_steps("""
        @when("somebody speaks")
        def our_own_way():
            print("said otherwise")
    """)
    project.run("x.feature", "-p", "language", "-s").stdout.fnmatch_lines(["*said otherwise*"])
