"""What was found out about one scenario: its table, and the findings.

A finding is what nobody has said: an invariant that does not hold, an error of the kit, a scenario that fails
everywhere, or a class of configurations in which it fails although nothing that was read belongs to a clause among its
tags. Whoever says which clause makes such a class right has listed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec

from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.core import counted, percent
from callbook.record import FINDING_WORDS, FindingKind
from callbook.verification.everywhere.deciding import Class
from callbook.verification.everywhere.diagram import diagram_of, share
from callbook.verification.everywhere.outcome import HOLDS, Outcome
from callbook.verification.everywhere.table import table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from callbook.verification.everywhere.diagram import Cube
    from callbook.verification.everywhere.space import Space
    from callbook.verification.everywhere.table import OutcomeRows


class Row(msgspec.Struct, frozen=True):
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
    share: float
    rows: tuple[Row, ...]
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
    undecided: float
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


def _lines_of_rows(rows: Sequence[Row]) -> Iterator[str]:
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


def verdict(
    scenario: Scenario,
    space: Space,
    classes: Sequence[Class],
    set_by_run: Collection[str],
    reasons: Mapping[str, str],
) -> Decision:
    """Return what *classes* say of a scenario.

    Args:
        scenario: which one.
        space: the configurations on which it was played.
        classes: those that were played.
        set_by_run: what it has set by itself in one of them before it read it.
        reasons: by clause, why a class is right that the clause decides.
    """
    pinned = pinned_by(classes, space, set_by_run)
    space = space.without(pinned)
    node = diagram_of(classes, space)
    rows = [each for each in table_of(node, space) if each.outcome is not None]
    holds_nowhere = all(each.outcome != HOLDS for each in rows)
    undecided = share(node, None)
    judge = _Judge(scenario, space, classes, reasons, holds_nowhere and not undecided)
    found = tuple(judge.found(each, each.outcome) for each in rows if each.outcome is not None)
    base = next((each.outcome for each in classes if not space.deviations(dict(each.answers))), None)
    changes = tuple(_single_changes(classes, base, space)) if base is not None else ()
    as_it_is = "" if base is None else str(base)
    return Decision(scenario, space.size, pinned, len(classes), float(undecided), found, as_it_is, changes)


def pinned_by(classes: Iterable[Class], space: Space, set_by_run: Collection[str]) -> tuple[str, ...]:
    """Return what a scenario sets by itself, and never reads before."""
    read = {name for each in classes for name, _ in each.answers}
    return tuple(name for name in space.variables if name in set_by_run and name not in read)


def _single_changes(classes: Sequence[Class], base: Outcome, space: Space) -> Iterator[SingleChange]:
    for each in classes:
        deviations = space.deviations(dict(each.answers))
        if len(deviations) == 1 and each.outcome.holds != base.holds:
            ((name, value),) = deviations.items()
            change = space.variables[name].in_words([value])
            yield SingleChange(change, str(each.outcome), each.outcome.holds)


@dataclass(frozen=True, slots=True)
class _Judge:
    """All that decides whether an outcome of a scenario is a finding."""

    scenario: Scenario
    space: Space
    classes: Sequence[Class]
    reasons: Mapping[str, str]
    fails_everywhere: bool

    def found(self, rows: OutcomeRows, outcome: Outcome) -> OutcomeFound:
        classes = [each for each in self.classes if each.outcome == outcome]
        untold = [each for each in classes if not self._is_told(each)]
        finding = self._finding(outcome, untold)
        in_words = tuple(_row(cube, self.space) for cube in rows.rows)
        listed = self._listed(untold) if finding == "no clause" else ""
        example = min((self.space.deviations(dict(each.answers)) for each in classes), key=len)
        share_of = float(rows.share)
        return OutcomeFound(str(outcome), outcome.holds, outcome.clause, share_of, in_words, example, finding, listed)

    def _is_told(self, each: Class) -> bool:
        """Return whether something that was read belongs to a clause among the tags."""
        tagged = {name for clause in self.scenario.clauses for name in _named_by(clause)}
        return any(name in tagged for name, _ in each.answers)

    def _finding(self, outcome: Outcome, untold: Sequence[Class]) -> FindingKind | Literal[""]:
        if outcome.holds:
            return ""
        if outcome.cause in {"breakdown", "invariant"}:
            return "broken"
        if self.fails_everywhere:
            return "everywhere"
        return "no clause" if untold else ""

    def _listed(self, untold: Sequence[Class]) -> str:
        """Return why these classes are right; empty if nobody has said so of all that makes the difference.

        That is what deviates in a class, if no other class makes do with a part of it.
        """
        deviating = {frozenset(self.space.deviations(dict(each.answers))) for each in untold}
        smallest = [each for each in deviating if not any(other < each for other in deviating)]
        clauses = sorted({self.space.variables[name].clause for each in smallest for name in each})
        if not set(clauses) <= self.reasons.keys():
            return ""
        return "; ".join(f"{clause}: {self.reasons[clause]}" for clause in clauses)


def _named_by(clause: str) -> Iterator[str]:
    """Yield what belongs to a clause: its rows of the catalogues, and what a privilege among them needs."""
    for privilege in PRIVILEGES.values():
        if privilege.clause == clause:
            yield from (privilege.name, *(need.name for need in privilege.needs))
    yield from (option.name for option in OPTIONS.values() if option.clause == clause)


def _row(cube: Cube, space: Space) -> Row:
    variables = space.variables
    order = {name: [value for value in variables[name].values if value in values] for name, values in cube.items()}
    return Row(
        tuple(variables[name].in_words(values) for name, values in order.items()),
        tuple(dict.fromkeys(variables[name].clause for name in cube)),
    )
