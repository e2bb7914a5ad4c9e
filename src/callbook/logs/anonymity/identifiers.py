"""Identifiers of the servers, which say nothing of a person and stay: wherever one stands, it is not replaced.

One of digits alone may be somebody's card, and some identifiers of calls are such: it is one only if a message of the
same recording has it where an identifier stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORM: Final = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Z]{16}|[0-9a-f]{16}|[0-9A-Z]{32})(?![0-9A-Za-z])")
_FIELDS: Final = frozenset({"InteractionId", "ParentId", "ConnID", "TransferConnID", "PreviousConnID", "CallUUID"})


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Knows the identifiers of a recording.

    Attributes:
        of_digits: those of digits alone.
    """

    of_digits: set[str] = field(default_factory=set[str])

    def note(self, message: dict[str, Any]) -> None:
        """Remember the identifiers of a message that are of digits alone."""
        for name, value in message.items():
            if isinstance(value, dict):
                self.note(cast("dict[str, Any]", value))
            elif name in _FIELDS and isinstance(value, str) and value.isdecimal() and _FORM.fullmatch(value):
                self.of_digits.add(value)

    def is_one(self, text: str) -> bool:
        """Return whether a text is an identifier and nothing else."""
        return _FORM.fullmatch(text) is not None and self._is_known(text)

    def within(self, text: str) -> Iterator[re.Match[str]]:
        """Yield where identifiers stand in a text."""
        return (found for found in _FORM.finditer(text) if self._is_known(found[0]))

    def blanked(self, text: str) -> str:
        """Return a text with a space for each identifier."""
        return _FORM.sub(lambda found: " " if self._is_known(found[0]) else found[0], text)

    def _is_known(self, text: str) -> bool:
        return not text.isdecimal() or text in self.of_digits
