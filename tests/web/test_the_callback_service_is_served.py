"""The product's Callback service: sites schedule, find, reschedule and cancel callbacks by it (D10)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from callbook.configuration import AttachedKeys
from callbook.lab.rerun import replay
from callbook.network.service import callback_service
from callbook.network.service.callback_service import BUCKET, ROOM
from callbook.record.trace import trace_of

if TYPE_CHECKING:
    from tests.web.conftest import Api

PATH = "/genesys/1/service/callback/callbacks"
RUN = f"/runs/default{PATH}"
NUMBER = "+442079460018"
FORM = "application/x-www-form-urlencoded"
CLASS = "com.genesyslab.gsg.services.callback.CallbackException"


def schedule(api: Api, **fields: object) -> dict[str, Any]:
    """Schedule a callback, and return what the service says of it."""
    status, answer = api.ask("POST", PATH, {"_customer_number": NUMBER, **fields})
    assert 200 == status, answer
    record: dict[str, Any] = answer
    return record


def refused(api: Api, method: str, path: str, fields: object = None) -> tuple[int, str, str]:
    """Ask for something that is refused; return status, phrase and message."""
    status, answer = api.ask(method, path, fields)
    assert answer["exception"].startswith(CLASS)
    return status, answer["phrase"], answer["message"]


def test_a_form_becomes_a_callback(api: Api) -> None:
    """Number and time stand where the contact centre has them; all other fields are attached as they are."""
    body = (
        b"_customer_number=%2B442079460018&_desired_time=2026-03-02T09%3A30%3A00.000Z&firstname=Maria&_media_type=voice"
    )
    answer = api.raw("POST", PATH, body, content_type=FORM)
    record = json.loads(answer.body)
    assert (200, NUMBER, "2026-03-02T09:30:00.000Z", "SCHEDULED") == (
        answer.status, record["_customer_number"], record["_desired_time"], record["_callback_state"],
    )  # fmt: skip
    shown = api.lab.interaction_server.interaction(record["_id"])
    attached = {"customer_number": NUMBER, "start_time": "2026-03-02T09:30:00Z", "firstname": "Maria"}
    assert attached.items() <= shown.UserData.items()
    assert ("callbacks", "Lighthouse", "voice") == (shown.Queue, shown.TenantId, shown.UserData["_media_type"])


def test_so_does_json_and_without_a_time_it_is_due_now(api: Api) -> None:
    """At the address of a run as at that of the default run; a number may be a number, a field a list."""
    status, record = api.ask("POST", RUN, {"_customer_number": 5115, "order": {"number": 7}, "_desired_time": ""})
    assert (200, "5115", "ROUTING") == (status, record["_customer_number"], record["_callback_state"])
    assert {"number": 7} == api.lab.interaction_server.interaction(record["_id"]).UserData["order"]


def test_the_site_has_keys_of_its_own(api: Api) -> None:
    """Number and time then stand under them."""
    keys = AttachedKeys(number="ANI", time="_wished")
    api.lab.configuration.change(replace(api.lab.configuration.contact_center, attached_keys=keys))
    record = schedule(api)
    data = api.lab.interaction_server.interaction(record["_id"]).UserData
    assert (NUMBER, "2026-03-02T08:00:00Z") == (data["ANI"], data["_wished"])
    assert NUMBER == record["_customer_number"]


def test_what_is_scheduled_is_listed(api: Api) -> None:
    """The newest first, of one number where it is asked for; its state says where it is."""
    api.logs_in()
    first, other = schedule(api), schedule(api, _customer_number="5115", _desired_time="2026-03-02T09:30:00Z")
    status, found = api.ask("GET", PATH)
    assert (200, [other["_id"], first["_id"]]) == (status, [each["_id"] for each in found])
    status, found = api.ask("GET", f"{RUN}?_customer_number=5115")
    assert (200, [("5115", "SCHEDULED")]) == (
        status, [(each["_customer_number"], each["_callback_state"]) for each in found],
    )  # fmt: skip
    assert "ROUTING" == _state(api, first)
    ticket = api.get("/interaction-server/clients/Anna/events")["events"][-1]["message"]["TicketId"]
    api.sends("Anna", "RequestAccept", TicketId=ticket, InteractionId=first["_id"])
    assert "PROCESSING" == _state(api, first)
    api.sends("Anna", "RequestStopProcessing", InteractionId=first["_id"])
    assert "COMPLETED" == _state(api, first)


def _state(api: Api, record: dict[str, Any]) -> str:
    _, found = api.ask("GET", PATH)
    return next(str(each["_callback_state"]) for each in found if each["_id"] == record["_id"])


def test_each_service_lists_its_own(api: Api) -> None:
    """Those of another queue are another service's."""
    schedule(api)
    status, record = api.ask("POST", PATH.replace("/callbacks", "/parked"), {"_customer_number": NUMBER})
    assert (200, "parked") == (status, record["_service_name"])
    _, found = api.ask("GET", PATH.replace("/callbacks", "/parked"))
    assert [record["_id"]] == [each["_id"] for each in found]


