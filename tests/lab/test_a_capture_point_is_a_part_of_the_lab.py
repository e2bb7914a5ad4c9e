"""A lab has capture points: made once for each name, written down, and played again."""

from __future__ import annotations

import pytest

from callbook.core.errors import BadInput, Unknown
from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import ActionTaken, MessageSent
from callbook.core.messages.open_media_events import EventAgentConnectionClosed
from callbook.lab import Lab
from callbook.lab.outside import act_of
from callbook.lab.outside.act import Act
from callbook.lab.outside.media_servers import OpenCapturePoint, SoapRequest
from callbook.lab.rerun import replay
from callbook.record.diagram import text_ladder
from callbook.record.trace import trace_of
from callbook_mocks.capture_point import NAMESPACE, USUAL_DEFAULTS, CapturePoint, DefaultValues
from callbook_mocks.capture_point.faults import Fault as SoapFault
from callbook_mocks.website import CallbackForm

SERVER = "Interaction Server"
DEFAULTS = DefaultValues(tenant_id="Lighthouse", queue="callbacks")


class _ThroughTheCapturePoint(Act, frozen=True):
    """Something that leads to a SOAP request by itself."""

    name: str

    def actor(self, lab: Lab) -> str:
        """Return who does it."""
        return self.name

    @property
    def words(self) -> str:
        """What is done."""
        return "through the capture point"

    def do(self, lab: Lab) -> None:
        """Ask."""
        ask(lab.capture_point("Shop"), "<Submit/>")


def ask(point: CapturePoint, request: str, message_id: str = "") -> bytes:
    """Send a request."""
    block = f'<MessageID xmlns="http://www.w3.org/2005/08/addressing">{message_id}</MessageID>' if message_id else ""
    soap = "http://schemas.xmlsoap.org/soap/envelope/"
    body = f'<s:Header>{block}</s:Header><s:Body xmlns="{NAMESPACE}">{request}</s:Body>'
    return point.answer(f'<s:Envelope xmlns:s="{soap}">{body}</s:Envelope>'.encode()).body


def actions(lab: Lab) -> list[dict[str, object]]:
    """Give the details of the SOAP requests that were written down."""
    return [
        entry.details
        for entry in lab.journal.entries
        if isinstance(entry, ActionTaken) and isinstance(entry.act, SoapRequest)
    ]


def test_there_is_one_for_each_name() -> None:
    """The first time decides its default values; its making is written once."""
    lab = Lab()
    shop = lab.capture_point("Shop", DEFAULTS)
    assert shop is lab.capture_point("Shop")
    assert shop is not lab.capture_point("Forum")
    assert b"InteractionId" in ask(shop, "<Submit/>")
    made = [entry.act for entry in lab.journal.entries if isinstance(entry, ActionTaken)]
    opened = [act for act in made if isinstance(act, OpenCapturePoint)]
    assert [("Shop", DEFAULTS), ("Forum", USUAL_DEFAULTS)] == [(act.name, act.default_values) for act in opened]


@pytest.mark.parametrize("name", ["Anna", "anna", SERVER, "SIP Server", "Website"])
def test_nobody_else_is_called_so(name: str) -> None:
    """Else two clients would share a wire."""
    lab = Lab()
    lab.website()
    with pytest.raises(BadInput) as refused:
        lab.capture_point(name)
    assert "a name that no agent, no website and no server has" == refused.value.accepted


@pytest.mark.parametrize("name", ["", "x" * 257])
def test_a_name_has_a_length(name: str) -> None:
    """It is written into each interaction."""
    with pytest.raises(BadInput) as refused:
        Lab().capture_point(name)
    assert "a name of 1 to 256 characters" == refused.value.accepted


