"""Each operation does what the documentation says, asked by zeep (E1)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.capture_point.conftest import IXN, SERVER, SOAP_12, Direct, Told, envelope_of, items, told

from callbook.core.messages.open_media import RequestPlaceInQueue, RequestStopProcessing
from callbook.lab import Lab
from callbook_mocks.capture_point import CapturePoint

MARIA = {"kvitem": [{"key": "customer_number", "value": {"ValueString": "+4612345"}}]}


def submitted(service: Any, **fields: Any) -> str:  # noqa: ANN401 - zeep has no types
    """Submit, and give the InteractionId."""
    (item,) = service.Submit(**fields)
    assert "InteractionId" == item.key
    return str(item.value.ValueString)


def info(service: Any, **which: str) -> dict[str, Any]:  # noqa: ANN401 - zeep has no types
    """Ask GetInfo, and give the properties as plain values."""
    return values(service.GetInfo(**which))


def values(found: Any) -> dict[str, Any]:  # noqa: ANN401 - zeep has no types
    """Turn zeep's items into a dictionary."""
    return {item.key: value_of(item.value) for item in found}


def value_of(value: Any) -> Any:  # noqa: ANN401 - zeep has no types
    """Give the one value that is there."""
    if value.ValueList is not None:
        return values(value.ValueList.kvitem)
    return value.ValueString if value.ValueInt is None else value.ValueInt


def test_submit_makes_a_callback(lab: Lab, service: Any) -> None:  # noqa: ANN401 - zeep has no types
    """It is routed like any other, with its attached data; what is not said comes from default-values."""
    anna = lab.log_in("Anna")
    callback = submitted(service, ExternalId="order 7", UserData=MARIA)
    assert "offered to 'anna'" == str(lab.where(callback))
    (shown,) = anna.shown().interactions
    assert callback == shown.id
    found = info(service, InteractionId=callback)
    said = ("TenantId", "Queue", "MediaType", "InteractionType", "InteractionSubtype", "ExternalId", "SubmittedBy")
    expected = ["Lighthouse", "callbacks", "webcallback", "Inbound", "InboundNew", "order 7", "Shop"]
    assert expected == [found[name] for name in said]
    assert "+4612345" == found["UserData"]["customer_number"]


def test_submit_may_say_everything(service: Any) -> None:  # noqa: ANN401 - zeep has no types
    """What the request says comes before default-values; the client may choose the InteractionId."""
    fields = {
        "InteractionId": "0000GaBNKN2Q0021",
        "TenantId": "Lighthouse",
        "Queue": "parked",
        "MediaType": "webcallback",
        "InteractionType": "Outbound",
        "InteractionSubType": "OutboundNew",
    }
    assert "0000GaBNKN2Q0021" == submitted(service, **fields)
    found = info(service, InteractionId="0000GaBNKN2Q0021")
    assert ("parked", "Outbound", "OutboundNew") == (
        found["Queue"], found["InteractionType"], found["InteractionSubtype"]
    )  # fmt: skip


def test_the_subtype_has_two_spellings(service: Any) -> None:  # noqa: ANN401 - zeep has no types
    """The documentation writes it in one way, its clients in another."""
    assert "Other" == info(service, InteractionId=submitted(service, InteractionSubtype="Other"))["InteractionSubtype"]


def test_user_data_nests(service: Any) -> None:  # noqa: ANN401 - zeep has no types
    """Texts, whole numbers and lists, as deep as one likes; a 0 is a value."""
    inner = {"kvitem": [{"key": "deep", "value": {"ValueInt": -7}}, {"key": "none", "value": {"ValueInt": 0}}]}
    outer = {"kvitem": [{"key": "list", "value": {"ValueList": inner}}, *MARIA["kvitem"]]}
    found = info(service, InteractionId=submitted(service, UserData=outer))["UserData"]
    assert {"deep": -7, "none": 0} == found["list"]


