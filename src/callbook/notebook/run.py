"""A whole run of features, opened: a table of its scenarios, and the recording of each."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from callbook.core import BadInput, Unknown
from callbook.notebook import look
from callbook.notebook.recording import Recording
from callbook.record import read_stream, read_trace

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from callbook.record import RanScenario

_COLUMNS = ("outcome", "feature", "line", "scenario", "clauses", "seconds")
_SHOWN = 20


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
        self._finished = stream.finished
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
        broken_off = "" if self._finished else ", the run was broken off"
        return f"Run of {len(self.played)} scenarios: {ends or 'none'}{broken_off}"

    def __repr__(self) -> str:
        failed = (f"  {each.outcome}: {each.feature}:{each.line}  {each.name}" for each in self._failed[:_SHOWN])
        return "\n".join((self._summary(), *failed))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude  # Jupyter leaves out itself what is not wanted
        rows = ((each.outcome, f"{each.feature}:{each.line}", each.name) for each in self._failed[:_SHOWN])
        shown = look.table(("outcome", "where", "scenario"), rows) if self._failed else ""
        kind = "bad" if self._failed or not self._finished else "good"
        return {"text/html": look.view(look.paragraph(self._summary(), kind), shown), "text/plain": repr(self)}


def _frame(played: tuple[RanScenario, ...]) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415 - slow, and only tables need it

    rows = [(each.outcome, each.feature, each.line, each.name, " ".join(each.clauses), each.seconds) for each in played]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _names(scenarios: list[RanScenario]) -> str:
    return ", ".join(repr(each.name) for each in scenarios[:3])
