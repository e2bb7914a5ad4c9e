"""Errors as problem details (RFC 9457): what was given, where, what would be accepted, in a form that programs read.

To whoever asks at an address that nobody answers it is said which one is nearest, and where the two part.
"""

from __future__ import annotations

import logging
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException, NotFoundException
from litestar.openapi.datastructures import ResponseSpec
from litestar.routes import HTTPRoute
from litestar.status_codes import (
    HTTP_400_BAD_REQUEST,
    HTTP_404_NOT_FOUND,
    HTTP_409_CONFLICT,
    HTTP_410_GONE,
    HTTP_415_UNSUPPORTED_MEDIA_TYPE,
    HTTP_500_INTERNAL_SERVER_ERROR,
    HTTP_503_SERVICE_UNAVAILABLE,
)
from msgspec import Meta

from callbook.core import BadInput, CallbookError, NotKept
from callbook.network.service.mailbox import Missed
from callbook.network.service.run import NotConnected, NotThere, TooMany
from callbook.network.web.bodies import WrongType
from callbook.network.web.slices import OverBudget

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from litestar import Litestar, Request

PROBLEM_TYPE: Final = "application/problem+json"
_LOG = logging.getLogger("callbook.network.web")


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a request was not carried out (RFC 9457)."""

    type: Annotated[str, Meta(description="which kind of problem, a URN.")]
    title: Annotated[str, Meta(description="the same for people.")]
    status: Annotated[int, Meta(description="the HTTP status.")]
    detail: Annotated[str, Meta(description="what was given, where, and what would be accepted.")]
    accepted: Annotated[str, Meta(description="the last part alone, where it is known.")] = ""


_KINDS: Final[dict[type, tuple[int, str, str]]] = {
    NotThere: (HTTP_404_NOT_FOUND, "not-there", "There is no such thing"),
    Missed: (HTTP_410_GONE, "missed", "Events are kept no longer"),
    NotConnected: (HTTP_409_CONFLICT, "not-connected", "The connection is down"),
    TooMany: (HTTP_503_SERVICE_UNAVAILABLE, "too-many", "The server takes no more"),
    OverBudget: (HTTP_409_CONFLICT, "over-budget", "Not all of the time has passed"),
    NotKept: (HTTP_503_SERVICE_UNAVAILABLE, "not-kept", "The state could not be written"),
    WrongType: (HTTP_415_UNSUPPORTED_MEDIA_TYPE, "wrong-type", "The body is of another type than is read here"),
    BadInput: (HTTP_400_BAD_REQUEST, "bad-input", "Something given cannot be used"),
    CallbookError: (HTTP_409_CONFLICT, "refused", "That is not possible now"),
}
"""The nearest base class of an error decides."""


def problem_of(error: CallbookError) -> Problem:
    """Return *error* as problem details."""
    status, name, title = next(_KINDS[kind] for kind in type(error).__mro__ if kind in _KINDS)
    accepted = error.accepted if isinstance(error, BadInput) else ""
    return Problem(f"urn:callbook:problem:{name}", title, status, str(error), accepted)


def response_of(problem: Problem, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    """Return the HTTP response of *problem*."""
    body = msgspec.json.encode(problem)
    return Response(body, status_code=problem.status, media_type=PROBLEM_TYPE, headers=dict(headers or {}))


def documented(*statuses: int) -> dict[int, ResponseSpec]:
    """Document that a route may answer with these statuses, each with problem details."""
    return {
        status: ResponseSpec(Problem, description=_DESCRIPTIONS[status], media_type=PROBLEM_TYPE) for status in statuses
    }


def _own(_request: Request[Any, Any, Any], error: CallbookError) -> Response[bytes]:
    return response_of(problem_of(error))


def _of_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    extras: list[Any] = error.extra if isinstance(error.extra, list) else []
    reasons = [_reason(extra) for extra in extras]
    if isinstance(error, NotFoundException):
        detail = f"Nothing is at {request.url.path}. {nearest(request.app, request.url.path)}"
    else:
        detail = "; ".join((error.detail, *reasons))
    title = _DESCRIPTIONS.get(error.status_code, "The request cannot be answered")
    return response_of(Problem("about:blank", title, error.status_code, detail), error.headers)


def _reason(extra: Any) -> str:  # noqa: ANN401 - whatever the framework adds
    return f"{extra.get('key', 'body')}: {extra.get('message', '')}" if hasattr(extra, "get") else str(extra)


def unforeseen(method: str, path: str, error: Exception) -> Problem:
    """Log a fault of the server itself, and return it as problem details."""
    _LOG.error("%s %s failed", method, path, exc_info=error)
    detail = f"{type(error).__name__}. This is a fault of the server; its log says more."
    return Problem("about:blank", "Internal server error", HTTP_500_INTERNAL_SERVER_ERROR, detail)


def _unforeseen(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    return response_of(unforeseen(request.method, request.url.path, error))


HANDLERS: Final[dict[int | type[Exception], Any]] = {
    CallbookError: _own,
    HTTPException: _of_http,
    HTTP_500_INTERNAL_SERVER_ERROR: _unforeseen,
}
"""Who answers for which error."""

_DESCRIPTIONS: Final = {
    400: "Something given cannot be used",
    401: "A token is needed",
    403: "Pages of other sites, and unknown names of this server, are not served",
    404: "There is no such thing",
    405: "That method is not answered here",
    409: "That is not possible now",
    410: "Events are kept no longer",
    413: "The request is too large",
    415: "The body is of another type than is read here",
    422: "The form cannot be used",
    500: "Internal server error",
    501: "An operation of the vendor's that Callbook does not play",
    503: "The server takes no more",
}


_A_NAME = 0.3
_A_SLIP = 0.8
_A_PART = 0.4
"""How much a part of an address counts: where any name may stand, with a slip in it, missing or too much."""


def nearest(app: Litestar, path: str) -> str:
    """Return which of the application's addresses is most like *path*, and what is different."""
    given = _parts(path)
    templates = {route.path_format: route.methods for route in app.routes if isinstance(route, HTTPRoute)}
    best = max(templates, key=lambda template: (_likeness(_parts(template), given), template))
    methods = ", ".join(sorted(templates[best] - {"OPTIONS"}))
    return f"The nearest address is {best} ({methods}): {_difference(_parts(best), given)}."


def _parts(path: str) -> list[str]:
    return path.strip("/").split("/")


def _is_name(part: str) -> bool:
    return part.startswith("{")


def _likeness(template: Sequence[str], given: Sequence[str]) -> float:
    alike = sum(_alike(one, other) for one, other in zip(template, given, strict=False))
    return alike - _A_PART * abs(len(template) - len(given))


def _alike(one: str, other: str) -> float:
    if _is_name(one):
        return _A_NAME
    return 1.0 if one == other else _A_SLIP * SequenceMatcher(None, one, other).ratio()


def _difference(template: Sequence[str], given: Sequence[str]) -> str:
    pairs: Iterable[tuple[str, str]] = zip(template, given, strict=False)
    for one, other in pairs:
        if not _is_name(one) and one != other:
            return f"{one!r} stands there, where {other!r} was given"
    if len(given) == len(template):
        return "one of its names is of another kind, for example a number"
    if len(given) > len(template):
        return f"it ends before {'/'.join(given[len(template) :])!r}"
    return f"it goes on with {'/'.join(template[len(given) :])!r}"
