"""No malformed message can be made, in whatever way it is made, and the refusal names the attribute."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, cast

import msgspec
import pytest

from callbook.core.errors import Unknown
from callbook.core.messages import KVList, MalformedMessage, Message, from_json, from_mapping
from callbook.core.messages.encoding import MESSAGES
from callbook.core.messages.interaction import Interaction
from callbook.core.messages.open_media import ReasonInfo, RequestAccept, RequestAgentLogin, RequestReject, RequestSubmit
from callbook.core.messages.open_media_events import EventInvite
from callbook.core.messages.t_library import RequestReleaseCall
from callbook.core.messages.t_library_events import EventLinkConnected

ID = "0000TaCALLBACK01"
STAMP = "2026-03-02T08:00:00Z"
LOGIN: dict[str, Any] = {"ReferenceId": 1, "TenantId": "t", "PlaceId": "p", "AgentId": "a"}
SUBMIT: dict[str, Any] = {
    "ReferenceId": 1,
    "TenantId": "t",
    "MediaType": "webcallback",
    "Queue": "q",
    "InteractionType": "Inbound",
    "InteractionSubtype": "x",
}
ACCEPT: dict[str, Any] = {"ReferenceId": 1, "TicketId": 2, "InteractionId": ID}
RELEASE: dict[str, Any] = {"ReferenceID": 1, "ThisDN": "5001", "ConnID": "0123456789abcdef"}
INTERACTION: dict[str, Any] = {
    "InteractionId": ID,
    "MediaType": "webcallback",
    "InteractionType": "Inbound",
    "InteractionSubtype": "x",
    "TenantId": "t",
    "Queue": "q",
    "InteractionState": 0,
    "SubmittedBy": "w",
    "ReceivedAt": STAMP,
    "SubmittedAt": STAMP,
    "PlacedInQueueAt": STAMP,
}

Maker = Callable[..., object]
"""A class of messages, of which a test does not know the attributes."""

ROWS: list[tuple[Maker, dict[str, Any], str]] = [
    (RequestAccept, {**ACCEPT, "TicketId": 0}, "Expected `int` >= 1 - at `$.TicketId`"),
    (RequestAccept, {**ACCEPT, "TicketId": "2"}, "Expected `int`, got `str` - at `$.TicketId`"),
    (RequestAccept, {**ACCEPT, "TicketId": True}, "Expected `int`, got `bool` - at `$.TicketId`"),
    (RequestAccept, {**ACCEPT, "TicketId": None}, "Expected `int`, got `null` - at `$.TicketId`"),
    (
        RequestAccept,
        {**ACCEPT, "InteractionId": "short"},
        r"Expected `str` matching regex '^[0-9A-Za-z]{16}\\Z' - at `$.InteractionId`",
    ),
    (
        RequestAccept,
        {**ACCEPT, "InteractionId": f"{ID}\n"},
        r"Expected `str` matching regex '^[0-9A-Za-z]{16}\\Z' - at `$.InteractionId`",
    ),
    (
        RequestSubmit,
        {**SUBMIT, "ReceivedAt": "yesterday"},
        r"Expected `str` matching regex '(?a)^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\Z' - at `$.ReceivedAt`",
    ),
    (RequestSubmit, {**SUBMIT, "Queue": ""}, "Expected `str` of length >= 1 - at `$.Queue`"),
    (RequestSubmit, {**SUBMIT, "Queue": "q" * 257}, "Expected `str` of length <= 256 - at `$.Queue`"),
    (RequestAgentLogin, {**LOGIN, "MediaList": {"webcallback": 2}}, "Expected `int` <= 1 - at `$.MediaList[...]`"),
    (
        RequestAgentLogin,
        {**LOGIN, "Extension": {"a": 1.5}},
        "Expected `int | str | object`, got `float` - at `$.Extension[...]`",
    ),
    (
        RequestAgentLogin,
        {**LOGIN, "Extension": {"a": {"b": {"c": [1]}}}},
        "Expected `int | str | object`, got `array` - at `$[...]`",
    ),
    (
        RequestReleaseCall,
        {**RELEASE, "ConnID": ID},
        r"Expected `str` matching regex '^[0-9a-f]{16}\\Z' - at `$.ConnID`",
    ),
    (EventLinkConnected, {"Server": "s", "ReferenceID": -1}, "Expected `int` >= 0 - at `$.ReferenceID`"),
]
"""The message, its attributes, and what is wrong with them."""


def _described(kind: Maker, attributes: dict[str, Any]) -> dict[str, Any]:
    protocol = next(protocol for protocol, kinds in MESSAGES.items() if kind in kinds.values())
    return {"protocol": str(protocol), "message": kind.__name__, **attributes}


@pytest.mark.parametrize(("kind", "attributes", "reason"), ROWS)
def test_a_wrong_attribute_is_refused_when_made_and_when_decoded(
    kind: Maker, attributes: dict[str, Any], reason: str
) -> None:
    """Both ways give the same text: the message's name, what was expected, and at which attribute."""
    described = _described(kind, attributes)
    ways = (
        partial(kind, **attributes),
        partial(from_mapping, described),
        partial(from_json, msgspec.json.encode(described)),
    )
    for make in ways:
        with pytest.raises(MalformedMessage) as refusal:
            make()
        assert f"{kind.__name__} is malformed: {reason}." == str(refusal.value)
        assert kind.__name__ == refusal.value.message


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, id=name) for each in MESSAGES.values() for name, kind in each.items()]
)
def test_no_attribute_of_any_message_takes_what_it_is_not(kind: type[Message]) -> None:
    """A fraction is nowhere an attribute, so every attribute of every message refuses one."""
    wrong = dict.fromkeys(kind.__struct_fields__, 1.5)
    with pytest.raises(MalformedMessage):
        cast("Maker", kind)(**wrong)
    for name in kind.__struct_fields__:
        with pytest.raises(MalformedMessage, match=f"{kind.__name__} is malformed"):
            from_mapping(_described(kind, {name: 1.5}))


