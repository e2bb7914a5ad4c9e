"""A worker of `callbook everywhere`: one run of pytest, in whose place of a loop scenarios are played as tasks say."""

from __future__ import annotations

from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING, Final, Protocol

import msgspec
import pytest

from callbook.core import BadInput, CallbookError
from callbook.lab import small_center
from callbook.pytest_plugin.collect.scenario_facts import CENTER, FACTS
from callbook.pytest_plugin.everywhere.playing import Player
from callbook.record import Scenario
from callbook.verification import (
    LIST,
    DecidedBranches,
    DecidedTask,
    Listed,
    decide,
    space_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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


@dataclass(frozen=True, slots=True)
class Playing:
    """What a worker has at hand.

    Attributes:
        config: of the run of pytest.
        player: plays its scenarios.
        items: the scenarios, by the names of their tests.
        center: the contact centre that they start from, a team's own or the kit's.
    """

    config: pytest.Config
    player: Player
    items: Mapping[str, pytest.Item]
    center: ContactCenter


def serve(setup: dict[str, object], exchange: Exchange) -> None:
    """List scenarios and decide branches of them, as tasks say, in one run of pytest.

    Raises:
        BadInput: pytest cannot begin.
    """
    wanted = msgspec.convert(setup, Setup)

    def answer(playing: Playing, task: Task) -> Result:
        return _listed(playing.items.values()) if task["do"] == LIST else _decided(playing, wanted.only, task)

    serve_in_pytest(wanted, exchange, answer)


def serve_in_pytest(wanted: Setup, exchange: Exchange, answer: Callable[[Playing, Task], Result]) -> None:
    """Do tasks in one run of pytest, in the place of running tests.

    Raises:
        BadInput: pytest cannot begin.
    """
    serving = _Serving(exchange, answer)
    output = StringIO()
    with TemporaryDirectory(prefix="callbook-") as traces, redirect_stdout(output), redirect_stderr(output):
        own = (*_QUIET, *_LOADED_EARLIER, *_ALONE, "--callbook-traces", traces)
        pytest.main([*own, *wanted.arguments, *wanted.paths], plugins=[serving])
    if serving.error is not None:
        raise serving.error
    if not serving.has_begun:
        raise BadInput("features", " ".join(wanted.paths), accepted=output.getvalue().strip() or "feature files")


class _Serving:
    def __init__(self, exchange: Exchange, answer: Callable[[Playing, Task], Result]) -> None:
        self._exchange = exchange
        self._answer = answer
        self.has_begun = False
        self.error: CallbookError | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Do tasks, in the place of running tests."""
        if session.testsfailed:
            return False  # pytest says what cannot be collected
        self.has_begun = True
        player = Player(session.config)
        session.config.pluginmanager.register(player)
        items = {item.nodeid: item for item in session.items if FACTS in item.stash}
        center = session.config.stash.get(CENTER, None) or small_center()
        playing = Playing(session.config, player, items, center)
        try:
            for task in self._exchange:
                began = process_time()
                result = self._answer(playing, task)
                self._exchange.answer({**result, "seconds": process_time() - began})
        except CallbookError as error:
            self.error = error
        return True


def _decided(playing: Playing, only: tuple[str, ...], plain: Task) -> Result:
    task = msgspec.convert(plain, DecidedTask)
    item = playing.items[task.node]
    space = space_of(playing.center, clauses=item.stash[FACTS].clauses, only=only)
    until = process_time() + task.seconds
    found = decide(playing.player.of(item, space), space, task.branches, enough=lambda _: process_time() >= until)
    return plain_of(DecidedBranches(found))


def scenario_of(item: pytest.Item) -> Scenario:
    """Return the scenario of a test."""
    facts = item.stash[FACTS]
    return Scenario(item.nodeid, facts.feature, facts.scenario, facts.line, facts.clauses)


def _listed(items: Iterable[pytest.Item]) -> Result:
    return plain_of(Listed(tuple(scenario_of(item) for item in items)))


def plain_of(value: object) -> Result:
    """Return an answer as JSON."""
    plain: Result = msgspec.to_builtins(value)
    return plain
