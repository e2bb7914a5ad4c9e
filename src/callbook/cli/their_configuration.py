"""A team's own configuration, as the commands about agents read it: as far as it can be, with a word on what cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

from callbook.environment import Environment, read_environment
from callbook.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path


def their_configuration(path: Path) -> Environment:
    """Read the configuration at *path*; what does not fit is left out, and said on the error stream.

    Raises:
        BadInput: when it cannot be read, or is an export of options alone, which knows no agents.
    """
    environment = read_environment(path)
    if not environment.whole:
        accepted = "a whole environment (TOML, JSON or YAML), which may name this export; an export knows no agents"
        raise BadInput("configuration", str(path), accepted=accepted)
    left_out = len(environment.misfits)
    if left_out:
        what = "1 thing does not fit, and is" if left_out == 1 else f"{left_out} things do not fit, and are"
        told = f"callbook: {what} left out of {path}; `callbook lint {path}` tells more."
        Console(stderr=True).print(told, markup=False, highlight=False, soft_wrap=True, style="yellow")
    return environment
