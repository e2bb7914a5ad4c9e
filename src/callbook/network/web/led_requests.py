"""What a lab that leads a run's clock asks for, answered before the framework sees it.

Such a lab makes some twenty requests in a scenario, and the framework's way of handling one costs about twice as much
as all that the servers do with it (`benchmarks/doors.py`). So these are answered here, in one place; the routes
describe them, and answer whoever does not lead. A body that cannot be read is left to the routes as well: they say
what is wrong with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import msgspec

from callbook.core import CallbookError
from callbook.lab import ActOfPeople, AnyQuery
from callbook.network.service.run import named_by_an_address
from callbook.network.web.acts import Answered
from callbook.network.web.bodies import check_json, is_json
from callbook.network.web.client_messages import Answer, refused
from callbook.network.web.journal import page_after
from callbook.network.web.problems import problem_of, unforeseen
from callbook.network.web.service import INSTANT, outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from callbook.network.service.run import Run
    from callbook.network.web.service import Service

_PREFER: Final = b"prefer"
_WHOLE: Final = b"return=representation"
_INSTANT: Final = INSTANT.encode()
_JSON: Final = b"application/json"
_ACT: Final = msgspec.json.Decoder(ActOfPeople)
_QUESTION: Final = msgspec.json.Decoder(AnyQuery)
_UNREADABLE: Final = (msgspec.DecodeError, CallbookError)
"""What decoding raises: a struct that checks itself refuses in words of its own."""
_AFTER: Final = re.compile(rb"after=(\d{1,15})")


class Asked(NamedTuple):
    """A request of whoever leads.

    Attributes:
        method: the HTTP method.
        path: the address, without its query and its escapes.
        query: what stands behind the question mark.
        headers: by their names in small letters.
        body: what it holds.
    """

    method: str
    path: str
    query: bytes
    headers: Mapping[bytes, bytes]
    body: bytes


def asked_by_leader(
    method: str, path: str, query: bytes, headers: Iterable[tuple[bytes, bytes]], body: bytes
) -> Asked | None:
    """Return the request if whoever leads a run's clock makes it, None for any other."""
    given = dict(headers)
    return Asked(method, path, query, given, body) if _INSTANT in given else None


def answer_leader(service: Service, asked: Asked) -> Answer | None:
    """Return what is answered to whoever leads; None where the routes are to answer it."""
    parts = asked.path.split("/")
    operation = _operation(asked, parts[3:]) if parts[1:2] == ["runs"] else None
    if operation is None:
        return None
    try:
        if is_json(asked.path):
            check_json(asked.headers.items(), asked.body)
        given = operation(service.run(parts[2], asked.headers[_INSTANT].decode("latin-1")))
        service.keep()
    except CallbookError as error:
        return refused(problem_of(error))
    except Exception as error:  # noqa: BLE001 - as the framework does it
        return refused(unforeseen(asked.method, asked.path, error))
    return given


_Operation: TypeAlias = "Callable[[Run], Answer]"


def _operation(asked: Asked, rest: list[str]) -> _Operation | None:
    """Return what a request asks for; None where it is nothing that a lab asks for, or cannot be read."""
    if asked.query:
        after = _AFTER.fullmatch(asked.query)
        is_journal = (asked.method, rest) == ("GET", ["journal"])
        return (lambda run: _json(page_after(run, int(after[1])))) if after and is_journal else None
    match asked.method, rest:
        case "POST", ["Genesys", "Interaction", name, "WebServiceCapturePoint"]:
            return lambda run: _soap(run, name, asked)
        case "POST", ["questions"]:
            return _question(asked.body)
        case _:
            is_whole = _WHOLE in asked.headers.get(_PREFER, b"")
            return _acting(_act(asked, rest)) if is_whole else None


def _soap(run: Run, name: str, asked: Asked) -> Answer:
    action = asked.headers.get(b"soapaction", b"").decode("latin-1").strip('"')
    given = run.capture_point(name).answer(asked.body, action)
    return Answer(given.status, given.body, given.content_type.encode())


def _question(body: bytes) -> _Operation | None:
    try:
        query = _QUESTION.decode(body)
    except _UNREADABLE:
        return None

    def ask(run: Run) -> Answer:
        with named_by_an_address():
            return _json(Answered(run.lab.ask(query)))

    return ask


def _act(asked: Asked, rest: list[str]) -> Callable[[Run], object] | None:
    match asked.method, rest:
        case "POST", ["acts"]:
            return _told(asked.body)
        case "POST", ["clock", "step"]:
            return lambda run: run.step()
        case "PUT", [server, "clients", client]:
            return lambda run: run.connect(server, client)
        case "DELETE", [server, "clients", client]:
            return lambda run: run.disconnect(server, client)
        case _:
            return None


def _told(body: bytes) -> Callable[[Run], object] | None:
    try:
        act = _ACT.decode(body)
    except _UNREADABLE:
        return None
    return lambda run: run.do(act)


def _acting(act: Callable[[Run], object] | None) -> _Operation | None:
    if act is None:
        return None

    def do(run: Run) -> Answer:
        before = run.lab.journal.last
        act(run)
        return _json(outcome(run, before, whole=True))

    return do


def _json(given: object) -> Answer:
    return Answer(200, msgspec.json.encode(given), _JSON)
