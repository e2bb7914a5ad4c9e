"""Every fault names the field, what was given and what is accepted, and nothing was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from tests.capture_point.conftest import IXN, SOAP, SOAP_12, ZEEP, Direct, envelope_of, items, told

from callbook.core.errors import BadInput
from callbook.core.messages.open_media_events import EventError
from callbook_mocks.capture_point import DefaultValues
from callbook_mocks.capture_point.faults import CAPTURE_ERRORS, CaptureCode, refused

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from callbook.lab import Lab
    from callbook_mocks.capture_point import CapturePoint

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def item(value: str, key: str = "<key>a</key>") -> str:
    """Write a Submit with one kvitem."""
    return f"<Submit><UserData><kvitem>{key}<value>{value}</value></kvitem></UserData></Submit>"


WRONG: dict[str, str] = {
    "unknown operation": "<Submitt/>",
    "operation of another namespace": '<Submit xmlns="urn:other"/>',
    "operation without a namespace": '<Submit xmlns=""/>',
    "operation that is nil": f'<Submit {XSI} xsi:nil="true"/>',
    "no operation": "",
    "two operations": "<Ping/><Ping/>",
    "text beside the operation": "now <Ping/>",
    "text in the operation": "<Submit>now</Submit>",
    "text behind a field": "<Submit><Queue>parked</Queue>now</Submit>",
    "attribute of the operation": '<Submit mode="fast"/>',
    "attribute of a field": '<Submit><Queue x="1">parked</Queue></Submit>',
    "unknown field": "<Submit><Que>parked</Que></Submit>",
    "field of another operation": "<Ping><Queue>parked</Queue></Ping>",
    "field of another namespace": '<Submit><Queue xmlns="urn:other">parked</Queue></Submit>',
    "field twice": "<Submit><Queue>parked</Queue><Queue>parked</Queue></Submit>",
    "both spellings": (
        "<Submit><InteractionSubType>A</InteractionSubType><InteractionSubtype>A</InteractionSubtype></Submit>"
    ),
    "empty field": "<Submit><Queue/></Submit>",
    "field too long": f"<Submit><Queue>{'q' * 257}</Queue></Submit>",
    "elements in a field": "<Submit><Queue><b>parked</b></Queue></Submit>",
    "nil that is none": f'<Submit><Queue {XSI} xsi:nil="perhaps">parked</Queue></Submit>',
    "nil with a text": f'<Submit><Queue {XSI} xsi:nil="true">parked</Queue></Submit>',
    "bad InteractionId": "<Stop><InteractionId>7</InteractionId></Stop>",
    "InteractionId with a line feed": "<Stop><InteractionId>0000GaBNKN2Q0021\n</InteractionId></Stop>",
    "no InteractionId": "<Stop/>",
    "unknown InteractionId": "<Stop><InteractionId>0000GaBNKN2Q0021</InteractionId></Stop>",
    "unknown ExternalId": "<GetInfo><ExternalId>order 7</ExternalId></GetInfo>",
    "reason without a name": "<Stop><ExternalId>order 1</ExternalId><ReasonDescription>x</ReasonDescription></Stop>",
    "text too long": f"<Stop><ReasonDescription>{'x' * 4097}</ReasonDescription></Stop>",
    "unknown queue": "<Submit><Queue>parkt</Queue></Submit>",
    "queue of another tenant": "<Submit><TenantId>Harbour</TenantId></Submit>",
    "unknown medium": "<Submit><MediaType>telegraph</MediaType></Submit>",
    "property that the server cannot use": (
        f"<Update><ExternalId>order 1</ExternalId><Changed>{items(Priority='high')}</Changed></Update>"
    ),
    "nothing to update": "<Update><ExternalId>order 1</ExternalId></Update>",
    "queue twice in an update": (
        f"<Update><ExternalId>order 1</ExternalId><Changed>{items(Queue='done')}</Changed><Queue>done</Queue></Update>"
    ),
    "changed and deleted": (
        f"<Update><ExternalId>order 1</ExternalId><Changed>{items(a='1')}</Changed>"
        f"<Deleted>{items(a='')}</Deleted></Update>"
    ),
    "deleted without a name": (
        "<Update><ExternalId>order 1</ExternalId><Deleted><kvitem><key/>"
        "<value><ValueInt>1</ValueInt></value></kvitem></Deleted></Update>"
    ),
    "property of the server's": (
        f"<Update><ExternalId>order 1</ExternalId><Changed>{items(SubmittedBy='me')}</Changed></Update>"
    ),
    "text in a list": "<Submit><UserData>a=1</UserData></Submit>",
    "no kvitem": "<Submit><UserData><item/></UserData></Submit>",
    "kvitem without a key": item("<ValueInt>1</ValueInt>", key=""),
    "kvitem without a value": "<Submit><UserData><kvitem><key>a</key></kvitem></UserData></Submit>",
    "empty kvitem": "<Submit><UserData><kvitem/></UserData></Submit>",
    "kvitem with more": item("<ValueInt>1</ValueInt>", key="<key>a</key><key>b</key>"),
    "key twice": f"<Submit><UserData>{items(a='1') * 2}</UserData></Submit>",
    "key with elements": item("<ValueInt>1</ValueInt>", key="<key><b/></key>"),
    "empty value": item(""),
    "two values": item("<ValueInt>1</ValueInt><ValueString>1</ValueString>"),
    "value of another kind": item("<ValueDate>1</ValueDate>"),
    "value that is nil": item(f'<ValueInt {XSI} xsi:nil="true"/>'),
    "text as a value": item("1"),
    "number with a point": item("<ValueInt>1.5</ValueInt>"),
    "number without digits": item("<ValueInt/>"),
    "number of another script": item("<ValueInt>&#x661;</ValueInt>"),
    "number too large": item("<ValueInt>2147483648</ValueInt>"),
    "number without end": item(f"<ValueInt>{'9' * 5000}</ValueInt>"),
    "deep in a list": item("<ValueList><kvitem><key>b</key><value><ValueInt>x</ValueInt></value></kvitem></ValueList>"),
}


@pytest.fixture(autouse=True)
def _one_is_there(point: CapturePoint) -> None:
    """Something was submitted before."""
    point.answer(envelope_of("<Submit><ExternalId>order 1</ExternalId></Submit>"))


@pytest.mark.parametrize("request_text", WRONG.values(), ids=WRONG)
def test_a_request_that_is_wrong(lab: Lab, point: CapturePoint, request_text: str, snapshot: SnapshotAssertion) -> None:
    """The fault as it is sent; what is there stays as it was."""
    before = lab.interaction_server.interactions
    answer = told(point.answer(envelope_of(request_text)))
    assert (500, "Fault") == (answer.status, answer.name)
    assert snapshot == "\n".join(f"{name}: {text}" for name, text in answer.texts.items())
    assert before == lab.interaction_server.interactions


def test_both_ids_have_to_mean_one(point: CapturePoint) -> None:
    """InteractionId and ExternalId of different interactions are refused, of the same one they are fine."""
    other = told(point.answer(envelope_of("<Submit/>"))).texts["ValueString"]
    which = f"<InteractionId>{other}</InteractionId>"
    refusal = told(point.answer(envelope_of(f"<Stop>{which}<ExternalId>order 1</ExternalId></Stop>")))
    accepted = "are not of the same interaction. Accepted: one of them, or both of one."
    assert f"InteractionId '{other}' and ExternalId 'order 1' {accepted}" == refusal.texts["ErrorDescription"]
    update = f"<Update>{which}<Changed>{items(ExternalId='order 2')}</Changed></Update>"
    assert "RequestResponse" == told(point.answer(envelope_of(update))).name
    both = f"<Stop>{which}<ExternalId>order 2</ExternalId></Stop>"
    assert "RequestResponse" == told(point.answer(envelope_of(both))).name


def test_tenant_and_queue_have_to_come_from_somewhere(lab: Lab) -> None:
    """Without default-values the request has to say them; the first one that lacks is named."""
    point = lab.capture_point("Bare")
    missing = [
        told(point.answer(envelope_of(f"<Submit>{given}</Submit>"))).texts
        for given in ("", "<TenantId>Lighthouse</TenantId>")
    ]
    assert [("2", "Missing TenantId"), ("2", "Missing Queue")] == [
        (each["ErrorCode"], each["ErrorDescription"]) for each in missing
    ]


@pytest.mark.parametrize("value", ["", "x" * 257])
def test_default_values_are_checked_when_they_are_set(value: str) -> None:
    """Not with the first Submit that needs them."""
    with pytest.raises(BadInput) as refusal:
        DefaultValues(queue=value)
    expected = f"Queue {value!r} in default-values cannot be used. Accepted: 1 to 256 characters."
    assert expected == str(refusal.value)


ENVELOPES: dict[str, bytes] = {
    "nothing": b"",
    "no XML": b"Submit, please",
    "not closed": b"<a>",
    "an unknown encoding": b'<?xml version="1.0" encoding="klingon"?><a/>',
    "an encoding of many bytes": b'<?xml version="1.0" encoding="utf-7"?><a/>',
    "broken UTF-8": b"<a>\xff</a>",
    "a prefix of nobody": b"<soap:Envelope/>",
    "no envelope": b"<Submit/>",
    "another version": b'<Envelope xmlns="urn:soap-3"/>',
    "an empty envelope": f'<Envelope xmlns="{SOAP}"/>'.encode(),
    "text in the envelope": f'<Envelope xmlns="{SOAP}">now<Body/></Envelope>'.encode(),
    "something behind the body": f'<Envelope xmlns="{SOAP}"><Body/><x xmlns="urn:x"/></Envelope>'.encode(),
    "a header behind the body": f'<Envelope xmlns="{SOAP}"><Body/><Header/></Envelope>'.encode(),
    "two bodies": f'<Envelope xmlns="{SOAP}"><Body/><Body/></Envelope>'.encode(),
}


@pytest.mark.parametrize("envelope", ENVELOPES.values(), ids=ENVELOPES)
def test_an_envelope_that_is_wrong(point: CapturePoint, envelope: bytes, snapshot: SnapshotAssertion) -> None:
    """The fault as it is sent."""
    answer = told(point.answer(envelope))
    assert (500, "Fault") == (answer.status, answer.name)
    assert snapshot == "\n".join(f"{name}: {text}" for name, text in answer.texts.items())


def test_the_action_has_to_fit(point: CapturePoint) -> None:
    """A gateway that lets Ping pass has not let Stop pass."""
    refusal = told(point.answer(envelope_of("<Stop><ExternalId>order 1</ExternalId></Stop>"), f'"{IXN}/Ping"'))
    accepted = f"Accepted: '{IXN}/Stop', as the Body says, or none."
    expected = f"SOAPAction '{IXN}/Ping' cannot be used. {accepted}"
    assert ("207", expected) == (refusal.texts["ErrorCode"], refusal.texts["ErrorDescription"])


@pytest.mark.parametrize(
    ("request_text", "status", "code"),
    [("<Submitt/>", 400, "soap:Sender"), ("<Ping/>", 500, "soap:Receiver")],
)
def test_faults_of_soap_1_2(lab: Lab, point: CapturePoint, request_text: str, status: int, code: str) -> None:
    """They have other words, and the client's own mistakes another status."""
    lab.stop_interaction_server()
    answer = told(point.answer(envelope_of(request_text, soap=SOAP_12)))
    assert (status, code) == (answer.status, answer.texts["Value"])
    assert {"Value", "Text", "ErrorCode", "ErrorDescription"} == set(answer.texts)


