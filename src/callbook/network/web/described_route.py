"""What is said of a route beside it: names in its address, and what its types do not say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from litestar.openapi.spec import Example
from litestar.params import PathParameter

Json = dict[str, Any]
SCHEMAS: Final = "#/components/schemas/"
"""Where types are described."""
MESSAGE: Final[Json] = {"$ref": f"{SCHEMAS}Message"}
"""A message of one of the two protocols, which goes through as it is."""
OPTION: Final = "described"
"""Under which option a route holds its `Described`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What the types of a route do not say of it.

    Attributes:
        body: what it reads by itself, a type or JSON Schema by content type.
        examples: of its body as JSON: a sentence, and the body.
        query: parameters that it reads by itself.
        streams: whether it answers with server-sent events, too, when asked to.
    """

    body: Json = field(default_factory=dict[str, Any])
    examples: dict[str, tuple[str, object]] = field(default_factory=dict[str, tuple[str, object]])
    query: tuple[Json, ...] = ()
    streams: bool = False


def described(**said: Any) -> dict[str, Described]:  # noqa: ANN401 - the fields of `Described`
    """Return the options of a route that say this of it."""
    return {OPTION: Described(**said)}


def _named(description: str, example: str | int) -> PathParameter:
    return PathParameter(description=description, examples=[Example(value=example)])


RunName = Annotated[str, _named("The name of a run.", "default")]
ServerName = Annotated[str, _named("`interaction-server` or `voice-switch`.", "interaction-server")]
ClientName = Annotated[str, _named("A client's name; the desktop of an agent has the agent's.", "Anna")]
Number = Annotated[int, _named("The number of an entry of the journal, or of a fault.", 1)]
InteractionId = Annotated[str, _named("The id of an interaction.", "4UR9HGNS00000001")]
PhoneNumber = Annotated[str, _named("A contact's phone number, with its `+`.", "+447700900931")]
AtTheTelephone = Annotated[str, _named("`answer`, `reject` or `hang-up`.", "answer")]
Operation = Annotated[str, _named("What is done; what there is, the answer to a wrong one says.", "stop")]
QueueName = Annotated[str, _named("The name of an interaction queue.", "callbacks")]
Reference = Annotated[str, _named("The id of a callback that was taken.", "4UR9HGNS00000001")]
FileName = Annotated[str, _named("The name of a file.", "style.css")]
CapturePointName = Annotated[str, _named("The name of a capture point.", "callbacks")]
CallbackServiceName = Annotated[str, _named("The name of a callback service: that of a queue.", "callbacks")]
DirectoryNumber = Annotated[str, _named("A directory number of the voice switch.", "1001")]

INSTANT_HEADER: Final[Json] = {
    "name": "Callbook-Instant",
    "in": "header",
    "required": False,
    "description": "For a run with a led clock: where whoever leads it stands, in milliseconds since the epoch.",
    "schema": {"type": "integer", "minimum": 0},
}
"""Of every route of a run; read before the framework sees it, or by what provides the run."""
PREFER_HEADER: Final[Json] = {
    "name": "Prefer",
    "in": "header",
    "required": False,
    "description": "`return=representation` gives what the request led to at once, as entries of the journal; any other"
    " preference is passed over (RFC 7240).",
    "schema": {"type": "string"},
    "example": "return=representation",
}
"""Of every route that may answer with what it led to."""
