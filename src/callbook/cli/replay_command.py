"""Plays recordings again with today's model, and shows the first point where each is no longer so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from callbook.cli.output import print_json
from callbook.core import BadInput, counted, read_assumptions
from callbook.lab import Replayed, replay
from callbook.record import STREAM_FILE, plain_entry, read_trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rich.console import Console

_SUFFIX = "*.ndjson"


def run(  # noqa: PLR0913 - one argument per option of the command
    console: Console,
    paths: Sequence[Path],
    sabotage: str | None,
    show: int,
    assumptions: Path | None = None,
    *,
    as_json: bool,
) -> int:
    """Replay every recording; return 1 if one diverged or breaks off, else 0."""
    files = recordings(paths)
    assumed = None if assumptions is None else read_assumptions(assumptions)
    columns = (TextColumn("replaying"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal or as_json, transient=True) as progress:
        played = [
            (path, replay(read_trace(path), sabotage=sabotage, assumptions=assumed)) for path in progress.track(files)
        ]
    if as_json:
        print_json(console, [_plain(path, replayed) for path, replayed in played])
    else:
        _print(console, played, show)
    return 1 if any(replayed.divergence or not replayed.trace.complete for _, replayed in played) else 0


def recordings(paths: Iterable[Path]) -> list[Path]:
    """Return the recordings among *paths*: files as they are, folders with all that lies in them.

    Raises:
        BadInput: when there is none, or a path does not exist.
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise BadInput("recording", str(path), accepted="a file or a folder that exists")
        found = sorted(path.rglob(_SUFFIX)) if path.is_dir() else [path]
        files += [each for each in found if each.name != STREAM_FILE]
    if not files:
        raise BadInput(
            "folder", ", ".join(map(str, paths)), accepted="one with recordings: run `make acceptance` first"
        )
    return files


def _print(console: Console, played: Sequence[tuple[Path, Replayed]], show: int) -> None:
    diverged = [(path, replayed) for path, replayed in played if replayed.divergence is not None]
    for path, replayed in diverged[:show]:
        console.rule(f"[red]diverges[/red] at entry {replayed.compared + 1}", style="dim", align="left")
        _say(console, f"{path}\n{replayed.trace.name}\n")
        _say(console, str(replayed.divergence))
    for path, _ in diverged[show:]:
        _say(console, f"diverges: {path}")
    for path, replayed in played:
        if not replayed.trace.complete:
            _say(console, f"breaks off: {path}: {replayed.trace.trouble}")
    entries = sum(replayed.compared for _, replayed in played)
    verdict = f"{len(diverged)} diverged" if diverged else "no divergence"
    _say(
        console,
        f"{counted(len(played), 'recording')}, {counted(entries, 'entry')} as recorded, {verdict}",
    )


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def _plain(path: Path, replayed: Replayed) -> dict[str, object]:
    divergence = replayed.divergence
    expected, got = (None, None) if divergence is None else (divergence.expected, divergence.instead)
    return {
        "recording": str(path),
        "scenario": replayed.trace.name,
        "entries": replayed.compared,
        "trouble": replayed.trace.trouble,
        "diverges_at": None if divergence is None else divergence.number,
        "expected": None if expected is None else plain_entry(expected),
        "got": None if got is None else plain_entry(got),
    }
