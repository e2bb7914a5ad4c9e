"""Tasks and their results, both plain JSON: so any process can do one, and a file keeps it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, TypeAlias

import msgspec

Task: TypeAlias = dict[str, Any]
"""What is to be done, as JSON."""
Result: TypeAlias = dict[str, Any]
"""What came of it, as JSON; under ``seconds`` how long it took a processor."""


def name_of(task: Task) -> str:
    """Return the name of a task, the same for the same task: 16 hexadecimal digits."""
    return sha256(msgspec.json.encode(task, order="deterministic")).hexdigest()[:16]
