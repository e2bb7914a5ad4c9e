"""What is known about one option of Workspace."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, Generic, Literal

from callbook.configuration.values import T_co, ValueKind

Basis = Literal["documented", "assumed"]

DOCUMENTED: Final[Basis] = "documented"
ASSUMED: Final[Basis] = "assumed"


class Moment(Enum):
    """When a changed value takes effect, in the words of the product (C4)."""

    IMMEDIATELY = "Immediately"
    NEXT_INTERACTION = "At the next interaction"
    RESTART = "When the application is started or restarted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Generic[T_co]):
    """One option of Workspace, a row of the catalogue; its value is a *T_co*.

    Its text is its name.

    Attributes:
        name: the option's name in section `interaction-workspace`.
        clause: the clause of the requirements register.
        default: raw text that applies where no level sets the option.
        kind: the value kind that reads raw text.
        moment: when a change takes effect (C4).
        since: the version that introduced it, where known.
        overridable: whether a routing strategy may override it (C3).
        meaning: one sentence.
        sources: the pages where the statements come from.
        default_basis, moment_basis, overridable_basis: documented or assumed.
    """

    name: str
    clause: str
    default: str
    kind: ValueKind[T_co]
    moment: Moment
    meaning: str
    sources: tuple[str, ...]
    overridable: bool = False
    since: str | None = None
    default_basis: Basis = ASSUMED
    moment_basis: Basis = ASSUMED
    overridable_basis: Basis = DOCUMENTED

    def __str__(self) -> str:
        return self.name

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def valid(self) -> str:
        """A phrase that says which values are valid."""
        return self.kind.valid
