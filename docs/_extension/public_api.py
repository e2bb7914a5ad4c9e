"""What is public: the names that stand in the ``__all__`` of a package, or of a module of the ground."""

from __future__ import annotations

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
