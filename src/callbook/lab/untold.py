"""What an interface to a desktop cannot tell, or cannot ask: a scenario that needs it is not expressible through it.

Such a scenario neither holds nor fails: whoever looks at what was not told is stopped, and told which path is missing.
"""

from __future__ import annotations


class NotExpressible(Exception):  # noqa: N818 - names what is the case; no error of anybody, so no CallbookError
    """A step needs what the interface to the desktop has not.

    Attributes:
        what: what the step needs, for example ``the countdown``.
        missing: the path, or the part of a message, that would be needed.
    """

    def __init__(self, what: str, missing: str) -> None:
        self.what = what
        self.missing = missing
        super().__init__(f"{what}: {missing}")


class Untold:
    """The value of what is not told: who looks at it is stopped, and two of one kind are the same.

    Args:
        what: what is not told.
        missing: what would have to tell it.
        among: the values that it may have; with any other it is compared without being looked at.
    """

    def __init__(self, what: str, missing: str, among: frozenset[object] | None = None) -> None:
        self._what = what
        self._missing = missing
        self._among = among

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Untold):
            return (self._what, self._among) == (other._what, other._among)
        if self._among is not None and other not in self._among:
            return False
        raise self._looked_at

    def __hash__(self) -> int:
        return hash(self._what)

    def __contains__(self, _part: object) -> bool:
        raise self._looked_at

    def __bool__(self) -> bool:
        raise self._looked_at

    def __str__(self) -> str:
        raise self._looked_at

    def __format__(self, _form: str) -> str:
        raise self._looked_at

    def __repr__(self) -> str:
        return f"<{self._what} is not told>"

    @property
    def _looked_at(self) -> NotExpressible:
        return NotExpressible(self._what, self._missing)
