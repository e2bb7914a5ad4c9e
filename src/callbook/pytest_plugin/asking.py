"""How a project asks for the plugin: until it does, Callbook is installed beside it and does nothing.

This module is imported at the start of every pytest, also in projects that know nothing of Callbook: it imports nothing
that takes time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pytest

SETTING: Final = "callbook"
CONFIGURATION_SETTING: Final = "callbook_config"
PREFIX: Final = "--callbook-"
AT_LINE: Final = "at-line"
_NAMES: Final = frozenset({"callbook", "callbook.pytest_plugin"})
SUFFIXES: Final = (".feature", ".feature.md")
"""Of feature files: in Gherkin, and in Gherkin within Markdown."""
_FEATURE: Final = re.compile(r"(?P<path>.+\.feature(?:\.md)?)(?P<lines>(?::\d+)*)(?:::.*)?", re.IGNORECASE)


class Way(NamedTuple):
    """A way to ask.

    Attributes:
        words: what a project does, as documented.
        holds: whether it does, given pytest's configuration and all arguments, those of `addopts` among them.
    """

    words: str
    holds: Callable[[pytest.Config, Sequence[str]], bool]


def _setting(config: pytest.Config, arguments: Sequence[str]) -> bool:
    return bool(config.getini(SETTING))


def _configuration(config: pytest.Config, arguments: Sequence[str]) -> bool:
    return bool(config.getini(CONFIGURATION_SETTING))


def _option(config: pytest.Config, arguments: Sequence[str]) -> bool:
    return any(argument.startswith(PREFIX) for argument in arguments)


def _feature_file(config: pytest.Config, arguments: Sequence[str]) -> bool:
    paths: list[str] = config.known_args_namespace.file_or_dir
    return any(_FEATURE.fullmatch(path) for path in paths)


def _name(config: pytest.Config, arguments: Sequence[str]) -> bool:
    plugins: list[str] = config.known_args_namespace.plugins
    return not _NAMES.isdisjoint(plugins)


def _later(config: pytest.Config, arguments: Sequence[str]) -> bool:
    return False  # pytest imports what a conftest names: that loads the plugin, however late


WAYS: Final = (
    Way("`callbook = true` in pytest's settings", _setting),
    Way("an option of Callbook on the command line or in `addopts`: `--callbook-…`", _option),
    Way("a feature file named on the command line: `x.feature`, `x.feature:12`, `x.feature::name`", _feature_file),
    Way("`-p callbook.pytest_plugin`", _name),
    Way('a `conftest.py` that names the plugin: `pytest_plugins = ["callbook.pytest_plugin"]`', _later),
    Way("`callbook_config = FILE` in pytest's settings, as `callbook init` has always written it", _configuration),
    Way("`callbook run PATHS…`, which is pytest with the plugin named", _name),
)
"""All ways, in the order of docs/running.md."""


def is_in_a_feature(nodeid: str) -> bool:
    """Return whether a test is a scenario of a feature file, by its id: `flows/offered.feature::The bell rings`."""
    return any(f"{suffix}::" in nodeid for suffix in SUFFIXES)


def is_asked(config: pytest.Config, arguments: Sequence[str]) -> bool:
    """Return whether the project asks; a worker of pytest-xdist reads the same settings and arguments."""
    return any(way.holds(config, arguments) for way in WAYS)


def take_lines(config: pytest.Config, arguments: list[str]) -> None:
    """Turn `x.feature:12` among the *arguments* into the file and an option that names the line, as pytest reads it."""
    here = config.invocation_params.dir
    for number, match in enumerate([_FEATURE.fullmatch(argument) for argument in arguments]):
        if match and match["lines"] and match.end("lines") == match.end():
            arguments[number] = match["path"]
            at = str(here / match["path"])
            arguments += [f"{PREFIX}{AT_LINE}={at}:{line}" for line in match["lines"].split(":")[1:]]
