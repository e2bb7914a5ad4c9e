"""Plays whole runs of a team's features, on many configurations, seeds and desktops, and shows them as a matrix."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from callbook.cli.everywhere_command import hash_of, rows_into, texts_of
from callbook.cli.long_work import exit_code, folder_of_results, seconds_of, shown_progress
from callbook.cli.output import print_json, print_table
from callbook.cli.version import VERSION
from callbook.cli.whoever_works import WorkersWanted, at_work
from callbook.core import BadInput, counted
from callbook.verification import (
    MOST,
    RUN_COLUMNS,
    Place,
    Results,
    Sweep,
    center_in,
    covering_array,
    run_rows,
    space_of,
    work,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from callbook.verification import Difference, Ended, Progress

_SERVING: Final = "callbook.pytest_plugin.everywhere.sweeping:serve"
_FORMAT: Final = 1
_STRENGTHS: Final = (2, 3)
_USUAL: Final = "the usual one"
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class SweepRequest:
    """What is wanted.

    Attributes:
        paths: the features, as pytest takes them.
        configs: files of contact centres; the kit's small one if there is none.
        seeds: what decides identifiers and contacts, a run for each.
        desktops: those that agents have, a run for each; each is compared with the first.
        array: 2 or 3: rows in which any two or three variables have every combination; 0 for no rows.
        deviations: how many variables of a row deviate from the usual ones at most.
        only: the names of what varies in rows; everything if there is none.
        tags: only the scenarios with these; empty for all.
        workers: who plays.
        budget: how long it may take a processor; empty for as long as it takes.
        resume: the folder in which results are kept, and gone on with; None for one that is gone at the end.
        parquet: the file of rows, one for each scenario in each run; None for none.
    """

    paths: Sequence[str]
    configs: Sequence[Path] = ()
    seeds: Sequence[int] = (1,)
    desktops: Sequence[str] = ("model",)
    array: int = 0
    deviations: int = MOST
    only: Sequence[str] = ()
    tags: str = ""
    workers: WorkersWanted = field(default_factory=WorkersWanted)
    budget: str = ""
    resume: Path | None = None
    parquet: Path | None = None


def run(console: Console, wanted: SweepRequest, *, as_json: bool) -> int:
    """Sweep; return 1 if desktops or seeds differ, or a scenario fails on a configuration that was named.

    Without either it is 130 after Ctrl-C, else 0.
    """
    job = Sweep(tuple(_places(wanted)), tuple(dict.fromkeys(wanted.desktops)))
    budget = seconds_of(wanted.budget) if wanted.budget else None
    write_rows = rows_into(wanted.parquet)
    with folder_of_results(wanted.resume) as folder:
        results = Results(Path(folder), _head(wanted))
        working = at_work(wanted.workers, _SERVING, _setup(wanted), texts_of(wanted.paths, wanted.configs))
        shown = shown_progress(console, lambda progress: progress_in_words(progress, job))
        with working as workers, shown as tell:
            progress = work(job, workers, results, budget=budget, tell=tell)
    differences = sorted(job.differences(), key=lambda each: (each.scenario.feature, each.scenario.line))
    write_rows(run_rows(job), RUN_COLUMNS, "runs")
    if as_json:
        print_json(console, _plain(job, differences, progress))
    else:
        print_table(console, ("configuration", "seed", *job.desktops, "differ"), list(_matrix(job)))
        left_out = sum(not _is_shown(job, number) for number in range(len(job.places)))
        if left_out:
            console.print(f"{counted(left_out, 'row')} in which desktops agree", highlight=False)
        for line in lines_of(job, differences, progress):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    fails = any(_failed(ended) for (number, _), ended in job.done.items() if not job.places[number].deviations)
    return exit_code(progress, found=bool(differences) or fails or any(job.unsteady()))


def seeds_in(text: str) -> tuple[int, ...]:
    """Return seeds that are separated by commas, each once.

    Raises:
        BadInput: for anything else.
    """
    seeds = [each.strip() for each in text.split(",")]
    if not all(each.isascii() and each.isdigit() for each in seeds):
        raise BadInput("--seeds", text, accepted="whole numbers, separated by commas: 1,2,3")
    return tuple(dict.fromkeys(map(int, seeds)))


def _places(wanted: SweepRequest) -> Iterator[Place]:
    """Yield what runs start from: each configuration, or each row around it, with each seed."""
    if wanted.array not in {0, *_STRENGTHS}:
        raise BadInput("--array", wanted.array, accepted="2 or 3")
    if wanted.only and not wanted.array:
        raise BadInput("--vary", ", ".join(wanted.only), accepted="it only together with --array")
    for file in wanted.configs or ("",):
        name = str(file) or _USUAL
        space = space_of(center_in(file), only=wanted.only)
        rows = [dict[str, str]()]
        if wanted.array:
            rows = covering_array(space.variables, wanted.array, wanted.deviations)
        for (number, row), seed in product(enumerate(rows), wanted.seeds):
            yield Place(f"{name}, row {number}" if number else name, str(file), space.deviations(row), seed)


def _setup(wanted: SweepRequest) -> dict[str, Any]:
    return {"paths": list(wanted.paths), "arguments": [f"--callbook-tags={wanted.tags}"] if wanted.tags else []}


def _head(wanted: SweepRequest) -> dict[str, Any]:
    texts = hash_of(wanted.paths, [center_in(file) for file in wanted.configs])
    return {"version": VERSION, "format": _FORMAT, "sweep": True, **_setup(wanted), "texts": texts}


def progress_in_words(progress: Progress, job: Sweep) -> str:
    """Return how far a sweep is, and how long the rest may take a processor."""
    runs, done = len(job.places) * len(job.desktops), len(job.done)
    left = f", about {progress.seconds * (runs - done) / done:.0f} s of a processor left" if done else ""
    return f"{done} of {counted(runs, 'run')}, {counted(progress.waiting, 'task')} wait{left}"


def _failed(ended: dict[str, Ended]) -> int:
    return sum(each.outcome is not None and not each.outcome.holds for each in ended.values())


def _matrix(job: Sweep) -> Iterator[tuple[str, ...]]:
    for number, place in enumerate(job.places):
        if not _is_shown(job, number):
            continue
        cells = (_cell(job.done.get((number, desktop))) for desktop in job.desktops)
        yield place.name, str(place.seed), *cells, str(job.differing(number) or "")


def _is_shown(job: Sweep, number: int) -> bool:
    """Return whether a run has a row in the matrix: a row of an array in which desktops agree says nothing."""
    return not job.places[number].deviations or len(job.desktops) == 1 or job.differing(number) > 0


def _cell(ended: dict[str, Ended] | None) -> str:
    if ended is None:
        return "not played"
    skipped = sum(each.outcome is None for each in ended.values())
    held = len(ended) - skipped - _failed(ended)
    return f"{held} of {len(ended) - skipped} hold" + (f", {skipped} skipped" if skipped else "")


def lines_of(job: Sweep, differences: Sequence[Difference], progress: Progress) -> Iterator[str]:
    """Yield how desktops differ, by the smallest configuration in which they do, and which scenarios go by the seed."""
    by_smallest: dict[str, list[Difference]] = {}
    for each in differences:
        by_smallest.setdefault(_smallest_in_words(each), []).append(each)
    for words, found in by_smallest.items():
        yield f"differ where {words}: {counted(len(found), 'way')}"
        for each in found[:_NAMED]:
            yield f"  {each.scenario.place}  {each.scenario.name} (in {counted(each.places, 'run')})"
            yield from (f"    {name}: {how}" for name, how in zip(each.desktops, each.outcomes, strict=True))
        if len(found) > _NAMED:
            yield f"  ... {len(found) - _NAMED} more"
    yield from (f"goes by the seed: {each.place}  {each.name}" for each in job.unsteady())
    runs = len(job.places) * len(job.desktops)
    yield (
        f"{len(job.done)} of {counted(runs, 'run')} played, {progress.seconds:.0f} s of a processor, "
        f"{counted(len(differences), 'difference')}"
    )
    if len(job.desktops) > 1 and any(place.deviations for place in job.places):
        yield "rows show what they show: a desktop that is not Callbook's own cannot be decided on all configurations"
    if progress.kept:
        yield f"{counted(progress.kept, 'task')} of {progress.done} had been done before"
    if progress.interrupted:
        yield "interrupted: what was done by then is told; with --resume DIR it is gone on with"


def _smallest_in_words(each: Difference) -> str:
    around = f" in {each.center}" if each.center else ""
    if each.smallest is None:
        return f"a row says so{around}; what it takes was not found out"
    pairs = " and ".join(f"{name} = {value or 'empty'}" for name, value in each.smallest.items())
    return f"{pairs or 'nothing is changed'}{around}"


def _plain(job: Sweep, differences: Sequence[Difference], progress: Progress) -> dict[str, Any]:
    runs = [
        {"place": job.places[number], "desktop": desktop, "ended": list(ended.values())}
        for (number, desktop), ended in sorted(job.done.items())
    ]
    return {
        "runs": runs,
        "differences": differences,
        "by_seed": list(job.unsteady()),
        "run": {
            "wanted": len(job.places) * len(job.desktops),
            "done": len(job.done),
            "seconds": progress.seconds,
            "interrupted": progress.interrupted,
        },
    }
