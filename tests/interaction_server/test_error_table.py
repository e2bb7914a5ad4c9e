"""The error table says of each code whether it is documented."""

from __future__ import annotations

from callbook_mocks.interaction_server import ERRORS, ErrorCode


def test_only_43_is_documented() -> None:
    """Every code has its row; only that of an unknown interaction stands in a public page."""
    assert set(ErrorCode) == set(ERRORS)
    assert [43] == [row.code for row in ERRORS.values() if row.basis == "documented"]
