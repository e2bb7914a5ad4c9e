"""The public Python API, package by package, from its docstrings."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from docs._extension.markdown import block, code, table, target, words
from docs._extension.public_api import PROTOCOLS, public_api, words_behind
from msgspec.structs import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.messages import Message

_PAGES: Final = {
    "lab": ("callbook", "callbook.lab", "callbook.workspace", "callbook.core.errors"),
    "configuration": ("callbook.configuration", "callbook.core.assumptions", "callbook.core.clauses"),
    "recordings": ("callbook.core.journal", "callbook.record.trace", "callbook.lab.replay", "callbook.record.diagram"),
    "notebooks": (
        "callbook.notebook",
        "callbook.notebook.desk",
        "callbook.notebook.playing",
        "callbook.notebook.export",
    ),
    "time": ("callbook.core.clock", "callbook.core.moments", "callbook.core.faults"),
    "messages": (
        "callbook.messages",
        "callbook.messages.open_media",
        "callbook.messages.open_media_events",
        "callbook.messages.t_library",
        "callbook.messages.t_library_events",
    ),
    "mocks": (
        "callbook_mocks.contacts",
        "callbook_mocks.website",
        "callbook_mocks.capture_point",
        "callbook_mocks.interaction_server",
        "callbook_mocks.voice_switch",
    ),
}
_REST: Final = "rest"
"""The page for whatever stands on no other: a package that is new is described without anybody's doing."""


def python_page(page: str) -> str:
    """Write the packages of one *page*, or of all that stand on no other."""
    public = public_api()
    placed = {each for names in _PAGES.values() for each in names}
    rest = tuple(module for module, names in public.items() if names and module not in placed)
    chosen = rest if page == _REST else _PAGES[page]
    return "\n\n".join(_package(module, public[module]) for module in chosen)


def _package(module: str, names: tuple[str, ...]) -> str:
    said = inspect.cleandoc(import_module(module).__doc__ or "").replace("``", "`")
    if module in PROTOCOLS:
        return f"({target('python', module)})=\n## `{module}`\n\n{said}\n\n{_messages(module, names)}"
    described = "\n\n".join(_directives(module, names))
    heading = f"({target('python', module)})=\n## `{module}`"
    return f"{heading}\n\n{said}\n\n{block('{eval-rst}', described)}"


def _messages(module: str, names: tuple[str, ...]) -> str:
    kinds = cast("list[type[Message]]", [getattr(import_module(module), name) for name in names])
    rows = ((code(each.__name__), words(inspect.getdoc(each) or ""), _attributes(each)) for each in kinds)
    return table(("message", "what it says", "carries (those in brackets need not be given)"), rows)


def _attributes(kind: type[Message]) -> str:
    return ", ".join(code(each.name) if each.required else f"({code(each.name)})" for each in fields(kind))


def _directives(module: str, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = getattr(import_module(module), name)
        described_in = _described_in(name, value)
        if described_in != module:
            yield f"``{name}``\n    is :py:obj:`{described_in}.{name}`."
        elif inspect.isclass(value):
            yield f".. autoclass:: {module}.{name}\n   :members:\n"
        elif inspect.isroutine(value) or hasattr(value, "__wrapped__"):
            yield f".. autofunction:: {module}.{name}\n"
        else:
            yield f".. py:data:: {module}.{name}\n\n   {words_behind(module, name)}\n"


def _described_in(name: str, value: object) -> str:
    """Find the package under which *value* is described: the first that has it."""
    order = [each for names in _PAGES.values() for each in names]
    public = public_api()
    holders = [module for module, names in public.items() if name in names]
    same = [module for module in holders if getattr(import_module(module), name) is value]
    return min(same, key=lambda module: order.index(module) if module in order else len(order))
