"""Deep copies of things that live together: what a copy shares with its original, and who refuses to be copied.

`copy.deepcopy` copies a method together with what it belongs to, and never looks into what a function encloses. So
whatever is kept to be called later is a method with its arguments, and a copy calls its own parts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from copy import deepcopy
from dataclasses import is_dataclass
from datetime import datetime, timedelta, tzinfo
from enum import Enum
from functools import partial
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from typing import Self

T = TypeVar("T")
Memo: TypeAlias = dict[int, Any]
"""What was copied already, by the id of the original."""
How: TypeAlias = Callable[[Any, Memo], Any]


class Frozen:
    """A value that never changes: the deep copy of whatever holds it holds the same one."""

    __slots__ = ()

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return the value itself."""
        return self


class NotCopied(BadInput):
    """Something cannot be copied: what, why, and what could be.

    Args:
        what: what was to be copied.
        why: why it is not.
        accepted: what could be copied instead.
    """

    def __init__(self, what: str, why: str, accepted: str) -> None:
        super().__init__(what, what, where="copy", accepted=accepted, why=why)

    def _text(self) -> str:
        return f"The {self.what} cannot be copied: {self.why}. Accepted: {self.accepted}."


def copied(original: T, memo: Memo, **otherwise: object) -> T:
    """Return a deep copy of *original*, an object without slots, for its ``__deepcopy__``.

    Args:
        original: what is copied.
        memo: what was copied already, by the id of the original.
        otherwise: attributes that have these values in the copy.
    """
    copy: T = object.__new__(type(original))
    memo[id(original)] = copy
    attributes = vars(copy)
    for name, value in vars(original).items():
        attributes[name] = otherwise[name] if name in otherwise else deep_copy(value, memo)
    return copy


def deep_copy(original: T, memo: Memo) -> T:
    """Return what `copy.deepcopy` would, in a third of its time: how a type is copied is found out once.

    Where a type has slots, all of them are set.

    Args:
        original: what is copied.
        memo: what was copied already, by the id of the original.
    """
    kind = type(original)
    if kind in _SHARED:
        return original
    if id(original) in memo:
        known: T = memo[id(original)]
        return known
    how = _HOW.get(kind) or _learn(kind)
    copy: T = how(original, memo)
    memo[id(original)] = copy
    return copy


def _learn(kind: type[object]) -> How:
    """Return how things of this type are copied, and remember it."""
    if issubclass(kind, _NEVER_COPIED):
        _SHARED.add(kind)
        return _itself
    if hasattr(kind, "__deepcopy__"):
        how: How = getattr(kind, "__deepcopy__")  # noqa: B009 - not every type has one
    elif kind.__reduce__ is object.__reduce__ and (is_dataclass(kind) or not hasattr(kind, "__setstate__")):
        how = _copier_of(kind)
    else:
        how = deepcopy  # it says in its own way what it is made of
    _HOW[kind] = how
    return how


def _itself(original: T, _memo: Memo) -> T:
    return original


def _copier_of(kind: type[object]) -> How:
    """Return what copies things of this type attribute by attribute; to be copied is no change of any."""
    slots = tuple(name for each in kind.__mro__ for name in vars(each).get("__slots__", ()))
    has_attributes = bool(kind.__dictoffset__)

    def copier(original: object, memo: Memo) -> object:
        copy: object = object.__new__(kind)
        memo[id(original)] = copy
        for name in slots:
            object.__setattr__(copy, name, deep_copy(getattr(original, name), memo))
        if has_attributes:
            attributes = vars(copy)
            for name, value in vars(original).items():
                attributes[name] = value if type(value) in _SHARED else deep_copy(value, memo)
        return copy

    return copier


def _list(original: list[object], memo: Memo) -> list[object]:
    copy: list[object] = []
    memo[id(original)] = copy
    copy.extend([value if type(value) in _SHARED else deep_copy(value, memo) for value in original])
    return copy


def _tuple(original: tuple[object, ...], memo: Memo) -> tuple[object, ...]:
    return tuple([value if type(value) in _SHARED else deep_copy(value, memo) for value in original])


def _dict(original: dict[object, object], memo: Memo) -> dict[object, object]:
    copy: dict[object, object] = {}
    memo[id(original)] = copy
    for name, value in original.items():
        copy[name if type(name) in _SHARED else deep_copy(name, memo)] = (
            value if type(value) in _SHARED else deep_copy(value, memo)
        )
    return copy


def _set(original: set[object], memo: Memo) -> set[object]:
    return {deep_copy(value, memo) for value in original}


def _deque(original: deque[object], memo: Memo) -> deque[object]:
    return deque([deep_copy(value, memo) for value in original])


def _partial(original: partial[object], memo: Memo) -> partial[object]:
    named = {name: deep_copy(value, memo) for name, value in original.keywords.items()}
    return partial(deep_copy(original.func, memo), *_tuple(original.args, memo), **named)


def _method(original: MethodType, memo: Memo) -> MethodType:
    return MethodType(original.__func__, deep_copy(original.__self__, memo))


_NEVER_COPIED: Final[tuple[type[object], ...]] = (
    *(str, int, float, bytes, type(None), datetime, timedelta, tzinfo, type),
    *(Frozen, Enum, FunctionType, BuiltinFunctionType),
)
"""Types whose values never change, with all that are made of them."""

_SHARED: set[type[object]] = set()
"""Those of them that were seen."""

_HOW: dict[type[object], How] = {
    list: _list,
    tuple: _tuple,
    dict: _dict,
    set: _set,
    deque: _deque,
    MethodType: _method,
    partial: _partial,
}
"""How things of a type are copied, once one was seen."""
