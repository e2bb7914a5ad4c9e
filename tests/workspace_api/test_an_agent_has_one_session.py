"""An agent's seat belongs to one session: a second one is refused until the first has ended, or is gone."""

from __future__ import annotations

import pytest
from tests.web.conftest import Api
from tests.workspace_api.conftest import DOOR, Exchange, talking

from callbook.network.service.settings import Limits
from callbook.network.web.serving import Socket
from callbook.network.workspace_api import api as workspace_api
from callbook.network.workspace_api.client import AgentClient, RefusedByApi


def test_a_second_one_is_refused(api: Api, anna: AgentClient) -> None:
    """In the vendor's form, with the way out."""
    anna.poll()
    with pytest.raises(RefusedByApi, match="Agent 'anna' has a session already") as refused:
        AgentClient(Exchange(api)).begin("anna", "1001")
    assert 409 == refused.value.status


def test_one_that_is_gone_loses_its_seat(api: Api, anna: AgentClient) -> None:
    """After a minute in which it has asked nothing; the agent stays logged in, and what is in hand stays there."""
    callback, conn_id = talking(api, anna)
    api.seconds += 61
    other = AgentClient(Exchange(api))
    other.begin("anna", "1001")
    assert ([callback], [conn_id]) == (list(other.interactions), list(other.calls))
    with pytest.raises(RefusedByApi, match="There is no session"):
        anna.post("/voice/ready")


def test_one_that_has_logged_out_can_begin_again(api: Api, anna: AgentClient) -> None:
    """And so can one that never took a seat; what was asked of the session before is unknown to it."""
    anna.end()
    exchange = Exchange(api)
    exchange("POST", "/initialize-workspace", None)
    assert 200 == exchange("GET", "/logout", None)[0]
    anna.begin("anna", "1001")
    assert ("LoggedIn", True) == (anna.dn and anna.dn["agentState"], anna.has_session)


def test_activating_again_changes_nothing(anna: AgentClient) -> None:
    """The same agent in the same session; who logs the channel off logs it on again so."""
    anna.post("/activate-channels", agentId="anna")
    anna.poll()
    assert "Ready" == (anna.channel and anna.channel["state"])


def test_the_channel_can_be_logged_off_and_on(api: Api, anna: AgentClient) -> None:
    """Where O3 lets the agent."""
    application = {"login.webcallback.can-unactivate-channel": "true"}
    api.ask("PATCH", "/runs/default/configuration", {"patch": {"application": application}})
    anna.post("/media/webcallback/logout")
    anna.poll()
    assert "LoggedOut" == (anna.channel and anna.channel["state"])
    anna.post("/activate-channels", agentId="anna")
    anna.poll()
    assert "LoggedOut" != (anna.channel and anna.channel["state"])


def test_who_looks_sees_who_it_is(exchange: Exchange, anna: AgentClient) -> None:
    """The session, the user, and what a client may want to know of the configuration."""
    anna.poll()
    user = exchange("GET", "/userinfo", None)[1]["data"]
    configuration = exchange("GET", "/configuration", None)[1]["data"]
    assert {"user": user, "configuration": configuration} == exchange("GET", "/current-session", None)[1]["data"]
    assert ("anna", "Place 1") == (user["employeeId"], user["defaultPlace"])
    assert ["Lunch", "Training", "Paperwork"] == [each["code"] for each in configuration["actionCodes"]]


def test_who_subscribes_is_told_how_things_stand(anna: AgentClient) -> None:
    """At once, and only what the channel is about."""
    about = [anna.meta("/meta/subscribe", subscription="/workspace/v3/voice")]
    told = anna.exchange("POST", "/notifications", about)[1]
    assert ["DnStateChanged"] == [each["data"]["messageType"] for each in told if "data" in each]


def test_there_are_so_many_and_no_more(api: Api) -> None:
    """Who begins one more takes the place of the one that was used longest ago."""
    first = Exchange(api)
    first("POST", "/initialize-workspace", None)
    for _ in range(workspace_api.MOST):
        api.seconds += 1
        Exchange(api)("POST", "/initialize-workspace", None)
    assert 401 == first("GET", "/current-session", None)[0]


@pytest.fixture
def guarded() -> Api:
    """Give a server with a token."""
    return Api(Limits(), Socket(token="secret"))  # noqa: S106 - no secret


@pytest.mark.parametrize("door", [DOOR, "/workspace/v3"])
def test_the_token_is_shown_once(guarded: Api, door: str) -> None:
    """With the token a session begins; from then on the library shows its cookie only. Other addresses want more."""

    def ask(method: str, path: str, **headers: str) -> int:
        return guarded.raw(method, path, b"", **headers).status

    assert 401 == ask("POST", f"{door}/initialize-workspace")
    begun = guarded.raw("POST", f"{door}/initialize-workspace", b"", Authorization="Bearer secret")
    cookie = next(value for name, value in begun.headers if name == "set-cookie").partition(";")[0]
    assert 200 == ask("GET", f"{door}/current-session", Cookie=cookie)
    assert 401 == ask("GET", f"{door}/current-session", Cookie="WORKSPACE_SESSIONID=guessed")
    assert 401 == ask("GET", f"{door}/current-session", Cookie="other=1")
    assert 401 == ask("GET", "/runs/default/interactions", Cookie=cookie)
