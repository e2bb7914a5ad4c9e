from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.conftest import Api

from callbook.network.service.settings import Limits

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

ZEEP: Any = import_module("zeep")
"""It has no types."""
PATH = "/Genesys/Interaction/Shop/WebServiceCapturePoint"
PING = (
    b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
    b'<Ping xmlns="http://www.genesyslab.com/interaction"/></s:Body></s:Envelope>'
)


@pytest.fixture
def shop(port: int) -> Any:  # noqa: ANN401 - a SOAP client that nobody here wrote
    """Give a SOAP client that knows nothing but the address of the WSDL."""
    return ZEEP.Client(f"http://127.0.0.1:{port}{PATH}?wsdl").service


def _submitted(shop: Any, **fields: object) -> str:  # noqa: ANN401 - as above
    data = {"kvitem": [{"key": "customer_number", "value": {"ValueString": "+442079460001"}}]}
    answer = shop.Submit(TenantId="Lighthouse", Queue="callbacks", MediaType="webcallback", UserData=data, **fields)
    return str(_values(answer)["InteractionId"])


def _values(answer: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    return {item.key: item.value.ValueString or item.value.ValueInt for item in answer}


def test_a_real_client_does_all_that_there_is(shop: Any, api: Api) -> None:  # noqa: ANN401 - as above
    """Each operation over HTTP, told in what became of the callback."""
    callback = _submitted(shop, ExternalId="order 5")
    assert "Shop" == api.lab.interaction_server.interaction(callback).SubmittedBy
    shop.Hold(InteractionId=callback)
    assert api.lab.interaction_server.interaction(callback).IsHeld
    shop.Resume(ExternalId="order 5")
    assert not api.lab.interaction_server.interaction(callback).IsHeld
    shop.Update(InteractionId=callback, Changed={"kvitem": [{"key": "reason", "value": {"ValueString": "late"}}]})
    shown = _values(shop.GetInfo(InteractionId=callback))
    assert (callback, "Lighthouse") == (shown["InteractionId"], shown["TenantId"])
    assert "late" == api.lab.interaction_server.interaction(callback).UserData["reason"]
    assert 1 == _values(shop.Ping())["Submitted"]
    shop.Stop(InteractionId=callback)
    assert "done" == str(api.lab.where(callback))


@pytest.mark.parametrize(
    ("operation", "fields"),
    [
        ("Submit", {"TenantId": "Lighthouse", "Queue": "nowhere"}),
        ("Submit", {"TenantId": "Nobody", "Queue": "callbacks"}),
        *((name, {"InteractionId": "0000000000000000"}) for name in ("Stop", "Update", "Hold", "Resume", "GetInfo")),
        *((name, {}) for name in ("Stop", "Update", "Hold", "Resume", "GetInfo")),
    ],
)
def test_a_real_client_is_told_what_is_wrong(
    shop: Any,  # noqa: ANN401 - as above
    operation: str,
    fields: dict[str, str],
    snapshot: SnapshotAssertion,
) -> None:
    """A Fault with ErrorCode and ErrorDescription, for each operation."""
    with pytest.raises(ZEEP.exceptions.Fault) as fault:
        getattr(shop, operation)(**fields)
    detail = {each.tag.rpartition("}")[2]: each.text for each in fault.value.detail.iter() if not len(each)}
    assert snapshot == detail


def test_a_server_that_is_down_is_a_fault(shop: Any, api: Api) -> None:  # noqa: ANN401 - as above
    """The client is told to try later, not left without an answer (E2)."""
    api.lab.stop_interaction_server()
    with pytest.raises(ZEEP.exceptions.Fault):
        _submitted(shop)


def test_each_run_has_capture_points_of_its_own(api: Api) -> None:
    """At the run's address, and for the default run at the documented one."""
    api.ask("POST", "/runs", {"name": "mine"})
    for path in (PATH, f"/runs/mine{PATH}", f"/runs/default{PATH}"):
        assert 200 == api.raw("POST", path, PING, content_type="text/xml", soapaction='""').status
        wsdl = api.raw("GET", f"http://localhost{path}?WSDL")
        assert (200, True) == (wsdl.status, f'location="http://localhost{path}"'.encode() in wsdl.body)
    assert 404 == api.raw("POST", f"/runs/other{PATH}", PING).status


def test_asking_for_a_description_creates_nothing(api: Api) -> None:
    """A GET of any name leaves neither a capture point nor an entry in the journal; a name that is taken has none."""
    assert 200 == api.raw("GET", f"http://localhost{PATH}?wsdl").status
    assert ({}, ()) == (api.lab.media_servers.capture_points, tuple(api.lab.journal.entries))
    assert 400 == api.raw("GET", f"http://localhost{PATH.replace('Shop', 'Anna')}?wsdl").status


def test_what_cannot_be_answered(snapshot: SnapshotAssertion) -> None:
    """Without ?wsdl, under an agent's name, one too many."""
    api = Api(Limits(clients=1, wait=0.0))
    answers = [api.ask("GET", PATH), api.ask("POST", PATH.replace("Shop", "Anna"))]
    api.raw("POST", PATH, PING)
    assert snapshot == [*answers, api.ask("POST", PATH.replace("Shop", "Other"))]
    assert 500 == api.raw("POST", PATH, b"<no soap/>").status


def test_a_capture_point_is_cut_off_and_connected_like_any_client(api: Api) -> None:
    """Its wire is one of the run's: whoever leads the run's clock can break it."""
    api.raw("POST", PATH, PING)
    client = "/runs/default/interaction-server/clients/Shop"
    assert 200 == api.ask("DELETE", client)[0]
    assert b"Fault" in api.raw("POST", PATH, PING.replace(b"Ping", b"Stop")).body
    assert 200 == api.ask("PUT", client)[0]
