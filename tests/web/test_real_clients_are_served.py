"""What public clients of the product's own libraries send goes through, message by message (D5, D6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.web.conftest import Api

LOGIN: dict[str, Any] = {"PlaceId": "Place 1", "AgentId": "anna"}
BLENDED = {"webcallback": 1, "email": 1, "chat": 0}


def said(api: Api) -> list[str]:
    """Return what Anna was told, by the names of the events."""
    events = api.get("/interaction-server/clients/Anna/events")["events"]
    return [event["message"]["message"] for event in events if "message" in event]


@pytest.mark.parametrize(
    ("message", "attributes"),
    [
        ("RequestAgentLogin", {**LOGIN, "TenantId": 1, "MediaList": {"webcallback": 1}}),
        ("RequestAgentLogin", {**LOGIN, "TenantId": "Lighthouse", "MediaList": BLENDED}),
        (
            "RequestNotReadyForMedia",
            {"MediaTypeName": "webcallback", "Reason": {"ReasonSystemName": "", "ReasonDescription": ""}},
        ),
        (
            "RequestNotReadyForMedia",
            {
                "MediaTypeName": "webcallback",
                "Reason": {"ReasonSystemName": "5", "ReasonDescription": "reasonCode", "Reason": 5},
            },
        ),
        ("RequestDoNotDisturbOn", {}),
        (
            "RequestRegisterClient",
            {"ClientName": "WDE", "ClientType": "Proxy", "MediaType": "webcallback", "ProxyClientId": 5},
        ),
    ],
)
def test_it_is_acknowledged(api: Api, message: str, attributes: dict[str, Any]) -> None:
    """By EventAck, and no EventError."""
    api.logs_in()
    before = said(api)
    status, problem = api.sends("Anna", message, **attributes)
    assert 202 == status, problem
    assert "EventAck" == said(api)[len(before)]


@pytest.mark.parametrize(
    ("message", "attributes"),
    [
        ("RequestAccept", {"InitialInFocusState": True}),
        ("RequestReject", {"Reason": {"ReasonDescription": "rejected by the agent"}}),
    ],
)
def test_so_is_the_answer_to_an_invitation(api: Api, message: str, attributes: dict[str, Any]) -> None:
    """With the focus of the window, or a description only."""
    api.logs_in()
    api.lab.schedule(api.lab.contact("Maria"))
    before = said(api)
    invitation = api.get("/interaction-server/clients/Anna/events")["events"][-1]["message"]
    which = {"TicketId": invitation["TicketId"], "InteractionId": invitation["Interaction"]["InteractionId"]}
    assert 202 == api.sends("Anna", message, **which, **attributes)[0]
    assert "EventAck" == said(api)[len(before)]
