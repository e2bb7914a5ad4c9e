"""A step, or a hook, can attach a text, a picture, a file: it is in the stream, and in Cucumber JSON."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.conftest import envelopes, stream

from callbook.record import STREAM_FILE, HookResult, HookUsed, StepResult, StreamWriter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pytest_plugin.conftest import Project

    from callbook.record import RanScenario

STEPS = """
    from pathlib import Path

    import pytest
    from pytest_bdd import given

    PICTURE = b"\\x89PNG"

    @given("a text")
    def a_text(attach):
        attach("It rings.")
        attach('{"bell": 1}', "application/json", file_name="bell.json")

    @given("a picture")
    def a_picture(attach):
        attach(PICTURE, "image/png")

    @given("some bytes")
    def some_bytes(attach):
        attach(b"\\x00\\x01", file_name="bytes.bin")

    @given("a file")
    def a_file(attach, tmp_path):
        path = tmp_path / "page.html"
        path.write_text("<p>", encoding="utf-8")
        attach(path)
        attach(path, "text/plain", file_name="page.txt")
        other = tmp_path / "strange.kind-of-file"
        other.write_bytes(b"?")
        attach(other)

    @given("a file that is not there")
    def a_missing_file(attach):
        attach(Path("nowhere.png"))

    @given("a step that fails")
    def fails(attach):
        attach("before it failed")
        assert False
"""


def _attached(case: RanScenario) -> list[list[tuple[str, str, str, str | None]]]:
    return [
        [(each.body, each.content_encoding, each.media_type, each.file_name) for each in step.attachments]
        for step in case.every_step
    ]


def _base64(text: bytes) -> str:
    return base64.b64encode(text).decode()


ATTACHED: dict[str, list[tuple[str, str, str, str | None]]] = {
    "a text": [
        ("It rings.", "IDENTITY", "text/plain", None),
        ('{"bell": 1}', "IDENTITY", "application/json", "bell.json"),
    ],
    "a picture": [(_base64(b"\x89PNG"), "BASE64", "image/png", None)],
    "some bytes": [(_base64(b"\x00\x01"), "BASE64", "application/octet-stream", "bytes.bin")],
    "a file": [
        (_base64(b"<p>"), "BASE64", "text/html", "page.html"),
        (_base64(b"<p>"), "BASE64", "text/plain", "page.txt"),
        (_base64(b"?"), "BASE64", "application/octet-stream", "strange.kind-of-file"),
    ],
}


@pytest.mark.parametrize("workers", ["0", "2"])
def test_each_kind(project: Project, workers: str) -> None:
    """Bytes in Base64, texts as they are; a file has its name and the media type that goes with it."""
    project.write("conftest.py", STEPS)
    steps = "".join(f"    Given {step}\n" for step in ATTACHED)
    project.write("x.feature", f"Feature: F\n  Scenario: S\n{steps}")
    project.run("-n", workers).assert_outcomes(passed=1)
    [case] = stream(project.root).cases
    assert list(ATTACHED.values()) == _attached(case)


def test_in_cucumber_json(project: Project) -> None:
    """They are embeddings, in Base64."""
    project.write("conftest.py", STEPS)
    project.write("x.feature", "Feature: F\n  Scenario: S\n    Given a text\n    And a picture\n")
    project.run("--cucumberjson", "out.json")
    steps: list[Any] = json.loads((project.root / "out.json").read_text(encoding="utf-8"))[0]["elements"][0]["steps"]
    assert [
        [
            {"mime_type": "text/plain", "data": _base64(b"It rings.")},
            {"mime_type": "application/json", "data": _base64(b'{"bell": 1}'), "name": "bell.json"},
        ],
        [{"mime_type": "image/png", "data": _base64(b"\x89PNG")}],
    ] == [step["embeddings"] for step in steps]


def test_a_step_that_fails(project: Project) -> None:
    """What it attached before is there."""
    project.write("conftest.py", STEPS)
    project.write("x.feature", "Feature: F\n  Scenario: S\n    Given a step that fails\n    And a text\n")
    project.run().assert_outcomes(failed=1)
    [case] = stream(project.root).cases
    assert [[("before it failed", "IDENTITY", "text/plain", None)], []] == _attached(case)


def test_a_file_that_cannot_be_read(project: Project) -> None:
    """The step fails, and says which."""
    project.write("conftest.py", STEPS)
    project.write("x.feature", "Feature: F\n  Scenario: S\n    Given a file that is not there\n")
    project.run().assert_outcomes(failed=1)
    [case] = stream(project.root).cases
    accepted = "Accepted: one that can be read (No such file or directory)."
    assert f"file to attach 'nowhere.png' cannot be used. {accepted}" == case.error


HOOKS = """
    import pytest
    from pytest_bdd import given

    @pytest.fixture(autouse=True)
    def around(attach):
        '''Around it.'''
        attach("before")
        yield
        attach("after")

    @pytest.fixture
    def lamp(attach):
        attach("asked for")
        yield
        attach("given back")
        attach("and forgotten")

    @pytest.fixture(autouse=True)
    def only_after(attach):
        '''When it is over.'''
        yield
        attach("over")

    def pytest_bdd_after_scenario(request):
        request.getfixturevalue("attach")("of the hook")

    @given("a lamp")
    def a_lamp(lamp, attach):
        attach("in the step")
