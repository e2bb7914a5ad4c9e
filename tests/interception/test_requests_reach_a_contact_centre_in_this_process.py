from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
import requests
import responses

from callbook.lab import small_center
from callbook.network.interception import Addresses, Mocked, mocked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from syrupy.assertion import SnapshotAssertion

JSON = {"Content-Type": "application/json"}
LOGIN = {
    "protocol": "Open Media", "message": "RequestAgentLogin", "ReferenceId": 1, "TenantId": "Lighthouse",
    "PlaceId": "Place 1", "AgentId": "anna", "MediaList": {"webcallback": 1},
}  # fmt: skip
ANNA = "http://interaction-server.test/clients/Anna"


@pytest.fixture
def centre() -> Iterator[Mocked]:
    """Give a contact centre that answers `requests`."""
    with mocked() as centre:
        yield centre


def _log_in() -> None:
    assert 202 == requests.post(f"{ANNA}/requests", json=LOGIN, timeout=5).status_code


def _told() -> list[str]:
    events = requests.get(f"{ANNA}/events", timeout=5).json()["events"]
    return [event.get("connection") or event["message"]["message"] for event in events]


def test_code_under_test_talks_with_the_servers_the_test_with_the_contact_centre(centre: Mocked) -> None:
    """An agent logs in over HTTP; the test brings a contact, and lets time pass."""
    _log_in()
    callback = centre.lab.schedule(centre.contact("Maria"))
    assert ["made", "EventAck", "EventCurrentAgentStatus", "EventInvite"] == _told()
    centre.advance(timedelta(seconds=30))
    assert "EventRevoked" in _told()
    assert "waiting for an agent" in str(centre.lab.where(callback))
    assert centre.journal is centre.lab.journal


def test_each_server_has_an_address(centre: Mocked) -> None:
    """Interaction Server, the voice switch, the website, and all of it."""
    found = [
        requests.put("http://voice-switch.test/clients/Anna", timeout=5),
        requests.get("http://website.test/callbacks", timeout=5),
        requests.get("http://callbook.test/runs?a=b", timeout=5),
    ]
    assert [(200, "application/json"), (200, "text/html; charset=utf-8"), (200, "application/json")] == [
        (answer.status_code, answer.headers["content-type"]) for answer in found
    ]


def test_the_addresses_are_those_that_the_code_believes_in() -> None:
    """Wherever it expects them, with a port and a path."""
    addresses = Addresses(interaction_server="http://ixn.bank.example:7120/api", everything="http://all.example")
    with mocked(addresses=addresses) as centre:
        assert 200 == requests.put("http://ixn.bank.example:7120/api/clients/Anna", timeout=5).status_code
        assert [("interaction-server", "Anna", True)] == [
            tuple(client.values())
            for client in requests.get("http://all.example/runs/default/clients", timeout=5).json()
        ]
        with pytest.raises(requests.ConnectionError):
            requests.put("http://ixn.bank.example:7120/apis", timeout=5)
    assert addresses is centre.addresses


@mocked(seed=5)
def test_it_is_a_decorator_too() -> None:
    """Each call has a contact centre of its own."""
    assert 5 == requests.get("http://callbook.test/runs/default", timeout=5).json()["seed"]


def test_each_time_it_begins_anew() -> None:
    """What one test has done is not there in the next."""
    again = mocked()
    for _ in range(2):
        with again:
            assert [] == requests.get("http://callbook.test/runs/default/clients", timeout=5).json()
            _log_in()


def test_it_is_made_as_it_is_wanted() -> None:
    """Contact centre and first moment are the test's."""
    center = msgspec.structs.replace(small_center(), switch="T-Server")
    start = datetime(2026, 12, 24, 18, tzinfo=UTC)
    with mocked(contact_center=center, start=start) as centre:
        assert ("T-Server", start) == (centre.lab.voice_switch.name, centre.lab.clock.now())


def test_a_body_may_be_text_or_bytes_or_nothing(centre: Mocked) -> None:
    """Whatever `requests` is given arrives as it would on a socket."""
    text = msgspec.json.encode(LOGIN)
    for body in (text, text.decode()):
        assert 202 == requests.post(f"{ANNA}/requests", data=body, headers=JSON, timeout=5).status_code
    assert 400 == requests.post(f"{ANNA}/requests", timeout=5).status_code


def test_what_else_is_called_can_be_mocked_beside_it(centre: Mocked, snapshot: SnapshotAssertion) -> None:
    """The test's own mocks are found; of what nobody answers the nearest address is named, and where they part."""
    centre.responses.add(responses.GET, "http://crm.example/maria", json={"vip": True})
    assert {"vip": True} == requests.get("http://crm.example/maria", timeout=5).json()
    with pytest.raises(requests.ConnectionError) as nobody:
        requests.get("http://interaction-serve.test/clients", timeout=5)
    assert snapshot == str(nobody.value)


def test_outside_of_it_nothing_is_answered() -> None:
    """Nothing stays behind."""
    with mocked():
        pass
    with pytest.raises(requests.ConnectionError):
        requests.get("http://callbook.test/runs", timeout=5)


def test_a_real_clock_stands_still_here(centre: Mocked) -> None:
    """In a test nothing waits for the wall, whatever kind of clock the code under test asks for."""
    requests.post("http://callbook.test/runs", json={"name": "real", "clock": "real"}, timeout=5)
    instants = {requests.get("http://callbook.test/runs/real/clock", timeout=5).json()["instant"] for _ in range(3)}
    assert {centre.lab.clock.instant} == instants
