"""A rule of lint, and what it finds: where, what, why it matters, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeVar

from callbook.configuration.documents import Position
from callbook.configuration.lint.survey import Survey
from callbook.core import counted, one_of

_NAMED = 3


class Severity(Enum):
    """How bad it is: an error or a warning gives exit code 1, a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a rule's check has found.

    Attributes:
        position: file and line.
        message: one sentence without a full stop: what is wrong.
        level: the level of the object that holds it, or its kind.
        holder: the object that holds it.
        subject: the option or privilege.
        remedy: the way out; empty where the rule's own says it.
        agents: ids of the agents whom it affects.
    """

    position: Position
    message: str
    level: str = ""
    holder: str = ""
    subject: str = ""
    remedy: str = ""
    agents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of a configuration, under the rule that it breaks.

    Attributes:
        rule, name: the rule's id and name.
        severity: how bad it is.
        clauses: the clauses of the requirements register that the rule rests on.
        level, holder: where in the configuration it stands.
        file, line: where in the files.
        subject: the option or privilege.
        message: what is wrong.
        reason: why it matters.
        remedy: the way out.
        agents: ids of the agents whom it affects.
    """

    rule: str
    name: str
    severity: Severity
    clauses: tuple[str, ...]
    level: str
    holder: str
    file: str
    line: int
    subject: str
    message: str
    reason: str
    remedy: str
    agents: tuple[str, ...]

    @property
    def affects(self) -> str:
        """Say whom it affects, a few of them by name; empty where nobody is known."""
        if not self.agents:
            return ""
        return f"affects {counted(len(self.agents), 'agent')}: {one_of(self.agents, most=_NAMED)}"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule} {self.message}"


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
