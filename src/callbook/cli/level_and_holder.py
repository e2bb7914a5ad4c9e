"""Where an option is set, as people write it: a level, and after a colon the object that holds it."""

from __future__ import annotations

from callbook.configuration import APPLICATION_NAME, LEVEL_NAMES, Level
from callbook.core import BadInput, find


def level_and_holder(at: str) -> tuple[Level, str]:
    """Read ``Application``, or level and name such as ``Agent Group:Claims``.

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
