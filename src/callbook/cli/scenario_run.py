"""Plays one scenario on a team's own configuration, in a process of its own, for its recording."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from callbook.core import ActionTaken, BadInput
from callbook.lab import small_center
from callbook.record import read_stream, read_trace

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.record import Trace

_QUIET = ("-q", "--no-header", "--tb=short", "--color=no", "-p", "no:cacheprovider")


def recorded(scenario: str, config: Path, agent: str, folder: Path) -> tuple[str, Trace]:
    """Play the first scenario of *scenario*, a feature file with or without a line; keep its recording in *folder*.

    Returns the name of the part that *agent* (an id) plays: of those who do something in the scenario the first.

    Raises:
        BadInput: when nothing was recorded, with what pytest said; or when no agent does anything in it.
    """
    parts = [part.name for part in small_center().agents]
    trace = _played(scenario, config, f"{parts[0]}={agent}", folder / "first")
    acting = [entry.actor for entry in trace.entries if isinstance(entry, ActionTaken) and entry.actor in parts]
    if not acting:
        accepted = f"one in which {', '.join(parts[:-1])} or {parts[-1]} does something"
        raise BadInput("scenario", scenario, where="--scenario", accepted=accepted)
    if acting[0] != parts[0]:
        trace = _played(scenario, config, f"{acting[0]}={agent}", folder / "second")
    return acting[0], trace


def _played(scenario: str, config: Path, part: str, traces: Path) -> Trace:
    chosen = ("--callbook-config", str(config), "--callbook-cast", part, "--callbook-no-rehearsal")
    command = (sys.executable, "-m", "pytest", scenario, *_QUIET, *chosen, "--traces", str(traces))
    finished = subprocess.run(  # noqa: S603 - our own command
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    found = [played.trace for played in read_stream(traces).played if played.trace] if traces.is_dir() else []
    if not found:
        said = finished.stdout.strip()
        raise BadInput(
            "scenario", scenario, where="--scenario", accepted=f"one that can be played; pytest says:\n{said}"
        )
    return read_trace(traces / found[0])
