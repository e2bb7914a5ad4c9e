"""The WSDL comes from the table that requests are read by; requests and answers fit its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.capture_point.conftest import ADDRESS, DEFAULTS, SOAP, Direct, envelope_of, items, told

from callbook.lab import Lab
from callbook.lab.media_servers import CaptureClient
from callbook_mocks.capture_point.handling import Handling
from callbook_mocks.capture_point.operations import ANSWERS, OPERATIONS

if TYPE_CHECKING:
    from callbook_mocks.capture_point import CapturePoint

WSDL = "http://schemas.xmlsoap.org/wsdl/"
XSD = "http://www.w3.org/2001/XMLSchema"


def schema_of(point: CapturePoint) -> etree.XMLSchema:
    """Take the schema out of the WSDL."""
    (schema,) = etree.fromstring(point.wsdl(ADDRESS)).iter(f"{{{XSD}}}schema")
    return etree.XMLSchema(etree.fromstring(etree.tostring(schema)))


def inner_of(envelope: bytes) -> Any:  # noqa: ANN401 - lxml's
    """Give what is in the body, or in the detail of a fault."""
    root = etree.fromstring(envelope)
    detail = root.find(".//detail")
    return root.find(f"{{{SOAP}}}Body")[0] if detail is None else detail[0]  # type: ignore[index] # it is there


def test_every_operation_is_described_with_its_faults(zeep: Any) -> None:  # noqa: ANN401 - zeep has no types
    """Those of the table and no others, in both versions; each field is offered."""
    for port in zeep.wsdl.services["WebServiceCapturePoint"].ports.values():
        described = port.binding.all()
        assert set(OPERATIONS) == set(described)
        for name, operation in OPERATIONS.items():
            offered = [field for field, _ in described[name].input.body.type.elements]
            assert [field.name for field in operation.fields] == offered
            assert ["FaultMessage"] == list(described[name].faults)
            assert operation.action == described[name].soapaction
            assert operation.answer.element == described[name].output.body.qname.localname


def test_each_operation_is_carried_out(lab: Lab) -> None:
    """The table of operations has the same names."""
    client = CaptureClient(lab.wire("Shop", "Interaction Server"), lab.clock, lab.servers)
    assert set(OPERATIONS) == set(Handling("Shop", client, DEFAULTS).operations)


def test_the_address_is_escaped(point: CapturePoint) -> None:
    """It stands there as it was given, in each port."""
    root = etree.fromstring(point.wsdl('http://x/?a=1&b="<'))
    assert ['http://x/?a=1&b="<'] * 2 == [port[0].get("location") for port in root.iter(f"{{{WSDL}}}port")]


def test_it_is_the_same_each_time(point: CapturePoint, lab: Lab) -> None:
    """It depends on the address alone."""
    assert point.wsdl(ADDRESS) == lab.capture_point("Other").wsdl(ADDRESS)


def test_what_zeep_sends_and_gets_fits_the_schema(point: CapturePoint, direct: Direct, service: Any) -> None:  # noqa: ANN401 - no types
    """Each request and each answer, from Submit to GetInfo."""
    schema = schema_of(point)
    data = {"kvitem": [{"key": "a", "value": {"ValueList": {"kvitem": [{"key": "b", "value": {"ValueInt": 0}}]}}}]}
    service.Submit(ExternalId="order 7", UserData=data)
    service.Update(ExternalId="order 7", Changed=data)
    for operation in ("Hold", "Resume", "Stop", "GetInfo"):
        service[operation](ExternalId="order 7")
    service.Ping()
    assert 7 == len(direct.came)
    for envelope in (*direct.sent, *direct.came):
        schema.assertValid(inner_of(envelope))
    assert {answer.element for answer in ANSWERS} == {etree.QName(inner_of(each)).localname for each in direct.came}


@pytest.mark.parametrize("request_text", ["<Stop/>", "<Nonsense/>", "<Submit><Queue>parkt</Queue></Submit>"])
def test_a_fault_fits_the_schema(point: CapturePoint, request_text: str) -> None:
    """Its detail is the element that the WSDL promises."""
    schema_of(point).assertValid(inner_of(point.answer(envelope_of(request_text)).body))


def test_a_field_that_is_nil_fits_the_schema(point: CapturePoint) -> None:
    """Clients that know no other way to leave a field out write it so."""
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    envelope = envelope_of(f'<Submit {xsi}><ExternalId xsi:nil="true"/><UserData xsi:nil="true"/></Submit>')
    schema_of(point).assertValid(inner_of(envelope))
    assert "RequestResponse" == told(point.answer(envelope)).name


NAMES = sorted({field.name for operation in OPERATIONS.values() for field in operation.fields})
LISTS = {"UserData", "Changed", "Deleted"}
TEXTS = st.sampled_from(["order 1", "", "0000GaBNKN2Q0021", "parked", "x" * 257, "<b/>", "Lighthouse", " "])
ITEMS = st.sampled_from([
    "", items(a="1"), items(a="1", b="2"), "text", "<kvitem/>", "<kvitem><key>a</key></kvitem>",
    "<kvitem><key>a</key><value><ValueInt>7</ValueInt></value></kvitem>",
    "<kvitem><key>a</key><value><ValueInt>x</ValueInt></value></kvitem>",
    "<kvitem><key>a</key><value><ValueDate>7</ValueDate></value></kvitem>",
    "<kvitem><key>a</key><value><ValueList/></value></kvitem>",
])  # fmt: skip
SHAPE_CODES = {"201", "202", "205", "206", "208"}
"""Faults that say that a request has not the shape that the schema asks for."""
PROBE = Lab()
POINT = PROBE.capture_point("Probe", DEFAULTS)
SCHEMA = schema_of(POINT)


@given(st.data())
def test_what_fits_the_schema_is_understood(data: st.DataObject) -> None:
    """Whatever is carried out fits the schema, and whatever fits it has the shape that is asked for."""
    operation = data.draw(st.sampled_from(list(OPERATIONS)))
    own = [field.name for field in OPERATIONS[operation].fields]
    chosen = data.draw(st.lists(st.sampled_from((*own, *own, *NAMES)), max_size=3))
    fields = (f"<{name}>{data.draw(ITEMS if name in LISTS else TEXTS)}</{name}>" for name in chosen)
    envelope = envelope_of(f"<{operation}>{''.join(fields)}</{operation}>")
    answer = told(POINT.answer(envelope))
    fits = SCHEMA.validate(inner_of(envelope))
    if answer.name != "Fault":
        assert fits
    elif fits:
        assert answer.texts["ErrorCode"] not in SHAPE_CODES
