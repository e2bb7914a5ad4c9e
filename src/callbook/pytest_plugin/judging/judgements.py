"""What the steps of a package judge by: its assertions, each of which can be made true for a while.

An assertion is made true in its source: the function that holds it is compiled anew with that one changed, and the code
put in the place of the function's own. So whoever has the function, pytest-bdd among them, runs the changed one.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, TypeGuard, cast

from pytest_bdd.steps import step_function_context_registry

from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable

_Definition = ast.FunctionDef | ast.AsyncFunctionDef
_FAIL, _RAISES = "pytest.fail", "pytest.raises"


@dataclass(frozen=True)
class Judgement:
    """An assertion.

    Attributes:
        name: the module and the function that it stands in, and how it begins; the same from run to run.
        file: where it stands.
        first, last: its lines.
        function: that runs it.
        true: the function's code with the assertion made true.
    """

    name: str
    file: Path
    first: int
    last: int
    function: FunctionType
    true: CodeType

    @contextmanager
    def made_true(self) -> Generator[None]:
        """Let it hold, whatever is the case."""
        function: Any = self.function
        own = function.__code__
        function.__code__ = self.true
        try:
            yield
        finally:
            function.__code__ = own

    def is_at(self, file: Path, line: int) -> bool:
        """Return whether it stands there."""
        return self.file == file and self.first <= line <= self.last


def judgements_in(folder: Path) -> list[Judgement]:
    """Return the assertions in the functions of all imported modules whose files are in *folder*, by file and line.

    Raises:
        BadInput: there is none.
    """
    found = [judgement for module in _modules_in(folder) for judgement in _of_module(module)]
    if not found:
        accepted = "a folder, or a file, of steps that the features use and that assert"
        raise BadInput("steps", str(folder), accepted=accepted)
    return sorted(found, key=lambda each: (each.file, each.first))


def _modules_in(folder: Path) -> Iterator[ModuleType]:
    seen = set[Path]()
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and Path(file).is_relative_to(folder) and Path(file) not in seen:
            seen.add(Path(file))
            yield module


def _of_module(module: ModuleType) -> Iterator[Judgement]:
    file = Path(str(module.__file__))
    source = file.read_text(encoding="utf-8")
    functions = {_key(function): function for function in _functions_of(module)}
    names = dict[str, int]()
    for number, (assertion, definition) in enumerate(_assertions(ast.parse(source), module)):
        function = functions.get((definition.name, _first_line(definition)))
        if function is None:  # nobody has it any more: another one of its name came later
            continue
        begins = (ast.get_source_segment(source, assertion) or "").splitlines()[0].strip()
        name = f"{module.__name__}.{definition.name}: {begins}"
        names[name] = names.get(name, 0) + 1
        shown = name if names[name] == 1 else f"{name} ({names[name]})"
        true = _code_with_true(source, file, module, number, function)
        yield Judgement(shown, file, assertion.lineno, _last_line(assertion), function, true)


def _functions_of(module: ModuleType) -> Iterator[FunctionType]:
    for context in list(step_function_context_registry.values()):
        yield from _unwrapped(context.step_func, module)
    for value in list(vars(module).values()):
        members = list(vars(value).values()) if inspect.isclass(value) and value.__module__ == module.__name__ else []
        for each in (value, *members):
            for function in (each, getattr(each, "fget", None), getattr(each, "__func__", None)):
                yield from _unwrapped(function, module)


def _unwrapped(value: object, module: ModuleType) -> Iterator[FunctionType]:
    while value is not None:
        if isinstance(value, FunctionType) and value.__module__ == module.__name__:
            yield value
        value = getattr(value, "__wrapped__", None)


def _key(function: FunctionType) -> tuple[str, int]:
    return function.__code__.co_name, function.__code__.co_firstlineno


def _assertions(tree: ast.Module, module: ModuleType) -> Iterator[tuple[ast.stmt, _Definition]]:
    """Yield each assertion with the function that can be exchanged as a whole: of the module, or of a class of it."""
    for definition in _definitions(tree.body):
        for node in ast.walk(definition):
            if _asserts(node, module):
                yield node, definition


def _definitions(body: Iterable[ast.stmt]) -> Iterator[_Definition]:
    for node in body:
        if isinstance(node, _Definition):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from _definitions(node.body)


def _asserts(node: ast.AST, module: ModuleType) -> TypeGuard[ast.stmt]:
    match node:
        case ast.Assert():
            return True
        case ast.Raise(exc=ast.expr() as raised):
            return _is_assertion_error(raised, module)
        case ast.Expr(value=ast.Call(func=called)):
            return ast.unparse(called) == _FAIL
        case ast.With(items=items):
            return any(isinstance(each.context_expr, ast.Call) and _raises(each.context_expr) for each in items)
        case _:
            return False


def _raises(call: ast.Call) -> bool:
    return ast.unparse(call.func) == _RAISES


def _is_assertion_error(raised: ast.expr, module: ModuleType) -> bool:
    named = ast.unparse(raised.func if isinstance(raised, ast.Call) else raised)
    kind: object = vars(module).get(named, AssertionError if named == "AssertionError" else None)
    return isinstance(kind, type) and issubclass(kind, AssertionError)


def _first_line(definition: _Definition) -> int:
    return definition.decorator_list[0].lineno if definition.decorator_list else definition.lineno


def _last_line(assertion: ast.stmt) -> int:
    # Of a `with` only its own line: what stands inside may hold assertions, too.
    ends = assertion.items[-1].context_expr if isinstance(assertion, ast.With) else assertion
    return ends.end_lineno or 0


def _code_with_true(source: str, file: Path, module: ModuleType, number: int, function: FunctionType) -> CodeType:
    tree = ast.parse(source)
    target, _ = list(_assertions(tree, module))[number]
    changed = ast.fix_missing_locations(_MakesTrue(target).visit(tree))
    code = compile(changed, str(file), "exec", dont_inherit=True)
    return next(each for each in _codes_in(code) if (each.co_name, each.co_firstlineno) == _key(function))


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes_in(each)


class _MakesTrue(ast.NodeTransformer):
    """Puts something that holds in the place of one assertion; what it looks at is still looked at."""

    def __init__(self, target: ast.stmt) -> None:
        self._target = target

    def visit(self, node: ast.AST) -> Any:  # noqa: ANN401 - as the library has it
        """Return what stands there instead."""
        if node is not self._target:
            return self.generic_visit(node)
        match node:
            case ast.Assert(test=test):
                return ast.copy_location(ast.Expr(test), node)
            case ast.With():
                return ast.copy_location(_forgiven(node), node)
            case _:
                return ast.copy_location(ast.Pass(), node)


def _forgiven(node: ast.With) -> ast.Try:
    """Return the same, but where nothing is raised the function ends as if all were well."""
    forgiven = cast("ast.Try", ast.parse("try: pass\nexcept __import__('pytest').fail.Exception: pass").body[0])
    forgiven.body, forgiven.handlers[0].body = [node], [ast.Return(value=None)]
    return forgiven
