"""Callbook: a test harness and scenario notebook kit for the Web Callback channel of Workspace Desktop Edition.

``mocked`` and what goes with it is fetched when it is asked for: ``import callbook`` itself costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callbook.network.interception.expected import entry, message
    from callbook.network.interception.mocked import Addresses, Mocked, mocked

__all__ = ["Addresses", "Mocked", "entry", "message", "mocked"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from callbook.network.interception import expected, mocked  # noqa: PLC0415 - only whoever asks waits for what is behind it

    return getattr(expected if name in {"entry", "message"} else mocked, name)
