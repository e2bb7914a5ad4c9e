from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import Api

from callbook.network.service.settings import Limits

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/nowhere", b""),
        ("GET", "/runs/default/clok", b""),
        ("GET", "/runs/default/clock/advance/now", b""),
        ("GET", "/runs/default/interaction-server/clients", b""),
        ("GET", "/version/now/please", b""),
        ("GET", "/runs/default/website", b""),
        ("DELETE", "/health", b""),
        ("GET", "/runs/nope", b""),
        ("POST", "/runs", b"{"),
        ("POST", "/runs", b'{"seed": "one"}'),
        ("POST", "/runs", b'{"sede": 1}'),
        ("POST", "/runs", b'{"name": "../../etc/passwd"}'),
        ("POST", "/runs", b'{"start": "2026-05-04T10:00:00"}'),
        ("GET", "/runs/default/interaction-server/clients/Anna/events", b""),
        ("GET", "/runs/default/journal?after=-1", b""),
        ("POST", "/runs/default/interaction-server/clients/Anna/requests", b"{}"),
    ],
)
def test_an_error_says_what_would_be_accepted(
    api: Api, method: str, path: str, body: bytes, snapshot: SnapshotAssertion
) -> None:
    """Status, type, title and detail, as RFC 9457 has them; never a trace of the server's own code."""
    answer = api.raw(method, path, body, content_type="application/json")
    problem = json.loads(answer.body)
    assert "application/problem+json" == dict(answer.headers)["content-type"]
    assert answer.status == problem["status"]
    assert snapshot == problem


def test_a_fault_of_the_server_is_logged_and_not_told(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    """The client reads that it is the server's fault; what it was stands in the log."""
    del api.run.lab.journal
    status, problem = api.ask("GET", "/runs/default")
    assert (500, "Internal server error") == (status, problem["title"])
    assert "journal" not in problem["detail"]
    assert "GET /runs/default failed" in caplog.text


def test_a_body_that_is_too_large_is_refused(snapshot: SnapshotAssertion) -> None:
    """By its announced length, and by its real one."""
    api = Api(Limits(body=100))
    long = b"x" * 101
    path = "/runs/default/interaction-server/clients/Anna/requests"
    announced = api.raw("POST", "/runs", long, content_type="application/json", content_length="101")
    lied = api.raw("POST", path, long, content_length="1")
    framework = api.raw("POST", "/runs", long, content_type="application/json", content_length="1")
    assert snapshot == [(answer.status, json.loads(answer.body)["title"]) for answer in (announced, lied, framework)]
