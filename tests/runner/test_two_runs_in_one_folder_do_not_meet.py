"""Two runs at once each have a folder of their own; the last that ended is the last run, whole."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.pytest_plugin.conftest import PLUGINS

from callbook.pytest_plugin.run.run_folder import RunFolder
from callbook.record import STREAM_FILE

if TYPE_CHECKING:
    from tests.runner.conftest import Project


@pytest.fixture
def wanted(tmp_path: Path) -> Path:
    """Give the folder that every run asks for."""
    return tmp_path / ".callbook/last-run"


def _begun(wanted: Path, text: str) -> RunFolder:
    folder = RunFolder(wanted)
    folder.begin()
    (folder.path / STREAM_FILE).write_text(text, encoding="utf-8")
    return folder


def _last(wanted: Path) -> str:
    return (wanted / STREAM_FILE).read_text(encoding="utf-8")


def _left(wanted: Path) -> set[str]:
    return {path.name for path in wanted.parent.iterdir()}


def test_one_after_the_other(wanted: Path) -> None:
    """The later takes the place of the earlier; nothing else stays."""
    _begun(wanted, "first").end(has_result=True)
    _begun(wanted, "second").end(has_result=True)
    assert ("second", {"last-run"}) == (_last(wanted), _left(wanted))


def test_the_one_that_began_later_ends_later(wanted: Path) -> None:
    """It wrote elsewhere, and is put where the other was."""
    first, second = _begun(wanted, "first"), _begun(wanted, "second")
    assert first.path != second.path
    first.end(has_result=True)
    assert "first" == _last(wanted)
    second.end(has_result=True)
    assert ("second", wanted, {"last-run"}) == (_last(wanted), second.path, _left(wanted))


def test_the_one_that_began_later_ends_first(wanted: Path) -> None:
    """It stays where it is, whole; the other, which ends last, is the last run."""
    first, second = _begun(wanted, "first"), _begun(wanted, "second")
    second.end(has_result=True)
    assert "second" == (second.path / STREAM_FILE).read_text(encoding="utf-8")
    first.end(has_result=True)
    assert ("first", {"last-run", second.path.name}) == (_last(wanted), _left(wanted))


def test_three_at_once(wanted: Path) -> None:
    """Each has one of its own."""
    folders = [_begun(wanted, name) for name in ("first", "second", "third")]
    assert 3 == len({each.path for each in folders})
    for folder in folders:
        folder.end(has_result=True)
    assert ("third", {"last-run"}) == (_last(wanted), _left(wanted))


@pytest.mark.parametrize("earlier", ["earlier", None])
def test_a_run_without_a_scenario(wanted: Path, earlier: str | None) -> None:
    """What an earlier run has left is there again; of this one nothing stays."""
    if earlier:
        _begun(wanted, earlier).end(has_result=True)
    _begun(wanted, "empty").end(has_result=False)
    assert ({"last-run"} if earlier else set(), earlier) == (_left(wanted), _last(wanted) if earlier else None)


def test_a_run_without_a_scenario_beside_another(wanted: Path) -> None:
    """It takes away its own folder alone."""
    first, second = _begun(wanted, "first"), _begun(wanted, "empty")
    second.end(has_result=False)
    first.end(has_result=True)
    assert ("first", {"last-run"}) == (_last(wanted), _left(wanted))


def test_a_run_that_has_written_nothing(wanted: Path) -> None:
    """It makes no folder, and begins but once."""
    RunFolder(wanted).end(has_result=False)
    assert not wanted.parent.exists()
    folder = _begun(wanted, "first")
    folder.begin()
    assert "first" == _last(wanted)
    folder.end(has_result=True)


KILLED = """
import os, signal, sys
from pathlib import Path
from callbook.pytest_plugin.run.run_folder import RunFolder

folder = RunFolder(Path(sys.argv[1]))
folder.begin()
(folder.path / "messages.ndjson").write_text("killed")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_one_that_was_killed(wanted: Path, pytester: pytest.Pytester) -> None:
    """Its lock went with its process: what it has written can be read, and the next run has the folder."""
    pytester.run(sys.executable, "-c", KILLED, str(wanted))
    assert "killed" == _last(wanted)
    folder = _begun(wanted, "next")
    assert wanted == folder.path
    folder.end(has_result=True)
    assert ("next", {"last-run"}) == (_last(wanted), _left(wanted))


def test_a_worker_writes_where_it_is_told(wanted: Path, tmp_path: Path) -> None:
    """It has no lock, and looks at nothing."""
    wanted.mkdir(parents=True)
    (wanted / "something else").touch()
    assert tmp_path / "told" == RunFolder(wanted, told=str(tmp_path / "told")).path


def test_what_no_run_has_written_is_not_emptied(wanted: Path) -> None:
    """The error names the folder."""
    wanted.mkdir(parents=True)
    (wanted / "thesis.txt").touch()
    with pytest.raises(pytest.UsageError, match="holds other things and would be emptied"):
        RunFolder(wanted)


def test_a_run_says_where_its_recordings_are(project: Project, pytester: pytest.Pytester) -> None:
    """Also if they had to stay elsewhere: a run begins, and ends, while a step of the other is at work."""
    project.add_steps(f"""
        import subprocess, sys
        from pathlib import Path


        @given("another run")
        def another_run(request):
            command = [sys.executable, "-m", "pytest", *{PLUGINS!r}, "other"]
            print(subprocess.run(command, cwd=request.config.rootpath, capture_output=True, text=True).stdout)
            assert 2 == len([each for each in Path(".callbook").iterdir() if each.is_dir()])
            assert False
    """)
    project.scenario("Given another run", "x.feature")
    project.scenario("Given a bell", "other/y.feature")
    result = project.run("x.feature")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*recordings in .callbook/last-run-*", "*recordings in .callbook/last-run"])
    assert ["x.feature"] == [case.feature for case in project.played()]
