"""Who lost an answer asks again with the same MessageID, and nothing is done twice (F10)."""

from __future__ import annotations

import pytest
from tests.capture_point.conftest import IXN, SERVER, SOAP_12, WSA, envelope_of, items, told, with_id

from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import MessageSent
from callbook.core.messages.open_media import OpenMediaRequest, RequestStopProcessing, RequestSubmit
from callbook.lab import Lab
from callbook_mocks.capture_point import CapturePoint
from callbook_mocks.capture_point.capture_point import Memory
from callbook_mocks.capture_point.operations import OPERATIONS, Request

SUBMIT = f"<Submit><UserData>{items(customer_number='+4612345')}</UserData></Submit>"


def ask(point: CapturePoint, message_id: str, request: str = SUBMIT, **form: str) -> dict[str, str]:
    """Send a request with a MessageID; give what the answer says."""
    return told(point.answer(envelope_of(request, header=with_id(message_id), **form))).texts


def sent(lab: Lab, kind: type[OpenMediaRequest] = RequestSubmit) -> list[int]:
    """Give the ReferenceIds of what was sent to Interaction Server."""
    messages = (entry.message for entry in lab.journal.entries if isinstance(entry, MessageSent))
    return [message.ReferenceId for message in messages if isinstance(message, kind)]


def test_the_same_again_is_the_same_callback(lab: Lab, point: CapturePoint) -> None:
    """The second answer has the same InteractionId, however many came between; nothing is sent."""
    first = ask(point, "urn:a")
    ask(point, "urn:b")
    assert first["ValueString"] != ask(point, "urn:c")["ValueString"]
    assert first == ask(point, "urn:a")
    assert (3, [1, 2, 3]) == (len(lab.interaction_server.interactions), sent(lab))


def test_without_a_message_id_it_is_another_callback(lab: Lab, point: CapturePoint) -> None:
    """Nobody can know that it is meant to be the same."""
    point.answer(envelope_of(SUBMIT))
    point.answer(envelope_of(SUBMIT))
    assert 2 == len(lab.interaction_server.interactions)


def test_another_content_is_a_fault(lab: Lab, point: CapturePoint) -> None:
    """Of another operation as well; the first one stays as it is."""
    ask(point, "urn:a")
    for request in ("<Submit/>", "<Stop><ExternalId>x</ExternalId></Stop>", "<Ping/>"):
        refused = ask(point, "urn:a", request)
        description = "MessageID 'urn:a' came with another content. Accepted: one that is new."
        assert ("209", description) == (refused["ErrorCode"], refused["ErrorDescription"])
    assert [1] == sent(lab)


def test_the_order_of_fields_is_no_content(lab: Lab, point: CapturePoint) -> None:
    """The same fields in another order are the same request."""
    one = ask(point, "urn:a", "<Submit><Queue>parked</Queue><ExternalId>x</ExternalId></Submit>")
    assert one == ask(point, "urn:a", "<Submit><ExternalId>x</ExternalId><Queue>parked</Queue></Submit>")
    assert [1] == sent(lab)


@pytest.mark.parametrize("lost", ["EventAck", "RequestSubmit"])
@pytest.mark.parametrize("meanwhile", ["nothing", "another", "cut", "restart"])
def test_a_lost_answer_is_found_again(lab: Lab, point: CapturePoint, lost: str, meanwhile: str) -> None:
    """Whether request or answer was lost, and whatever happened in between: there is one callback."""
    sender = SERVER if lost == "EventAck" else "Shop"
    lab.disturb("Shop", SERVER, sender, Fault(Mishap.DROPPED, lost))
    refused = ask(point, "urn:a")
    description = "RequestSubmit was not answered; it may have been carried out. Ask again with the same MessageID."
    assert ("soap:Server", description) == (refused["faultcode"], refused["ErrorDescription"])
    befall(lab, point, meanwhile)
    before = len(lab.interaction_server.interactions)
    callback = ask(point, "urn:a")["ValueString"]
    assert callback == ask(point, "urn:a")["ValueString"]
    assert before + (lost == "RequestSubmit") == len(lab.interaction_server.interactions)
    assert {1} == {reference for reference in sent(lab) if reference != 2}


def befall(lab: Lab, point: CapturePoint, what: str) -> None:
    """Let something happen between the request and its repetition."""
    if what == "another":
        ask(point, "urn:b")
    elif what == "cut":
        lab.cut("Shop", SERVER)
        lab.mend("Shop", SERVER)
    elif what == "restart":
        lab.stop_interaction_server()
        lab.start_interaction_server()


def test_a_late_request_is_found_again(lab: Lab, point: CapturePoint) -> None:
    """The first one is still under way, and another came between: Interaction Server makes one of both (F10)."""
    lab.disturb("Shop", SERVER, "Shop", Fault(Mishap.DELAYED, "RequestSubmit", 1_500))
    ask(point, "urn:a")
    callback = ask(point, "urn:a")["ValueString"]
    ask(point, "urn:b", "<Submit><Queue>parked</Queue></Submit>")
    lab.advance(2_000)
    assert callback == ask(point, "urn:a")["ValueString"]
    assert 2 == len(lab.interaction_server.interactions)


