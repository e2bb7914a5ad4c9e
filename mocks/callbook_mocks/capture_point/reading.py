"""Reads XML that may come from anybody.

A capture point stands where strangers reach it, and XML can be made to hurt whoever reads it: entities that expand to
gigabytes, entities and document types that fetch a file or an address, elements nested until a stack overflows.
defusedxml is the standard library's own parser with its handlers set so that a document type or an entity ends the
reading before anything is expanded or fetched. SOAP forbids document types anyway, so ``forbid_dtd`` costs nothing, and
leaves no door for the other two. What defusedxml does not bound is bounded here: bytes, depth, the number of elements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, TreeBuilder

from defusedxml import DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser

from callbook_mocks.capture_point.faults import CaptureCode, fault, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

MOST_BYTES = 1_048_576
MOST_DEPTH = 64
MOST_ELEMENTS = 10_000
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NIL = f"{{{XSI}}}nil"
_HARMLESS = frozenset({f"{{{XSI}}}{name}" for name in ("type", "schemaLocation", "noNamespaceSchemaLocation")})
_ATTRIBUTES = "Accepted: xsi:type, xsi:nil, xsi:schemaLocation, or none."


class _Bounded(TreeBuilder):
    """Builds the tree, up to a size."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._elements = 0

    def start(self, tag: str, attrs: Mapping[str, str]) -> Element:
        self._depth += 1
        self._elements += 1
        if self._depth > MOST_DEPTH:
            raise fault(CaptureCode.TOO_LARGE, f"Elements nest too deep. Accepted: {MOST_DEPTH} levels.")
        if self._elements > MOST_ELEMENTS:
            raise fault(CaptureCode.TOO_LARGE, f"There are too many elements. Accepted: {MOST_ELEMENTS}.")
        return super().start(tag, dict(attrs))

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def read(envelope: bytes) -> Element:
    """Return the root element of a document.

    Raises:
        Fault: when it is too large, not well-formed, or holds a document type.
    """
    if len(envelope) > MOST_BYTES:
        raise fault(CaptureCode.TOO_LARGE, f"The envelope has {len(envelope)} bytes. Accepted: {MOST_BYTES}.")
    parser = DefusedXMLParser(target=_Bounded(), forbid_dtd=True)
    try:
        parser.feed(envelope)
        return parser.close()
    except DTDForbidden:
        raise fault(CaptureCode.MALFORMED, "A document type is not taken here. Accepted: XML without one.") from None
    except (ParseError, LookupError, ValueError) as wrong:  # an encoding that nobody knows is the second or the third
        raise fault(CaptureCode.MALFORMED, f"The envelope cannot be read: {shortened(str(wrong))}.") from None


def name_of(element: Element, namespace: str) -> str:
    """Return the name of an element of *namespace*.

    Raises:
        Fault: when it is of another.
    """
    given, name = split(element)
    if given != namespace:
        where = f"in the namespace {shortened(given)!r}" if given else "without a namespace"
        text = f"The element {shortened(name)!r} stands {where}. Accepted: {namespace!r}."
        raise fault(CaptureCode.UNKNOWN_FIELD, text)
    return name


def split(element: Element) -> tuple[str, str]:
    """Return namespace and name of an element."""
    namespace, brace, name = element.tag[1:].partition("}")
    return (namespace, name) if brace else ("", element.tag)


def is_nil(element: Element, where: str) -> bool:
    """Return whether the element says that it is nothing, and make sure that it has no attribute that is not known.

    Raises:
        Fault: when it has one, or says both that it is nothing and something.
    """
    for name in element.attrib:
        if name != _NIL and name not in _HARMLESS:
            raise fault(
                CaptureCode.UNKNOWN_FIELD, f"There is no attribute {shortened(name)!r} in {where}. {_ATTRIBUTES}"
            )
    nil = element.attrib.get(_NIL, "false").strip()
    if nil not in {"true", "1", "false", "0"}:
        raise fault(
            CaptureCode.BAD_VALUE, f"xsi:nil {shortened(nil)!r} in {where} cannot be used. Accepted: true, false."
        )
    if nil in {"false", "0"}:
        return False
    if len(element) or element.text:
        raise fault(CaptureCode.BAD_VALUE, f"{where} is nil and holds something. Accepted: one or the other.")
    return True


def text_of(element: Element, where: str) -> str:
    """Return the text of an element that holds nothing else.

    Raises:
        Fault: when elements stand in it.
    """
    if len(element):
        raise fault(CaptureCode.UNKNOWN_FIELD, f"{where} holds elements. Accepted: a text.")
    return element.text or ""


def no_text(element: Element, where: str) -> None:
    """Make sure that nothing but elements stands in an element.

    Raises:
        Fault: when a text does.
    """
    for text in (element.text, *(child.tail for child in element)):
        if text and text.strip(" \t\r\n"):
            raise fault(
                CaptureCode.BAD_VALUE,
                f"The text {shortened(text.strip())!r} in {where} cannot be used. Accepted: elements.",
            )
