"""A worker of `callbook everywhere`: one run of pytest, in whose place of a loop scenarios are played as tasks say."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Any, Final, Protocol

import msgspec
import pytest

from callbook.core import BadInput, CallbookError
from callbook.lab import small_center
from callbook.pytest_plugin.collect.scenario_facts import CENTER, FACTS
from callbook.pytest_plugin.everywhere.playing import Player
from callbook.verification import (
    LIST,
    DecidedBranches,
    DecidedTask,
    Listed,
    Scenario,
    decide,
    space_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.configuration import ContactCenter
    from callbook.verification import Result, Task

_QUIET: Final = ("-p", "callbook.pytest_plugin", "-p", "no:terminal", "-p", "no:cacheprovider")
_ALONE: Final = ("-o", "addopts=", "-o", "python_files=", "--callbook-no-rehearsal")
_LOADED_EARLIER: Final = ("-W", "ignore::pytest.PytestAssertRewriteWarning")


class Setup(msgspec.Struct, frozen=True):
    """What a worker is given.

    Attributes:
        paths: the features, as pytest takes them.
        arguments: more arguments for pytest.
        only: the names of what varies; everything if there is none.
    """

    paths: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


class Exchange(Protocol):
    """Where tasks come from, and results go."""

    def __iter__(self) -> Iterator[Task]:
        """Yield tasks until no more come."""
        ...

    def answer(self, result: Result) -> None:
        """Send the result of the task that came last."""
        ...


def serve(setup: dict[str, object], exchange: Exchange) -> None:
    """Play what tasks say, in one run of pytest.

    Raises:
        BadInput: pytest cannot begin.
    """
    wanted = msgspec.convert(setup, Setup)
    serving = _Serving(exchange, wanted.only)
    output = StringIO()
    with TemporaryDirectory(prefix="callbook-") as traces, redirect_stdout(output), redirect_stderr(output):
        own = (*_QUIET, *_LOADED_EARLIER, *_ALONE, "--callbook-traces", traces)
        pytest.main([*own, *wanted.arguments, *wanted.paths], plugins=[serving])
    if serving.error is not None:
        raise serving.error
    if not serving.has_begun:
        raise BadInput("features", " ".join(wanted.paths), accepted=output.getvalue().strip() or "feature files")


class _Serving:
    def __init__(self, exchange: Exchange, only: tuple[str, ...]) -> None:
        self._exchange = exchange
        self._only = only
        self.has_begun = False
        self.error: CallbookError | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Do tasks, in the place of running tests."""
        if session.testsfailed:
            return False  # pytest says what cannot be collected
        self.has_begun = True
        items = {item.nodeid: item for item in session.items if FACTS in item.stash}
        center = session.config.stash.get(CENTER, None) or small_center()  # a team's own, or the kit's
        player = Player(session.config)
        session.config.pluginmanager.register(player)
        try:
            for task in self._exchange:
                began = process_time()
                answer = _listed(items.values()) if task["do"] == LIST else self._decided(player, items, center, task)
                self._exchange.answer({**answer, "seconds": process_time() - began})
        except CallbookError as error:
            self.error = error
        return True

    def _decided(
        self, player: Player, items: dict[str, pytest.Item], center: ContactCenter, plain: Task
    ) -> dict[str, Any]:
        task = msgspec.convert(plain, DecidedTask)
        item = items[task.node]
        space = space_of(center, clauses=item.stash[FACTS].clauses, only=self._only)
        until = process_time() + task.seconds
        found = decide(player.of(item, space), space, task.branches, enough=lambda _: process_time() >= until)
        return _plain(DecidedBranches(found))


def _listed(items: Iterable[pytest.Item]) -> dict[str, Any]:
    facts = [(item.nodeid, item.stash[FACTS]) for item in items]
    return _plain(
        Listed(tuple(Scenario(node, each.feature, each.scenario, each.line, each.clauses) for node, each in facts))
    )


def _plain(value: object) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(value)
    return plain
