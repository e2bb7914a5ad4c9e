"""A message of SIP in a few words, as its rung shows it: what it is, and what tells it from others of its kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from callbook.core import SipSent

_DIRECTION: Final = re.compile(r"^a=(sendonly|recvonly|inactive)\b", re.MULTILINE)
_DESCRIBED: Final = re.compile(r"^m=", re.MULTILINE)
_REFERRED_TO: Final = re.compile(r"^(?:Refer-To|r)[ \t]*:[^\n]*?sips?:([^@>;\s]+)", re.MULTILINE | re.IGNORECASE)
_EVENT: Final = re.compile(r"^(?:Event|o)[ \t]*:[ \t]*([\w-]+)", re.MULTILINE | re.IGNORECASE)
_STATUS: Final = "SIP/2.0 "
_ENDS: Final = re.compile(
    r"^(?:Contact|m)[ \t]*:[^\n]*\bexpires=0\b|^Expires[ \t]*:[ \t]*0\b", re.MULTILINE | re.IGNORECASE
)


def sip_words(entry: SipSent) -> str:
    """Return its name, and with it: which way media go, where a call is referred to, which event is notified."""
    head, _, body = entry.text.replace("\r\n", "\n").partition("\n\n")
    name = entry.name
    return " ".join((name, *_more(name, head), *_media(body)))


def _more(name: str, head: str) -> list[str]:
    """Return what the header says of a request that is one of several kinds."""
    if name == "REFER":
        return [f"to {found}" for found in _REFERRED_TO.findall(head)]
    if name == "NOTIFY":
        return _EVENT.findall(head)
    if name == "REGISTER" and _ENDS.search(head):
        return ["no longer"]
    return []


def _media(body: str) -> list[str]:
    """Return what the body says: of a session which way media go, of a call that was referred how far it has come."""
    if body.startswith(_STATUS):
        return [f"({body.removeprefix(_STATUS).partition(' ')[0].strip()})"]
    if not _DESCRIBED.search(body):
        return []
    return [f"(SDP, {direction})" for direction in _DIRECTION.findall(body)[:1]] or ["(SDP)"]
