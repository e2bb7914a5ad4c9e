"""The fixture ``callbook_mocked``: a contact centre that answers ``requests`` while a test runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.network import Mocked


@pytest.fixture
def callbook_mocked() -> Iterator[Mocked]:
    """Yield a contact centre of this test's own, reached by ``requests`` at its addresses; see ``callbook.mocked``.

    Whoever wants another contact centre, or other addresses, defines a fixture of the same name.
    """
    from callbook.network import mocked

    with mocked() as center:
        yield center
