"""Finding the definition of a step at a cost that does not grow with the number of definitions.

pytest-bdd asks, for each step, every fixture of the run whether it is visible and whether it matches, and then makes
a fixture of what it has found. Here an index knows which definitions can match at all, and pytest is asked about the
visibility of those only; which definition wins stays as it was. A text is matched once in a run: what was read of it
is kept with the match. It looks into pytest, as `engine` says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from pytest_bdd import compat, parsers
from pytest_bdd.scenario import iterparentnodeids
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix, step_function_context_registry

from callbook.pytest_plugin.catalogue.pattern import folded_words, required_words
from callbook_steps import STEP_MODULES

if TYPE_CHECKING:
    import pytest
    from _pytest.fixtures import FixtureManager
    from _pytest.nodes import Node
    from pytest_bdd.parser import Step

_PREFIX = StepNamePrefix.step_def.value
_Arguments = Mapping[str, object]


class Match(NamedTuple):
    """A definition that matches a step.

    Attributes:
        fixturedef: the fixture that pytest-bdd has made of it.
        arguments: what stands in the step for its placeholders.
    """

    fixturedef: pytest.FixtureDef[object]
    arguments: _Arguments

    @property
    def context(self) -> StepFunctionContext:
        """What pytest-bdd knows of the definition."""
        return step_function_context_registry[self.fixturedef.func]


def matching(step: Step, node: Node) -> list[Match]:
    """Return the definitions that match *step* and are visible from *node*; the last one wins.

    Raises:
        Exception: whatever the reader of a value raises.
    """
    found = list(_index(_manager(node)).find(step, node))
    if len(found) > 1:
        found.sort(key=lambda each: (list(iterparentnodeids(each.fixturedef.baseid)), not is_of_kit(each.context)))
    return found


def is_of_kit(context: StepFunctionContext) -> bool:
    """Return whether a definition is the kit's own: at one place it yields to all others, whenever it was loaded."""
    return context.step_func.__module__ in STEP_MODULES


def arguments_in(parser: parsers.StepParser, text: str) -> _Arguments | None:
    """Return what stands in *text* for the placeholders of a pattern; None if it does not match.

    As pytest-bdd's `is_matching` and then `parse_arguments` would, in one go where the parser is one of its own.

    Raises:
        Exception: whatever the reader of a value raises.
    """
    kind = type(parser)
    if isinstance(parser, parsers.parse) and kind in {parsers.parse, parsers.cfparse}:
        try:
            result: Any = parser.parser.parse(text)
        except ValueError:  # for pytest-bdd, too, the text does not match then
            return None
        return None if result is None else dict[str, object](result.named)
    if isinstance(parser, parsers.re) and kind is parsers.re:
        match = parser.regex.fullmatch(text)
        return None if match is None else match.groupdict()
    return parser.parse_arguments(text) if parser.is_matching(text) else None


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
        self._known: dict[tuple[str, str], list[tuple[str, dict[Any, _Arguments | Exception]]]] = {}
        self._visible: dict[tuple[str, Node], Sequence[pytest.FixtureDef[object]]] = {}

    def find(self, step: Step, node: Node) -> Iterator[Match]:
        """Yield what matches, in pytest-bdd's own order; if the reader of a value raises, raise where it is visible."""
        self._refresh()
        key = (step.type, step.name)
        if key not in self._known:
            self._known[key] = list(self._names_with_matches(step))
        for name, functions in self._known[key]:
            for fixturedef in self._seen_from(node, name):
                arguments = functions.get(fixturedef.func)
                if isinstance(arguments, Exception):
                    raise arguments
                if arguments is not None:
                    yield Match(fixturedef, arguments)

    def _seen_from(self, node: Node, name: str) -> Sequence[pytest.FixtureDef[object]]:
        found = self._visible.get((name, node))
        if found is None:
            found = self._visible[name, node] = self._manager.getfixturedefs(name, node) or ()
        return found

    def _refresh(self) -> None:
        """Build anew when definitions have been added; names of fixtures are never taken away again."""
        manager: Any = self._manager
        registries = (manager._arg2node2fixturedefs, manager._arg2nodeid2fixturedefs)  # noqa: SLF001 - as above
        size = (len(registries[0]), len(registries[1]), len(step_function_context_registry))
        if size == self._size:
            return
        self._size = size
        self._visible.clear()
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

    def _names_with_matches(self, step: Step) -> Iterator[tuple[str, dict[Any, _Arguments | Exception]]]:
        words = folded_words(step.name)
        filed = (name for word in words for name in self._by_word.get(word, ()))
        candidates = [name for name in filed if self._words[name] <= words]
        candidates += self._wordless
        candidates.sort(key=self._order.__getitem__)
        for name in candidates:
            functions = {
                function: arguments
                for function, context in self._definitions[name]
                if context.type in {None, step.type} and (arguments := _read(context, step)) is not None
            }
            if functions:
                yield name, functions


def _read(context: StepFunctionContext, step: Step) -> _Arguments | Exception | None:
    try:
        return arguments_in(context.parser, step.name)
    except Exception as error:  # noqa: BLE001 - a reader raises what it likes; that counts only where it is visible
        return error


def _registered(name: str, registries: tuple[dict[str, Any], ...]) -> Iterator[_Definition]:
    for registry in registries:
        for fixturedefs in registry.get(name, {}).values():
            contexts = ((each.func, step_function_context_registry.get(each.func)) for each in fixturedefs)
            yield from ((function, context) for function, context in contexts if context is not None)


_INDEXES: WeakKeyDictionary[FixtureManager, _Index] = WeakKeyDictionary()


def _index(manager: FixtureManager) -> _Index:
    if manager not in _INDEXES:
        _INDEXES[manager] = _Index(manager)
    return _INDEXES[manager]
