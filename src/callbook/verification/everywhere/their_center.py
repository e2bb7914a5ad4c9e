"""The contact centre around which configurations vary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.configuration import read_environment
from callbook.lab import cast, small_center

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.configuration import ContactCenter


def center_in(file: Path | str | None) -> ContactCenter:
    """Return a team's own contact centre, cast for the scenarios; the kit's small one for no file.

    Raises:
        BadInput: when it cannot be read, or agents are missing.
    """
    if not file:
        return small_center()
    environment = read_environment(file)
    environment.check_whole()
    return cast(environment.contact_center, small_center(), {}).center
