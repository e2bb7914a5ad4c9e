"""Runs the acceptance suite against each mutant, several at once, and says which were caught and which missed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from callbook.cli.output import print_json
from callbook.core import BadInput, CallbookError, counted
from callbook.workspace import mutants

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from rich.console import Console


_PASSED, _FAILED = 0, 1
_ENOUGH = 2_000  # characters at the end of what a broken suite says


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant.

    Attributes:
        name: the mutant's.
        caught: whether a scenario failed.
        by: the first scenario that failed.
        reason: why it may be missed, if somebody gave one.
    """

    name: str
    caught: bool
    by: str
    reason: str


class SuiteBroken(CallbookError):  # noqa: N818 - names what is the case
    """The suite does not pass even with nothing broken, so it can judge no mutant."""


def list_names(console: Console, only: str, *, as_json: bool) -> None:
    """Print the names of the mutants."""
    names = _chosen(only)
    if as_json:
        print_json(console, names)
    else:
        console.print("\n".join(names), markup=False, highlight=False, soft_wrap=True)


def run(  # noqa: PLR0913 - as many as the command has options
    console: Console, features: Path, only: str, workers: int, reasons: Path | None, *, as_json: bool
) -> int:
    """Try every mutant; return 1 if one was missed without a reason, else 0."""
    excused = _reasons(reasons)
    names = _chosen(only)
    # First the pool is left, last: its threads end once the suite has ended their runs.
    with ThreadPoolExecutor(workers) as pool, Suite(features) as suite:
        pool.submit(_make_sure_it_passes, suite).result()
        tried = pool.map(partial(_try, suite, excused=excused), names)
        verdicts = _watched(console, tried, len(names))
    if as_json:
        print_json(console, verdicts)
    else:
        _print(console, verdicts)
    return 1 if any(not verdict.caught and not verdict.reason for verdict in verdicts) else 0


def _chosen(only: str) -> list[str]:
    names = [name for name in mutants() if only in name]
    if not names:
        raise BadInput("--only", only, accepted="a part of a name that `callbook mutants --list` prints")
    return names


def _watched(console: Console, tried: Iterable[Verdict], total: int) -> list[Verdict]:
    columns = (TextColumn("mutants"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        return list(progress.track(tried, total=total))


def _try(suite: Suite, name: str, excused: dict[str, str]) -> Verdict:
    run = suite.run("--callbook-sabotage", name)
    if run.code not in {_PASSED, _FAILED}:
        raise SuiteBroken(f"The suite broke down on the mutant {name!r}:\n{run.output[-_ENOUGH:]}")
    failed = [line for line in run.output.splitlines() if line.startswith(("FAILED", "ERROR"))]
    by = failed[0].split(" - ")[0] if failed else ""
    return Verdict(name, run.code == _FAILED, by, excused.get(name, ""))


def _make_sure_it_passes(suite: Suite) -> None:
    run = suite.run()
    if run.code != _PASSED:
        raise SuiteBroken(f"The features do not pass with nothing broken:\n{run.output[-_ENOUGH:]}")


def reasons_in(path: Path) -> dict[str, str]:
    """Return the reason for each name in a file of reasons.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadInput("file of reasons", str(path), where=str(error), accepted="a TOML file: name = reason") from None
    return {name: str(reason) for name, reason in given.items()}


def _reasons(path: Path | None) -> dict[str, str]:
    given = reasons_in(path) if path else {}
    unknown = given.keys() - mutants().keys()
    if unknown:
        raise BadInput("mutant", min(unknown), where=str(path), accepted="a name that `callbook mutants --list` prints")
    return given


def _print(console: Console, verdicts: list[Verdict]) -> None:
    for verdict in verdicts:
        name = escape(verdict.name)  # some names hold a guard in square brackets
        if verdict.caught:
            line = f"[green]caught[/green]  {name}  [dim]{escape(verdict.by)}[/dim]"
        else:
            line = f"[red]MISSED[/red]  {name}  ({escape(verdict.reason or 'no reason given')})"
        console.print(line, highlight=False, soft_wrap=True)
    caught = sum(verdict.caught for verdict in verdicts)
    excused = sum(not verdict.caught and bool(verdict.reason) for verdict in verdicts)
    console.print(
        f"{counted(len(verdicts), 'mutant')}: {caught} caught, "
        f"{len(verdicts) - caught} missed ({excused} with a reason)"
    )


@dataclass(frozen=True, slots=True)
class _Finished:
    """How a run ended: pytest's exit code, and what it printed."""

    code: int
    output: str


class Stopped(CallbookError):  # noqa: N818 - names what is the case
    """No more runs: whoever asked for them has left, by Ctrl-C for example."""


class Suite:
    """The features, to be run as often as needed, from several threads at once.

    Args:
        features: the folder or file to run.
    """

    def __init__(self, features: Path) -> None:
        self._features = features
        self._running: set[subprocess.Popen[str]] = set()
        self._stopped = False
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End the runs that are not over; the threads that wait for them then put their folders away."""
        with self._lock:
            self._stopped = True
            for child in self._running:
                child.kill()

    def run(self, *arguments: str) -> _Finished:
        """Run the features with more *arguments* for pytest, up to the first scenario that fails.

        Raises:
            Stopped: when the suite has been left.
        """
        with tempfile.TemporaryDirectory(prefix="callbook-") as folder:
            child = self._start((*self._command(Path(folder) / "traces"), *arguments))
            output, _ = child.communicate()
        with self._lock:
            self._running.discard(child)
        return _Finished(child.returncode, output)

    def _command(self, traces: Path) -> tuple[str, ...]:
        quiet = ("-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider")
        return (sys.executable, "-m", "pytest", str(self._features), *quiet, "--callbook-traces", str(traces))

    def _start(self, command: tuple[str, ...]) -> subprocess.Popen[str]:
        with self._lock:
            if self._stopped:
                raise Stopped("The suite is not run any more.")
            child = subprocess.Popen(  # noqa: S603 - our own command
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            self._running.add(child)
            return child
