"""A team's own configuration, as the commands about agents read it: as far as it can be, with a word on what cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

from callbook.configuration import Environment, read_environment

if TYPE_CHECKING:
    from pathlib import Path


def their_configuration(path: Path) -> Environment:
    """Read the configuration at *path*; what does not fit is left out, and said on the error stream.

    Raises:
        BadInput: when it cannot be read, or is an export of options alone, which knows no agents.
    """
    environment = read_environment(path)
    environment.check_whole()
    if environment.left_out:
        told = f"callbook: {environment.left_out}"
        Console(stderr=True).print(told, markup=False, highlight=False, soft_wrap=True, style="yellow")
    return environment
