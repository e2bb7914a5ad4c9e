"""Messages in msgspec, attrs and pydantic: making one with its checks, and turning it into JSON and back."""

from __future__ import annotations

from typing import Annotated, Any

import attrs
import msgspec
import pydantic

from benchmarks.measure import Figure, in_turn
from callbook.core.messages import from_json, to_json
from callbook.core.messages.open_media import RequestAccept

_GIVEN: dict[str, Any] = {"ReferenceId": 7, "TicketId": 31, "InteractionId": "0000GaBNKN2Q0021"}
_EACH = 2_000


class InPydantic(pydantic.BaseModel):
    """RequestAccept in pydantic, with the same checks."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")

    ReferenceId: Annotated[int, pydantic.Field(ge=1)]
    TicketId: Annotated[int, pydantic.Field(ge=1)]
    InteractionId: Annotated[str, pydantic.Field(pattern="^[0-9A-Za-z]{16}$")]
    ProxyClientId: Annotated[int, pydantic.Field(ge=0)] = 0
    Extension: dict[str, str | int | dict[str, Any]] | None = None


_POSITIVE = [attrs.validators.instance_of(int), attrs.validators.ge(1)]
_IDENTIFIER = [attrs.validators.instance_of(str), attrs.validators.matches_re("[0-9A-Za-z]{16}")]


@attrs.frozen(kw_only=True)
class InAttrs:
    """RequestAccept in attrs, with the same checks; JSON by msgspec, which knows attrs classes."""

    ReferenceId: int = attrs.field(validator=_POSITIVE)
    TicketId: int = attrs.field(validator=_POSITIVE)
    InteractionId: str = attrs.field(validator=_IDENTIFIER)
    ProxyClientId: int = attrs.field(default=0, validator=attrs.validators.instance_of(int))
    Extension: dict[str, Any] | None = None


def run() -> tuple[Figure, ...]:
    """Measure ours against each of the two, in turn."""
    return (
        _figure("make a checked message: ours / attrs", _made, lambda: InAttrs(**_GIVEN)),
        _figure("make a checked message: ours / pydantic", _made, lambda: InPydantic(**_GIVEN)),
        _figure("JSON and back: ours / attrs with msgspec", _ours, _in_attrs),
        _figure("JSON and back: ours / pydantic", _ours, _in_pydantic),
    )


def _made() -> object:
    return RequestAccept(**_GIVEN)


def _ours() -> object:
    return from_json(to_json(RequestAccept(**_GIVEN)))


def _in_attrs() -> object:
    return msgspec.json.decode(msgspec.json.encode(InAttrs(**_GIVEN)), type=InAttrs)


def _in_pydantic() -> object:
    return InPydantic.model_validate_json(InPydantic(**_GIVEN).model_dump_json())


def _figure(what: str, ours: Any, theirs: Any) -> Figure:  # noqa: ANN401 - any two pieces of work
    first, second, ratio = in_turn(ours, theirs, each=_EACH)
    return Figure(what, ratio, None, f"{first:.2f} us against {second:.2f} us")
