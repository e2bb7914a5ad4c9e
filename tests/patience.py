"""How long a test waits for what comes at once: so long that only what never comes is given up, on any machine."""

from __future__ import annotations

PATIENCE = 300
"""Seconds."""
