"""What pytest loads of Callbook in every project: it looks whether the project asks for the plugin, and loads it then.

Where nobody asks, these few modules are all that is imported. They register settings and hooks of Callbook's own name,
and nothing else: no option, marker, fixture or step.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from copy import copy
from importlib import import_module

import pytest

from callbook.pytest_plugin import asking, hooks
from callbook.pytest_plugin.features_not_run import FeaturesNotRun

_NAME = "callbook"
"""The name of this module as a plugin, that of the entry point."""

WHOLE = "callbook.pytest_plugin.whole"


def load(manager: pytest.PytestPluginManager) -> None:
    """Load the whole plugin, and this module if it was not there."""
    if not manager.has_plugin(WHOLE):
        manager.register(import_module(WHOLE), WHOLE)
    here = sys.modules[__name__]
    if not manager.is_registered(here):
        is_taken = manager.is_blocked(_NAME) or manager.has_plugin(_NAME)
        manager.register(here, __name__ if is_taken else _NAME)


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Add the hooks that a QA project may answer itself."""
    pluginmanager.add_hookspecs(hooks)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add Callbook's settings."""
    parser.addini(
        asking.SETTING,
        "run feature files with Callbook; false: also say nothing of feature files that are not run",
        type="bool",
        default=None,
    )
    parser.addini(
        asking.CONFIGURATION_SETTING,
        "the same as --callbook-config, as a path from the file in which it stands",
        default="",
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(
    early_config: pytest.Config, parser: pytest.Parser, args: list[str]
) -> Generator[None]:
    """Load the whole plugin before any conftest if the project asks; a conftest may name it, too."""
    manager = early_config.pluginmanager
    if manager.has_plugin(WHOLE) or asking.is_asked(early_config, args):
        load(manager)
        _read_again(early_config, parser, args)
    yield
    if manager.has_plugin(WHOLE):
        from callbook.pytest_plugin.options import add_short_names

        add_short_names(early_config, parser)
    elif early_config.getini(asking.SETTING) is not False:
        manager.register(FeaturesNotRun(early_config))


def _read_again(config: pytest.Config, parser: pytest.Parser, arguments: list[str]) -> None:
    """Tell paths from the values of options, now that these are known: in the paths pytest looks for conftest files."""
    from callbook.pytest_plugin.options import with_values_joined

    asking.take_lines(config, arguments)
    known = parser.parse_known_args([*with_values_joined(arguments)], namespace=copy(config.option))
    config.known_args_namespace.file_or_dir = known.file_or_dir
