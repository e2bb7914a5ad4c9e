"""What lint has found: where, what, why it matters, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from callbook.configuration.documents import Position
from callbook.core import one_of

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
        count = len(self.agents)
        return f"affects {count} agent{'s' * (count > 1)}: {one_of(self.agents, most=_NAMED)}"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule} {self.message}"
