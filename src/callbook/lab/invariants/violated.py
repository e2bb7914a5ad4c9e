"""The error of an invariant."""

from __future__ import annotations

from callbook.core import CallbookError


class Violated(CallbookError):  # noqa: N818 - names what was found
    """Something is true that must never be."""
