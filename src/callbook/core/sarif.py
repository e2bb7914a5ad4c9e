"""SARIF 2.1.0, which code hosts and editors show beside lines: what stands in every file around rules and results."""

from __future__ import annotations

from typing import Any, Final

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_file(
    command: str, version: str, rules: list[dict[str, Any]], results: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return a file with one run of *command*, of this version of Callbook; its columns count code points."""
    driver = {"name": command, "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
