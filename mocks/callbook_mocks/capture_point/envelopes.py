"""Takes an envelope apart (version, header blocks, the one request in the body), and puts the answer into its own.

Two versions of SOAP are spoken here; each says a fault in its own way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from callbook.core import BadInput, Unknown
from callbook_mocks.capture_point.faults import CaptureCode, Fault, Origin, fault, shortened
from callbook_mocks.capture_point.key_values import read_list, write_list
from callbook_mocks.capture_point.markup import Tag, document
from callbook_mocks.capture_point.operations import NAMESPACE, OPERATIONS, Field, Form, Operation, Request
from callbook_mocks.capture_point.reading import is_nil, name_of, no_text, split, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from callbook.messages import KVList
    from callbook_mocks.capture_point.operations import AnswerForm

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

ADDRESSING = "http://www.w3.org/2005/08/addressing"
ADDRESSINGS = frozenset({ADDRESSING, "http://schemas.xmlsoap.org/ws/2004/08/addressing"})
"""WS-Addressing, and what came before it."""
_ADDRESSES = frozenset({"MessageID", "Action", "To", "From", "ReplyTo", "FaultTo", "RelatesTo"})
_LONGEST_ID = 256
_YES = frozenset({"1", "true"})


def dialect_of(root: Element) -> Dialect:
    """Return the version of SOAP.

    Raises:
        Fault: when it is none, or one that is not spoken here.
    """
    namespace, name = split(root)
    if name != "Envelope":
        raise fault(CaptureCode.NO_ENVELOPE, f"The document is a {shortened(name)!r}. Accepted: an Envelope.")
    if namespace not in DIALECTS:
        accepted = " or ".join(map(repr, DIALECTS))
        text = f"The Envelope is of {shortened(namespace)!r}. Accepted: {accepted}."
        raise fault(CaptureCode.OTHER_VERSION, text)
    return DIALECTS[namespace]


def parts_of(root: Element, dialect: Dialect) -> tuple[Element | None, Element]:
    """Return header, if there is one, and body.

    Raises:
        Fault: when anything else stands in the envelope, or no body.
    """
    no_text(root, "Envelope")
    names = [name if namespace == dialect.envelope else "" for namespace, name in map(split, root)]
    if names == ["Body"]:
        return None, root[0]
    if names == ["Header", "Body"]:
        return root[0], root[1]
    given = ", ".join(name or "something else" for name in names[:4]) or "nothing"
    raise fault(
        CaptureCode.NO_ENVELOPE, f"The Envelope holds {shortened(given)}. Accepted: a Header or none, then a Body."
    )


def message_id_in(header: Element | None, dialect: Dialect) -> tuple[str, str]:
    """Return namespace and text of the MessageID, both empty where there is none.

    Raises:
        Fault: when it cannot be used, is given twice, or another block must be understood and is not.
    """
    found = ("", "")
    for block in () if header is None else header:
        namespace, name = split(block)
        if namespace not in ADDRESSINGS or name not in _ADDRESSES:
            _may_be_ignored(block, dialect)
        elif name == "MessageID":
            if found[1]:
                raise fault(CaptureCode.BAD_VALUE, "MessageID is given twice in the Header. Accepted: once.")
            found = (namespace, _message_id(block))
    return found


def _may_be_ignored(block: Element, dialect: Dialect) -> None:
    if block.attrib.get(f"{{{dialect.envelope}}}mustUnderstand", "").strip() in _YES:
        raise fault(
            CaptureCode.NOT_UNDERSTOOD,
            f"The header {shortened(split(block)[1])!r} must be understood. Accepted: those of WS-Addressing.",
        )


def _message_id(block: Element) -> str:
    text = text_of(block, "MessageID").strip(" \t\r\n")
    if not 0 < len(text) <= _LONGEST_ID:
        accepted = f"1 to {_LONGEST_ID} characters"
        raise fault(
            CaptureCode.BAD_VALUE, BadInput("MessageID", shortened(text), where="the Header", accepted=accepted)
        )
    return text


def request_in(body: Element, soap_action: str, message_id: str) -> Request:
    """Return the request in the body.

    Raises:
        Fault: when there is none or more than one, when the operation or a field is not known or cannot be used.
    """
    no_text(body, "Body")
    if len(body) != 1:
        raise fault(CaptureCode.NO_ENVELOPE, f"The Body holds {len(body)} elements. Accepted: one request.")
    name = name_of(body[0], NAMESPACE)
    if name not in OPERATIONS:
        raise fault(CaptureCode.UNKNOWN_OPERATION, Unknown("operation", shortened(name), OPERATIONS))
    operation = OPERATIONS[name]
    _check_action(operation, soap_action)
    return Request(operation, _fields(body[0], operation), message_id)


def _check_action(operation: Operation, soap_action: str) -> None:
    # A gateway may have let the request pass for the action that it names: what is done is what is named, or nothing.
    given = soap_action.strip().strip('"')
    if given not in {"", operation.action}:
        accepted = f"{operation.action!r}, as the Body says, or none"
        raise fault(CaptureCode.BAD_VALUE, BadInput("SOAPAction", shortened(given), accepted=accepted))


def _fields(element: Element, operation: Operation) -> dict[str, str | KVList]:
    if is_nil(element, operation.name):
        raise fault(CaptureCode.BAD_VALUE, f"{operation.name} is nil. Accepted: what is something.")
    no_text(element, operation.name)
    known = {field.name: field for field in operation.fields}
    given: set[str] = set()
    found: dict[str, str | KVList] = {}
    for child in element:
        name = name_of(child, NAMESPACE)
        if name not in known:
            raise _unknown_field(name, operation)
        meant = known[name].means or name
        if meant in given:
            raise fault(CaptureCode.BAD_VALUE, f"{name} is given twice in {operation.name}. Accepted: once.")
        given.add(meant)
        if not is_nil(child, f"{name} in {operation.name}"):
            found[meant] = _read(child, known[name], operation.name)
    return found


def _unknown_field(name: str, operation: Operation) -> Fault:
    if not operation.fields:
        return fault(CaptureCode.UNKNOWN_FIELD, f"{operation.name} holds {shortened(name)!r}. Accepted: nothing.")
    known = (field.name for field in operation.fields)
    return fault(CaptureCode.UNKNOWN_FIELD, Unknown("field", shortened(name), known, where=operation.name))


def _read(element: Element, field: Field, where: str) -> str | KVList:
    place = f"{field.name} in {where}"
    if field.form is Form.LIST:
        return read_list(element, place)
    row = field.form.value
    text = text_of(element, place)
    if not row.fits(text):
        raise fault(CaptureCode.BAD_VALUE, BadInput(field.name, shortened(text), where=where, accepted=row.accepted))
    return text


@dataclass(frozen=True, slots=True)
class SoapAnswer:
    """What goes back: the HTTP status, the envelope, its Content-Type."""

    status: int
    body: bytes
    content_type: str


@dataclass(slots=True)
class AnswerContext:
    """What is known of a request while it is read: its version of SOAP, and its MessageID with the namespace."""

    dialect: Dialect = SOAP_1_1
    addressing: str = ""
    message_id: str = ""

    def answered(self, form: AnswerForm, values: Mapping[str, object]) -> SoapAnswer:
        """Return the answer with *values*, or with nothing where there are none."""
        held = (write_list(f"ixn:{form.list_name}", values),) if values else ()
        return self._enveloped(Tag(f"ixn:{form.element}", held), None)

    def refused(self, fault: Fault) -> SoapAnswer:
        """Return the answer with a fault."""
        return self._enveloped(self.dialect.fault(fault), fault)

    def _enveloped(self, inner: Tag, fault: Fault | None) -> SoapAnswer:
        body = Tag("soap:Body", (inner,))
        parts = (self._header(), body) if self.message_id else (body,)
        envelope = Tag("soap:Envelope", parts, self.dialect.namespaces)
        return SoapAnswer(self.dialect.status(fault), document(envelope), self.dialect.content_type)

    def _header(self) -> Tag:
        relates_to = Tag("wsa:RelatesTo", self.message_id, {"xmlns:wsa": self.addressing})
        return Tag("soap:Header", (relates_to,))
