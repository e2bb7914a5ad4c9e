"""pytest-bdd tells one listener of the steps; it passes everything on, to all who subscribe, in their order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import callbook
from callbook.pytest_plugin.run.steps import StepListener

if TYPE_CHECKING:
    import pytest
    from pytest_bdd.parser import Step

ROOT = Path(callbook.__file__).parents[2]
HOOKS = ("pytest_bdd_before_step", "pytest_bdd_after_step", "pytest_bdd_step_error")


class _Request:
    node = cast("pytest.Item", "the scenario")


class _Subscriber:
    def __init__(self, name: str, heard: list[tuple[str, ...]]) -> None:
        self._name = name
        self._heard = heard

    def step_began(self, item: object, step: object, function: object) -> None:
        """Note it."""
        self._heard.append((self._name, "began", str(item), str(step), str(function)))

    def step_passed(self, item: object) -> None:
        """Note it."""
        self._heard.append((self._name, "passed", str(item)))

    def step_failed(self, item: object, error: BaseException) -> None:
        """Note it."""
        self._heard.append((self._name, "failed", str(item), str(error)))


def test_all_subscribers_hear_everything() -> None:
    """A step that passes, and one that fails."""
    heard = list[tuple[str, ...]]()
    listener = StepListener(_Subscriber("one", heard), _Subscriber("other", heard))
    request: Any = _Request()
    for what in ("a step", "another"):
        listener.pytest_bdd_before_step(request, cast("Step", what), cast("Any", "its function"))
        if what == "a step":
            listener.pytest_bdd_after_step(request)
    listener.pytest_bdd_step_error(request, ValueError("no"))
    began, passed = ("began", "the scenario", "a step", "its function"), ("passed", "the scenario")
    again, failed = ("began", "the scenario", "another", "its function"), ("failed", "the scenario", "no")
    assert [(name, *what) for what in (began, passed, again, failed) for name in ("one", "other")] == heard


def test_nobody_else_listens() -> None:
    """Of all that is installed with Callbook one module answers these hooks."""
    folders = (ROOT / "src", ROOT / "steps", ROOT / "mocks")
    listening = re.compile(rf"def (?:{'|'.join(HOOKS)})\b")
    found = {
        path.relative_to(ROOT).as_posix(): len(listening.findall(path.read_text(encoding="utf-8")))
        for folder in folders
        for path in folder.rglob("*.py")
    }
    assert {"src/callbook/pytest_plugin/run/steps.py": 3} == {name: count for name, count in found.items() if count}
