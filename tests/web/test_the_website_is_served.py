from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.web.conftest import Api

from callbook.network.service.settings import Limits

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from callbook.network.asgi_call import Answer

SITE = "/runs/default/website/callbacks"
MARIA = {
    "name": "Maria", "phone_number": "+442079460001", "time_zone": "Europe/London", "wished_time": "now",
    "submission": "first",
}  # fmt: skip


def _post(api: Api, path: str, fields: dict[str, str]) -> Answer:
    return api.raw("POST", path, urlencode(fields).encode(), content_type="application/x-www-form-urlencoded")


def _header(answer: Answer, name: str) -> str:
    return dict(answer.headers).get(name, "")


def test_each_form_is_a_submission_of_its_own(api: Api) -> None:
    """The form is a page with a strict policy; two people who open it do not share a token."""
    first, second = (api.raw("GET", SITE) for _ in range(2))
    assert (200, "text/html; charset=utf-8") == (first.status, _header(first, "content-type"))
    assert "default-src 'none'" in _header(first, "content-security-policy")
    assert "same-origin" == _header(first, "referrer-policy")
    assert first.body != second.body


def test_a_form_makes_a_callback_and_its_page_says_what_was_understood(api: Api) -> None:
    """Handed in by SOAP, shown at an address of its own, and taken back there."""
    taken = _post(api, SITE, MARIA)
    (callback,) = api.lab.interaction_server.interactions
    assert (303, f"{SITE}/booked/{callback}") == (taken.status, _header(taken, "location"))
    page = unescape(api.raw("GET", _header(taken, "location")).body.decode())
    assert all(text in page for text in ("Maria", "+44 20 7946 0001", callback, "Europe/London"))
    assert "Website" == api.lab.interaction_server.interaction(callback).SubmittedBy
    assert 200 == _post(api, f"{SITE}/cancellation", {"reference": callback}).status
    assert "done" == str(api.lab.where(callback))


def test_the_same_form_twice_is_one_callback(api: Api) -> None:
    """Pressing twice, or reloading, leads to the same page; another form makes another callback."""
    first = _post(api, SITE, MARIA)
    api.lab.advance(60_000)
    again = _post(api, SITE, MARIA)
    assert _header(first, "location") == _header(again, "location")
    assert 1 == len(api.lab.interaction_server.interactions)
    _post(api, SITE, {**MARIA, "submission": "second"})
    _post(api, SITE, {name: value for name, value in MARIA.items() if name != "submission"})
    assert 3 == len(api.lab.interaction_server.interactions)


def test_old_submissions_are_forgotten() -> None:
    """The memory has a bound."""
    api = Api(Limits(submissions=1))
    _post(api, SITE, MARIA)
    _post(api, SITE, {**MARIA, "submission": "second"})
    (first, _) = api.lab.interaction_server.interactions
    assert 404 == api.raw("GET", f"{SITE}/booked/{first}").status


def test_what_cannot_be_used_is_shown_with_what_was_typed(api: Api) -> None:
    """422: the form again, its fields as they were."""
    answer = _post(api, SITE, {**MARIA, "phone_number": "five", "name": "<img src=x onerror=alert(1)>"})
    page = answer.body.decode()
    assert (422, True, False) == (answer.status, 'value="five"' in page, "<img src=x" in page)
    assert {} == api.lab.interaction_server.interactions


def test_an_outage_keeps_what_was_typed(api: Api) -> None:
    """503, and the same form makes the callback when the server is back; taking back fails as gently."""
    api.lab.stop_interaction_server()
    down = _post(api, SITE, MARIA)
    assert (503, True) == (down.status, b'value="Maria"' in down.body)
    api.lab.start_interaction_server()
    assert 303 == _post(api, SITE, MARIA).status
    (callback,) = api.lab.interaction_server.interactions
    api.lab.stop_interaction_server()
    assert 503 == _post(api, f"{SITE}/cancellation", {"reference": callback}).status


def test_the_files_of_the_page_are_served(api: Api) -> None:
    """Style, script and picture, each as what it is."""
    kinds = {
        name: _header(api.raw("GET", f"{SITE}/assets/{name}"), "content-type")
        for name in ("style.css", "form.js", "icon.svg")
    }
    assert ["text/css", "text/javascript", "image/svg+xml"] == [kind.partition(";")[0] for kind in kinds.values()]


def test_what_is_not_there(api: Api, snapshot: SnapshotAssertion) -> None:
    """A queue, a file, a callback that nobody knows; and no path leads out."""
    assert snapshot == [
        api.ask("GET", "/runs/default/website/nowhere"),
        api.ask("GET", "/runs/default/website/nowhere/assets/style.css"),
        api.ask("GET", f"{SITE}/assets/..%2f..%2fpyproject.toml"),
        api.ask("GET", f"{SITE}/assets/other.css"),
        api.ask("GET", f"{SITE}/booked/0000000000000000"),
        _post(api, f"{SITE}/cancellation", {}).status,
        _post(api, SITE, {str(number): "x" for number in range(60)}).status,
    ]
