from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.service.conftest import House, ask, log_in, told

from callbook.core.errors import BadInput
from callbook.lab.outside.operations import LoseLink, RestoreLink, Start, Stop
from callbook.network.service.run import NotConnected, NotThere, TooMany
from callbook.network.service.settings import Limits

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def test_the_first_request_connects(house: House) -> None:
    """No ceremony: a client sends, and is answered."""
    log_in(house.run)
    assert ["made", "EventAck", "EventCurrentAgentStatus"] == told(house.run, "Anna")
    assert (("interaction-server", "Anna", True),) == house.run.clients


def test_the_entry_of_a_request_is_given(house: House) -> None:
    """The number that a client is given is the request's own place in the journal."""
    log_in(house.run)
    number = ask(house.run, "Anna", "RequestNotReadyForMedia", MediaTypeName="webcallback")
    assert "RequestNotReadyForMedia" == getattr(house.run.lab.journal.entry(number), "name", "")


def test_a_lost_connection_gives_back_what_the_agent_had(house: House) -> None:
    """A callback that is offered is back with the router when its agent's connection is gone (E7)."""
    log_in(house.run)
    callback = house.run.lab.schedule(house.run.lab.contact())
    assert "offered to 'anna'" == str(house.run.lab.where(callback))
    house.run.disconnect("interaction-server", "Anna")
    assert "waiting for an agent, in the strategy 'any ready agent'" == str(house.run.lab.where(callback))
    assert "lost" == told(house.run, "Anna")[-1]


def test_who_is_cut_off_cannot_send(house: House, snapshot: SnapshotAssertion) -> None:
    """It is told to connect again; then it can, and has missed nothing."""
    log_in(house.run)
    house.run.disconnect("interaction-server", "Anna")
    with pytest.raises(NotConnected) as refused:
        log_in(house.run)
    assert snapshot == str(refused.value)
    house.run.connect("interaction-server", "Anna")
    log_in(house.run)
    assert ["lost", "made", "EventAck", "EventCurrentAgentStatus"] == told(house.run, "Anna")[3:]


def test_connecting_twice_changes_nothing(house: House) -> None:
    """A client that is not sure may ask again."""
    house.run.connect("voice-switch", "Anna")
    house.run.connect("voice-switch", "Anna")
    assert ["made"] == told(house.run, "Anna", "voice-switch")


@pytest.mark.parametrize("server", ["interaction-server", "voice-switch"])
def test_nobody_connects_to_a_server_that_is_down(house: House, server: str, snapshot: SnapshotAssertion) -> None:
    """It is told which server is down (E2, E3)."""
    house.run.do(Stop(house.run.named(server)))
    with pytest.raises(NotConnected) as refused:
        house.run.connect(server, "Anna")
    assert snapshot == str(refused.value)
    house.run.do(Start(house.run.named(server)))
    house.run.connect(server, "Anna")
    assert "made" == told(house.run, "Anna", server)[-1]


def test_a_server_that_comes_back_connects_its_clients(house: House) -> None:
    """Wires are mended with the server, as in a lab; who was logged in has to log in again (E2)."""
    log_in(house.run)
    house.run.do(Stop("Interaction Server"))
    house.run.do(Start("Interaction Server"))
    assert ["lost", "made"] == told(house.run, "Anna")[-2:]


def test_the_other_protocol_is_refused(house: House, snapshot: SnapshotAssertion) -> None:
    """A request of T-Library does not go to Interaction Server."""
    body = b'{"protocol":"T-Library","message":"RequestRegisterAddress","ReferenceID":1,"ThisDN":"7001"}'
    with pytest.raises(BadInput) as refused:
        house.run.send("interaction-server", "Anna", body)
    assert snapshot == str(refused.value)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"protocol":"Open Media"}', b"\xff"])
def test_what_is_no_message_is_refused(house: House, body: bytes, snapshot: SnapshotAssertion) -> None:
    """Whatever the bytes are, the client reads what is wrong with them, and nothing is written as sent."""
    with pytest.raises(BadInput) as refused:
        house.run.send("interaction-server", "Anna", body)
    assert snapshot == str(refused.value)
    assert (0, ()) == (house.run.lab.journal.last, house.run.clients)


def test_an_unknown_server_or_client_is_named(house: House, snapshot: SnapshotAssertion) -> None:
    """What an address names and is not there comes with what there is."""
    house.run.connect("interaction-server", "Anna")
    refusals = list[str]()
    for server, client in (("interaction-sever", "Anna"), ("interaction-server", "Ana"), ("nowhere", "Anna")):
        with pytest.raises(NotThere) as refused:
            house.run.mailbox(server, client)
        refusals.append(str(refused.value))
    assert snapshot == refusals


def test_clients_have_a_bound(snapshot: SnapshotAssertion) -> None:
    """One client too many is refused, the others stay."""
    run = House(Limits(clients=1)).run
    run.connect("interaction-server", "Anna")
    with pytest.raises(TooMany) as refused:
        run.connect("interaction-server", "Ben")
    assert snapshot == str(refused.value)
    assert 1 == len(run.clients)


def test_link_and_switch_fail_and_come_back(house: House) -> None:
    """The acts of a run are those of a lab (E3)."""
    house.run.connect("voice-switch", "Anna")
    house.run.do(LoseLink())
    house.run.do(RestoreLink())
    assert ["made", "EventLinkDisconnected", "EventLinkConnected"] == told(house.run, "Anna", "voice-switch")
