"""A team's own configuration as the commands read it, and the level at which an option is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.cli.output import console
from callbook.configuration import APPLICATION_NAME, LEVEL_NAMES, Environment, Level, read_environment
from callbook.core import BadInput, find

if TYPE_CHECKING:
    from pathlib import Path


def their_configuration(path: Path) -> Environment:
    """Return the configuration at *path*; what does not fit is left out, and named on the error stream.

    Raises:
        BadInput: when it cannot be read, or is an export of options alone, which knows no agents.
    """
    environment = read_environment(path)
    environment.check_whole()
    say_what_is_left_out(environment)
    return environment


def say_what_is_left_out(environment: Environment) -> None:
    """Say on the error stream what does not fit, and what has no place in the channel."""
    for sentence in filter(None, (environment.left_out, environment.source.passed_over_in_words)):
        message = f"callbook: {sentence}"
        console(stderr=True).print(message, markup=False, highlight=False, soft_wrap=True, style="yellow")


def level_and_holder(at: str) -> tuple[Level, str]:
    """Return the level and the holder that ``Application``, or ``Agent Group:Claims`` and the like, name.

    Raises:
        Unknown: for a level that there is not.
        BadInput: for a level whose object is not named.
    """
    label, _, holder = at.partition(":")
    level = find("level", label.strip().title(), {name: each for name, each in LEVEL_NAMES.items() if each})
    if level is Level.APPLICATION:
        return level, holder.strip() or APPLICATION_NAME
    if not holder:
        raise BadInput("level", at, accepted=f'the name of the object as well: "{level.label}:..."')
    return level, holder.strip()
