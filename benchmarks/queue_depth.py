"""What one callback costs while 10,000 others are queued, against the cost while 100 are."""

from __future__ import annotations

from benchmarks.measure import Figure, in_turn
from callbook.lab import Lab
from callbook.workspace import Action
from callbook.workspace.workspace import Workspace

_FEW, _MANY = 100, 10_000


def run() -> tuple[Figure, ...]:
    """Measure both in turn: each callback that is done makes room for a new one."""
    many, few = _queued(_MANY), _queued(_FEW)
    deep, shallow, ratio = in_turn(lambda: _next(*many), lambda: _next(*few), each=60)
    assert _depth(many[0]) >= _MANY
    detail = f"{deep:.0f} us with {_MANY} queued, against {shallow:.0f} us with {_FEW}"
    return (Figure(f"a callback with {_MANY} queued / with {_FEW}", ratio, 1.3, detail),)


def _queued(count: int) -> tuple[Lab, Workspace]:
    lab = Lab()
    maria = lab.contact("Maria")
    for _ in range(count + 1):
        lab.schedule(maria)
    return lab, lab.log_in("Anna")


def _next(lab: Lab, anna: Workspace) -> None:
    lab.schedule(next(iter(lab.people.phone_book)))
    anna.perform(Action.ACCEPT)
    anna.perform(Action.MARK_DONE)


def _depth(lab: Lab) -> int:
    return len(lab.interaction_server.interactions)
