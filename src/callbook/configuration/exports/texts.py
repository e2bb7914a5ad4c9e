"""Option values as texts: whatever a document holds in the place of a text, read as it is written."""

from __future__ import annotations

from typing import Any

from callbook.configuration.documents import DataPath
from callbook.configuration.documents.structured import Structured
from callbook.configuration.source import Origin, Remark


def text_of(origin: Origin, value: Any) -> str | None:  # noqa: ANN401 - whatever a document holds
    """Return a text, a number or a boolean as text; None for anything else.

    A number in YAML keeps the digits that it is written with: one that begins with zeros is none to whoever wrote it.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, int | float):
        return None
    document = origin.document
    if isinstance(document, Structured) and document.form.name == "YAML":
        return _as_written(document, origin.path)
    return str(value)


def read_as_text(origin: Origin, name: str, value: object, text: str) -> Remark:
    """Return the remark about a *value* that was read as *text*."""
    kind = "a boolean" if isinstance(value, bool) else "a number"
    return Remark(origin, name, f"{name} is {kind}, and is read as the text {text!r}")


def _as_written(document: Structured, path: DataPath) -> str:
    node = document.tree.find(path)
    assert node is not None  # noqa: S101 - whatever was read has its place
    return document.text[node.start : node.end]
