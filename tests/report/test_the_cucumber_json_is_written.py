"""`--cucumberjson` stays pytest-bdd's option; the file is written from the event stream, and nothing lies in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.all_that_can_happen import write_all
from tests.report.conftest import EVERY_END, more_steps

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

PLAIN = "Feature: F\n  Scenario: S\n    Given a contact centre\n"

LOOKS = """
def pytest_sessionfinish(session):
    kinds = {type(plugin).__module__ for plugin in session.config.pluginmanager.get_plugins()}
    print("\\npytest-bdd writes:", "pytest_bdd.cucumber_json" in kinds)
"""

KEEPS = """
@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    del config._bddcucumberjson
"""


def _names(project: Project, file: str = "cucumber.json") -> list[str]:
    found: list[dict[str, Any]] = json.loads((project.root / file).read_bytes())
    return [scenario["name"] for feature in found for scenario in feature["elements"]]


@pytest.mark.measures_processes
def test_one_process_or_two_write_the_same(project: Project) -> None:
    """Byte by byte, with all that can happen to a scenario and to a file."""
    write_all(project)
    for workers in ("0", "2"):
        project.run("-n", workers, "--continue-on-collection-errors", "--cucumberjson", f"{workers}.json")
    assert (project.root / "0.json").read_bytes() == (project.root / "2.json").read_bytes()
    assert 16 == len(_names(project, "0.json"))


def test_pytest_bdd_writes_no_more(project: Project) -> None:
    """Its writer is out; where the file is, is said once, as it was said before."""
    more_steps(project, LOOKS)
    project.write("x.feature", PLAIN)
    result = project.run("--cucumberjson", "cucumber.json", "-s")
    assert (0, ["S"]) == (result.ret, _names(project))
    assert "pytest-bdd writes: False" in result.outlines
    said = [line.strip("- ") for line in result.outlines if "generated json file" in line]
    assert [f"generated json file: {project.root / 'cucumber.json'}"] == said


def test_a_writer_that_is_kept_elsewhere(project: Project) -> None:
    """Another pytest-bdd may keep it where it is not found: then it writes, and ours stands in the end."""
    more_steps(project, KEEPS + LOOKS)
    project.write("x.feature", EVERY_END)
    assert "pytest-bdd writes: True" in project.run("--cucumber-json", "cucumber.json", "-s").outlines
    assert "It is skipped" in _names(project)


def test_nobody_asked(project: Project) -> None:
    """Then nothing is written, and nothing said."""
    project.write("x.feature", PLAIN)
    assert "generated json file" not in project.run().stdout.str()
    assert [] == list(project.root.glob("*.json"))


@pytest.mark.parametrize("how", ["--collect-only", "test_plain.py"])
def test_no_scenarios_are_none(project: Project, how: str) -> None:
    """Nor are those of an earlier run, whose stream still lies there."""
    project.write("test_plain.py", "def test_plain():\n    pass\n")
    project.write("x.feature", PLAIN)
    project.run("--cucumberjson", "cucumber.json")
    assert ["S"] == _names(project)
    assert 0 == project.run("--cucumberjson", "cucumber.json", how).ret
    assert b"[]" == (project.root / "cucumber.json").read_bytes()


def test_the_path_is_read_as_pytest_bdd_reads_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables are filled in; folders are made, as for the JUnit XML."""
    monkeypatch.setenv("REPORTS", "build/reports")
    project.write("x.feature", PLAIN)
    assert 0 == project.run("--cucumberjson", "$REPORTS/cucumber.json").ret
    assert ["S"] == _names(project, "build/reports/cucumber.json")


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_path_that_cannot_be_written(project: Project, workers: str) -> None:
    """The run does not begin: a usage error that says what would be accepted."""
    project.write("x.feature", PLAIN)
    (project.root / "reports").mkdir()
    result = project.run("-n", workers, "--cucumberjson", "reports")
    path = str(project.root / "reports")
    accepted = "Accepted: a file that can be written (Is a directory)."
    assert (pytest.ExitCode.USAGE_ERROR, [f"ERROR: --cucumberjson {path!r} cannot be used. {accepted}"]) == (
        result.ret,
        [line for line in result.errlines if line],
    )
    assert not (project.root / ".callbook").exists()


@pytest.mark.parametrize(
    ("deed", "why"),
    [
        ("shutil.rmtree('reports')", "Accepted: a file that can be written (No such file or directory)."),
        ("shutil.rmtree('.callbook')", "Accepted: one that a run has written: run `make acceptance` first."),
    ],
)
def test_a_file_that_can_no_more_be_written(project: Project, deed: str, why: str) -> None:
    """The run has failed, and says so; the scenario itself has passed."""
    more_steps(project, f'\n@when("somebody tidies up")\ndef tidies_up():\n    import shutil\n    {deed}\n')
    project.write("x.feature", PLAIN + "    When somebody tidies up\n")
    result = project.run("--cucumberjson", "reports/cucumber.json")
    result.assert_outcomes(passed=1)
    lines = result.outlines
    title = next(number for number, line in enumerate(lines) if "the Cucumber JSON could not be written" in line)
    assert (pytest.ExitCode.TESTS_FAILED, True) == (result.ret, lines[title + 1].endswith(why))


def test_a_run_that_was_cut_short(project: Project) -> None:
    """Its exit code stays what it was: that the file could not be written is the lesser evil."""
    leaves = "    import shutil\n    shutil.rmtree('reports')\n    pytest.exit('enough', returncode=7)\n"
    more_steps(project, f'@when("somebody leaves")\ndef somebody_leaves():\n{leaves}')
    project.write("x.feature", PLAIN + "    When somebody leaves\n")
    assert 7 == project.run("--cucumberjson", "reports/cucumber.json").ret
