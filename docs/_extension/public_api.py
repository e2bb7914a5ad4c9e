"""What is public: the names that stand in the ``__all__`` of a package, or of a module of the ground."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from pkgutil import iter_modules, walk_packages
from typing import TYPE_CHECKING, Final, cast

import callbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

DISTRIBUTED: Final = ("callbook", "callbook_mocks", "callbook_steps")
"""The packages at the top of the wheel."""


PROTOCOLS: Final = {
    "callbook.messages.open_media": "REQUESTS",
    "callbook.messages.open_media_events": "EVENTS",
    "callbook.messages.t_library": "REQUESTS",
    "callbook.messages.t_library_events": "EVENTS",
}
"""The modules of messages, each with the table that holds them all: what stands in it is public."""


def public_api() -> dict[str, tuple[str, ...]]:
    """Give each package with its public names, sorted; and each module of the ground that has an ``__all__``."""
    return {name: _names(import_module(name)) for name in sorted((*_packages(), *_ground(), *PROTOCOLS))}


def _packages() -> Iterator[str]:
    for top in DISTRIBUTED:
        yield top
        yield from (each.name for each in walk_packages(import_module(top).__path__, f"{top}.") if each.ispkg)


def _ground() -> Iterator[str]:
    for each in iter_modules(callbook.__path__, "callbook."):
        # `__main__` runs the command line when it is imported.
        if not each.ispkg and not each.name.endswith("__main__") and hasattr(import_module(each.name), "__all__"):
            yield each.name


def _names(module: ModuleType) -> tuple[str, ...]:
    table = PROTOCOLS.get(module.__name__, "__all__")
    return tuple(sorted(cast("Iterable[str]", vars(module)[table]), key=lambda name: (name.casefold(), name)))


def words_behind(module: str, name: str) -> str:
    """Give the docstring behind the assignment of *name*, wherever *module* has it from; empty where there is none."""
    body = ast.parse(inspect.getsource(import_module(module))).body
    for each, behind in zip(body, [*body[1:], None], strict=True):
        if isinstance(each, ast.ImportFrom) and each.module and name in {alias.name for alias in each.names}:
            return words_behind(each.module, name)
        if name in _assigned(each):
            return _words(behind)
    return ""


def _assigned(statement: ast.stmt) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _words(statement: ast.stmt | None) -> str:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""
