"""Shared by all tests: pytest's own tester, how hard Hypothesis tries, what pytests that tests start bring along."""

from __future__ import annotations

import signal
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from callbook.pytest_plugin.collect.kit_steps import KIT_STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = ["pytester", "tests.browser.chromium_wanted", "tests.measured", "tests.one_file_one_worker"]

# `ci` gives the same few examples every time; `make properties` and its kind ask for `explore`: many, always new ones.
settings.register_profile(
    "ci", derandomize=True, max_examples=20, stateful_step_count=60, deadline=None, database=None, print_blob=False
)
settings.register_profile(
    "explore",
    max_examples=2_000,
    stateful_step_count=100,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")

# Whoever is started in the background of a shell ignores Ctrl-C, and so does all that it starts: tests that send it to
# a process of theirs would wait for ever.
signal.signal(signal.SIGINT, signal.default_int_handler)

_ROOMS = ("configuration", "workspace", "record", "lab", "cli")
_KEPT = (*(f"callbook.{room}" for room in _ROOMS), "callbook_mocks")
_BROUGHT_ALONG = "pytest_bdd.plugin,callbook"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Import the model before any test: what a run inside a test imports first is forgotten after it.

    It would be imported anew then, and its classes would be there twice: an event of one would be none of the other.
    """
    session.config.stash[KIT_STEPS].load()
    for name in _KEPT:
        package = import_module(name)
        for module in walk_packages(package.__path__, f"{name}."):
            if ".starter" not in module.name:
                import_module(module.name)


@pytest.fixture(scope="session", autouse=True)
def lean_children() -> Iterator[None]:
    """Let each pytest that a test starts, and its workers, load no plugin but these: all others cost it 2 s."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        patch.setenv("PYTEST_PLUGINS", _BROUGHT_ALONG)
        yield
