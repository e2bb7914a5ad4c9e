"""Every message fits Cucumber's own JSON schema, whatever happens in the run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

import jsonschema
import msgspec
import pytest
from tests.report.all_that_can_happen import write_all
from tests.report.conftest import envelopes
from tests.report.validate_stream import SCHEMA, main, problems

from callbook.record.cucumber.envelopes import PROTOCOL, Envelope, Status
from callbook.record.cucumber.reading import STREAM_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pytest_plugin.conftest import Project


@pytest.fixture
def run(project: Project) -> Path:
    """Give the folder of a run with all that can happen."""
    write_all(project)
    project.run("--continue-on-collection-errors")
    return project.root / ".callbook/last-run"


def _statuses(lines: list[dict[str, Any]]) -> set[str]:
    finished = (line["testStepFinished"] for line in lines if "testStepFinished" in line)
    return {each["testStepResult"]["status"] for each in finished}


def test_every_message_fits(project: Project, run: Path) -> None:
    """Each kind that can be written is there, with each status that a step can have."""
    assert [] == list(problems(run / STREAM_FILE))
    lines = envelopes(project.root)
    kinds = {field.encode_name for field in msgspec.structs.fields(Envelope)}
    assert kinds == {next(iter(line)) for line in lines}
    never = {"UNKNOWN"}  # a step that began and of which nobody heard again: its worker has died
    assert set(get_args(Status)) - never == _statuses(lines)


def test_the_slow_validator_says_the_same(project: Project, run: Path) -> None:
    """The schema is of a newer draft than the fast one knows: another, which knows it, finds nothing either."""
    schema: dict[str, Any] = json.loads(SCHEMA.read_bytes())
    slow = jsonschema.Draft202012Validator(schema)
    assert schema["$schema"] == slow.META_SCHEMA["$id"]
    wrong = [line for line in envelopes(project.root) if not slow.is_valid(line)]  # pyright: ignore[reportUnknownMemberType]
    assert [] == wrong


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"pickleId":', '"pickle":', "data.testCase must "),
        ('{"testCase":', '{"testcase":', "data must not contain {'testcase'} properties"),
        ('"testSteps":[', '"testSteps":[7,', "data.testCase.testSteps[0] must be object"),
        ("}", "", "Expecting "),
    ],
)
def test_what_does_not_fit_is_named(
    run: Path, old: str, new: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """File, line and reason: a wrong name, an unknown kind, a wrong type, no JSON."""
    path = run / STREAM_FILE
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines) if '{"testCase":' in line)
    lines[number] = lines[number].replace(old, new)
    path.write_text("\n".join(lines), encoding="utf-8")
    assert 1 == main(str(run))
    [problem, count] = capsys.readouterr().out.splitlines()
    assert f"{path}:{number + 1}: {told}" == problem[: len(f"{path}:{number + 1}: {told}")]
    assert f"{len(lines)} messages, 1 that do not fit messages.schema.json" == count


def test_a_stream_that_fits(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is counted, so that nobody takes an empty one for checked."""
    lines = len((run / STREAM_FILE).read_bytes().splitlines())
    assert 0 == main(str(run))
    assert f"{lines} messages, 0 that do not fit messages.schema.json\n" == capsys.readouterr().out


@pytest.mark.parametrize("text", [None, ""])
def test_no_messages_are_none_that_fit(tmp_path: Path, text: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    """No stream, or an empty one."""
    if text is not None:
        (tmp_path / STREAM_FILE).write_text(text, encoding="utf-8")
    assert 1 == main(str(tmp_path))
    assert "0 messages, 0 that do not fit messages.schema.json\n" == capsys.readouterr().out


def test_the_schema_is_of_the_version_that_the_stream_names() -> None:
    """The note beside it says where it comes from, and under which licence."""
    note = SCHEMA.with_suffix(".md").read_text(encoding="utf-8")
    assert f"version {PROTOCOL} " in note
    assert "Copyright (c) 2018 Cucumber Ltd and contributors" in note
