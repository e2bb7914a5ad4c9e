from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec
from tests.web.conftest import Api

from callbook.configuration import ContactCenter
from callbook.network.service.settings import Limits
from callbook.workspace.names import Action

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


def test_interactions_are_listed_with_their_places(api: Api) -> None:
    """What is not done stands in the list, in order; what is done can still be looked at."""
    api.logs_in()
    first, second = (api.lab.schedule(api.lab.contact()) for _ in range(2))
    listed = api.get("/interactions")
    assert [first, second] == [row["interaction"]["InteractionId"] for row in listed]
    assert ["offered to 'anna'", "waiting for an agent, in the strategy 'any ready agent'"] == [
        row["place"]["words"] for row in listed
    ]
    assert [first] == [row["interaction"]["InteractionId"] for row in api.get("/interactions?at_most=1")]
    assert listed[1] == api.get(f"/interactions/{second}")


def test_contacts_are_made_and_told_what_to_do(api: Api) -> None:
    """Made up from the seed, or given whole; what they do when called can change."""
    status, maria = api.ask("POST", "/runs/default/contacts", {"name": "Maria", "locale": "sv_SE"})
    assert (201, "Maria", "answers") == (status, maria["person"]["name"], maria["behaviour"]["kind"])
    person = {
        "name": "Jo", "phone_number": "+442079460001", "locale": "en_GB", "time_zone": "Europe/London", "reason": "",
        "wished_time": "now",
    }  # fmt: skip
    busy = {"kind": "busy", "after": 500}
    assert (201, {"person": person, "behaviour": {"kind": "busy", "after": 500, "hangs_up_after": None}}) == api.ask(
        "POST", "/runs/default/contacts", {"person": person, "behaviour": busy}
    )
    other = {**person, "phone_number": "+442079460002"}
    assert "answers" == api.ask("POST", "/runs/default/contacts", {"person": other})[1]["behaviour"]["kind"]
    number = quote(maria["person"]["phone_number"], safe="")
    assert "busy" == api.ask("PATCH", f"/runs/default/contacts/{number}", busy)[1]["behaviour"]["kind"]
    assert ["busy", "busy", "answers"] == [contact["behaviour"]["kind"] for contact in api.get("/contacts")]


def test_contacts_have_a_bound() -> None:
    """One too many is refused, the others stay."""
    api = Api(Limits(contacts=1))
    answers = [api.ask("POST", "/runs/default/contacts", {})[0] for _ in range(2)]
    assert ([201, 503], 1) == (answers, len(api.get("/contacts")))


def test_a_contact_answers_and_hangs_up_when_told_to(api: Api) -> None:
    """What a client dials rings at the contact's, who does as the API says."""
    contact = api.lab.contact()
    desk = api.lab.log_in("Anna")
    api.lab.schedule(contact)
    desk.perform(Action.ACCEPT)
    desk.perform(Action.DIAL)
    api.lab.advance(2_000)
    number = quote(contact.person.phone_number, safe="")
    assert 1 == len(api.get("/dns/1001/calls"))
    assert 200 == api.ask("POST", f"/runs/default/contacts/{number}/answer")[0]
    assert any("talking" in leg for leg in api.get("/servers")["voice_switch"]["legs"])
    assert 200 == api.ask("POST", f"/runs/default/contacts/{number}/hang-up")[0]
    assert ([], []) == (api.get("/servers")["voice_switch"]["legs"], api.get("/dns/1001/calls"))


def test_a_contact_rejects_the_call_when_told_to(api: Api) -> None:
    """The call is over; a second time there is nothing to reject."""
    contact = api.lab.contact()
    desk = api.lab.log_in("Anna")
    api.lab.schedule(contact)
    desk.perform(Action.ACCEPT)
    desk.perform(Action.DIAL)
    api.lab.advance(2_000)
    number = quote(contact.person.phone_number, safe="")
    assert 200 == api.ask("POST", f"/runs/default/contacts/{number}/reject")[0]
    assert ([], []) == (api.get("/servers")["voice_switch"]["legs"], api.get("/dns/1001/calls"))
    assert "busy" == desk.shown().interactions[-1].call_result
    assert 400 == api.ask("POST", f"/runs/default/contacts/{number}/reject")[0]


