"""The public Python API, package by package, from its docstrings."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from docs._extension.markdown import block, code, table, target, words
from docs._extension.public_api import PROMISED, PROTOCOLS, words_behind
from msgspec.structs import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.messages import Message

_PAGES: Final = {
    "lab": ("callbook", "callbook.lab", "callbook.workspace"),
    "configuration": ("callbook.configuration",),
    "notebooks": ("callbook.notebook",),
    "steps": ("callbook_steps", "callbook_mocks.contacts", "callbook.pytest_plugin", "callbook.cli"),
    "messages": (
        "callbook.messages",
        "callbook.messages.open_media",
        "callbook.messages.open_media_events",
        "callbook.messages.t_library",
        "callbook.messages.t_library_events",
    ),
}


def python_page(page: str) -> str:
    """Return the text of a *page*: what it promises, module by module."""
    return "\n\n".join(_package(module, PROMISED[module]) for module in _PAGES[page])


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
    holders = [module for module, names in PROMISED.items() if name in names]
    same: list[str] = [module for module in holders if getattr(import_module(module), name) is value]
    return min(same, key=order.index)