def test_what_must_be_understood_is_the_same_in_soap_1_2(point: CapturePoint) -> None:
    """Its name does not change, and it is no 400."""
    header = '<x xmlns="urn:x" soap:mustUnderstand="true"/>'
    answer = told(point.answer(envelope_of("<Ping/>", header=header, soap=SOAP_12)))
    assert (500, "soap:MustUnderstand") == (answer.status, answer.texts["Value"])


@pytest.mark.parametrize("port", ["WebServiceCapturePoint", "WebServiceCapturePoint12"])
def test_zeep_raises_each_as_a_fault(zeep: Any, port: str) -> None:  # noqa: ANN401 - zeep has no types
    """With code, text and the detail that the WSDL promises, for each operation, in both versions."""
    service = zeep.bind("WebServiceCapturePoint", port)
    for operation in ("Stop", "Update", "Hold", "Resume", "GetInfo"):
        with pytest.raises(ZEEP.exceptions.Fault) as raised:
            service[operation]()
        detail = zeep.wsdl.types.deserialize(raised.value.detail[0])
        assert (2, "Missing InteractionId or ExternalId") == (detail.ErrorCode, detail.ErrorDescription)
        assert "Required value is missing" == raised.value.message
    with pytest.raises(ZEEP.exceptions.Fault, match="Interaction Server: unknown queue"):
        service.Submit(Queue="parkt")


def test_zeep_raises_an_outage_as_a_fault(lab: Lab, service: Any, direct: Direct) -> None:  # noqa: ANN401 - no types
    """Ping, too, has a fault."""
    lab.stop_interaction_server()
    with pytest.raises(ZEEP.exceptions.Fault) as raised:
        service.Ping()
    assert "soap:Server" == raised.value.code
    assert "211" == etree.fromstring(direct.came[-1]).findtext(f".//{{{IXN}}}ErrorCode")


def test_an_error_that_is_not_known_is_told_all_the_same() -> None:
    """Another server may have other codes."""
    fault = refused(EventError(ErrorCode=9_999, ErrorDescription="Boo"))
    assert (9_999, "Interaction Server: refused", "Boo") == (fault.code, fault.text, fault.description)
    assert "9999 Boo" == str(fault)


def test_the_errors_stand_in_one_table() -> None:
    """Each code has its row; only 2 is documented."""
    assert set(CaptureCode) == set(CAPTURE_ERRORS)
    assert [2] == [int(code) for code, row in CAPTURE_ERRORS.items() if row.basis == "documented"]
