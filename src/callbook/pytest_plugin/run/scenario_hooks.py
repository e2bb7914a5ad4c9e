"""pytest-bdd's hooks in one scenario: called where somebody answers them, and each that surrounds the steps by itself.

So what goes wrong in a function before or after the steps is told of that function, and the steps keep how they ended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from callbook.pytest_plugin.catalogue.definition import is_own, place_of
from callbook.pytest_plugin.collect.tags import is_pytest_bdds_own
from callbook.pytest_plugin.run.failure import trouble_of
from callbook.record import HookUsed

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, Scenario

    from callbook.pytest_plugin.run.account import Account

_BEFORE, _AFTER = "pytest_bdd_before_scenario", "pytest_bdd_after_scenario"
_OF_A_STEP = ("before_step", "before_step_call", "after_step", "step_error", "step_func_lookup_error")
_NAMES = (_BEFORE, _AFTER, *(f"pytest_bdd_{name}" for name in _OF_A_STEP))
_ENDS = (Exception, pytest.fail.Exception, pytest.skip.Exception)
"""How a project's own function may end; `pytest.exit` and Ctrl-C are not caught."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """A function that answers a hook; hook None is for one that is installed, of which reports do not speak."""

    call: Callable[[], object]
    hook: HookUsed | None


class ScenarioHooks:
    """pytest-bdd's hooks in one scenario.

    Where nobody but pytest-bdd answers one of them, none is called: in them it keeps an account that only its terminal
    reporter reads.

    Args:
        request: of the scenario's test.
        feature: to which the scenario belongs.
        scenario: what it runs.
        account: takes how the functions around the steps end.
    """

    def __init__(self, request: pytest.FixtureRequest, feature: Feature, scenario: Scenario, account: Account) -> None:
        self.feature = feature
        self.scenario = scenario
        self._arguments: dict[str, Any] = {"request": request, "feature": feature, "scenario": scenario}
        self._item: pytest.Item = request.node
        self._config = request.config
        self._is_answered = _is_answered(request.config)
        self._account = account

    def call(self, name: str, **arguments: Any) -> None:  # noqa: ANN401 - each hook has arguments of its own
        """Call one that is about a step."""
        __tracebackhide__ = True
        if self._is_answered:
            getattr(self._config.hook, f"pytest_bdd_{name}")(**self._arguments, **arguments)

    def before_scenario(self) -> None:
        """Call the functions before the first step; the first that fails, or skips, is the last that is called."""
        __tracebackhide__ = True
        for answer in self._answers(_BEFORE):
            self._call(answer)

    def after_scenario(self) -> None:
        """Call the functions after the last step, all of them; then raise what the first has raised, if one has."""
        __tracebackhide__ = True
        raised: list[BaseException] = []
        for answer in self._answers(_AFTER):
            try:
                self._call(answer)
            except _ENDS as error:
                raised.append(error)
        if raised:
            self._account.hook_failed = raised[0]
            raise raised[0]

    def _call(self, answer: _Answer) -> None:
        __tracebackhide__ = True
        if answer.hook is None:
            answer.call()
            return
        result = self._account.hook_began(answer.hook)
        try:
            answer.call()
        except _ENDS as error:
            self._account.hook_ended(result, trouble_of(self._item, error), error)
            raise
        self._account.hook_ended(result)

    def _answers(self, name: str) -> list[_Answer]:
        """Return the functions that answer a hook, in pytest's order; as one where some of them wrap the others."""
        if not self._is_answered:
            return []
        caller = getattr(self._config.hook, name)
        answers = caller.get_hookimpls()
        if any(each.wrapper or each.hookwrapper for each in answers):
            whole = HookUsed(name, "pytest", is_before=name == _BEFORE)
            return [_Answer(lambda: caller(**self._arguments), whole)]
        return [self._answer(each, name) for each in reversed(answers)]

    def _answer(self, answer: Any, name: str) -> _Answer:  # noqa: ANN401 - pluggy's HookImpl
        def call() -> object:
            return answer.function(*(self._arguments[argument] for argument in answer.argnames))

        place = place_of(answer.function, self._config.rootpath)
        if not is_own(answer.function, self._config.rootpath):
            return _Answer(call, None)
        return _Answer(call, HookUsed(_name_of(answer.function, name), place, is_before=name == _BEFORE))


def _name_of(function: Callable[..., object], name: str) -> str:
    """Return the first line of its docstring, as for a step; else what the function is called."""
    return (function.__doc__ or "").strip().partition("\n")[0] or name


def _is_answered(config: pytest.Config) -> bool:
    if config.getoption("gherkin_terminal_reporter", default=False):
        return True
    hooks = [getattr(config.hook, name) for name in _NAMES]
    return any(not is_pytest_bdds_own(answer.plugin) for hook in hooks for answer in hook.get_hookimpls())
