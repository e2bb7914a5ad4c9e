"""Commands that work for long say by their exit code that Ctrl-C has stopped them."""

from __future__ import annotations

import pytest

from callbook.cli.long_work import exit_code
from callbook.verification import Progress


@pytest.mark.parametrize(("interrupted", "found", "code"), [(False, False, 0), (True, False, 130), (True, True, 1)])
def test_how_they_end(interrupted: bool, found: bool, code: int) -> None:  # noqa: FBT001 - a table of answers
    """As other programs do after Ctrl-C; what was found counts for more."""
    assert code == exit_code(Progress(interrupted=interrupted), found=found)
