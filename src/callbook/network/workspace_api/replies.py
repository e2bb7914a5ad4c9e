"""What a client is answered, in the vendor's form: ``{"status": {"code": ..., "message": ...}, "data": ...}``."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from callbook.core import BadInput, CallbookError, Unknown
from callbook.workspace import ObstacleKind, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

_DONE: Final = 0
_UNDER_WAY: Final = 1
"""Of what is only asked for: what comes of it the notifications tell."""
_STATUS_OF: Final = {
    ObstacleKind.PRIVILEGE: 403,
    ObstacleKind.OPTION: 403,
    ObstacleKind.STATE: 409,
    ObstacleKind.INPUT: 400,
}


class Reply(NamedTuple):
    """What is answered.

    Attributes:
        status: the HTTP status.
        body: JSON.
        cookie: the session that the client is to keep; empty for none.
    """

    status: int
    body: Any
    cookie: str = ""


class NoSession(CallbookError):  # noqa: N818 - names what is the case
    """A request comes without a session, or with one that is over, or before the channels were activated."""


class SeatTaken(CallbookError):  # noqa: N818 - names what is the case
    """An agent has a session already."""


class NotPlayed(CallbookError):  # noqa: N818 - names what is the case
    """The vendor's API has such an operation; Callbook does not play it."""


class NotInHand(Unknown):
    """An address names a call or an interaction that the agent has not."""


_STATUSES: Final[dict[type[CallbookError], int]] = {
    NoSession: 401,
    SeatTaken: 409,
    NotPlayed: 501,
    NotInHand: 404,
    BadInput: 400,
    CallbookError: 409,
}
"""The nearest base class of an error decides."""


def done(data: object = None, operation: object = None) -> Reply:
    """Return that something was done, or asked for; the client's own id of the operation comes back with it."""
    status = {"code": _UNDER_WAY if data is None else _DONE}
    more = ({} if data is None else {"data": data}) | ({} if operation is None else {"operationId": operation})
    return Reply(200, {"status": status, **more})


def failed(error: CallbookError) -> Reply:
    """Return *error* in the vendor's form; its message names the clause, where a clause forbids what was asked."""
    if isinstance(error, Refused):
        status = _STATUS_OF[error.refusal.obstacle.kind]
    else:
        status = next(_STATUSES[kind] for kind in type(error).__mro__ if kind in _STATUSES)
    return _failure(status, str(error))


def not_there(method: str, path: str, known: Iterable[tuple[str, str]]) -> Reply:
    """Return that nothing is at a path, or not for this method, and which of the *known* ones is nearest."""
    methods = sorted(each for each, template in known if _is_at(template, path))
    if methods:
        return _failure(405, f"{path} takes {' and '.join(methods)}, not {method}.")
    near = max((template for _, template in known), key=lambda template: SequenceMatcher(None, template, path).ratio())
    return _failure(404, f"Nothing is at {path}. The nearest path is {near}.")


def _is_at(template: str, path: str) -> bool:
    parts, given = template.split("/"), path.split("/")
    return len(parts) == len(given) and all(one[:1] == "{" or one == two for one, two in zip(parts, given, strict=True))


def _failure(status: int, message: str) -> Reply:
    return Reply(status, {"status": {"code": status, "message": message}})
