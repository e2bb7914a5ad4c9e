"""One step definition as people look for it: keyword, pattern, parameters, what it does, where it stands."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pytest_bdd import parsers

from callbook.pytest_plugin.catalogue.pattern import Field, parts_of
from callbook.record import StepDefinitionUsed

if TYPE_CHECKING:
    from pytest_bdd.steps import StepFunctionContext

TABLE, DOC_STRING = "datatable", "docstring"
"""The arguments by which a step function takes what stands below its step."""

_PLAIN_TYPES = {"": "text", "d": "whole number", "w": "word", "g": "number", "f": "decimal number"}
"""The types of the parse library that patterns use most, in words."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What stands for a placeholder.

    Attributes:
        name: as the pattern calls it.
        type: in words, or the name of the pattern's own type: `whole number`, `Duration`.
        says: what the reader of an own type says of itself; empty for the types of the parse library.
        may_be_unknown: whether its reader takes names that the contact centre does not have; an attribute of the reader
            says so, which must be known otherwise.
    """

    name: str
    type: str
    says: str
    may_be_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A step definition.

    Attributes:
        keyword: `Given`, `When`, `Then`, or `*` for one that takes all three.
        pattern: as written.
        parameters: in the pattern's order.
        table: whether it takes a data table.
        doc_string: whether it takes a doc string.
        says: the first paragraph of its docstring.
        module: where its function is.
        place: file and line.
        function: the function itself.
        parser: what matches the pattern.
    """

    keyword: str
    pattern: str
    parameters: tuple[Parameter, ...]
    table: bool
    doc_string: bool
    says: str
    module: str
    place: str
    function: Callable[..., object]
    parser: parsers.StepParser

    def __str__(self) -> str:
        return f"{self.keyword} {self.pattern}"

    @property
    def used(self) -> StepDefinitionUsed:
        """Its description for the event stream."""
        return StepDefinitionUsed(self.pattern, self.place, regular=isinstance(self.parser, parsers.re))


def definition_of(context: StepFunctionContext, root: Path) -> Definition:
    """Return the description of a definition that pytest-bdd has registered; its place is shown relative to *root*."""
    function = context.step_func
    takes = inspect.signature(function).parameters
    return Definition(
        keyword=(context.type or "*").capitalize(),
        pattern=context.parser.name,
        parameters=_parameters(context.parser),
        table=TABLE in takes,
        doc_string=DOC_STRING in takes,
        says=_first_paragraph(function),
        module=function.__module__,
        place=place_of(function, root),
        function=function,
        parser=context.parser,
    )


def is_own(function: Callable[..., object], root: Path) -> bool:
    """Return whether a function is of the project in *root*, and not of a package that is installed."""
    path = Path(inspect.unwrap(function).__code__.co_filename)
    return path.is_relative_to(root) and "site-packages" not in path.parts


def place_of(function: Callable[..., object], root: Path) -> str:
    """Return where a function stands: relative to *root*, or for a package elsewhere by the package."""
    code = inspect.unwrap(function).__code__
    path = Path(code.co_filename)
    if path.is_relative_to(root):
        shown = path.relative_to(root).as_posix()
    else:
        shown = "/".join(path.parts[-function.__module__.count(".") - 1 :])
    return f"{shown}:{code.co_firstlineno}"


def _parameters(parser: parsers.StepParser) -> tuple[Parameter, ...]:
    if isinstance(parser, parsers.re):
        return tuple(Parameter(name, "text", "") for name in parser.regex.groupindex)
    own = own_types(parser)
    return tuple(_parameter(part, own) for part in parts_of(parser) if isinstance(part, Field))


def own_types(parser: parsers.StepParser) -> dict[str, Callable[..., object]]:
    """Return the types that a pattern brings along, each with its reader."""
    own: dict[str, Any] = getattr(getattr(parser, "parser", None), "_extra_types", None) or {}
    return own


def _parameter(field: Field, own: dict[str, Callable[..., object]]) -> Parameter:
    reader = own.get(field.type)
    if reader is None:
        return Parameter(field.name, _PLAIN_TYPES.get(field.type, field.type), "")
    says = "" if reader.__module__ == "builtins" else _first_paragraph(reader)  # `int` says a lot, and nothing of this
    return Parameter(field.name, field.type, says, getattr(reader, "may_be_unknown", False))


def _first_paragraph(function: Callable[..., object]) -> str:
    return " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())
