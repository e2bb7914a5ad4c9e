"""CometD's protocol: handshake, connect, subscribe, unsubscribe, disconnect; and what is no message of it."""

from __future__ import annotations

import json
import threading
from http.client import HTTPConnection
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from tests.patience import PATIENCE
from tests.web.conftest import serving, until
from tests.workspace_api.conftest import DOOR, Exchange, offered

from callbook.network.workspace_api.bayeux import Notifications

if TYPE_CHECKING:
    from tests.web.conftest import Api

    from callbook.network.workspace_api.client import AgentClient

HELLO = {"channel": "/meta/handshake", "supportedConnectionTypes": ["long-polling"]}


@pytest.fixture
def heard() -> list[str]:
    """Give what was subscribed to, in order."""
    return []


@pytest.fixture
def notifications(heard: list[str]) -> Notifications:
    """Give those of a session, with a client that has shaken hands."""
    numbers = count(1)
    made = Notifications(lambda: f"client-{next(numbers)}", 30_000, heard.append)
    made.answer([HELLO])
    return made


def meta(channel: str, **more: object) -> dict[str, Any]:
    """Give a message of the client."""
    return {"channel": f"/meta/{channel}", "clientId": "client-1", "id": "9", **more}


def answered(notifications: Notifications, message: dict[str, Any]) -> dict[str, Any]:
    """Give the answer to one message."""
    return notifications.answer([message])[0][0]


def test_who_subscribes_is_told(notifications: Notifications, heard: list[str]) -> None:
    """Once it polls, in order; and no more after it has unsubscribed."""
    answered(notifications, meta("subscribe", subscription=["/a", "/b/*", "/c/**"]))
    for channel in ("/a", "/x", "/b/1", "/b/1/2", "/c/1/2"):
        notifications.tell(channel, {"n": channel})
    assert ["/a", "/b/1", "/c/1/2"] == [message["channel"] for message in notifications.take()]
    answered(notifications, meta("unsubscribe", subscription="/a"))
    notifications.tell("/a", {})
    assert ([], ["/a", "/b/*", "/c/**"], 3) == (notifications.take(), heard, notifications.published)


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"channel": "/meta/connect", "clientId": "somebody"}, "402::unknown client"),
        ({"channel": "/somewhere", "clientId": "client-1"}, "403:/somewhere:only the server publishes"),
        ({"channel": "/meta/subscribe", "clientId": "client-1"}, "400::subscription None cannot be used"),
        ({"channel": "/meta/subscribe", "clientId": "client-1", "subscription": [1]}, "400::subscription [1]"),
        ({"channel": "/meta/handshake", "supportedConnectionTypes": ["websocket"]}, "400::connection type"),
        (
            {"channel": "/meta/subscribe", "clientId": "client-1", "subscription": [f"/{n}" for n in range(101)]},
            "400::subscription '/100' cannot be used. Accepted: at most 100 channels",
        ),
    ],
)
def test_what_is_no_message_is_refused(notifications: Notifications, message: dict[str, Any], error: str) -> None:
    """As Bayeux writes errors; a client that is not known is told to shake hands."""
    answer = answered(notifications, message)
    assert (False, True) == (answer["successful"], answer["error"].startswith(error)), answer
    assert ("402" in error) == (answer.get("advice", {}).get("reconnect") == "handshake")


def test_a_poll_waits_for_news_or_for_the_next_poll(notifications: Notifications) -> None:
    """Unless its advice says that it waits for nothing."""
    assert [False, True, True] == [
        notifications.answer([meta("connect", **more)])[1]
        for more in ({"advice": {"timeout": 0}}, {}, {"advice": {"timeout": 5}})
    ]
    first, second = notifications.poll(), notifications.poll()
    assert (True, False) == (notifications.is_over(first), notifications.is_over(second))


def test_a_client_that_leaves_is_told_nothing_more(notifications: Notifications) -> None:
    """And its poll is over."""
    poll, woken = notifications.poll(), list[str]()
    notifications.listeners.append(lambda: woken.append("woken"))
    assert answered(notifications, meta("disconnect"))["successful"]
    assert (True, ["woken"]) == (notifications.is_over(poll), woken)


