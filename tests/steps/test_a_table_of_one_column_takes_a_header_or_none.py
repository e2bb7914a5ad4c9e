"""Privileges and contacts stand in tables of one column: with a header, in singular or plural, or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core import BadInput
from callbook_steps.phrases import column_of, rows_of

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

HEADERS = ("", "  | privilege |\n", "  | Privileges |\n")
CONTACTS = ("", "  | contact |\n", "  | contacts |\n")
PRIVILEGE = "  | Can Use Web Callback Channel |\n"
NOT_ONE = 'Given the role "New" grants\n  | privilege | clause |\n  | Can Decline | P2 |'


@pytest.mark.parametrize("header", HEADERS)
def test_privileges(feature: Feature, header: str) -> None:
    """Of a role, and of an agent."""
    only = f"Given Ben has only these privileges\n{header}{PRIVILEGE}Then Ben is not offered to go Ready"
    grants = f'Given the role "New" grants\n{header}{PRIVILEGE}And Anna has the role "New"'
    feature.write(only, grants)
    feature.run().assert_outcomes(passed=2)


@pytest.mark.parametrize("header", CONTACTS)
def test_contacts(feature: Feature, header: str) -> None:
    """Each of them has a callback then, and a header none."""
    steps = f"Given Anna can take 2 callbacks at once\nAnd Anna has the callbacks of these contacts in hand\n{header}"
    feature.write(f"{steps}  | Maria |\n  | Ella |\nThen the callback of Maria is with Anna")
    feature.run().assert_outcomes(passed=1)


def test_several_columns_are_an_error(feature: Feature) -> None:
    """It says both forms."""
    feature.write(NOT_ONE)
    assert [
        (
            "columns 'privilege, clause' in the table cannot be used. Accepted: one column of privileges, with or "
            "without the header 'privilege'."
        )
    ] == feature.problems()


def test_no_table_is_an_error() -> None:
    """Also where any columns would do."""
    with pytest.raises(BadInput, match=r"Accepted: one with a row of names\."):
        rows_of([])
    with pytest.raises(BadInput, match=r"Accepted: one with a column of contacts\."):
        column_of([], "contact")