"""


def test_hooks(project: Project) -> None:
    """What a hook attaches is its own; a fixture that a step asks for belongs to the step, its end to the clean-up."""
    project.write("conftest.py", HOOKS)
    project.write("x.feature", "Feature: F\n  Scenario: S\n    Given a lamp\n")
    project.run().assert_outcomes(passed=1)
    [case] = stream(project.root).cases
    told = [(step.hook.name if step.hook else "", [each.body for each in step.attachments]) for step in case.every_step]
    assert [
        ("Around it.", ["before"]),
        ("", ["asked for", "in the step"]),
        ("pytest_bdd_after_scenario", ["of the hook"]),
    ] == told[:3]
    assert {
        "Around it.": ["after"],
        "When it is over.": ["over"],
        "clean-up": ["given back", "and forgotten"],
    } == dict(told[3:])


OF_THE_RUN = """
    import pytest
    from pytest_bdd import given

    @pytest.fixture(scope="session", autouse=True)
    def the_whole_run(attach):
        '''The whole run.'''
        attach("it begins")
        yield
        attach("it ends")
        {ends}

    @given("a step")
    def a_step():
        pass
"""


@pytest.mark.parametrize(
    ("ends", "statuses", "success"), [("pass", ["PASSED"] * 2, True), ("1 / 0", ["PASSED", "FAILED"], False)]
)
def test_hooks_of_the_run(project: Project, ends: str, statuses: list[str], *, success: bool) -> None:
    """They stand near the end of the stream; one that fails is no scenario's failure, but the run's."""
    project.write("conftest.py", OF_THE_RUN.format(ends=ends))
    project.write("x.feature", "Feature: F\n  Scenario: S\n    Given a step\n")
    result = project.run()
    assert "do not agree" not in result.stdout.str()
    lines = envelopes(project.root)
    hooks = {line["hook"]["id"]: line["hook"] for line in lines if "hook" in line}
    started = [line["testRunHookStarted"] for line in lines if "testRunHookStarted" in line]
    assert [("The whole run.", "BEFORE_TEST_RUN"), ("The whole run.", "AFTER_TEST_RUN")] == [
        (hooks[each["hookId"]]["name"], hooks[each["hookId"]]["type"]) for each in started
    ]
    ids = [each["id"] for each in started]
    ended = [line["testRunHookFinished"] for line in lines if "testRunHookFinished" in line]
    assert list(zip(ids, statuses, strict=True)) == [
        (each["testRunHookStartedId"], each["result"]["status"]) for each in ended
    ]
    attached = [line["attachment"] for line in lines if "testRunHookStartedId" in line.get("attachment", {})]
    assert [(ids[0], "it begins"), (ids[1], "it ends")] == [
        (each["testRunHookStartedId"], each["body"]) for each in attached
    ]
    assert (["passed"], success) == (
        [case.outcome for case in stream(project.root).cases],
        lines[-1]["testRunFinished"]["success"],
    )


def test_a_hook_of_the_run_that_fails_is_no_success(tmp_path: Path) -> None:
    """Whatever pytest's exit code is."""
    writer = StreamWriter(tmp_path / STREAM_FILE, tmp_path, 0)
    hook = HookUsed("The whole run.", "conftest.py:1", is_before=False, is_phase=True, is_of_run=True)
    writer.run_hooks([HookResult(hook, StepResult("FAILED"))])
    writer.finish(success=True)
    last = json.loads((tmp_path / STREAM_FILE).read_text(encoding="utf-8").splitlines()[-1])
    assert not last["testRunFinished"]["success"]


NOBODY_AT_WORK = """
    import pytest

    @pytest.fixture(scope="session")
    def held(attach):
        return attach

    def test_plain(held):
        with pytest.raises(Exception) as error:
            held("x", file_name="y.txt")
        assert str(error.value) == {told!r}
"""


def test_outside_of_a_scenario(project: Project) -> None:
    """A test that is no scenario has no report to attach to."""
    told = "attach 'y.txt' cannot be used. Accepted: it in a step, or in a fixture of a scenario."
    project.write("conftest.py", "")
    project.write("test_x.py", NOBODY_AT_WORK.format(told=told))
    project.run().assert_outcomes(passed=1)