def test_a_callback_is_rescheduled(api: Api) -> None:
    """Another time, and what else is said; the strategy waits for it."""
    callback = schedule(api)["_id"]
    status, record = api.ask(
        "PUT",
        f"{PATH}/{callback}",
        {"_new_desired_time": "2026-03-03T10:30:00+01:00", "_customer_number": "5115", "a": "b"},
    )
    assert (200, "2026-03-03T09:30:00.000Z", "SCHEDULED", "5115") == (
        status, record["_desired_time"], record["_callback_state"], record["_customer_number"],
    )  # fmt: skip
    assert "b" == api.lab.interaction_server.interaction(callback).UserData["a"]
    status, record = api.ask("PUT", f"{RUN}/{callback}", {"_desired_time": "2026-03-04T09:30:00Z"})
    assert (200, "2026-03-04T09:30:00.000Z") == (status, record["_desired_time"])


def test_a_callback_is_taken_back(api: Api) -> None:
    """Whoever has it; a second time it is gone."""
    first, second = schedule(api)["_id"], schedule(api)["_id"]
    assert (200, {}) == api.ask("DELETE", f"{PATH}/{first}")
    assert (200, {}) == api.ask("DELETE", f"{RUN}/{second}")
    assert "done" == str(api.lab.where(first))
    _, found = api.ask("GET", PATH)
    assert {("COMPLETED", "CANCELLED")} == {(each["_callback_state"], each["_callback_reason"]) for each in found}
    status, phrase, message = refused(api, "DELETE", f"{PATH}/{first}")
    assert (400, "BAD_PARAMETER") == (status, phrase)
    assert "unknown interaction identifier specified" in message


def test_how_many_more_can_be_scheduled_when(api: Api) -> None:
    """In spans of five minutes, for a day from now or as is asked."""
    schedule(api, _desired_time="2026-03-02T09:31:00Z")
    status, found = api.ask("GET", f"{PATH}/availability?start=2026-03-02T09:30:00Z&end=2026-03-02T09:40:00Z")
    assert (200, {"2026-03-02T09:30:00.000Z": ROOM - 1, "2026-03-02T09:35:00.000Z": ROOM}) == (status, found)
    status, found = api.ask("GET", f"{RUN}/availability?max-time-slots=1")
    assert (200, {"2026-03-02T08:00:00.000Z": ROOM}) == (status, found)
    _, found = api.ask("GET", f"{PATH}/availability")
    assert 24 * 60 * 60 * 1_000 // BUCKET == len(found)


def test_a_span_that_is_full_takes_no_more(api: Api) -> None:
    """It is not among those that are free, and who asks for it is refused."""
    for _ in range(ROOM):
        schedule(api, _desired_time="2026-03-02T09:31:00Z")
    status, found = api.ask("GET", f"{PATH}/availability?start=2026-03-02T09:30:00Z&end=2026-03-02T09:35:00Z")
    assert (200, {}) == (status, found)
    fields = {"_customer_number": NUMBER, "_desired_time": "2026-03-02T09:34:59Z"}
    status, phrase, message = refused(api, "POST", PATH, fields)
    assert (400, "NOT_AVAILABLE") == (status, phrase)
    assert message.startswith("100 callbacks fall due in the five minutes of 2026-03-02T09:34:59Z")


