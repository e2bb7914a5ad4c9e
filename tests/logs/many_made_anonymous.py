"""Logs of stories told by chance, made anonymous: ``make log-anonymous`` tries a thousand and prints what it counts.

python -m tests.logs.many_made_anonymous COUNT [SEED]
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.exploration.faulty_story import LENGTH, Story
from tests.exploration.tally import Tally
from tests.logs.anonymous import again, anonymous, judged, judged_both, left_in, originals
from tests.logs.conftest import written

from callbook.record.trace import read_trace, trace_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.configuration import ContactCenter


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a log.

    Attributes:
        log: which one.
        personal: how many originals were looked for.
        verdicts: how many findings there are.
        wrong: in words, what is not as it should be.
    """

    log: str
    personal: int
    verdicts: int
    wrong: tuple[str, ...]


def tried(seed: int, folder: Path) -> Iterator[Row]:
    """Yield what becomes of each log of a story."""
    story = Story(seed, Tally())
    story.tell(LENGTH)
    trace = trace_of(story.lab)
    for log, _ in written(trace, folder):
        yield _row(f"story {seed}, {log.name}", log, folder, trace.head.contact_center)


def _row(name: str, log: Path, folder: Path, center: ContactCenter) -> Row:
    before, after = judged_both(log, folder, center)
    first, second = folder / "anonymous.ndjson", folder / "second.ndjson"
    done = anonymous(log, second, center)
    personal = originals(center, log)
    left = left_in(first, personal)
    found = (
        (bool(left), f"left: {', '.join(left)}"),
        (first.read_bytes() != second.read_bytes(), "not the same each time"),
        (not again(first, done), "not the same once more"),
        (before != after or judged(read_trace(second)) != after, "other verdicts"),
    )
    return Row(name, len(personal), len(before.findings), tuple(what for is_wrong, what in found if is_wrong))


def main(logs: int, seed: int) -> int:
    """Print the counts; return 1 if anything was wrong, else 0."""
    wrong: Counter[str] = Counter()
    personal = verdicts = 0
    with TemporaryDirectory() as folder:
        for row in islice((row for each in count(seed) for row in tried(each, Path(folder))), logs):
            personal, verdicts = personal + row.personal, verdicts + row.verdicts
            for what in row.wrong:
                wrong[what.partition(":")[0]] += 1
                print(f"{row.log}: {what}")  # noqa: T201 - a script
    print(f"{logs} logs, {personal} originals looked for, {verdicts} verdicts compared")  # noqa: T201 - a script
    for what in ("left", "not the same each time", "not the same once more", "other verdicts"):
        print(f"{what}: {wrong[what]}")  # noqa: T201 - a script
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
