"""Finding the definition of a step at a cost that does not grow with the number of definitions.

pytest-bdd asks, for each step, every fixture of the run whether it is visible and whether it matches, and then makes
a fixture of what it has found. Here an index knows which definitions can match at all, and pytest is asked about the
visibility of those only; which definition wins stays as it was. This is the one module that replaces a part of
pytest-bdd and looks into pytest; with other versions than those it was written for, it leaves both alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import version
from inspect import signature
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from packaging.version import Version
from pytest_bdd import compat
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix, step_function_context_registry
from pytest_bdd.utils import get_required_args

from callbook.pytest_plugin.catalogue.pattern import folded_words, required_words

if TYPE_CHECKING:
    import pytest
    from _pytest.fixtures import FixtureManager
    from _pytest.nodes import Node
    from pytest_bdd.parser import Step

WRITTEN_FOR = {"pytest-bdd": "9.0", "pytest": "9.2"}
"""The versions whose private parts this module knows."""

_SCENARIO: Any = import_module("pytest_bdd.scenario")  # the package hides the module behind a function of the same name
_PREFIX = StepNamePrefix.step_def.value
_FIND: Callable[..., Iterable[pytest.FixtureDef[object]]] = _SCENARIO.find_fixturedefs_for_step
_GET: Callable[..., StepFunctionContext | None] = _SCENARIO.get_step_function


def is_written_for(installed: Callable[[str], str] = version) -> bool:
    """Return whether pytest and pytest-bdd are of the versions that this module knows."""
    return all(
        Version(installed(package)).release[:2] == Version(known).release for package, known in WRITTEN_FOR.items()
    )


def install(*, fits: bool) -> None:
    """Let pytest-bdd find steps through the index; if the versions do not fit, as it always has."""
    _SCENARIO.find_fixturedefs_for_step = _find if fits else _FIND
    _SCENARIO.get_step_function = _get_step_function if fits else _GET
    # Asked of the same few functions at each step.
    _SCENARIO.signature = cache(signature) if fits else signature
    _SCENARIO.get_required_args = cache(get_required_args) if fits else get_required_args


def matching(step: Step, node: Node) -> list[pytest.FixtureDef[object]]:
    """Return the definitions that match *step* and are visible from *node*; the last one wins."""
    found = list(_SCENARIO.find_fixturedefs_for_step(step=step, fixturemanager=_manager(node), node=node))
    if len(found) > 1:
        found.sort(key=lambda each: list(_SCENARIO.iterparentnodeids(each.baseid)))
    return found


def context_of(fixturedef: pytest.FixtureDef[object]) -> StepFunctionContext:
    """Return what pytest-bdd knows of a definition."""
    return step_function_context_registry[fixturedef.func]


def visible_definitions(nodes: Iterable[Node]) -> list[StepFunctionContext]:
    """Return every definition that can be seen from one of the *nodes*, in the order of their registration."""
    nodes = list(nodes)
    if not nodes:
        return []
    manager = _manager(nodes[0])
    found = {
        id(context): context
        for name in compat.get_fixture_names(manager)
        if name.startswith(_PREFIX)
        for node in nodes
        for fixturedef in compat.getfixturedefs(manager, name, node) or ()
        if (context := step_function_context_registry.get(fixturedef.func)) is not None
    }
    return list(found.values())


def _manager(node: Node) -> FixtureManager:
    session: Any = node.session
    manager: FixtureManager = session._fixturemanager  # noqa: SLF001 - pytest has no public way to list fixtures
    return manager


_Definition = tuple[Callable[..., object], StepFunctionContext]


class _Index:
    """The step definitions of one pytest run, by words that a matching step must hold.

    Each name of a definition is filed under its rarest required word, so that a step looks at few of them.
    """

    def __init__(self, manager: FixtureManager) -> None:
        self._manager = manager
        self._size = (0, 0, 0)
        self._definitions: dict[str, list[_Definition]] = {}
        self._order: dict[str, int] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._by_word: dict[str, list[str]] = {}
        self._wordless: list[str] = []
        self._unsure: set[tuple[int, str]] = set()
        self._known: dict[tuple[str, str], list[tuple[str, frozenset[Any]]]] = {}

    def find(self, step: Step, node: Node) -> Iterator[pytest.FixtureDef[object]]:
        """Yield what matches, in pytest-bdd's own order."""
        self._refresh()
        key = (step.type, step.name)
        if key not in self._known:
            self._known[key] = list(self._names_with_matches(step))
        for name, functions in self._known[key]:
            for fixturedef in self._manager.getfixturedefs(name, node) or ():
                if fixturedef.func in functions and self._is_sure(fixturedef, step):
                    yield fixturedef

    def _refresh(self) -> None:
        """Build anew when definitions have been added; names of fixtures are never taken away again."""
        manager: Any = self._manager
        registries = (manager._arg2node2fixturedefs, manager._arg2nodeid2fixturedefs)  # noqa: SLF001 - as above
        size = (len(registries[0]), len(registries[1]), len(step_function_context_registry))
        if size == self._size:
            return
        self._size = size
        names = dict.fromkeys(name for registry in registries for name in registry if name.startswith(_PREFIX))
        definitions = {name: list(_registered(name, registries)) for name in names}
        if definitions != self._definitions:
            self._definitions = definitions
            self._known.clear()
            self._file()

    def _file(self) -> None:
        words = {
            name: frozenset[str].intersection(*(required_words(context.parser) for _, context in of_name))
            for name, of_name in self._definitions.items()
            if of_name
        }
        seen = Counter(word for of_name in words.values() for word in of_name)
        self._order = {name: number for number, name in enumerate(words)}
        self._words, self._by_word, self._wordless = words, {}, []
        for name, of_name in words.items():
            if of_name:
                self._by_word.setdefault(min(of_name, key=lambda word: (seen[word], word)), []).append(name)
            else:
                self._wordless.append(name)

    def _names_with_matches(self, step: Step) -> Iterator[tuple[str, frozenset[Any]]]:
        words = folded_words(step.name)
        filed = (name for word in words for name in self._by_word.get(word, ()))
        candidates = [name for name in filed if self._words[name] <= words]
        for name in sorted((*candidates, *self._wordless), key=self._order.__getitem__):
            functions = [
                function
                for function, context in self._definitions[name]
                if context.type in {None, step.type} and self._may_match(context, step)
            ]
            if functions:
                yield name, frozenset(functions)

    def _may_match(self, context: StepFunctionContext, step: Step) -> bool:
        """Return whether it may match; if the reader of a value raises, that counts only where it is visible."""
        try:
            return context.parser.is_matching(step.name)
        except Exception:  # noqa: BLE001 - a reader raises what it likes; it is asked again, and raises then
            self._unsure.add((id(context), step.name))
            return True

    def _is_sure(self, fixturedef: pytest.FixtureDef[object], step: Step) -> bool:
        context = context_of(fixturedef)
        return (id(context), step.name) not in self._unsure or context.parser.is_matching(step.name)


def _registered(name: str, registries: tuple[dict[str, Any], ...]) -> Iterator[_Definition]:
    for registry in registries:
        for fixturedefs in registry.get(name, {}).values():
            contexts = ((each.func, step_function_context_registry.get(each.func)) for each in fixturedefs)
            yield from ((function, context) for function, context in contexts if context is not None)


_INDEXES: WeakKeyDictionary[FixtureManager, _Index] = WeakKeyDictionary()


def _find(step: Step, fixturemanager: FixtureManager, node: Node) -> Iterator[pytest.FixtureDef[object]]:
    """Stand in for pytest-bdd's find_fixturedefs_for_step."""
    if fixturemanager not in _INDEXES:
        _INDEXES[fixturemanager] = _Index(fixturemanager)
    return _INDEXES[fixturemanager].find(step, node)


def _get_step_function(request: pytest.FixtureRequest, step: Step) -> StepFunctionContext | None:
    """Stand in for pytest-bdd's get_step_function, which makes a fixture of each step before it asks for its value."""
    found = matching(step, request.node)
    return context_of(found[-1]) if found else None
