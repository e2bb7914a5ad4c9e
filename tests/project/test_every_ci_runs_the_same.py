"""The workflow files fit the schemas of their CI systems, and run `.ci/run`; before a commit runs `make lint`."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import msgspec
import pytest
import yaml
from jsonschema import Draft7Validator
from tests.project_metadata import ROOT, project

CHECKED = {
    ".github/workflows/ci.yml": "github-workflows",
    ".gitlab-ci.yml": "gitlab-ci",
    ".github/ISSUE_TEMPLATE/bug.yml": "github-issue-forms",
    ".github/ISSUE_TEMPLATE/wish.yml": "github-issue-forms",
    ".github/ISSUE_TEMPLATE/config.yml": "github-issue-config",
    "src/callbook/cli/starter/.github/workflows/callbook.yml": "github-workflows",
    "src/callbook/cli/starter/.gitlab-ci.yml": "gitlab-ci",
}
"""Files for CI systems, the starter's as well, and their schemas, which ship with check-jsonschema."""

ALL_OF_IT = ["bash .ci/run"]


def _read(name: str) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return read


def _faults(content: dict[Any, Any], schema: str) -> list[str]:
    """Return what the schema has against it; YAML takes the key `on` for a truth, the schema for a word."""
    read = {"on" if key is True else key: value for key, value in content.items()}
    kept = files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{schema}.json"
    checked = Draft7Validator(json.loads(kept.read_text(encoding="utf-8")))
    found = checked.iter_errors(read)  # pyright: ignore[reportUnknownMemberType]
    return [each.message for each in found]


@pytest.mark.parametrize(("file", "schema"), CHECKED.items())
def test_a_file_fits_its_schema(file: str, schema: str) -> None:
    """As the CI system itself would read it."""
    assert [] == _faults(_read(file), schema)


def test_a_slip_is_noticed() -> None:
    """The judgement itself: a job without anything to run on, one without anything to run."""
    of_github, of_gitlab = _read(".github/workflows/ci.yml"), _read(".gitlab-ci.yml")
    del of_github["jobs"]["ci"]["runs-on"]
    of_gitlab["ci"]["skript"] = of_gitlab["ci"].pop("script")
    assert [] != _faults(of_github, "github-workflows")
    assert [] != _faults(of_gitlab, "gitlab-ci")


def test_github_runs_it() -> None:
    """Its only command is the one of every CI, on the lowest Python that Callbook takes."""
    [job] = _read(".github/workflows/ci.yml")["jobs"].values()
    assert ALL_OF_IT == [step["run"] for step in job["steps"] if "run" in step]
    [version] = [step["with"]["python-version"] for step in job["steps"] if "setup-python" in step.get("uses", "")]
    assert project().requires_python == f">={version}"


def test_gitlab_runs_it() -> None:
    """The same command, on the same Python."""
    [job] = _read(".gitlab-ci.yml").values()
    assert ALL_OF_IT == job["script"]
    assert f"python:{project().requires_python.removeprefix('>=')}" == job["image"]


def test_nothing_is_run_before_it_nor_behind() -> None:
    """Whatever a CI needs, .ci/run brings."""
    [job] = _read(".gitlab-ci.yml").values()
    assert {"before_script", "after_script"}.isdisjoint(job)


def test_a_commit_is_linted_by_make() -> None:
    """By nothing that a repository elsewhere decides."""
    hooks = [hook for repo in _read(".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    assert ["local"] == [repo["repo"] for repo in _read(".pre-commit-config.yaml")["repos"]]
    assert [("make lint", "system")] == [(hook["entry"], hook["language"]) for hook in hooks]


def test_the_templates_of_both_ask_the_same() -> None:
    """Whoever changes one changes the other."""
    of_github = (ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert of_github == (ROOT / ".gitlab/merge_request_templates/Default.md").read_text(encoding="utf-8")
    asked = [each["attributes"]["label"] for each in _read(".github/ISSUE_TEMPLATE/bug.yml")["body"]]
    headings = (ROOT / ".gitlab/issue_templates/Bug.md").read_text(encoding="utf-8").splitlines()
    assert [f"## {each}" for each in asked] == [line for line in headings if line.startswith("## ")]


def test_the_editors_settings_are_the_formatters() -> None:
    """A line is as long as ruff lets it be."""
    settings = msgspec.toml.decode((ROOT / "pyproject.toml").read_bytes(), type=dict[str, Any])
    length = settings["tool"]["ruff"]["line-length"]
    assert f"max_line_length = {length}\n" in (ROOT / ".editorconfig").read_text(encoding="utf-8")
