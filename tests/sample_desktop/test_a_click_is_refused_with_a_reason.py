"""What the desktop refuses it explains to a program: a reason of its own vocabulary, and nothing has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from threading import Thread
from typing import Any

import pytest

from sample_desktop.offices import Offices
from sample_desktop.server import Server

Answer = tuple[int, dict[str, Any]]


@pytest.fixture
def connection(export: dict[str, Any]) -> Iterator[HTTPConnection]:
    """Connect to a desktop with one desk, Anna's; who may use the channel, but not decline."""
    export["roles"][0]["privileges"].remove("Can Decline")
    with Server(0, Offices()) as server:
        server.daemon_threads = False  # closing it waits for them
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        connection = HTTPConnection(server.address.removeprefix("http://"), timeout=10)
        _ask(connection, "POST", "/offices", export)
        _ask(connection, "PUT", "/offices/1/desks/anna")
        yield connection
        connection.close()
        server.shutdown()
        thread.join()


def test_a_privilege_is_missing(connection: HTTPConnection) -> None:
    """409: which one, and which roles the agent has."""
    _click(connection, "sign-in")
    expected = {
        "reason": "permission",
        "permission": "Can Decline",
        "roles": ["Everything"],
        "button": "pass-on",
        "tab": None,
        "channel": "out of service",
    }
    assert (409, expected) == _click(connection, "pass-on")


def test_it_is_not_the_time(connection: HTTPConnection) -> None:
    """409: how things stand, and how they would have to stand; the screen stays as it was."""
    before = _ask(connection, "GET", "/offices/1/desks/anna")
    status, refused = _click(connection, "sign-out")
    assert (409, "situation", "the agent", "away") == (status, refused["reason"], refused["about"], refused["is"])
    assert ["at work"] == refused["possible"]
    assert before == _ask(connection, "GET", "/offices/1/desks/anna")


def test_what_was_entered_is_no_good(connection: HTTPConnection) -> None:
    """409: what was given, and what would be good."""
    _wire_up(connection)
    status, refused = _click(connection, "pause", fields={"reason": "Nap"})
    assert (409, "input", "Nap") == (status, refused["reason"], refused["given"])
    assert ["Lunch", "Training", "Paperwork"] == refused["valid"]


@pytest.mark.parametrize(
    ("method", "path", "given", "expected"),
    [
        ("POST", "/offices/1/desks/anna/click", {"now": 0, "button": "jump"}, 404),
        ("POST", "/offices/1/desks/anna/click", {"now": 0, "button": "take", "tab": "7"}, 404),
        ("GET", "/offices/1/desks/ben", None, 404),
        ("PUT", "/offices/1/desks/nobody", None, 404),
        ("DELETE", "/offices/2", None, 404),
        ("POST", "/nothing", None, 404),
        ("POST", "/offices", {"agents": []}, 400),
        ("POST", "/offices", [], 400),
        ("POST", "/offices/1/desks/anna/click", {}, 400),
    ],
)
def test_what_is_not_there(connection: HTTPConnection, method: str, path: str, given: object, expected: int) -> None:
    """404 for what the desktop does not have, 400 for what it cannot read: with a sentence."""
    status, answer = _ask(connection, method, path, given)
    assert (expected, ["error"]) == (status, list(answer))


def _click(connection: HTTPConnection, button: str, **more: object) -> Answer:
    return _ask(connection, "POST", "/offices/1/desks/anna/click", {"now": 0, "button": button, **more})


def _wire_up(connection: HTTPConnection) -> None:
    path = "/offices/1/desks/anna/wire"
    _ask(connection, "POST", path, {"now": 0, "wire": "interactions", "event": "up"})
    _click(connection, "sign-in")
    status = {"message": "EventCurrentAgentStatus", "MediaStateList": {"webcallback": 1}}
    _ask(connection, "POST", path, {"now": 0, "wire": "interactions", "event": "message", "message": status})


def _ask(connection: HTTPConnection, method: str, path: str, given: object = None) -> Answer:
    connection.request(method, path, body=None if given is None else json.dumps(given))
    response = connection.getresponse()
    return response.status, json.loads(response.read())