def test_a_copy_is_checked_too() -> None:
    """A message that is made from another one by a change is checked like any other."""
    message = RequestAccept(**ACCEPT)
    with pytest.raises(MalformedMessage):
        msgspec.structs.replace(message, TicketId=0)


def test_the_parts_of_a_message_are_checked() -> None:
    """An interaction or a reason that is malformed cannot be made, so it reaches no message."""
    with pytest.raises(MalformedMessage) as refusal:
        cast("Maker", Interaction)(**{**INTERACTION, "Queue": ""})
    assert "Interaction is malformed: Expected `str` of length >= 1 - at `$.Queue`." == str(refusal.value)
    with pytest.raises(MalformedMessage) as refusal:
        ReasonInfo(ReasonSystemName="")
    assert "ReasonInfo is malformed: Expected `str` of length >= 1 - at `$.ReasonSystemName`." == str(refusal.value)


def test_the_parts_of_a_decoded_message_are_checked() -> None:
    """A malformed part is named with its whole path."""
    part = {**INTERACTION, "Queue": ""}
    with pytest.raises(MalformedMessage) as refusal:
        from_mapping(_described(EventInvite, {"TicketId": 1, "Interaction": part}))
    assert "EventInvite is malformed: Expected `str` of length >= 1 - at `$.Interaction.Queue`." == str(refusal.value)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"message": "RequestReject", **ACCEPT, "Reson": {}},
            "RequestReject is malformed: Object contains unknown field `Reson`.",
        ),
        (
            {"message": "RequestReject", **ACCEPT, "Reason": {"ReasonSystemName": "x", "Code": 1}},
            "RequestReject is malformed: Object contains unknown field `Code` - at `$.Reason`.",
        ),
        (
            {"message": "RequestAccept", "ReferenceId": 1, "TicketId": 2},
            "RequestAccept is malformed: Object missing required field `InteractionId`.",
        ),
    ],
)
def test_one_attribute_too_many_or_too_few_is_refused(given: dict[str, Any], expected: str) -> None:
    """What nobody would read is not dropped in silence, and what is needed is asked for."""
    with pytest.raises(MalformedMessage) as refusal:
        from_mapping({"protocol": "Open Media", **given})
    assert expected == str(refusal.value)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "There is no protocol None. Accepted: Open Media, T-Library."),
        ({"protocol": "T-Libary"}, "There is no protocol 'T-Libary'. Did you mean 'T-Library'?"),
        ({"protocol": ["x"]}, "There is no protocol ['x']. Accepted: Open Media, T-Library."),
        (
            {"protocol": "Open Media", "message": "RequestAcept"},
            (
                "There is no message 'RequestAcept' in Open Media. "
                "Did you mean 'RequestAccept' or 'RequestReject' or 'RequestAgentLogin'?"
            ),
        ),
        (
            {"protocol": "T-Library", "message": "RequestAccept"},
            (
                "There is no message 'RequestAccept' in T-Library. "
                "Did you mean 'RequestAgentReady' or 'RequestAgentLogin' or 'RequestAgentLogout'?"
            ),
        ),
    ],
)
def test_an_unknown_protocol_or_message_is_refused(given: dict[str, Any], expected: str) -> None:
    """The refusal names what is near it in that protocol."""
    with pytest.raises(Unknown) as refusal:
        from_mapping(given)
    assert expected == str(refusal.value)


def test_a_message_name_that_is_no_text_is_refused() -> None:
    """Whatever stands there, the error is one that teaches."""
    with pytest.raises(Unknown, match=r"There is no message \['x'\] in Open Media\."):
        from_mapping({"protocol": "Open Media", "message": ["x"]})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "Input data was truncated"),
        ("[]", "Expected `object`, got `array`"),
        (b"\xff", "JSON is malformed: invalid character (byte 0)"),
    ],
)
def test_what_is_no_json_object_is_refused(text: bytes | str, reason: str) -> None:
    """Text that holds no message is refused as one, not with the decoder's own error."""
    with pytest.raises(MalformedMessage) as refusal:
        from_json(text)
    assert f"message is malformed: {reason}." == str(refusal.value)


def test_a_list_within_a_list_is_no_place_for_an_object() -> None:
    """What could not be written down later is refused at once."""
    data: KVList = {"a": {"b": object()}}
    with pytest.raises(MalformedMessage):
        RequestReject(**ACCEPT, Extension=data)
