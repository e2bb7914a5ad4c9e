"""The messages of both protocols, and a line of a journal, as JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from callbook.messages import MESSAGES, Protocol
from callbook.network.service.journal_search import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    Json = dict[str, Any]

_REF: Final = "#/components/schemas/"
MESSAGE: Final = {"$ref": f"{_REF}Message"}
JOURNAL_ENTRY: Final = {"$ref": f"{_REF}JournalEntry"}
_PREFIXES: Final = {Protocol.OPEN_MEDIA: "OpenMedia", Protocol.T_LIBRARY: "TLibrary"}


def message_components() -> dict[str, Any]:
    """Describe every message of both protocols, and which of them there are; some names stand in both."""
    components: dict[str, Any] = {"JournalEntry": _journal_entry()}
    for protocol, prefix in _PREFIXES.items():
        components |= _of_protocol(protocol, prefix)
    whole = [f"{prefix}{end}" for prefix in _PREFIXES.values() for end in ("Request", "Event")]
    components["Message"] = _one_of("A message of one of the two protocols.", whole)
    return components


def _of_protocol(protocol: Protocol, prefix: str) -> Iterator[tuple[str, Any]]:
    _, described = msgspec.json.schema_components(MESSAGES[protocol].values(), ref_template=f"{_REF}{prefix}.{{name}}")
    for name, schema in described.items():
        if name in MESSAGES[protocol]:
            schema["properties"] = {"protocol": {"const": str(protocol)}, **schema["properties"]}
            schema["required"] = ["protocol", *schema["required"]]
        yield f"{prefix}.{name}", schema
    for end in ("Request", "Event"):
        names = [f"{prefix}.{name}" for name in MESSAGES[protocol] if name.startswith(end)]
        yield f"{prefix}{end}", _one_of(f"{_WHO[end]} of {protocol}.", names)


_WHO: Final = {"Request": "What a client asks in the protocol", "Event": "What a server tells a client in the protocol"}


def _one_of(description: str, names: list[str]) -> Json:
    return {"description": description, "oneOf": [{"$ref": f"{_REF}{name}"} for name in names]}


def _journal_entry() -> Json:
    return {
        "type": "object",
        "description": "A line of a recording. What else is in it depends on its kind, see docs/running.md.",
        "required": ["kind", "number", "at", "cause"],
        "properties": {
            "kind": {"enum": sorted(Kind), "description": "the kind of happening"},
            "number": {"type": "integer", "minimum": 1, "description": "its place in the journal"},
            "at": {"type": "string", "format": "date-time", "description": "the moment on the run's clock"},
            "cause": {"type": "integer", "minimum": 0, "description": "the entry that led to it; 0 for none"},
        },
    }
