"""What was decided of scenarios on every configuration, as far as a report shows it.

Whoever decides them says more. It comes from the stream of a run that has decided some, or from a file of
`callbook everywhere --json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Final, Literal

import msgspec

from callbook.core import BadInput

if TYPE_CHECKING:
    from pathlib import Path

FindingKind = Literal["broken", "everywhere", "no clause"]
"""Why an outcome is something that nobody has said."""
FINDING_WORDS: Final[Mapping[FindingKind, str]] = {
    "broken": "something is broken",
    "everywhere": "it fails on every configuration",
    "no clause": "nothing that was read belongs to a clause among its tags",
}

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
"""Of all configurations."""
_WHERE: Final = "--everywhere"
_ACCEPTED: Final = "a file of what `callbook everywhere PATHS --json` has printed, of one scenario or more"


class DecidedPlace(msgspec.Struct, frozen=True):
    """Where a scenario stands.

    Attributes:
        feature: the file.
        name: what pytest calls the test: the scenario, with the row of its Examples in brackets.
        line: of the scenario, or of its row.
    """

    feature: str
    name: str
    line: int

    def __str__(self) -> str:
        return f"{self.feature}:{self.line}"


class DecidedRow(msgspec.Struct, frozen=True):
    """Configurations: those that meet all of the conditions, and the clauses of what these are about."""

    conditions: tuple[str, ...]
    clauses: tuple[str, ...]


class DecidedOutcome(msgspec.Struct, frozen=True):
    """One outcome of a scenario.

    Attributes:
        outcome: in words.
        holds: whether the scenario holds.
        clause: of the refusal, if it is one.
        share: of the configurations.
        rows: where it comes out like this.
        example: what deviates from the usual configuration, by name, in one of the classes with the fewest deviations.
        finding: which kind of finding it is; empty if it is none.
        listed: the clauses that make it right, with somebody's reasons; empty if nobody has said.
    """

    outcome: str
    holds: bool
    clause: str
    share: Share
    rows: tuple[DecidedRow, ...]
    example: dict[str, str]
    finding: FindingKind | Literal[""]
    listed: str

    @property
    def is_open(self) -> bool:
        """Whether it is a finding that nobody has listed."""
        return bool(self.finding) and not self.listed


class DecidedChange(msgspec.Struct, frozen=True):
    """One thing that is changed in the configuration as it is.

    Attributes:
        change: the variable, and its new value, in words.
        outcome: what comes of it, in words.
        mends: whether the scenario holds then, and does not hold as things are; else it is the other way round.
    """

    change: str
    outcome: str
    mends: bool


class DecidedScenario(msgspec.Struct, frozen=True):
    """What was decided of one scenario.

    Attributes:
        scenario: which one.
        configurations: how many there are, without those that differ only in what the scenario sets by itself.
        pinned: what it sets by itself.
        runs: how many times it was played.
        undecided: the share of the configurations that was not decided.
        outcomes: the scenario holds first, then those of the largest share.
        as_it_is: what comes out on the configuration as it is, in words; empty if that was not played.
        changes: every single change that would break or mend the scenario there.
    """

    scenario: DecidedPlace
    configurations: int
    pinned: tuple[str, ...]
    runs: int
    undecided: Share
    outcomes: tuple[DecidedOutcome, ...]
    as_it_is: str
    changes: tuple[DecidedChange, ...]


class _Account(msgspec.Struct, frozen=True):
    scenarios: int
    interrupted: bool


class Decisions(msgspec.Struct, frozen=True):
    """What was decided at once.

    Attributes:
        scenarios: those of which something was decided.
        run: how many were to be decided, and whether that was interrupted.
    """

    scenarios: tuple[DecidedScenario, ...]
    run: _Account


def read_decisions(path: Path) -> Decisions:
    """Return what a file of `callbook everywhere --json` says.

    Raises:
        BadInput: there is no such file, it is something else, or no scenario stands in it.
    """
    try:
        decisions = msgspec.json.decode(path.read_bytes(), type=Decisions)
    except OSError as error:
        raise _refused(path, f"it cannot be read ({error.strerror})") from None
    except msgspec.ValidationError as error:
        raise _refused(path, f"JSON of something else ({error})") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(path, f"no JSON ({error})") from None
    if not decisions.scenarios:
        raise _refused(path, "no scenario stands in it")
    return decisions


def _refused(path: Path, why: str) -> BadInput:
    return BadInput("decisions", str(path), where=_WHERE, accepted=_ACCEPTED, why=why)
