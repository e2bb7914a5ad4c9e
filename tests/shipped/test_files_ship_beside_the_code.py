"""Features and examples are found, in a checkout and in a wheel alike."""

from __future__ import annotations

from pathlib import Path

import callbook
from callbook.core.shipped import shipped_folder


def test_in_a_checkout_they_are_the_checkout_s_own() -> None:
    """The folder beside pyproject.toml, so that a change is seen at once."""
    root = Path(callbook.__file__ or "").parent.parent.parent
    assert root / "features" == shipped_folder("features")
    assert (shipped_folder("examples") / "contact_center.toml").is_file()


def test_in_a_wheel_they_lie_inside_the_package() -> None:
    """So does whatever a checkout does not have."""
    assert Path(callbook.__file__ or "").parent / "nothing" == shipped_folder("nothing")
