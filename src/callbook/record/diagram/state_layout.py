"""Places states in layers from the top down, and bends the moves between them round what stands in their way.

The usual way of layered drawings, in small: moves back to an earlier state are turned round while placing; moves that
cross a layer get a place of their own in it; in each layer everything stands near what it is tied to.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from callbook.record.diagram.states import Move
from callbook.record.diagram.svg import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HEIGHT = 30.0
_LAYER = 92.0
_GAP = 30.0
_BEND = 34.0
_SWEEPS = 12
_MARGIN = 24.0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a state stands: the middle of its box, and the box's width."""

    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is.

    Attributes:
        states: the box of each state.
        ways: the points that each move runs through, its ends on the boxes; of a move to itself none.
        width: of the whole, in px.
        height: of the whole, in px.
    """

    states: dict[str, Placed]
    ways: dict[Move, tuple[tuple[float, float], ...]]
    width: float
    height: float


_Spot: TypeAlias = tuple[str, str, int]  # a state as (state, "", 0); a move in a layer as (before, after, layer)
_Ties: TypeAlias = "dict[_Spot, list[_Spot]]"


def layout_of(moves: Iterable[Move]) -> Layout:
    """Place the states and ways of *moves*; the first move's first state stands on top."""
    between = [move for move in moves if move[0] != move[1]]
    layer_of = _layers(dict.fromkeys(state for move in moves for state in move), between)
    chains = {move: _chain(move, layer_of) for move in between}
    above, below = _ties(chains.values())
    layers = _arranged(layer_of, chains.values(), above, below)
    widths = {
        spot: _BEND if spot[1] else _width(spot[0], max(len(above.get(spot, ())), len(below.get(spot, ()))))
        for layer in layers
        for spot in layer
    }
    xs = _across(layers, widths, above, below)
    left = min(xs[spot] - widths[spot] / 2 for spot in xs) - _MARGIN
    states = {
        state: Placed(xs[state, "", 0] - left, _MARGIN + HEIGHT / 2 + layer * _LAYER, widths[state, "", 0])
        for state, layer in layer_of.items()
    }
    bends = {spot: xs[spot] - left for spot in xs if spot[1]}
    ways = {move: _way(move, chain, states, bends) for move, chain in chains.items()}
    right = max(xs[spot] + widths[spot] / 2 for spot in xs) - left
    return Layout(states, _spread(ways, states), right + _MARGIN, 2 * _MARGIN + HEIGHT + (len(layers) - 1) * _LAYER)


def _layers(states: Iterable[str], moves: Sequence[Move]) -> dict[str, int]:
    """Return each state the length of the longest way to it, ways back not counted."""
    order = list(states)
    following: dict[str, list[str]] = {state: [] for state in order}
    for before, after in moves:
        following[before].append(after)
    onward = _onward(order, following)
    layer = dict.fromkeys(order, 0)
    for _ in order:
        for before, after in onward:
            layer[after] = max(layer[after], layer[before] + 1)
    return layer


def _onward(order: Sequence[str], following: Mapping[str, Sequence[str]]) -> list[Move]:
    """Return the moves that lead to no state that they came through."""
    found = list[Move]()
    done = set[str]()

    def visit(state: str, through: tuple[str, ...]) -> None:
        done.add(state)
        for after in following[state]:
            if after not in through:
                found.append((state, after))
                if after not in done:
                    visit(after, (*through, after))

    for state in order:
        if state not in done:
            visit(state, (state,))
    return found


def _chain(move: Move, layer_of: Mapping[str, int]) -> tuple[_Spot, ...]:
    """Return the spots of a move from the upper state to the lower."""
    upper, lower = sorted(move, key=layer_of.__getitem__)
    between = range(layer_of[upper] + 1, layer_of[lower])
    return (upper, "", 0), *((*move, layer) for layer in between), (lower, "", 0)


