"""Messages as real clients and servers write them: each looseness is taken, its strict neighbour refused."""

from __future__ import annotations

from typing import Any

import pytest

from callbook.core.messages import MalformedMessage, from_json, from_mapping, to_json, to_mapping
from callbook.core.messages.encoding import MESSAGES, Protocol
from callbook.core.messages.loosely import LOOSENESSES, OTHERS

OPEN_MEDIA: dict[str, dict[str, Any]] = {
    "RequestAgentLogin": {"ReferenceId": 1, "TenantId": "Lighthouse", "PlaceId": "Place 1", "AgentId": "anna"},
    "RequestNotReadyForMedia": {"ReferenceId": 2, "MediaTypeName": "webcallback"},
    "RequestChangeMediaStateReason": {"ReferenceId": 2, "MediaTypeName": "webcallback"},
    "RequestReject": {"ReferenceId": 3, "TicketId": 1, "InteractionId": "4UR9HGNS00000001"},
    "RequestAccept": {"ReferenceId": 3, "TicketId": 1, "InteractionId": "4UR9HGNS00000001"},
    "RequestDoNotDisturbOn": {"ReferenceId": 4},
    "RequestDoNotDisturbOff": {"ReferenceId": 4},
    "RequestRegisterClient": {"ReferenceId": 5, "ClientName": "WDE", "ClientType": "Proxy"},
}
T_LIBRARY: dict[str, dict[str, Any]] = {
    "RequestReleaseCall": {"ReferenceID": 6, "ThisDN": "1001", "ConnID": "000202ba29a61ad6"},
    "RequestCompleteTransfer": {
        "ReferenceID": 6, "ThisDN": "1001", "ConnID": "000202ba29a61ad6", "TransferConnID": "000202ba29a61ad7",
    },
}  # fmt: skip
RINGING: dict[str, Any] = {
    "protocol": "T-Library", "message": "EventRinging", "Server": "SIP Server", "ThisDN": "1001", "CallID": 7,
    "ConnID": "000202ba29a61ad6", "CallUUID": "0FPCKSKVOL4GP2PSNV0B7OBN4400SHR8", "CallType": 3, "ThisDNRole": 2,
}  # fmt: skip


