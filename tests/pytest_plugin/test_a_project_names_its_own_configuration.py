"""`callbook_config` in a project's settings is the configuration that its scenarios start from."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.pytest_plugin.conftest import Project

from callbook.cli import starter_files

SCENARIO = """
Feature: F
  Scenario: Clara cannot decline
    Given Clara is offered the callback of Maria
    Then Clara is not offered to decline the callback
"""
OWN = "*your configuration: {}*"


@pytest.fixture
def project(pytester: pytest.Pytester) -> Project:
    """Give a project with the starter's configuration, and a scenario that holds only under it."""
    made = Project(pytester)
    made.write("conftest.py", "")
    made.write("pytest.ini", "[pytest]\ncallbook_config = setting/centre.toml\n")
    starter = Path(starter_files.__file__).with_name("starter")
    made.write("setting/centre.toml", (starter / "configuration/centre.toml").read_text(encoding="utf-8"))
    made.write("features/x.feature", SCENARIO)
    return made


def test_every_scenario_starts_from_it(project: Project) -> None:
    """Without a word on the command line."""
    result = project.run()
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines([OWN.format("setting/centre.toml")])


def test_it_is_found_from_any_folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a path from the file of settings, whatever the folder that pytest is started in."""
    monkeypatch.chdir(project.root / "features")
    result = project.run()
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines([OWN.format("../setting/centre.toml")])


def test_the_command_line_has_the_last_word(project: Project, tmp_path: Path) -> None:
    """Another file takes its place; nothing turns it off."""
    other = tmp_path / "other.toml"
    other.write_bytes((project.root / "setting/centre.toml").read_bytes())
    result = project.run("--callbook-config", str(other))
    result.stdout.fnmatch_lines([OWN.format(other)])
    project.run("-o", "callbook_config=").assert_outcomes(failed=1)


def test_without_a_file_of_settings_it_is_a_path_from_the_root(project: Project) -> None:
    """As where it is given on the command line alone."""
    (project.root / "pytest.ini").unlink()
    result = project.run("--rootdir", str(project.root), "-o", "callbook_config=setting/centre.toml")
    result.assert_outcomes(passed=1)
