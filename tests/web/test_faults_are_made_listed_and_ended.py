"""Faults of a run are made, listed and ended through the API; servers are down for a while, or restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.web.conftest import Api

from callbook.core.faults import Mishap
from callbook.core.journal_entries import ActionTaken
from callbook.network.service.settings import Limits

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

FAULTS = "/runs/default/faults"
SERVER = {"server": "interaction-server"}
DROPPED: dict[str, Any] = {**SERVER, "mishap": "dropped"}


def add(api: Api, **wanted: object) -> dict[str, Any]:
    """Add a fault that can be; give how it is shown."""
    status, shown = api.ask("POST", FAULTS, {**DROPPED, **wanted})
    assert 201 == status, shown
    return dict(shown)


def told(api: Api, client: str = "Anna") -> list[str]:
    """Say what a client was told, by name."""
    events = api.get(f"/interaction-server/clients/{client}/events")["events"]
    return [event.get("connection") or event["message"]["message"] for event in events]


def test_a_fault_is_shown_with_how_often_it_struck(api: Api, snapshot: SnapshotAssertion) -> None:
    """All that was wanted, in words too, how often it has struck and how often it still may."""
    api.logs_in()
    add(api, client="Anna", message="RequestAddMedia", times=3)
    api.sends("Anna", "RequestAddMedia", MediaTypeName="webcallback")
    assert snapshot == api.get("/faults")
    assert ["made", "EventAck", "EventCurrentAgentStatus"] == told(api)


@pytest.mark.parametrize("mishap", Mishap)
def test_every_mishap_can_be_wanted(api: Api, mishap: Mishap, snapshot: SnapshotAssertion) -> None:
    """Under the name that the journal has for it."""
    code = 43 if mishap is Mishap.REFUSED else 0
    assert snapshot == add(api, mishap=mishap, milliseconds=500, at_most=2_000, percent=12.5, code=code, times=None)


def test_a_fault_of_every_client_befalls_those_to_come(api: Api) -> None:
    """It counts what it strikes on all wires together, and is gone when it has struck often enough."""
    add(api, direction="to-client", message="EventAck", times=2)
    for client in ("Anna", "Ben", "Clara"):
        api.sends(client, "RequestAgentLogout")  # nobody is logged in: EventError, which is spared
    api.logs_in("Anna")
    assert [(1, 1)] == [(fault["struck"], fault["left"]) for fault in api.get("/faults")]
    api.sends("Anna", "RequestAddMedia", MediaTypeName="webcallback")
    assert [] == api.get("/faults")
    assert "EventAck" not in told(api)


def test_a_request_can_be_refused_with_any_error(api: Api) -> None:
    """The client is told EventError with this code, and nothing was carried out."""
    add(api, mishap="refused with an error", message="RequestAgentLogin", code=4711)
    api.logs_in()
    events = api.get("/interaction-server/clients/Anna/events")["events"]
    assert [("EventError", 4711)] == [
        (event["message"]["message"], event["message"]["ErrorCode"]) for event in events[1:]
    ]
    assert [] == api.get("/servers")["interaction_server"]["ready_agents"]


def test_what_the_voice_switch_is_asked_can_be_refused(api: Api) -> None:
    """In its own protocol, with the number of the request."""
    add(api, server="voice-switch", mishap="refused with an error", message="RequestRegisterAddress", code=50)
    body = {"protocol": "T-Library", "message": "RequestRegisterAddress", "ReferenceID": 7, "ThisDN": "1001"}
    api.ask("POST", "/runs/default/voice-switch/clients/Anna/requests", body)
    [_, event] = api.get("/voice-switch/clients/Anna/events")["events"]
    expected = {
        "protocol": "T-Library", "message": "EventError", "Server": "SIP Server", "ReferenceID": 7, "ErrorCode": 50,
        "ErrorMessage": "the request was not carried out", "ThisDN": "1001",
    }  # fmt: skip
    assert expected == event["message"]
    assert "voice-switch" == add(api, server="voice-switch")["server"]


def test_a_fault_is_ended(api: Api) -> None:
    """One by its number, or all; what comes then goes through."""
    first, second, third = (add(api, times=None)["number"] for _ in range(3))
    assert 204 == api.raw("DELETE", f"{FAULTS}/{second}").status
    assert [first, third] == [fault["number"] for fault in api.get("/faults")]
    assert 204 == api.raw("DELETE", FAULTS).status
    api.logs_in()
    assert ([], ["made", "EventAck", "EventCurrentAgentStatus"]) == (api.get("/faults"), told(api))


def test_a_server_is_down_for_a_while(api: Api) -> None:
    """It starts again by the run's clock, and its clients are connected again."""
    api.logs_in()
    for server in ("interaction-server", "voice-switch"):
        status, _ = api.ask("POST", "/runs/default/outages", {"server": server, "milliseconds": 5_000})
        assert 200 == status
    running = [[server["running"] for server in api.get("/servers").values()]]
    for milliseconds in (4_999, 1):
        api.lab.advance(milliseconds)
        running.append([server["running"] for server in api.get("/servers").values()])
    assert [[False, False], [False, False], [True, True]] == running
    assert ["lost", "made"] == told(api)[-2:]


