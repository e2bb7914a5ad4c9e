"""All runs of a server, each a world of its own: parallel jobs on one server never meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from callbook.errors import BadInput
from callbook.service.limits import Limits
from callbook.service.run import NotThere, Run, TooMany
from callbook.service.wanted import RunWanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DEFAULT_RUN = "default"
"""The run that is always there, for clients that want no other."""


class Runs:
    """The runs of a server.

    Args:
        first: what the default run is wanted to be; a run that names nothing else is like it.
        limits: how much is taken and kept.
        wall: gives the wall's seconds, for real clocks.
    """

    def __init__(self, first: RunWanted, limits: Limits, wall: Callable[[], float]) -> None:
        self.limits = limits
        self._first = first
        self._wall = wall
        self._made = 0
        self._runs: dict[str, Run] = {}
        self.make(msgspec.structs.replace(first, name=DEFAULT_RUN))

    def __iter__(self) -> Iterator[Run]:
        return iter(tuple(self._runs.values()))

    def __len__(self) -> int:
        return len(self._runs)

    def make(self, wanted: RunWanted) -> Run:
        """Make a run.

        Raises:
            BadInput: when there is one of this name already, or its configuration is wrong.
            TooMany: when there are too many.
        """
        if len(self._runs) >= self.limits.runs:
            raise TooMany(f"The server has {len(self._runs)} runs; more are not taken. Delete those that are over.")
        name = wanted.name or self._new_name()
        if name in self._runs:
            raise BadInput("run", name, accepted="a name that no other run has, or none")
        run = self._runs[name] = Run(name, self._completed(wanted), self.limits, self._wall)
        return run

    def get(self, name: str) -> Run:
        """Give a run.

        Raises:
            NotThere: when there is none of this name.
        """
        run = self._runs.get(name)
        if run is None:
            raise NotThere("run", name, self._runs)
        return run

    def reset(self, name: str) -> Run:
        """Let a run begin anew, as it was wanted."""
        before = self.get(name)
        run = self._runs[name] = Run(name, before.wanted, self.limits, self._wall)
        return run

    def delete(self, name: str) -> None:
        """Forget a run; the default run is there again at once, as new."""
        self.get(name)
        if name == DEFAULT_RUN:
            self.reset(name)
        else:
            del self._runs[name]

    def reset_all(self) -> None:
        """Forget all runs; the default run begins anew."""
        for run in self:
            self.delete(run.name)

    def _completed(self, wanted: RunWanted) -> RunWanted:
        if wanted.contact_center is not None:
            return wanted
        return msgspec.structs.replace(wanted, contact_center=self._first.contact_center)

    def _new_name(self) -> str:
        self._made += 1
        while f"run-{self._made}" in self._runs:
            self._made += 1
        return f"run-{self._made}"
