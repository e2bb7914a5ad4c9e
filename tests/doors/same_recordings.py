"""Compares what the acceptance suite has recorded through each door: `make doors`.

Nothing is left out of the comparison: a door adds nothing to a recording.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

DIRECT = "direct"
_SHOWN = 5


def compare(folder: Path) -> tuple[list[str], int]:
    """Compare every door's recordings below *folder* with the direct door's: give lines for people, and what differs."""
    expected = _recordings(folder / DIRECT)
    lines, wrong = list[str](), int(not expected)
    for door in sorted(each for each in folder.iterdir() if each.name != DIRECT):
        found = _recordings(door)
        differing = sorted(_differing(expected, found))
        size = sum(text.count(b"\n") for text in found.values())
        lines.append(f"{door.name:10} {len(found)} recordings, {size} lines, {len(differing)} differ from {DIRECT}'s")
        lines.extend(f"  {name}" for name in differing[:_SHOWN])
        wrong += len(differing)
    return lines, wrong


def _differing(expected: dict[str, bytes], found: dict[str, bytes]) -> Iterator[str]:
    return (name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))


def _recordings(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.glob("features/**/*.ndjson"))}


if __name__ == "__main__":
    told, differ = compare(Path(sys.argv[1]))
    sys.stdout.write("\n".join(told) + "\n")
    sys.exit(bool(differ))
