"""``{"status": {"code", "message"}}``: 400 for what is given, 401 without a session, 403, 404, 405, 409, 501."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.workspace_api.conftest import in_hand, offered, talking

from callbook.network.workspace_api.api import ROOT
from callbook.network.workspace_api.client import AgentClient
from callbook.network.workspace_api.operations import NOT_PLAYED, OPERATIONS

if TYPE_CHECKING:
    from tests.web.conftest import Api
    from tests.workspace_api.conftest import Exchange

    from callbook.network.workspace_api.client import Exchange as AnyExchange

IXN = "/media/webcallback/interactions/{callback}"


def refused(exchange: AnyExchange, path: str, data: object = None, method: str = "POST") -> tuple[int, str]:
    """Give the status, and the message of the answer, which has the vendor's form."""
    status, answer = exchange(method, path, None if data is None else {"data": data})
    assert (status, {"code", "message"}) == (answer["status"]["code"], set(answer["status"]))
    return status, answer["status"]["message"]


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        (f"{IXN}/update-user-data", {"userData": "x"}, "a list such as"),
        (f"{IXN}/update-user-data", {"userData": ["x"]}, "a pair such as"),
        (f"{IXN}/update-user-data", {"userData": [{"key": ""}]}, "a pair such as"),
        (f"{IXN}/update-user-data", {"userData": [{"key": "a", "value": 1.5}]}, "a whole number or a list of pairs"),
        (f"{IXN}/update-user-data", {"userData": [{"key": "a", "value": True}]}, "a whole number or a list of pairs"),
        (
            f"{IXN}/update-user-data",
            {"userData": [{"key": "DispositionCode", "value": "x"}, {"key": "a", "value": "b"}]},
            "DispositionCode in a request of its own",
        ),
        (
            f"{IXN}/update-user-data",
            {"userData": [{"key": "start_time", "value": "2026-03-04T09:30:00Z"}, {"key": "a", "value": "b"}]},
            "start_time and customer_number in a request of their own",
        ),
        (f"{IXN}/update-user-data", {"userData": [{"key": "start_time", "value": "soon"}]}, "with its time zone"),
        (
            f"{IXN}/update-user-data",
            {"userData": [{"key": "customer_number", "value": "+442079460099"}]},
            "together with a new start_time",
        ),
        (f"{IXN}/delete-user-data", {"keys": []}, "a list of keys"),
        (f"{IXN}/place-in-queue", {"queue": "nowhere"}, "none: webcallback.complete-queue names no queue"),
        (f"{IXN}/place-in-queue", {}, "a text that is not empty"),
        ("/media/webcallback/not-ready", {"reasonCode": "Nap"}, "There is no Not Ready reason 'Nap'"),
        ("/voice/not-ready", {"reasonCode": "Nap"}, "There is no Not Ready reason 'Nap'"),
        ("/voice/not-ready", {"agentWorkMode": "Walk"}, "AuxWork or AfterCallWork"),
        ("/voice/not-ready", {"agentWorkMode": "AfterCallWork", "reasonCode": "Lunch"}, "none with AfterCallWork"),
        ("/voice/make-call", {"destination": ""}, "a text that is not empty"),
        ("/voice/make-call", {"destination": "+46846500412"}, "the number of a callback on the desktop (+44"),
        (
            "/voice/make-call",
            {"destination": "1", "userData": [{"key": "a", "value": "b"}]},
            "the callback's own data is attached (F3)",
        ),
        ("/activate-channels", {}, "the id of an agent"),
        ("/activate-channels", {"agentId": "anna", "dn": "77"}, "'1001'"),
        ("/activate-channels", {"agentId": "anna", "placeName": "Attic"}, "'Place 1'"),
        ("/activate-channels", {"agentId": "anna", "channels": ["voice"]}, "['voice', 'webcallback']"),
        ("/activate-channels", {"agentId": "nobody"}, "There is no agent 'nobody'"),
        ("/activate-channels", {"agentId": "ben"}, "the session of anna, which this one is"),
    ],
)
def test_what_is_given(path: str, data: object, said: str, api: Api, anna: AgentClient) -> None:
    """400: what was given, and what would be accepted; nothing has changed."""
    callback = in_hand(api, anna)
    before = anna.interactions[callback]
    status, message = refused(anna.exchange, path.format(callback=callback), data)
    anna.poll()
    assert (400, True, before) == (status, said in message, anna.interactions[callback]), message


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"{", "JSON ("), (b"[]", 'an object such as {"data": {}}'), (b'{"data": 1}', "an object")],
)
def test_a_body_that_is_none(body: bytes, said: str, api: Api, exchange: Exchange, anna: AgentClient) -> None:
    """400, in the same form."""
    anna.poll()
    cookie = {"Cookie": f"other=1; WORKSPACE_SESSIONID={exchange.cookie}"}
    path = f"{exchange.door}/media/webcallback/ready"
    answer = api.raw("POST", path, body, Content_Type="application/json", **cookie)
    assert (400, True) == (answer.status, said in answer.body.decode().replace('\\"', '"'))


