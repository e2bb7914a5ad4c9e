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
from callbook.core.messages.encoding import MESSAGES
from callbook.core.messages.interaction import MEDIA_TYPE, PROPERTIES, Interaction, MaySet, StateOfInteraction
from callbook.core.messages.t_library_numbers import (
    ERROR_TEXTS,
    MESSAGE_NUMBERS,
    AgentWorkMode,
    CallState,
    CallType,
    DNRole,
    MakeCallType,
)

__all__ = [
    "ERROR_TEXTS",
    "MEDIA_TYPE",
    "MESSAGES",
    "MESSAGE_NUMBERS",
    "PROPERTIES",
    "AgentWorkMode",
    "CallState",
    "CallType",
    "DNRole",
    "Interaction",
    "KVList",
    "MakeCallType",
    "MalformedMessage",
    "MaySet",
    "Message",
    "Protocol",
    "StateOfInteraction",
    "from_json",
    "from_mapping",
    "protocol_of",
    "to_json",
    "to_mapping",
]
