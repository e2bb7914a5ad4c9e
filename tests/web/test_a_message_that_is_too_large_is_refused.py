"""A client's message over the bound is refused before it is read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from callbook.network.web.client_messages import TOO_LARGE, answer


def test_one_byte_more_than_may_be() -> None:
    """Whoever sends it, and whatever is in it."""
    service: Any = SimpleNamespace(runs=SimpleNamespace(limits=SimpleNamespace(body=1)))
    assert TOO_LARGE == answer(service, ("default", "voice-switch", "Anna"), (), b"{}")