def test_without_a_session(exchange: Exchange) -> None:
    """401: the way to one is named; before the channels are activated the way to these."""
    assert (401, True) == has(refused(exchange, "/voice/ready"), "POST /initialize-workspace first")
    exchange("POST", "/initialize-workspace", None)
    assert (401, True) == has(refused(exchange, "/voice/ready"), "POST /activate-channels with agentId first")


def test_an_option_is_in_the_way(api: Api, exchange: Exchange) -> None:
    """403, with the clause."""
    application = {"login.webcallback.can-unactivate-channel": "false"}
    api.ask("PATCH", "/runs/default/configuration", {"patch": {"application": application}})
    exchange("POST", "/initialize-workspace", None)
    exchange("POST", "/activate-channels", {"data": {"agentId": "anna"}})
    assert (403, True) == has(refused(exchange, "/media/webcallback/logout"), "[O3]")


def test_the_voice_channel_is_not_the_agents(api: Api, exchange: Exchange) -> None:
    """403 where the privilege is missing, 409 where the switch is lost."""
    role = {"name": "Everything", "privileges": ["Can Use Web Callback Channel"]}
    api.ask("PATCH", "/runs/default/configuration", {"patch": {"roles": {"Everything": role}}})
    exchange("POST", "/initialize-workspace", None)
    exchange("POST", "/activate-channels", {"data": {"agentId": "anna"}})
    assert (403, True) == has(refused(exchange, "/voice/ready"), "'Can Use Voice Channel' is missing [P8]")


def test_the_state_is_in_the_way(api: Api, exchange: Exchange, anna: AgentClient) -> None:
    """409."""
    callback = offered(api, anna)
    path = IXN.format(callback=callback)
    assert (409, True) == has(refused(exchange, f"{path}/complete"), "the callback is offered")
    data = {"userData": [{"key": "a", "type": "str", "value": "b"}]}
    assert (409, True) == has(refused(exchange, f"{path}/update-user-data", data), "the callback is offered [F2]")
    assert (409, True) == has(refused(exchange, f"{path}/place-in-queue", {"queue": "callbacks"}), "is offered", 400)


def test_the_voice_switch_is_lost(api: Api, exchange: Exchange, anna: AgentClient) -> None:
    """409 for going Ready, and the DN is shown logged out."""
    anna.poll()
    api.ask("POST", "/runs/default/acts", {"act": "stop", "server": api.lab.switch})
    anna.poll()
    assert ("LoggedOut", []) == (anna.dn and anna.dn["agentState"], anna.dn and anna.dn["capabilities"])


def test_what_is_not_there(api: Api, exchange: Exchange, anna: AgentClient) -> None:
    """404: an interaction, a call, a medium; a path with the nearest; 405 for another method."""
    talking(api, anna)
    assert (404, True) == has(refused(exchange, "/media/webcallback/interactions/x/accept"), "no interaction 'x'")
    assert (404, True) == has(refused(exchange, "/voice/calls/x/hold"), "There is no call 'x' in Anna's desktop")
    assert (404, True) == has(refused(exchange, "/media/email/ready"), "There is no medium 'email'")
    assert (404, True) == has(refused(exchange, "/voice/reddy"), "The nearest path is /voice/ready")
    assert (405, True) == has(refused(exchange, "/voice/ready", method="GET"), "/voice/ready takes POST, not GET")


def test_what_is_not_played(exchange: Exchange, anna: AgentClient) -> None:
    """501 for each operation of the library that has no row."""
    anna.poll()
    for _, template in sorted(NOT_PLAYED):
        path = template.replace("{id}", "1").replace("{mediatype}", "webcallback")
        assert (501, True) == has(refused(exchange, path), "that Callbook does not play")


