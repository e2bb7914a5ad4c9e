"""SIP messages: read strictly, and made; the one module that knows the library which parses them.

The library is lenient: it skips lines without a colon, takes any version and any number. Here every message is looked
at before anybody acts on it (RFC 3261, 8.1.1 and 18.3; the torture messages of RFC 4475), and what is wrong is said
together with the answer that its sender gets.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from aiosipua.headers import Address, CSeq, Via, parse_address, parse_cseq, parse_via, stringify_uri, stringify_via
from aiosipua.message import SipMessage, SipRequest, SipResponse

from callbook.core import CallbookError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Address",
    "Malformed",
    "Request",
    "Response",
    "SipMessage",
    "acknowledgement",
    "cancel",
    "read",
    "request",
    "response",
]

logging.getLogger("aiosipua").setLevel(logging.ERROR)  # what a stranger sends is no news for a log

Request: TypeAlias = SipRequest
Response: TypeAlias = SipResponse

ALLOW: Final = ("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, NOTIFY, REFER")
SDP: Final = "application/sdp"
MAGIC: Final = "z9hG4bK"
"""What every branch begins with (8.1.1.7)."""
LONGEST: Final = 16_384
"""Bytes of a message that are read: more than any telephone sends."""
_TOKEN: Final = re.compile(r"[A-Za-z0-9\-.!%*_+`'~]+")
_NUMBER: Final = re.compile(r"[0-9]{1,10}")
_STATUS_LINE: Final = re.compile(rb"SIP/2\.0 [1-6][0-9][0-9] [^\r\n]*")
_REQUEST_LINE: Final = re.compile(rb"[^ ]+ [^ <>]+ SIP/2\.0")
_VERSION: Final = re.compile(rb"SIP/[0-9]+\.[0-9]+")
_EMPTY_LINE: Final = re.compile(rb"\r?\n\r?\n")
_LINE_END: Final = re.compile(rb"\r?\n")
_HEADER_LINE: Final = re.compile(rb"[A-Za-z0-9\-.!%*_+`'~]+[ \t]*:")
_BRANCH: Final = re.compile(r";\s*branch\s*=\s*([^;,\s]+)", re.IGNORECASE)
_TAG: Final = re.compile(r";\s*tag\s*=\s*([^;,\s]+)", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*+("?)')
"""A quoted string, or one that does not end: then all of the rest, so that nobody searches it once more."""
_VIA: Final = re.compile(
    r"SIP\s*/\s*2\.0\s*/\s*[A-Za-z0-9\-.!%*_+`'~]+\s+"  # the protocol, and its transport
    r"[\w.\-\[][^;,\s]*(?:\s*:\s*[0-9]+)?\s*"  # where it was sent from
    r"(?:;\s*[^;,\s][^;]*)*\Z"
)
_MOST_SEQUENCE: Final = 2**31
_NEEDED: Final = ("Via", "From", "To", "Call-ID", "CSeq")
_ONCE: Final = ("From", "To", "Call-ID", "CSeq", "Content-Length", "Max-Forwards")
_LOOKED_AT: Final = ("Via", *_ONCE, "Contact", "Expires")
REASONS: Final = {
    100: "Trying",
    180: "Ringing",
    183: "Session Progress",
    200: "OK",
    202: "Accepted",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    413: "Request Entity Too Large",
    415: "Unsupported Media Type",
    416: "Unsupported URI Scheme",
    420: "Bad Extension",
    480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist",
    483: "Too Many Hops",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    489: "Bad Event",
    491: "Request Pending",
    500: "Server Internal Error",
    501: "Not Implemented",
    503: "Service Unavailable",
    505: "Version Not Supported",
    603: "Decline",
}
"""What a status is called."""


class Malformed(CallbookError):  # noqa: N818 - says what a message is
    """A message that is none, or says two things at once.

    Attributes:
        status: what its sender is answered; 0 for nothing: a response, an ACK, or what no answer can be made for.
        request: the request as far as it could be read; None where no answer can be made for it.
    """

    def __init__(self, reason: str, status: int = 0, request: Request | None = None) -> None:
        self.status = status if request is not None and request.method != "ACK" else 0
        self.request = request
        super().__init__(reason)


def read(data: bytes) -> Request | Response:
    """Return the message that *data* holds, whole and as the RFC has it.

    Raises:
        Malformed: otherwise.
    """
    if len(data) > LONGEST:
        raise Malformed(f"{len(data)} bytes; at most {LONGEST} are read")
    lines, body = _split(data)
    message = _parsed(data, lines[0])
    if isinstance(message, SipRequest):
        _check_request(message, lines, body)
    else:
        _check_response(message, lines, body)
    return message


def _split(data: bytes) -> tuple[list[bytes], bytes]:
    """Return the lines before the body, of which there is always one, and the body."""
    head, *body = _EMPTY_LINE.split(data.lstrip(b"\r\n"), maxsplit=1)
    return _LINE_END.split(head), b"".join(body)


def _parsed(data: bytes, start: bytes) -> Request | Response:
    try:
        return SipMessage.parse(data.lstrip(b"\r\n"))
    except (ValueError, IndexError, KeyError) as error:
        raise Malformed(f"no message of SIP: {error}; it begins with {start[:40]!r}") from None


def _check_request(request: Request, lines: list[bytes], body: bytes) -> None:
    answerable = request if _can_be_answered(request) else None
    start = lines[0]
    version = start.rpartition(b" ")[2]
    if version != b"SIP/2.0" and _VERSION.fullmatch(version):
        raise Malformed(f"another version: {version.decode()}", 505, answerable)
    reason = "" if _REQUEST_LINE.fullmatch(start) and _TOKEN.fullmatch(request.method) else f"first line {start[:80]!r}"
    reason = reason or _what_is_wrong(request, lines, body)
    if not reason and (sequence := sequence_of(request)).method != request.method:
        reason = f"CSeq says {sequence.method}, the first line {request.method}"
    if reason:
        raise Malformed(reason, 400, answerable)


def _check_response(response: Response, lines: list[bytes], body: bytes) -> None:
    reason = "" if _STATUS_LINE.fullmatch(lines[0]) else f"first line {lines[0][:80]!r}"
    reason = reason or _what_is_wrong(response, lines, body)
    if reason:
        raise Malformed(reason)


def _what_is_wrong(message: SipMessage, lines: list[bytes], body: bytes) -> str:
    """Return what is wrong with the headers that every message has; empty if nothing is."""
    for line in lines[1:]:
        # A line that begins with a space continues the header before it.
        if line and line[:1] not in b" \t" and not _HEADER_LINE.match(line):
            return f"no header: {line[:40]!r}"
    values = {name: message.headers.get(name) for name in _LOOKED_AT}
    for name in _NEEDED:
        if not (values[name] and values[name][0]):
            return f"without {name}"
    for name in _ONCE:
        if len(values[name]) > 1:
            return f"{name} stands there {len(values[name])} times"
    return (
        _bad_number(values)
        or _bad_address(values)
        or _bad_length(values["Content-Length"], body)
        or next((f"Via {text[:80]!r}" for text in values["Via"] if not _VIA.match(text)), "")
    )


def _bad_number(values: dict[str, list[str]]) -> str:
    sequence = values["CSeq"][0]
    number, _, method = sequence.partition(" ")
    if not _NUMBER.fullmatch(number) or int(number) >= _MOST_SEQUENCE or not _TOKEN.fullmatch(method.strip()):
        return f"CSeq {sequence!r}; it is a number below 2^31 and a method"
    for hops in values["Max-Forwards"]:
        if not _NUMBER.fullmatch(hops) or int(hops) > 255:  # noqa: PLR2004 - 20.22
            return f"Max-Forwards {hops!r}; it is a number up to 255"
    for expires in values["Expires"][:1]:
        if not _NUMBER.fullmatch(expires) or int(expires) >= 2**32:
            return f"Expires {expires!r}; it is a number of seconds below 2^32"
    return ""


def _bad_address(values: dict[str, list[str]]) -> str:
    for name in ("From", "To", "Contact"):
        for text in values[name]:
            if not (name == "Contact" and text == "*") and not _is_address(text):
                return f"{name} {text[:80]!r}"
    return ""


def _is_address(text: str) -> bool:
    """Return whether this is an address: quotes and brackets in pairs, a URI without spaces, with a host."""
    without_quoted = _QUOTED.sub(lambda found: "" if found[1] else '"', text) if '"' in text else text
    if '"' in without_quoted or ("<" in without_quoted) != (">" in without_quoted):
        return False
    match = re.search(r"<([^<>]*)>", without_quoted)
    if match is None and "?" in without_quoted.partition(";")[0]:
        return False  # 20.10: a URI with a question mark stands in brackets
    uri = without_quoted.partition(";")[0].strip() if match is None else match[1]
    scheme, colon, rest = uri.partition(":")
    return bool(colon and scheme and rest) and not re.search(r"\s", uri)


def _bad_length(values: list[str], body: bytes) -> str:
    for text in values:
        if not _NUMBER.fullmatch(text):
            return f"Content-Length {text!r}"
        if len(body) < int(text):
            return f"{len(body)} bytes of body, Content-Length says {text}"
    return ""


def _can_be_answered(request: Request) -> bool:
    """Return whether there is enough in a request to answer it: the headers that a response repeats."""
    return all(request.get_header(name) for name in _NEEDED) and bool(_VIA.match(request.get_header_values("Via")[0]))


def request(method: str, uri: str, headers: Iterable[tuple[str, str]], body: bytes = b"") -> Request:
    """Return a request."""
    made = SipRequest(method=method, uri=uri, body=body)
    for name, value in headers:
        made.add_header(name, value)
    return made


def response(
    request: Request, status: int, *, tag: str = "", headers: Iterable[tuple[str, str]] = (), body: bytes = b""
) -> Response:
    """Return a response to *request*: its Via, From, To, Call-ID and CSeq (8.2.6), To with *tag* where it has none."""
    made = SipResponse(status_code=status, reason_phrase=REASONS.get(status, "Unknown"), body=body)
    _copy(request, made, ("Via", "From", "To", "Call-ID", "CSeq"))
    to = made.get_header("To") or ""
    if tag and status > 100 and not tag_of(to):  # noqa: PLR2004 - 100 has none
        made.set_header("To", f"{to};tag={tag}")
    for name, value in headers:
        made.add_header(name, value)
    return made


def acknowledgement(invite: Request, to: SipMessage) -> Request:
    """Return the ACK for a response of 300 or more to *invite*: hop by hop, with the same branch (17.1.1.3)."""
    made = _of_the_same_transaction(invite, "ACK")
    made.set_header("To", to.get_header("To") or "")
    return made


def cancel(invite: Request) -> Request:
    """Return the CANCEL for *invite*: the same branch, target and number (9.1)."""
    return _of_the_same_transaction(invite, "CANCEL")


def _of_the_same_transaction(invite: Request, method: str) -> Request:
    made = SipRequest(method=method, uri=invite.uri)
    made.add_header("Via", invite.get_header_values("Via")[0])
    _copy(invite, made, ("From", "To", "Call-ID", "Max-Forwards", "Route"))
    made.cseq = CSeq(sequence_of(invite).seq, method)
    return made


def branch_of(message: SipMessage) -> str:
    """Return the branch of the topmost Via of a message that was read; empty where there is none."""
    found = _BRANCH.search(message.get_header_values("Via")[0])
    return "" if found is None else found[1]


def via_line(transport: str, host: str, port: int, branch: str) -> str:
    """Return a Via of ours, which asks that answers come back to where the request came from (RFC 3581)."""
    return stringify_via(Via(transport=transport, host=host, port=port, params={"rport": None, "branch": branch}))


def stamp(request: Request, host: str, port: int) -> None:
    """Write into the topmost Via of a request where it has come from (18.2.1, RFC 3581)."""
    first, *others = request.get_header_values("Via")
    via = parse_via(first)
    via.received = host
    if "rport" in via.params:
        via.rport = str(port)
    request.remove_header("Via")
    for line in (stringify_via(via), *others):
        request.add_header("Via", line)


def sequence_of(message: SipMessage) -> CSeq:
    """Return the CSeq of a message that was read."""
    return parse_cseq(message.get_header("CSeq") or "")


def address_of(message: SipMessage, name: str) -> Address:
    """Return the address that the header *name* of a message holds."""
    return parse_address(message.get_header(name) or "")


def contacts_of(message: SipMessage) -> list[Address]:
    """Return the addresses in the Contact headers of a message."""
    return message.contact


def uri_text(address: Address) -> str:
    """Return the URI of an address as text."""
    return stringify_uri(address.uri)


def tag_of(address: str) -> str:
    """Return the tag of an address; empty where there is none."""
    found = _TAG.search(address, address.rfind(">") + 1)  # behind the brackets, if there are any
    return "" if found is None else found[1]


def _copy(given: SipMessage, made: SipMessage, names: tuple[str, ...]) -> None:
    for name in names:
        for value in given.get_header_values(name):
            made.add_header(name, value)
