from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from tests.web.conftest import Api

ANNA = "/runs/default/interaction-server/clients/Anna/requests"
_DEEP = 100_000


def _message(**attributes: object) -> bytes:
    given = {"protocol": "Open Media", "message": "RequestAgentLogin", "ReferenceId": 1, **attributes}
    return json.dumps(given).encode()


@pytest.mark.parametrize("path", [ANNA, "/runs", "/runs/default/clock/advance", "/runs/default/acts"])
@pytest.mark.parametrize(
    "body",
    [
        b'{"name":"\xff\xfe"}',
        b"\xff",
        b"[" * _DEEP,
        b"[" * _DEEP + b"]" * _DEEP,
        b'{"a":' * 100 + b"1" + b"}" * 100,
        b'{"name":"a","name":"b"}',
        b'{"seed":1' + b"0" * 100 + b"}",
        b'{"seed":18446744073709551615}',
        b'{"speed":1e999}',
        b'{"name":"a\\n"}',
        b"{",
        b'{"seed":123456789012345678}x',
    ],
)
def test_what_is_no_json_that_anybody_means_is_a_bad_request(
    api: Api, path: str, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """Bytes that are no UTF-8, lists without end, a key twice, numbers without measure: 400, and nothing in the log."""
    answer = api.raw("POST", path, body, content_type="application/json")
    assert (400, []) == (answer.status, caplog.records)
    assert "\n" not in json.loads(answer.body)["detail"]


@pytest.mark.parametrize(
    "body",
    [b"\xff", b"[" * _DEEP, b'{"a":1,"a":2}', b'{"ReferenceId":1' + b"0" * 100 + b"}", b'{"percent":1e999}'],
)
def test_the_line_says_what_and_where(api: Api, body: bytes, snapshot: SnapshotAssertion) -> None:
    """What was given, and what would be accepted."""
    assert snapshot == json.loads(api.raw("POST", ANNA, body, content_type="application/json").body)["detail"]


def test_a_number_that_no_message_has_is_refused(api: Api) -> None:
    """A ReferenceId has 32 bits."""
    status, problem = api.ask("POST", ANNA, json.loads(_message(ReferenceId=2**31)))
    assert 400 == status
    assert "Expected `int` <= 2147483647 - at `$.ReferenceId`" in problem["detail"]


@pytest.mark.parametrize("body", [b'{"seed":-1,"name":"x"}', b'{"seed":9223372036854775808}'])
def test_a_number_beyond_its_field_is_refused(api: Api, body: bytes) -> None:
    """Whichever of the two readers notices."""
    assert 400 == api.raw("POST", "/runs", body, content_type="application/json").status


@pytest.mark.parametrize("number", ["9223372036854775807", "1000000000000000000", "12", "1.5"])
def test_numbers_within_bounds_are_read(api: Api, number: str) -> None:
    """Up to 64 bits, where nothing else is asked for."""
    body = b'{"name":"x","seed":%s}' % number.encode()
    assert (400 if "." in number else 201) == api.raw("POST", "/runs", body, content_type="application/json").status


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 202),
        ("application/json; charset=utf-8", 202),
        ("application/vnd.ours+json", 202),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("text/x+json", 415),
        ("", 415),
    ],
)
def test_what_is_read_as_json_has_to_be_called_so(api: Api, kind: str, status: int) -> None:
    """A form of any page in a browser can send text, but not under this type."""
    login = _message(
        TenantId="Lighthouse", PlaceId="Place 1", AgentId="anna", MediaList={"webcallback": 1},
        ReferenceId=1,
    )  # fmt: skip
    assert status == api.raw("POST", ANNA, login, content_type=kind).status
    assert 415 == api.raw("POST", "/runs/default/acts", b"{}").status


def test_many_that_lie_beside_each_other_are_not_deep(api: Api) -> None:
    """It is depth that is bounded, not number."""
    wanted = {"server": "interaction-server", "mishap": "lost", "more": [[0]] * 100}
    status, problem = api.ask("POST", "/runs/default/faults", wanted)
    assert (400, False) == (status, "depth" in problem["detail"])


def test_forms_and_soap_are_no_json(api: Api) -> None:
    """They are read as what they are."""
    form = api.raw("POST", "/runs/default/website/callbacks/", b"name=Maria", content_type="text/plain")
    soap = api.raw("POST", "/Genesys/Interaction/Ours/WebServiceCapturePoint", b"<a/>", content_type="text/xml")
    assert (422, 500) == (form.status, soap.status)