def written(name: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return a message as JSON has it."""
    usual = OPEN_MEDIA.get(name)
    if usual is not None:
        return {"protocol": "Open Media", "message": name, **usual, **more}
    return {"protocol": "T-Library", "message": name, **T_LIBRARY[name], **more}


NO_REASON = {"ReasonSystemName": "", "ReasonDescription": ""}


@pytest.mark.parametrize(
    ("name", "loosely", "read"),
    [
        ("RequestAgentLogin", {"TenantId": 1}, {"TenantId": 1}),
        ("RequestNotReadyForMedia", {"Reason": NO_REASON}, {}),
        ("RequestChangeMediaStateReason", {"Reason": NO_REASON}, {}),
        (
            "RequestNotReadyForMedia",
            {"Reason": {"ReasonSystemName": "5", "ReasonDescription": "reasonCode", "Reason": 5}},
            {"Reason": {"ReasonSystemName": "5", "ReasonDescription": "reasonCode", "ReasonCode": 5}},
        ),
        ("RequestNotReadyForMedia", {"Reason": {"Reason": 5}}, {"Reason": {"ReasonSystemName": "5", "ReasonCode": 5}}),
        (
            "RequestReject",
            {"Reason": {"ReasonDescription": "rejected by the agent"}},
            {"Reason": {"ReasonSystemName": "rejected by the agent", "ReasonDescription": "rejected by the agent"}},
        ),
        ("RequestAccept", {"InitialInFocusState": True}, {"InitialInFocusState": True}),
        ("RequestDoNotDisturbOn", {}, {}),
        ("RequestDoNotDisturbOff", {}, {}),
        (
            "RequestRegisterClient",
            {"MediaType": "webcallback", "ProxyClientId": 5},
            {"MediaType": "webcallback", "ProxyClientId": 5},
        ),
        ("RequestReleaseCall", {"ConnID": "000202BA29A61AD6"}, {"ConnID": "000202ba29a61ad6"}),
        ("RequestCompleteTransfer", {"TransferConnID": "000202BA29A61AD7"}, {"TransferConnID": "000202ba29a61ad7"}),
    ],
)
def test_it_is_taken(name: str, loosely: dict[str, Any], read: dict[str, Any]) -> None:
    """And stands then as we write it; written again it is the same."""
    message = from_mapping(written(name, **loosely))
    assert written(name, **read) == to_mapping(message)
    assert message == from_json(to_json(message))


@pytest.mark.parametrize(
    ("name", "loosely", "complaint"),
    [
        ("RequestAgentLogin", {"TenantId": 0}, "Expected `int` >= 1 - at `$.TenantId`"),
        ("RequestAgentLogin", {"TenantId": True}, "Expected `int | str`, got `bool` - at `$.TenantId`"),
        ("RequestAgentLogin", {"TenantId": ""}, "Expected `str` of length >= 1 - at `$.TenantId`"),
        ("RequestNotReadyForMedia", {"Reason": "lunch"}, "Expected `object | null`, got `str` - at `$.Reason`"),
        (
            "RequestNotReadyForMedia",
            {"Reason": {"ReasonSystemName": 5}},
            "Expected `str`, got `int` - at `$.Reason.ReasonSystemName`",
        ),
        (
            "RequestNotReadyForMedia",
            {"Reason": {"Reason": "5", "ReasonSystemName": "lunch"}},
            "Expected `int | null`, got `str` - at `$.Reason.ReasonCode`",
        ),
        (
            "RequestNotReadyForMedia",
            {"Reason": {"Reason": 5, "ReasonCode": 6, "ReasonSystemName": "lunch"}},
            "Object contains unknown field `Reason` - at `$.Reason`",
        ),
        (
            "RequestReject",
            {"Reason": {"ReasonText": "rejected"}},
            "Object contains unknown field `ReasonText` - at `$.Reason`",
        ),
        ("RequestAccept", {"InitialInFocusState": 1}, "Expected `bool | null`, got `int` - at `$.InitialInFocusState`"),
        ("RequestAccept", {"InFocus": True}, "Object contains unknown field `InFocus`"),
        ("RequestDoNotDisturbOn", {"MediaTypeName": "chat"}, "Object contains unknown field `MediaTypeName`"),
        ("RequestRegisterClient", {"ClientName": ""}, "Expected `str` of length >= 1 - at `$.ClientName`"),
        ("RequestRegisterClient", {"Version": "9"}, "Object contains unknown field `Version`"),
        (
            "RequestReleaseCall",
            {"ConnID": "000202BA29A61AD"},
            "Expected `str` matching regex '^[0-9a-f]{16}\\\\Z' - at `$.ConnID`",
        ),
        (
            "RequestReleaseCall",
            {"ConnID": "000202BA29A61ADG"},
            "Expected `str` matching regex '^[0-9a-f]{16}\\\\Z' - at `$.ConnID`",
        ),
    ],
)
def test_its_strict_neighbour_is_refused(name: str, loosely: dict[str, Any], complaint: str) -> None:
    """What is only like it, and what nobody is known to send."""
    with pytest.raises(MalformedMessage) as refused:
        from_mapping(written(name, **loosely))
    assert f"{name} is malformed: {complaint}." == str(refused.value)


def test_each_looseness_says_where_it_was_seen() -> None:
    """And is about attributes that some message has."""
    fields = {name for kinds in MESSAGES.values() for kind in kinds.values() for name in kind.__struct_fields__}
    for row in LOOSENESSES:
        assert row.taken
        assert row.source
        assert set() == {*row.attributes} - fields


REAL = {"Time": 1772530200, "EventSequenceNumber": 42, "AgentID": "7001", "ThisQueue": "8000", "PropagatedCallType": 2}


def test_an_events_further_attributes_are_carried() -> None:
    """As they are, whatever they hold; what an event has twice over is not lost either."""
    event = from_mapping({**RINGING, **REAL, "Weight": 1.5, "Route": ["a", None]})
    assert {**RINGING, OTHERS: {**REAL, "Weight": 1.5, "Route": ["a", None]}} == to_mapping(event)
    assert event == from_json(to_json(event))


def test_so_are_those_of_the_interaction_in_an_event() -> None:
    """Wherever they stand."""
    interaction = {
        "InteractionId": "4UR9HGNS00000001", "MediaType": "webcallback", "InteractionType": "Inbound",
        "InteractionSubtype": "InboundNew", "TenantId": "Lighthouse", "Queue": "callbacks", "InteractionState": 2,
        "SubmittedBy": "Website", "ReceivedAt": "2026-03-02T08:00:00Z", "SubmittedAt": "2026-03-02T08:00:00Z",
        "PlacedInQueueAt": "2026-03-02T08:00:00Z",
    }  # fmt: skip
    party = {"AgentId": "anna", "PlaceId": "Place 1", "TenantId": "Lighthouse"}
    given = {"protocol": "Open Media", "message": "EventPartyAdded", "Operation": "Routing"}
    event = from_mapping(
        {**given, "Interaction": {**interaction, "ScheduledAt": ""}, "Party": {**party, "Visibility": 1}}
    )
    shown, who = {**interaction, OTHERS: {"ScheduledAt": ""}}, {**party, OTHERS: {"Visibility": 1}}
    assert {**given, "Interaction": shown, "Party": who} == to_mapping(event)


def test_a_part_that_is_none_is_refused_as_ever() -> None:
    """What the event itself says has still to be what it is."""
    given = {"protocol": "Open Media", "message": "EventInvite", "TicketId": 1, "Interaction": "4UR9HGNS00000001"}
    with pytest.raises(MalformedMessage, match=r"Expected `object`, got `str` - at `\$\.Interaction`"):
        from_mapping(given)


def test_a_requests_further_attributes_are_refused_as_ever() -> None:
    """A slip in a request would have no effect, and nobody would say so."""
    with pytest.raises(MalformedMessage, match="Object contains unknown field `Time`"):
        from_mapping(written("RequestReleaseCall", Time=1))


def test_both_protocols_know_events() -> None:
    """Every event can carry them, no request can."""
    for protocol in Protocol:
        for name, kind in MESSAGES[protocol].items():
            assert name.startswith("Event") == (OTHERS in kind.__struct_fields__)
