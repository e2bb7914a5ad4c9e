"""Who imports past the face of a room: the rooms, their faces, and the imports between them, read as text.

A room is one of the nine packages of Callbook, one of the mock servers and their like, or the step language. Its face
is its ``__init__``: what stands there in ``__all__`` others may import, and nothing else. Messages have a face of their
own, `callbook.messages`, with a module for each protocol's requests and events.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OURS: Final = ("callbook", "callbook_mocks", "callbook_steps")
MESSAGES: Final = "callbook.messages"


@dataclass(frozen=True, slots=True)
class Import:
    """One name that one module takes from another."""

    module: str
    line: int
    source: str
    name: str


def room_of(module: str) -> str:
    """Return the room that *module* belongs to; the package itself, where it stands beside the rooms."""
    parts = module.split(".")
    if parts[0] == "callbook_steps":
        return "callbook_steps"
    return ".".join(parts[:2])


def imports_between_rooms(sources: Mapping[str, str]) -> Iterator[Import]:
    """Return the names that modules take from other rooms; *sources* maps each module's name to its text."""
    for module, text in sources.items():
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.ImportFrom) or node.module is None or node.level:
                continue
            if node.module.split(".")[0] in OURS and room_of(node.module) != room_of(module):
                yield from (Import(module, node.lineno, node.module, alias.name) for alias in node.names)


def past_faces(sources: Mapping[str, str], faces: Mapping[str, frozenset[str]]) -> list[str]:
    """Return which names come from elsewhere than the face of their room; *faces* maps each to what it hands on."""
    return [
        f"{each.module}:{each.line} imports {each.name} from {each.source}"
        for each in imports_between_rooms(sources)
        if each.name not in faces.get(each.source, frozenset())
    ]


def unused(sources: Mapping[str, str], faces: Mapping[str, frozenset[str]], promised: frozenset[str]) -> list[str]:
    """Say which names a face hands on that no other room imports, and nobody outside was promised."""
    taken = {f"{each.source}.{each.name}" for each in imports_between_rooms(sources)}
    names = (f"{face}.{name}" for face, handed_on in faces.items() for name in handed_on)
    return sorted(name for name in names if name not in taken | promised)
