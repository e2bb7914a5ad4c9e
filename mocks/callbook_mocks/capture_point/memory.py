"""Which requests were carried out already, by their MessageID: who lost the answer may ask again (F10)."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from callbook_mocks.capture_point.faults import CaptureCode, fault, shortened

if TYPE_CHECKING:
    from callbook_mocks.capture_point.operations import Request

MOST_REMEMBERED = 1_000
_NAMES_REFERENCE = re.compile(r"urn:callbook:reference:([1-9][0-9]{0,8})")


@dataclass(slots=True)
class Attempt:
    """A request that is carried out, or was.

    Attributes:
        reference: the ReferenceId that it has at Interaction Server, the same each time it is tried; 0 for none.
        content: a digest of what was asked.
        answer: what it was answered, None as long as it was not.
        unanswered: Interaction Server has not answered the last time: nobody knows whether it was carried out.
    """

    reference: int
    content: bytes
    answer: Mapping[str, object] | None = None
    unanswered: bool = False


class Memory:
    """Remembers the last attempts, as long as the capture point lives, whatever becomes of a connection.

    Args:
        next_reference: gives a ReferenceId.
        most: how many attempts are remembered.
    """

    def __init__(self, next_reference: Callable[[], int], most: int = MOST_REMEMBERED) -> None:
        self._next_reference = next_reference
        self._most = most
        self._attempts: OrderedDict[str, Attempt] = OrderedDict()

    def attempt(self, request: Request) -> Attempt:
        """Return the attempt that *request* repeats, or a new one.

        Raises:
            Fault: when its MessageID belongs to a request with another content.
        """
        content = _digest(request)
        known = self._attempts.get(request.message_id)
        if known is None:
            return self._new(request, content)
        if known.content != content:
            text = f"MessageID {shortened(request.message_id)!r} came with another content. Accepted: one that is new."
            raise fault(CaptureCode.MESSAGE_ID_USED, text)
        return known

    def _new(self, request: Request, content: bytes) -> Attempt:
        if not request.operation.changes:
            return Attempt(0, content)
        named = _NAMES_REFERENCE.fullmatch(request.message_id)
        attempt = Attempt(int(named[1]) if named else self._next_reference(), content)
        if request.message_id:
            self._attempts[request.message_id] = attempt
            if len(self._attempts) > self._most:
                self._attempts.popitem(last=False)
        return attempt


def _digest(request: Request) -> bytes:
    return sha256(msgspec.json.encode((request.operation.name, request.fields), order="deterministic")).digest()