def test_a_refusal_may_be_tried_again(lab: Lab, point: CapturePoint) -> None:
    """Nothing was done: when the cause is mended, the same request is carried out."""
    request = "<Submit><Queue>morning</Queue></Submit>"
    assert "103" == ask(point, "urn:a", request)["ErrorCode"]
    lab.configuration.define_queue("morning", tenant="Lighthouse")
    assert "ValueString" in ask(point, "urn:a", request)


def test_a_stop_whose_answer_was_lost_is_done(lab: Lab, point: CapturePoint) -> None:
    """The second time it is found done, and that is what was asked; without a lost answer it is unknown."""
    which = f"<InteractionId>{ask(point, 'urn:a')['ValueString']}</InteractionId>"
    lab.disturb("Shop", SERVER, SERVER, Fault(Mishap.DROPPED, "EventAck"))
    assert "211" == ask(point, "urn:b", f"<Stop>{which}</Stop>")["ErrorCode"]
    assert {"RelatesTo": "urn:b", "RequestResponse": ""} == ask(point, "urn:b", f"<Stop>{which}</Stop>")
    assert "43" == ask(point, "urn:c", f"<Stop>{which}</Stop>")["ErrorCode"]
    assert [2, 3] == sent(lab, RequestStopProcessing)


def test_the_answer_says_what_it_relates_to(point: CapturePoint) -> None:
    """In an answer as in a fault, in the namespace that the MessageID had; in SOAP 1.2 as well."""
    assert "urn:a &" == ask(point, " urn:a &amp; ")["RelatesTo"]
    assert "urn:b" == ask(point, "urn:b", "<Nonsense/>", soap=SOAP_12)["RelatesTo"]
    older = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
    header = f'<MessageID xmlns="{older}">urn:c</MessageID>'
    assert (
        f'<wsa:RelatesTo xmlns:wsa="{older}">urn:c<'.encode()
        in point.answer(envelope_of("<Ping/>", header=header)).body
    )


@pytest.mark.parametrize(
    ("message_id", "reference"),
    [
        ("urn:callbook:reference:77", 77),
        ("urn:callbook:reference:0", 1),
        ("urn:callbook:reference:07", 1),
        ("urn:callbook:reference:7x", 1),
        ("urn:callbook:reference:9999999999", 1),
        ("urn:uuid:77", 1),
    ],
)
def test_a_message_id_may_name_the_reference(lab: Lab, point: CapturePoint, message_id: str, reference: int) -> None:
    """Then the request has it; the capture point's own numbers go on above."""
    ask(point, message_id)
    point.answer(envelope_of(SUBMIT))
    assert [reference, reference + 1] == sent(lab)


def test_what_only_looks_needs_no_memory(lab: Lab, point: CapturePoint) -> None:
    """Ping with the same MessageID tells anew how things are."""
    ping = envelope_of("<Ping/>", header=with_id("urn:p"))
    before = point.answer(ping).body
    ask(point, "urn:a")
    assert before != point.answer(ping).body


def test_the_memory_has_bounds() -> None:
    """The oldest attempt is forgotten; the rest are known."""
    numbers = iter(range(1, 9))
    memory = Memory(lambda: next(numbers), most=2)
    asked = [Request(OPERATIONS["Submit"], {}, name) for name in ("a", "b", "c")]
    first, second, third = map(memory.attempt, asked)
    assert (second, third) == (memory.attempt(asked[1]), memory.attempt(asked[2]))
    assert first is not memory.attempt(asked[0])


@pytest.mark.parametrize(
    ("header", "code", "description"),
    [
        (
            with_id(" "),
            "207",
            "MessageID '' in the Header cannot be used. Accepted: 1 to 256 characters.",
        ),
        (with_id("a") + with_id("b"), "207", "MessageID is given twice in the Header. Accepted: once."),
        (with_id("<a/>"), "206", "MessageID holds elements. Accepted: a text."),
        (
            f'<Security xmlns="{IXN}" soap:mustUnderstand="1"/>',
            "204",
            "The header 'Security' must be understood. Accepted: those of WS-Addressing.",
        ),
    ],
)
def test_a_header_that_cannot_be_used(point: CapturePoint, header: str, code: str, description: str) -> None:
    """It is a fault, and nothing was done."""
    refused = told(point.answer(envelope_of(SUBMIT, header=header))).texts
    assert (code, description) == (refused["ErrorCode"], refused["ErrorDescription"])
    assert "Submitted" not in refused


def test_headers_that_may_be_ignored_are(point: CapturePoint) -> None:
    """What WS-Addressing adds, and anything that need not be understood."""
    header = f'<wsa:Action soap:mustUnderstand="1">{IXN}/Ping</wsa:Action><wsa:To>x</wsa:To><x xmlns="urn:x"/>'
    assert "RequestResponse" == told(point.answer(envelope_of("<Ping/>", header=header))).name
    assert WSA.encode() not in point.answer(envelope_of("<Ping/>", header=header)).body
