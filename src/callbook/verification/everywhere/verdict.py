"""What was found out about one scenario: its table, and the findings.

A finding is what nobody has said: an invariant that does not hold, an error of the kit, a scenario that fails
everywhere, or a class of configurations in which it fails although nothing that was read belongs to a clause among its
tags. Whoever says which clause makes such a class right has listed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.record import Decision, DecisionRow, FindingKind, OutcomeFound, Scenario, SingleChange
from callbook.verification.everywhere.deciding import Class
from callbook.verification.everywhere.diagram import diagram_of, share
from callbook.verification.everywhere.outcome import HOLDS, Outcome
from callbook.verification.everywhere.table import table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from callbook.verification.everywhere.diagram import Cube
    from callbook.verification.everywhere.space import Space
    from callbook.verification.everywhere.table import OutcomeRows


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


def _row(cube: Cube, space: Space) -> DecisionRow:
    variables = space.variables
    order = {name: [value for value in variables[name].values if value in values] for name, values in cube.items()}
    return DecisionRow(
        tuple(variables[name].in_words(values) for name, values in order.items()),
        tuple(dict.fromkeys(variables[name].clause for name in cube)),
    )
