"""A rule of lint: what it looks for, why it matters, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

from callbook.configuration.lint.finding import Fault, Severity
from callbook.configuration.lint.survey import Survey

K = TypeVar("K", bound=Hashable)

Check = Callable[[Survey], Iterator[Fault]]
Needs = Literal["nothing", "center", "agents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        id: such as `CB301`; the first digit is its group.
        name: kebab-case.
        severity: how bad it is to break it.
        clauses: the clauses of the requirements register that it rests on.
        summary: one sentence: what is wrong where it is broken.
        why: why that matters.
        remedy: how to mend it.
        check: finds every fault.
        needs: what must be described: of an option export alone, neither a centre nor agents are.
    """

    id: str
    name: str
    severity: Severity
    clauses: tuple[str, ...]
    summary: str
    why: str
    remedy: str
    check: Check
    needs: Needs = "agents"

    def judges(self, survey: Survey) -> bool:
        """Return whether what it needs is described."""
        return self.needs == "nothing" or survey.knows_agents or (self.needs == "center" and survey.environment.whole)


def by_cause(found: Iterable[tuple[K, tuple[str, ...]]]) -> dict[K, tuple[str, ...]]:
    """Return the agents of each cause, each agent once."""
    causes: dict[K, dict[str, None]] = {}
    for cause, agents in found:
        causes.setdefault(cause, {}).update(dict.fromkeys(agents))
    return {cause: tuple(agents) for cause, agents in causes.items()}


def listed(names: Iterable[str]) -> str:
    """Return names in quotes, separated by commas."""
    return ", ".join(map(repr, names))
