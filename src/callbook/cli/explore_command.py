"""Lets everything happen in every order, and tells what must never be as a scenario."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from callbook.cli.long_work import exit_code, folder_of_results, seconds_of, shown_progress
from callbook.cli.output import print_json, print_table
from callbook.cli.version import VERSION
from callbook.cli.whoever_works import WorkersWanted, at_work
from callbook.cli.whole_file import write_whole
from callbook.core import BadInput, counted
from callbook.lab import small_center
from callbook.verification import (
    MOST,
    Explorations,
    Results,
    Setting,
    World,
    as_scenario,
    covering_array,
    shrunk,
    space_of,
    violation_of,
    work,
)
from callbook.workspace import mutant_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from callbook.verification import Explored, Progress

_SERVING: Final = "callbook.verification.exploration.levels:serve"
_FORMAT: Final = 2
_STRENGTHS: Final = (2, 3)


@dataclass(frozen=True, slots=True)
class ExploreRequest:
    """What is wanted.

    Attributes:
        setting: what is there before anything happens.
        depth: how many things happen one after another at most; None for as many as it takes.
        array: 2 or 3: a search for each row in which any two or three variables have every combination; 0 for one.
        deviations: how many variables of a row deviate from the usual ones at most.
        only: the names of what varies in rows; everything if there is none.
        workers: who searches.
        budget: how long it may take a processor; empty for as long as it takes.
        resume: the folder in which results are kept, and gone on with; None for one that is gone at the end.
        output: where the scenario of a violation is written, and its recording beside it; None for nowhere.
    """

    setting: Setting = field(default_factory=Setting)
    depth: int | None = None
    array: int = 0
    deviations: int = MOST
    only: Sequence[str] = ()
    workers: WorkersWanted = field(default_factory=WorkersWanted)
    budget: str = ""
    resume: Path | None = None
    output: Path | None = None


def run(console: Console, wanted: ExploreRequest, *, as_json: bool) -> int:
    """Search; return 1 if something is true that must never be, 130 if it was interrupted, else 0."""
    mutant_named(wanted.setting.sabotage or None)
    space_of(small_center()).check(dict(wanted.setting.configuration))
    job = Explorations(_settings(wanted), wanted.depth)
    budget = seconds_of(wanted.budget) if wanted.budget else None
    with folder_of_results(wanted.resume) as folder:
        results = Results(Path(folder), {"version": VERSION, "format": _FORMAT, "explore": True})
        workers = at_work(wanted.workers, _SERVING, {}, ())
        with workers as each, shown_progress(console, lambda progress: progress_in_words(progress, job)) as tell:
            progress = work(job, each, results, budget=budget, tell=tell)
    violated = next(((setting, each) for setting, each in job.found() if each.violation), None)
    scenario = _told(violated[0], violated[1], wanted.output) if violated else ""
    if as_json:
        print_json(console, {**_plain(job, progress), "scenario": scenario})
    else:
        if len(job.searches) > 1:
            print_table(console, _COLUMNS, [_row(setting, each) for setting, each in job.found()])
        for line in (*account_lines(job, progress), *scenario.splitlines()):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    return exit_code(progress, found=violated is not None)


def _settings(wanted: ExploreRequest) -> Iterator[Setting]:
    """Yield what is there before anything happens: as it is wanted, or with each row of a covering array."""
    if wanted.array not in {0, *_STRENGTHS}:
        raise BadInput("--array", wanted.array, accepted="2 or 3")
    if wanted.only and not wanted.array:
        raise BadInput("--vary", ", ".join(wanted.only), accepted="it only together with --array")
    yield wanted.setting
    if wanted.array:
        given = dict(wanted.setting.configuration)
        space = space_of(small_center(), only=wanted.only).without(given)
        for row in covering_array(space.variables, wanted.array, wanted.deviations)[1:]:
            yield replace(wanted.setting, configuration=tuple({**given, **space.deviations(row)}.items()))


def progress_in_words(progress: Progress, job: Explorations) -> str:
    """Return how far a search is."""
    found = [each for _, each in job.found()]
    states, transitions = (sum(getattr(each, name) for each in found) for name in ("states", "transitions"))
    return (
        f"{counted(states, 'state')}, {counted(transitions, 'transition')}, depth {max(each.depth for each in found)}, "
        f"{counted(progress.waiting, 'task')} wait; Ctrl-C stops, and says what was found"
    )


def _told(setting: Setting, found: Explored, output: Path | None) -> str:
    """Return the shrunk scenario, and write it and its recording where that is wanted."""
    setting, path = shrunk(setting, found.path)
    violation = violation_of(setting, path)
    scenario = as_scenario(setting, path, violation)
    if output is not None:
        write_whole(output, scenario)
        _record(setting, path, output.with_suffix(".trace.ndjson"), violation)
    return scenario


def _record(setting: Setting, path: tuple[str, ...], output: Path, violation: str) -> None:
    world = World(setting, recorded=True)
    for event in path:
        world.lab.step_began("When", event, 0)
        try:
            world.happens(event)
        except Exception:  # noqa: BLE001 - an error of the kit must never be, either
            world.lab.step_ended("failed", violation)
        else:
            world.lab.step_ended("passed", "")
    world.lab.write(output, scenario="Found by exploration", outcome="failed")


_COLUMNS: Final = ("configuration", "states", "transitions", "depth", "left")


def _row(setting: Setting, found: Explored) -> tuple[str, ...]:
    left = "VIOLATED" if found.violation else "closed" if found.closed else f"{found.left:,}"
    return _name(setting), f"{found.states:,}", f"{found.transitions:,}", f"{found.depth}", left


def _name(setting: Setting) -> str:
    return ", ".join(f"{name} = {value or 'empty'}" for name, value in setting.configuration) or "as usual"


def account_lines(job: Explorations, progress: Progress) -> Iterator[str]:
    """Yield what is to be said of a search, or of several."""
    found = [each for _, each in job.found()]
    left = sum(each.left for each in found)
    states, transitions = (sum(getattr(each, name) for each in found) for name in ("states", "transitions"))
    yield (
        f"{counted(states, 'state')}, {counted(transitions, 'transition')}, depth {max(each.depth for each in found)}: "
        f"{f'{left:,} not gone on from' if left else 'closed'}, {progress.seconds:.0f} s of a processor"
    )
    if progress.interrupted:
        yield "stopped by Ctrl-C"
    if progress.kept:
        yield f"{counted(progress.kept, 'task')} of {progress.done} had been done before"
    visited = job.visited()
    yield f"clauses of what agents did: {', '.join(sorted(visited.clauses)) or 'none'}"
    rows = len(visited.moves) + len(visited.not_visited)
    yield f"{len(visited.moves)} of {rows} rows of the tables visited"
    if visited.never:
        yield f"never reached: {', '.join(visited.never)}"
    for setting, each in job.found():
        if each.violation:
            yield f"VIOLATED after {counted(len(each.path), 'event')} ({_name(setting)}): {each.violation}"


def _plain(job: Explorations, progress: Progress) -> dict[str, Any]:
    visited = job.visited()
    return {
        "searches": [
            {
                "configuration": dict(setting.configuration),
                "states": each.states,
                "transitions": each.transitions,
                "depth": each.depth,
                "closed": each.closed,
                "left": each.left,
                "violation": each.violation,
                "path": each.path,
            }
            for setting, each in job.found()
        ],
        "clauses": sorted(visited.clauses),
        "rows": sorted(visited.moves),
        "not_visited": visited.not_visited,
        "never": visited.never,
        "run": {"seconds": progress.seconds, "kept": progress.kept, "interrupted": progress.interrupted},
    }
