"""The notebooks' way in: ``import callbook.notebook as cb``.

Recordings are opened, stepped through and played again under another configuration; `desk` is the agent's desk, live.
``%load_ext callbook.notebook`` adds ``%%gherkin`` and ``%callbook``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.lab import Lab
from callbook.notebook.changed import Changed
from callbook.notebook.changed import compare as _compare
from callbook.notebook.changed import whatif as _whatif
from callbook.notebook.desk import desk
from callbook.notebook.export import export_change, export_notebook, export_trace
from callbook.notebook.magics import register as _register
from callbook.notebook.playing import Player
from callbook.notebook.recording import Recording
from callbook.notebook.run import Run
from callbook.notebook.run import opened as _opened
from callbook.notebook.run import recording_of as _recording_of
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    import pandas as pd

    from callbook.notebook.decisions import Decided
    from callbook.notebook.magics import Shell
    from callbook.notebook.run import Openable
    from callbook.record import Trace

__all__ = [
    "Action",
    "Lab",
    "compare",
    "decided",
    "desk",
    "everywhere",
    "export_change",
    "export_notebook",
    "export_trace",
    "load_ipython_extension",
    "open",
    "player",
    "rows",
    "whatif",
]


def open(what: Path | str | Lab | Trace | None = None) -> Recording | Run:  # noqa: A001 - `cb.open` reads as it should
    """Open the last run, or what is named.

    Args:
        what: nothing for the last run of features, here or in a folder above; the folder of a run; the file of a
            recording, or the name of one among the kit's examples; a lab, as it is at this moment.

    Raises:
        BadInput: when there is nothing of that name, or it is no recording.
        Unknown: when no example of that name ships with the kit.
    """
    return _opened(what)


def player(trace: Openable) -> Player:
    """Step through a recording, or a lab's journal as it is now.

    Raises:
        BadInput: when there is nothing of that name, or it is no recording.
        Unknown: when no example of that name ships with the kit.
    """
    return Player(_recording_of(trace).trace)


def whatif(
    trace: Openable, settings: Mapping[str, str | bool] | None = None, *, agent: str | None = None, **more: str | bool
) -> Changed:
    """Play the same callback under other options and privileges.

    Args:
        trace: the recording, or a lab.
        settings: options with their values, privileges with True (granted) or False (withheld), by their names.
        agent: whom they concern, by name or id; everybody by default.
        more: the same by names fit for Python: ``can_decline=False``, ``auto_dial=True``.

    Raises:
        Unknown: for an option, a privilege or an agent that nobody knows.
        BadInput: for a privilege that is neither granted nor withheld.
    """
    return _whatif(_recording_of(trace).trace, {**(settings or {}), **more}, agent)


def compare(agent: str, other: str, *, trace: Openable) -> Changed:
    """Play the same callback as if *agent* had the roles, groups and options of *other*.

    Raises:
        Unknown: for an agent whom nobody knows.
    """
    return _compare(_recording_of(trace).trace, agent, other)


def everywhere(*paths: str, vary: Collection[str] = (), config: Path | str | None = None, workers: int = 1) -> Decided:
    """Play scenarios on every configuration: where does each hold, where not, and why?

    Args:
        paths: feature files, or ``file::name of a scenario``.
        vary: only these privileges and options; by default all.
        config: your contact centre: which single changes would break or mend a scenario there?
        workers: how many processes play at once.

    Raises:
        Unknown: for a privilege or an option that nobody knows.
        BadInput: when a feature or the contact centre cannot be read.
        WorkFailed: when pytest cannot begin with the features.
    """
    from callbook.notebook import decisions  # noqa: PLC0415 - what decides is loaded for whoever asks

    return decisions.everywhere(paths, vary=vary, config=config, workers=workers)


def decided(file: Path | str) -> Decided:
    """Read what ``callbook everywhere --json`` has written.

    Raises:
        BadInput: it cannot be read, or is another file.
    """
    from callbook.notebook import decisions  # noqa: PLC0415 - the same

    return decisions.decided(file)


def rows(file: Path | str) -> pd.DataFrame:
    """Read the rows that ``callbook everywhere`` or ``callbook sweep`` has written with ``--parquet``.

    Raises:
        BadInput: it cannot be read, or is another file.
    """
    from callbook.notebook import decisions  # noqa: PLC0415 - the same

    return decisions.rows(file)


def load_ipython_extension(shell: Shell) -> None:
    """Add ``%%gherkin`` and ``%callbook``; IPython calls this on ``%load_ext callbook.notebook``."""
    _register(shell)
