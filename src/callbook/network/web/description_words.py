"""The words of the API's description that stand at no single route: tags, path parameters, headers, examples."""

from __future__ import annotations

from typing import Any, Final

from callbook.configuration import options

TAGS: Final = {
    "Server": "Whether the server lives, which version it is, how it is set.",
    "Runs": "Contact centres that never meet: one for each job. The run `default` is always there.",
    "Clients": "Programs that speak with Interaction Server and the voice switch, and what they are told.",
    "Acts and questions": "Whatever can come from outside of a run, and what its servers can be asked, as data.",
    "Clock": "The virtual clock of a run. Nothing waits: time passes when it is told to.",
    "Journal": "What happened in a run, in order, each entry with the one that led to it; searched and verified.",
    "What lies in a run": "Interactions, contacts, configuration, and both servers themselves.",
    "Faults": "What goes wrong on purpose.",
    "Website": "The form with which a contact asks to be called, as pages for browsers.",
    "Web Service Capture Point": "Interaction Server's SOAP interface for websites that have a form of their own.",
}

SECURITY_SCHEMES: Final = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "The server's token, if it demands one."},
    "basic": {"type": "http", "scheme": "basic", "description": "The token as the password, for browsers."},
}
SECURITY: Final[list[dict[str, list[str]]]] = [{}, {"bearer": []}, {"basic": []}]
"""A server on loopback demands nothing."""

PATH_PARAMETERS: Final[dict[str, Any]] = {
    "run_name": {"description": "The name of a run.", "example": "default"},
    "server": {"description": "`interaction-server` or `voice-switch`.", "example": "interaction-server"},
    "client": {"description": "A client's name; the desktop of an agent has the agent's.", "example": "Anna"},
    "number": {"description": "The number of an entry of the journal, or of a fault.", "example": 1},
    "interaction": {"description": "The id of an interaction.", "example": "4UR9HGNS00000001"},
    "phone_number": {"description": "A contact's phone number, with its `+`.", "example": "+447700900931"},
    "action": {"description": "`answer` or `hang-up`.", "example": "answer"},
    "operation": {"description": "What is done; what there is, the answer to a wrong one says.", "example": "stop"},
    "queue": {"description": "The name of an interaction queue.", "example": "callbacks"},
    "reference": {"description": "The id of a callback that was taken.", "example": "4UR9HGNS00000001"},
    "name": {"description": "The name of a file.", "example": "style.css"},
    "capture_point": {"description": "The name of a capture point.", "example": "callbacks"},
    "dn": {"description": "A directory number of the voice switch.", "example": "1001"},
}

INSTANT_HEADER: Final[dict[str, Any]] = {
    "name": "Callbook-Instant",
    "in": "header",
    "required": False,
    "description": "For a run with a led clock: where whoever leads it stands, in milliseconds since the epoch.",
    "schema": {"type": "integer", "minimum": 0},
}
PREFER_HEADER: Final[dict[str, Any]] = {
    "name": "Prefer",
    "in": "header",
    "required": False,
    "description": "`return=representation` gives what the request led to at once, as entries of the journal; any other"
    " preference is passed over (RFC 7240).",
    "schema": {"type": "string"},
    "example": "return=representation",
}

MESSAGE_BODIES: Final = frozenset({"sendRequest", "findSubmitted"})
"""Whose body is a message, which the server reads by itself."""

_TEXT: Final = {"type": "string"}
_FORM: Final = {
    "name": "the contact's name",
    "phone_number": "where to call",
    "time_zone": "the contact's zone, an IANA name",
    "reason": "why",
    "wished_time": "when, for example `tomorrow at 09:30`",
    "latest_time": "the latest moment, in the same words",
    "email": "a mail address",
    "submission": "made by the page: the same one twice makes one callback",
}
_SOAP: Final = {"text/xml": {"schema": _TEXT}, "application/soap+xml": {"schema": _TEXT}}


