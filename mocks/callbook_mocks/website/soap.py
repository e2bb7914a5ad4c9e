"""The website's side of the Web Service Capture Point: the requests that it writes, the answers that it reads (E1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from defusedxml.ElementTree import fromstring

from callbook_mocks.capture_point import NAMESPACE, Tag, document

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from callbook.messages.open_media import RequestSubmit

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
ADDRESSING = "http://www.w3.org/2005/08/addressing"
CONTENT_TYPE = "text/xml; charset=utf-8"
_IN = f"{{{NAMESPACE}}}"


class SoapRefused(Exception):  # noqa: N818 - named for what happened
    """The capture point has answered with a Fault.

    Attributes:
        code: its ErrorCode.
        description: its ErrorDescription.
    """

    def __init__(self, code: int, description: str) -> None:
        self.code = code
        self.description = description
        super().__init__(f"{code} {description}")


def submit(request: RequestSubmit, message_id: str) -> bytes:
    """Return the Submit envelope for *request*."""
    own = () if request.ExternalId is None else (Tag("ExternalId", request.ExternalId),)
    fields = (
        *own,
        Tag("MediaType", request.MediaType),
        Tag("InteractionType", request.InteractionType),
        Tag("InteractionSubType", request.InteractionSubtype),
        Tag("TenantId", str(request.TenantId)),
        Tag("Queue", request.Queue),
        Tag("UserData", tuple(_item(key, value) for key, value in request.UserData.items())),
    )
    return _envelope("Submit", fields, message_id)


def stop(interaction_id: str, reason: str, message_id: str) -> bytes:
    """Return the Stop envelope for one callback."""
    return _envelope("Stop", (Tag("InteractionId", interaction_id), Tag("ReasonSystemName", reason)), message_id)


def extension(answer: bytes) -> dict[str, str]:
    """Return what an answer says.

    Raises:
        SoapRefused: when it is a Fault.
    """
    root = fromstring(answer)
    if root.find(f".//{{{SOAP}}}Fault") is not None:
        raise SoapRefused(int(_text(root, "ErrorCode") or 0), _text(root, "ErrorDescription"))
    return {
        item.findtext(f"{_IN}key", ""): item.findtext(f"{_IN}value/*", "") for item in root.iterfind(f".//{_IN}kvitem")
    }


def _text(root: Element, name: str) -> str:
    return root.findtext(f".//{_IN}{name}") or root.findtext(f".//{name}") or ""


def _item(key: str, value: object) -> Tag:
    kind = "ValueInt" if isinstance(value, int) else "ValueString"
    return Tag("kvitem", (Tag("key", key), Tag("value", (Tag(kind, str(value)),))))


def _envelope(operation: str, fields: tuple[Tag, ...], message_id: str) -> bytes:
    header = Tag("s:Header", (Tag("MessageID", message_id, {"xmlns": ADDRESSING}),))
    body = Tag("s:Body", (Tag(operation, fields, {"xmlns": NAMESPACE}),))
    return document(Tag("s:Envelope", (header, body), {"xmlns:s": SOAP}))
