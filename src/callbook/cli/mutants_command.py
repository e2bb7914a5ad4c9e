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
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from callbook.cli.catalogues import print_json
from callbook.errors import BadInput, CallbookError
from callbook.sabotage import mutants

if TYPE_CHECKING:
    from rich.console import Console

_PASSED, _FAILED = 0, 1


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
    names = [name for name in mutants() if only in name]
    if as_json:
        print_json(console, names)
    else:
        console.print("\n".join(names), markup=False, highlight=False, soft_wrap=True)


def run(  # noqa: PLR0913 - as many as the command has options
    console: Console, features: Path, only: str, workers: int, reasons: Path | None, *, as_json: bool
) -> int:
    """Try every mutant; give 1 if one was missed without a reason, else 0."""
    excused = _reasons(reasons)
    names = [name for name in mutants() if only in name]
    _make_sure_it_passes(features)
    verdicts = _try_all(console, names, features, workers, excused)
    if as_json:
        print_json(console, verdicts)
    else:
        _print(console, verdicts)
    return 1 if any(not verdict.caught and not verdict.reason for verdict in verdicts) else 0


def _try_all(
    console: Console, names: list[str], features: Path, workers: int, excused: dict[str, str]
) -> list[Verdict]:
    columns = (TextColumn("mutants"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        Progress(*columns, console=console, disable=not console.is_terminal) as progress,
        ThreadPoolExecutor(workers) as pool,
    ):
        task = progress.add_task("mutants", total=len(names))
        verdicts: list[Verdict] = []
        for verdict in pool.map(partial(_try, features=features, excused=excused), names):
            verdicts.append(verdict)
            progress.advance(task)
    return verdicts


def _try(name: str, features: Path, excused: dict[str, str]) -> Verdict:
    code, output = _suite(features, "--sabotage", name)
    if code not in {_PASSED, _FAILED}:
        raise SuiteBroken(f"The suite broke down on the mutant {name!r}:\n{output[-2000:]}")
    failed = [line for line in output.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return Verdict(name, code == _FAILED, failed[0].split(" - ")[0] if failed else "", excused.get(name, ""))


def _make_sure_it_passes(features: Path) -> None:
    code, output = _suite(features)
    if code != _PASSED:
        raise SuiteBroken(f"The features do not pass with nothing broken:\n{output[-2000:]}")


def _suite(features: Path, *arguments: str) -> tuple[int, str]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", str(features), "-x", "-q", "--no-header", "-p", "no:cacheprovider"]
        command += ["--tb=no", "--traces", str(Path(folder) / "traces"), *arguments]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    return finished.returncode, finished.stdout + finished.stderr


def _reasons(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadInput("file of reasons", str(path), where=str(error), accepted="a TOML file: name = reason") from None
    unknown = given.keys() - mutants().keys()
    if unknown:
        raise BadInput("mutant", min(unknown), where=str(path), accepted="a name that `callbook mutants --list` prints")
    return {name: str(reason) for name, reason in given.items()}


def _print(console: Console, verdicts: list[Verdict]) -> None:
    for verdict in verdicts:
        if verdict.caught:
            console.print(
                f"[green]caught[/green]  {verdict.name}  [dim]{verdict.by}[/dim]", highlight=False, soft_wrap=True
            )
        else:
            why = verdict.reason or "no reason given"
            console.print(f"[red]MISSED[/red]  {verdict.name}  ({why})", highlight=False, soft_wrap=True)
    caught = sum(verdict.caught for verdict in verdicts)
    excused = sum(not verdict.caught and bool(verdict.reason) for verdict in verdicts)
    console.print(
        f"{len(verdicts)} mutants: {caught} caught, {len(verdicts) - caught} missed ({excused} with a reason)"
    )
