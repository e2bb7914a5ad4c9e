"""Errors that teach: what was given, where, why it cannot be, and what would be accepted."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

T = TypeVar("T")
_LONGEST: Final = 1_000
"""How long a text may be that an error shows whole."""
_SHOWN: Final = 200

__all__ = ["BadInput", "CallbookError", "Unknown", "find"]


class CallbookError(Exception):
    """Base of every error that Callbook raises on purpose."""


class BadInput(CallbookError):  # noqa: N818 - named for what happened, like trio's Cancelled
    """Something that a person or a program handed in cannot be used; nothing was changed.

    Attributes:
        what: the kind of thing that was given, for example ``option``.
        given: the value as it was given; the text of the error shows the beginning of a long one.
        where: where it stood: a file and path, a step, a form field.
        accepted: what would be accepted instead, as a phrase.
        why: the reason, as whoever has read it gives it; empty where what is accepted says enough.
    """

    def __init__(self, what: str, given: object, *, where: str = "", accepted: str = "", why: str = "") -> None:
        self.what = what
        self.given = given
        self.where = where
        self.accepted = accepted
        self.why = why
        super().__init__(self._text())

    def _text(self) -> str:
        place = f" in {shortened(self.where)}" if self.where else ""
        way_out = f" Accepted: {self.accepted}." if self.accepted else ""
        reason = f": {shortened(self.why)}" if self.why else ""
        return f"{self.what} {shown(self.given)}{place} cannot be used{reason}.{way_out}"


class Unknown(BadInput):
    """A name that nobody knows: an option, a privilege, a queue, an agent, a DN ..."""

    def __init__(self, what: str, given: object, known: Iterable[str], *, where: str = "", alike: str = "") -> None:
        """Say that nobody knows *given*; the nearest of *known* are those that are like *alike*, if that is given."""
        self.known = tuple(sorted(map(str, known)))  # the name of an enumeration member is its text
        name = alike or str(given)
        # Nobody mistypes a name of that length; to compare it would take minutes.
        self.nearest = () if len(name) > _LONGEST else tuple(get_close_matches(name, self.known, n=3, cutoff=0.6))
        super().__init__(what, given, where=where, accepted=one_of(self.known))

    def _text(self) -> str:
        place = f" in {shortened(self.where)}" if self.where else ""
        way_out = (
            f"Did you mean {' or '.join(map(shown, self.nearest))}?" if self.nearest else f"Accepted: {self.accepted}."
        )
        return f"There is no {self.what} {shown(self.given)}{place}. {way_out}"


def find(what: str, name: str, known: Mapping[str, T], *, where: str = "") -> T:
    """Return what is called *name*.

    Args:
        what: the kind of thing that is looked for, for example ``queue``.
        name: its name as it was given.
        known: everything of that kind by its name.
        where: where the name stood.

    Raises:
        Unknown: when there is none; it says which names are nearest.
    """
    if name not in known:
        raise Unknown(what, name, known, where=where)
    return known[name]


def one_of(names: Iterable[str], *, most: int = 8) -> str:
    """Return in words which names would be accepted, at most *most* of them."""
    names = tuple(names)
    if not names:
        return "none, there are none yet"
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(shortened, names[:most])) + rest


def shown(given: object) -> str:
    """Return a value as an error shows it: as Python writes it; of a long one the beginning, and how long it is."""
    return shortened(repr(given))


def shortened(text: str) -> str:
    """Return *text*; of a long one the beginning, and how long it is."""
    return text if len(text) <= _LONGEST else f"{text[:_SHOWN]}... ({len(text):,} characters)"
