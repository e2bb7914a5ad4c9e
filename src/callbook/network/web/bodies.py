"""What every body has to be before anybody looks at what it says: whole, within bounds, JSON where JSON is read.

A form of another site can send any text, but not JSON under its own type; so what is read as JSON has to be called
JSON. What JSON leaves open is refused: a key that comes twice, a number that no integer of 64 bits holds, a depth that
no request has.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final, cast

from callbook.core import BadInput
from callbook.network.service.runs import DEFAULT_RUN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litestar.types import Receive

MOST_DEEP: Final = 64
"""How deep objects and lists may lie in each other."""
_MOST_DIGITS: Final = 19
_LEAST, _MOST = -(2**63), 2**63 - 1
_BODY: Final = "body"
_JSON: Final = "application/json"
_NO_JSON: Final = frozenset({"website", "Genesys", "genesys"})
"""What stands in an address, at a place that names what is there, where bodies are no JSON."""
_SHOWN: Final = 40


class WrongType(BadInput):
    """A body that is read as JSON is called something else."""


class TooLarge(Exception):  # noqa: N818 - names what is the case
    """A body has more bytes than are taken."""


class Gone(Exception):  # noqa: N818 - names what happened
    """Who asked has left before all was said."""


def run_of(path: str) -> str | None:
    """Return the name of the run that a request to *path* is about; None where it is about none, or all of them."""
    parts = path.split("/")
    if parts[1:2] in (["Genesys"], ["genesys"], ["workspace"]):
        return DEFAULT_RUN
    return parts[2] if parts[1:2] == ["runs"] and len(parts) > 2 and parts[2] else None  # noqa: PLR2004 - /runs/NAME


def is_json(path: str) -> bool:
    """Return whether the body of a request to *path* is read as JSON."""
    parts = path.split("/")
    return _NO_JSON.isdisjoint(parts[1:2] + parts[3:4])


async def whole_body(receive: Receive, most: int) -> bytes:
    """Return the body that *receive* brings.

    Raises:
        TooLarge: when it has more than *most* bytes.
        Gone: when the client has left before all of it came.
    """
    body = b""
    while True:
        event = cast("dict[str, Any]", await receive())
        if event["type"] == "http.disconnect":
            raise Gone
        part: bytes = event.get("body", b"")
        body += part
        if len(body) > most:
            raise TooLarge
        if not event.get("more_body"):
            return body


def check_json(headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
    """Make sure that *body* may be read as JSON; whether it is JSON at all says who reads it.

    Raises:
        WrongType: when it is called something else.
        BadInput: when it is no UTF-8, too deep, has a key twice, or a number that is none of 64 bits.
    """
    if not body:
        return
    given = next((value for name, value in headers if name == b"content-type"), b"").decode("latin-1")
    kind = given.partition(";")[0].strip().lower()
    if kind != _JSON and not (kind.startswith("application/") and kind.endswith("+json")):
        raise WrongType("content type", given[:_SHOWN], where=_BODY, accepted=_JSON)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise BadInput("byte", body[error.start], where=f"{_BODY}, at {error.start}", accepted="UTF-8") from None
    _check_text(text)


def _check_text(text: str) -> None:
    try:
        value = _DECODER.decode(text)
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        return
    if text.count("{") + text.count("[") > MOST_DEEP and _is_deep(value):
        raise _too_deep()


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(MOST_DEEP):
        level = [each for container in level for each in _inside(container)]
        if not level:
            return False
    return any(isinstance(each, dict | list) for each in level)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return cast("dict[str, object]", value).values()
    return cast("list[object]", value) if isinstance(value, list) else ()


def _too_deep() -> BadInput:
    return BadInput(
        "depth", f"more than {MOST_DEEP}", where=_BODY, accepted=f"lists and objects up to {MOST_DEEP} deep"
    )


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for number, name in enumerate(names) if name in names[:number])
        raise BadInput("key", twice[:_SHOWN], where=_BODY, accepted="each key once in an object")
    return found


def _integer(digits: str) -> int:
    if len(digits) < _MOST_DIGITS:
        return 0
    if len(digits) > _MOST_DIGITS + 1 or not _LEAST <= int(digits) <= _MOST:
        raise BadInput("number", digits[:_SHOWN], where=_BODY, accepted=f"{_LEAST} to {_MOST}")
    return 0


def _float(digits: str) -> int:
    if not math.isfinite(float(digits)):
        raise BadInput("number", digits[:_SHOWN], where=_BODY, accepted="a number that is finite in 64 bits")
    return 0


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_float=_float)