def _arranged(
    layer_of: Mapping[str, int], chains: Iterable[Sequence[_Spot]], above: _Ties, below: _Ties
) -> list[list[_Spot]]:
    """Order each layer so that what is tied together stands one above the other."""
    layers: list[list[_Spot]] = [[] for _ in range(max(layer_of.values()) + 1)]
    for state, layer in layer_of.items():
        layers[layer].append((state, "", 0))
    for chain in chains:
        for spot in chain[1:-1]:
            layers[spot[2]].append(spot)
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        ties = above if down else below
        for near, level in pairwise(layers if down else layers[::-1]):
            place = {spot: index / max(1, len(near) - 1) for index, spot in enumerate(near)}
            own = {spot: index / max(1, len(level) - 1) for index, spot in enumerate(level)}
            wish = {spot: _mean([place[tied] for tied in ties.get(spot, ())], own[spot]) for spot in level}
            level.sort(key=wish.__getitem__)
    return layers


def _ties(chains: Iterable[Sequence[_Spot]]) -> tuple[_Ties, _Ties]:
    """Return what is tied to each spot from the layer above, and from the layer below."""
    above: _Ties = {}
    below: _Ties = {}
    for chain in chains:
        for upper, lower in pairwise(chain):
            above.setdefault(lower, []).append(upper)
            below.setdefault(upper, []).append(lower)
    return above, below


def _across(
    layers: Sequence[Sequence[_Spot]], widths: Mapping[_Spot, float], above: _Ties, below: _Ties
) -> dict[_Spot, float]:
    """Return the x of each spot: near what it is tied to, and never nearer to its neighbours than there is room for."""
    xs: dict[_Spot, float] = {}
    for layer in layers:
        xs.update(_apart(layer, dict.fromkeys(layer, 0.0), widths))
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            wish = {
                spot: _mean([xs[tied] for tied in (*above.get(spot, ()), *below.get(spot, ()))], xs[spot])
                for spot in layer
            }
            xs.update(_apart(layer, wish, widths))
    return xs


def _apart(layer: Sequence[_Spot], wish: Mapping[_Spot, float], widths: Mapping[_Spot, float]) -> dict[_Spot, float]:
    """Move the spots of a layer apart, in their order, as little as need be: from the left, from the right, halfway."""
    from_left, from_right = list[float](), list[float]()
    room = [(widths[one] + widths[other]) / 2 + _GAP for one, other in pairwise(layer)]
    for index, spot in enumerate(layer):
        from_left.append(wish[spot] if index == 0 else max(wish[spot], from_left[-1] + room[index - 1]))
    for index, spot in reversed(list(enumerate(layer))):
        at_most = from_right[-1] - room[index] if from_right else wish[spot]
        from_right.append(min(wish[spot], at_most))
    return {spot: (one + other) / 2 for spot, one, other in zip(layer, from_left, reversed(from_right), strict=True)}


def _way(
    move: Move, chain: Sequence[_Spot], states: Mapping[str, Placed], bends: Mapping[_Spot, float]
) -> tuple[tuple[float, float], ...]:
    """Return the points from box to box, in the direction of the move."""
    middle = [(bends[spot], _MARGIN + HEIGHT / 2 + spot[2] * _LAYER) for spot in chain[1:-1]]
    upper, lower = states[chain[0][0]], states[chain[-1][0]]
    points = [(upper.x, upper.y + HEIGHT / 2), *middle, (lower.x, lower.y - HEIGHT / 2)]
    return tuple(points if chain[0][0] == move[0] else points[::-1])


def _spread(
    ways: Mapping[Move, tuple[tuple[float, float], ...]], states: Mapping[str, Placed]
) -> dict[Move, tuple[tuple[float, float], ...]]:
    """Spread the ends that meet at one side of a box along it, in the order in which they come."""
    found = {move: list(points) for move, points in ways.items()}
    for state, placed in states.items():
        for side in (-1, 1):
            y = placed.y + side * HEIGHT / 2
            ends = [
                (points[1 if end == 0 else -2][0], move, end)
                for move, points in found.items()
                for end in (0, -1)
                if move[end] == state and points[end][1] == y
            ]
            for index, (_, move, end) in enumerate(sorted(ends), 1):
                offset = placed.width * (index / (len(ends) + 1) - 0.5)
                found[move][end] = (placed.x + offset, y)
    return {move: tuple(points) for move, points in found.items()}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _width(state: str, ends: int) -> float:
    return max(84.0, width_of(state) * 1.05 + 24, (ends + 1) * 15.0)
