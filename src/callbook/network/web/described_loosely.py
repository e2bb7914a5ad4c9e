"""How requests are described that are taken loosely: by what is taken of them, not by what is sent."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

Json: TypeAlias = dict[str, Any]

_CONNECTION_IDS: Final = ("ConnID", "TransferConnID")
_IN_ANY_LETTERS: Final = "^[0-9A-Fa-f]{16}$"
_CODE: Final[Json] = {"anyOf": [{"type": "integer"}, {"type": "null"}]}


def loosen(request: Json, strict_reason: Json) -> None:
    """Let the description of a request say what is taken of its reason, and of the ids of connections.

    Args:
        request: the description of a message, which is changed.
        strict_reason: the description of a reason as it is sent.
    """
    properties: Json = request["properties"]
    for name in _CONNECTION_IDS:
        for shape in _alternatives(properties.get(name, {})):
            if "pattern" in shape:
                shape["pattern"] = _IN_ANY_LETTERS
    reason: Json = properties.get("Reason", {})
    if any("ReasonInfo" in each.get("$ref", "") for each in _alternatives(reason)):
        called: Json = strict_reason["properties"]["ReasonSystemName"]
        reason["anyOf"] = [*_alternatives(reason), *(_shape(called, code) for code in ("ReasonCode", "Reason"))]


def _alternatives(shape: Json) -> list[Json]:
    found: list[Json] = shape.get("anyOf", [shape])
    return found


def _shape(called: Json, code: str) -> Json:
    """Return a reason whose system name is empty or missing, and whose number is called *code*."""
    name = {**called, "minLength": 0}
    return {
        "type": "object",
        "properties": {"ReasonSystemName": name, "ReasonDescription": name, code: _CODE},
        "additionalProperties": False,
    }
