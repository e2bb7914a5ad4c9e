"""The pytest plugin: runs feature files by themselves and says what they have shown.

Installed with Callbook, and inert unless a project asks for it: pytest loads `entry_point` alone, which looks whether
one of the ways in `asking` holds. Whoever names this module, by `-p` or in a conftest, asks. What is public are types,
for whoever answers one of the hooks or brings a desktop along.

`whole` is the plugin itself. The step language is loaded with it; a `conftest.py` that defines the same step, or the
same fixture, takes precedence. Four packages follow a run: `collect` turns feature files into tests, and finds what
each step runs; `run` runs the steps in a loop of its own, and writes the account of each scenario; `result` writes the
event stream, the one account of the run; `own` is for a team's own configuration or desktop. What a worker of an xdist
run has to say travels on reports to the process that writes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import lazy_loader

if TYPE_CHECKING:
    import pytest

# Not its `__dir__`: pytest asks what a plugin holds, and would fetch all that this face hands on.
__getattr__, _, __all__ = lazy_loader.attach_stub(__name__, __file__)


def pytest_plugin_registered(plugin: object, manager: pytest.PytestPluginManager) -> None:
    """Load the whole plugin: this module is registered only where somebody names it."""
    if plugin is sys.modules[__name__]:
        from callbook.pytest_plugin import entry_point

        entry_point.load(manager)
