"""Describes the service: a WSDL, document/literal, written from the table that requests are read by."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from callbook_mocks.capture_point.envelopes import DIALECTS, ERROR_CODE, ERROR_DESCRIPTION, FAULT_MESSAGE, Dialect
from callbook_mocks.capture_point.key_values import INTEGER, ITEM, KEY, LIST, STRING, VALUE
from callbook_mocks.capture_point.markup import Tag, document
from callbook_mocks.capture_point.operations import ANSWERS, NAMESPACE, OPERATIONS, AnswerForm, Field, Form, Operation

if TYPE_CHECKING:
    from collections.abc import Iterable

SERVICE = "WebServiceCapturePoint"
PORT_TYPE = "IWebServiceCapturePoint"
_WSDL = "http://schemas.xmlsoap.org/wsdl/"
_SCHEMA = "http://www.w3.org/2001/XMLSchema"
_TRANSPORT = "http://schemas.xmlsoap.org/soap/http"
_PARAMETERS = "parameters"


@lru_cache(maxsize=64)
def wsdl(address: str) -> bytes:
    """Return the WSDL of the service that is reached at *address*; every client asks for it first."""
    operations = tuple(OPERATIONS.values())
    namespaces = {
        "xmlns:wsdl": _WSDL,
        "xmlns:xsd": _SCHEMA,
        "xmlns:ixn": NAMESPACE,
        **{f"xmlns:{_prefix(dialect)}": dialect.binding for dialect in DIALECTS.values()},
    }
    content = (
        Tag("wsdl:types", (schema(),)),
        *_messages(operations),
        Tag("wsdl:portType", tuple(map(_in_port_type, operations)), {"name": PORT_TYPE}),
        *(_binding(dialect, operations) for dialect in DIALECTS.values()),
        Tag("wsdl:service", tuple(_port(dialect, address) for dialect in DIALECTS.values()), {"name": SERVICE}),
    )
    about = {"name": SERVICE, "targetNamespace": NAMESPACE, **namespaces}
    return document(Tag("wsdl:definitions", content, about))


# The schema.


def schema() -> Tag:
    """Return the schema of requests, answers and faults."""
    content = (
        *(_simple_type(form) for form in Form if form is not Form.LIST),
        *_list_types(),
        *(_element(operation.name, _complex("xsd:all", map(_field, operation.fields))) for operation in _operations()),
        *(_element(answer.element, _complex("xsd:sequence", (_held(answer),))) for answer in ANSWERS),
        _element(FAULT_MESSAGE, _complex("xsd:sequence", _fault_fields())),
    )
    return Tag("xsd:schema", content, {"targetNamespace": NAMESPACE, "elementFormDefault": "qualified"})


def _operations() -> Iterable[Operation]:
    return OPERATIONS.values()


def _simple_type(form: Form) -> Tag:
    row = form.value
    facets = {"minLength": row.shortest, "maxLength": row.longest, "pattern": row.pattern}
    given = tuple(Tag(f"xsd:{name}", (), {"value": str(value)}) for name, value in facets.items() if value)
    return Tag("xsd:simpleType", (Tag("xsd:restriction", given, {"base": "xsd:string"}),), {"name": row.type_name})


def _list_types() -> tuple[Tag, ...]:
    list_type = f"ixn:{Form.LIST.value.type_name}"
    # Exactly one of the three is accepted, but a choice would say so at a price: zeep loses a 0 that stands in one.
    kinds = ((STRING, "xsd:string"), (INTEGER, "xsd:int"), (LIST, list_type))
    items = _typed(ITEM, "ixn:KVPair", minOccurs="0", maxOccurs="unbounded")
    return (
        _complex("xsd:sequence", (items,), name=Form.LIST.value.type_name),
        _complex("xsd:sequence", (_typed(KEY, "xsd:string"), _typed(VALUE, "ixn:KVPairValue")), name="KVPair"),
        _complex("xsd:sequence", (_typed(name, kind, minOccurs="0") for name, kind in kinds), name="KVPairValue"),
    )


def _field(field: Field) -> Tag:
    return _typed(field.name, f"ixn:{field.form.value.type_name}", minOccurs="0", nillable="true")


def _held(answer: AnswerForm) -> Tag:
    return _typed(answer.list_name, f"ixn:{Form.LIST.value.type_name}", minOccurs="0")


def _fault_fields() -> tuple[Tag, ...]:
    return (_typed(ERROR_CODE, "xsd:int"), _typed(ERROR_DESCRIPTION, "xsd:string"))


def _complex(model: str, content: Iterable[Tag], **about: str) -> Tag:
    return Tag("xsd:complexType", (Tag(model, tuple(content)),), about)


def _element(name: str, kind: Tag) -> Tag:
    return Tag("xsd:element", (kind,), {"name": name})


def _typed(name: str, kind: str, **about: str) -> Tag:
    return Tag("xsd:element", (), {"name": name, "type": kind, **about})


# The operations.


def _messages(operations: Iterable[Operation]) -> tuple[Tag, ...]:
    elements = (*(operation.name for operation in operations), *(answer.element for answer in ANSWERS), FAULT_MESSAGE)
    return tuple(_message(element) for element in elements)


def _message(element: str) -> Tag:
    part = Tag("wsdl:part", (), {"name": _PARAMETERS, "element": f"ixn:{element}"})
    return Tag("wsdl:message", (part,), {"name": element})


def _in_port_type(operation: Operation) -> Tag:
    content = (
        Tag("wsdl:input", (), {"message": f"ixn:{operation.name}"}),
        Tag("wsdl:output", (), {"message": f"ixn:{operation.answer.element}"}),
        Tag("wsdl:fault", (), {"name": FAULT_MESSAGE, "message": f"ixn:{FAULT_MESSAGE}"}),
    )
    return Tag("wsdl:operation", content, {"name": operation.name})


def _binding(dialect: Dialect, operations: Iterable[Operation]) -> Tag:
    prefix = _prefix(dialect)
    style = Tag(f"{prefix}:binding", (), {"style": "document", "transport": _TRANSPORT})
    about = {"name": _binding_name(dialect), "type": f"ixn:{PORT_TYPE}"}
    return Tag("wsdl:binding", (style, *(_bound(prefix, operation) for operation in operations)), about)


def _bound(prefix: str, operation: Operation) -> Tag:
    body = Tag(f"{prefix}:body", (), {"use": "literal"})
    content = (
        Tag(f"{prefix}:operation", (), {"soapAction": operation.action, "style": "document"}),
        Tag("wsdl:input", (body,)),
        Tag("wsdl:output", (body,)),
        Tag(
            "wsdl:fault",
            (Tag(f"{prefix}:fault", (), {"name": FAULT_MESSAGE, "use": "literal"}),),
            {"name": FAULT_MESSAGE},
        ),
    )
    return Tag("wsdl:operation", content, {"name": operation.name})


def _port(dialect: Dialect, address: str) -> Tag:
    place = Tag(f"{_prefix(dialect)}:address", (), {"location": address})
    about = {"name": f"{SERVICE}{dialect.suffix}", "binding": f"ixn:{_binding_name(dialect)}"}
    return Tag("wsdl:port", (place,), about)


def _binding_name(dialect: Dialect) -> str:
    return f"{PORT_TYPE}HttpBinding{dialect.suffix}"


def _prefix(dialect: Dialect) -> str:
    return f"soap{dialect.suffix}"
