"""What the tests of the sample desktop stand on: the small contact centre as an export, and a desktop that runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from callbook.lab import small_center
from sample_desktop.adapter import sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.lab.seats import DesktopMaker


@pytest.fixture
def export() -> dict[str, Any]:
    """Give the environment of the small contact centre, to be changed."""
    exported: dict[str, Any] = json.loads(msgspec.json.encode(small_center()))
    return exported


@pytest.fixture(scope="module")
def make() -> Iterator[DesktopMaker]:
    """Give what makes desks of a desktop that runs."""
    with sample() as maker:
        yield maker
