"""The published description of a recording, field by field: a JSON Schema for its lines."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def load_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 7) that every line of a recording fits; each kind stands under ``definitions``."""
    schema: dict[str, Any] = json.loads(
        (files("callbook.record.trace") / "trace.schema.json").read_text(encoding="utf-8")
    )
    return schema
