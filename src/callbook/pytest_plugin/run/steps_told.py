"""The steps of a scenario, told to its Lab: those that ran before there was one are told as soon as there is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, runtime_checkable


@runtime_checkable
class TakesSteps(Protocol):
    """A lab that writes steps down, Callbook's own or another's."""

    def step_began(self, keyword: str, text: str, line: int) -> None:
        """Write that a step begins."""
        ...

    def step_ended(self, outcome: str, error: str) -> None:
        """Write how it ended."""
        ...


class StepsTold:
    """Passes on when a step begins and how it ends."""

    def __init__(self) -> None:
        self._lab: TakesSteps | None = None
        self._waiting: list[Callable[[TakesSteps], None]] = []

    def tell(self, lab: TakesSteps) -> None:
        """Tell *lab* what has happened so far, and from now on all that happens."""
        self._lab = lab
        for waiting in self._waiting:
            waiting(lab)
        self._waiting.clear()

    def began(self, keyword: str, text: str, line: int) -> None:
        """Pass on that a step begins."""
        self._pass_on(partial(_began, keyword=keyword, text=text, line=line))

    def ended(self, outcome: str, error: str) -> None:
        """Pass on how the step ended."""
        self._pass_on(partial(_ended, outcome=outcome, error=error))

    def _pass_on(self, what: Callable[[TakesSteps], None]) -> None:
        if self._lab is None:
            self._waiting.append(what)
        else:
            what(self._lab)


def _began(lab: TakesSteps, keyword: str, text: str, line: int) -> None:
    lab.step_began(keyword, text, line)


def _ended(lab: TakesSteps, outcome: str, error: str) -> None:
    lab.step_ended(outcome, error)
