"""A repository that version 0.1.0 has made, before the house was rebuilt, runs green as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.pytest_plugin.conftest import PLUGINS

FIRST_VERSION = Path(__file__).with_name("first_version")


def test_it_runs_unchanged(pytester: pytest.Pytester) -> None:
    """Its own step imports what the first version showed; nothing is left out."""
    shutil.copytree(FIRST_VERSION, pytester.path, dirs_exist_ok=True)
    result = pytester.runpytest_inprocess(*PLUGINS, "-p", "no:cacheprovider", "--unused-steps")
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(["no scenario fails because of it"])
    result.stdout.no_fnmatch_line("*unused step definitions*")
