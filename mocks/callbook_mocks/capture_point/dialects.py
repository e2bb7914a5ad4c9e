"""The versions of SOAP that are spoken here, and how each says a fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from callbook_mocks.capture_point.faults import Fault, Origin
from callbook_mocks.capture_point.markup import Tag
from callbook_mocks.capture_point.operations import NAMESPACE

FAULT_MESSAGE, ERROR_CODE, ERROR_DESCRIPTION = "FaultMessage", "ErrorCode", "ErrorDescription"
_OK, _BAD_REQUEST, _SERVER_ERROR = 200, 400, 500


def _detail(fault: Fault) -> Tag:
    code = Tag(f"ixn:{ERROR_CODE}", str(fault.code))
    return Tag(f"ixn:{FAULT_MESSAGE}", (code, Tag(f"ixn:{ERROR_DESCRIPTION}", fault.description)))


def _fault_1_1(fault: Fault) -> Tag:
    code, text = Tag("faultcode", f"soap:{fault.origin}"), Tag("faultstring", fault.text)
    return Tag("soap:Fault", (code, text, Tag("detail", (_detail(fault),))))


_ORIGIN_1_2 = {Origin.CLIENT: "Sender", Origin.SERVER: "Receiver"}


def _fault_1_2(fault: Fault) -> Tag:
    code = Tag("soap:Value", f"soap:{_ORIGIN_1_2.get(fault.origin, fault.origin)}")
    text = Tag("soap:Text", fault.text, {"xml:lang": "en"})
    return Tag(
        "soap:Fault",
        (Tag("soap:Code", (code,)), Tag("soap:Reason", (text,)), Tag("soap:Detail", (_detail(fault),))),
    )


@dataclass(frozen=True, slots=True)
class Dialect:
    """One version of SOAP.

    Attributes:
        envelope: its namespace.
        content_type: of its answers.
        binding: the namespace of its binding in a WSDL.
        suffix: what its names in the WSDL end in.
        fault: writes a fault.
        client_status: the HTTP status of a fault of the client's.
    """

    envelope: str
    content_type: str
    binding: str
    suffix: str
    fault: Callable[[Fault], Tag]
    client_status: int

    def status(self, fault: Fault | None) -> int:
        """Return the HTTP status that SOAP's binding to HTTP asks for."""
        if fault is None:
            return _OK
        return self.client_status if fault.origin is Origin.CLIENT else _SERVER_ERROR

    @property
    def namespaces(self) -> dict[str, str]:
        """The prefixes of an answer."""
        return {"xmlns:soap": self.envelope, "xmlns:ixn": NAMESPACE}


SOAP_1_1 = Dialect(
    "http://schemas.xmlsoap.org/soap/envelope/",
    "text/xml; charset=utf-8",
    "http://schemas.xmlsoap.org/wsdl/soap/",
    "",
    _fault_1_1,
    _SERVER_ERROR,
)
SOAP_1_2 = Dialect(
    "http://www.w3.org/2003/05/soap-envelope",
    "application/soap+xml; charset=utf-8",
    "http://schemas.xmlsoap.org/wsdl/soap12/",
    "12",
    _fault_1_2,
    _BAD_REQUEST,
)
DIALECTS = {dialect.envelope: dialect for dialect in (SOAP_1_1, SOAP_1_2)}
"""By the namespace of the envelope."""