def test_stop_ends_it(lab: Lab, service: Any) -> None:  # noqa: ANN401 - zeep has no types
    """Whoever has it loses it; the answer is empty; the reason crosses the wire."""
    anna = lab.log_in("Anna")
    callback = submitted(service, ExternalId="order 7")
    reason = {"ReasonSystemName": "Cancelled", "ReasonDescription": "she called herself"}
    assert None is service.Stop(ExternalId="order 7", **reason)
    assert "done" == str(lab.where(callback))
    assert () == anna.shown().interactions
    request = last_request(lab, RequestStopProcessing)
    assert ("Cancelled", "she called herself") == (request.Reason.ReasonSystemName, request.Reason.ReasonDescription)


def last_request(lab: Lab, kind: type) -> Any:  # noqa: ANN401 - a message of some kind
    """Give the last message of a kind."""
    messages = (getattr(entry, "message", None) for entry in reversed(lab.journal.entries))
    return next(message for message in messages if isinstance(message, kind))


def test_update_changes_adds_and_deletes(service: Any) -> None:  # noqa: ANN401 - zeep has no types
    """In one request: all of it, or nothing."""
    callback = submitted(service, UserData=MARIA)
    changed = {"kvitem": [{"key": "reason", "value": {"ValueString": "late"}}]}
    assert None is service.Update(InteractionId=callback, Changed=changed, Deleted=MARIA)
    found = info(service, InteractionId=callback)["UserData"]
    assert {"reason": "late", "callback_status": 4} == found


def test_update_moves_it_to_another_queue(lab: Lab, service: Any) -> None:  # noqa: ANN401 - zeep has no types
    """Queue is a property that may be set later, too."""
    callback = submitted(service)
    service.Update(InteractionId=callback, Queue="parked")
    assert "in the queue 'parked'" == str(lab.where(callback))


def test_hold_and_resume(lab: Lab, service: Any) -> None:  # noqa: ANN401 - zeep has no types
    """What is held is offered to nobody until it is resumed."""
    callback = submitted(service, ExternalId="order 7")
    assert None is service.Hold(InteractionId=callback, ReasonSystemName="fraud?")
    lab.log_in("Anna")
    assert ("in the queue 'callbacks'", 1) == (
        str(lab.where(callback)),
        info(service, InteractionId=callback)["IsHeld"],
    )
    assert "fraud?" == last_request(lab, RequestPlaceInQueue).Reason.ReasonSystemName
    assert None is service.Resume(ExternalId="order 7")
    assert ("offered to 'anna'", 0) == (str(lab.where(callback)), info(service, InteractionId=callback)["IsHeld"])


def test_get_info_tells_of_what_is_done(service: Any) -> None:  # noqa: ANN401 - zeep has no types
    """The last properties, by InteractionId or by ExternalId."""
    submitted(service, ExternalId="order 7")
    service.Stop(ExternalId="order 7")
    assert "2026-03-02T08:00:00Z" == info(service, ExternalId="order 7")["CompletedAt"]


def test_an_external_id_means_the_last_one(service: Any) -> None:  # noqa: ANN401 - zeep has no types
    """Of several under one ExternalId the last that is not done is meant, or else the last."""
    first, second = (submitted(service, ExternalId="order 7") for _ in "12")
    service.Stop(ExternalId="order 7")
    assert "CompletedAt" in info(service, InteractionId=second)
    assert first == info(service, ExternalId="order 7")["InteractionId"]


def test_ping_tells_statistics(lab: Lab, service: Any) -> None:  # noqa: ANN401 - zeep has no types
    """How many were submitted here, and where they are now."""
    lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"), queue="parked")
    service.Stop(InteractionId=submitted(service))
    submitted(service)
    submitted(service)
    expected = {"Submitted": 3, "Waiting": 1, "WithAgents": 1, "Stopped": 1, "ReadyAgents": 0}
    assert expected == values(service.Ping())


