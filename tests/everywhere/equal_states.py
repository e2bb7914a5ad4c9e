"""Do states that are equal go on alike, however they were reached? `python -m tests.everywhere.equal_states SEED`.

The same can happen in them, and leads to equal states. It is tried level by level, where more than three worlds are in
one state with three of them, where a level has too many states with some that chance takes.
"""

from __future__ import annotations

import sys
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from callbook.verification.exploration.expanding import each_event, name_of_state
from callbook.verification.exploration.world import Setting, World

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_ONE_STATE: Final = 3


class Unlike(NamedTuple):
    """Two worlds in one state that go on differently.

    Attributes:
        happened: what has happened in the second of them.
        events: what leads to another state there, or is possible in one of them alone.
    """

    happened: tuple[str, ...]
    events: tuple[str, ...]


class Tried:
    """What has come of trying.

    Args:
        setting: of the worlds; exact times count in them.
        levels: how many things happen one after another.
        states: how many of a level are gone on from, at most.
        chance: takes them.

    Attributes:
        again: how many times a state was gone on from that had been gone on from.
        unlike: what differs.
    """

    def __init__(self, setting: Setting, levels: int, states: int, chance: Random) -> None:
        self.again = 0
        self.unlike: list[Unlike] = []
        self._comes_after: dict[str, dict[str, str]] = {}
        ways = {name_of_state(World(setting)): [World(setting)]}
        for _ in range(levels):
            reached: dict[str, list[World]] = {}
            for state in chance.sample(sorted(ways), min(states, len(ways))):
                for world in ways[state]:
                    for name, there in self._go_on(state, world):
                        reached.setdefault(name, []).append(there)
            ways = {name: chance.sample(each, min(_OF_ONE_STATE, len(each))) for name, each in reached.items()}

    def _go_on(self, state: str, world: World) -> Iterator[tuple[str, World]]:
        names: dict[str, str] = {}
        for event, there in each_event(world):
            assert isinstance(there, World), (*world.happened, event)
            names[event] = name_of_state(there)
            yield names[event], there
        before = self._comes_after.setdefault(state, names)
        self.again += before is not names
        # Who of the agents is who may differ, and with it the words: what counts is where it leads.
        if sorted(before.values()) != sorted(names.values()):
            differ = (event for event in {**before, **names} if before.get(event) != names.get(event))
            self.unlike.append(Unlike(tuple(world.happened), tuple(differ)))


PARKED: Final = (("webcallback.park-queue", "parked"),)
SETTINGS: Final = {
    "one agent": Setting(exact_times=True),
    "with failures": Setting(exact_times=True, faults=True),
    "with a loss": Setting(exact_times=True, losses=1),
    "two agents": Setting(agents=2, exact_times=True, configuration=PARKED),
    "two agents, with failures": Setting(agents=2, exact_times=True, faults=True, configuration=PARKED),
    "two agents, with a loss": Setting(agents=2, exact_times=True, losses=1, configuration=PARKED),
}


def main(seed: int) -> int:
    """Try each with a large budget; return 1 if anything differs."""
    differs = 0
    for words, setting in SETTINGS.items():
        tried = Tried(setting, 14, 60, Random(seed))  # noqa: S311 - a simulation keeps no secret
        differs |= bool(tried.unlike)
        sys.stdout.write(f"{words}: {tried.again} states gone on from again, {len(tried.unlike)} unlike\n")
        for each in tried.unlike[:3]:
            sys.stdout.write(f"  after {'; '.join(each.happened)}\n    {' | '.join(each.events[:4])}\n")
        sys.stdout.flush()
    return differs


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
