"""Tags of feature files as pytest markers, without registration: `pytest -m P5` works under strict markers.

A project's own `pytest_bdd_apply_tag` comes first. A tag becomes no marker, but stays a tag, if a plugin has registered
a marker of its name that needs arguments: `@timeout` says nothing of how long, and pytest would break on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKABLE = re.compile(r"[^\W_][^:(\s]*")
"""What pytest takes for a marker's name. Other tags, such as `@ticket:17`, stay on the item without a marker."""

_REGISTERED = re.compile(r"(?P<name>[^:(\s]+)\((?P<arguments>[^)]*)\)")
_DEFAULTS = frozenset({"xfail", "skip"})
"""pytest's own, whose arguments can be left out although their registration does not show it."""


class TagMarkers:
    """Makes markers of tags in one pytest run."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._registered: set[str] = set()
        self._need_arguments: frozenset[str] | None = None

    def markable(self, tags: Iterable[str]) -> set[str]:
        """Return those of the *tags* that can be markers, registered."""
        if self._need_arguments is None:
            self._need_arguments = frozenset(_needing_arguments(self._config.getini("markers")))
        names = {tag for tag in tags if MARKABLE.fullmatch(tag)} - self._need_arguments
        for name in sorted(names - self._registered):
            self._config.addinivalue_line("markers", f"{name}: a tag of a feature file")
        self._registered |= names
        return names

    def marks(self, tags: Iterable[str]) -> list[pytest.MarkDecorator]:
        """Return the markers of those *tags* that can be markers."""
        return [getattr(pytest.mark, name) for name in sorted(self.markable(tags))]

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_apply_tag(self, tag: str, function: Callable[..., object]) -> object:
        """Ask the project first; else stand in for pytest-bdd, which wants every tag to be registered by hand."""
        for answer in reversed(self._config.hook.pytest_bdd_apply_tag.get_hookimpls()):
            if answer.plugin is not self and not is_pytest_bdds_own(answer.plugin):
                given: dict[str, Any] = {"tag": tag, "function": function}
                result = answer.function(*(given[name] for name in answer.argnames))
                if result is not None:
                    return result
        for mark in self.marks([tag]):
            mark(function)
        return True


def is_pytest_bdds_own(plugin: object) -> bool:
    """Return whether a plugin is pytest-bdd's, which is not imported for that: pytest wants to be the first."""
    return getattr(plugin, "__name__", "") == "pytest_bdd.plugin"


def _needing_arguments(lines: Iterable[str]) -> Iterator[str]:
    """Yield the names of markers whose registration, such as `timeout(seconds): …`, has arguments without a default."""
    for line in lines:
        found = _REGISTERED.match(line)
        if found and found["name"] not in _DEFAULTS:
            arguments = [each.strip() for each in found["arguments"].split(",")]
            if any(each and "=" not in each and each != "*" for each in arguments):
                yield found["name"]


TAG_MARKERS = pytest.StashKey[TagMarkers]()
"""Where a run keeps its own, on the configuration."""
