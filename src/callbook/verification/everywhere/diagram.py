"""What was found out as a decision diagram: equal parts are one, and what decides nothing is left out.

The classes of a scenario form a tree: whatever is read first stands at the top. Most of what is read changes nothing
of the outcome. So a tree of thousands of classes is a diagram of a few questions, and all that is asked of it (shares,
counts, whether a condition can be dropped) is answered there.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from callbook.verification.everywhere.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from callbook.verification.everywhere.deciding import Class
    from callbook.verification.everywhere.space import Space

Condition = tuple[str, frozenset[str]]
"""A variable, and the values that it may have."""

Cube = dict[str, frozenset[str]]
"""Conditions that hold together; a variable that is not named may have any value."""


class Question:
    """A question of a diagram.

    Attributes:
        name: of the variable that is asked for.
        branches: where each of its values leads.
    """

    __slots__ = ("branches", "name")

    def __init__(self, name: str, branches: Mapping[str, Node]) -> None:
        self.name = name
        self.branches = branches


Node = Question | Outcome | None
"""A question, an outcome, or None for what was not played."""


def diagram_of(classes: Sequence[Class], space: Space) -> Node:
    """Return the diagram of what was played."""
    known = dict[tuple[str, tuple[int, ...]], Question]()
    outcomes = dict[Outcome, Outcome]()

    def grown(members: list[Class], depth: int) -> Node:
        if not members:
            return None
        first = members[0]
        if len(first.answers) == depth:
            return outcomes.setdefault(first.outcome, first.outcome)
        name = first.answers[depth][0]
        parts: dict[str, list[Class]] = {value: [] for value in space.variables[name].values}
        for each in members:
            parts[each.answers[depth][1]].append(each)
        branches = {value: grown(part, depth + 1) for value, part in parts.items()}
        nodes = list(branches.values())
        if all(node is nodes[0] for node in nodes):
            return nodes[0]
        return known.setdefault((name, tuple(map(id, nodes))), Question(name, branches))

    return grown(list(classes), 0)


def outcomes_of(node: Node) -> tuple[Outcome | None, ...]:
    """Return every outcome of a diagram once, the first that is met first."""
    found = dict[Outcome | None, None]()
    seen = set[int]()

    def look(at: Node) -> None:
        if isinstance(at, Question):
            if id(at) not in seen:
                seen.add(id(at))
                for branch in at.branches.values():
                    look(branch)
        else:
            found[at] = None

    look(node)
    return tuple(found)


def share(node: Node, outcome: Outcome | None, within: Cube | None = None) -> Fraction:
    """Return the share of the configurations, 0 to 1, that have *outcome*; None asks for what was not played.

    Args:
        node: the diagram.
        outcome: which one.
        within: only the configurations of this cube, and their share among these.
    """
    cube = within or {}

    @cache
    def of(at: Node) -> Fraction:
        if not isinstance(at, Question):
            return Fraction(at == outcome)
        values = [value for value in at.branches if value in cube.get(at.name, at.branches)]
        return sum((of(at.branches[value]) for value in values), Fraction(0)) / len(values)

    return of(node)


def is_only(node: Node, outcome: Outcome | None, cube: Cube) -> bool:
    """Return whether all configurations of *cube* have *outcome*."""

    @cache
    def of(at: Node) -> bool:
        if not isinstance(at, Question):
            return at == outcome
        return all(of(branch) for value, branch in at.branches.items() if value in cube.get(at.name, at.branches))

    return of(node)


def paths(node: Node, outcome: Outcome | None) -> Iterator[Cube]:
    """Yield the conditions on each way to *outcome*; values that lead the same way stand together."""

    @cache
    def leads_there(at: Node) -> bool:
        return any(map(leads_there, at.branches.values())) if isinstance(at, Question) else at == outcome

    def walk(at: Node, on_the_way: Cube) -> Iterator[Cube]:
        if not leads_there(at):
            return
        if not isinstance(at, Question):
            yield on_the_way
            return
        ways = dict[int, tuple[Node, set[str]]]()
        for value, branch in at.branches.items():
            ways.setdefault(id(branch), (branch, set()))[1].add(value)
        for branch, values in ways.values():
            yield from walk(branch, {**on_the_way, at.name: frozenset(values)})

    yield from walk(node, {})
