"""Opening what was recorded: one file, a whole run, or what a lab holds at this moment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callbook.core import BadInput, Unknown, shipped_folder
from callbook.lab import Lab
from callbook.notebook.recording import Recording
from callbook.notebook.run import Run
from callbook.record import STREAM_FILE, Trace, read_trace, trace_of

if TYPE_CHECKING:
    from typing import TypeAlias

Openable: TypeAlias = "Path | str | Lab | Trace | Recording"

_LAST_RUN = Path(".callbook/last-run")
_ENDING = ".ndjson"


def opened(what: Path | str | Lab | Trace | None) -> Recording | Run:
    """Return what is opened: the last run, a run's folder, a recording's file, an example's name, a trace, or a lab.

    Raises:
        BadInput: when there is nothing of that name.
        Unknown: when no example of that name ships with the kit.
    """
    if what is None:
        return Run(_last_run(Path.cwd()))
    if not isinstance(what, Path | str):
        return recording_of(what)
    path = Path(what)
    if path.is_dir():
        return Run(path)
    return Recording(read_trace(path if path.is_file() or path.parent != Path() else _example(str(what))))


def recording_of(what: Openable) -> Recording:
    """Return the recording that *what* is, holds or names.

    Raises:
        BadInput: when it is a run, which holds many, or there is nothing of that name.
    """
    if isinstance(what, Recording):
        return what
    if isinstance(what, Trace):
        return Recording(what)
    if isinstance(what, Lab):
        return Recording(trace_of(what))
    found = opened(what)
    if isinstance(found, Run):
        raise BadInput("recording", str(what), accepted="one recording; a run gives one by run.scenario('its name')")
    return found


def _last_run(start: Path) -> Path:
    for place in (start, *start.parents):
        if (place / _LAST_RUN / STREAM_FILE).is_file():
            return place / _LAST_RUN
    accepted = "one below which pytest has run features, or any folder in it: run `make acceptance` first"
    raise BadInput("folder", str(start), accepted=accepted)


def _example(name: str) -> Path:
    examples = {path.name.split(".", 1)[0]: path for path in sorted(shipped_folder("examples").glob(f"*{_ENDING}"))}
    wanted = name.split(".", 1)[0]
    if wanted not in examples:
        raise Unknown("recording", name, examples)
    return examples[wanted]
