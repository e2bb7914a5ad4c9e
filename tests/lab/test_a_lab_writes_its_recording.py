"""The obvious call writes what happened in a lab: it is read, and plays again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook import BadInput, Lab, read_trace, replay

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lab() -> Lab:
    """Return a lab in which a callback is offered."""
    lab = Lab()
    lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    return lab


def test_it_plays_again(lab: Lab, tmp_path: Path) -> None:
    """From a path that is a text as well, into a folder that is made."""
    path = tmp_path / "here" / "first.ndjson"
    lab.write(str(path))
    trace = read_trace(path)
    assert (len(lab.journal), None) == (len(trace.entries), replay(trace).divergence)


def test_it_is_called_what_the_caller_says(lab: Lab, tmp_path: Path) -> None:
    """As a scenario's recording is."""
    path = tmp_path / "first.ndjson"
    lab.write(path, feature="x.feature", scenario="The first", line=2, tags=("E1",), outcome="passed")
    head = read_trace(path).head
    assert ("x.feature", "The first", 2, ("E1",), "passed") == (
        head.feature,
        head.scenario,
        head.line,
        head.tags,
        head.outcome,
    )


def test_where_nothing_can_be_written_is_said(lab: Lab, tmp_path: Path) -> None:
    """In one line, with the path."""
    with pytest.raises(BadInput) as refused:
        lab.write(tmp_path)
    accepted = "a file that can be written (Is a directory)"
    assert f"recording {str(tmp_path)!r} cannot be used. Accepted: {accepted}." == str(refused.value)
