from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi import checks as openapi_checks
from tests.patience import PATIENCE
from tests.web.conftest import Api, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT: Final = json.loads((Path(__file__).parents[2] / "docs/openapi.json").read_text(encoding="utf-8"))
# What it gives is generic in things that are written nowhere: it is taken as it comes.
_GENERAL: Final[Any] = checks
_OPENAPI: Final[Any] = openapi_checks
SCHEMA: Final[Any] = schemathesis.openapi.from_dict(DOCUMENT)
OPERATIONS: Final[dict[str, Any]] = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}
CHECKS: Final[list[Any]] = [
    _GENERAL.not_a_server_error,
    _OPENAPI.status_code_conformance,
    _OPENAPI.content_type_conformance,
    _OPENAPI.response_schema_conformance,
    _OPENAPI.negative_data_rejection,
]
NAMES: Final[dict[str, list[Any]]] = {
    "run_name": ["default"] * 4 + ["nope", "real"],
    "server": ["interaction-server", "voice-switch", "nowhere"],
    "client": ["Anna", "Ben", "Website"],
    "action": ["answer", "hang-up", "sing"],
    "operation": ["stop", "start", "lose-link", "restore-link", "sing"],
    "dn": ["1001", "5"],
    "phone_number": ["+447700900931", "5"],
    "number": [1, 5, 10**9],
    "queue": ["callbacks", "nowhere"],
    "reference": ["4UR9HGNS00000001", "5"],
    "name": ["style.css", "nothing.css"],
    "capture_point": ["callbacks", "other"],
    "interaction": ["4UR9HGNS00000001", "0000000000000000"],
}
FEW: Final = 5
"""Requests of each kind to each address; `make api-fuzz` asks for far more."""
BUDGET: Final = settings(
    max_examples=max(FEW, settings().max_examples // 8) if settings().max_examples > 100 else FEW,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
DAY: Final = 24 * 3_600_000
YEAR: Final = 366 * DAY
AT_MOST: Final = 60_000
"""A virtual year with an agent who never answers would be a million offers: true, but not what is tried here."""


class Line:
    """A server that begins anew before each request, and the way to it."""

    def __init__(self, api: Api, port: int) -> None:
        self._api = api
        self._base = f"http://127.0.0.1:{port}"
        self._session = requests.Session()
        self._session.trust_env = False

    def answers_as_described(self, case: Any) -> None:  # noqa: ANN401 - a made-up request
        """Send a request to a server where something goes on already."""
        self._api.service.runs.reset_all()
        self._api.logs_in()
        self._api.lab.schedule(self._api.lab.contact("Maria"))
        self._api.ask("POST", "/runs", {"name": "real", "clock": "real"})
        answer = case.call(base_url=self._base, session=self._session, timeout=PATIENCE)
        # SOAP 1.1 tells every Fault, also one that the sender has caused, with the status 500.
        is_fault = b":Fault>" in answer.content
        case.validate_response(answer, checks=CHECKS[1:] if is_fault else CHECKS)

    def close(self) -> None:
        """Hang up."""
        self._session.close()


@pytest.fixture(scope="module")
def line() -> Iterator[Line]:
    """Give a server on a real socket."""
    api = Api()
    with serving(api.service) as port:
        line = Line(api, port)
        yield line
        line.close()


def _bounded(case: Any, label: str) -> Any:  # noqa: ANN401 - a made-up request
    """Keep the virtual time that a request lets pass within reason; what is more than the API takes stays wrong."""
    most = DAY if label.endswith(("/faults", "/outages")) else YEAR
    given: Any = case.body
    body = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    for name in ("milliseconds", "at_most", "eventually"):
        if isinstance(body.get(name), int) and AT_MOST < body[name] <= most:
            body[name] = AT_MOST
    return case


def _kinds() -> Iterator[tuple[str, GenerationMode]]:
    """Give what can be asked right of each address, and where anything can be given wrong, that too."""
    for label, operation in OPERATIONS.items():
        yield label, GenerationMode.POSITIVE
        if list(operation.query) or list(operation.headers) or list(operation.body):
            yield label, GenerationMode.NEGATIVE


@pytest.mark.parametrize(("label", "mode"), list(_kinds()))
def test_each_answer_is_one_that_is_described(line: Line, label: str, mode: GenerationMode) -> None:
    """No fault of the server, no status, type or body that stands nowhere; and what fits no schema is refused."""
    operation = OPERATIONS[label]
    names = [parameter.name for parameter in operation.path_parameters]

    @BUDGET
    @given(st.data())
    def check(data: st.DataObject) -> None:
        there = {name: data.draw(st.sampled_from(NAMES[name]), label=name) for name in names}
        case = data.draw(operation.as_strategy(generation_mode=mode, path_parameters=there), label="request")
        line.answers_as_described(_bounded(case, label))

    check()
