"""The repository that `callbook init` makes: what stands in its files fits together, and to the kit."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.starter.conftest import commands

from callbook.configuration.environment import read_environment
from callbook.configuration.lint import chosen, lint
from callbook.notebook.testing.execution import read_notebook
from callbook.notebook.testing.form import complaints

if TYPE_CHECKING:
    from pathlib import Path

KEPT = ["callbook-report.html", "junit.xml", ".callbook/last-run/"]


def test_lint_finds_nothing(repository: Path) -> None:
    """Not even a note, but that of an option which came later and is set nowhere."""
    rules = chosen(ignore=["CB901"])
    assert () == lint(read_environment(repository / "configuration/centre.toml"), rules=rules)


def test_both_ci_files_run_the_same(repository: Path) -> None:
    """Install, lint, check, run, report: a person reads the same in both."""
    expected = [
        "python -m pip install -r requirements.txt",
        "callbook lint configuration/centre.toml",
        "callbook check",
        "pytest --junitxml=junit.xml",
        'callbook report --title "made"',
    ]
    assert [expected, expected] == [commands(repository, ".github/workflows/callbook.yml"), commands(repository)]


def test_both_ci_files_keep_what_was_written(repository: Path) -> None:
    """Of a red run as well."""
    github: Any = yaml.safe_load((repository / ".github/workflows/callbook.yml").read_bytes())
    *_, report, upload = github["jobs"]["callbook"]["steps"]
    assert ["${{ !cancelled() }}"] * 2 == [report["if"], upload["if"]]
    assert (KEPT, True) == (upload["with"]["path"].split(), upload["with"]["include-hidden-files"])
    gitlab: Any = yaml.safe_load((repository / ".gitlab-ci.yml").read_bytes())
    kept = gitlab["callbook"]["artifacts"]
    assert ("always", sorted(KEPT)) == (kept["when"], sorted([*kept["paths"], kept["reports"]["junit"]]))


def test_what_a_run_writes_is_ignored(repository: Path) -> None:
    """All that CI keeps, git does not."""
    ignored = (repository / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert all(f"/{each.split('/')[0]}" in [line.rstrip("/") for line in ignored] for each in KEPT)


def test_no_file_names_an_address(repository: Path) -> None:
    """Neither a package registry's nor any other: those are a company's own."""
    texts = {path: path.read_text(encoding="utf-8") for path in repository.rglob("*") if path.is_file()}
    assert [] == [str(path) for path, text in texts.items() if re.search(r"https?://|index-url", text)]


def test_the_editor_s_settings_are_json_and_lead_to_files(repository: Path) -> None:
    """The features, and the steps as the Cucumber extension reads them."""
    settings = json.loads((repository / ".vscode/settings.json").read_bytes())
    [glue], [features] = settings["cucumber.glue"], settings["cucumber.features"]
    assert (repository / glue).is_file()
    assert 3 == len(list(repository.glob(features)))
    assert (
        "cucumberopen.cucumber-official"
        in json.loads((repository / ".vscode/extensions.json").read_bytes())["recommendations"]
    )


def test_its_notebook_is_small_and_stored_without_outputs(repository: Path) -> None:
    """As the kit's own notebooks have to be."""
    assert [] == complaints(read_notebook(repository / "notebooks/the_last_run.ipynb"))


def test_its_readme_names_only_what_is_there(repository: Path) -> None:
    """Files, folders, and a scenario by its line."""
    readme = (repository / "README.md").read_text(encoding="utf-8")
    table = readme.split("## What is where")[1].split("## Next")[0]
    named = re.findall(r"`([\w./]+)`", table)
    assert 9 <= len(named)
    assert [] == [name for name in named if not (repository / name).exists()]
    [(feature, line)] = re.findall(r"pytest (features/\w+\.feature):(\d+)", readme)
    assert "Scenario:" in (repository / feature).read_text(encoding="utf-8").splitlines()[int(line) - 1]


@pytest.mark.parametrize("setting", ["strict_config", "strict_markers", "strict_xfail"])
def test_pytest_is_strict(repository: Path, setting: str) -> None:
    """What is misspelt is an error."""
    settings = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["pytest"]["ini_options"][setting] is True