@pytest.mark.parametrize(("with_state", "kept"), [(True, 1), (False, 0)])
def test_interaction_server_restarts(api: Api, with_state: bool, kept: int) -> None:  # noqa: FBT001 - a parameter
    """With or without its state; its clients are connected again either way."""
    api.logs_in()
    api.lab.schedule(api.lab.contact())
    status, _ = api.ask("POST", "/runs/default/restarts", {**SERVER, "with_state": with_state})
    assert (200, kept) == (status, len(api.get("/interactions")))
    assert ["lost", "made"] == told(api)[-2:]
    assert {"wrong": []} == api.ask("POST", "/runs/default/check")[1]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("interaction-server/restart", 1),
        ("interaction-server/restart-without-state", 0),
        ("voice-switch/restart", 1),
    ],
)
def test_servers_restart_by_a_deed_too(api: Api, path: str, kept: int) -> None:
    """As they stop and start; the voice switch keeps no callbacks and so loses none."""
    api.lab.schedule(api.lab.contact())
    assert 200 == api.ask("POST", f"/runs/default/servers/{path}")[0]
    assert kept == len(api.get("/interactions"))


def test_the_voice_switch_restarts(api: Api) -> None:
    """Whoever was registered has to register again."""
    assert 200 == api.ask("POST", "/runs/default/restarts", {"server": "voice-switch"})[0]
    assert ["restart the voice switch"] == [
        entry.action for entry in api.lab.journal if isinstance(entry, ActionTaken) and "restart" in entry.action
    ]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("faults", {"server": "interaction-servr", "mishap": "dropped"}),
        ("faults", {**SERVER, "mishap": "droped"}),
        ("faults", {**DROPPED, "message": "RequestAcept"}),
        ("faults", {**DROPPED, "times": 0}),
        ("faults", {**DROPPED, "percent": 0}),
        ("faults", {**DROPPED, "percent": 100.5}),
        ("faults", {**DROPPED, "milliseconds": 86_400_001}),
        ("faults", {**DROPPED, "mend_after": -1}),
        ("faults", {**DROPPED, "client": ""}),
        ("faults", {**DROPPED, "code": 43}),
        ("faults", {**DROPPED, "reason": "because"}),
        ("faults", {**SERVER, "mishap": "delayed", "milliseconds": 10, "at_most": 9}),
        ("faults", {**SERVER, "mishap": "refused with an error"}),
        (
            "faults",
            {**SERVER, "client": "Anna", "mishap": "refused with an error", "code": 1, "direction": "to-client"},
        ),
        ("faults", {**SERVER, "mishap": "refused with an error", "code": 1, "direction": "to-client"}),
        ("outages", {"server": "website", "milliseconds": 1}),
        ("outages", SERVER),
        ("restarts", {"server": "voice-switch", "with_state": False}),
    ],
)
def test_what_cannot_be_is_refused(api: Api, path: str, wanted: object, snapshot: SnapshotAssertion) -> None:
    """With what was given, where, and what would be accepted; nothing is in force then."""
    status, problem = api.ask("POST", f"/runs/default/{path}", wanted)
    assert (400, []) == (status, api.get("/faults"))
    assert snapshot == problem


def test_a_fault_that_is_over_cannot_be_ended(api: Api, snapshot: SnapshotAssertion) -> None:
    """The answer names those that are in force."""
    spent = add(api)["number"]
    add(api)
    api.logs_in()
    status, problem = api.ask("DELETE", f"{FAULTS}/{spent}")
    assert (404, snapshot) == (status, problem)


def test_faults_have_a_bound(snapshot: SnapshotAssertion) -> None:
    """Nobody fills the memory with them."""
    api = Api(Limits(wait=0.0, faults=2))
    add(api)
    add(api)
    status, problem = api.ask("POST", FAULTS, DROPPED)
    assert (503, snapshot) == (status, problem)


@pytest.mark.parametrize("path", ["faults", "outages", "restarts"])
def test_a_led_run_takes_no_faults(api: Api, path: str, snapshot: SnapshotAssertion) -> None:
    """Whoever leads its clock has the wires: what fails is theirs to say."""
    api.ask("POST", "/runs", {"name": "led", "clock": "led"})
    wanted = {"faults": DROPPED, "outages": {**SERVER, "milliseconds": 1}, "restarts": SERVER}[path]
    status, problem = api.ask("POST", f"/runs/led/{path}", wanted)
    assert (400, snapshot) == (status, problem)
