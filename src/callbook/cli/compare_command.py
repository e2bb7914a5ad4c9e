"""What changes for which agents between two configurations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.cli.output import print_json
from callbook.cli.program import applying
from callbook.cli.their_configuration import their_configuration
from callbook.configuration import Change, Comparison, compare
from callbook.core import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import Console

_NAMED = 6
_COLORS = {"+": "green", "-": "red", "~": "yellow"}


def run(console: Console, before: Path, after: Path, *, as_json: bool) -> int:
    """Print what differs; return 1 if anything does for anybody, else 0."""
    found = compare(their_configuration(before).configuration(), their_configuration(after).configuration())
    if as_json:
        print_json(console, _plain(found))
    else:
        for line in _output_lines(found):
            style = _COLORS.get(line.strip()[:1], "")
            console.print(line, style=style or None, markup=False, highlight=False, soft_wrap=True)
    return 0 if found.same else 1


def _output_lines(found: Comparison) -> Iterator[str]:
    for change in found.changes:
        yield f"{_people(change.agents)}:"
        yield from (f"  {line}" for line in _lines(change))
    if found.arrived:
        yield f"+ {_people(found.arrived)}: only in the second"
    if found.gone:
        yield f"- {_people(found.gone)}: only in the first"
    yield f"{counted(found.unchanged, 'agent')} unchanged"


def _lines(change: Change) -> Iterator[str]:
    yield from (f"~ {each}" for each in change.options)
    yield from (f"+ gains {name!r}" for name in change.gained)
    yield from (f"- loses {name!r}" for name in change.lost)
    if change.capacity is not None:
        before, after = change.capacity
        yield f"~ may have {counted(after, 'callback')} at once, not {before}"


def _people(agents: Sequence[str]) -> str:
    named = ", ".join(agents[:_NAMED])
    more = f" and {len(agents) - _NAMED} more" if len(agents) > _NAMED else ""
    return f"{counted(len(agents), 'agent')} ({named}{more})"


def _plain(found: Comparison) -> dict[str, object]:
    return {
        "changes": [
            {
                "agents": change.agents,
                "options": {
                    each.option: {
                        "before": applying(each.before, valid=not each.not_valid[0]),
                        "after": applying(each.after, valid=not each.not_valid[1]),
                    }
                    for each in change.options
                },
                "gained": change.gained,
                "lost": change.lost,
                "capacity": change.capacity,
            }
            for change in found.changes
        ],
        "arrived": found.arrived,
        "gone": found.gone,
        "unchanged": found.unchanged,
    }
