"""What is said of one run: a verdict for each clause of each interaction, with its place and its reason.

Of several findings about one clause of one interaction the gravest is kept, and of equally grave ones the first: what
comes after it may only follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypedDict

from callbook.core import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterable


class Verdict(StrEnum):
    """What is said of a clause, the gravest first."""

    VIOLATES = "violates"
    SUSPECT = "suspect"
    CONFORMS = "conforms"
    UNJUDGED = "cannot be judged"


_GRAVITY: Final = {
    Verdict.VIOLATES: 3,
    Verdict.SUSPECT: 2,
    Verdict.CONFORMS: 1,
    Verdict.UNJUDGED: 0,
}


@dataclass(frozen=True, slots=True)
class Place(Frozen):
    """Where a message stands: in the recording, and in the log that it was read in.

    Attributes:
        entry: the number of its entry in the recording.
        at: its instant.
        file: the log; empty for a recording of Callbook's own.
        line: its line there, from 1; 0 without a log.
    """

    entry: int
    at: int
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.file else f"entry {self.entry}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Frozen):
    """What is said of one clause in one interaction.

    Attributes:
        verdict: what is said.
        clause: of which clause; empty where it is said of all of them.
        agent: whose desktop, by id.
        interaction: the InteractionId, or the ConnID of a call without one; empty for the agent's session.
        place: where it shows.
        invitation: where the interaction was offered; None where that is not in the log.
        what: what was asked for there, in words: ``declined``.
        expected: what the clause demands.
        got: what the log has instead.
        level: the level that decides.
        why: why it cannot be judged; of a suspicion, both explanations, the likelier first.
        assumed: whether the demand rests on an assumption of the kit.
    """

    verdict: Verdict
    clause: str
    agent: str
    interaction: str
    place: Place
    invitation: Place | None = None
    what: str = ""
    expected: str = ""
    got: str = ""
    level: str = ""
    why: str = ""
    assumed: bool = False

    @property
    def fails(self) -> bool:
        """Whether a run fails by it: what rests on an assumption fails none."""
        return self.verdict is Verdict.VIOLATES and not self.assumed

    def __str__(self) -> str:
        assumed = ", assumed" if self.assumed else ""
        said = f"{self.verdict} {self.clause}{assumed}".rstrip() + f": {self.what} at {self.place}"
        parts = (
            f"expected {self.expected}" if self.expected else "",
            f"got {self.got}" if self.got else "",
            self.level and f"decided by {self.level}",
            self.why,
            f"invited at {self.invitation}" if self.invitation else "",
        )
        return "; ".join((said, *(part for part in parts if part)))


class Said(TypedDict, total=False):
    """What a finding says besides its verdict, clause and place; see `Finding`."""

    expected: str
    got: str
    level: str
    why: str
    assumed: bool


@dataclass(slots=True)
class Ledger:
    """The findings of a run while it is judged."""

    found: dict[tuple[str, str, Place | None, str], Finding] = field(
        default_factory=dict[tuple[str, str, "Place | None", str], Finding]
    )

    def add(self, finding: Finding) -> None:
        """Take a finding, unless one about the same clause of the same stay says more."""
        key = finding.agent, finding.interaction, finding.invitation, finding.clause
        known = self.found.get(key)
        if known is None or _weight(finding) > _weight(known):
            self.found[key] = finding


def _weight(finding: Finding) -> tuple[int, bool]:
    return _GRAVITY[finding.verdict], not finding.assumed


def gravest(findings: Iterable[Finding]) -> dict[str, Verdict]:
    """Return the gravest verdict of each clause that something was said of, by its id."""
    found: dict[str, Verdict] = {}
    for finding in findings:
        known = found.get(finding.clause)
        if finding.clause and (known is None or _GRAVITY[finding.verdict] > _GRAVITY[known]):
            found[finding.clause] = finding.verdict
    return found