def test_servers_are_shown_stopped_and_started(api: Api) -> None:
    """How both stand, before and after."""
    api.logs_in()
    assert {"name": "Interaction Server", "running": True, "ready_agents": ["anna"]} == api.get("/servers")[
        "interaction_server"
    ]
    assert 200 == api.ask("POST", "/runs/default/servers/interaction-server/stop")[0]
    assert not api.get("/servers")["interaction_server"]["running"]
    assert 200 == api.ask("POST", "/runs/default/servers/interaction-server/start")[0]
    assert ([], True) == (
        api.get("/servers")["interaction_server"]["ready_agents"],
        api.get("/servers")["interaction_server"]["running"],
    )


def test_the_configuration_is_shown_and_changed(api: Api) -> None:
    """A patch in the form of a recording changes what it names and nothing else."""
    before = api.get("/configuration")
    patch = {"application": {"webcallback.auto-answer": "true"}}
    status, acted = api.ask("PATCH", "/runs/default/configuration", {"patch": patch})
    assert (200, {"entry": api.lab.journal.last}) == (status, acted)
    after = api.get("/configuration")
    assert {**before, "application": {**before["application"], "webcallback.auto-answer": "true"}} == after
    assert api.lab.configuration.contact_center == msgspec.convert(after, ContactCenter)


def test_what_is_not_there_is_refused(api: Api, snapshot: SnapshotAssertion) -> None:
    """404 for what an address names, 400 for what a body says, each with what there is."""
    assert snapshot == [
        api.ask("GET", "/runs/default/interactions/0000000000000000"),
        api.ask("GET", "/runs/default/dns/1/calls"),
        api.ask("PATCH", "/runs/default/contacts/5", {"kind": "busy", "after": 1}),
        api.ask("POST", "/runs/default/contacts/5/answer"),
        api.ask("POST", "/runs/default/contacts/5/sing"),
        api.ask("POST", "/runs/default/contacts", {"locale": "tlh"}),
        api.ask("POST", "/runs/default/contacts", {"behaviour": {"kind": "sings", "after": 1}}),
        api.ask("PATCH", "/runs/default/configuration", {"patch": {"agnets": {}}}),
        api.ask("PATCH", "/runs/default/configuration", {"patch": {"agents": {"anna": {"id": 5}}}}),
        api.ask("PATCH", "/runs/default/configuration", {"patch": {"agents": 5}}),
    ]


def test_what_a_media_server_has_submitted_is_found(api: Api, snapshot: SnapshotAssertion) -> None:
    """By its name, by a name of its own for it, by the request that made it; any other message is refused."""
    request = {
        "protocol": "Open Media", "message": "RequestSubmit", "ReferenceId": 1, "TenantId": "Lighthouse",
        "MediaType": "webcallback", "Queue": "callbacks", "InteractionType": "Inbound",
        "InteractionSubtype": "InboundNew", "ExternalId": "order 5",
    }  # fmt: skip
    assert 202 == api.ask("POST", "/runs/default/interaction-server/clients/Shop/requests", request)[0]
    (callback,) = api.lab.interaction_server.interactions
    shop = "/media-servers/Shop"
    assert [callback] == api.get(f"{shop}/interactions") == api.get(f"{shop}/interactions?external_id=order%205")
    assert [] == api.get(f"{shop}/interactions?external_id=order%206") == api.get("/media-servers/Other/interactions")
    asked = [
        api.ask("POST", f"/runs/default{shop}/submitted", {**request, **change})
        for change in ({}, {"Queue": "done"}, {"message": "RequestAgentLogout"})
    ]
    assert [(200, [callback]), (200, [])] == asked[:2]
    assert snapshot == api.ask(
        "POST", f"/runs/default{shop}/submitted", {"protocol": "Open Media", "message": "EventAck", "ReferenceId": 1}
    )
