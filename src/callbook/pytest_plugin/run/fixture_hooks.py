"""Fixtures that nobody asks for a value are hooks: what a project does before and after its scenarios, or its run.

That is how pytest spells Cucumber's hooks: a fixture with `autouse`, or one that a tag brings along. Up to its `yield`
it is a hook before, and after it one after; one that begins with its `yield` is only the latter. It looks into pytest,
as the loop does.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Generator
from functools import cache
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from callbook.pytest_plugin.catalogue.definition import is_own, place_of
from callbook.pytest_plugin.collect.scenario_facts import FACTS
from callbook.pytest_plugin.run.failure import trouble_of
from callbook.record import HookResult, HookUsed, StepResult

if TYPE_CHECKING:
    from callbook.pytest_plugin.run.account import Account, Accounts

_Function = Callable[..., object]


class FixtureHooks:
    """Writes how these fixtures end: of a scenario into its account, of the run apart.

    Args:
        accounts: of the scenarios.
        config: of the run.

    Attributes:
        of_run: what ran before and after the whole run.
    """

    def __init__(self, accounts: Accounts, config: pytest.Config) -> None:
        self._accounts = accounts
        self._root = config.rootpath
        self.of_run: list[HookResult] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        """Write how the first half ends, and see to it that the second half is written."""
        asking: Any = request
        item: pytest.Item = asking._pyfuncitem  # noqa: SLF001 - request.node is no item for a wider scope
        account = self._accounts.current
        if account is None or fixturedef.scope not in {"function", "session"} or not self._is_hook(fixturedef, item):
            return (yield)
        if _is_only_after(fixturedef.func):
            value = yield
        else:
            result = self._begin(account, fixturedef, is_before=True)
            try:
                value = yield
            except BaseException as error:
                account.hook_ended(result, trouble_of(item, error), error)
                raise
            account.hook_ended(result)
        if inspect.isgeneratorfunction(fixturedef.func):
            self._watch_clean_up(account, fixturedef, item)
        return value

    def _is_hook(self, fixturedef: pytest.FixtureDef[object], item: pytest.Item) -> bool:
        info: Any = getattr(item, "_fixtureinfo", None)
        asked = info is not None and fixturedef.argname in info.initialnames and fixturedef.argname not in info.argnames
        return FACTS in item.stash and asked and is_own(fixturedef.func, self._root)

    def _begin(self, account: Account, fixturedef: pytest.FixtureDef[object], *, is_before: bool) -> StepResult:
        function: _Function = fixturedef.func
        of_run = fixturedef.scope == "session"
        hook = HookUsed(
            _name_of(function), place_of(function, self._root), is_before=is_before, is_phase=True, is_of_run=of_run
        )
        return account.hook_began(hook, self.of_run if of_run else account.hooks)

    def _watch_clean_up(self, account: Account, fixturedef: pytest.FixtureDef[object], item: pytest.Item) -> None:
        private: Any = fixturedef
        finalizers: list[Callable[[], object]] = private._finalizers  # noqa: SLF001 - see `loop.WRITTEN_FOR`
        clean_up = finalizers.pop()

        def watched() -> None:
            at_work = self._accounts.current or account
            result = self._begin(at_work, fixturedef, is_before=False)
            try:
                clean_up()
            except BaseException as error:
                at_work.hook_ended(result, trouble_of(item, error), error)
                raise
            at_work.hook_ended(result)

        finalizers.append(watched)


@cache
def _is_only_after(function: _Function) -> bool:
    """Return whether a fixture begins with its `yield`."""
    if not inspect.isgeneratorfunction(function):
        return False
    try:
        tree: Any = ast.parse(dedent(inspect.getsource(function))).body[0]
    except (OSError, SyntaxError):  # not written in a file, or not so that it can be read by itself
        return False
    return _is_yield(next(each for each in tree.body if not _is_text(each)))


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _is_yield(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Yield)


def _name_of(function: _Function) -> str:
    return (function.__doc__ or "").strip().partition("\n")[0] or function.__name__


FIXTURE_HOOKS = pytest.StashKey[FixtureHooks]()
"""On the configuration."""