def test_what_was_asked_plays_again() -> None:
    """All operations, retries, refusals, lost answers and outages, with agents around."""
    lab = Lab()
    anna = lab.log_in("Anna")
    shop = lab.capture_point("Shop", DEFAULTS)
    lab.step_began("When", "somebody submits", 7)
    data = "<UserData><kvitem><key>a</key><value><ValueList/></value></kvitem></UserData>"
    ask(shop, f"<Submit><ExternalId>x</ExternalId>{data}</Submit>", "urn:callbook:reference:5")
    lab.step_ended("passed", "")
    ask(shop, f"<Submit><ExternalId>x</ExternalId>{data}</Submit>", "urn:callbook:reference:5")
    ask(shop, "<Stop/>", "urn:callbook:reference:5")
    lab.disturb("Shop", SERVER, SERVER, Fault(Mishap.DROPPED, "EventAck"))
    ask(shop, "<Submit><ExternalId>y</ExternalId></Submit>", "urn:y")
    ask(shop, "<Submit><ExternalId>y</ExternalId></Submit>", "urn:y")
    for operation in ("Hold", "Resume", "GetInfo", "Stop", "Stop"):
        ask(shop, f"<{operation}><ExternalId>y</ExternalId></{operation}>")
    lab.stop_interaction_server()
    ask(shop, "<Ping/>")
    lab.start_interaction_server()
    lab.advance(60_000)
    assert 11 == len(actions(lab))
    recorded = trace_of(lab, scenario="capture point")
    replayed = replay(recorded)
    assert (None, len(recorded.entries)) == (replayed.divergence, replayed.compared)
    assert () != anna.shown().interactions


def test_what_is_not_understood_is_not_written() -> None:
    """It can have done nothing."""
    lab = Lab()
    shop = lab.capture_point("Shop")
    shop.answer(b"\x00")
    ask(shop, "<Nonsense/>")
    assert [] == actions(lab)


def test_what_follows_from_an_action_is_not_written_twice() -> None:
    """A website that goes through the capture point does so again when its form is handed in again."""
    lab = Lab()
    shop = lab.capture_point("Shop", DEFAULTS)
    form = CallbackForm(name="Maria", phone_number="+447700900123", time_zone="Europe/London")
    lab.do(_ThroughTheCapturePoint(form.name))
    assert [] == actions(lab)
    ask(shop, "<Ping/>")
    assert ["Ping"] == [details["operation"] for details in actions(lab)]
    (submit,) = (entry for entry in lab.journal.entries if isinstance(entry, MessageSent) and entry.receiver == SERVER)
    assert "through the capture point" == getattr(lab.journal.entry(submit.cause), "action", "")


def test_a_ladder_tells_the_operation() -> None:
    """And not all of its fields."""
    lab = Lab()
    ask(lab.capture_point("Shop", DEFAULTS), "<Submit><ExternalId>secret</ExternalId></Submit>")
    drawn = text_ladder(lab.journal.entries)
    assert "Shop: send a SOAP request (operation Submit)" in drawn
    assert "secret" not in drawn


def test_only_operations_can_be_asked_again() -> None:
    """A recording that was changed by hand is no way around the table."""
    asked: dict[str, object] = {"act": "soap request", "capture_point": "Shop", "operation": "Delete", "fields": {}}
    with pytest.raises(Unknown, match="There is no operation 'Delete'"):
        Lab().do(act_of(asked))
    with pytest.raises(SoapFault, match="Missing TenantId"):
        Lab().do(act_of({**asked, "operation": "Submit"}))


def test_requests_inside_a_settling_are_not_answered_in_time() -> None:
    """The clock cannot settle inside its own settling: whoever asks there is told that nobody knows."""
    lab = Lab()
    shop = lab.capture_point("Shop", DEFAULTS)
    answers: list[bytes] = []
    lab.clock.call_soon(lambda: answers.append(ask(shop, "<Submit/>", "urn:a")))
    lab.clock.settle()
    assert b"was not answered" in answers[0]
    assert b"InteractionId" in ask(shop, "<Submit/>", "urn:a")
    assert 1 == len(lab.interaction_server.interactions)


def test_what_is_no_answer_is_not_taken_for_one() -> None:
    """The server may tell its clients other things, too."""
    lab = Lab()
    shop = lab.capture_point("Shop", DEFAULTS)
    lab.wire("Shop", SERVER).to_client(EventAgentConnectionClosed(ReferenceId=1, AgentId="anna"))
    lab.clock.settle()
    assert b"InteractionId" in ask(shop, "<Submit/>")
