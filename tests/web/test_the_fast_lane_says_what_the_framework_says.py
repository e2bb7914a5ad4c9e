from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callbook.network.interception.asgi_call import call
from callbook.network.web.app import application

if TYPE_CHECKING:
    from tests.web.conftest import Api

ANNA = "/runs/default/interaction-server/clients/Anna/requests"
LOGIN = (
    b'{"protocol":"Open Media","message":"RequestAgentLogin","ReferenceId":1,"TenantId":"Lighthouse",'
    b'"PlaceId":"Place 1","AgentId":"anna","MediaList":{"webcallback":1}}'
)


@pytest.mark.parametrize(
    ("path", "body", "headers"),
    [
        (ANNA, LOGIN, {}),
        (ANNA, LOGIN, {"prefer": "return=representation"}),
        (ANNA, LOGIN, {"prefer": "respond-async, return=representation"}),
        (ANNA, LOGIN, {"callbook-instant": "1"}),
        (ANNA, b"{}", {}),
        (ANNA.replace("default", "nope"), LOGIN, {}),
        (ANNA.replace("interaction-server", "nowhere"), LOGIN, {}),
        (ANNA.replace("Anna", "Anna%20%28home%29"), LOGIN, {}),
    ],
)
def test_both_ways_answer_alike(api: Api, path: str, body: bytes, headers: dict[str, str]) -> None:
    """The same status, the same type, the same bytes, whichever of them takes the request."""
    fast = _shown(api.raw("POST", path, body, **{name.replace("-", "_"): value for name, value in headers.items()}))
    api.service.runs.reset_all()
    framework = _shown(call(application(api.service), "POST", path, headers.items(), body))
    assert framework == fast


def test_other_methods_are_the_frameworks(api: Api) -> None:
    """Only POST is taken by the fast lane."""
    assert 405 == api.ask("GET", ANNA)[0]


def _shown(answer: Any) -> tuple[int, str, bytes]:  # noqa: ANN401 - an answer of either
    return answer.status, dict(answer.headers)["content-type"], answer.body
