"""Passes over the interactions of other media: an e-mail's invitation, all that is asked of it, and the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from callbook.messages import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Hashable

_MOST: Final = 100_000
"""So many interactions and unanswered requests are remembered."""


class ForeignMedia:
    """Remembers which interactions are of other media."""

    def __init__(self) -> None:
        self._interactions: dict[Hashable, str] = {}
        self._requests: dict[Hashable, str] = {}

    def of(self, message: dict[str, Any], client: str) -> str:
        """Return why a message is passed over: it belongs to another medium; empty if it does not."""
        held = cast("dict[str, str]", message.get("Interaction", {}))
        identifier = held.get("InteractionId") or str(message.get("InteractionId", ""))
        submitted = message.get("MediaType") if message["message"] == "RequestSubmit" else None
        medium = held.get("MediaType") or cast("str | None", submitted)
        reference = (client, message.get("ReferenceId"))
        if medium is None:
            medium = self._interactions.get(identifier) if identifier else None
            if medium is None and message["message"] in {"EventAck", "EventError"}:
                medium = self._requests.pop(reference, None)
        elif medium == _NOT_SAID:
            medium = None
        if medium is None or medium == MEDIA_TYPE:
            self._requests.pop(reference, None)
            return ""
        if identifier:
            _remember(self._interactions, identifier, medium)
        if message["message"].startswith("Request"):
            _remember(self._requests, reference, medium)
        return f"medium {medium}"


_NOT_SAID: Final = "-"
"""What stands in for a medium that the log does not give."""


def _remember(known: dict[Hashable, str], key: Hashable, medium: str) -> None:
    known[key] = medium
    if len(known) > _MOST:
        del known[next(iter(known))]
