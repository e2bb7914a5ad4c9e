"""Puts an answer into its envelope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callbook_mocks.capture_point.dialects import SOAP_1_1, Dialect
from callbook_mocks.capture_point.key_values import write_list
from callbook_mocks.capture_point.markup import Tag, document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook_mocks.capture_point.faults import Fault
    from callbook_mocks.capture_point.operations import AnswerForm


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
        """Answer with *values*, or with nothing where there are none."""
        held = (write_list(f"ixn:{form.list_name}", values),) if values else ()
        return self._enveloped(Tag(f"ixn:{form.element}", held), None)

    def refused(self, fault: Fault) -> SoapAnswer:
        """Answer with a fault."""
        return self._enveloped(self.dialect.fault(fault), fault)

    def _enveloped(self, inner: Tag, fault: Fault | None) -> SoapAnswer:
        body = Tag("soap:Body", (inner,))
        parts = (self._header(), body) if self.message_id else (body,)
        envelope = Tag("soap:Envelope", parts, self.dialect.namespaces)
        return SoapAnswer(self.dialect.status(fault), document(envelope), self.dialect.content_type)

    def _header(self) -> Tag:
        relates_to = Tag("wsa:RelatesTo", self.message_id, {"xmlns:wsa": self.addressing})
        return Tag("soap:Header", (relates_to,))
