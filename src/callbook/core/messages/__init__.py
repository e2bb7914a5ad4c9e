"""Typed messages of both protocols, under the product's own names."""

from callbook.core.messages.encoding import Protocol, from_json, from_mapping, protocol_of, to_json, to_mapping
from callbook.core.messages.message import KVList, MalformedMessage, Message

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
