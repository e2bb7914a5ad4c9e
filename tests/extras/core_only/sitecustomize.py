"""Loaded by Python itself at its start, where this folder is on PYTHONPATH: hides packages, as if not installed.

``HIDDEN_MODULES`` names modules and ``HIDDEN_DISTRIBUTIONS`` the folders of what is known of distributions, with blanks
between them: to read their metadata for their names would take longer than what is tried.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODULES = frozenset(os.environ.get("HIDDEN_MODULES", "").split())
_DISTRIBUTIONS = frozenset(os.environ.get("HIDDEN_DISTRIBUTIONS", "").split())


class _Installed(PathFinder):
    """Finds what is installed, but for what is hidden."""

    @classmethod
    def find_spec(cls, fullname: str, path: Any = None, target: Any = None) -> Any:  # noqa: ANN401 - as Python's own
        """Return None for what is hidden: whoever is asked next may say something."""
        return None if fullname in _MODULES else super().find_spec(fullname, path, target)

    @staticmethod
    def find_distributions(*arguments: Any, **named: Any) -> Iterator[Any]:  # noqa: ANN401 - the same
        """Yield the distributions that are not hidden, whose plugins pytest then loads."""
        return (
            each
            for each in PathFinder.find_distributions(*arguments, **named)
            if Path(str(vars(each).get("_path", ""))).name not in _DISTRIBUTIONS
        )


sys.meta_path[sys.meta_path.index(PathFinder)] = _Installed
