"""Typed messages of both protocols, under the product's own names."""

from callbook.core.messages import (
    KVList,
    MalformedMessage,
    Message,
    Protocol,
    from_json,
    from_mapping,
    protocol_of,
    to_json,
    to_mapping,
)

__all__ = [
    "KVList",
    "MalformedMessage",
    "Message",
    "Protocol",
    "from_json",
    "from_mapping",
    "protocol_of",
    "to_json",
    "to_mapping",
]