def _form(fields: dict[str, str]) -> dict[str, Any]:
    properties = {name: {**_TEXT, "description": text} for name, text in fields.items()}
    return {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": properties}}}


BODIES: Final[dict[str, dict[str, Any]]] = {
    "handInForm": _form(_FORM),
    "cancelBooking": _form({"reference": "the id of the callback"}),
    "callCapturePoint": _SOAP,
    "callDefaultCapturePoint": _SOAP,
}
"""Bodies that are no JSON, by operation."""

_WSDL: Final = {"name": "wsdl", "in": "query", "required": True, "description": "Asks for the WSDL.", "schema": _TEXT}
QUERY_PARAMETERS: Final[dict[str, tuple[dict[str, Any], ...]]] = {
    "describeCapturePoint": (_WSDL,),
    "describeDefaultCapturePoint": (_WSDL,),
}
"""What stands in an address and is read by hand, by operation."""

STREAMS: Final = frozenset({"listEvents"})
"""What can be had as server-sent events, too."""

SUMMARIES: Final[dict[str, str]] = {
    "tellContact": "Tell contact what to do",
    "verifyJournal": "Verify what happened",
    "listEvents": "Read events",
}


def _example(summary: str, value: object) -> dict[str, object]:
    return {"summary": summary, "value": value}


_LOGIN: Final = {
    "protocol": "Open Media", "message": "RequestAgentLogin", "ReferenceId": 1, "TenantId": "Lighthouse",
    "PlaceId": "Place 1", "AgentId": "anna", "MediaList": {"webcallback": 1},
}  # fmt: skip
_SUBMIT: Final = {
    "protocol": "Open Media", "message": "RequestSubmit", "ReferenceId": 1, "TenantId": "Lighthouse",
    "MediaType": "webcallback", "Queue": "callbacks", "InteractionType": "Inbound",
    "InteractionSubtype": "InboundNew",
}  # fmt: skip

EXAMPLES: Final[dict[str, dict[str, Any]]] = {
    "doAct": {
        "perform": _example("Anna logs in", {"act": "perform", "agent": "Anna", "action": "log in"}),
        "stop": _example(
            "A minute without Interaction Server",
            {"act": "stop", "server": "Interaction Server", "milliseconds": 60_000},
        ),
    },
    "askServers": {"ready": _example("Who can be routed to", {"query": "ready agents"})},
    "makeRun": {
        "plain": _example("A run with a name", {"name": "job-17", "seed": 7}),
        "real": _example("A clock that runs ten times as fast as the wall", {"clock": "real", "speed": 10}),
    },
    "sendRequest": {"login": _example("Anna logs in, Ready for web callbacks", _LOGIN)},
    "findSubmitted": {"submit": _example("A website's callback", _SUBMIT)},
    "advanceClock": {"seconds": _example("Half a minute passes", {"milliseconds": 30_000})},
    "runClockUntilIdle": {"hour": _example("At most an hour", {"at_most": 3_600_000})},
    "setPace": {"pause": _example("Pause a real clock", {"paused": True})},
    "makeContact": {
        "busy": _example("A contact whose line is busy", {"name": "Maria", "behaviour": {"kind": "busy", "after": 500}})
    },
    "changeConfiguration": {
        "option": _example(
            "Callbacks are accepted by themselves",
            {"patch": {"application": {options.AUTO_ANSWER.name: "true"}}},
        )
    },
    "tellContact": {"silent": _example("Nobody answers", {"kind": "does not answer", "after": 1_000})},
    "verifyJournal": {
        "count": _example("Once", {"expect": [{"message": "RequestAccept", "by": "Anna"}], "exactly": 1}),
        "never": _example("Never", {"expect": [{"message": "EventError"}], "exactly": 0}),
        "order": _example(
            "In this order", {"expect": [{"message": "RequestSubmit"}, {"message": "EventInvite", "to": "Anna"}]}
        ),
        "eventually": _example(
            "Within 30 virtual seconds, for which the clock may run on",
            {"expect": [{"message": "EventRevoked", "to": "Anna"}], "eventually": 30_000},
        ),
    },
}
"""Examples of bodies, by operation."""
