"""What a docstring of a public name must say, read from the code beside it."""

from __future__ import annotations

import ast
import inspect
import re
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from docs._extension.public_api import words_behind, words_of_fields

from callbook.core.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NUMBERS = re.compile(r"\b(int|float|timedelta)\b")
_ALL_OF_ONE_UNIT = "milliseconds"
_DATACLASS = re.compile(r"^\w+\(.*\)$", re.DOTALL)  # what Python writes where nobody has


def documented(module: str, name: str, value: object) -> bool:
    """Say whether *value* has a docstring of its own; what is no class or function has one behind its assignment."""
    if inspect.isclass(value):
        return value.__dict__.get("__doc__") is not None and not _DATACLASS.match(value.__dict__["__doc__"])
    if callable(value) and hasattr(value, "__code__" if inspect.isfunction(value) else "__wrapped__"):
        return bool(value.__doc__)
    return bool(words_behind(module, name))


def lacks(value: object) -> list[str]:
    """Give what the docstrings of a function, or of a class and its methods, leave out."""
    return [found for said, function in _functions(value) for found in _left_out(said, function)]


def _functions(value: object) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give each function with what is said about it: a class speaks for its ``__init__``."""
    if inspect.isclass(value):
        said = "\n".join((f"{value.__doc__}\n{value.__init__.__doc__}", *words_of_fields(value)))
        protocol = getattr(value, "_is_protocol", False)
        yield from [] if protocol else [(said, value.__dict__.get("__init__", value))]
        members = (vars(value)[name] for name in vars(value) if not name.startswith("_"))
        yield from ((each.__doc__ or "", each) for each in map(_function_of, members) if inspect.isfunction(each))
    elif inspect.isfunction(inspect.unwrap(value) if callable(value) else value):
        yield str(value.__doc__), inspect.unwrap(value)  # type: ignore[arg-type]


def _function_of(member: object) -> object:
    return member.fget if isinstance(member, property) else getattr(member, "__func__", member)


def _left_out(said: str, function: Callable[..., Any]) -> Iterator[str]:
    name = function.__qualname__
    if not said.strip():
        yield f"{name} has no docstring"
    for error in _raised_by(function):
        if "Raises:" not in said or error.casefold() not in said.casefold():
            yield f"{name} raises {error}"
    for parameter in _numbers_of(function):
        if parameter not in said and _ALL_OF_ONE_UNIT not in said:
            yield f"{name} takes a number {parameter!r}"


def _raised_by(function: Callable[..., Any]) -> Iterator[str]:
    if not inspect.isfunction(function) or not function.__code__.co_filename.endswith(".py"):
        return
    raised = (
        each.exc for each in ast.walk(ast.parse(dedent(inspect.getsource(function)))) if isinstance(each, ast.Raise)
    )
    for error in raised:
        if error is not None:
            yield ast.unparse(error.func if isinstance(error, ast.Call) else error)


def _numbers_of(function: Callable[..., Any]) -> list[str]:
    if inspect.isclass(function) and issubclass(function, Message):
        return []  # what a message carries is the product's, units and all
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:  # an enumeration, or a type of C
        return []
    return [each.name for each in parameters if _NUMBERS.search(str(each.annotation))]
