"""How Jupyter asks a thing to show itself."""

from __future__ import annotations

from typing import Any, Protocol, cast


class _Shows(Protocol):
    def _repr_mimebundle_(self) -> object: ...


def bundle(thing: object) -> dict[str, Any]:
    """Give all forms of *thing*, by their kinds."""
    shown = cast("_Shows", thing)._repr_mimebundle_()  # pyright: ignore[reportPrivateUsage]
    return cast("dict[str, Any]", shown[0] if isinstance(shown, tuple) else shown)


def rich(thing: object) -> str:
    """Give *thing* as HTML."""
    return str(bundle(thing)["text/html"])