@pytest.mark.parametrize("action", ["", f"{IXN}/Ping", f'"{IXN}/Ping"'])
def test_the_action_may_lack(point: CapturePoint, action: str) -> None:
    """A SOAPAction is the one that the WSDL names, quoted or not, or none."""
    answer = told(point.answer(envelope_of("<Ping/>"), action))
    assert (200, "RequestResponse") == (answer.status, answer.name)


def test_soap_1_2_is_spoken_too(zeep: Any, direct: Direct) -> None:  # noqa: ANN401 - zeep has no types
    """Through a port of its own: the answer is of the version of the request."""
    service = zeep.bind("WebServiceCapturePoint", "WebServiceCapturePoint12")
    assert submitted(service, UserData=MARIA)
    assert SOAP_12.encode() in direct.came[-1]


def test_harmless_attributes_are_taken(point: CapturePoint) -> None:
    """Some clients write the type beside each value; nil means not given."""
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="http://www.w3.org/2001/XMLSchema"'
    nil = '<ExternalId xsi:nil="true"/><TenantId xsi:nil="1"/><Queue xsi:nil="false">parked</Queue>'
    request = f'<Submit {xsi}>{nil}<MediaType xsi:type="x:string">webcallback</MediaType></Submit>'
    assert "RequestResponse" == told(point.answer(envelope_of(request))).name


def test_spaces_comments_and_utf_16_are_taken(point: CapturePoint) -> None:
    """What XML allows between elements, and its other encoding."""
    request = f"<Submit>\n  <!-- new -->\n  <UserData>\n{items(a='å')}\n</UserData></Submit>"
    text = f'<?xml version="1.0" encoding="UTF-16"?>{envelope_of(request).decode()}'
    answer = told(point.answer(text.encode("utf-16")))
    which = f"<GetInfo><InteractionId>{answer.texts['ValueString']}</InteractionId></GetInfo>"
    assert "å".encode() in point.answer(envelope_of(which)).body


def test_what_others_submitted_is_not_touched(lab: Lab, point: CapturePoint) -> None:
    """A capture point has to do with what was submitted through it, and with nothing else (assumed)."""
    callback = lab.schedule(lab.contact("Maria"))
    expected = {
        "faultcode": "soap:Client",
        "faultstring": "The interaction was submitted by another client",
        "ErrorCode": "212",
        "ErrorDescription": f"{callback} was not submitted here.",
    }
    for operation in ("Stop", "Update", "Hold", "Resume", "GetInfo"):
        request = f"<{operation}><InteractionId>{callback}</InteractionId></{operation}>"
        assert Told(500, "Fault", expected) == told(point.answer(envelope_of(request)))
    assert "Website" == lab.interaction_server.interaction(callback).SubmittedBy


def test_an_agent_keeps_what_an_agent_has(lab: Lab, point: CapturePoint) -> None:
    """Interaction Server refuses to hold it, with its own code."""
    lab.log_in("Anna")
    callback = told(point.answer(envelope_of("<Submit/>"))).texts["ValueString"]
    answer = told(point.answer(envelope_of(f"<Hold><InteractionId>{callback}</InteractionId></Hold>")))
    description = f"the interaction is not handled by this agent: {callback} is with an agent"
    assert ("101", description) == (answer.texts["ErrorCode"], answer.texts["ErrorDescription"])
    assert "offered to 'anna'" == str(lab.where(callback))


@pytest.mark.parametrize("which", ["down", "cut", "never up"])
def test_an_outage_is_the_servers_fault(lab: Lab, which: str) -> None:
    """Interaction Server is down, or cannot be reached: the client is told to come again (E2)."""
    if which == "never up":
        lab.stop_interaction_server()
    point = lab.capture_point("Shop")
    if which == "down":
        lab.stop_interaction_server()
    elif which == "cut":
        lab.cut("Shop", SERVER)
    answer = told(point.answer(envelope_of("<Ping/>")))
    assert (500, "soap:Server", "211") == (answer.status, answer.texts["faultcode"], answer.texts["ErrorCode"])
    if which != "cut":
        lab.start_interaction_server()
        assert "RequestResponse" == told(point.answer(envelope_of("<Ping/>"))).name
