"""Decides scenarios on every configuration, and says where each holds, where not, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec

from callbook.cli.long_work import exit_code, folder_of_results, seconds_of, shown_progress
from callbook.cli.output import print_json, print_table
from callbook.cli.version import VERSION
from callbook.cli.whoever_works import WorkersWanted, at_work
from callbook.cli.whole_file import write_all, write_whole
from callbook.configuration import OPTIONS, OWN_TEXTS, PRIVILEGES
from callbook.core import counted, percent
from callbook.verification import (
    CLASS_COLUMNS,
    SERVING,
    Everywhere,
    Progress,
    Results,
    center_in,
    configuration_map,
    hash_of_texts,
    reasons_in,
    setup_of,
    space_of,
    work,
)
from callbook.workspace import mutant_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rich.console import Console

    from callbook.configuration import ContactCenter
    from callbook.record import Decision, OutcomeFound

_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class EverywhereRequest:
    """What is wanted.

    Attributes:
        paths: the features, as pytest takes them.
        tags: only the scenarios with these; empty for all.
        only: the names of what varies; everything if there is none.
        workers: who plays.
        budget: how long it may take a processor, ``30s``, ``10m`` or ``1h``; empty for as long as it takes.
        resume: the folder in which results are kept, and gone on with; None for one that is gone at the end.
        reasons: a file that says, by clause, why a class is right that the clause decides.
        examples: a folder for a configuration of each outcome; None for none.
        sabotage: the mutant that plays; empty for the sound tables.
        config: a team's own contact centre, around which configurations vary; None for the kit's small one.
        page: the file of the configuration map; None for none.
        parquet: the file of rows, one for each class; None for none.
    """

    paths: Sequence[str]
    tags: str = ""
    only: Sequence[str] = ()
    workers: WorkersWanted = field(default_factory=WorkersWanted)
    budget: str = ""
    resume: Path | None = None
    reasons: Path | None = None
    examples: Path | None = None
    sabotage: str = ""
    config: Path | None = None
    page: Path | None = None
    parquet: Path | None = None


def run(console: Console, wanted: EverywhereRequest, *, as_json: bool) -> int:
    """Decide what is wanted; return 1 if there is a finding that nobody has listed, 130 after Ctrl-C, else 0."""
    mutant_named(wanted.sabotage or None)
    center = center_in(wanted.config)
    space_of(center, only=wanted.only)
    job = Everywhere(center, reasons_in(wanted.reasons), wanted.only)
    budget = seconds_of(wanted.budget) if wanted.budget else None
    write_rows = rows_into(wanted.parquet)
    with folder_of_results(wanted.resume) as folder:
        results = Results(Path(folder), _head(wanted, center))
        working = at_work(wanted.workers, SERVING, _setup(wanted), texts_of(wanted.paths, [wanted.config]))
        shown = shown_progress(console, lambda progress: progress_in_words(progress, job))
        with working as workers, shown as tell:
            progress = work(job, workers, results, budget=budget, tell=tell)
    verdicts = sorted(job.verdicts(), key=lambda each: (each.scenario.feature, each.scenario.line, each.scenario.node))
    if wanted.examples is not None:
        write_all(wanted.examples, dict(_examples(job, verdicts)), force=True)
    if wanted.page is not None:
        write_whole(wanted.page, configuration_map(verdicts), what="--html")
    write_rows(job.rows(), CLASS_COLUMNS, "classes")
    if as_json:
        print_json(console, {"scenarios": verdicts, "run": _account(progress, len(job.scenarios), verdicts)})
    elif wanted.config is not None:
        for line in (line for verdict in verdicts for line in verdict.lines_of_changes()):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    else:
        for line in account_lines(progress, len(job.scenarios), verdicts, results.damaged):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
        print_table(console, _COLUMNS, [_row(each) for each in verdicts])
    return exit_code(progress, found=any(each.is_open for verdict in verdicts for each in verdict.outcomes))


WriteRows: TypeAlias = "Callable[[Iterable[Mapping[str, object]], Mapping[str, type], str], None]"
"""Writes rows with their columns, and what they are of."""


def rows_into(file: Path | None) -> WriteRows:
    """Return what writes rows as Parquet; nothing for no file.

    Raises:
        MissingExtra: before anything is played, for a file without the extra that brings what writes it.
    """
    if file is None:
        return _write_nothing
    from callbook.verification import parquet_of  # noqa: PLC0415 - an extra brings it

    def write(rows: Iterable[Mapping[str, object]], columns: Mapping[str, type], what: str) -> None:
        variables = [*PRIVILEGES, *OPTIONS]
        write_whole(file, parquet_of(rows, columns, variables, f"{what}, {VERSION}"), what="--parquet")

    return write


def _write_nothing(_rows: Iterable[Mapping[str, object]], _columns: Mapping[str, type], _what: str) -> None:
    """Leave rows where they are: nobody has asked for them."""


def _setup(wanted: EverywhereRequest) -> dict[str, Any]:
    return setup_of(wanted.paths, only=wanted.only, tags=wanted.tags, sabotage=wanted.sabotage, config=wanted.config)


def _head(wanted: EverywhereRequest, center: ContactCenter) -> dict[str, Any]:
    """Return what a run is: results of another one are of no use."""
    return {"version": VERSION, "format": _FORMAT, **_setup(wanted), "texts": hash_of(wanted.paths, [center])}


def hash_of(paths: Sequence[str], centers: Sequence[ContactCenter]) -> str:
    """Return by what the texts of features and the contact centres are told from others."""
    return sha256(msgspec.json.encode((centers, hash_of_texts(paths)))).hexdigest()


def texts_of(paths: Sequence[str], configs: Iterable[Path | None]) -> tuple[str, ...]:
    """Return the paths of all that is read where tasks are done."""
    return (*paths, *(str(each) for each in configs if each))


def progress_in_words(progress: Progress, job: Everywhere) -> str:
    """Return scenarios, tasks, the part that is decided, and how long the rest may take a processor by that rate."""
    decided = job.decided()
    left = f", about {progress.seconds * (1 - decided) / decided:.0f} s of a processor left" if decided else ""
    return f"{counted(len(job.scenarios), 'scenario')}, {percent(decided)} decided, {progress.waiting} tasks wait{left}"


_COLUMNS: Final = ("scenario", "holds in", "runs", "decided", "findings")


def _row(each: Decision) -> tuple[str, ...]:
    holds = sum(outcome.share for outcome in each.outcomes if outcome.holds)
    findings = f"{len(each.findings)}" if each.findings else ""
    listed = sum(bool(found.listed) for found in each.findings)
    of_them = f" ({listed} listed)" if listed else ""
    return each.scenario.place, percent(holds), f"{each.runs:,}", percent(1 - each.undecided), f"{findings}{of_them}"


def account_lines(
    progress: Progress, listed: int, verdicts: Sequence[Decision], damaged: Sequence[str]
) -> Iterator[str]:
    """Yield what is to be said of each scenario, and of the whole run."""
    for verdict in verdicts:
        yield from verdict.lines()
        yield ""
    account = _account(progress, listed, verdicts)
    yield (
        f"{counted(listed, 'scenario')}, {account['decided']} decided whole, {counted(account['runs'], 'run')}, "
        f"{account['seconds']:.0f} s of a processor, {counted(account['findings'], 'finding')}, {account['open']} open"
    )
    if progress.kept:
        yield f"{counted(progress.kept, 'task')} of {progress.done} had been done before"
    if damaged:
        yield f"damaged and done again: {', '.join(damaged)}"
    if progress.interrupted:
        yield "interrupted: what was done by then is told; with --resume DIR it is gone on with"


def _account(progress: Progress, listed: int, verdicts: Sequence[Decision]) -> dict[str, Any]:
    findings = [each for verdict in verdicts for each in verdict.findings]
    return {
        "scenarios": listed,
        "decided": sum(not verdict.undecided for verdict in verdicts),
        "runs": sum(verdict.runs for verdict in verdicts),
        "seconds": progress.seconds,
        "findings": len(findings),
        "open": sum(each.is_open for each in findings),
        "interrupted": progress.interrupted,
    }


def _examples(job: Everywhere, verdicts: Sequence[Decision]) -> Iterator[tuple[str, bytes]]:
    """Yield a configuration for each outcome of each scenario: a file that `callbook lint` reads."""
    for verdict in verdicts:
        space = job.space(verdict.scenario)
        for number, each in enumerate(verdict.outcomes, 1):
            center = space.center_with(each.example)
            yield _name(verdict, each, number), OWN_TEXTS[".toml"](center).encode()


def _name(verdict: Decision, each: OutcomeFound, number: int) -> str:
    scenario = verdict.scenario
    feature = Path(scenario.feature).stem
    row = sum(map(ord, scenario.node)) % 1000
    return f"{feature}-{scenario.line:04d}-{row:03d}-{number}-{'holds' if each.holds else 'fails'}.toml"
