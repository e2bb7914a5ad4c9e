"""Deep copies of things that live together: what a copy shares with its original, and who refuses to be copied.

`copy.deepcopy` copies a method together with what it belongs to, and never looks into what a function encloses. So
whatever is kept to be called later is a method with its arguments, and a copy calls its own parts.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, TypeVar

from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from typing import Self

T = TypeVar("T")


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


def copied(original: T, memo: dict[int, object], **otherwise: object) -> T:
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
        attributes[name] = otherwise[name] if name in otherwise else deepcopy(value, memo)
    return copy
