"""What was found out about scenarios on every configuration: read, written, told in lines.

It is what `callbook everywhere --json` prints, and what the stream of a run holds that has decided some.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Final, Literal

import msgspec

from callbook.core import BadInput, counted, percent

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
_ACCEPTED: Final = "a file of what `callbook everywhere PATHS --json` has printed, of one scenario or more"


class DecisionRow(msgspec.Struct, frozen=True):
    """Configurations in words.

    Attributes:
        conditions: in words, all of which are met.
        clauses: of what the conditions are about.
    """

    conditions: tuple[str, ...]
    clauses: tuple[str, ...]


class OutcomeFound(msgspec.Struct, frozen=True):
    """One outcome of a scenario.

    Attributes:
        outcome: in words.
        holds: whether the scenario holds.
        clause: of the refusal, if it is one.
        share: of the configurations, 0 to 1.
        rows: where it comes out like this.
        example: what deviates from the usual configuration in one of the classes with the fewest deviations.
        finding: which kind of finding it is; empty if it is none.
        listed: the clause that makes it right, by somebody's word, with the reason; empty if nobody has said.
    """

    outcome: str
    holds: bool
    clause: str
    share: Share
    rows: tuple[DecisionRow, ...]
    example: dict[str, str]
    finding: FindingKind | Literal[""] = ""
    listed: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is a finding that nobody has listed."""
        return bool(self.finding) and not self.listed


class Scenario(msgspec.Struct, frozen=True):
    """A scenario, as whoever plays it lists it.

    Attributes:
        node: its name among the tests.
        feature: its file.
        name: of the scenario.
        line: in the file.
        clauses: among its tags.
    """

    node: str
    feature: str
    name: str
    line: int
    clauses: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.feature}:{self.line}"


class SingleChange(msgspec.Struct, frozen=True):
    """One thing that is changed in the contact centre as it is, and what comes of it.

    Attributes:
        change: the variable, and its new value, in words.
        outcome: of the scenario then, in words.
        mends: whether the scenario holds then, and does not hold as things are; else it is the other way round.
    """

    change: str
    outcome: str
    mends: bool


class Decision(msgspec.Struct, frozen=True):
    """What was found out about one scenario.

    Attributes:
        scenario: which one.
        configurations: how many there are, without those that differ only in what the scenario sets by itself.
        pinned: what it sets by itself.
        runs: how many times it was played.
        undecided: the share of the configurations, 0 to 1, that was not decided.
        outcomes: the scenario holds first, then those of the largest share.
        as_it_is: what comes out in the contact centre as it is, in words; empty if that was not played.
        changes: every single change that would break or mend the scenario there.
    """

    scenario: Scenario
    configurations: int
    pinned: tuple[str, ...]
    runs: int
    undecided: Share
    outcomes: tuple[OutcomeFound, ...]
    as_it_is: str = ""
    changes: tuple[SingleChange, ...] = ()

    def lines_of_changes(self) -> Iterator[str]:
        """Yield how it ends in the contact centre as it is, and what would break or mend it."""
        yield f"{self.scenario.place}  {self.scenario.name}"
        yield f"  as it is: {self.as_it_is or 'not decided'}"
        for each in self.changes:
            yield f"  {'mended' if each.mends else 'broken'} if {each.change}: {each.outcome}"

    @property
    def findings(self) -> tuple[OutcomeFound, ...]:
        """The outcomes that are findings, listed or not."""
        return tuple(each for each in self.outcomes if each.finding)

    def lines(self) -> Iterator[str]:
        """Yield what is to be said of it."""
        yield f"{self.scenario.place}  {self.scenario.name}"
        pinned = f"; it sets {', '.join(self.pinned)} by itself" if self.pinned else ""
        yield f"  {self.configurations:,} configurations, {counted(self.runs, 'run')}{pinned}"
        for each in self.outcomes:
            yield from _lines_of(each)
        if self.undecided:
            yield f"  {percent(self.undecided)} not decided"


def _lines_of(each: OutcomeFound) -> Iterator[str]:
    verb = "holds" if each.holds else "fails"
    rest = "" if each.holds else f": {each.outcome}"
    if len(each.rows) == 1:
        only = each.rows[0].conditions
        yield f"  {verb} in {percent(each.share)}{f' where {_listed(only)}' if only else ''}{rest}"
    else:
        yield f"  {verb} in {percent(each.share)}{rest}"
        yield from _lines_of_rows(each.rows)
    if each.finding:
        listed = f" (listed: {each.listed})" if each.listed else ""
        yield f"    FINDING: {FINDING_WORDS[each.finding]}{listed}"
        yield f"    example: {_deviations(each.example)}"


def _lines_of_rows(rows: Sequence[DecisionRow]) -> Iterator[str]:
    """Yield several rows, what they have in common first."""
    needed = [text for text in rows[0].conditions if all(text in row.conditions for row in rows)]
    if needed:
        yield f"    where {_listed(needed)}, and"
    for number, row in enumerate(rows):
        word = ("" if needed else "where ") if number == 0 else "or "
        yield f"      {word}{_listed(text for text in row.conditions if text not in needed)}"


def _listed(conditions: Iterable[str]) -> str:
    return " and ".join(conditions)


def _deviations(example: Mapping[str, str]) -> str:
    return ", ".join(f"{name} = {value or 'empty'}" for name, value in example.items()) or "the usual configuration"


class _Account(msgspec.Struct, frozen=True):
    scenarios: int
    interrupted: bool


class Decisions(msgspec.Struct, frozen=True):
    """What was decided at once.

    Attributes:
        scenarios: those of which something was decided.
        run: how many were to be decided, and whether that was interrupted.
    """

    scenarios: tuple[Decision, ...]
    run: _Account


def read_decisions(path: Path, *, where: str = "") -> Decisions:
    """Return what a file of `callbook everywhere --json` says.

    Args:
        path: of the file.
        where: it was named, for whoever has named another one.

    Raises:
        BadInput: there is no such file, it is something else, or no scenario stands in it.
    """
    try:
        decisions = msgspec.json.decode(path.read_bytes(), type=Decisions)
    except OSError as error:
        raise _refused(path, where, f"it cannot be read ({error.strerror})") from None
    except msgspec.ValidationError as error:
        raise _refused(path, where, f"JSON of something else ({error})") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(path, where, f"no JSON ({error})") from None
    if not decisions.scenarios:
        raise _refused(path, where, "no scenario stands in it")
    return decisions


def _refused(path: Path, where: str, why: str) -> BadInput:
    return BadInput("decisions", str(path), where=where, accepted=_ACCEPTED, why=why)
