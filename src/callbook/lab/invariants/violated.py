"""The error of an invariant."""

from __future__ import annotations

from callbook.core.errors import CallbookError


class Violated(CallbookError):  # noqa: N818 - names what was found
    """Something is true that must never be."""
