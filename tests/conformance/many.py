"""Every scenario's recording, judged whole and damaged: ``make conformance`` runs it and prints what it counts.

    python -m tests.conformance.many FOLDER [SEED]

FOLDER holds the recordings of a run. What may not be is a violation that is none: at most 2 in 100 with two messages
lost, and nowhere else any.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.conformance.damaged import from_entry, jittered, messages_of, without

from callbook.record import STREAM_FILE, read_trace
from callbook.verification import Policy, Verdict, conform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.record import Trace

PAIRS = 10
MOST = 0.02


def damaged(trace: Trace, chance: Random) -> Iterator[tuple[str, Trace]]:
    """Yield a recording in every state, with a word for it."""
    yield "whole", trace
    yield "jittered", jittered(trace, chance, 500)
    numbers = [entry.number for entry in messages_of(trace)]
    for number in numbers:
        yield "one lost", without(trace, [number])
    for number in numbers:
        yield "beginning lost", from_entry(trace, number)
    for _ in range(PAIRS if len(numbers) > 1 else 0):
        yield "two lost", without(trace, chance.sample(numbers, 2))


def main(folder: Path, seed: int) -> int:
    """Print the counts; return 1 if there are more violations than may be, else 0."""
    chance = Random(seed)  # noqa: S311 - chance, and no secret
    tried, wrong = Counter[str](), Counter[str]()
    for path in sorted(folder.rglob("*.ndjson")):
        if path.name == STREAM_FILE:
            continue
        trace = read_trace(path)
        for what, each in damaged(trace, chance):
            found = conform(each, policy=Policy(reaction=150)).of(Verdict.VIOLATES)
            tried[what] += 1
            wrong[what] += bool(found)
            if found:
                print(f"{path.name}, {what}: {found[0]}")  # noqa: T201 - a script
    for what, count in tried.items():
        print(f"{what}: {wrong[what]} of {count} with a violation that is none")  # noqa: T201 - a script
    return int(any(count > (MOST * tried[what] if what == "two lost" else 0) for what, count in wrong.items()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
