"""Lets everything happen in every order, and tells what must never be as a scenario."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from time import process_time
from typing import TYPE_CHECKING, Any

from callbook.cli.everywhere_command import seconds_of
from callbook.cli.output import print_json
from callbook.cli.whole_file import write_whole
from callbook.core import counted
from callbook.lab import small_center
from callbook.verification import (
    Explored,
    Setting,
    World,
    as_scenario,
    explore,
    shrunk,
    space_of,
    violation_of,
)
from callbook.workspace import mutant_named

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from rich.console import Console

_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class ExploreRequest:
    """What is wanted.

    Attributes:
        setting: what is there before anything happens.
        depth: how many things happen one after another at most; None for as many as it takes.
        budget: how long it may take a processor; empty for as long as it takes.
        output: where the scenario of a violation is written, and its recording beside it; None for nowhere.
    """

    setting: Setting = field(default_factory=Setting)
    depth: int | None = None
    budget: str = ""
    output: Path | None = None


def run(console: Console, wanted: ExploreRequest, *, as_json: bool) -> int:
    """Search; return 1 if something is true that must never be, 130 if it was interrupted, else 0."""
    mutant_named(wanted.setting.sabotage or None)
    space_of(small_center()).check(dict(wanted.setting.configuration))
    until = process_time() + seconds_of(wanted.budget) if wanted.budget else None
    with watched(console, as_json=as_json) as tell:

        def enough(so_far: Explored) -> bool:
            tell(so_far)
            return until is not None and process_time() >= until

        found = explore(wanted.setting, depth=wanted.depth, enough=enough)
    scenario = _told(wanted, found) if found.violation else ""
    if as_json:
        print_json(console, {**_plain(found), "scenario": scenario})
    else:
        for line in (*account_lines(found), *scenario.splitlines()):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    return exit_code(found)


def exit_code(found: Explored) -> int:
    """Return 1 for a violation, 130 for what was interrupted, else 0."""
    if found.violation:
        return 1
    return _INTERRUPTED if found.interrupted else 0


@contextmanager
def watched(console: Console, *, as_json: bool) -> Generator[Callable[[Explored], None]]:
    """Yield what shows how far the search is, in a line of a terminal; elsewhere nothing is shown."""
    if not console.is_terminal or as_json:
        yield lambda _: None
        return
    with console.status("exploring") as status:
        yield lambda so_far: status.update(f"{_reached(so_far)}; Ctrl-C stops, and says what was found")


def _reached(found: Explored) -> str:
    return f"{counted(found.states, 'state')}, {counted(found.transitions, 'transition')}, depth {found.depth}"


def _told(wanted: ExploreRequest, found: Explored) -> str:
    """Return the shrunk scenario, and write it and its recording where that is wanted."""
    setting, path = shrunk(wanted.setting, found.path)
    violation = violation_of(setting, path)
    scenario = as_scenario(setting, path, violation)
    if wanted.output is not None:
        write_whole(wanted.output, scenario)
        _record(setting, path, wanted.output.with_suffix(".trace.ndjson"), violation)
    return scenario


def _record(setting: Setting, path: tuple[str, ...], output: Path, violation: str) -> None:
    world = World(setting, recorded=True)
    for sentence in path:
        world.lab.step_began("When", sentence, 0)
        try:
            world.happens(sentence)
        except Exception:  # noqa: BLE001 - an error of the kit must never be, either
            world.lab.step_ended("failed", violation)
        else:
            world.lab.step_ended("passed", "")
    world.lab.write(output, scenario="Found by exploration", outcome="failed")


def account_lines(found: Explored) -> Iterator[str]:
    """Yield what is to be said of a search."""
    yield f"{_reached(found)}: {'closed' if found.closed else f'{found.left} not gone on from'}"
    if found.interrupted:
        yield "stopped by Ctrl-C"
    yield f"clauses of what agents did: {', '.join(sorted(found.clauses)) or 'none'}"
    yield f"{counted(len(found.moves), 'row')} of the tables visited"
    if found.never:
        yield f"never reached: {', '.join(found.never)}"
    if found.violation:
        yield f"VIOLATED after {counted(len(found.path), 'event')}: {found.violation}"


def _plain(found: Explored) -> dict[str, Any]:
    return {
        "states": found.states,
        "transitions": found.transitions,
        "depth": found.depth,
        "closed": found.closed,
        "interrupted": found.interrupted,
        "left": found.left,
        "clauses": sorted(found.clauses),
        "rows": sorted(found.moves),
        "never": found.never,
        "violation": found.violation,
        "path": found.path,
    }
