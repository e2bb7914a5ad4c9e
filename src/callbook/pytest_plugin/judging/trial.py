"""Each assertion of the steps made true in turn: does a red twin notice? All in one run of pytest, in one process.

Making an assertion true changes nothing for a scenario that does not fail at it. So each is tried with those red twins
alone that do: it is caught if one of them then passes, or fails with another text.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import pytest
from _pytest.runner import runtestprotocol

from callbook.core import BadInput
from callbook.pytest_plugin.collect.plan import PLAN
from callbook.pytest_plugin.collect.scenario_facts import FACTS
from callbook.pytest_plugin.collect.step_use import STEP_USE
from callbook.pytest_plugin.judging.judgements import Judgement, judgements_in
from callbook.pytest_plugin.judging.red_twins import RedTwin, text_below, text_of
from callbook.pytest_plugin.run.account import ACCOUNT
from callbook.pytest_plugin.run.failure import step_failure

if TYPE_CHECKING:
    from types import TracebackType

    from callbook.pytest_plugin.catalogue.definition import Definition

_Place = tuple[Path, int]
AT_END: Final = "callbook_at_end"
_LOADED_EARLIER = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
"""pytest-bdd is loaded by now: what it asserts by itself need not be explained."""


@dataclass(frozen=True, slots=True)
class JudgementVerdict:
    """What became of an assertion that was made true.

    Attributes:
        name: the assertion's.
        place: file and line.
        by: the red twins that noticed; empty if none did.
    """

    name: str
    place: str
    by: tuple[str, ...]


@dataclass(slots=True)
class Trial:
    """What was found.

    Attributes:
        twins: all red twins, with how they failed while nothing was made true.
        verdicts: on each assertion.
        without_twin: the steps that judge, at which no red twin fails.
    """

    twins: list[RedTwin] = field(default_factory=list[RedTwin])
    verdicts: list[JudgementVerdict] = field(default_factory=list[JudgementVerdict])
    without_twin: list[str] = field(default_factory=list[str])

    @property
    def wrong(self) -> list[RedTwin]:
        """The red twins that do not fail as they must."""
        return [twin for twin in self.twins if not twin.is_right]


def try_judgements(
    steps: Path, red: Path, only: str = "", watched: Callable[[list[Judgement]], Iterable[Judgement]] = iter
) -> Trial:
    """Run the red twins in *red*, then with each assertion of the *steps* made true; not if one of them is not right.

    Args:
        steps: a folder, or a file.
        red: a folder, or a file.
        only: a part of the names of the assertions to try; all by default.
        watched: is handed the assertions, and hands them on one by one: for progress.

    Raises:
        BadInput: pytest cannot begin, there is no scenario in *red*, or no assertion in *steps*.
    """
    running = _Running(steps.resolve(), only, watched)
    output = StringIO()
    with TemporaryDirectory(prefix="callbook-") as traces, redirect_stdout(output), redirect_stderr(output):
        quiet = ("-p", "callbook.pytest_plugin", "-p", "no:terminal", "-p", "no:cacheprovider", *_LOADED_EARLIER)
        alone = ("-o", "addopts=", "-o", "python_files=", "--callbook-no-rehearsal", "--callbook-traces", traces)
        code = pytest.main([*quiet, *alone, str(red)], plugins=[running])
    if running.error is not None:
        raise running.error
    if code != pytest.ExitCode.OK or not running.found.twins:
        raise BadInput("red twins", str(red), accepted=output.getvalue().strip() or "feature files with scenarios")
    return running.found


class _Running:
    def __init__(self, steps: Path, only: str, watched: Callable[[list[Judgement]], Iterable[Judgement]]) -> None:
        self._steps = steps
        self._only = only
        self._watched = watched
        self._error: BaseException | None = None
        self.found = Trial()
        self.error: BadInput | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run them in an order, and as often, as the judging needs it."""
        items = [item for item in session.items if FACTS in item.stash]
        places = dict[str, _Place | None]()
        for item in items:
            twin = self._ran(item)
            self.found.twins.append(twin)
            places[item.nodeid] = self._place()
        try:
            judgements = [each for each in judgements_in(self._steps) if self._only in each.name]
        except BadInput as error:
            self.error = error
            return True
        failed_at = {twin.step for twin in self.found.twins}
        judging = map(str, self._judging(session))
        self.found.without_twin = [step for step in judging if step not in failed_at]
        if not self.found.wrong:
            for judgement in self._watched(judgements):
                self.found.verdicts.append(self._tried(judgement, items, places))
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """Run one, and report it to nobody."""
        runtestprotocol(item, log=False, nextitem=nextitem)
        return True

    def _judging(self, session: pytest.Session) -> Iterator[Definition]:
        """Yield the definitions that judge: each Then, and what has something checked when the last step has passed."""
        for definition in (entry.definition for entry in session.config.stash[STEP_USE].entries()):
            if Path(definition.function.__code__.co_filename).is_relative_to(self._steps):
                names = inspect.signature(definition.function).parameters
                if definition.keyword == "Then" or any(_checks_at_end(name, session) for name in names):
                    yield definition

    def _tried(
        self, judgement: Judgement, items: Iterable[pytest.Item], places: dict[str, _Place | None]
    ) -> JudgementVerdict:
        by = list[str]()
        with judgement.made_true():
            for item in items:
                place = places[item.nodeid]
                if place is not None and judgement.is_at(*place) and not self._ran(item).is_right:
                    by.append(item.nodeid)
        return JudgementVerdict(judgement.name, f"{judgement.file.name}:{judgement.first}", tuple(by))

    def _ran(self, item: pytest.Item) -> RedTwin:
        self._error = None
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
        account, facts = item.stash[ACCOUNT], item.stash[FACTS]
        failure = None if self._error is None else step_failure(account, self._error)
        scenario = item.stash[PLAN].scenario
        must = text_below(scenario.description)
        return RedTwin(item.nodeid, item.path, facts.line, must, text_of(failure), self._step_of(item))

    def _step_of(self, item: pytest.Item) -> str:
        at = item.stash[ACCOUNT].step
        if self._error is None or at is None:
            return ""
        plan = item.stash[PLAN]
        number = next(number for number, step in enumerate(plan.scenario.steps) if step is at)
        planned = plan.steps[number]
        return "" if planned.function is None else f"{planned.type.capitalize()} {planned.function.context.parser.name}"

    def pytest_runtest_makereport(self, call: pytest.CallInfo[object]) -> None:
        """Note what a scenario fails with first."""
        if call.excinfo is not None and self._error is None:
            self._error = call.excinfo.value

    def _place(self) -> _Place | None:
        """Return where in the steps the scenario failed, innermost."""
        found = None
        traceback: TracebackType | None = self._error.__traceback__ if self._error is not None else None
        while traceback is not None:
            file = Path(traceback.tb_frame.f_code.co_filename)
            if file.is_relative_to(self._steps):
                found = (file, traceback.tb_lineno)
            traceback = traceback.tb_next
        return found


def _checks_at_end(name: str, session: Any) -> bool:  # noqa: ANN401 - a session, looked into
    """Return whether a fixture is, or asks for, the one that takes what is to be checked at the end."""
    manager = session._fixturemanager  # noqa: SLF001 - pytest has no public way to look at a fixture
    found = manager.getfixturedefs(name, session) or ()
    return name == AT_END or any(AT_END in fixture.argnames for fixture in found)
