from __future__ import annotations

import base64
import json
import socket
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


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "127.0.0.1:8080", "origin": "https://evil.example"},
        {"host": "127.0.0.1:8080", "origin": "http://127.0.0.1:3000"},
        {"host": "127.0.0.1:8080", "origin": "null"},
        {"host": "evil.example", "origin": "http://evil.example"},
        {"host": "evil.example"},
        {"host": "1.2.3.4.evil.example"},
    ],
)
def test_a_cached_password_is_no_help_to_another_site(guarded: Api, headers: dict[str, str]) -> None:
    """A browser adds it to whatever a page asks; the page is not this server's."""
    before = guarded.lab.journal.last
    answer = guarded.ask("POST", "/runs/default/clock/step", None, authorization=_basic(SECRET), **headers)
    assert (403, before) == (answer[0], guarded.lab.journal.last)


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "192.0.2.7:8080", "origin": "http://192.0.2.7:8080"},
        {"host": "192.0.2.7", "origin": "https://192.0.2.7"},
        {"host": "[2001:db8::1]:8080"},
        {"host": socket.gethostname()},
        {},
    ],
)
def test_its_own_pages_and_programs_are_served(guarded: Api, headers: dict[str, str]) -> None:
    """An Origin that is the server's own, or none."""
    assert 200 == guarded.ask("POST", "/reset", None, authorization=_basic(SECRET), **headers)[0]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "127.0.0.1", "origin": "https://ours.example"}, 200),
        ({"host": "127.0.0.1", "origin": "http://ours.example"}, 403),
        ({"host": "127.0.0.1", "origin": "https://ours.example:444"}, 403),
        ({"host": "ours.example"}, 200),
    ],
)
def test_whose_pages_may_ask_can_be_named(headers: dict[str, str], status: int) -> None:
    """Exactly as a browser says it; the server may be called so, too."""
    api = Api(where=Socket(origins=("https://ours.example",)))
    assert status == api.ask("POST", "/reset", None, **headers)[0]


@pytest.mark.parametrize(
    "origin",
    ["ours.example", "ftp://ours.example", "https://", "https://ours.example/", "https://*.example", "https://[x"],
)
def test_what_is_no_origin_is_refused(origin: str) -> None:
    """Before anything listens: a slip must not look like permission."""
    with pytest.raises(BadInput) as refused:
        Socket(origins=(origin,))
    assert "a page's origin, such as https://ours.example or http://localhost:3000" == refused.value.accepted


@pytest.mark.parametrize("length", ["1000001", "9" * 5_000])
def test_what_is_too_large_is_refused(api: Api, length: str) -> None:
    """By what it says of itself, however long that is."""
    assert 413 == api.ask("POST", "/runs", None, content_length=length)[0]


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
