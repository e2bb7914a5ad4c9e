"""Shared by all tests: pytest's own tester, and how hard Hypothesis tries."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

pytest_plugins = ["pytester", "tests.browser.chromium_wanted"]

# `ci` gives the same examples every time; `make explore` asks for `explore`, which looks for new ones.
settings.register_profile(
    "ci", derandomize=True, max_examples=40, stateful_step_count=60, deadline=None, database=None, print_blob=False
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