@pytest.mark.parametrize("body", [b"[1]", b"7"])
def test_a_body_that_holds_no_messages(api: Api, exchange: Exchange, body: bytes) -> None:
    """400, in the vendor's form."""
    exchange("POST", "/initialize-workspace", None)
    cookie = f"WORKSPACE_SESSIONID={exchange.cookie}"
    answer = api.raw("POST", f"{DOOR}/notifications", body, Content_Type="application/json", Cookie=cookie)
    assert (400, True) == (answer.status, b"a message of Bayeux" in answer.body)


def test_what_is_told_in_one_go_needs_no_waiting(api: Api, anna: AgentClient) -> None:
    """A poll that may wait is answered at once where something waits for it."""
    offered(api, anna)
    anna.post("/media/webcallback/not-ready")
    answer = anna.exchange("POST", "/notifications", [anna.meta("/meta/connect")])
    assert "NotReady" == answer[1][0]["data"]["media"]["channels"][0]["state"]


@pytest.mark.parametrize("door", [DOOR, "/workspace/v3"])
def test_a_poll_is_answered_as_soon_as_there_is_news(api: Api, door: str) -> None:
    """Over a real socket: while it waits, others go on with the run; without news it ends after a while."""
    with serving(api.service) as port:
        exchange = OverSocket(port, door)
        exchange("POST", "/initialize-workspace", None)
        client = exchange("POST", "/notifications", [HELLO])[1][0]["clientId"]
        about = {"clientId": client, "channel": "/meta/subscribe", "subscription": "/workspace/v3/**"}
        exchange("POST", "/notifications", [about])
        told: list[Any] = []
        poll = {"clientId": client, "channel": "/meta/connect"}
        polling = threading.Thread(target=lambda: told.append(exchange("POST", "/notifications", [poll])))
        polling.start()
        (session,) = api.service.workspace_api(api.run).sessions
        until(lambda: bool(session.notifications.listeners))
        exchange("POST", "/activate-channels", {"data": {"agentId": "anna"}})
        polling.join(PATIENCE)
        assert "DnStateChanged" == told[0][1][0]["data"]["messageType"]


def test_a_poll_without_news_ends(api: Api) -> None:
    """After the time that the server lets polls wait."""
    api.service.runs.limits = api.service.runs.limits.__class__(wait=0.01)
    with serving(api.service) as port:
        exchange = OverSocket(port, DOOR)
        exchange("POST", "/initialize-workspace", None)
        client = exchange("POST", "/notifications", [HELLO])[1][0]["clientId"]
        poll = {"clientId": client, "channel": "/meta/connect"}
        assert ["/meta/connect"] == [each["channel"] for each in exchange("POST", "/notifications", [poll])[1]]


def test_a_server_that_stops_lets_a_poll_end(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    """Without news, and without a word in its log."""
    told: list[Any] = []
    with serving(api.service) as port:
        exchange = OverSocket(port, DOOR)
        exchange("POST", "/initialize-workspace", None)
        client = exchange("POST", "/notifications", [HELLO])[1][0]["clientId"]
        poll = {"clientId": client, "channel": "/meta/connect"}
        polling = threading.Thread(target=lambda: told.append(exchange("POST", "/notifications", [poll])))
        polling.start()
        (session,) = api.service.workspace_api(api.run).sessions
        until(lambda: bool(session.notifications.listeners))
    polling.join(PATIENCE)
    assert ([200], []) == ([status for status, _ in told], [record for record in caplog.records if record.exc_info])


class OverSocket:
    """A client over a socket, a connection for each request."""

    def __init__(self, port: int, door: str) -> None:
        self._port = port
        self._door = door
        self._cookie = ""

    def __call__(self, method: str, path: str, body: object) -> tuple[int, Any]:
        """Ask."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        headers = {"Content-Type": "application/json", "Cookie": self._cookie}
        connection.request(method, f"{self._door}{path}", None if body is None else json.dumps(body), headers)
        response = connection.getresponse()
        answer = json.loads(response.read())
        self._cookie = (response.getheader("set-cookie") or self._cookie).partition(";")[0]
        connection.close()
        return response.status, answer
