"""Tags of feature files as pytest markers, without registration: `pytest -m P5` works under strict markers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest

MARKABLE = re.compile(r"[^\W_][^:(\s]*")
"""What pytest takes for a marker's name. Other tags, such as `@ticket:17`, stay on the item without a marker."""


class TagMarkers:
    """Makes markers of tags in one pytest run."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._registered: set[str] = set()

    def markable(self, tags: Iterable[str]) -> set[str]:
        """Return those of the *tags* that can be markers, registered."""
        names = {tag for tag in tags if MARKABLE.fullmatch(tag)}
        for name in sorted(names - self._registered):
            self._config.addinivalue_line("markers", f"{name}: a tag of a feature file")
        self._registered |= names
        return names

    def marks(self, tags: Iterable[str]) -> list[pytest.MarkDecorator]:
        """Return the markers of those *tags* that can be markers."""
        return [getattr(pytest.mark, name) for name in sorted(self.markable(tags))]

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_apply_tag(self, tag: str, function: Callable[..., object]) -> object:
        """Stand in for pytest-bdd's own way, which asks for every tag to be registered by hand."""
        for mark in self.marks([tag]):
            mark(function)
        return True


TAG_MARKERS = pytest.StashKey[TagMarkers]()
"""Where a run keeps its own, on the configuration."""
