"""The Web Service Capture Point as a plain object: bytes in, bytes out (E1; facts, section 5.7).

It remembers by their MessageID which requests were carried out already: who lost the answer may ask again (F10).
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from callbook_mocks.capture_point.client import USUAL_DEFAULTS, Client, DefaultValues
from callbook_mocks.capture_point.envelopes import (
    AnswerContext,
    SoapAnswer,
    dialect_of,
    message_id_in,
    parts_of,
    request_in,
)
from callbook_mocks.capture_point.faults import CaptureCode, Fault, fault, shortened
from callbook_mocks.capture_point.handling import Handling, Values
from callbook_mocks.capture_point.reading import read
from callbook_mocks.capture_point.wsdl import wsdl

if TYPE_CHECKING:
    from callbook_mocks.capture_point.operations import Request


class CapturePoint:
    """A capture point in native mode.

    Args:
        name: the CapturePointName; it is the client's name at Interaction Server, too.
        client: the way to Interaction Server.
        default_values: what a Submit means that does not say it.
    """

    def __init__(self, name: str, client: Client, default_values: DefaultValues = USUAL_DEFAULTS) -> None:
        self.name = name
        self._client = client
        self._memory = Memory(client.next_reference)
        self._handling = Handling(name, client, default_values)

    def answer(self, envelope: bytes, soap_action: str = "") -> SoapAnswer:
        """Answer a request; whatever cannot be done is a Fault, and then nothing was done.

        Args:
            envelope: the body of the HTTP request.
            soap_action: its SOAPAction, with or without quotes; empty for none.
        """
        context = AnswerContext()
        try:
            request = _read(envelope, soap_action, context)
            values = self.perform(request)
        except Fault as refused:
            return context.refused(refused)
        return context.answered(request.operation.answer, values)

    @staticmethod
    def wsdl(address: str) -> bytes:
        """Return the WSDL of a service that is reached at *address*; every capture point has the same."""
        return wsdl(address)

    def perform(self, request: Request) -> Values:
        """Carry a request out, once for each MessageID; return what it is answered.

        Raises:
            Fault: when it is not carried out.
        """
        attempt = self._memory.attempt(request)
        if attempt.answer is None:
            if not self._client.available:
                raise fault(CaptureCode.NOT_AVAILABLE, "Interaction Server cannot be reached. Ask again later.")
            attempt.answer = self._handling.operations[request.operation.name](request.fields, attempt)
        return attempt.answer


def _read(envelope: bytes, soap_action: str, context: AnswerContext) -> Request:
    """Read a request, and note in *context* what an answer has to know, as far as it could be read."""
    root = read(envelope)
    context.dialect = dialect_of(root)
    header, body = parts_of(root, context.dialect)
    context.addressing, context.message_id = message_id_in(header, context.dialect)
    return request_in(body, soap_action, context.message_id)


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
