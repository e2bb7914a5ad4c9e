"""What is public: the names that stand in the ``__all__`` of a package, or of a module of the ground."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from pkgutil import iter_modules, walk_packages
from typing import TYPE_CHECKING, Final, cast

import callbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

DISTRIBUTED: Final = ("callbook", "callbook_mocks", "callbook_steps")
"""The packages at the top of the wheel."""


def public_api() -> dict[str, tuple[str, ...]]:
    """Give every package, and every module of the ground that has an ``__all__``, with its public names, sorted."""
    return {name: _names(import_module(name)) for name in sorted((*_packages(), *_ground()))}


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
    return tuple(sorted(cast("list[str]", vars(module)["__all__"]), key=lambda name: (name.casefold(), name)))


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