def test_each_operation_of_the_library_is_one_or_the_other() -> None:
    """Those of voice and media, as its version 9.0.1 has them, without attachments and documents of other media."""
    assert 28 == len(OPERATIONS)
    assert set() == set(OPERATIONS) & NOT_PLAYED
    assert "/workspace/v3" == ROOT


def has(found: tuple[int, str], words: str, instead: int | None = None) -> tuple[int, bool]:
    """Give the status, and whether the message says *words*; *instead* is a status that is as good."""
    status, message = found
    return (409 if status == instead else status), words in message or status == instead


def test_a_change_of_data_reaches_its_server(api: Api, exchange: Exchange, anna: AgentClient) -> None:
    """Added, changed and taken out at Interaction Server; a call's at the switch; a whole list, too."""
    callback, conn_id = talking(api, anna)
    path = IXN.format(callback=callback)
    kinds = [{"key": "Inside", "type": "str", "value": "1"}, {"key": "n", "type": "int", "value": 2}]
    given = [{"key": "List", "type": "kvlist", "value": kinds}]
    assert 200 == exchange("POST", f"{path}/attach-user-data", {"data": {"userData": given}, "operationId": "7"})[0]
    assert 200 == exchange("POST", f"{path}/update-user-data", {"data": {"userData": [{"key": "A", "value": "b"}]}})[0]
    assert {"Inside": "1", "n": 2} == attached(api, callback)["List"]
    assert 200 == exchange("POST", f"{path}/delete-user-data", {"data": {"keys": ["List", "A"]}})[0]
    assert [] == [key for key in ("List", "A") if key in attached(api, callback)]
    status, calls = exchange("GET", "/voice/calls", None)
    assert (200, [conn_id]) == (status, [call["id"] for call in calls["data"]["calls"]])
    message = "There is no callback or call 'x' in Anna's desktop"
    act = {"act": "change data", "agent": "anna", "of": "x"}
    assert message in api.ask("POST", "/runs/default/acts", act)[1]["detail"]


def test_nothing_is_offered_while_nobody_may_disturb(api: Api, anna: AgentClient) -> None:
    """Do Not Disturb is an act of the run; the channel shows it, and a callback is offered when it is over."""
    anna.post("/media/dnd-on")
    anna.post("/voice/ready")
    anna.poll()
    assert True is (anna.channel and anna.channel["dnd"])
    contact = api.lab.contact("Maria")
    callback = api.lab.schedule(contact)
    anna.poll()
    assert {} == anna.interactions
    anna.post("/media/dnd-off")
    anna.poll()
    assert ([callback], False) == (list(anna.interactions), anna.channel and anna.channel["dnd"])


def test_a_number_that_was_agreed_alone_keeps_the_time(api: Api, anna: AgentClient) -> None:
    """Once a time is agreed; then the callback goes where the options say, by that name."""
    callback = in_hand(api, anna)
    path = IXN.format(callback=callback)
    anna.post(f"{path}/update-user-data", userData=[{"key": "start_time", "value": "2026-03-04T09:30:00Z"}])
    anna.post(f"{path}/update-user-data", userData=[{"key": "customer_number", "value": "+442079460099"}])
    anna.post(f"{path}/place-in-queue", queue="callbacks")
    data = attached(api, callback)
    assert ("2026-03-04T09:30:00Z", "+442079460099") == (data["start_time"], data["customer_number"])


def test_what_cannot_be_marked_done_is_not_placed(api: Api, exchange: Exchange) -> None:
    """Nor is a time agreed that came with it."""
    application = {"webcallback.reschedule-queue": "rescheduled", "interaction.disposition.is-mandatory": "true"}
    api.ask("PATCH", "/runs/default/configuration", {"patch": {"application": application}})
    client = AgentClient(exchange)
    client.begin("anna", "1001")
    callback = in_hand(api, client)
    agreed = [{"key": "start_time", "type": "str", "value": "2026-03-04T09:30:00Z"}]
    data = {"queue": "rescheduled", "changedProperties": agreed}
    path = f"{IXN.format(callback=callback)}/place-in-queue"
    assert (403, True) == has(refused(exchange, path, data), "no disposition is set")
    assert api.lab.agent("Anna").callback(callback).reschedule is None


def attached(api: Api, callback: str) -> dict[str, Any]:
    """Give the attached data of a callback."""
    data: dict[str, Any] = api.ask("GET", f"/runs/default/interactions/{callback}")[1]["interaction"]["UserData"]
    return data
