"""Shared by all tests: pytest's own tester, how hard Hypothesis tries, what pytests that tests start bring along."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = ["pytester", "tests.browser.chromium_wanted", "tests.one_file_one_worker"]

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

_BROUGHT_ALONG = "pytest_bdd.plugin,callbook"


@pytest.fixture(scope="session", autouse=True)
def lean_children() -> Iterator[None]:
    """Let each pytest that a test starts, and its workers, load no plugin but these: all others cost it 2 s."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        patch.setenv("PYTEST_PLUGINS", _BROUGHT_ALONG)
        yield
