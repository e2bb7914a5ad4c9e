"""Which addresses are answered here, and what is said of a request to none of them."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from responses import CallbackResponse
from responses.registries import FirstMatchRegistry

if TYPE_CHECKING:
    from collections.abc import Callable

    from requests import PreparedRequest


class Doorway(CallbackResponse):
    """Everything below one base address, whatever the method."""

    def __init__(self, base: str, answer: Callable[[PreparedRequest], Any]) -> None:
        super().__init__("ANY", base, answer, content_type=None)
        self.base = base

    def leads(self, url: str) -> bool:
        """Return whether *url* lies below the base address."""
        return url.startswith(self.base) and url[len(self.base) : len(self.base) + 1] in {"", "/", "?"}


class Doorways(FirstMatchRegistry):
    """Finds who answers a request: a doorway first, then what a test has added by itself.

    Of a request that nobody answers it says which doorway is the nearest, and where the two part.
    """

    def find(self, request: PreparedRequest) -> tuple[Any, list[str]]:
        """Find who answers *request*, or say why nobody does."""
        url = str(request.url)
        for kept in self.registered:
            if isinstance(kept, Doorway) and kept.leads(url):
                return kept, []
        found, reasons = super().find(request)
        return found, reasons if found is not None else [self._reason(kept, url) for kept in self.registered]

    def _reason(self, kept: object, url: str) -> str:
        if not isinstance(kept, Doorway):
            return "does not match"
        parts = _common(kept.base, url)
        nearest = kept is max(
            (doorway for doorway in self.registered if isinstance(doorway, Doorway)),
            key=lambda doorway: SequenceMatcher(None, doorway.base, url[: len(doorway.base)]).ratio(),
        )
        return f"<- the nearest: {url!r} has {url[parts:]!r} where it has {kept.base[parts:]!r}" if nearest else ""


def _common(first: str, second: str) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(first), len(second)))
