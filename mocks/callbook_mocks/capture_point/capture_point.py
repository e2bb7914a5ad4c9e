"""The Web Service Capture Point as a plain object: bytes in, bytes out (E1; facts, section 5.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook_mocks.capture_point.client import USUAL_DEFAULTS, Client, DefaultValues
from callbook_mocks.capture_point.envelopes import (
    AnswerContext,
    SoapAnswer,
    dialect_of,
    message_id_in,
    parts_of,
    request_in,
)
from callbook_mocks.capture_point.faults import CaptureCode, Fault, fault
from callbook_mocks.capture_point.handling import Handling, Values
from callbook_mocks.capture_point.memory import Memory
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
