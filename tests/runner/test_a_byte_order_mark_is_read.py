"""A feature file may begin with the byte order mark that some editors of Windows write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.record import read_document

if TYPE_CHECKING:
    from tests.runner.conftest import Project

FILES = {
    "English": "Feature: F\n  Scenario: S\n    Given a bell\n",
    "another language": "# language: de\nFunktionalität: F\n  Szenario: S\n    Gegeben sei a bell\n",
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_its_scenarios_run(project: Project, text: str) -> None:
    """As if it was not there; the language is seen behind it."""
    (project.root / "x.feature").write_text(f"\ufeff{text}", encoding="utf-8")
    project.run().assert_outcomes(passed=1)
    [case] = project.played()
    assert ("x.feature", "S", "passed") == (case.feature, case.name, case.outcome)


def test_it_is_no_part_of_the_text(project: Project) -> None:
    """The stream, and a report of the features alone, hold the text without it."""
    path = project.root / "x.feature"
    path.write_text(f"\ufeff{FILES['English']}", encoding="utf-8")
    assert FILES["English"] == read_document(path, "x.feature").text


BOUND = """
    from pytest_bdd import scenario


    @scenario(".specs/x.feature", "S", encoding="utf-8-sig")
    def test_it():
        pass
"""


def test_in_a_module_that_binds_it(project: Project) -> None:
    """pytest-bdd, which reads it there, is told so; what Callbook adds to its scenarios is read as well."""
    (project.root / ".specs").mkdir()
    (project.root / ".specs/x.feature").write_text(f"\ufeff{FILES['English']}", encoding="utf-8")
    project.write("test_bound.py", BOUND)
    project.run().assert_outcomes(passed=1)
    assert [".specs/x.feature"] == [case.feature for case in project.played()]
