"""What a field means, where the docstring of its type says it of all fields at once, or only of the unusual ones."""

from __future__ import annotations

from typing import Final

from callbook.core import Assumptions, assumption_rows
from callbook.messages import PROPERTIES, Interaction

_OPTIONS: Final = "options of this level: name and value, as in the product"
_NAME: Final = "unique among its kind"

_FIELDS: Final[dict[str, dict[str, str]]] = {
    "Agent": {
        "tenant": "the name of the agent's tenant",
        "place": "where the agent sits",
        "dn": "the directory number of the agent's telephone",
        "agent_groups": "names of the groups that the agent belongs to",
        "virtual_agent_groups": "names of the virtual groups that the agent belongs to",
        "roles": "names of the agent's roles",
        "options": _OPTIONS,
    },
    "AgentGroup": {"name": _NAME, "options": _OPTIONS, "roles": "names of roles that each member has"},
    "Books": {"wrong": "what is wrong, each in a sentence"},
    "Client": {
        "server": "the server that it is a client of",
        "client": "its name",
        "connected": "whether its connection is up",
    },
    "ClockShown": {
        "kind": "how time passes",
        "now": "the present moment",
        "instant": "the same in milliseconds since the epoch",
        "speed": "of a real clock: virtual seconds in one second of the wall; 0 for any other",
        "paused": "whether a real clock stands still",
        "timers": "what is set, the next one first",
    },
    "ContactCenter": {
        "name": "what it is called",
        "tenants": "the companies that share it",
        "roles": "sets of privileges",
        "agent_groups": "groups of agents",
        "virtual_agent_groups": "groups by skill",
        "agents": "who works there",
        "queues": "the interaction queues",
        "strategies": "the routing strategies",
        "transactions": "objects that override options",
    },
    "ContactShown": {"person": "who it is", "behaviour": "what it does when called"},
    "DefaultValues": {
        "tenant_id": "the tenant's name",
        "queue": "the interaction queue that it goes into",
        "media_type": "the media type",
        "interaction_type": "the InteractionType",
        "interaction_subtype": "the InteractionSubtype",
    },
    "Health": {"status": "in words"},
    "InteractionServerShown": {
        "name": "its name in the journal",
        "running": "whether it is up",
        "ready_agents": "ids of the agents that it can route to",
    },
    "InteractionShown": {"interaction": "its properties", "place": "where it is"},
    "NearShown": {"entry": "in the form of a recording", "reasons": "each field that is not as expected"},
    "Pace": {"speed": "virtual seconds in one second of the wall", "paused": "true lets it stand still"},
    "PlaceShown": {
        "kind": "the kind of place",
        "name": "the queue, strategy or workbin",
        "agent": "the id of the agent whose it is",
        "words": "the same in words",
    },
    "Queue": {"name": _NAME, "tenant": "the name of its tenant", "strategy": "the name of the strategy that reads it"},
    "Reason": {"field": "the field, or `time`", "reason": "how it is otherwise, in words"},
    "Role": {"name": _NAME, "privileges": "names of privileges"},
    "RunShown": {
        "name": "its name",
        "seed": "decides every identifier and every contact",
        "clock": "how its time passes",
        "now": "the present moment",
        "entries": "the number of the journal's last entry",
        "dropped": "how many of the oldest entries are kept no longer",
        "interactions": "how many are not done",
        "clients": "how many it has",
    },
    "Sent": {"entry": "the number of the request in the journal"},
    "ServersShown": {"interaction_server": "Interaction Server", "voice_switch": "the voice switch"},
    "Strategy": {"name": _NAME},
    "SwitchShown": {
        "name": "its name in the journal",
        "running": "whether it is up",
        "legs": "each party of each call, in words",
    },
    "Tenant": {"name": _NAME, "options": _OPTIONS},
    "TimerShown": {"timer": "what for", "due": "when it fires"},
    "Transaction": {"name": _NAME, "type": "`list` overrides options", "options": _OPTIONS},
    "Version": {"callbook": "of the installed package"},
    "VirtualAgentGroup": {"name": _NAME, "options": _OPTIONS},
    Interaction.__name__: {name: f"a property of the product; may be set {when}" for name, when in PROPERTIES.items()}
    | {"Priority": "higher ones are routed first", "UserData": "the attached data"},
    Assumptions.__name__: {row.name: f"{row.text} ({row.clause}, assumed)" for row in assumption_rows()},
}


_EVERYWHERE: Final = {
    "act": "the name of the act",
    "query": "the name of the question",
    "agent": "an agent's id",
    "behaviour": "what the contact does from the next call on",
    "client": "the client's name; the desktop of an agent has the agent's",
    "external_id": "a name that the media server has given the interaction",
    "form": "the website's form, as it was typed",
    "interaction": "the id of an interaction; empty for all of them",
    "mend_after": "after how many milliseconds the wire is whole again; null for when told to",
    "milliseconds": "after how many milliseconds the server comes up again; null for when told to",
    "name": "what it is called",
    "number": "the number that names the fault",
    "on": "the id of the callback",
    "phone_number": "the contact's phone number",
    "queue": "the name of an interaction queue",
    "request": "a RequestSubmit",
    "server": "the server's name in the journal, such as `Interaction Server`",
    "with_state": "whether Interaction Server knows afterwards what it knew before",
    "default_values": "what a Submit means that does not say it",
    "dn": "a directory number",
}
"""What the fields of acts and questions mean that have the same name in all of them."""


def field_description(kind: str, name: str) -> str | None:
    """Say what the field *name* of the type *kind* means; None where nothing is written of it."""
    return _FIELDS.get(kind, {}).get(name) or _EVERYWHERE.get(name)
