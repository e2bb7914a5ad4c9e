"""No package that Callbook depends on, or is made with, has a licence that forbids commercial use."""

from __future__ import annotations

import pytest
from tests.project.licences import Package, listed, objections
from tests.project_metadata import normalised, project


def test_all_of_them_allow_it() -> None:
    """Each package that is installed here, its licence told by its metadata, or by its text."""
    packages = listed()
    assert [] == objections(packages)
    assert {normalised(each) for each in project().dependencies} <= {normalised(each.name) for each in packages}


@pytest.mark.parametrize(
    "licence", ["CC-BY-NC-4.0", "Free for non-commercial use", "Other/Proprietary License", "UNKNOWN"]
)
def test_one_that_does_not_is_noticed(licence: str) -> None:
    """The judgement itself; a licence that nobody knows is none."""
    assert [f"paid 1.0: {licence}"] == objections([Package("paid", "1.0", licence)])
