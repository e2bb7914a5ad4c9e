"""Results are kept in a folder, a finished file for each task; those of another run are refused."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pytest

from callbook.core import BadInput
from callbook.verification.queue.results import Results
from callbook.verification.queue.tasks import name_of
from callbook.verification.queue.worker import Exchange, serve


def test_a_result_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """It is put in place by a rename: nothing else lies there, and what is half written is not looked at."""
    results = Results(tmp_path, {"version": "1"})
    (tmp_path / "tasks" / ".half.part").write_bytes(b"{")
    results.put({"b": 1, "a": 2}, {"is": "done"})
    assert {"is": "done"} == results.get({"a": 2, "b": 1})
    assert None is results.get({"a": 3})
    assert {".half.part", f"{name_of({'a': 2, 'b': 1})}.json"} == {path.name for path in (tmp_path / "tasks").iterdir()}
    assert [] == results.damaged


def test_results_of_another_version_are_refused(tmp_path: Path) -> None:
    """With what differs; nothing is changed."""
    Results(tmp_path, {"version": "1", "paths": ["a"]})
    Results(tmp_path, {"paths": ["a"], "version": "1"})
    with pytest.raises(BadInput, match="a run with the same version: '2', and not '1'"):
        Results(tmp_path, {"version": "2", "paths": ["a"]})


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    """One that somebody else has written, one whose head is damaged, and one that cannot be made."""
    (tmp_path / "other" / "tasks").mkdir(parents=True)
    (tmp_path / "other" / "tasks" / "x.json").touch()
    with pytest.raises(BadInput, match=r"one with the run\.json of its run"):
        Results(tmp_path / "other", {})
    (tmp_path / "damaged" / "tasks").mkdir(parents=True)
    (tmp_path / "damaged" / "run.json").write_bytes(b'{"ver')
    with pytest.raises(BadInput, match="a file that a run has written"):
        Results(tmp_path / "damaged", {})
    (tmp_path / "file").touch()
    with pytest.raises(BadInput, match="a folder that can be written"):
        Results(tmp_path / "file", {})


def test_a_worker_takes_lines_and_answers_with_lines() -> None:
    """Both are JSON; what it cannot do is an answer as well."""
    tasks, answers = io.BytesIO(b'{"number": 4}\n{"number": 5, "refuses": true}\n'), io.BytesIO()
    serve("tests.queue.toy:serve", '{"a": 1}', Exchange(tasks, answers))
    serve("no.such.module:serve", "{}", Exchange(tasks, answers))
    first, *errors = [msgspec.json.decode(line) for line in answers.getvalue().splitlines()]
    assert {"double": 8, "seconds": 1.0, "setup": {"a": 1}, "pad": ""} == first
    assert [
        {"error": "number 5 cannot be used. Accepted: another one."},
        {"error": "A worker cannot import what it needs: No module named 'no'"},
    ] == errors
