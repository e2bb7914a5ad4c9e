"""The tasks of deciding scenarios everywhere: to list them, then to decide branches of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from callbook.record import Decision, Scenario
from callbook.verification.everywhere.deciding import Branch, Class, Decided
from callbook.verification.everywhere.diagram import diagram_of, share
from callbook.verification.everywhere.rows import class_rows
from callbook.verification.everywhere.space import space_of
from callbook.verification.everywhere.verdict import pinned_by, verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from callbook.configuration import ContactCenter
    from callbook.verification.everywhere.space import Space
    from callbook.verification.queue.tasks import Result, Task

SERVING: Final = "callbook.pytest_plugin.everywhere.serving:serve"
"""The function that does the tasks, in a process of its own."""
LIST: Final = "list the scenarios"
DECIDE: Final = "decide branches of a scenario"
_TASK_SECONDS: Final = 5.0
"""How long a task may take a processor: little is lost with one, and handing it out costs nothing beside it."""
_PARTS: Final = 4
"""Into how many tasks what a task has left is divided."""


def setup_of(
    paths: Collection[str],
    *,
    only: Collection[str] = (),
    tags: str = "",
    sabotage: str = "",
    config: Path | str | None = None,
) -> dict[str, Any]:
    """Return what whoever does the tasks is given.

    Args:
        paths: the features, as pytest takes them.
        only: the names of what varies; everything if there is none.
        tags: only the scenarios with these; empty for all.
        sabotage: the mutant that plays; empty for the sound tables.
        config: a team's own contact centre; None for the kit's small one.
    """
    given = {"tags": tags, "sabotage": sabotage, "config": str(config or "")}
    arguments = [f"--callbook-{name}={value}" for name, value in given.items() if value]
    return {"paths": list(paths), "arguments": arguments, "only": list(only)}


class Listed(msgspec.Struct, frozen=True):
    """The answer to the first task."""

    scenarios: tuple[Scenario, ...]
    seconds: float = 0.0


class DecidedTask(msgspec.Struct, frozen=True):
    """A task of the second kind.

    Attributes:
        node: of the scenario.
        branches: to decide.
        do: what kind of task it is.
        seconds: how long it may take a processor.
    """

    node: str
    branches: tuple[Branch, ...]
    do: str = DECIDE
    seconds: float = _TASK_SECONDS


class DecidedBranches(msgspec.Struct, frozen=True):
    """The answer to it."""

    decided: Decided
    seconds: float = 0.0


class Everywhere:
    """Gathers what is found out.

    Args:
        center: the contact centre around which configurations vary.
        reasons: by clause, why a class is right that the clause decides.
        only: the names of what varies; everything by default.
    """

    def __init__(self, center: ContactCenter, reasons: Mapping[str, str], only: Collection[str] = ()) -> None:
        self._center = center
        self._reasons = reasons
        self._only = only
        self.scenarios: dict[str, Scenario] = {}
        self._classes: dict[str, list[Class]] = {}
        self._own: dict[str, set[str]] = {}

    def first(self) -> list[Task]:
        """Return the task that lists the scenarios."""
        return [{"do": LIST}]

    def of_one(self, scenario: Scenario) -> OneScenario:
        """Return the job of deciding a scenario that is known already."""
        return OneScenario(self, scenario)

    def add(self, scenario: Scenario) -> Task:
        """Take a scenario, and return the task that decides it."""
        self.scenarios[scenario.node] = scenario
        self._classes[scenario.node], self._own[scenario.node] = [], set()
        return _plain(DecidedTask(scenario.node, ((),)))

    def follow(self, task: Task, result: Result) -> list[Task]:
        """Take an answer, and return the tasks that come of it."""
        if task["do"] == LIST:
            return [self.add(scenario) for scenario in msgspec.convert(result, Listed).scenarios]
        node, decided = str(task["node"]), msgspec.convert(result, DecidedBranches).decided
        self._classes[node].extend(decided.classes)
        self._own[node].update(decided.set_by_run)
        parts = [decided.left[first::_PARTS] for first in range(_PARTS)]
        return [_plain(DecidedTask(node, part)) for part in parts if part]

    def space(self, scenario: Scenario) -> Space:
        """Return the configurations on which a scenario is played."""
        return space_of(self._center, clauses=scenario.clauses, only=self._only)

    def decided(self) -> float:
        """Return which part of all scenarios is decided, 0 to 1."""
        if not self.scenarios:
            return 0.0
        open_parts = (
            float(share(diagram_of(self._classes[node], self.space(each)), None))
            for node, each in self.scenarios.items()
        )
        return 1 - sum(open_parts) / len(self.scenarios)

    def verdicts(self) -> Iterator[Decision]:
        """Yield what was found out about each scenario that was played."""
        for scenario, classes in self._played():
            yield verdict(scenario, self.space(scenario), classes, self._own[scenario.node], self._reasons)

    def rows(self) -> Iterator[dict[str, object]]:
        """Yield a row for each class of each scenario: `CLASS_COLUMNS`, and the variables that it reads."""
        for scenario, classes in self._played():
            space = self.space(scenario)
            pinned = pinned_by(classes, space, self._own[scenario.node])
            yield from class_rows(scenario, space.without(pinned), classes)

    def _played(self) -> Iterator[tuple[Scenario, list[Class]]]:
        """Yield each scenario that was played, with its classes in an order that nobody's chance decides."""
        for node, scenario in self.scenarios.items():
            if self._classes[node]:
                yield scenario, sorted(self._classes[node], key=lambda each: each.answers)


class OneScenario:
    """The part of a job that decides one scenario.

    Args:
        job: gathers what is found out.
        scenario: which one.
    """

    def __init__(self, job: Everywhere, scenario: Scenario) -> None:
        self._job = job
        self._scenario = scenario

    def first(self) -> list[Task]:
        """Return the task that begins."""
        return [self._job.add(self._scenario)]

    def follow(self, task: Task, result: Result) -> list[Task]:
        """Take an answer, and return the tasks that come of it."""
        return self._job.follow(task, result)


def _plain(task: DecidedTask) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(task)
    return plain
