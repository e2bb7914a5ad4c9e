from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.pytest_plugin.conftest import PLUGINS
from tests.served import server

from callbook.network.remote.doors import NotServing, served

if TYPE_CHECKING:
    from pathlib import Path

FEATURE = """\
Feature: Doors

  Scenario: A callback is offered
    Given Anna is logged in
    When Maria schedules a callback
    Then Anna sees the notification of Maria
    When Anna accepts the callback
    And Anna dials and Maria answers
    Then Anna's call is "connected"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a folder with one feature file."""
    (tmp_path / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n")
    (tmp_path / "doors.feature").write_text(FEATURE)
    return tmp_path


def _run(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", *PLUGINS, "-q", *options]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)  # noqa: S603 - ours


@pytest.mark.measures_processes
@pytest.mark.parametrize("door", ["responses", "http"])
def test_the_recording_is_the_same(project: Path, door: str) -> None:
    """Whichever door, the scenario passes, and what it recorded is what the direct door records."""
    recordings = list[bytes]()
    for each in ("direct", door):
        ended = _run(project, "--door", each, "--traces", each)
        assert "1 passed" in ended.stdout, ended.stdout + ended.stderr
        (file,) = (file for file in (project / each).rglob("*.ndjson") if file.parent.name == "doors")
        recordings.append(file.read_bytes())
    assert recordings[0] == recordings[1]


@pytest.mark.measures_processes
def test_a_server_that_runs_already_is_used(project: Path) -> None:
    """A job of many can share one server; each scenario has a run of its own there, and leaves none behind."""
    with server() as served_one:
        ended = _run(project, "--door", "http", "--callbook-server", served_one.address)
    assert "1 passed" in ended.stdout, ended.stdout + ended.stderr


def test_a_server_that_is_not_there_is_said(project: Path) -> None:
    """The scenario fails with the address and the way out."""
    ended = _run(project, "--door", "http", "--callbook-server", "http://127.0.0.1:1")
    assert "No server answers at http://127.0.0.1:1" in ended.stdout
    assert "Start one: callbook serve" in ended.stdout


def test_a_door_that_there_is_not_is_refused(project: Path) -> None:
    """Before anything is collected."""
    ended = _run(project, "--door", "window")
    assert "invalid choice: 'window' (choose from 'direct', 'responses', 'http')" in ended.stderr


def test_a_server_that_does_not_begin_is_an_error() -> None:
    """Its own message stands above."""
    with pytest.raises(NotServing, match=r"has ended with exit code 2"), served("--host", "0.0.0.0"):  # noqa: S104
        pass
