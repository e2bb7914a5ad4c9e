"""Where a callback is, as a sentence says it: the same in a failed step, in a notebook, on a page and at the terminal.

A recording writes a place down as Interaction Server has it, with the agent's id: `handled by 'anna'`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_NOBODY_KNOWN: Mapping[str, str] = MappingProxyType({})

_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern.replace("~", r"""['"](.*)['"]""")), words)
    for pattern, words in (
        ("in the queue ~", "waits in the queue '{0}'"),
        ("waiting for an agent, in the strategy ''", "waits for an agent"),
        ("waiting for an agent, in the strategy ~", "waits for an agent, in the strategy '{0}'"),
        ("offered to ~", "offered to {name}"),
        ("handled by ~", "{name} handles it"),
        ("in the workbin ~ of ~", "waits in the workbin '{0}' of {name}"),
    )
)
"""How a place is written in a recording, and what is said of it; the last part in quotes is the agent's id."""


def place_in_words(recorded: str, names: Mapping[str, str] = _NOBODY_KNOWN) -> str:
    """Return where a callback is in words: ``offered to Ben``, ``waits in the queue 'callbacks'``, ``done``.

    Args:
        recorded: the place as a recording, or ``str(lab.where(...))``, writes it.
        names: of the agents, by their ids; whoever is missing there keeps the id.
    """
    for pattern, words in _SENTENCES:
        found = pattern.fullmatch(recorded)
        if found:
            parts = found.groups()
            return words.format(*parts, name=names.get(parts[-1], parts[-1]) if parts else "")
    return recorded
