from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.web.conftest import Api

from callbook.core.errors import BadInput
from callbook.network.web.serving import Socket

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

SECRET = "s3cret"  # noqa: S105 - a test's


def _basic(password: str) -> str:
    return "Basic " + base64.b64encode(f"anybody:{password}".encode()).decode()


@pytest.fixture
def guarded() -> Api:
    """Give an application that demands a token."""
    return Api(where=Socket(host="0.0.0.0", token=SECRET))  # noqa: S104 - nothing listens


@pytest.mark.parametrize("given", [f"Bearer {SECRET}", f"bearer {SECRET}", _basic(SECRET)])
def test_who_has_the_token_is_served(guarded: Api, given: str) -> None:
    """As a bearer token, or as the password that a browser asks for."""
    assert 200 == guarded.ask("GET", "/runs", authorization=given)[0]


@pytest.mark.parametrize(
    "given",
    ["", "Bearer", "Bearer wrong", f"Digest {SECRET}", SECRET, _basic("wrong"), "Basic ???", f"Bearer {SECRET}x"],
)
def test_who_has_it_not_is_told_how_to_give_it(guarded: Api, given: str, snapshot: SnapshotAssertion) -> None:
    """401, and what to send."""
    answer = guarded.raw("GET", "/runs", authorization=given)
    assert (401, 'Bearer realm="callbook", Basic realm="callbook"') == (
        answer.status, dict(answer.headers)["www-authenticate"],
    )  # fmt: skip
    assert snapshot == json.loads(answer.body)


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_whether_it_lives_anybody_may_ask(guarded: Api, path: str) -> None:
    """Whoever watches over the server has no token."""
    assert 200 == guarded.ask("GET", path)[0]


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example:8080"},
        {"host": "[::1"},
        {"host": "127.0.0.1", "origin": "https://evil.example"},
        {"host": "127.0.0.1", "origin": "null"},
    ],
)
def test_without_a_token_no_other_site_is_served(
    api: Api, headers: dict[str, str], snapshot: SnapshotAssertion
) -> None:
    """A page of another site in this machine's browser can neither rebind a name nor post a form."""
    assert snapshot == api.ask("GET", "/runs", **headers)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8080", "[::1]:8080"])
def test_this_machine_is_served_without_a_token(api: Api, host: str) -> None:
    """By each of its own names, and by a page of its own."""
    assert 200 == api.ask("GET", "/runs", host=host, origin=f"http://{host}")[0]


def test_another_address_demands_a_token(snapshot: SnapshotAssertion) -> None:
    """The server refuses to start open to a network, and with half of what TLS needs."""
    refusals = list[str]()
    for given in ({"host": "0.0.0.0"}, {"certificate": Path("cert.pem")}, {"key": Path("key.pem")}):  # noqa: S104 - refused
        with pytest.raises(BadInput) as refused:
            Socket(**given)  # pyright: ignore[reportArgumentType]
        refusals.append(str(refused.value))
    assert snapshot == refusals


def test_an_address_is_one_that_a_browser_takes() -> None:
    """Brackets around IPv6, https with a certificate."""
    tls = Socket(certificate=Path("c"), key=Path("k"))
    assert ["http://127.0.0.1:1", "http://[::1]:2", "https://127.0.0.1:3"] == [
        Socket().address(1), Socket(host="::1").address(2), tls.address(3),
    ]  # fmt: skip
