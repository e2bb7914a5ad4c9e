"""A worker plays scenarios as tasks say, in one run of pytest, and says how each run ends."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from callbook.core import BadInput
from callbook.pytest_plugin.everywhere.serving import serve
from callbook.verification.everywhere.deciding import NotDecided
from callbook.verification.everywhere.job import LIST, DecidedTask

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = """
import pytest
from pytest_bdd import then


@then("it breaks down")
def breaks_down(lab):
    raise RuntimeError("no such thing")


@then("it is skipped")
def is_skipped(lab):
    pytest.skip("not here")  # the case that is tried: a project's own step may skip


@then("something is left behind")
def left_behind(lab):
    lab.clock.call_later(1000, lab.clock.settle, "egg")
"""
SCENARIOS = {
    "It holds": "",
    "It is not so": 'Then Anna\'s channel is "Not Ready"',
    "It is refused": "When Anna goes Ready",
    "It breaks": "Then it breaks down",
    "It is skipped": "Then it is skipped",
    "It leaves something": "Then something is left behind",
}


class Tasks:
    """An exchange of some tasks, and what was answered."""

    def __init__(self, *tasks: dict[str, Any]) -> None:
        self._tasks = tasks
        self.answers: list[dict[str, Any]] = []

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._tasks)

    def answer(self, result: dict[str, Any]) -> None:
        """Take an answer."""
        self.answers.append(result)


@pytest.fixture
def feature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a feature file in a project of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text(STEPS, encoding="utf-8")
    text = "Feature: Endings\n"
    for name, step in SCENARIOS.items():
        text += f"  Scenario: {name}\n    Given Anna is logged in\n    {step}\n"
    (tmp_path / "endings.feature").write_text(text, encoding="utf-8")
    return "endings.feature"


def one(name: str) -> dict[str, Any]:
    """Return the task that decides a scenario, of which nothing varies that it reads."""
    plain: dict[str, Any] = msgspec.to_builtins(DecidedTask(f"endings.feature::{name}", ((),)))
    return plain


def test_each_way_of_ending(feature: str) -> None:
    """Listed first, then played."""
    tasks = Tasks({"do": LIST}, *(one(name) for name in SCENARIOS))
    serve({"paths": [feature], "only": ["Can Decline"]}, tasks)
    listed, *played = tasks.answers
    assert [*SCENARIOS] == [each["name"] for each in listed["scenarios"]]
    outcomes = [each["decided"]["classes"][0]["outcome"] for each in played]
    assert ["", "difference", "refusal", "breakdown", "skip", "invariant"] == [each["cause"] for each in outcomes]
    assert "Then it breaks down (line 13)" == outcomes[3]["step"]
    assert "no such thing" in outcomes[3]["reason"]
    assert ("Then it is skipped (line 16)", "not here") == (outcomes[4]["step"], outcomes[4]["reason"])
    assert "egg" in outcomes[5]["reason"]


def test_a_run_that_depends_on_more_ends_the_work(feature: str) -> None:
    """The worker says so."""
    wrong = msgspec.to_builtins(DecidedTask("endings.feature::It holds", ((("Can Decline", "granted"),),)))
    with pytest.raises(NotDecided):
        serve({"paths": [feature]}, Tasks(wrong))


@pytest.mark.parametrize(("path", "said"), [("nowhere.feature", "nowhere.feature"), ("bad.feature", "bad.feature")])
def test_what_cannot_be_collected_is_refused(feature: str, path: str, said: str) -> None:
    """A file that is not there, and one that is none."""
    Path("bad.feature").write_text("Feature: Bad\n  Scenario: Twice\n  Scenario: Twice\n", encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        serve({"paths": [path]}, Tasks({"do": LIST}))
