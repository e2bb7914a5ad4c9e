"""A capture point of a small contact centre, and its clients: envelopes by hand, and zeep, which nobody here wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pytest
from lxml import etree

from callbook.lab import Lab
from callbook_mocks.capture_point import CapturePoint, DefaultValues
from callbook_mocks.capture_point.envelopes import SoapAnswer

ZEEP: Any = import_module("zeep")
"""It has no types."""
ADDRESS = "http://shop.example/Genesys/Interaction/Shop/WebServiceCapturePoint"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
IXN = "http://www.genesyslab.com/interaction"
WSA = "http://www.w3.org/2005/08/addressing"
SERVER = "Interaction Server"
DEFAULTS = DefaultValues(tenant_id="Lighthouse", queue="callbacks")

Envelope = Callable[..., bytes]


def envelope_of(request: str, *, header: str = "", soap: str = SOAP) -> bytes:
    """Write an envelope around *request*, whose elements need no prefix."""
    head = f'<soap:Header xmlns:wsa="{WSA}">{header}</soap:Header>' if header else ""
    body = f'<soap:Body xmlns="{IXN}">{request}</soap:Body>'
    return f'<soap:Envelope xmlns:soap="{soap}">{head}{body}</soap:Envelope>'.encode()


def with_id(message_id: str) -> str:
    """Write the header block with this MessageID."""
    return f"<wsa:MessageID>{message_id}</wsa:MessageID>"


def items(**values: str) -> str:
    """Write one kvitem with a ValueString for each."""
    texts = (
        f"<kvitem><key>{key}</key><value><ValueString>{text}</ValueString></value></kvitem>"
        for key, text in values.items()
    )
    return "".join(texts)


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says: its HTTP status, the name of what is in the body, every text by the name of its element."""

    status: int
    name: str
    texts: dict[str, str]


def told(answer: SoapAnswer) -> Told:
    """Read an answer; it has to be well-formed and to fit its Content-Type."""
    root = etree.fromstring(answer.body)
    space = {"text/xml; charset=utf-8": SOAP, "application/soap+xml; charset=utf-8": SOAP_12}[answer.content_type]
    assert f"{{{space}}}Envelope" == root.tag
    (body,) = root.findall(f"{{{space}}}Body")
    (inner,) = body
    texts = {etree.QName(each).localname: each.text or "" for each in root.iter() if not len(each)}
    return Told(answer.status, etree.QName(inner).localname, texts)


@dataclass(slots=True)
class Response:
    """What zeep wants to know of an HTTP response."""

    status_code: int
    content: bytes
    headers: dict[str, str]
    encoding: str = "utf-8"


@dataclass(slots=True)
class Direct:
    """Takes zeep's requests to the capture point without a socket, and keeps what goes and what comes."""

    point: CapturePoint
    sent: list[bytes] = field(default_factory=list[bytes])
    came: list[bytes] = field(default_factory=list[bytes])

    def load(self, url: str) -> bytes:
        """Give the WSDL."""
        assert url == f"{ADDRESS}?wsdl"
        return self.point.wsdl(ADDRESS)

    def post_xml(self, address: str, envelope: Any, headers: dict[str, str]) -> Response:  # noqa: ANN401 - lxml's
        """Hand a request over."""
        assert address == ADDRESS
        self.sent.append(etree.tostring(envelope))
        answer = self.point.answer(self.sent[-1], headers.get("SOAPAction", ""))
        self.came.append(answer.body)
        return Response(answer.status, answer.body, {"Content-Type": answer.content_type})


@pytest.fixture
def lab() -> Lab:
    """A contact centre where nobody is logged in."""
    return Lab()


@pytest.fixture
def point(lab: Lab) -> CapturePoint:
    """The capture point that is called Shop."""
    return lab.capture_point("Shop", DEFAULTS)


@pytest.fixture
def direct(point: CapturePoint) -> Direct:
    """The way from zeep to it."""
    return Direct(point)


@pytest.fixture
def zeep(direct: Direct) -> Any:  # noqa: ANN401 - zeep has no types
    """A zeep client, strict."""
    return ZEEP.Client(f"{ADDRESS}?wsdl", transport=direct, settings=ZEEP.Settings(strict=True))


@pytest.fixture
def service(zeep: Any) -> Any:  # noqa: ANN401 - zeep makes it from the WSDL
    """The operations as zeep offers them."""
    return zeep.service