@pytest.mark.parametrize(
    ("method", "path", "fields", "status", "phrase", "words"),
    [
        ("POST", PATH, {}, 400, "BAD_PARAMETER", "_customer_number '' cannot be used"),
        ("POST", PATH, {"_customer_number": {"a": "b"}}, 400, "BAD_PARAMETER", "accepted: a text of 1 to 256"),
        ("POST", PATH, {"_customer_number": "1" * 257}, 400, "BAD_PARAMETER", "accepted: a text of 1 to 256"),
        (
            "POST", PATH, {"_customer_number": NUMBER, "_desired_time": "tomorrow"}, 400, "BAD_PARAMETER",
            "_desired_time 'tomorrow' cannot be used; accepted: a time such as '2026-03-03T09:30:00.000Z', or none",
        ),
        (
            "POST", PATH, {"_customer_number": NUMBER, "_desired_time": "2026-03-02T07:59:59Z"}, 400, "BAD_PARAMETER",
            "accepted: a time that is not before 2026-03-02T08:00:00Z",
        ),
        ("POST", PATH, [NUMBER], 400, "BAD_PARAMETER", "The fields cannot be read: Expected `object`, got `array`"),
        ("POST", PATH, {"_customer_number": NUMBER, "a": 1.5}, 400, "BAD_PARAMETER", "The fields cannot be read"),
        ("POST", PATH, {"_customer_number": NUMBER, "a": {"b": 1.5}}, 400, "BAD_PARAMETER", "is malformed"),
        ("POST", PATH.replace("callbacks", "calbacks"), {}, 404, "RESOURCE_NOT_FOUND", "Did you mean 'callbacks'"),
        ("GET", PATH.replace("callbacks", "calbacks"), None, 404, "RESOURCE_NOT_FOUND", "Did you mean 'callbacks'"),
        ("PUT", f"{PATH}/4UR9HGNS00000001", {}, 404, "CALLBACK_NOT_FOUND", "there is no callback '4UR9HGNS00000001'"),
        ("DELETE", f"{PATH}/4UR9HGNS00000001", None, 404, "CALLBACK_NOT_FOUND", "accepted: an _id that it has given"),
        ("GET", f"{PATH}/availability?start=soon", None, 400, "BAD_PARAMETER", "start 'soon' cannot be used"),
        ("GET", f"{PATH}/availability?end=2026-03-09T09:30:00Z", None, 400, "BAD_PARAMETER", "an end at most a day"),
        ("GET", f"{PATH}/availability?max-time-slots=few", None, 400, "BAD_PARAMETER", "a whole number of time slots"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_its_own_form(  # noqa: PLR0913, PLR0917 - the table's columns
    api: Api, method: str, path: str, fields: object, status: int, phrase: str, words: str
) -> None:
    """What was given, and what would be accepted; nothing is scheduled."""
    found = refused(api, method, path, fields)
    assert (status, phrase) == found[:2]
    assert words in found[2]
    assert {} == api.lab.interaction_server.interactions


def test_bytes_that_are_no_text_are_refused(api: Api) -> None:
    """Neither as a form nor as JSON."""
    for kind in (FORM, "application/json"):
        answer = api.raw("POST", PATH, b"\xff", content_type=kind)
        assert (400, "BAD_PARAMETER") == (answer.status, json.loads(answer.body)["phrase"])


def test_without_interaction_server_it_says_that_it_cannot_now(api: Api) -> None:
    """As with every other door: the site is to ask again later (E2)."""
    api.lab.stop_interaction_server()
    status, phrase, _ = refused(api, "POST", PATH, {"_customer_number": NUMBER})
    assert (503, "SERVICE_UNAVAILABLE") == (status, phrase)


def test_a_recording_of_it_plays_again(api: Api) -> None:
    """Whatever the service does is an act; nobody needs the service to do it again."""
    api.logs_in()
    kept, moved, gone = (schedule(api)["_id"] for _ in range(3))
    api.ask("PUT", f"{PATH}/{moved}", {"_new_desired_time": "2026-03-02T09:00:00Z"})
    api.ask("DELETE", f"{PATH}/{gone}")
    api.lab.advance(2 * 60 * 60 * 1_000)
    assert 3 == len({kept, moved, gone})
    assert replay(trace_of(api.lab)).divergence is None


def test_it_has_a_name_of_its_own() -> None:
    """So that what sites have scheduled by it is told from what the website has."""
    assert "Callback service" == callback_service.CALLBACK_SERVICE
