"""Whoever leads a run's clock is answered before the framework, and just as the framework's routes answer."""

from __future__ import annotations

from typing import Final, NamedTuple

import msgspec
import pytest

from callbook.messages import to_json
from callbook.messages.open_media import RequestAgentLogin, RequestSubmit
from callbook.network.asgi_call import Answer, call
from callbook.network.service.runs import Runs
from callbook.network.service.settings import ClockKind, Limits, RunSettings
from callbook.network.web.app import Application, application
from callbook.network.web.led_requests import answer_leader, asked_by_leader
from callbook.network.web.service import Service
from callbook_mocks.website import CONTENT_TYPE, soap

_AT: Final = "1772438400000"
_JSON: Final = {"content-type": "application/json", "prefer": "return=representation"}
_XML: Final = {"content-type": CONTENT_TYPE, "soapaction": '"Submit"'}
_SEAT: Final = "/interaction-server/clients/anna"
_POINT: Final = "/Genesys/Interaction/website/WebServiceCapturePoint"
_LOGIN: Final = RequestAgentLogin(
    ReferenceId=1, TenantId="Lighthouse", PlaceId="Place 1", AgentId="anna", MediaList={"webcallback": 1}
)
_SUBMIT: Final = RequestSubmit(
    ReferenceId=1,
    TenantId="Lighthouse",
    MediaType="webcallback",
    Queue="callbacks",
    InteractionType="Inbound",
    InteractionSubtype="InboundNew",
)


class Step(NamedTuple):
    """A request: method, address below the run's, body, headers beside the instant's."""

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = _JSON


_OPENED: Final = Step("POST", "/acts", b'{"act":"open capture point","name":"website"}')
_SUBMITTED: Final = Step("POST", _POINT, soap.submit(_SUBMIT, "urn:callbook:reference:1"), _XML)
_READY: Final = Step("POST", f"{_SEAT}/requests", to_json(_LOGIN))
STORIES: Final = {
    "a client comes, leaves, and comes again": (
        Step("PUT", _SEAT),
        Step("DELETE", _SEAT),
        Step("PUT", _SEAT),
        Step("GET", "/journal?after=1"),
    ),
    "a callback is submitted, and a timer fires": (
        Step("PUT", _SEAT),
        _READY,
        _OPENED,
        _SUBMITTED,
        Step("GET", "/journal?after=0"),
        Step("POST", "/clock/step"),
    ),
    "questions": (
        Step("POST", "/questions", b'{"query":"ready agents"}'),
        Step("POST", "/questions", b'{"query":"where","interaction":"nobody"}'),
        Step("POST", "/questions", b'{"query":"what"}'),
        Step("POST", "/questions", b"{"),
    ),
    "what is refused": (
        Step("PUT", "/elsewhere/clients/anna"),
        Step("DELETE", "/voice-switch/clients/anna"),
        Step("POST", "/clock/step"),
        Step("POST", "/acts", b'{"act":"stop","server":"Interaction Server","milliseconds":null,"milliseconds":1}'),
        Step("POST", "/acts", b'{"act":"stop","server":"nobody"}'),
        Step(
            "POST", "/acts", b'{"act":"behave","phone_number":"+46700000000","behaviour":{"kind":"answers","after":-1}}'
        ),
        Step("POST", "/acts", b'{"act":"stop"}', {"content-type": "text/plain", "prefer": "return=representation"}),
        Step("POST", _POINT, b"<no/>", _XML),
    ),
    "what no lab asks for": (
        Step("GET", "/clock"),
        Step("GET", "/journal?after=0&at_most=1"),
        Step("PUT", f"{_SEAT}?after=1"),
        Step("PUT", _SEAT, headers={"content-type": "application/json"}),
        Step("POST", "/clock/advance", b'{"milliseconds":1}'),
        Step("PATCH", _SEAT),
    ),
}


def _application() -> Application:
    service = Service(Runs(RunSettings(clock=ClockKind.LED), Limits(wait=0.0), lambda: 0.0))
    return application(service)


def _told(app: Application, step: Step, instant: str = _AT, *, by_route: bool = False) -> Answer:
    """Return the answer; a query that no lab has, and no route reads, leads past the short way."""
    headers = {**step.headers, "callbook-instant": instant}
    path = step.path + ("&" if "?" in step.path else "?") + "by=route" if by_route else step.path
    return call(app, step.method, f"http://callbook.test/runs/default{path}", headers.items(), step.body)


def _comparable(given: Answer) -> tuple[int, object, set[tuple[str, str]]]:
    kind = dict(given.headers).get("content-type", "")
    text = given.body.replace(b"?by=route", b"")
    body: object = msgspec.json.decode(text) if "json" in kind and text else text
    return given.status, body, {("content-type", kind)}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_both_ways_say_the_same(story: tuple[Step, ...]) -> None:
    """Status, type and every value; a timer's and an entry's number, too."""
    app, twin = _application(), _application()
    for step in story:
        assert _comparable(_told(twin, step, by_route=True)) == _comparable(_told(app, step)), step


def test_an_instant_that_is_none_is_refused_alike() -> None:
    """It stands in a header, so both read it."""
    step = Step("PUT", _SEAT)
    told = _comparable(_told(_application(), step, "soon"))
    assert _comparable(_told(_application(), step, "soon", by_route=True)) == told
    assert told[0] == 400
    assert "Callbook-Instant" in str(told[1])


def test_a_fault_of_the_server_is_told_as_one(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever leads learns of it, and the log says where."""

    class Broken(Service):
        def keep(self) -> None:
            message = "the disk is gone"
            raise RuntimeError(message)

    service = Broken(Runs(RunSettings(clock=ClockKind.LED), Limits(wait=0.0), lambda: 0.0))
    headers = [(name.encode(), value.encode()) for name, value in {**_JSON, "callbook-instant": _AT}.items()]
    asked = asked_by_leader("PUT", f"/runs/default{_SEAT}", b"", headers, b"")
    assert asked is not None
    given = answer_leader(service, asked)
    assert given is not None
    assert (500, True) == (given.status, b"RuntimeError" in given.body)
    assert "the disk is gone" in caplog.text


def test_other_addresses_and_other_people_are_the_routes_affair() -> None:
    """No run in the address, or nobody who leads."""
    service = Service(Runs(RunSettings(), Limits(wait=0.0), lambda: 0.0))
    asked = asked_by_leader("GET", "/health", b"", [(b"callbook-instant", b"0")], b"")
    assert asked is not None
    assert answer_leader(service, asked) is None
    assert asked_by_leader("GET", "/health", b"", [], b"") is None
