"""Walks from one object to all that it leads to, as a copy of it would."""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import date, datetime, tzinfo
from enum import Enum
from random import Random
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, cast

from callbook.core import Frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

NEVER_CHANGES = (
    Frozen, Enum, str, bytes, int, float, type(None), datetime, date, tzinfo, type, FunctionType, BuiltinFunctionType,
    ModuleType, frozenset,
)  # fmt: skip
"""What may be shared; a function is judged by what it encloses."""
_HOLD_NO_OBJECTS = (Random,)


def leads_to(start: object) -> dict[int, object]:
    """Return every object that can change and that *start* leads to, by its id; what never changes leads nowhere."""
    found: dict[int, object] = {}
    ahead = [start]
    while ahead:
        thing = ahead.pop()
        if isinstance(thing, NEVER_CHANGES) or id(thing) in found:
            continue
        found[id(thing)] = thing
        ahead += _held_by(thing)
    return found


def functions_in(start: object) -> Iterator[FunctionType]:
    """Give every function that *start* leads to, those of its methods apart."""
    for thing in leads_to(start).values():
        for held in _held_by(thing):
            if isinstance(held, FunctionType):
                yield held


def _held_by(thing: object) -> Iterable[object]:
    if isinstance(thing, dict | OrderedDict):
        things = cast("dict[object, object]", thing)
        return (*things.keys(), *things.values())
    if isinstance(thing, list | tuple | set | deque):
        return tuple(cast("Iterable[object]", thing))
    if isinstance(thing, MethodType):
        return (thing.__self__,)
    if isinstance(thing, _HOLD_NO_OBJECTS):
        return ()
    return tuple(_attributes(thing))


def _attributes(thing: object) -> Iterator[object]:
    held = getattr(thing, "__dict__", None)
    if held is not None:
        yield from cast("dict[str, object]", held).values()
    slots = [name for kind in type(thing).__mro__ for name in _slots_of(kind)]
    assert held is not None or slots, f"{type(thing).__name__}: nobody knows what it holds"
    yield from (getattr(thing, name) for name in slots if hasattr(thing, name))


def _slots_of(kind: type) -> tuple[str, ...]:
    slots: Callable[[], object] | tuple[str, ...] | str = kind.__dict__.get("__slots__", ())
    return (slots,) if isinstance(slots, str) else cast("tuple[str, ...]", slots)
