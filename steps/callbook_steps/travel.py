"""Which messages there are, who can send each, and which attributes it has: read off the messages' own definitions."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import Annotated, Any, get_args, get_origin

import msgspec

from callbook.core import BadInput, Unknown
from callbook.messages import MESSAGES, Message, Protocol, open_media, t_library
from callbook_steps.spoken import SERVERS

_REQUESTS = (open_media.OpenMediaRequest, t_library.TLibraryRequest)
_INTERACTION_SERVER = SERVERS[0]
_NAMES = {name: None for kinds in MESSAGES.values() for name in kinds}


class WrongWay(BadInput):
    """A message that never travels from whom, or to whom, a step says.

    Args:
        message: its name.
        text: who never sends it, or is never sent it.
        travels: which way it does travel, in words.
    """

    def __init__(self, message: str, text: str, travels: str) -> None:
        self._said = f"{text}: it travels from {travels}."
        super().__init__("message", message, accepted=travels)

    def _text(self) -> str:
        return self._said


def message_called(name: str, *, where: str = "") -> tuple[type[Message], ...]:
    """Return the types of the messages called *name*: one, or one of each protocol.

    Raises:
        Unknown: there is none; it names the nearest.
    """
    found = tuple(kinds[name] for kinds in MESSAGES.values() if name in kinds)
    if not found:
        raise Unknown("message", name, _NAMES, where=where)
    return found


def check_way(message: str, *, sender: str = "", receiver: str = "") -> None:
    """Make sure that a message can travel from a *sender*, or to a *receiver*: an agent, a server or the website.

    Raises:
        Unknown: there is no such message.
        WrongWay: it never does.
    """
    kinds = message_called(message)
    if sender and not any(_sends(sender, kind) for kind in kinds):
        raise WrongWay(message, f"{sender} never sends {message}", _travels(kinds))
    if receiver and not any(_takes(receiver, kind) for kind in kinds):
        raise WrongWay(message, f"{receiver} is never sent {message}", _travels(kinds))
    if sender and receiver and (sender in SERVERS) == (receiver in SERVERS):
        raise WrongWay(message, f"{sender} never sends {message} to {receiver}", _travels(kinds))


def check_attribute(message: str, path: str) -> None:
    """Make sure that a message has an attribute; ``A.B`` is one within A.

    Raises:
        Unknown: it has none of that name; it names those that it has.
    """
    kinds: tuple[Any, ...] = message_called(message)
    way = message
    for name in path.split("."):
        known = {each: kind for part in kinds for each, kind in _attributes(part).items()}
        if not known and dict not in kinds:
            raise BadInput("attribute", path, where=message, accepted=f"{way.partition('.')[2]}, which has no parts")
        if name not in known and dict not in kinds:
            raise Unknown("attribute", name, known, where=way)
        kinds, way = known.get(name, (dict,)), f"{way}.{name}"


def _sends(who: str, kind: type[Message]) -> bool:
    is_request = issubclass(kind, _REQUESTS)
    return not is_request and _speaks(who, kind) if who in SERVERS else is_request


def _takes(who: str, kind: type[Message]) -> bool:
    is_request = issubclass(kind, _REQUESTS)
    return is_request and _speaks(who, kind) if who in SERVERS else not is_request


def _speaks(server: str, kind: type[Message]) -> bool:
    return (server == _INTERACTION_SERVER) == (kind in MESSAGES[Protocol.OPEN_MEDIA].values())


def _travels(kinds: tuple[type[Message], ...]) -> str:
    servers = " or ".join(
        _INTERACTION_SERVER if _speaks(_INTERACTION_SERVER, kind) else "the voice switch" for kind in kinds
    )
    client = "a client, such as an agent"
    return f"{client}, to {servers}" if issubclass(kinds[0], _REQUESTS) else f"{servers} to {client}"


@cache
def _attributes(kind: Any) -> dict[str, tuple[Any, ...]]:  # noqa: ANN401 - any annotation
    """Return the attributes of a struct, each with what it can be; none of anything else."""
    if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return {}
    return {each.name: tuple(_alternatives(each.type)) for each in msgspec.structs.fields(kind)}


def _alternatives(annotation: Any) -> list[Any]:  # noqa: ANN401 - any annotation
    if isinstance(annotation, UnionType):
        return [found for each in get_args(annotation) for found in _alternatives(each)]
    if get_origin(annotation) is Annotated:
        return _alternatives(get_args(annotation)[0])
    return [get_origin(annotation) or annotation]
