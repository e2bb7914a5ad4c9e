"""A run of features or a single recording, opened: a run is a table of its scenarios, with the recording of each."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from callbook.core import BadInput, Unknown, counted, shipped_folder
from callbook.lab import Lab
from callbook.notebook import html_parts
from callbook.notebook.recording import Recording
from callbook.record import STREAM_FILE, Trace, read_stream, read_trace, trace_of

if TYPE_CHECKING:
    from typing import TypeAlias

    import pandas as pd

    from callbook.record import RanScenario


_COLUMNS = ("outcome", "feature", "line", "scenario", "clauses", "seconds")
_SHOWN = 20


Openable: TypeAlias = "Path | str | Lab | Trace | Recording"

_LAST_RUN = Path(".callbook/last-run")
_ENDING = ".ndjson"


class Run:
    """The folder that a run of features has written.

    Args:
        folder: where its event stream lies.

    Attributes:
        played: its scenarios, in the order of the files.

    Raises:
        BadInput: when no run of this version has written the folder, or it is not as it was written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        stream = read_stream(folder)
        self._broken_off = stream.broken_off
        self.played = tuple(stream.played)

    @cached_property
    def scenarios(self) -> pd.DataFrame:
        """All scenarios, one row each."""
        return _frame(self.played)

    @property
    def failed(self) -> pd.DataFrame:
        """The scenarios that did not pass."""
        return _frame(self._failed)

    def scenario(self, name: str) -> Recording:
        """Return the recording of the scenario whose name, or whose feature's, contains *name*.

        Raises:
            Unknown: when there is none.
            BadInput: when there are several, or the scenario has left no recording.
        """
        found = [each for each in self.played if name.casefold() in f"{each.feature} {each.name}".casefold()]
        exact = [each for each in found if each.name == name] or found
        if not exact:
            raise Unknown("scenario", name, (each.name for each in self.played), where=str(self._folder))
        if len(exact) > 1:
            accepted = f"a part of one name only; {len(exact)} contain it, the first are: {_names(exact)}"
            raise BadInput("scenario", name, accepted=accepted)
        return self._opened(exact[0])

    def first_failed(self) -> Recording:
        """Return the recording of the first scenario that did not pass.

        Raises:
            BadInput: when all have passed, or it has left no recording.
        """
        if not self._failed:
            raise BadInput("run", str(self._folder), accepted="one with a scenario that failed; all of these passed")
        return self._opened(self._failed[0])

    @property
    def _failed(self) -> tuple[RanScenario, ...]:
        return tuple(each for each in self.played if each.outcome not in {"passed", "skipped"})

    def _opened(self, scenario: RanScenario) -> Recording:
        if not scenario.trace:
            accepted = "one that has used a lab; this one failed before it asked for one"
            raise BadInput("scenario", scenario.name, where=scenario.feature, accepted=accepted)
        return Recording(read_trace(self._folder / scenario.trace))

    def _summary(self) -> str:
        counts = Counter(each.outcome for each in self.played)
        ends = ", ".join(f"{count} {outcome}" for outcome, count in counts.most_common())
        broken_off = f", {self._broken_off}" if self._broken_off else ""
        return f"Run of {counted(len(self.played), 'scenario')}: {ends or 'none'}{broken_off}"

    def __repr__(self) -> str:
        failed = (f"  {each.outcome}: {each.feature}:{each.line}  {each.name}" for each in self._failed[:_SHOWN])
        return "\n".join((self._summary(), *failed))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude  # Jupyter leaves out itself what is not wanted
        rows = ((each.outcome, f"{each.feature}:{each.line}", each.name) for each in self._failed[:_SHOWN])
        shown = html_parts.table(("outcome", "where", "scenario"), rows) if self._failed else ""
        kind = "bad" if self._failed or self._broken_off else "good"
        return {
            "text/html": html_parts.view(html_parts.paragraph(self._summary(), kind), shown),
            "text/plain": repr(self),
        }


def _frame(played: tuple[RanScenario, ...]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - slow, and only tables need it

    rows = [(each.outcome, each.feature, each.line, each.name, " ".join(each.clauses), each.seconds) for each in played]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _names(scenarios: list[RanScenario]) -> str:
    return ", ".join(repr(each.name) for each in scenarios[:3])


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
