"""What the metadata says of Pythons and packages is what `make pythons` and `make oldest` try."""

from __future__ import annotations

from packaging.requirements import Requirement
from tests.project_metadata import project
from tests.pythons.oldest import EXTRAS, lowest
from tests.pythons.pythons import program_of, versions


def test_each_package_has_a_lowest_version() -> None:
    """One that was tried: nobody gets an older one and wonders."""
    asked = project()
    names = {Requirement(each).name for extra in EXTRAS for each in asked.optional_dependencies[extra]}
    assert names | {Requirement(each).name for each in asked.dependencies} == set(lowest())


def test_the_pythons_that_are_tried_are_those_of_the_metadata() -> None:
    """From the lowest that it takes, without a gap, and the next one."""
    *named, following = versions()
    lowest_minor = int(project().requires_python.removeprefix(">=3."))
    assert [f"3.{lowest_minor + number}" for number in range(len(named) + 1)] == [*named, following]


def test_a_python_that_is_not_here_is_none() -> None:
    """And no error."""
    assert None is program_of("3.99")
