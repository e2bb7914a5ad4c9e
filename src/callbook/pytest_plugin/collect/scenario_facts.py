"""What the plugin knows of a scenario, kept on its test item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import pytest

if TYPE_CHECKING:
    from callbook.configuration import ContactCenter, Reads
    from callbook.lab import Lab


@dataclass(frozen=True, slots=True)
class ScenarioFacts:
    """Where a test item comes from.

    Attributes:
        feature: the file, relative to the root of the run, with forward slashes.
        scenario: its name, with the row of its Examples in brackets.
        line: of the scenario, or of its row in the Examples.
        tags: of feature, rule, scenario and examples, sorted.
        clauses: the clauses among them, in the register's order.
    """

    feature: str
    scenario: str
    line: int
    tags: tuple[str, ...]
    clauses: tuple[str, ...]


class Recorded(Protocol):
    """What every `lab` fixture gives, Callbook's own Lab or another desktop's."""

    def shown(self) -> Iterable[Sequence[str]]:
        """Return the coverage points that were seen, each (kind, name, value)."""
        ...


FACTS = pytest.StashKey[ScenarioFacts]()
LAB = pytest.StashKey[Recorded]()
CENTER: Final[pytest.StashKey[ContactCenter]] = pytest.StashKey()
"""On the configuration: the contact centre that the next scenario starts from; none for the kit's small one."""
READS: Final[pytest.StashKey[Reads]] = pytest.StashKey()
"""On the configuration: what notes the reads of the next scenario; none where nobody asks."""
SEED: Final[pytest.StashKey[int]] = pytest.StashKey()
"""On the configuration: what decides the identifiers and contacts of the next scenario; none for the usual ones."""
DRY_RUN: Final = "callbook dry run"
"""The name of the plugin that looks on in a dry run."""
CENTER_IS_UNREADABLE = pytest.StashKey[bool]()
"""On the configuration of a dry run: the project's own contact centre cannot be read; nothing is played there."""
IS_BY_LOOP = pytest.StashKey[bool]()
"""On the configuration: whether scenarios are run by the loop, or by pytest-bdd itself."""


def own_lab(value: object) -> Lab | None:
    """Return *value* if it is Callbook's own Lab; None for a third party's, or if there is none."""
    from callbook.lab import Lab

    return value if isinstance(value, Lab) else None
